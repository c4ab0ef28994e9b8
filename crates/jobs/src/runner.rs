//! Claims what is due, has it done, ends it.

use crate::{ATTEMPTS, Bell, Job, NEVER_ENDED, backoff, store};
use db::{Db, Error, Tx};
use std::{future, pin::Pin, sync::Arc, time::Duration};
use tokio::{sync::watch, task::JoinHandle, time};

/// Longer than this no attempt may take.
const TIME_LIMIT: Duration = Duration::from_secs(45);
/// How long a claim holds, in milliseconds: longer than an attempt may take, so that a slow one is not run twice.
const LEASE: i64 = 90_000;
/// How soon a runner looks again after the bell: what rang may still have to commit.
const SOON: Duration = Duration::from_millis(20);
/// How often a runner looks when nothing happens: for jobs that become due, and for those of other nodes.
const POLL: Duration = Duration::from_secs(1);

/// What a handler's work is.
pub type Future<'a> = Pin<Box<dyn future::Future<Output = Result<(), Failure>> + Send + 'a>>;

/// Does the jobs of one kind.
pub trait Handler: Send + Sync + 'static {
    /// The kind, as it was enqueued.
    fn kind(&self) -> &'static str;

    /// Does it, outside of any transaction. May be called again for a job that was done when the process died before
    /// it could be ended.
    fn run<'a>(&'a self, job: &'a Job) -> Future<'a>;

    /// Writes down how it went, in the transaction that ends the job.
    ///
    /// # Errors
    /// As the database says; then the job stays held until its lease runs out.
    fn settle(&self, tx: &mut Tx<'_>, job: &Job, verdict: &Verdict) -> Result<(), Error>;
}

/// Why a job was not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Trying later may help.
    Retry(String),
    /// It never will.
    Permanent(String),
}

/// How an attempt ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Done; the job is gone.
    Done,
    /// Failed; due again at that time.
    Again {
        /// UTC milliseconds.
        at: i64,
        /// What went wrong.
        why: String,
    },
    /// Given up; waits for a person.
    Dead {
        /// What went wrong.
        why: String,
    },
}

impl Verdict {
    fn of(result: Result<(), Failure>, job: &Job, now: i64) -> Self {
        match result {
            Ok(()) => Self::Done,
            Err(Failure::Retry(why)) if job.attempts < ATTEMPTS => Self::Again {
                at: now + backoff(job.attempts),
                why,
            },
            Err(Failure::Retry(why) | Failure::Permanent(why)) => Self::Dead { why },
        }
    }
}

type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// Runs the jobs of its handlers; jobs of other kinds wait. Cheap to clone.
#[derive(Clone)]
pub struct Runner {
    db: Db,
    clock: Clock,
    handlers: Vec<Arc<dyn Handler>>,
}

impl Runner {
    /// A runner on this database that takes the time, in UTC milliseconds, from `clock`.
    pub fn new(db: Db, clock: impl Fn() -> i64 + Send + Sync + 'static) -> Self {
        Self {
            db,
            clock: Arc::new(clock),
            handlers: Vec::new(),
        }
    }

    /// Also runs the jobs of this handler.
    pub fn with(mut self, handler: impl Handler) -> Self {
        self.handlers.push(Arc::new(handler));
        self
    }

    /// Runs everything that is due now and says how many attempts that took; what an attempt makes due is run too.
    ///
    /// # Errors
    /// As the database says.
    pub async fn run_due(&self) -> Result<usize, Error> {
        let mut attempts = 0;
        loop {
            let before = attempts;
            for handler in &self.handlers {
                while self.run_next(handler).await? {
                    attempts += 1;
                }
            }
            if attempts == before {
                return Ok(attempts);
            }
        }
    }

    /// Runs until it is stopped: one task for each kind.
    pub fn start(self, bell: &Bell) -> Running {
        let stop = watch::Sender::new(false);
        let tasks = self.handlers.iter().map(|handler| {
            let (runner, handler) = (self.clone(), Arc::clone(handler));
            tokio::spawn(runner.serve(handler, bell.listen(), stop.subscribe()))
        });
        Running {
            tasks: tasks.collect(),
            stop,
        }
    }

    async fn serve(
        self,
        handler: Arc<dyn Handler>,
        mut bell: watch::Receiver<()>,
        mut stop: watch::Receiver<bool>,
    ) {
        let mut pause = SOON;
        while !*stop.borrow_and_update() {
            match self.run_next(&handler).await {
                Ok(true) => {
                    pause = SOON;
                    continue;
                }
                Ok(false) => (),
                Err(error) => {
                    tracing::warn!(kind = handler.kind(), %error, "the outbox cannot be read");
                    pause = POLL;
                }
            }
            tokio::select! {
                _ = stop.changed() => (),
                rung = bell.changed() => match rung {
                    Ok(()) => pause = SOON,
                    // The bell is gone, and with it everything that could enqueue here.
                    Err(_) => time::sleep(POLL).await,
                },
                () = time::sleep(pause) => pause = (pause * 2).min(POLL),
            }
        }
    }

    /// Runs one job; `false` when none is due.
    async fn run_next(&self, handler: &Arc<dyn Handler>) -> Result<bool, Error> {
        let (kind, now) = (handler.kind(), (self.clock)());
        let claimed = self
            .db
            .write(move |tx| store::claim(tx, kind, now, now + LEASE))
            .await?;
        let Some(job) = claimed else {
            return Ok(false);
        };
        let result = if job.attempts > ATTEMPTS {
            Err(Failure::Permanent(NEVER_ENDED.into()))
        } else {
            attempt(Arc::clone(handler), job.clone()).await
        };
        let now = (self.clock)();
        let verdict = Verdict::of(result, &job, now);
        if let Verdict::Dead { why } = &verdict {
            tracing::error!(kind, job = job.id, why, "a job was given up");
        }
        let handler = Arc::clone(handler);
        self.db
            .write(move |tx| {
                if store::end(tx, &job, &verdict, now)? {
                    handler.settle(tx, &job, &verdict)?;
                }
                Ok::<_, Error>(true)
            })
            .await
    }
}

/// A task of its own, so that a panic costs one attempt and not the runner.
async fn attempt(handler: Arc<dyn Handler>, job: Job) -> Result<(), Failure> {
    let mut task = tokio::spawn(async move { handler.run(&job).await });
    match time::timeout(TIME_LIMIT, &mut task).await {
        Ok(Ok(result)) => result,
        Ok(Err(error)) => Err(Failure::Retry(error.to_string())),
        Err(_) => {
            task.abort();
            Err(Failure::Retry("took too long".into()))
        }
    }
}

/// A runner at work.
pub struct Running {
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
}

impl Running {
    /// Ends after the jobs that are under way.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        for task in self.tasks {
            if let Err(error) = task.await {
                tracing::error!(%error, "a runner panicked");
            }
        }
    }
}
