//! What follows from a password that was forgotten, out of band: whether there is such an account is not to be seen in how
//! long the answer takes.

use super::registration::forgotten;
use crate::{App, Error, accounts};
use ::jobs::{Failure, Future, Handler, Job, Runner, Verdict};
use db::Tx;

/// The kind of the jobs.
const KIND: &str = "password-forgotten";

/// Somebody has forgotten the password of an address. Without an account of it the same job is left behind, about nobody.
pub(super) fn look_into(tx: &mut Tx<'_>, app: &App, address: &str) -> Result<(), Error> {
    let id = accounts::find(tx, address)?.map_or(0, |account| account.id);
    Ok(::jobs::enqueue(
        tx,
        KIND,
        &id.to_string(),
        app.now(),
        app.now(),
    )?)
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
        let whose = job.payload.parse::<i64>();
        Box::pin(async move {
            let whose = whose.map_err(|error| Failure::Permanent(error.to_string()))?;
            Ok(whose.to_string())
        })
    }

    /// The link is made, and its message written, by the transaction that ends the job: once, whatever crashes.
    fn settle(&self, tx: &mut Tx<'_>, _: &Job, verdict: &Verdict) -> Result<(), db::Error> {
        match verdict {
            Verdict::Done(whose) => {
                let sent = forgotten(tx, &self.0, whose.parse().unwrap_or_default());
                sent.map_err(|error| db::Error::Broken(error.to_string()))
            }
            Verdict::Again { .. } | Verdict::Dead { .. } => Ok(()),
        }
    }
}
