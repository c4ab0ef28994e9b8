//! What follows from an attempt that did not fit, out of band: the owner of an account that exists is told. Every such
//! attempt leaves the same job behind, so that none takes longer than another.

use super::roster;
use crate::{
    App, Error, accounts,
    chores::Chore,
    credentials::{News, tell_owner},
};
use ::jobs::{Runner, Running};
use db::Tx;

/// The kind of the jobs.
const KIND: &str = "look-into-attempt";

/// Somebody tried a NIM and was refused.
pub(super) fn look_into(tx: &mut Tx<'_>, app: &App, nim: &str) -> Result<(), Error> {
    Ok(::jobs::enqueue(tx, KIND, nim, app.now(), app.now())?)
}

/// Tells the owner, at most once a day.
fn tell(tx: &mut Tx<'_>, app: &App, nim: &str) -> Result<(), Error> {
    let Some(account_id) = roster::find(tx, nim)?.and_then(|entry| entry.account_id) else {
        return Ok(());
    };
    if roster::told(tx, nim, app.now())? {
        let account = accounts::get(tx, account_id)?;
        tell_owner(tx, app, &account, News::ActivationTried)?;
    }
    Ok(())
}

/// Looks into attempts that did not fit.
pub fn runner(app: &App) -> Runner {
    let clock = app.clock().clone();
    Runner::new(app.db().clone(), move || clock.now()).with(Chore {
        app: app.clone(),
        kind: KIND,
        work: tell,
    })
}

/// Does so in the background until it is stopped.
pub fn start(app: &App) -> Running {
    runner(app).start()
}
