//! The transactional outbox: everything that leaves the machine leaves through here.
//!
//! [`enqueue`] writes a job in the transaction of the thing that it follows from: both are there or neither is, and once they
//! are, the runners of its kind look.
//! A [`Runner`] claims what is due, has a [`Handler`] do it outside of any transaction, and ends it in one.
//!
//! * **At least once.** A claim is a lease. When the process dies before the end, the lease runs out and
//!   the job is run again; so a handler gives its work an identity that the other side can recognise.
//! * **Never twice at a time.** Only a free job can be claimed, and only the holder of the lease can end it.
//! * **In order.** Jobs of one lane are run one after another, as they were written; lanes do not wait for each other, nor
//!   do kinds. How many of a kind are run at once its handler says ([`Handler::width`]).
//! * **Fairly.** Shares of a kind (units) take turns.
//! * **Nothing is dropped.** A job that fails is tried again, later each time ([`backoff`]). After [`ATTEMPTS`], or when
//!   trying again is of no use, it is dead: it stays until a person revives it.
//! * **Nothing runs for ever.** An attempt counts from its claim, so that a job that takes the process down with it is
//!   given up too ([`NEVER_ENDED`]).

mod runner;
mod store;

pub use runner::{Failure, Future, Handler, Runner, Running, Verdict};
pub use store::{
    Queue, begin_round, census, count_due, enqueue, enqueue_in, lock, put_back, revive, wake,
    withdraw,
};

/// How often a job is tried before it is given up.
pub const ATTEMPTS: i64 = 8;

/// Why a job is given up of which no attempt came to its end: the process died each time.
pub const NEVER_ENDED: &str = "the process died during every attempt";

const FIRST_PAUSE: i64 = 10_000;
const LONGEST_PAUSE: i64 = 6 * 60 * 60 * 1000;

/// How long to wait, in milliseconds, after so many failed attempts: 10 seconds, then four times as long each time,
/// six hours at most. All attempts together span ten hours.
pub fn backoff(attempts: i64) -> i64 {
    let failures = attempts.clamp(1, ATTEMPTS) as u32;
    4_i64
        .pow(failures - 1)
        .saturating_mul(FIRST_PAUSE)
        .min(LONGEST_PAUSE)
}

/// A job that this process holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Row.
    pub id: i64,
    /// What the handler needs to know: the key of a row, never a secret.
    pub payload: String,
    /// How often it was tried, this time included.
    pub attempts: i64,
    /// Which share it is of.
    pub share: i64,
    /// Proof that it is held; changes with every claim.
    lease: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_up_to_a_limit() {
        let pauses: Vec<_> = (1..ATTEMPTS).map(|n| backoff(n) / 1000).collect();
        assert_eq!(pauses, [10, 40, 160, 640, 2_560, 10_240, 21_600]);
        assert_eq!(backoff(i64::MAX), LONGEST_PAUSE);
    }
}
