//! A bounded queue of work before one or more database threads.

use crate::{Error, Tx, channel::Channels};
use std::{
    collections::VecDeque,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
};
use tracing::Span;

/// How much work may wait before a caller is refused: enough for a burst, little enough to answer in time.
const WAITING: usize = 2048;

/// Tells the caller how it went, once the transaction is durable (`None`) or lost.
pub(crate) type Acknowledge = Box<dyn FnOnce(Option<Error>) + Send>;

type Run = Box<dyn FnOnce(Result<&mut Tx<'_>, Error>) -> Done + Send>;

/// One closure over a transaction, and the way back to its caller.
pub(crate) struct Work {
    run: Run,
    /// Whose work it is, for the log.
    span: Span,
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
    pub(crate) fn send(&self, work: Work) -> Result<(), Error> {
        let mut state = self.0.state();
        if state.waiting.len() >= WAITING {
            return Err(Error::Unavailable(format!(
                "{WAITING} transactions are waiting"
            )));
        }
        state.waiting.push_back(work);
        drop(state);
        self.0.came.notify_one();
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
        let idle = |state: &mut State| state.waiting.is_empty() && !state.closed;
        let state = self.0.state();
        let state = self.0.came.wait_while(state, idle);
        let mut state = state.unwrap_or_else(PoisonError::into_inner);
        state.waiting.pop_front()
    }

    /// Work that waits already.
    pub(crate) fn waiting(&self) -> Option<Work> {
        self.0.state().waiting.pop_front()
    }
}
