//! A bounded queue of work before one or more database threads.

use crate::{Error, Tx, channel::Channels};
use std::{
    collections::VecDeque,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};
use tracing::Span;

/// How much work may wait before a caller is refused: enough for a burst, little enough to answer in time.
const WAITING: usize = 2048;

/// Work in no hurry waits until nobody has come for so long who was: until then somebody is likely to share a commit with.
const LATELY: Duration = Duration::from_millis(10);

/// Tells the caller how it went, once the transaction is durable (`None`) or lost.
pub(crate) type Acknowledge = Box<dyn FnOnce(Option<Error>) + Send>;

type Run = Box<dyn FnOnce(Result<&mut Tx<'_>, Error>) -> Done + Send>;

/// One closure over a transaction, and the way back to its caller.
pub(crate) struct Work {
    run: Run,
    /// Whose work it is, for the log.
    span: Span,
}

/// When work is to be done.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pace {
    /// Somebody waits for it.
    AtOnce,
    /// With other work if some comes soon: nobody notices [`LATELY`].
    InCompany,
}

/// What remains of work that ran.
pub(crate) struct Done {
    /// Whether its writes are to be kept.
    pub keep: bool,
    pub acknowledge: Acknowledge,
}

impl Work {
    /// Work whose result goes to `answer` once it is durable.
    pub(crate) fn new<T, E, F>(
        work: F,
        channels: &Channels,
        answer: impl FnOnce(Result<T, E>) + Send + 'static,
    ) -> Self
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let channels = channels.clone();
        let run = Box::new(move |tx: Result<&mut Tx<'_>, Error>| {
            let mut notified = Vec::new();
            let result = tx.map_err(E::from).and_then(|tx| {
                let result = work(tx);
                notified = tx.take_notified();
                result
            });
            Done {
                keep: result.is_ok(),
                acknowledge: Box::new(move |lost: Option<Error>| match lost {
                    Some(error) if result.is_ok() => answer(Err(error.into())),
                    _ => {
                        if result.is_ok() {
                            channels.notify(&notified);
                        }
                        answer(result);
                    }
                }),
            }
        });
        Self {
            run,
            span: Span::current(),
        }
    }

    /// Runs it; a panic inside undoes it and drops the way back, which its caller sees as an error.
    pub(crate) fn run(self, tx: &mut Tx<'_>) -> Done {
        let _whose = self.span.enter();
        let run = std::panic::AssertUnwindSafe(move || (self.run)(Ok(tx)));
        std::panic::catch_unwind(run).unwrap_or_else(|_| {
            tracing::error!("a transaction panicked and was undone");
            Done {
                keep: false,
                acknowledge: Box::new(|_| ()),
            }
        })
    }

    /// Answers its caller without running it: no transaction could begin.
    pub(crate) fn refuse(self, error: Error) {
        (self.fail(error).acknowledge)(None);
    }

    /// As [`Work::refuse`], leaving it to the caller when to answer.
    pub(crate) fn fail(self, error: Error) -> Done {
        (self.run)(Err(error))
    }
}

/// The sending end of a queue.
pub(crate) struct Lane(Arc<Shared>);

/// The receiving end, shared by the threads that work on it.
#[derive(Clone)]
pub(crate) struct Queue(Arc<Shared>);

/// One lock and one condition: work wakes one thread and no more. With a channel behind a lock each thread that gets work
/// wakes the next, which goes to sleep in its place.
#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    came: Condvar,
}

#[derive(Default)]
struct State {
    waiting: VecDeque<Work>,
    closed: bool,
    /// Whether some of what waits is to be done at once.
    is_urgent: bool,
    /// Until when more of it is likely to come.
    busy_until: Option<Instant>,
}

impl State {
    fn add(&mut self, work: Work, pace: Pace) {
        self.waiting.push_back(work);
        if pace == Pace::AtOnce {
            self.is_urgent = true;
            self.busy_until = Some(Instant::now() + LATELY);
        }
    }

    fn take(&mut self) -> Option<Work> {
        let work = self.waiting.pop_front();
        self.is_urgent &= !self.waiting.is_empty();
        work
    }

    fn is_idle(&mut self) -> bool {
        self.waiting.is_empty() && !self.closed
    }

