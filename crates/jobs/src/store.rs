//! SQL of the outbox.

use crate::{Job, Verdict};
use db::{Error, Tx, params};

/// Where a job waits.
#[derive(Clone, Copy, Debug)]
pub struct Queue<'a> {
    /// Whose handler does it.
    pub kind: &'a str,
    /// Jobs of one lane are done in the order in which they were written; empty: in no order.
    pub lane: &'a str,
    /// Shares of a kind take turns, zero or more.
    pub share: i64,
}

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
    let queue = Queue {
        kind,
        lane: "",
        share: 0,
    };
    enqueue_in(tx, queue, payload, due_at, now)
}

/// As [`enqueue`], in a lane and for a share.
///
/// # Errors
/// As the database says.
pub fn enqueue_in(
    tx: &mut Tx<'_>,
    queue: Queue<'_>,
    payload: &str,
    due_at: i64,
    now: i64,
) -> Result<(), Error> {
    wake(tx, queue.kind);
    let lock = tx.engine().for_update_skip_locked();
    let behind = earlier(tx, (queue.kind, queue.lane), i64::MAX, lock)?.unwrap_or(0);
    tx.execute(
        "INSERT INTO jobs (kind, payload, due_at, attempts, leased_until, error, created_at, lane, share, behind) \
         VALUES (?1, ?2, ?3, 0, 0, '', ?4, ?5, ?6, ?7)",
        params![queue.kind, payload, due_at, now, queue.lane, queue.share, behind],
    )
    .map(drop)
}

/// The job of a lane that is the last before `id`, with what follows `SELECT … LIMIT 1`.
///
/// Whoever writes down that a job is behind another has locked the other, so that its end comes after that and lets go of
/// it. One that is locked by somebody else is passed over: it may be about to end.
fn earlier(
    tx: &mut Tx<'_>,
    (kind, lane): (&str, &str),
    id: i64,
    lock: &str,
) -> Result<Option<i64>, Error> {
    if lane.is_empty() {
        return Ok(None);
    }
    let sql = format!(
        "SELECT id FROM jobs WHERE kind = ?1 AND lane = ?2 AND lane <> '' AND id < ?3 AND dead_at IS NULL \
         ORDER BY id DESC LIMIT 1{lock}"
    );
    tx.first(&sql, params![kind, lane, id], |row| row.get())
}

/// A job has left its lane: what was behind it is looked at again.
fn let_go(tx: &mut Tx<'_>, id: i64) -> Result<(), Error> {
    let sql = "UPDATE jobs SET behind = 0 WHERE behind = ?1 AND behind <> 0";
    tx.execute(sql, params![id]).map(drop)
}

/// Has the runners of a kind look again once this transaction is durable, those of this process at once.
pub fn wake(tx: &mut Tx<'_>, kind: &str) {
    tx.notify(kind);
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
    wake(tx, kind);
    let revived = tx.execute(
        "UPDATE jobs SET dead_at = NULL, attempts = 0, due_at = ?3, leased_until = 0 \
         WHERE kind = ?1 AND payload = ?2 AND dead_at IS NOT NULL",
        params![kind, payload, now],
    )?;
    Ok(revived > 0)
}

/// Work that was done, or is believed to be under way, is to be done once more: at its old place, before what waits in its
/// lane. What is held there is not waited for. Whoever holds the job itself holds it no longer. `attempts` are behind it.
///
/// # Errors
/// As the database says.
pub fn put_back(
    tx: &mut Tx<'_>,
    queue: Queue<'_>,
    payload: &str,
    (due_at, attempts): (i64, i64),
    now: i64,
) -> Result<(), Error> {
    wake(tx, queue.kind);
    let is_there = tx.execute(
        "UPDATE jobs SET due_at = ?3, attempts = ?4, leased_until = 0 \
         WHERE kind = ?1 AND payload = ?2 AND dead_at IS NULL",
        params![queue.kind, payload, due_at, attempts],
    )? > 0;
    if is_there {
        return Ok(());
    }
    let behind = waiting(tx, queue, now)?;
    enqueue_in(tx, queue, payload, due_at, now)?;
    tx.execute(
        "UPDATE jobs SET attempts = ?3 WHERE kind = ?1 AND payload = ?2",
        params![queue.kind, payload, attempts],
    )?;
    behind
        .into_iter()
        .try_for_each(|id| move_to_the_end(tx, id))
}

/// What waits in a lane and nobody holds, in order.
fn waiting(tx: &mut Tx<'_>, queue: Queue<'_>, now: i64) -> Result<Vec<i64>, Error> {
    let sql = format!(
        "SELECT id FROM jobs WHERE kind = ?1 AND lane = ?2 AND lane <> '' AND dead_at IS NULL AND leased_until <= ?3 \
         ORDER BY id{}",
        tx.engine().for_update_skip_locked()
    );
    tx.rows(&sql, params![queue.kind, queue.lane, now], |row| row.get())
}

/// The place of a job is its number, so that it gets a new one.
fn move_to_the_end(tx: &mut Tx<'_>, id: i64) -> Result<(), Error> {
    let columns = "kind, payload, due_at, attempts, leased_until, error, created_at, lane, share";
    let sql = format!("INSERT INTO jobs ({columns}) SELECT {columns} FROM jobs WHERE id = ?1");
    tx.execute(&sql, params![id])?;
    tx.execute("DELETE FROM jobs WHERE id = ?1", params![id])?;
    let_go(tx, id)
}

