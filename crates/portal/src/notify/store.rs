//! SQL of messages.

use super::{Channel, Contact, Message, Told, model};
use crate::clock::Millis;
use db::{Error, Tx, params};

/// Writes one message for one channel; `None` when this origin was told of already on this channel.
pub(super) fn insert(
    tx: &mut Tx<'_>,
    public_id: &str,
    (channel, recipient): (Channel, &str),
    to: &Contact,
    message: &Message,
    now: Millis,
) -> Result<Option<i64>, Error> {
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
pub(super) fn of_request(tx: &mut Tx<'_>, request_id: i64) -> Result<Vec<Told>, Error> {
    tx.rows(
        "SELECT channel, recipient, state, coalesce(sent_at, created_at) FROM messages \
         WHERE request_id = ?1 ORDER BY id DESC",
        params![request_id],
        |row| {
            let channel = row.parse()?;
            let recipient: String = row.get()?;
            Ok(Told {
                channel,
                recipient_masked: model::masked(channel, &recipient),
                state: row.parse()?,
                at: row.get()?,
            })
        },
    )
}
