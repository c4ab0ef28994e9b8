//! SQL of how far students have come.

use crate::clock::Millis;
use db::{Error, Tx, params};

/// The years in which somebody in the roster began, the newest first.
pub(crate) fn intakes(tx: &mut Tx<'_>) -> Result<Vec<i64>, Error> {
    tx.rows(
        "SELECT DISTINCT intake FROM roster ORDER BY intake DESC LIMIT 12",
        params![],
        |row| row.get(),
    )
}

/// Of each faculty: how many, how many of them have tried, how many are activated.
pub(crate) fn by_faculty(
    tx: &mut Tx<'_>,
    intake: i64,
) -> Result<Vec<(String, i64, i64, i64)>, Error> {
    tx.rows(
        "SELECT faculty, count(*), count(tried_at), count(activated_at) FROM roster WHERE intake = ?1 \
         GROUP BY faculty ORDER BY faculty",
        params![intake],
        |row| Ok((row.get()?, row.get()?, row.get()?, row.get()?)),
    )
}

/// How many were activated between two moments, and how many tried then for the first time and are not activated since;
/// of one faculty or (with an empty name) of all. Nobody is counted twice.
pub(crate) fn between(
    tx: &mut Tx<'_>,
    (intake, faculty): (i64, &str),
    (from, until): (Millis, Millis),
) -> Result<(i64, i64), Error> {
    let activated = tx.value(
        "SELECT count(*) FROM roster WHERE activated_at >= ?1 AND activated_at < ?2 AND intake = ?3 \
         AND (?4 = '' OR faculty = ?4)",
        params![from, until, intake, faculty],
    )?;
    let tried = tx.value(
        "SELECT count(*) FROM roster WHERE tried_at >= ?1 AND tried_at < ?2 AND activated_at IS NULL AND intake = ?3 \
         AND (?4 = '' OR faculty = ?4)",
        params![from, until, intake, faculty],
    )?;
    Ok((activated, tried))
}
