//! A request about data that nobody has answered: its keepers are reminded before its time is over.

use super::{
    asks::tell_keepers,
    model::{Ask, AskState, REMIND_BEFORE},
    store::asks as store,
};
use crate::{App, Error, chores::Chore};
use ::jobs::Runner;
use db::Tx;

/// The kind of the jobs.
const KIND: &str = "data-request-due";

/// Looks at it again when its time is nearly over.
pub(super) fn look_later(tx: &mut Tx<'_>, app: &App, ask: &Ask) -> Result<(), Error> {
    let at = ask.due_at - REMIND_BEFORE;
    Ok(::jobs::enqueue(tx, KIND, &ask.public_id, at, app.now())?)
}

/// Also reminds of requests about data.
pub fn reminding(app: &App, runner: Runner) -> Runner {
    runner.with(Chore {
        app: app.clone(),
        kind: KIND,
        work: remind,
    })
}

fn remind(tx: &mut Tx<'_>, app: &App, public_id: &str) -> Result<(), Error> {
    match store::by_public_id(tx, public_id)? {
        Some(ask) if ask.state == AskState::Open => tell_keepers(tx, app, &ask, true),
        _ => Ok(()),
    }
}
