//! SQL of the outbox.

use crate::{Job, Verdict};
use db::{Error, Tx, params};

/// Writes a job into the outbox, in the transaction of what it follows from. Times are UTC milliseconds.
///
/// # Errors
/// As the database says.
pub fn enqueue(
    tx: &mut Tx<'_>,
    kind: &str,
    payload: &str,
    due_at: i64,
    now: i64,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO jobs (kind, payload, due_at, attempts, leased_until, error, created_at) \
         VALUES (?1, ?2, ?3, 0, 0, '', ?4)",
        params![kind, payload, due_at, now],
    )
    .map(drop)
}

/// Writes the first job of a kind whose handler writes the next one when it settles; `false` when one is there, whichever
/// node wrote it. Nothing that comes back by itself is begun elsewhere.
///
/// # Errors
/// As the database says.
pub fn begin_round(tx: &mut Tx<'_>, kind: &str, now: i64) -> Result<bool, Error> {
    // Two nodes that start at once do so one after the other.
    tx.execute(
        "INSERT INTO rounds (kind) VALUES (?1) ON CONFLICT DO NOTHING",
        params![kind],
    )?;
    let sql = format!(
        "SELECT kind FROM rounds WHERE kind = ?1{}",
        tx.engine().for_update()
    );
    tx.value::<String>(&sql, params![kind])?;
    let waiting: i64 = tx.value(
        "SELECT count(*) FROM jobs WHERE kind = ?1 AND dead_at IS NULL",
        params![kind],
    )?;
    if waiting == 0 {
        enqueue(tx, kind, "", now, now)?;
    }
    Ok(waiting == 0)
}

/// Gives a dead job another row of attempts, beginning now. `false` when there is no such dead job.
///
/// # Errors
/// As the database says.
pub fn revive(tx: &mut Tx<'_>, kind: &str, payload: &str, now: i64) -> Result<bool, Error> {
    let revived = tx.execute(
        "UPDATE jobs SET dead_at = NULL, attempts = 0, due_at = ?3, leased_until = 0 \
         WHERE kind = ?1 AND payload = ?2 AND dead_at IS NOT NULL",
        params![kind, payload, now],
    )?;
    Ok(revived > 0)
}

/// How many jobs of a kind are due or under way.
///
/// # Errors
/// As the database says.
pub fn count_due(tx: &mut Tx<'_>, kind: &str, now: i64) -> Result<i64, Error> {
    tx.value(
        "SELECT count(*) FROM jobs WHERE kind = ?1 AND due_at <= ?2 AND dead_at IS NULL",
        params![kind, now],
    )
}

/// How many jobs there are of each kind: not done yet, and dead.
///
/// # Errors
/// As the database says.
pub fn census(tx: &mut Tx<'_>) -> Result<Vec<(String, i64, i64)>, Error> {
    tx.rows(
        "SELECT kind, count(*) - count(dead_at), count(dead_at) FROM jobs GROUP BY kind ORDER BY kind",
        params![],
        |row| Ok((row.get()?, row.get()?, row.get()?)),
    )
}

/// Takes the job that is due longest, if one is free, until `lease`, and counts the attempt: one that ends with the
/// process is counted too.
pub(crate) fn claim(
    tx: &mut Tx<'_>,
    kind: &str,
    now: i64,
    lease: i64,
) -> Result<Option<Job>, Error> {
    let sql = format!(
        "SELECT id, payload, attempts FROM jobs \
         WHERE kind = ?1 AND due_at <= ?2 AND dead_at IS NULL AND leased_until <= ?2 \
         ORDER BY due_at, id LIMIT 1{}",
        tx.engine().for_update_skip_locked()
    );
    let found = tx.first(&sql, params![kind, now], |row| {
        Ok(Job {
            id: row.get()?,
            payload: row.get()?,
            attempts: row.get::<i64>()? + 1,
            lease,
        })
    })?;
    if let Some(job) = &found {
        tx.execute(
            "UPDATE jobs SET leased_until = ?2, attempts = ?3 WHERE id = ?1",
            params![job.id, lease, job.attempts],
        )?;
    }
    Ok(found)
}

/// Ends a job that is still held; `false` when the lease had run out and somebody else has it.
pub(crate) fn end(tx: &mut Tx<'_>, job: &Job, verdict: &Verdict, now: i64) -> Result<bool, Error> {
    let (sql, params): (_, &[_]) = match verdict {
        Verdict::Done => (
            "DELETE FROM jobs WHERE id = ?1 AND leased_until = ?2",
            params![job.id, job.lease],
        ),
        Verdict::Again { at, why } => (
            "UPDATE jobs SET due_at = ?3, error = ?4, leased_until = 0 \
             WHERE id = ?1 AND leased_until = ?2",
            params![job.id, job.lease, *at, why],
        ),
        Verdict::Dead { why } => (
            "UPDATE jobs SET dead_at = ?3, error = ?4, leased_until = 0 \
             WHERE id = ?1 AND leased_until = ?2",
            params![job.id, job.lease, now, why],
        ),
    };
    Ok(tx.execute(sql, params)? > 0)
}
