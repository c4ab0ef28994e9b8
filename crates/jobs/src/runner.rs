//! Claims what is due, has it done, ends it.

use crate::{ATTEMPTS, Job, NEVER_ENDED, backoff, store};
use db::{Db, Error, Listener, Tx};
use std::{
    future,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};
use tokio::{
    sync::watch,
    task::{JoinHandle, JoinSet},
    time,
};

/// Longer than this no attempt may take.
const TIME_LIMIT: Duration = Duration::from_secs(45);
/// How long a claim holds, in milliseconds: longer than an attempt may take, so that a slow one is not run twice.
const LEASE: i64 = 90_000;
/// How soon a runner looks again after something happened: what waits may be due a moment later.
const SOON: Duration = Duration::from_millis(20);
/// How often a runner looks when nothing happens: for jobs that become due, and for those of other nodes.
const POLL: Duration = Duration::from_secs(1);

/// What a handler's work is; in the end it says what [`Handler::settle`] is to know, or nothing.
pub type Future<'a> = Pin<Box<dyn future::Future<Output = Result<String, Failure>> + Send + 'a>>;

/// Does the jobs of one kind.
pub trait Handler: Send + Sync + 'static {
    /// The kind, as it was enqueued.
    fn kind(&self) -> &'static str;

    /// Does it, outside of any transaction. May be called again for a job that was done when the process died before
    /// it could be ended.
    fn run<'a>(&'a self, job: &'a Job) -> Future<'a>;

    /// How many are done at once; at least one.
    fn width(&self) -> usize {
        1
    }

    /// Whether one may be taken up now, asked in the transaction that claims it: `false` while what it needs is known to be
    /// out of order.
    ///
    /// # Errors
    /// As the database says.
    fn admit(&self, _: &mut Tx<'_>, _now: i64) -> Result<bool, Error> {
        Ok(true)
    }

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
    /// It was not its turn: again after so many milliseconds, and this attempt does not count.
    Wait(i64, String),
    /// It never will.
    Permanent(String),
    /// It did not come to an end of its own: it panicked or took too long. What it had begun may have been done.
    BrokenOff(String),
}

/// How an attempt ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Done; the job is gone. With what the handler said.
    Done(String),
    /// Failed; due again at that time.
    Again {
        /// UTC milliseconds.
        at: i64,
        /// What went wrong.
        why: String,
        /// Whether the attempt is one of those after which a job is given up.
        counts: bool,
        /// Whether it did not come to an end of its own, so that what it had begun may have been done.
        broken_off: bool,
    },
    /// Given up; waits for a person.
    Dead {
        /// What went wrong.
        why: String,
    },
}

impl Verdict {
    fn of(result: Result<String, Failure>, job: &Job, now: i64) -> Self {
        match result {
            Ok(said) => Self::Done(said),
            Err(Failure::Retry(why)) if job.attempts < ATTEMPTS => {
                Self::later(why, false, job, now)
            }
            Err(Failure::BrokenOff(why)) if job.attempts < ATTEMPTS => {
                Self::later(why, true, job, now)
            }
            Err(Failure::Wait(millis, why)) => Self::Again {
                at: now + millis,
                why,
                counts: false,
                broken_off: false,
            },
            Err(Failure::Retry(why) | Failure::BrokenOff(why) | Failure::Permanent(why)) => {
                Self::Dead { why }
            }
        }
    }

    fn later(why: String, broken_off: bool, job: &Job, now: i64) -> Self {
        Self::Again {
            at: now + backoff(job.attempts),
            why,
            counts: true,
            broken_off,
        }
    }
}

type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// Runs the jobs of its handlers; jobs of other kinds wait. Cheap to clone.
#[derive(Clone)]
pub struct Runner {
    db: Db,
    clock: Clock,
    kinds: Vec<Kind>,
    /// Whether it runs beside people who write, rather than for somebody who waits for it.
    serves: bool,
}

/// Jobs of one kind: who does them, and whose turn it was.
#[derive(Clone)]
struct Kind {
    handler: Arc<dyn Handler>,
    served: Arc<AtomicI64>,
}

impl Runner {
    /// A runner on this database that takes the time, in UTC milliseconds, from `clock`.
    pub fn new(db: Db, clock: impl Fn() -> i64 + Send + Sync + 'static) -> Self {
        Self {
            db,
            clock: Arc::new(clock),
            kinds: Vec::new(),
            serves: false,
        }
    }

