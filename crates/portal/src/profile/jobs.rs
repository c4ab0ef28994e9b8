//! A request about data that nobody has answered: its keepers are reminded before its time is over.

use super::{
    asks::tell_keepers,
    model::{Ask, AskState, REMIND_BEFORE},
    store::asks as store,
};
use crate::{App, Error};
use ::jobs::{Failure, Future, Handler, Job, Runner, Verdict};
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
    runner.with(Reminder(app.clone()))
}

struct Reminder(App);

impl Handler for Reminder {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn run<'a>(&'a self, job: &'a Job) -> Future<'a> {
        let (app, public_id) = (self.0.clone(), job.payload.clone());
        Box::pin(async move {
            let inner = app.clone();
            let work = move |tx: &mut Tx<'_>| remind(tx, &inner, &public_id);
            let told = app.db().write(work).await;
            told.map_err(|error| Failure::Retry(error.to_string()))?;
            Ok(String::new())
        })
    }

    fn settle(&self, _: &mut Tx<'_>, _: &Job, _: &Verdict) -> Result<(), db::Error> {
        Ok(())
    }
}

fn remind(tx: &mut Tx<'_>, app: &App, public_id: &str) -> Result<(), Error> {
    match store::by_public_id(tx, public_id)? {
        Some(ask) if ask.state == AskState::Open => tell_keepers(tx, app, &ask, true),
        _ => Ok(()),
    }
}
