//! SQL of the super admin's list.

use super::{audit, delivery, recipient};
use crate::{
    actor::SuperAdmin,
    clock::Millis,
    notify::{Channel, State},
};
use ::jobs::Queue;
use db::{Tx, params};

/// A line of the super admin's list.
pub(in crate::notify) struct Line {
    pub id: i64,
    pub public_id: String,
    pub channel: Channel,
    pub recipient_masked: String,
    pub subject: String,
    pub ticket: Option<String>,
    pub attempts: i64,
    pub error: String,
    pub retry_at: Option<Millis>,
    pub created_at: Millis,
}

/// Messages in a state, the newest first, below a row.
pub(in crate::notify) fn list(
    tx: &mut Tx<'_>,
    state: State,
    below: i64,
    limit: i64,
) -> Result<Vec<Line>, db::Error> {
    tx.rows(
        "SELECT m.id, m.public_id, m.channel, m.recipient, m.subject, r.code, m.attempts, m.error, m.retry_at, m.created_at \
         FROM messages m LEFT JOIN requests r ON r.id = m.request_id \
         WHERE m.state = ?1 AND m.id < ?2 ORDER BY m.id DESC LIMIT ?3",
        params![state.key(), below, limit],
        |row| {
            let (id, public_id) = (row.get()?, row.get()?);
            let (channel, recipient_masked) = recipient(row)?;
            Ok(Line {
                id,
                public_id,
                channel,
                recipient_masked,
                subject: row.get()?,
                ticket: row.get()?,
                attempts: row.get()?,
                error: row.get()?,
                retry_at: row.get()?,
                created_at: row.get()?,
            })
        },
    )
}

/// A failed message, to be corrected.
pub(in crate::notify) struct Letter {
    pub public_id: String,
    pub channel: Channel,
    pub recipient: String,
    /// What it follows from; of news about an account `account:`, its row, and more.
    pub origin: String,
    pub name: String,
    pub subject: String,
    pub body: String,
    pub has_link: bool,
    pub error: String,
    pub ticket: Option<String>,
    pub created_at: Millis,
}

/// A message that is failed; `None` when it is not (any more).
pub(in crate::notify) fn letter(
    tx: &mut Tx<'_>,
    public_id: &str,
) -> Result<Option<Letter>, db::Error> {
    tx.first(
        "SELECT m.public_id, m.channel, m.recipient, m.origin, m.name, m.subject, m.body, m.link_id IS NOT NULL, m.error, r.code, \
         m.created_at FROM messages m LEFT JOIN requests r ON r.id = m.request_id \
         WHERE m.public_id = ?1 AND m.state = 'failed'",
        params![public_id],
        |row| {
            Ok(Letter {
                public_id: row.get()?,
                channel: row.parse()?,
                recipient: row.get()?,
                origin: row.get()?,
                name: row.get()?,
                subject: row.get()?,
                body: row.get()?,
                has_link: row.get()?,
                error: row.get()?,
                ticket: row.get()?,
                created_at: row.get()?,
            })
        },
    )
}

/// Another recipient and other words.
pub(in crate::notify) fn correct(
    tx: &mut Tx<'_>,
    by: &SuperAdmin,
    public_id: &str,
    (recipient, subject, body): (&str, &str, &str),
    now: Millis,
) -> Result<(), db::Error> {
    tx.execute(
        "UPDATE messages SET recipient = ?2, subject = ?3, body = ?4 WHERE public_id = ?1 AND state = 'failed'",
        params![public_id, recipient, subject, body],
    )?;
    audit(tx, by, "message.correct", public_id, now)
}

/// The failed messages, the oldest first.
pub(in crate::notify) fn failed(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<String>, db::Error> {
    tx.rows(
        "SELECT public_id FROM messages WHERE state = 'failed' ORDER BY id LIMIT ?1",
        params![limit],
        |row| row.get(),
    )
}

/// How many messages have failed.
pub(in crate::notify) fn count_failed(tx: &mut Tx<'_>) -> Result<i64, db::Error> {
    tx.value(
        "SELECT count(*) FROM messages WHERE state = 'failed'",
        params![],
    )
}

/// Puts a failed message back into the outbox; `false` when it is not failed (any more).
pub(in crate::notify) fn send_again(
    tx: &mut Tx<'_>,
    by: &SuperAdmin,
    public_id: &str,
    now: Millis,
) -> Result<bool, db::Error> {
    let found = tx.first(
        "UPDATE messages SET state = 'queued', attempts = 0, error = '', sent_at = NULL \
         WHERE public_id = ?1 AND state = 'failed' RETURNING id, channel, unit_id, recipient, request_id",
        params![public_id],
        |row| {
            let (id, channel) = (row.get::<i64>()?, row.parse::<Channel>()?);
            Ok((id, channel, delivery::place(row)?))
        },
    )?;
    let Some((id, channel, (share, lane))) = found else {
        return Ok(false);
    };
    let (kind, payload, lane) = (channel.job(), id.to_string(), lane.as_str());
    if !::jobs::revive(tx, kind, &payload, now)? {
        // It had left, and did not arrive.
        ::jobs::put_back(tx, Queue { kind, lane, share }, &payload, (now, 0), now)?;
    }
    audit(tx, by, "message.send-again", public_id, now)?;
    Ok(true)
}
