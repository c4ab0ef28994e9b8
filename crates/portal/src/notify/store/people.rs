//! SQL of people on WhatsApp: when they wrote, and whether they want to be written to. Who is written to is a number
//! `628…`, or an identifier `ID.…` of somebody who shows none; no number has a dot.

use crate::clock::Millis;
use db::{Error, Tx, params};

/// A row about a person.
struct Known {
    id: i64,
    number: Option<String>,
    user_id: Option<String>,
    heard_at: Option<Millis>,
    opted_out_at: Option<Millis>,
}

/// Somebody wrote: from now on we may answer freely for a while.
pub(in crate::notify) fn heard(
    tx: &mut Tx<'_>,
    (number, user_id): (Option<&str>, Option<&str>),
    at: Millis,
) -> Result<(), Error> {
    let rows = known(tx, (number, user_id))?;
    // A person is known by the identifier before the number: a number can be given up, and be somebody else's later.
    let by_id = |one: &&Known| user_id.is_some() && one.user_id.as_deref() == user_id;
    let by_number = |one: &&Known| {
        one.user_id.is_none() || user_id.is_none() || one.user_id.as_deref() == user_id
    };
    let found = rows
        .iter()
        .find(by_id)
        .or_else(|| rows.iter().find(by_number));
    let Some(found) = found else {
        // Nobody whom we know; the number, if it was somebody's, is so no more.
        for other in &rows {
            forget_number(tx, other.id)?;
        }
        return tx
            .execute(
                "INSERT INTO whatsapp_people (number, user_id, heard_at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
                params![number, user_id, at],
            )
            .map(drop);
    };
    let (mut heard_at, mut opted_out_at) = (found.heard_at.max(Some(at)), found.opted_out_at);
    for other in rows.iter().filter(|one| one.id != found.id) {
        if other.user_id.is_some() {
            forget_number(tx, other.id)?;
            continue;
        }
        // Two that turn out to be one. Whoever said STOP in either has said it.
        heard_at = heard_at.max(other.heard_at);
        opted_out_at = opted_out_at.or(other.opted_out_at);
        tx.execute(
            "DELETE FROM whatsapp_people WHERE id = ?1",
            params![other.id],
        )?;
    }
    let number = number.or(found.number.as_deref());
    let user_id = user_id.or(found.user_id.as_deref());
    tx.execute(
        "UPDATE whatsapp_people SET number = ?2, user_id = ?3, heard_at = ?4, opted_out_at = ?5 WHERE id = ?1",
        params![found.id, number, user_id, heard_at, opted_out_at],
    )
    .map(drop)
}

/// What is known under either name, at most a row for each.
fn known(
    tx: &mut Tx<'_>,
    (number, user_id): (Option<&str>, Option<&str>),
) -> Result<Vec<Known>, Error> {
    let sql = format!(
        "SELECT id, number, user_id, heard_at, opted_out_at FROM whatsapp_people \
         WHERE number = ?1 OR user_id = ?2 ORDER BY id{}",
        tx.engine().for_update()
    );
    tx.rows(&sql, params![number, user_id], |row| {
        Ok(Known {
            id: row.get()?,
            number: row.get()?,
            user_id: row.get()?,
            heard_at: row.get()?,
            opted_out_at: row.get()?,
        })
    })
}

/// Somebody else has the number now.
fn forget_number(tx: &mut Tx<'_>, id: i64) -> Result<(), Error> {
    tx.execute(
        "UPDATE whatsapp_people SET number = NULL WHERE id = ?1",
        params![id],
    )
    .map(drop)
}

/// The recipient of a message has not written lately after all.
pub(in crate::notify) fn close(tx: &mut Tx<'_>, message_row: i64) -> Result<(), Error> {
    let sql = "SELECT recipient FROM messages WHERE id = ?1";
    let Some(who) = tx.first(sql, params![message_row], |row| row.get::<String>())? else {
        return Ok(());
    };
    tx.execute(
        "UPDATE whatsapp_people SET heard_at = NULL WHERE number = ?1 OR user_id = ?1",
        params![&who],
    )
    .map(drop)
}

/// Since when somebody wants nothing but what was asked for; `None`: may be written to.
pub(in crate::notify) fn opted_out_at(tx: &mut Tx<'_>, who: &str) -> Result<Option<Millis>, Error> {
    let found = tx.first(
        "SELECT opted_out_at FROM whatsapp_people WHERE number = ?1 OR user_id = ?1",
        params![who],
        |row| row.get::<Option<Millis>>(),
    )?;
    Ok(found.flatten())
}

/// Whether somebody may be written to from now on.
pub(in crate::notify) fn set_opted_out(
    tx: &mut Tx<'_>,
    who: &str,
    since: Option<Millis>,
) -> Result<(), Error> {
    let sql = if is_user_id(who) {
        "INSERT INTO whatsapp_people (user_id, opted_out_at) VALUES (?1, ?2) \
         ON CONFLICT (user_id) DO UPDATE SET opted_out_at = ?2"
    } else {
        "INSERT INTO whatsapp_people (number, opted_out_at) VALUES (?1, ?2) \
         ON CONFLICT (number) DO UPDATE SET opted_out_at = ?2"
    };
    tx.execute(sql, params![who, since]).map(drop)
}

/// Whether this is no number but the identifier of somebody who shows none.
pub(in crate::notify) fn is_user_id(who: &str) -> bool {
    who.contains('.')
}
