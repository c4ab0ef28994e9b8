//! SQL of activations under way and of the usernames that are kept for them.

use super::model::Stage;
use crate::{clock::Millis, random::Digest32};
use db::{Error, Tx, params};

/// An activation under way.
pub(super) struct Row {
    pub(super) id: i64,
    pub(super) nim: String,
    pub(super) stage: Stage,
    pub(super) username: Option<String>,
}

/// The activation of a cookie, if its time has not passed.
pub(super) fn of_cookie(
    tx: &mut Tx<'_>,
    hash: &Digest32,
    now: Millis,
) -> Result<Option<Row>, Error> {
    tx.first(
        "SELECT a.id, r.nim, a.stage, a.username FROM activations a JOIN roster r ON r.id = a.entry_id \
         WHERE a.hash = ?1 AND a.expires_at > ?2",
        params![hash, now],
        |row| Ok(Row { id: row.get()?, nim: row.get()?, stage: row.parse()?, username: row.get()? }),
    )
}

/// How far the student has come on whatever device was used last.
pub(super) fn last_of(
    tx: &mut Tx<'_>,
    entry_id: i64,
    now: Millis,
) -> Result<Option<(Stage, Option<String>)>, Error> {
    tx.first(
        "SELECT stage, username FROM activations WHERE entry_id = ?1 AND expires_at > ?2 ORDER BY id DESC LIMIT 1",
        params![entry_id, now],
        |row| Ok((row.parse()?, row.get()?)),
    )
}

pub(super) fn start(
    tx: &mut Tx<'_>,
    hash: &Digest32,
    entry_id: i64,
    (stage, username): (Stage, Option<&str>),
    (now, until): (Millis, Millis),
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO activations (hash, entry_id, stage, username, started_at, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![hash, entry_id, stage.key(), username, now, until],
    )
    .map(drop)
}

pub(super) fn advance(
    tx: &mut Tx<'_>,
    id: i64,
    (stage, username): (Stage, Option<&str>),
    until: Millis,
) -> Result<(), Error> {
    tx.execute(
        "UPDATE activations SET stage = ?2, username = ?3, expires_at = ?4 WHERE id = ?1",
        params![id, stage.key(), username, until],
    )
    .map(drop)
}

pub(super) fn end(tx: &mut Tx<'_>, hash: &Digest32) -> Result<(), Error> {
    tx.execute("DELETE FROM activations WHERE hash = ?1", params![hash])
        .map(drop)
}

pub(super) fn end_all(tx: &mut Tx<'_>, entry_id: i64) -> Result<(), Error> {
    tx.execute(
        "DELETE FROM activations WHERE entry_id = ?1",
        params![entry_id],
    )
    .map(drop)
}

/// Whether a username is kept for somebody else.
pub(super) fn is_kept(
    tx: &mut Tx<'_>,
    username: &str,
    entry_id: i64,
    now: Millis,
) -> Result<bool, Error> {
    let kept: i64 = tx.value(
        "SELECT count(*) FROM activation_names WHERE username = ?1 AND entry_id <> ?2 AND expires_at > ?3",
        params![username, entry_id, now],
    )?;
    Ok(kept > 0)
}

/// Keeps a username for a student, who gives the one before up; `false` when it is kept for somebody else. Of two who
/// want one at once the second waits here for the first. Taking comes before giving up: whoever waits holds nothing that
/// another waits for.
pub(super) fn keep(
    tx: &mut Tx<'_>,
    username: &str,
    entry_id: i64,
    (now, until): (Millis, Millis),
) -> Result<bool, Error> {
    let kept = tx.first(
        "INSERT INTO activation_names (username, entry_id, expires_at) VALUES (?1, ?2, ?4) \
         ON CONFLICT (username) DO UPDATE SET entry_id = ?2, expires_at = ?4 \
         WHERE activation_names.entry_id = ?2 OR activation_names.expires_at <= ?3 RETURNING entry_id",
        params![username, entry_id, now, until],
        |row| row.get::<i64>(),
    )?;
    if kept.is_none() {
        return Ok(false);
    }
    tx.execute(
        "DELETE FROM activation_names WHERE entry_id = ?1 AND username <> ?2",
        params![entry_id, username],
    )?;
    Ok(true)
}

pub(super) fn give_up(tx: &mut Tx<'_>, entry_id: i64) -> Result<(), Error> {
    tx.execute(
        "DELETE FROM activation_names WHERE entry_id = ?1",
        params![entry_id],
    )
    .map(drop)
}

/// Takes away some of what is over, passing over what somebody else is at.
pub(super) fn sweep(tx: &mut Tx<'_>, now: Millis) -> Result<(), Error> {
    let sql = format!(
        "DELETE FROM activations WHERE id IN (SELECT id FROM activations WHERE expires_at <= ?1 LIMIT 20{})",
        tx.engine().for_update_skip_locked()
    );
    tx.execute(&sql, params![now]).map(drop)
}
