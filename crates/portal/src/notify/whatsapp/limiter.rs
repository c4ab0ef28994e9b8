//! How fast the number may send: so many messages a second in all, and one every six seconds to the same person, of whom
//! a few may come together (Cloud API, throughput and pair rate limits).

use super::errors::PAIR;
use crate::clock::Millis;
use std::collections::{HashMap, VecDeque};

/// So many to one person may come together.
const TOGETHER: i64 = 5;
/// The messages of a second leave in so many groups: nobody waits long, and a few need not wait at all.
const GROUPS: i64 = 5;
/// What counts as a second. Meta counts when messages come in, and some are a little late.
const SECOND: Millis = 1_020;
/// No message is held longer on its way out; it goes back into the outbox.
const HELD: Millis = 2_000;
/// How long the number goes at half its rate after Meta found it too fast.
const SLOWED_FOR: Millis = 5_000;
/// Nobody is sent away for longer because others wait for the same person: one of them may have gone.
const LONGEST_TURN: Millis = 60_000;
/// So many people are remembered before those who need no remembering are forgotten.
const REMEMBERED: usize = 10_000;

/// What was sent lately.
pub(super) struct Limiter {
    /// Messages a second.
    rate: i64,
    /// When the last messages left or will leave; as many as a group has.
    slots: VecDeque<Millis>,
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
    /// When the last message that had to wait may ask again.
    turn: Millis,
}

impl Pair {
    /// How long a message waits that cannot leave within `wait`: each gets a time of its own, so that not all of them ask
    /// again for the one place that is free by then.
    fn queue(&mut self, wait: Millis, now: Millis) -> Millis {
        let turn = (self.turn + PAIR - now).min(LONGEST_TURN).max(wait);
        self.turn = now + turn;
        turn
    }
}

impl Limiter {
    pub(super) fn new(rate: i64) -> Self {
        Self {
            rate,
            slots: VecDeque::new(),
            slowed_until: 0,
            people: HashMap::new(),
        }
    }

    /// Takes a place for a message to somebody, and says in how many milliseconds it leaves; else how many to wait before
    /// asking again.
    pub(super) fn admit(&mut self, person: &str, now: Millis) -> Result<Millis, Millis> {
        self.forget(now);
        let pair = self.people.entry(person.to_owned()).or_default();
        let due = pair.due.max(now);
        let wait = (due - now - TOGETHER.saturating_sub(1) * PAIR).max(pair.not_before - now);
        if wait > 0 {
            return Err(pair.queue(wait, now));
        }
        let slot = self.next_slot(now);
        if slot - now > HELD {
            return Err(slot - now);
        }
        self.take(slot);
        if let Some(pair) = self.people.get_mut(person) {
            pair.due = due + PAIR;
        }
        Ok(slot - now)
    }

    /// Meta found the number too fast.
    pub(super) fn slow_down(&mut self, now: Millis) {
        self.slowed_until = now + SLOWED_FOR;
        for _ in 0..self.group(now) {
            self.take(now);
        }
    }

    /// How many leave together.
    fn group(&self, now: Millis) -> usize {
        usize::try_from(self.rate_at(now) / GROUPS)
            .unwrap_or(1)
            .max(1)
    }

    /// When the next message may leave: a group's time after the first of the group before it.
    fn next_slot(&self, now: Millis) -> Millis {
        let group = self.group(now);
        let span = SECOND * i64::try_from(group).unwrap_or(1) / self.rate_at(now);
        let first = self.slots.len().checked_sub(group);
        let first = first.and_then(|first| self.slots.get(first));
        let free = first.map_or(now, |first| first + span);
        let last = self.slots.back().copied().unwrap_or(now);
        free.max(last).max(now)
    }

    fn take(&mut self, slot: Millis) {
        let most = usize::try_from(self.rate / GROUPS).unwrap_or(1).max(1);
        let last = self.slots.back().copied().unwrap_or(slot);
        self.slots.push_back(slot.max(last));
        while self.slots.len() > most {
            self.slots.pop_front();
        }
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
    use std::collections::BTreeSet;

    /// When so many messages to different people leave, all asked for at one moment; those that are sent back ask again.
    fn leave(limiter: &mut Limiter, count: usize, mut now: Millis) -> Vec<Millis> {
        let mut left = Vec::new();
        while left.len() < count {
            match limiter.admit(&format!("{now}-{}", left.len()), now) {
                Ok(pause) => left.push(now + pause),
                Err(wait) => now += wait,
            }
        }
        left
    }

    /// The most that leave within any second.
    fn most(left: &[Millis]) -> usize {
        let end = |from: Millis| left.partition_point(|at| *at < from + 1_000);
        let counts = left
            .iter()
            .enumerate()
            .map(|(index, from)| end(*from) - index);
        counts.max().unwrap()
    }

    #[test]
    fn no_more_than_the_rate_leave_in_any_second_and_hardly_fewer() {
        for rate in [1, 4, 7, 20, 80, 1_000] {
            let mut limiter = Limiter::new(rate);
            let count = usize::try_from(rate).unwrap() * 10;
            let left = leave(&mut limiter, count, 1_000);
            assert!(left.is_sorted());
            assert!(most(&left) <= usize::try_from(rate).unwrap(), "{rate}");
            let took = left[count - 1] - left[0];
            assert!((8_000..10_400).contains(&took), "{rate}: {took} ms");
        }
    }

    #[test]
    fn a_few_do_not_wait_and_whoever_comes_behind_many_waits_for_a_group() {
        let mut limiter = Limiter::new(80);
        assert_eq!(leave(&mut limiter, 16, 1_000), [1_000; 16]);
        assert_eq!(limiter.admit("x", 1_000), Ok(204));
        assert_eq!(limiter.admit("y", 5_000), Ok(0));
    }

    #[test]
    fn half_as_fast_for_a_while_after_a_complaint() {
        let mut limiter = Limiter::new(80);
        limiter.slow_down(1_000);
        assert!(limiter.admit("a", 1_000).unwrap() > 0);
        assert_eq!(most(&leave(&mut limiter, 120, 2_000)), 40);
        assert_eq!(most(&leave(&mut limiter, 400, 20_000)), 80);
    }

    #[test]
    fn one_person_gets_a_few_at_once_and_then_one_in_six_seconds() {
        let mut limiter = Limiter::new(80);
        let sent = (0..20)
            .filter(|_| limiter.admit("rina", 1_000).is_ok())
            .count();
        assert_eq!(sent, 5);
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

    #[test]
    fn those_who_wait_for_one_person_ask_by_turns() {
        let mut limiter = Limiter::new(80);
        for _ in 0..5 {
            limiter.admit("rina", 0).unwrap();
        }
        for place in 1..=10 {
            assert_eq!(limiter.admit("rina", 0), Err(place * PAIR));
        }
        assert_eq!(limiter.admit("rina", 0), Err(LONGEST_TURN), "not for ever");

        // All two hundred leave as fast as they may, and ask a few times each.
        let mut limiter = Limiter::new(80);
        let mut asking: BTreeSet<(Millis, usize)> = (0..200).map(|number| (0, number)).collect();
        let (mut asked, mut last) = (0, 0);
        while let Some((now, number)) = asking.pop_first() {
            asked += 1;
            last = now;
            if let Err(wait) = limiter.admit("rina", now) {
                asking.insert((now + wait, number));
            }
        }
        assert!(last <= 195 * PAIR + LONGEST_TURN, "{last}");
        assert!(asked <= 200 * 12, "{asked}");
    }
}
