//! SQL of one's own sessions.

use crate::clock::Millis;
use db::{Error, Tx, params};

/// A session, as its owner sees it.
pub struct Session {
    /// Row.
    pub id: i64,
    /// Its name in addresses of pages.
    pub public_id: String,
    /// What the browser calls itself.
    pub device: String,
    /// Address from which it was opened.
    pub source: String,
    /// Since when.
    pub created_at: Millis,
    /// When it was last used.
    pub seen_at: Millis,
}

/// The sessions of an account that are in force, the newest first.
///
/// # Errors
/// As the database says.
pub fn of_account(tx: &mut Tx<'_>, account_id: i64, now: Millis) -> Result<Vec<Session>, Error> {
    tx.rows(
        "SELECT id, public_id, device, source, created_at, seen_at FROM sessions \
         WHERE account_id = ?1 AND ended_at IS NULL AND expires_at > ?2 ORDER BY id DESC LIMIT 50",
        params![account_id, now],
        |row| {
            Ok(Session {
                id: row.get()?,
                public_id: row.get()?,
                device: row.get()?,
                source: row.get()?,
                created_at: row.get()?,
                seen_at: row.get()?,
            })
        },
    )
}

/// That somebody opened a shared mailbox.
pub(crate) struct Opening {
    pub(crate) name: String,
    pub(crate) device: String,
    pub(crate) at: Millis,
}

/// Who has opened a shared mailbox, the newest first.
pub(crate) fn openings(tx: &mut Tx<'_>, account_id: i64) -> Result<Vec<Opening>, Error> {
    tx.rows(
        "SELECT p.name, s.device, s.created_at FROM sessions s JOIN accounts p ON p.id = s.person_id \
         WHERE s.account_id = ?1 ORDER BY s.id DESC LIMIT 10",
        params![account_id],
        |row| {
            Ok(Opening {
                name: row.get()?,
                device: row.get()?,
                at: row.get()?,
            })
        },
    )
}

/// Ends one session of an account; `false` when it is not one of theirs.
///
/// # Errors
/// As the database says.
pub fn end(tx: &mut Tx<'_>, account_id: i64, public_id: &str, now: Millis) -> Result<bool, Error> {
    let ended = tx.execute(
        "UPDATE sessions SET ended_at = ?3 WHERE account_id = ?1 AND public_id = ?2 AND ended_at IS NULL",
        params![account_id, public_id, now],
    )?;
    Ok(ended == 1)
}

/// Ends all sessions of an account but one, and those that its owner opened in shared mailboxes.
///
/// # Errors
/// As the database says.
pub fn end_others(
    tx: &mut Tx<'_>,
    account_id: i64,
    session_id: i64,
    now: Millis,
) -> Result<(), Error> {
    tx.execute(
        "UPDATE sessions SET ended_at = ?3 WHERE (account_id = ?1 OR person_id = ?1) AND id <> ?2 \
         AND ended_at IS NULL",
        params![account_id, session_id, now],
    )
    .map(drop)
}

/// Remembers who has given the right password and owes the code.
pub(crate) fn open_step(
    tx: &mut Tx<'_>,
    hash: &[u8; 32],
    account_id: i64,
    until: Millis,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO second_steps (hash, account_id, expires_at) VALUES (?1, ?2, ?3)",
        params![hash, account_id, until],
    )
    .map(drop)
}

/// Whose code is awaited.
pub(crate) fn awaited(tx: &mut Tx<'_>, hash: &[u8; 32], now: Millis) -> Result<Option<i64>, Error> {
    tx.first(
        "SELECT account_id FROM second_steps WHERE hash = ?1 AND expires_at > ?2",
        params![hash, now],
        |row| row.get(),
    )
}
