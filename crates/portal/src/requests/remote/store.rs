//! SQL of what decides without signing in.

use super::{super::model::Via, model::Reply};
use crate::{Error, clock::Millis, random::Digest32};
use db::{Tx, params};

/// What a link is about.
#[derive(Clone, Debug)]
pub struct About {
    /// Key of the step that waited.
    pub step: String,
    /// The event with which it came there.
    pub seq: i64,
    /// On which channel it was sent.
    pub via: Via,
    /// Hash of the cookie of the browser that proved a second step.
    pub proof: Option<Vec<u8>>,
    /// When.
    pub proven_at: Option<Millis>,
}

/// Writes what a link is about.
pub fn insert_link(
    tx: &mut Tx<'_>,
    link_id: i64,
    (step, seq): (&str, i64),
    via: Via,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO decision_links (link_id, step, seq, via) VALUES (?1, ?2, ?3, ?4)",
        params![link_id, step, seq, via.key()],
    )?;
    Ok(())
}

/// What a link is about.
pub fn about(tx: &mut Tx<'_>, link_id: i64) -> Result<Option<About>, Error> {
    Ok(tx.first(
        "SELECT step, seq, via, proof, proven_at FROM decision_links WHERE link_id = ?1",
        params![link_id],
        |row| {
            Ok(About {
                step: row.get()?,
                seq: row.get()?,
                via: row.parse()?,
                proof: row.get()?,
                proven_at: row.get()?,
            })
        },
    )?)
}

/// A browser has proven a second step for a link.
pub fn set_proof(tx: &mut Tx<'_>, link_id: i64, hash: &Digest32, now: Millis) -> Result<(), Error> {
    tx.execute(
        "UPDATE decision_links SET proof = ?2, proven_at = ?3 WHERE link_id = ?1",
        params![link_id, hash, now],
    )?;
    Ok(())
}

/// Code and row of the request of a link.
pub fn code_of(tx: &mut Tx<'_>, request_id: i64) -> Result<String, Error> {
    Ok(tx.value(
        "SELECT code FROM requests WHERE id = ?1",
        params![request_id],
    )?)
}

/// Keeps a message for the one who comes first with it; `false` for everybody after.
pub fn begin(tx: &mut Tx<'_>, message_id: &str, now: Millis) -> Result<bool, Error> {
    let added = tx.execute(
        "INSERT INTO decision_taps (message_id, reply, at) VALUES (?1, '', ?2) ON CONFLICT DO NOTHING",
        params![message_id, now],
    )?;
    Ok(added == 1)
}

/// What was answered to a message.
pub fn reply(tx: &mut Tx<'_>, message_id: &str) -> Result<Option<Reply>, Error> {
    let found = tx.first(
        "SELECT reply FROM decision_taps WHERE message_id = ?1",
        params![message_id],
        |row| row.get::<String>(),
    )?;
    Ok(found.map(|text| serde_json::from_str(&text)).transpose()?)
}

/// Writes down what was answered.
pub fn end(tx: &mut Tx<'_>, message_id: &str, reply: &Reply) -> Result<(), Error> {
    let text = serde_json::to_string(reply)?;
    tx.execute(
        "UPDATE decision_taps SET reply = ?2 WHERE message_id = ?1",
        params![message_id, &text],
    )?;
    Ok(())
}

/// A request for which an officer was asked why it goes back.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Code of the ticket.
    pub code: String,
    /// The event up to which the officer knew it.
    pub seq: i64,
    /// What was written, once it was.
    pub reason: Option<String>,
    /// Until when it can be.
    pub expires_at: Millis,
}

/// What an officer was asked last.
pub fn asked(tx: &mut Tx<'_>, account_id: i64) -> Result<Option<Asked>, Error> {
    Ok(tx.first(
        "SELECT code, seq, reason, expires_at FROM decision_reasons WHERE account_id = ?1",
        params![account_id],
        |row| {
            Ok(Asked {
                code: row.get()?,
                seq: row.get()?,
                reason: row.get()?,
                expires_at: row.get()?,
            })
        },
    )?)
}

/// Asks an officer, in the place of what was asked before.
pub fn ask(tx: &mut Tx<'_>, account_id: i64, asked: &Asked) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO decision_reasons (account_id, code, seq, reason, expires_at) VALUES (?1, ?2, ?3, ?4, ?5) \
         ON CONFLICT (account_id) DO UPDATE SET code = excluded.code, seq = excluded.seq, reason = excluded.reason, \
         expires_at = excluded.expires_at",
        params![account_id, &asked.code, asked.seq, &asked.reason, asked.expires_at],
    )?;
    Ok(())
}

/// Nothing is asked any more.
pub fn unask(tx: &mut Tx<'_>, account_id: i64) -> Result<(), Error> {
    tx.execute(
        "DELETE FROM decision_reasons WHERE account_id = ?1",
        params![account_id],
    )?;
    Ok(())
}

/// Forgets messages from before a moment, and questions whose time has passed.
pub fn forget(tx: &mut Tx<'_>, before: Millis, now: Millis) -> Result<(), Error> {
    tx.execute("DELETE FROM decision_taps WHERE at < ?1", params![before])?;
    tx.execute(
        "DELETE FROM decision_reasons WHERE expires_at < ?1",
        params![now],
    )?;
    Ok(())
}

/// Writes down for auditors who decided what, through what.
pub fn audit(
    tx: &mut Tx<'_>,
    by_id: i64,
    (code, detail): (&str, &str),
    now: Millis,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO audit (by_id, action, subject, detail, at) VALUES (?1, 'decide', ?2, ?3, ?4)",
        params![by_id, code, detail, now],
    )?;
    Ok(())
}
