//! How fast the number may send: so many messages a second in all, and one every six seconds to the same person, of whom
//! a few may come together (Cloud API, throughput and pair rate limits).

use super::errors::PAIR;
use crate::clock::Millis;
use std::collections::HashMap;

/// So many to one person may come together.
const TOGETHER: i64 = 5;
/// How long the number goes at half its rate after Meta found it too fast.
const SLOWED_FOR: Millis = 60_000;
/// So many people are remembered before those who need no remembering are forgotten.
const REMEMBERED: usize = 10_000;

/// What was sent lately.
pub(super) struct Limiter {
    /// Messages a second.
    rate: i64,
    /// Thousandths of a message that may be sent now.
    credit: i64,
    at: Millis,
    slowed_until: Millis,
    people: HashMap<String, Pair>,
}

/// What was sent to one person.
#[derive(Default)]
struct Pair {
    /// When the next message would be due, if one came every six seconds.
    due: Millis,
    /// Not before, since Meta said so.
    not_before: Millis,
    refusals: u32,
}

impl Limiter {
    pub(super) fn new(rate: i64) -> Self {
        Self {
            rate,
            credit: rate * 1_000,
            at: 0,
            slowed_until: 0,
            people: HashMap::new(),
        }
    }

    /// Takes a place for a message to somebody; else how many milliseconds to wait.
    pub(super) fn admit(&mut self, person: &str, now: Millis) -> Result<(), Millis> {
        self.refill(now);
        self.forget(now);
        let pair = self.people.entry(person.to_owned()).or_default();
        let due = pair.due.max(now);
        let wait = (due - now - TOGETHER.saturating_sub(1) * PAIR).max(pair.not_before - now);
        if wait > 0 {
            return Err(wait);
        }
        if self.credit < 1_000 {
            return Err((1_000 - self.credit) / self.rate_at(now) + 1);
        }
        self.credit -= 1_000;
        if let Some(pair) = self.people.get_mut(person) {
            pair.due = due + PAIR;
        }
        Ok(())
    }

    /// Meta found the number too fast.
    pub(super) fn slow_down(&mut self, now: Millis) {
        self.slowed_until = now + SLOWED_FOR;
        self.credit = 0;
        self.at = now;
    }

    /// Meta found it too fast for one person: 6 seconds, then four times as long each time. How long now.
    pub(super) fn hold(&mut self, person: &str, now: Millis) -> Millis {
        let pair = self.people.entry(person.to_owned()).or_default();
        let pause = PAIR.saturating_mul(4_i64.saturating_pow(pair.refusals.min(6)));
        pair.refusals += 1;
        pair.not_before = now + pause;
        pause
    }

    /// A message to somebody was accepted.
    pub(super) fn accepted(&mut self, person: &str) {
        if let Some(pair) = self.people.get_mut(person) {
            pair.refusals = 0;
        }
    }

    fn rate_at(&self, now: Millis) -> i64 {
        let rate = if now < self.slowed_until {
            self.rate / 2
        } else {
            self.rate
        };
        rate.max(1)
    }

    fn refill(&mut self, now: Millis) {
        let passed = (now - self.at).clamp(0, 1_000);
        self.credit = (self.credit + passed * self.rate_at(now)).min(self.rate * 1_000);
        self.at = now;
    }

    fn forget(&mut self, now: Millis) {
        if self.people.len() > REMEMBERED {
            self.people
                .retain(|_, pair| pair.due.max(pair.not_before) > now);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_than_the_rate_leave_in_a_second() {
        let mut limiter = Limiter::new(80);
        let sent = (0..500)
            .filter(|n| limiter.admit(&n.to_string(), 1_000).is_ok())
            .count();
        assert_eq!(sent, 80);
        let wait = limiter.admit("x", 1_000).unwrap_err();
        assert!((1..=14).contains(&wait), "{wait}");
        limiter.admit("x", 1_000 + wait).unwrap();
        let sent = (0..500)
            .filter(|n| limiter.admit(&format!("b{n}"), 2_000 + wait).is_ok())
            .count();
        assert_eq!(sent, 80);
    }

    #[test]
    fn half_as_fast_for_a_minute_after_a_complaint() {
        let mut limiter = Limiter::new(80);
        limiter.slow_down(1_000);
        assert!(limiter.admit("a", 1_000).is_err());
        let sent = (0..500)
            .filter(|n| limiter.admit(&n.to_string(), 2_000).is_ok())
            .count();
        assert_eq!(sent, 40);
        let sent = (0..500)
            .filter(|n| limiter.admit(&format!("b{n}"), 62_000).is_ok())
            .count();
        assert_eq!(sent, 80);
    }

    #[test]
    fn one_person_gets_a_few_at_once_and_then_one_in_six_seconds() {
        let mut limiter = Limiter::new(80);
        let sent = (0..20)
            .filter(|_| limiter.admit("rina", 1_000).is_ok())
            .count();
        assert_eq!(sent, 5);
        assert_eq!(limiter.admit("rina", 1_000), Err(PAIR));
        limiter.admit("galih", 1_000).unwrap();
        limiter.admit("rina", 1_000 + PAIR).unwrap();
        assert!(limiter.admit("rina", 1_001 + PAIR).is_err());
        // Meta's own word counts more, and grows.
        assert_eq!(limiter.hold("galih", 1_000), PAIR);
        assert_eq!(limiter.hold("galih", 1_000), 4 * PAIR);
        assert_eq!(limiter.admit("galih", 1_000), Err(4 * PAIR));
        limiter.accepted("galih");
        assert_eq!(limiter.hold("galih", 1_000), PAIR);
    }
}
