//! SQL of what comes from WhatsApp.

use super::events::{Heard, Pricing};
use crate::{clock::Millis, random::digest_of};
use db::{Error, Tx, params};

/// Keeps what came; `None` when it is kept already.
pub(super) fn keep(tx: &mut Tx<'_>, body: &[u8], now: Millis) -> Result<Option<i64>, Error> {
    tx.first(
        "INSERT INTO webhook_bodies (digest, body, received_at) VALUES (?1, ?2, ?3) \
         ON CONFLICT (digest) DO NOTHING RETURNING id",
        params![&digest_of(body)[..], body, now],
        |row| row.get(),
    )
}

/// Forgets what came before, so many at once; how many did.
pub(super) fn forget(tx: &mut Tx<'_>, before: Millis, most: i64) -> Result<u64, Error> {
    let bodies = tx.execute(
        "DELETE FROM webhook_bodies WHERE id IN \
         (SELECT id FROM webhook_bodies WHERE received_at < ?1 ORDER BY received_at LIMIT ?2)",
        params![before, most],
    )?;
    let words = tx.execute(
        "DELETE FROM incoming WHERE id IN (SELECT id FROM incoming WHERE at < ?1 ORDER BY at LIMIT ?2)",
        params![before, most],
    )?;
    Ok(bodies.max(words))
}

/// What came, as it came.
pub(super) fn body(tx: &mut Tx<'_>, id: i64) -> Result<Option<Vec<u8>>, Error> {
    tx.first(
        "SELECT body FROM webhook_bodies WHERE id = ?1",
        params![id],
        |row| row.get(),
    )
}

/// Writes a message to us down; `None` when it is there already.
pub(super) fn hear(tx: &mut Tx<'_>, heard: &Heard, at: Millis) -> Result<Option<i64>, Error> {
    tx.first(
        "INSERT INTO incoming (message_id, number, user_id, name, text, payload, context_id, at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (message_id) DO NOTHING RETURNING id",
        params![
            &heard.message_id,
            heard.number.as_deref(),
            heard.user_id.as_deref(),
            &heard.name,
            &heard.text,
            &heard.payload,
            &heard.context_id,
            at
        ],
        |row| row.get(),
    )
}

/// A message to us, by its row.
pub(super) fn heard(tx: &mut Tx<'_>, id: i64) -> Result<Option<Heard>, Error> {
    tx.first(
        "SELECT message_id, number, user_id, name, text, payload, context_id, at FROM incoming WHERE id = ?1",
        params![id],
        |row| {
            Ok(Heard {
                message_id: row.get()?,
                number: row.get()?,
                user_id: row.get()?,
                name: row.get()?,
                text: row.get()?,
                payload: row.get()?,
                context_id: row.get()?,
                at: row.get()?,
            })
        },
    )
}

/// What was billed in a month, of one category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charged {
    /// `2027-03`.
    pub month: String,
    /// As Meta calls it.
    pub category: String,
    /// Messages that cost something.
    pub billed: i64,
    /// Messages that do not.
    pub free: i64,
}

/// What was billed from a month on, the newest month first.
pub(super) fn charged(tx: &mut Tx<'_>, since: &str) -> Result<Vec<Charged>, Error> {
    tx.rows(
        "SELECT month, category, count(CASE WHEN billable THEN 1 END), count(CASE WHEN billable THEN NULL ELSE 1 END) \
         FROM charges WHERE month >= ?1 GROUP BY month, category ORDER BY month DESC, category",
        params![since],
        |row| {
            Ok(Charged {
                month: row.get()?,
                category: row.get()?,
                billed: row.get()?,
                free: row.get()?,
            })
        },
    )
}

/// Writes down what a message of ours costs, once.
pub(super) fn charge(
    tx: &mut Tx<'_>,
    (ours, wamid): (&str, &str),
    pricing: &Pricing,
    (month, at): (&str, Millis),
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO charges (message_id, category, billable, month, at) \
         SELECT id, ?3, ?4, ?5, ?6 FROM messages WHERE public_id = ?1 OR provider_id = ?2 ORDER BY id LIMIT 1 \
         ON CONFLICT (message_id) DO NOTHING",
        params![ours, wamid, &pricing.category, pricing.billable, month, at],
    )
    .map(drop)
}
