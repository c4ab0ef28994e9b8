//! SQL of messages.

pub(super) mod channels;
pub(super) mod delivery;
pub(super) mod panel;
pub(super) mod people;

use super::{Button, Channel, Contact, Message, State, Told, Topic, model};
use crate::{actor::SuperAdmin, clock::Millis};
use ::jobs::{ATTEMPTS, Job};
use db::{Columns, Tx, params};
use sop::Lang;

/// Writes one message for one channel; `None` when this matter was told of already on this channel.
pub(super) fn insert(
    tx: &mut Tx<'_>,
    public_id: &str,
    (channel, recipient, state): (Channel, &str, State),
    to: &Contact,
    message: &Message,
    now: Millis,
) -> Result<Option<i64>, db::Error> {
    let origin = format!("{}:{}", message.origin, channel.key());
    tx.first(
        "INSERT INTO messages (public_id, origin, matter, request_id, unit_id, channel, recipient, name, lang, topic, \
         subject, body, buttons, link_id, state, attempts, error, created_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, 0, '', ?16) \
         ON CONFLICT (origin) DO NOTHING RETURNING id",
        params![
            public_id,
            &origin,
            &message.origin,
            message.request_id,
            message.unit_id,
            channel.key(),
            recipient,
            &to.name,
            to.lang.code(),
            message.topic.key(),
            &message.subject,
            &message.body,
            &serde_json::to_string(&message.buttons).unwrap_or_default(),
            message.link_id,
            state.key(),
            now
        ],
        |row| row.get(),
    )
}

/// The messages about a request, the newest first; without those that were not needed, and what officers were told.
pub(super) fn of_request(tx: &mut Tx<'_>, request_id: i64) -> Result<Vec<Told>, db::Error> {
    tx.rows(
        "SELECT channel, recipient, state, coalesce(read_at, delivered_at, sent_at, created_at) FROM messages \
         WHERE request_id = ?1 AND state NOT IN ('held', 'spared') AND topic <> 'matter' ORDER BY id DESC",
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
    pub topic: Topic,
    pub subject: String,
    pub body: String,
    pub buttons: Vec<Button>,
    pub link_id: Option<i64>,
    pub ticket: Option<String>,
    /// How many attempts came to their end.
    pub attempts: i64,
    /// Since when it is not known whether it was accepted.
    pub unsure_since: Option<Millis>,
    /// When the recipient last wrote to us on WhatsApp.
    pub heard_at: Option<Millis>,
    /// Whether the recipient wants nothing on WhatsApp but what was asked for.
    pub opted_out: bool,
}

/// The message of a job; `None` when it was sent already.
pub(super) fn waiting(tx: &mut Tx<'_>, id: i64) -> Result<Option<Waiting>, db::Error> {
    tx.first(
        "SELECT m.public_id, m.origin, m.unit_id, m.channel, m.recipient, m.name, m.lang, m.topic, m.subject, m.body, \
         m.buttons, m.link_id, r.code, m.attempts, m.unsure_since, coalesce(n.heard_at, u.heard_at), coalesce(n.opted_out_at, u.opted_out_at) \
         FROM messages m LEFT JOIN requests r ON r.id = m.request_id \
         LEFT JOIN whatsapp_people n ON m.channel = 'whatsapp' AND n.number = m.recipient \
         LEFT JOIN whatsapp_people u ON m.channel = 'whatsapp' AND u.user_id = m.recipient \
         WHERE m.id = ?1 AND m.state = 'queued'",
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
                topic: row.parse()?,
                subject: row.get()?,
                body: row.get()?,
                buttons: serde_json::from_str(&row.get::<String>()?).unwrap_or_default(),
                link_id: row.get()?,
                ticket: row.get()?,
                attempts: row.get()?,
                unsure_since: row.get()?,
                heard_at: row.get()?,
                opted_out: row.get::<Option<Millis>>()?.is_some(),
            })
        },
    )
}

/// How an attempt ended.
pub(super) struct Outcome<'a> {
    pub state: State,
    /// Why it failed: a key of the locales, or the gateway's words.
    pub error: &'a str,
    pub provider_id: &'a str,
    pub retry_at: Option<Millis>,
    /// Attempts that came to their end and count.
    pub attempts: i64,
    pub now: Millis,
}

/// Writes down how an attempt went. What arrived meanwhile stays so, and what was not needed any more: `false`.
pub(super) fn settle(tx: &mut Tx<'_>, id: i64, outcome: &Outcome<'_>) -> Result<bool, db::Error> {
    let Outcome { state, error, .. } = outcome;
    let provider_id = Some(outcome.provider_id).filter(|id| !id.is_empty());
    let sent_at = Some(outcome.now).filter(|_| state.has_left());
    let settled = tx.execute(
        "UPDATE messages SET state = ?2, error = ?3, retry_at = ?4, sent_at = coalesce(sent_at, ?5), attempts = ?6, \
         provider_id = coalesce(?7, provider_id), unsure_since = CASE WHEN ?2 = 'queued' THEN unsure_since END \
         WHERE id = ?1 AND state = 'queued'",
        params![
            id,
            state.key(),
            *error,
            outcome.retry_at,
            sent_at,
            outcome.attempts.min(ATTEMPTS),
            provider_id
        ],
    )?;
    Ok(settled > 0)
}

/// Nobody knows whether it was accepted.
pub(super) fn set_unsure(tx: &mut Tx<'_>, id: i64, now: Millis) -> Result<(), db::Error> {
    tx.execute(
        "UPDATE messages SET unsure_since = ?2 WHERE id = ?1 AND unsure_since IS NULL",
        params![id, now],
    )
    .map(drop)
}

/// It is sent once more.
pub(super) fn set_sure(tx: &mut Tx<'_>, id: i64) -> Result<(), db::Error> {
    tx.execute(
        "UPDATE messages SET unsure_since = NULL WHERE id = ?1",
        params![id],
    )
    .map(drop)
}

/// Writes down what a super admin did.
pub(super) fn audit(
    tx: &mut Tx<'_>,
    by: &SuperAdmin,
    action: &str,
    subject: &str,
    now: Millis,
) -> Result<(), db::Error> {
    tx.execute(
        "INSERT INTO audit (by_id, action, subject, detail, at) VALUES (?1, ?2, ?3, '', ?4)",
        params![by.account_id, action, subject, now],
    )
    .map(drop)
}

/// What `notify::tell` wrote into the job of a message.
pub(super) fn message_id(job: &Job) -> i64 {
    job.payload.parse().unwrap_or_default()
}

/// Messages to one recipient about one request leave in the order in which they were written.
pub(super) fn lane(request_id: Option<i64>, recipient: &str) -> String {
    request_id.map_or_else(String::new, |id| format!("{id}:{recipient}"))
}
