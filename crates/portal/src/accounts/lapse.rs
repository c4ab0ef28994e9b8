//! What the ledger of a period adds up to besides months and causes: units, how long blocks lasted, and which accounts were
//! blocked again and again.

use super::{
    frequency::Count,
    model::{Cause, Kind},
};
use crate::{
    clock::{DAY, HOUR, Millis},
    web::{Lang, format},
};
use std::collections::BTreeMap;

/// A block or an unblock, as the report reads it.
#[derive(Clone, Debug)]
pub struct Line {
    /// Row of the account.
    pub account_id: i64,
    /// Its address.
    pub address: String,
    /// Its name in addresses of pages.
    pub public_id: String,
    /// `false`: the block was lifted.
    pub is_block: bool,
    /// Why it was blocked.
    pub cause: Cause,
    /// What the account was for.
    pub kind: Kind,
    /// Unit or faculty, as it was.
    pub organisation: String,
    /// When.
    pub at: Millis,
    /// Of an unblock: when the block began.
    pub began_at: Option<Millis>,
}

/// In how long a time two blocks are a repetition.
pub const REPEATED_WITHIN: Millis = 90 * DAY;

/// Counts of one each, for [`super::frequency::Frequency`].
pub fn counts(lines: &[Line], bounds: &[Millis]) -> Vec<Count> {
    let count = |line: &Line| {
        let month = bounds
            .windows(2)
            .position(|pair| pair[0] <= line.at && line.at < pair[1])?;
        let month = i64::try_from(month).ok()?;
        Some((month, line.is_block, line.cause, line.kind, 1))
    };
    lines.iter().filter_map(count).collect()
}

/// How often accounts of each unit were blocked since a moment, the most frequent first.
pub fn organisations(lines: &[Line], from: Millis) -> Vec<(String, i64)> {
    let mut found: BTreeMap<&str, i64> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.is_block && line.at >= from) {
        *found.entry(&line.organisation).or_default() += 1;
    }
    let mut found: Vec<_> = found
        .into_iter()
        .map(|(name, times)| (name.to_owned(), times))
        .collect();
    found.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    found
}

/// How long blocks lasted, from the block to its lifting, on the wall clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lasted {
    /// How many were lifted.
    pub times: usize,
    /// Half of them were lifted within this.
    pub median: Millis,
    /// Nine of ten were lifted within this.
    pub ninth: Millis,
}

impl Lasted {
    /// Of some durations; `None` without any.
    pub fn of(mut durations: Vec<Millis>) -> Option<Self> {
        durations.sort_unstable();
        // The nearest rank: the smallest duration within which so many of ten were lifted.
        let rank = |tenths: usize| {
            let place = (durations.len() * tenths).div_ceil(10).max(1);
            durations.get(place - 1).copied()
        };
        Some(Self {
            times: durations.len(),
            median: rank(5)?,
            ninth: rank(9)?,
        })
    }
}

/// How long those blocks lasted that were lifted within two moments.
pub fn lasted(
    lines: &[Line],
    (from, until): (Millis, Millis),
    wanted: impl Fn(&Line) -> bool,
) -> Option<Lasted> {
    let within = |line: &&Line| !line.is_block && from <= line.at && line.at < until;
    let of = lines.iter().filter(within).filter(|line| wanted(line));
    Lasted::of(
        of.filter_map(|line| Some(line.at - line.began_at?))
            .collect(),
    )
}

/// Hours, with one decimal below ten.
pub fn hours(duration: Millis, lang: Lang) -> String {
    let tenths = (duration * 10 + HOUR / 2) / HOUR;
    if tenths < 100 {
        format::decimal(tenths as f64 / 10.0, 1, lang)
    } else {
        ((duration + HOUR / 2) / HOUR).to_string()
    }
}

/// An account that was blocked again within 90 days, the later block since a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeater {
    /// Its address.
    pub address: String,
    /// Its name in addresses of pages.
    pub public_id: String,
    /// The most blocks within 90 days.
    pub times: usize,
    /// The causes, each once.
    pub causes: Vec<Cause>,
    /// When it was blocked last.
    pub last_at: Millis,
}