    /// How long what waits may go on waiting for company.
    fn patience(&self) -> Duration {
        let until = self.busy_until.filter(|_| !self.is_urgent && !self.closed);
        until.map_or(Duration::ZERO, |until| {
            until.saturating_duration_since(Instant::now())
        })
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub(crate) fn lane() -> (Lane, Queue) {
    let shared = Arc::<Shared>::default();
    (Lane(shared.clone()), Queue(shared))
}

impl Lane {
    pub(crate) fn send(&self, work: Work, pace: Pace) -> Result<(), Error> {
        let mut state = self.0.state();
        if state.waiting.len() >= WAITING {
            return Err(Error::Unavailable(format!(
                "{WAITING} transactions are waiting"
            )));
        }
        state.add(work, pace);
        // In `next_in_company` somebody looks again by then.
        let is_looked_for = !state.patience().is_zero();
        drop(state);
        if !is_looked_for {
            self.0.came.notify_one();
        }
        Ok(())
    }
}

impl Drop for Lane {
    fn drop(&mut self) {
        self.0.state().closed = true;
        self.0.came.notify_all();
    }
}

impl Queue {
    /// Waits for work; `None` when the last handle on the database is gone.
    pub(crate) fn next(&self) -> Option<Work> {
        let waited = self.0.came.wait_while(self.0.state(), State::is_idle);
        waited.unwrap_or_else(PoisonError::into_inner).take()
    }

    /// The same, for the one thread that commits everything: what is in no hurry may find company first.
    pub(crate) fn next_in_company(&self) -> Option<Work> {
        let mut state = self.0.state();
        loop {
            let patience = state.patience();
            if !patience.is_zero() {
                let waited = self.0.came.wait_timeout(state, patience);
                (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
            } else if state.is_idle() {
                let waited = self.0.came.wait(state);
                state = waited.unwrap_or_else(PoisonError::into_inner);
            } else {
                return state.take();
            }
        }
    }

    /// Work that waits already.
    pub(crate) fn waiting(&self) -> Option<Work> {
        self.0.state().take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread;

    fn work() -> Work {
        Work::new(|_| Ok(()), &Channels::default(), |_: Result<(), Error>| ())
    }

    fn send(lane: &Lane, pace: Pace) {
        lane.send(work(), pace).unwrap();
    }

    /// As if somebody who was in a hurry might come for an hour yet.
    fn keep_busy(state: &mut State) {
        state.busy_until = Some(Instant::now() + Duration::from_hours(1));
    }

    #[test]
    fn what_is_in_no_hurry_waits_only_while_others_write() {
        let mut state = State::default();
        state.add(work(), Pace::InCompany);
        assert!(state.patience().is_zero(), "nobody would come");
        keep_busy(&mut state);
        assert!(!state.patience().is_zero(), "somebody may come");
        state.add(work(), Pace::AtOnce);
        assert!(state.patience().is_zero(), "somebody has come");
        let soon = Instant::now() + LATELY;
        assert!(state.busy_until.is_some_and(|until| until <= soon));
    }

    #[test]
    fn who_comes_in_a_hurry_takes_along_what_waits() {
        let (lane, queue) = lane();
        keep_busy(&mut lane.0.state());
        send(&lane, Pace::InCompany);
        send(&lane, Pace::InCompany);
        thread::scope(|scope| {
            scope.spawn(|| send(&lane, Pace::AtOnce));
            assert!(queue.next_in_company().is_some());
        });
        let others = [queue.waiting(), queue.waiting()];
        assert!(others.iter().all(Option::is_some));
        assert!(queue.waiting().is_none());
    }

    #[test]
    fn when_nobody_comes_it_is_done_all_the_same() {
        let (lane, queue) = lane();
        send(&lane, Pace::AtOnce);
        assert!(queue.next_in_company().is_some());
        send(&lane, Pace::InCompany);
        assert!(queue.next_in_company().is_some());
    }

    #[test]
    fn the_end_is_not_waited_for() {
        let (lane, queue) = lane();
        keep_busy(&mut lane.0.state());
        send(&lane, Pace::InCompany);
        drop(lane);
        assert!(queue.next_in_company().is_some());
        assert!(queue.next_in_company().is_none());
    }
}
