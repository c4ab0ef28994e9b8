//! SQL of people on WhatsApp: when they wrote, and whether they want to be written to.

use crate::clock::Millis;
use db::{Error, Tx, params};

/// Somebody wrote: from now on we may answer freely for a while.
pub(in crate::notify) fn heard(
    tx: &mut Tx<'_>,
    (number, user_id): (Option<&str>, Option<&str>),
    at: Millis,
) -> Result<(), Error> {
    // By the identifier that stays first; the number may be new to it.
    let known = tx.execute(
        "UPDATE whatsapp_people SET heard_at = CASE WHEN heard_at > ?3 THEN heard_at ELSE ?3 END, \
         user_id = coalesce(user_id, ?2) WHERE number = ?1 OR (number IS NULL AND user_id = ?2)",
        params![number, user_id, at],
    )?;
    if known == 0 {
        tx.execute(
            "INSERT INTO whatsapp_people (number, user_id, heard_at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
            params![number, user_id, at],
        )?;
    }
    Ok(())
}

/// The recipient of a message has not written lately after all.
pub(in crate::notify) fn close(tx: &mut Tx<'_>, message_row: i64) -> Result<(), Error> {
    tx.execute(
        "UPDATE whatsapp_people SET heard_at = NULL WHERE number = (SELECT recipient FROM messages WHERE id = ?1)",
        params![message_row],
    )
    .map(drop)
}

/// Since when a number wants nothing but what was asked for; `None`: it may be written to.
pub(in crate::notify) fn opted_out_at(
    tx: &mut Tx<'_>,
    number: &str,
) -> Result<Option<Millis>, Error> {
    let found = tx.first(
        "SELECT opted_out_at FROM whatsapp_people WHERE number = ?1",
        params![number],
        |row| row.get::<Option<Millis>>(),
    )?;
    Ok(found.flatten())
}

/// Whether a number may be written to from now on.
pub(in crate::notify) fn set_opted_out(
    tx: &mut Tx<'_>,
    number: &str,
    since: Option<Millis>,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO whatsapp_people (number, opted_out_at) VALUES (?1, ?2) \
         ON CONFLICT (number) DO UPDATE SET opted_out_at = ?2",
        params![number, since],
    )
    .map(drop)
}
