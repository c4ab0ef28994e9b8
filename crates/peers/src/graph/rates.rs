//! How fast one may be.

use std::collections::{HashMap, VecDeque};

const SECOND: i64 = 1000;
const HOUR: i64 = 3_600_000;
/// To the same person: one message in so many milliseconds, after a burst.
pub const PAIR: i64 = 6 * SECOND;
/// Templates created in an hour.
pub const CREATIONS: usize = 100;

/// What was sent lately.
#[derive(Default)]
pub struct Rates {
    sent: VecDeque<i64>,
    created: VecDeque<i64>,
    /// When each person would have had all that was sent, at one message per [`PAIR`].
    pairs: HashMap<String, i64>,
}

fn within(times: &mut VecDeque<i64>, now: i64, span: i64, most: usize) -> bool {
    while times.front().is_some_and(|first| *first <= now - span) {
        times.pop_front();
    }
    if times.len() >= most {
        return false;
    }
    times.push_back(now);
    true
}

impl Rates {
    /// Whether the number may send or take in one more message now.
    pub fn number(&mut self, now: i64, most: usize) -> bool {
        within(&mut self.sent, now, SECOND, most)
    }

    /// Whether one more template may be created now.
    pub fn creation(&mut self, now: i64) -> bool {
        within(&mut self.created, now, HOUR, CREATIONS)
    }

    /// Whether one more message may go to this person now.
    pub fn pair(&mut self, person: &str, now: i64, burst: i64) -> bool {
        let due = self.pairs.entry(person.to_owned()).or_insert(now);
        let after = (*due).max(now) + PAIR;
        if after > now + burst * PAIR {
            return false;
        }
        *due = after;
        true
    }
}
