//! SQL of messages.

use super::{Channel, Contact, Message, State, Told, model};
use crate::{actor::SuperAdmin, clock::Millis};
use ::jobs::{ATTEMPTS, Job};
use db::{Columns, Tx, params};
use sop::Lang;

/// Writes one message for one channel; `None` when this origin was told of already on this channel.
pub(super) fn insert(
    tx: &mut Tx<'_>,
    public_id: &str,
    (channel, recipient): (Channel, &str),
    to: &Contact,
    message: &Message,
    now: Millis,
) -> Result<Option<i64>, db::Error> {
    let origin = format!("{}:{}", message.origin, channel.key());
    tx.first(
        "INSERT INTO messages (public_id, origin, request_id, unit_id, channel, recipient, name, lang, subject, \
         body, link_id, state, attempts, error, created_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 'queued', 0, '', ?12) \
         ON CONFLICT (origin) DO NOTHING RETURNING id",
        params![
            public_id,
            &origin,
            message.request_id,
            message.unit_id,
            channel.key(),
            recipient,
            &to.name,
            to.lang.code(),
            &message.subject,
            &message.body,
            message.link_id,
            now
        ],
        |row| row.get(),
    )
}

/// The messages about a request, the newest first.
pub(super) fn of_request(tx: &mut Tx<'_>, request_id: i64) -> Result<Vec<Told>, db::Error> {
    tx.rows(
        "SELECT channel, recipient, state, coalesce(sent_at, created_at) FROM messages \
         WHERE request_id = ?1 ORDER BY id DESC",
        params![request_id],
        |row| {
            let (channel, recipient_masked) = recipient(row)?;
            Ok(Told {
                channel,
                recipient_masked,
                state: row.parse()?,
                at: row.get()?,
            })
        },
    )
}

fn recipient(row: &mut Columns<'_>) -> Result<(Channel, String), db::Error> {
    let channel = row.parse()?;
    let recipient: String = row.get()?;
    Ok((channel, model::masked(channel, &recipient)))
}

/// A message that is to be delivered.
pub(super) struct Waiting {
    pub public_id: String,
    pub origin: String,
    pub unit_id: i64,
    pub channel: Channel,
    pub recipient: String,
    pub name: String,
    pub lang: Lang,
    pub subject: String,
    pub body: String,
    pub link_id: Option<i64>,
    pub ticket: Option<String>,
}

/// The message of a job; `None` when it was sent already.
pub(super) fn waiting(tx: &mut Tx<'_>, id: i64) -> Result<Option<Waiting>, db::Error> {
    tx.first(
        "SELECT m.public_id, m.origin, m.unit_id, m.channel, m.recipient, m.name, m.lang, m.subject, m.body, m.link_id, r.code \
         FROM messages m LEFT JOIN requests r ON r.id = m.request_id WHERE m.id = ?1 AND m.state = 'queued'",
        params![id],
        |row| {
            Ok(Waiting {
                public_id: row.get()?,
                origin: row.get()?,
                unit_id: row.get()?,
                channel: row.parse()?,
                recipient: row.get()?,
                name: row.get()?,
                lang: Lang::from_code(&row.get::<String>()?).unwrap_or(Lang::Id),
                subject: row.get()?,
                body: row.get()?,
                link_id: row.get()?,
                ticket: row.get()?,
            })
        },
    )
}

/// Writes down how an attempt went.
pub(super) fn settle(
    tx: &mut Tx<'_>,
    job: &Job,
    id: i64,
    (state, error): (State, &str),
    (retry_at, sent_at): (Option<Millis>, Option<Millis>),
) -> Result<(), db::Error> {
    tx.execute(
        "UPDATE messages SET state = ?2, error = ?3, retry_at = ?4, sent_at = ?5, attempts = ?6 WHERE id = ?1",
        params![
            id,
            state.key(),
            error,
            retry_at,
            sent_at,
            job.attempts.min(ATTEMPTS)
        ],
    )
    .map(drop)
}

/// A line of the super admin's list.
pub(super) struct Line {
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
pub(super) fn list(
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

/// The failed messages, the oldest first.
pub(super) fn failed(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<String>, db::Error> {
    tx.rows(
        "SELECT public_id FROM messages WHERE state = 'failed' ORDER BY id LIMIT ?1",
        params![limit],
        |row| row.get(),
    )
}

/// How many messages have failed.
pub(super) fn count_failed(tx: &mut Tx<'_>) -> Result<i64, db::Error> {
    tx.value(
        "SELECT count(*) FROM messages WHERE state = 'failed'",
        params![],
    )
}

/// Puts a failed message back into the outbox; `false` when it is not failed (any more).
pub(super) fn send_again(
    tx: &mut Tx<'_>,
    by: &SuperAdmin,
    public_id: &str,
    now: Millis,
) -> Result<bool, db::Error> {
    let found = tx.first(
        "UPDATE messages SET state = 'queued', attempts = 0, error = '' \
         WHERE public_id = ?1 AND state = 'failed' RETURNING id, channel",
        params![public_id],
        |row| Ok((row.get::<i64>()?, row.parse::<Channel>()?)),
    )?;
    let Some((id, channel)) = found else {
        return Ok(false);
    };
    jobs::revive(tx, channel.job(), &id.to_string(), now)?;
    tx.execute(
        "INSERT INTO audit (by_id, action, subject, detail, at) VALUES (?1, 'message.send-again', ?2, '', ?3)",
        params![by.account_id, public_id, now],
    )?;
    Ok(true)
}
