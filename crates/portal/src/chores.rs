//! What the portal does for itself in the background: chores, each in one transaction, and rounds, again and again.

use crate::{App, Error, clock::Millis};
use ::jobs::{Failure, Future, Handler, Job, Runner, Verdict};
use db::Tx;
use std::{future, pin::Pin};

/// A kind of job that is done in one transaction.
pub struct Chore {
    /// Whose it is.
    pub app: App,
    /// Its name in the outbox.
    pub kind: &'static str,
    /// Does it, told what the job says. Once more when the process dies before the job has ended: twice must be as once.
    pub work: fn(&mut Tx<'_>, &App, &str) -> Result<(), Error>,
}

impl Handler for Chore {
    fn kind(&self) -> &'static str {
        self.kind
    }

    fn run<'a>(&'a self, job: &'a Job) -> Future<'a> {
        let (app, payload, work) = (self.app.clone(), job.payload.clone(), self.work);
        let done = self.app.db().write(move |tx| work(tx, &app, &payload));
        Box::pin(async { ended(done.await) })
    }

    fn settle(&self, _: &mut Tx<'_>, _: &Job, _: &Verdict) -> Result<(), db::Error> {
        Ok(())
    }
}

/// A round under way.
pub type Making<'a> = Pin<Box<dyn future::Future<Output = Result<(), Error>> + Send + 'a>>;

/// A kind of job that comes again: of several nodes one makes each round.
pub struct Round {
    /// Whose it is.
    pub app: App,
    /// Its name in the outbox.
    pub kind: &'static str,
    /// How long after the end of one the next begins, in milliseconds.
    pub every: Millis,
    /// Makes one. What it could not do the next takes up; what it did must not be done twice.
    pub make: fn(&App) -> Making<'_>,
}

impl Round {
    /// Writes the first into the outbox, if no node did before, and hands over who makes them.
    ///
    /// # Errors
    /// As the database says.
    pub async fn begin(self, runner: Runner) -> Result<Runner, Error> {
        let (kind, now) = (self.kind, self.app.now());
        self.app
            .db()
            .write(move |tx| ::jobs::begin_round(tx, kind, now))
            .await?;
        Ok(runner.with(self))
    }
}

impl Handler for Round {
    fn kind(&self) -> &'static str {
        self.kind
    }

    fn run<'a>(&'a self, _: &'a Job) -> Future<'a> {
        Box::pin(async { ended((self.make)(&self.app).await) })
    }

    /// The next round is written by the transaction that ends this one, or gives it up.
    fn settle(&self, tx: &mut Tx<'_>, _: &Job, verdict: &Verdict) -> Result<(), db::Error> {
        let now = self.app.now();
        match verdict {
            Verdict::Again { .. } => Ok(()),
            Verdict::Done(_) | Verdict::Dead { .. } => {
                ::jobs::enqueue(tx, self.kind, "", now + self.every, now)
            }
        }
    }
}

fn ended(done: Result<(), Error>) -> Result<String, Failure> {
    done.map_err(|error| Failure::Retry(error.to_string()))?;
    Ok(String::new())
}