/// The accounts that were blocked twice or more within 90 days, the worst first. The lines go back 90 days further than
/// `from`, so that a repetition at the beginning of the period is seen.
pub fn repeaters(lines: &[Line], from: Millis) -> Vec<Repeater> {
    let mut accounts: BTreeMap<i64, Vec<&Line>> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.is_block) {
        accounts.entry(line.account_id).or_default().push(line);
    }
    let mut found: Vec<_> = accounts
        .values()
        .filter_map(|blocks| repeater(blocks, from))
        .collect();
    found.sort_by_key(|one| std::cmp::Reverse((one.times, one.last_at)));
    found
}

fn repeater(blocks: &[&Line], from: Millis) -> Option<Repeater> {
    let before = |last: &Line| {
        let near = |one: &&&Line| one.at <= last.at && last.at - one.at < REPEATED_WITHIN;
        blocks.iter().filter(near).count()
    };
    let within = blocks.iter().filter(|line| line.at >= from);
    let times = within
        .map(|line| before(line))
        .max()
        .filter(|times| *times > 1)?;
    let last = blocks.iter().max_by_key(|line| line.at)?;
    let mut causes: Vec<_> = blocks.iter().map(|line| line.cause).collect();
    causes.sort_unstable();
    causes.dedup();
    Some(Repeater {
        address: last.address.clone(),
        public_id: last.public_id.clone(),
        times,
        causes,
        last_at: last.at,
    })
}

/// An address of which only its own people know whose it is: `ri•••@student.uns.ac.id`.
pub fn masked(address: &str) -> String {
    let (local, domain) = address.split_once('@').unwrap_or((address, ""));
    let start: String = local.chars().take(2).collect();
    format!("{start}•••@{domain}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(account_id: i64, day: i64) -> Line {
        Line {
            account_id,
            address: format!("{account_id}@x.id"),
            public_id: String::new(),
            is_block: true,
            cause: Cause::MassMail,
            kind: Kind::Student,
            organisation: "FKIP".into(),
            at: day * DAY,
            began_at: None,
        }
    }

    fn lifted(day: i64, hours: i64) -> Line {
        Line {
            is_block: false,
            began_at: Some(day * DAY - hours * HOUR),
            ..block(1, day)
        }
    }

    #[test]
    fn half_and_nine_of_ten_are_counted_by_the_nearest_rank() {
        assert_eq!(Lasted::of(Vec::new()), None);
        let of =
            |all: &[i64]| Lasted::of(all.to_vec()).map(|one| (one.times, one.median, one.ninth));
        assert_eq!(of(&[7]), Some((1, 7, 7)));
        assert_eq!(of(&[10, 9, 8, 7, 6, 5, 4, 3, 2, 1]), Some((10, 5, 9)));
        assert_eq!(of(&[1, 1, 1, 100]), Some((4, 1, 100)));
    }

    #[test]
    fn only_what_was_lifted_within_the_period_counts() {
        let lines = [lifted(10, 5), lifted(20, 30), lifted(40, 8), block(1, 15)];
        let found = lasted(&lines, (9 * DAY, 30 * DAY), |_| true).unwrap();
        assert_eq!(
            (found.times, found.median, found.ninth),
            (2, 5 * HOUR, 30 * HOUR)
        );
        assert!(lasted(&lines, (9 * DAY, 30 * DAY), |line| line.kind == Kind::Unit).is_none());
    }

    #[test]
    fn two_blocks_within_ninety_days_are_a_repetition() {
        let lines = [
            block(1, 0),
            block(1, 89),
            block(2, 0),
            block(2, 90),
            block(3, 5),
            block(4, 80),
            block(4, 81),
            block(4, 82),
        ];
        let found = repeaters(&lines, 80 * DAY);
        let seen: Vec<_> = found
            .iter()
            .map(|one| (one.address.as_str(), one.times))
            .collect();
        assert_eq!(seen, [("4@x.id", 3), ("1@x.id", 2)]);
        // A repetition from before the period is not of it.
        assert_eq!(repeaters(&lines, 90 * DAY).len(), 0);
    }

    #[test]
    fn hours_are_read_at_a_glance() {
        let minutes = |number: i64, lang| hours(number * 60_000, lang);
        assert_eq!(minutes(90, Lang::Id), "1,5");
        assert_eq!(minutes(90, Lang::En), "1.5");
        assert_eq!(minutes(15, Lang::Id), "0,3");
        assert_eq!(minutes(9 * 60 + 58, Lang::Id), "10");
        assert_eq!(minutes(26 * 60 + 30, Lang::Id), "27");
        assert_eq!(
            masked("rina.w@student.uns.ac.id"),
            "ri•••@student.uns.ac.id"
        );
    }
}
