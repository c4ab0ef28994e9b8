//! How often accounts are blocked: counts of the ledger, sorted into months, causes and kinds of account.

use super::model::{Cause, Kind};
use crate::clock::Millis;

/// What the report of blocks shows: how often, by month and cause, and how many were lifted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frequency {
    /// First moment of each month, the oldest first, and the end of the last.
    pub bounds: Vec<Millis>,
    /// Blocks by month, in the order of [`Cause::ALL`].
    pub blocks: Vec<Vec<i64>>,
    /// Unblocks by month.
    pub lifted: Vec<i64>,
    /// Blocks by kind of account, in the order of [`Kind::ALL`], in all months.
    pub kinds: Vec<i64>,
}

/// One count of the ledger: month, block or unblock, cause, kind of account, how often.
pub type Count = (i64, bool, Cause, Kind, i64);

impl Frequency {
    /// Sorts counts into months; with a kind, only those of that kind.
    pub fn of(bounds: Vec<Millis>, counts: &[Count], kind: Option<Kind>) -> Self {
        let months = bounds.len() - 1;
        let mut report = Self {
            bounds,
            blocks: vec![vec![0; Cause::ALL.len()]; months],
            lifted: vec![0; months],
            kinds: vec![0; Kind::ALL.len()],
        };
        for (month, is_block, cause, of, times) in counts {
            let index = |found: Option<usize>| found.unwrap_or_default();
            if *is_block {
                report.kinds[index(Kind::ALL.iter().position(|one| one == of))] += times;
            }
            if kind.is_some_and(|kind| kind != *of) {
                continue;
            }
            let Some(month) = usize::try_from(*month).ok().filter(|month| *month < months) else {
                continue;
            };
            if *is_block {
                report.blocks[month][index(Cause::ALL.iter().position(|one| one == cause))] +=
                    times;
            } else {
                report.lifted[month] += times;
            }
        }
        report
    }

    /// Blocks in a month.
    pub fn in_month(&self, month: usize) -> i64 {
        self.blocks[month].iter().sum()
    }

    /// Blocks of a cause in all months.
    pub fn of_cause(&self, cause: usize) -> i64 {
        self.blocks.iter().map(|month| month[cause]).sum()
    }

    /// All blocks.
    pub fn total(&self) -> i64 {
        (0..self.blocks.len())
            .map(|month| self.in_month(month))
            .sum()
    }

    /// The causes that occurred, by their place in [`Cause::ALL`], the most frequent first.
    pub fn causes(&self) -> Vec<usize> {
        let mut found: Vec<_> = (0..Cause::ALL.len())
            .filter(|cause| self.of_cause(*cause) > 0)
            .collect();
        found.sort_by_key(|cause| std::cmp::Reverse(self.of_cause(*cause)));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_count_is_in_the_report_once() {
        let counts = [
            (0, true, Cause::MassMail, Kind::Student, 4),
            (0, true, Cause::MassMail, Kind::Staff, 2),
            (1, true, Cause::Phishing, Kind::Student, 7),
            (1, false, Cause::MassMail, Kind::Student, 3),
        ];
        let all = Frequency::of(vec![0, 10, 20], &counts, None);
        assert_eq!((all.in_month(0), all.in_month(1), all.total()), (6, 7, 13));
        assert_eq!(all.lifted, [0, 3]);
        assert_eq!(all.causes(), [3, 0]);
        let students = Frequency::of(vec![0, 10, 20], &counts, Some(Kind::Student));
        assert_eq!(students.total(), 11);
        // The kinds stay side by side, whichever is chosen.
        assert_eq!(students.kinds, all.kinds);
        assert_eq!(all.kinds.iter().sum::<i64>(), 13);
    }
}
