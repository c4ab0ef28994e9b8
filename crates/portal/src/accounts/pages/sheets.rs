//! The tables of the report of blocks, the same on the page and as CSV.

use super::report::Month;
use crate::{
    accounts::{
        Cause, Kind,
        lapse::{self, Lasted, Line, Repeater},
    },
    clock::Millis,
    web::{Page, csv},
};
use jiff::civil::Date;

/// Longest list of units and of repeaters on the page; the CSV has all.
pub(super) const SHOWN: usize = 15;

/// A table: words in the first columns, numbers after them.
pub(super) struct Sheet {
    /// In addresses, and part of the keys of its words.
    pub key: &'static str,
    /// How many columns hold words.
    pub words: usize,
    /// What each row has in its first column of numbers, where that is drawn.
    pub drawn: Vec<i64>,
    /// The columns.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

impl Sheet {
    /// The table as CSV.
    pub fn csv(&self) -> String {
        csv::table(std::iter::once(&self.head).chain(&self.rows))
    }

    /// How much of the longest bar a row's takes, of a hundred.
    pub fn share(&self, row: usize) -> i64 {
        let longest = self.drawn.iter().max().copied().unwrap_or_default();
        let number = self.drawn.get(row).copied().unwrap_or_default();
        number * 100 / longest.max(1)
    }
}

fn head(page: &Page, keys: &[&str]) -> Vec<String> {
    let column = |key: &&str| page.t(key).into_owned();
    keys.iter().map(column).collect()
}

/// Blocks by month and cause.
pub(super) fn months(page: &Page, causes: &[(String, i64)], months: &[Month]) -> Sheet {
    let mut columns = head(page, &["accounts-report-month"]);
    columns.extend(causes.iter().map(|(cause, _)| cause.clone()));
    columns.extend(head(
        page,
        &["accounts-report-total", "accounts-report-lifted"],
    ));
    let row = |month: &Month| {
        let mut row = vec![month.name.clone()];
        row.extend(month.times.iter().map(i64::to_string));
        row.extend([month.total.to_string(), month.lifted.to_string()]);
        row
    };
    Sheet {
        key: "bulan",
        words: 1,
        drawn: Vec::new(),
        head: columns,
        rows: months.iter().map(row).collect(),
    }
}

/// Blocks by something with a name.
pub(super) fn named(
    page: &Page,
    (key, column): (&'static str, &str),
    rows: &[(String, i64)],
) -> Sheet {
    let row = |(name, times): &(String, i64)| {
        let name = if name.is_empty() { "–" } else { name };
        vec![name.to_owned(), times.to_string()]
    };
    Sheet {
        key,
        words: 1,
        drawn: rows.iter().map(|(_, times)| *times).collect(),
        head: head(page, &[column, "accounts-report-times"]),
        rows: rows.iter().map(row).collect(),
    }
}

/// How long blocks lasted, by something with a name; the median is drawn.
fn lasting(
    page: &Page,
    (key, column): (&'static str, &str),
    found: impl Iterator<Item = (String, Option<Lasted>)>,
) -> Sheet {
    let found: Vec<_> = found
        .filter_map(|(name, lasted)| Some((name, lasted?)))
        .collect();
    let row = |(name, lasted): &(String, Lasted)| {
        let [median, ninth] = [lasted.median, lasted.ninth].map(|one| lapse::hours(one, page.lang));
        vec![name.clone(), median, ninth, lasted.times.to_string()]
    };
    let columns = [
        column,
        "accounts-report-median",
        "accounts-report-ninth",
        "accounts-report-lifted",
    ];
    Sheet {
        key,
        words: 1,
        drawn: found.iter().map(|(_, lasted)| lasted.median).collect(),
        head: head(page, &columns),
        rows: found.iter().map(row).collect(),
    }
}

/// How long blocks lasted, by cause and by month of their lifting.
pub(super) fn lasted(
    page: &Page,
    lines: &[Line],
    (dates, bounds): (&[Date], &[Millis]),
    kind: Option<Kind>,
) -> [Sheet; 2] {
    let of_kind = |line: &Line| kind.is_none_or(|kind| kind == line.kind);
    let whole = (
        bounds.first().copied().unwrap_or_default(),
        bounds.last().copied().unwrap_or_default(),
    );
    let of_cause = |cause: &Cause| {
        let wanted = |line: &Line| of_kind(line) && line.cause == *cause;
        (cause.label(page.lang), lapse::lasted(lines, whole, wanted))
    };
    let of_month = |(date, pair): (&Date, &[Millis])| {
        let found = lapse::lasted(lines, (pair[0], pair[1]), of_kind);
        (super::report::name(*date, page.lang), found)
    };
    let months = dates.iter().zip(bounds.windows(2));
    [
        lasting(
            page,
            ("lama-sebab", "accounts-cause"),
            Cause::ALL.iter().map(of_cause),
        ),
        lasting(
            page,
            ("lama-bulan", "accounts-report-month"),
            months.map(of_month),
        ),
    ]
}

/// The accounts that were blocked again within 90 days; whole addresses only for who keeps the directory.
pub(super) fn repeaters(page: &Page, found: &[Repeater], keeper: bool) -> Sheet {
    let row = |one: &Repeater| {
        let address = if keeper {
            one.address.clone()
        } else {
            lapse::masked(&one.address)
        };
        let causes: Vec<_> = one
            .causes
            .iter()
            .map(|cause| cause.label(page.lang))
            .collect();
        vec![
            address,
            causes.join("; "),
            page.short_date(one.last_at),
            one.times.to_string(),
        ]
    };
    let columns = [
        "accounts-address",
        "accounts-cause",
        "accounts-report-last",
        "accounts-report-times",
    ];
    Sheet {
        key: "berulang",
        words: 3,
        drawn: found.iter().map(|one| one.times as i64).collect(),
        head: head(page, &columns),
        rows: found.iter().map(row).collect(),
    }
}