    /// Also runs the jobs of this handler.
    pub fn with(mut self, handler: impl Handler) -> Self {
        self.kinds.push(Kind {
            handler: Arc::new(handler),
            served: Arc::new(AtomicI64::new(store::BEFORE_ALL)),
        });
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
            for kind in &self.kinds {
                while self.run_next(kind).await? {
                    attempts += 1;
                }
            }
            if attempts == before {
                return Ok(attempts);
            }
        }
    }

    /// Runs until it is stopped: one task a kind, with as many jobs under way as its handler says.
    pub fn start(mut self) -> Running {
        self.serves = true;
        let stop = watch::Sender::new(false);
        let tasks = self.kinds.iter().map(|kind| {
            let runner = self.clone();
            let written = self.db.listen(kind.handler.kind());
            tokio::spawn(runner.serve(kind.clone(), written, stop.subscribe()))
        });
        Running {
            tasks: tasks.collect(),
            stop,
        }
    }

    async fn serve(self, kind: Kind, mut written: Listener, mut stop: watch::Receiver<bool>) {
        let width = kind.handler.width().max(1);
        let mut under_way = JoinSet::new();
        let (mut pause, mut look) = (SOON, true);
        while !*stop.borrow_and_update() {
            if look && under_way.len() < width {
                match self.claim(&kind, width - under_way.len()).await {
                    Ok(jobs) => {
                        // Whoever ends one of them takes the next.
                        look = false;
                        for job in jobs {
                            under_way.spawn(self.clone().go_on(kind.clone(), job, stop.clone()));
                            pause = SOON;
                        }
                    }
                    Err(error) => {
                        tracing::warn!(kind = kind.handler.kind(), %error, "the outbox cannot be read");
                        (pause, look) = (POLL, false);
                    }
                }
            }
            tokio::select! {
                _ = stop.changed() => (),
                // It has found nothing more that is due.
                Some(ended) = under_way.join_next() => match ended {
                    Ok(Ok(())) => pause = SOON,
                    Ok(Err(error)) => tracing::warn!(kind = kind.handler.kind(), %error, "a job did not end"),
                    Err(error) => tracing::error!(%error, "a runner panicked"),
                },
                () = written.heard() => (pause, look) = (SOON, true),
                () = time::sleep(pause) => (pause, look) = ((pause * 2).min(POLL), true),
            }
        }
        under_way.join_all().await;
    }

    /// Runs one job; `false` when none is due.
    async fn run_next(&self, kind: &Kind) -> Result<bool, Error> {
        let Some(job) = self.claim(kind, 1).await?.pop() else {
            return Ok(false);
        };
        self.finish(kind, job, false).await?;
        Ok(true)
    }

    /// Runs a job that was claimed, and one after the other what is due then, until nothing is.
    async fn go_on(self, kind: Kind, first: Job, stop: watch::Receiver<bool>) -> Result<(), Error> {
        let mut next = Some(first);
        while let Some(job) = next {
            let and_next = !*stop.borrow();
            next = self.finish(&kind, job, and_next).await?;
        }
        Ok(())
    }

    /// Takes what is due, so many at most, in one transaction.
    async fn claim(&self, kind: &Kind, most: usize) -> Result<Vec<Job>, Error> {
        let (asked, now) = (kind.clone(), (self.clock)());
        self.write(move |tx| {
            let mut claimed = Vec::new();
            while claimed.len() < most
                && let Some(job) = asked.claim(tx, now)?
            {
                claimed.push(job);
            }
            Ok(claimed)
        })
        .await
    }

    /// Does a job that was claimed, and ends it. With `and_next` it claims the next one in the same transaction: a commit
    /// less for each.
    async fn finish(&self, kind: &Kind, job: Job, and_next: bool) -> Result<Option<Job>, Error> {
        let Kind { handler, .. } = kind;
        let result = if job.attempts > ATTEMPTS {
            Err(Failure::Permanent(NEVER_ENDED.into()))
        } else {
            attempt(Arc::clone(handler), job.clone()).await
        };
        let now = (self.clock)();
        let verdict = Verdict::of(result, &job, now);
        if let Verdict::Dead { why } = &verdict {
            tracing::error!(
                kind = handler.kind(),
                job = job.id,
                why,
                "a job was given up"
            );
        }
        let kind = kind.clone();
        self.write(move |tx| {
            if store::end(tx, &job, &verdict, now)? {
                kind.handler.settle(tx, &job, &verdict)?;
            }
            if and_next {
                kind.claim(tx, now)
            } else {
                Ok(None)
            }
        })
        .await
    }

    async fn write<T, F>(&self, work: F) -> Result<T, Error>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
        T: Send + 'static,
    {
        if self.serves {
            self.db.write_in_company(work).await
        } else {
            self.db.write(work).await
        }
    }
}

impl Kind {
    /// Takes the next job that is due, if there is one.
    fn claim(&self, tx: &mut Tx<'_>, now: i64) -> Result<Option<Job>, Error> {
        if !self.handler.admit(tx, now)? {
            return Ok(None);
        }
        let last = self.served.load(Ordering::Relaxed);
        let claimed = store::claim(tx, self.handler.kind(), last, (now, now + LEASE))?;
        if let Some(job) = &claimed {
            self.served.store(job.share, Ordering::Relaxed);
        }
        Ok(claimed)
    }
}

/// A task of its own, so that a panic costs one attempt and not the runner.
async fn attempt(handler: Arc<dyn Handler>, job: Job) -> Result<String, Failure> {
    let mut task = tokio::spawn(async move { handler.run(&job).await });
    match time::timeout(TIME_LIMIT, &mut task).await {
        Ok(Ok(result)) => result,
        Ok(Err(error)) => Err(Failure::BrokenOff(error.to_string())),
        Err(_) => {
            task.abort();
            Err(Failure::BrokenOff("took too long".into()))
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
