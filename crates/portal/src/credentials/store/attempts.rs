//! SQL of wrong attempts: exact, shared by all nodes, surviving a restart.

use crate::clock::{DAY, Millis};
use db::{Error, Tx, params};

/// A count that nobody adds to is forgotten after so long.
const KEPT: Millis = 180 * DAY;

/// Failures in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) failures: i64,
    pub(crate) since_at: Millis,
    pub(crate) last_at: Millis,
}

impl Tally {
    pub(crate) fn starting(now: Millis) -> Self {
        Self {
            failures: 0,
            since_at: now,
            last_at: now,
        }
    }

    pub(crate) fn one_more(self, now: Millis) -> Self {
        Self {
            failures: self.failures + 1,
            since_at: if self.failures == 0 {
                now
            } else {
                self.since_at
            },
            last_at: now,
        }
    }
}

fn read(row: &mut db::Columns<'_>) -> Result<Tally, Error> {
    Ok(Tally {
        failures: row.get()?,
        since_at: row.get()?,
        last_at: row.get()?,
    })
}

/// The count of all lanes, held until the end of the transaction: attempts at one authenticator are counted one after
/// the other.
pub(crate) fn hold(tx: &mut Tx<'_>, subject: &str, now: Millis) -> Result<Tally, Error> {
    let held = tx.first(
        "INSERT INTO attempts (subject, lane, failures, since_at, last_at) VALUES (?1, '', 0, ?2, ?2) \
         ON CONFLICT (subject, lane) DO UPDATE SET failures = attempts.failures RETURNING failures, since_at, last_at",
        params![subject, now],
        read,
    )?;
    held.ok_or(Error::NoRow)
}

/// The count of a lane.
pub(crate) fn tally(tx: &mut Tx<'_>, subject: &str, lane: &str) -> Result<Option<Tally>, Error> {
    tx.first(
        "SELECT failures, since_at, last_at FROM attempts WHERE subject = ?1 AND lane = ?2",
        params![subject, lane],
        read,
    )
}

pub(crate) fn write(
    tx: &mut Tx<'_>,
    (subject, lane): (&str, &str),
    tally: Tally,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO attempts (subject, lane, failures, since_at, last_at) VALUES (?1, ?2, ?3, ?4, ?5) \
         ON CONFLICT (subject, lane) DO UPDATE SET failures = ?3, since_at = ?4, last_at = ?5",
        params![subject, lane, tally.failures, tally.since_at, tally.last_at],
    )
    .map(drop)
}

/// From which lanes the same was tried lately.
pub(crate) fn lanes_of(
    tx: &mut Tx<'_>,
    subject: &str,
    mark: i64,
    now: Millis,
) -> Result<Vec<String>, Error> {
    tx.rows(
        "SELECT lane FROM attempt_marks WHERE subject = ?1 AND mark = ?2 AND expires_at > ?3",
        params![subject, mark, now],
        |row| row.get(),
    )
}

pub(crate) fn remember(
    tx: &mut Tx<'_>,
    (subject, lane): (&str, &str),
    mark: i64,
    until: Millis,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO attempt_marks (subject, lane, mark, expires_at) VALUES (?1, ?2, ?3, ?4) \
         ON CONFLICT (subject, lane, mark) DO UPDATE SET expires_at = ?4",
        params![subject, lane, mark, until],
    )
    .map(drop)
}

/// From how many networks the failures since then came.
pub(crate) fn networks(tx: &mut Tx<'_>, subject: &str, since: Millis) -> Result<i64, Error> {
    tx.value(
        "SELECT count(*) FROM attempts WHERE subject = ?1 AND lane <> '' AND last_at >= ?2",
        params![subject, since],
    )
}

/// Ends the row of failures of a lane, and of all lanes when they are below a number.
pub(crate) fn clear(tx: &mut Tx<'_>, subject: &str, lane: &str, below: i64) -> Result<(), Error> {
    tx.execute(
        "DELETE FROM attempts WHERE subject = ?1 AND (lane = ?2 OR (lane = '' AND failures < ?3))",
        params![subject, lane, below],
    )?;
    tx.execute(
        "DELETE FROM attempt_marks WHERE subject = ?1 AND lane = ?2",
        params![subject, lane],
    )
    .map(drop)
}

/// Forgets all attempts at an authenticator.
pub(crate) fn forget(tx: &mut Tx<'_>, subject: &str) -> Result<(), Error> {
    tx.execute("DELETE FROM attempts WHERE subject = ?1", params![subject])?;
    tx.execute(
        "DELETE FROM attempt_marks WHERE subject = ?1",
        params![subject],
    )
    .map(drop)
}

/// Takes away some of what is over, passing over what somebody else is counting on.
pub(crate) fn sweep(tx: &mut Tx<'_>, now: Millis) -> Result<(), Error> {
    let skip = tx.engine().for_update_skip_locked();
    let counts = format!(
        "DELETE FROM attempts WHERE (subject, lane) IN \
         (SELECT subject, lane FROM attempts WHERE last_at < ?1 LIMIT 20{skip})"
    );
    tx.execute(&counts, params![now - KEPT])?;
    let marks = format!(
        "DELETE FROM attempt_marks WHERE (subject, lane, mark) IN \
         (SELECT subject, lane, mark FROM attempt_marks WHERE expires_at <= ?1 LIMIT 20{skip})"
    );
    tx.execute(&marks, params![now]).map(drop)
}