/// Nobody claims or ends the job before this transaction does. Whoever changes what a job is about locks the job first, as
/// its end does.
///
/// # Errors
/// As the database says.
pub fn lock(tx: &mut Tx<'_>, kind: &str, payload: &str) -> Result<(), Error> {
    let sql = format!(
        "SELECT id FROM jobs WHERE kind = ?1 AND payload = ?2{}",
        tx.engine().for_update()
    );
    tx.rows(&sql, params![kind, payload], |row| row.get::<i64>())
        .map(drop)
}

/// Takes back a job that is not needed any more, also one that is held: then its end changes nothing. `false` when there is
/// none.
///
/// # Errors
/// As the database says.
pub fn withdraw(tx: &mut Tx<'_>, kind: &str, payload: &str) -> Result<bool, Error> {
    wake(tx, kind);
    let sql = "DELETE FROM jobs WHERE kind = ?1 AND payload = ?2 RETURNING id";
    let gone: Vec<i64> = tx.rows(sql, params![kind, payload], |row| row.get())?;
    gone.iter().try_for_each(|id| let_go(tx, *id))?;
    Ok(!gone.is_empty())
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

/// Takes a job that is due, if one is free, until `lease`, and counts the attempt: one that ends with the process is counted
/// too. The share after the last one that was served comes first; in it, what is due longest.
pub(crate) fn claim(
    tx: &mut Tx<'_>,
    kind: &str,
    served: i64,
    (now, lease): (i64, i64),
) -> Result<Option<Job>, Error> {
    for after in [served, BEFORE_ALL] {
        let mut share = next_share(tx, kind, after)?;
        while let Some(here) = share {
            if let Some(job) = free(tx, (kind, here), (now, lease))? {
                tx.execute(
                    "UPDATE jobs SET leased_until = ?2, attempts = ?3 WHERE id = ?1",
                    params![job.id, lease, job.attempts],
                )?;
                return Ok(Some(job));
            }
            share = next_share(tx, kind, here)?;
        }
    }
    Ok(None)
}

/// No share comes before it.
pub(crate) const BEFORE_ALL: i64 = -1;

fn next_share(tx: &mut Tx<'_>, kind: &str, after: i64) -> Result<Option<i64>, Error> {
    tx.value(
        "SELECT min(share) FROM jobs WHERE kind = ?1 AND share > ?2 AND dead_at IS NULL AND behind = 0",
        params![kind, after],
    )
}

/// The free job of a share that is due longest and the first of its lane. One that turns out to be behind another is not
/// looked at again before that has left the lane: however long a lane is, it costs the others nothing.
fn free(
    tx: &mut Tx<'_>,
    (kind, share): (&str, i64),
    (now, lease): (i64, i64),
) -> Result<Option<Job>, Error> {
    let mut place = (i64::MIN, 0);
    while let Some((job, lane, due_at)) = due_after(tx, (kind, share), place, (now, lease))? {
        if earlier(tx, (kind, &lane), job.id, "")?.is_none() {
            return Ok(Some(job));
        }
        let lock = tx.engine().for_update_skip_locked();
        if let Some(behind) = earlier(tx, (kind, &lane), job.id, lock)? {
            let sql = "UPDATE jobs SET behind = ?2 WHERE id = ?1";
            tx.execute(sql, params![job.id, behind])?;
        }
        place = (due_at, job.id);
    }
    Ok(None)
}

/// The next job of a share that is due and behind no other as far as is known, with its lane and since when it is due.
fn due_after(
    tx: &mut Tx<'_>,
    (kind, share): (&str, i64),
    place: (i64, i64),
    (now, lease): (i64, i64),
) -> Result<Option<(Job, String, i64)>, Error> {
    let sql = format!(
        "SELECT id, payload, attempts, lane, due_at FROM jobs \
         WHERE kind = ?1 AND share = ?2 AND dead_at IS NULL AND behind = 0 \
         AND (due_at, id) > (?3, ?4) AND due_at <= ?5 AND leased_until <= ?5 \
         ORDER BY due_at, id LIMIT 1{}",
        tx.engine().for_update_skip_locked()
    );
    tx.first(&sql, params![kind, share, place.0, place.1, now], |row| {
        let job = Job {
            id: row.get()?,
            payload: row.get()?,
            attempts: row.get::<i64>()? + 1,
            share,
            lease,
        };
        Ok((job, row.get()?, row.get()?))
    })
}

/// Ends a job that is still held; `false` when the lease had run out and somebody else has it.
pub(crate) fn end(tx: &mut Tx<'_>, job: &Job, verdict: &Verdict, now: i64) -> Result<bool, Error> {
    let (sql, params): (_, &[_]) = match verdict {
        Verdict::Done(_) => (
            "DELETE FROM jobs WHERE id = ?1 AND leased_until = ?2",
            params![job.id, job.lease],
        ),
        Verdict::Again {
            at, why, counts, ..
        } => (
            "UPDATE jobs SET due_at = ?3, error = ?4, leased_until = 0, attempts = ?5 \
             WHERE id = ?1 AND leased_until = ?2",
            params![
                job.id,
                job.lease,
                *at,
                why,
                job.attempts - i64::from(!counts)
            ],
        ),
        Verdict::Dead { why } => (
            "UPDATE jobs SET dead_at = ?3, error = ?4, leased_until = 0 \
             WHERE id = ?1 AND leased_until = ?2",
            params![job.id, job.lease, now, why],
        ),
    };
    let was_held = tx.execute(sql, params)? > 0;
    if was_held && !matches!(verdict, Verdict::Again { .. }) {
        let_go(tx, job.id)?;
    }
    Ok(was_held)
}
