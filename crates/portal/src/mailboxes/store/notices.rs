//! SQL of what was told about the end of a mailbox.

use crate::clock::Millis;
use db::{Error, Tx, params};

/// Writes down that it is told; `false` when it was told before.
pub(crate) fn tell(
    tx: &mut Tx<'_>,
    (account_id, expires_at): (i64, Millis),
    days_before: i64,
    now: Millis,
) -> Result<bool, Error> {
    let told = tx.execute(
        "INSERT INTO mailbox_notices (account_id, expires_at, days_before, told_at) VALUES (?1, ?2, ?3, ?4) \
         ON CONFLICT DO NOTHING",
        params![account_id, expires_at, days_before, now],
    )?;
    Ok(told == 1)
}

/// Mailboxes that end after one moment and up to another of which so many days before were not told yet, after a row.
pub(crate) fn due(
    tx: &mut Tx<'_>,
    (from, until): (Millis, Millis),
    days_before: i64,
    after: i64,
    limit: i64,
) -> Result<Vec<i64>, Error> {
    tx.rows(
        "SELECT a.id FROM accounts a WHERE a.expires_at > ?1 AND a.expires_at <= ?2 AND a.closed_at IS NULL AND a.id > ?4 \
         AND NOT EXISTS (SELECT 1 FROM mailbox_notices n WHERE n.account_id = a.id AND n.expires_at = a.expires_at \
         AND n.days_before <= ?3) ORDER BY a.id LIMIT ?5",
        params![from, until, days_before, after, limit],
        |row| row.get(),
    )
}
