//! What follows from a password that was forgotten, out of band: whether there is such an account is not to be seen in how
//! long the answer takes.

use super::registration::forgotten;
use crate::{App, Error};
use ::jobs::{Failure, Future, Handler, Job, Runner, Verdict};
use db::Tx;

/// The kind of the jobs.
const KIND: &str = "password-forgotten";
/// No address is longer (RFC 5321, 4.5.3.1.3); what is has no account.
const LONGEST: usize = 254;

/// Somebody has forgotten the password of an address, which need not exist.
pub(super) fn look_into(tx: &mut Tx<'_>, app: &App, address: &str) -> Result<(), Error> {
    let address: String = address.chars().take(LONGEST).collect();
    Ok(::jobs::enqueue(tx, KIND, &address, app.now(), app.now())?)
}

/// Also sends links to those who have forgotten their password.
pub fn recovering(app: &App, runner: Runner) -> Runner {
    runner.with(Forgotten(app.clone()))
}

struct Forgotten(App);

impl Handler for Forgotten {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn run<'a>(&'a self, job: &'a Job) -> Future<'a> {
        let (app, address) = (self.0.clone(), job.payload.clone());
        Box::pin(async move {
            let inner = app.clone();
            let work = move |tx: &mut Tx<'_>| forgotten(tx, &inner, &address);
            let sent = app.db().write(work).await;
            sent.map_err(|error| Failure::Retry(error.to_string()))?;
            Ok(String::new())
        })
    }

    fn settle(&self, _: &mut Tx<'_>, _: &Job, _: &Verdict) -> Result<(), db::Error> {
        Ok(())
    }
}
