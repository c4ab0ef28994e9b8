//! SQL of single-use links.

use crate::{
    accounts::model::{Link, Purpose},
    clock::Millis,
    random::Digest32,
};
use db::{Columns, Error, Tx, params};

pub(crate) fn insert(
    tx: &mut Tx<'_>,
    purpose: Purpose,
    (account_id, request_id): (i64, Option<i64>),
    now: Millis,
    expires_at: Millis,
) -> Result<i64, Error> {
    tx.value(
        "INSERT INTO links (purpose, account_id, request_id, expires_at, created_at) VALUES (?1, ?2, ?3, ?4, ?5) RETURNING id",
        params![purpose.key(), account_id, request_id, expires_at, now],
    )
}

/// The links for the same purpose that still work end now.
pub(crate) fn supersede(
    tx: &mut Tx<'_>,
    account_id: i64,
    purpose: Purpose,
    now: Millis,
) -> Result<(), Error> {
    tx.execute(
        "UPDATE links SET expires_at = ?3 WHERE account_id = ?1 AND purpose = ?2 AND used_at IS NULL AND expires_at > ?3",
        params![account_id, purpose.key(), now],
    )
    .map(drop)
}

pub(crate) fn add_token(tx: &mut Tx<'_>, hash: &Digest32, link_id: i64) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO link_tokens (hash, link_id) VALUES (?1, ?2)",
        params![hash, link_id],
    )
    .map(drop)
}

fn link(row: &mut Columns<'_>) -> Result<Link, Error> {
    Ok(Link {
        id: row.get()?,
        purpose: row.parse()?,
        account_id: row.get()?,
        request_id: row.get()?,
        expires_at: row.get()?,
        used_at: row.get()?,
    })
}

pub(crate) fn by_id(tx: &mut Tx<'_>, id: i64) -> Result<Option<Link>, Error> {
    tx.first(
        "SELECT id, purpose, account_id, request_id, expires_at, used_at FROM links WHERE id = ?1",
        params![id],
        link,
    )
}

pub(crate) fn by_token(tx: &mut Tx<'_>, hash: &Digest32) -> Result<Option<Link>, Error> {
    tx.first(
        "SELECT l.id, l.purpose, l.account_id, l.request_id, l.expires_at, l.used_at \
         FROM link_tokens t JOIN links l ON l.id = t.link_id WHERE t.hash = ?1",
        params![hash],
        link,
    )
}

pub(crate) fn use_up(tx: &mut Tx<'_>, id: i64, now: Millis) -> Result<bool, Error> {
    let used = tx.execute(
        "UPDATE links SET used_at = ?2 WHERE id = ?1 AND used_at IS NULL AND expires_at > ?2",
        params![id, now],
    )?;
    Ok(used == 1)
}

/// The link for a purpose that was used last.
pub(crate) fn last_used(
    tx: &mut Tx<'_>,
    account_id: i64,
    purpose: Purpose,
) -> Result<Option<Link>, Error> {
    tx.first(
        "SELECT id, purpose, account_id, request_id, expires_at, used_at FROM links \
         WHERE account_id = ?1 AND purpose = ?2 AND used_at IS NOT NULL ORDER BY id DESC LIMIT 1",
        params![account_id, purpose.key()],
        link,
    )
}

/// The newest link that came from a request.
pub(crate) fn of_request(tx: &mut Tx<'_>, request_id: i64) -> Result<Option<Link>, Error> {
    tx.first(
        "SELECT id, purpose, account_id, request_id, expires_at, used_at FROM links \
         WHERE request_id = ?1 ORDER BY id DESC LIMIT 1",
        params![request_id],
        link,
    )
}

/// The newest link for a purpose, whatever its state.
pub(crate) fn newest(
    tx: &mut Tx<'_>,
    account_id: i64,
    purpose: Purpose,
) -> Result<Option<Link>, Error> {
    tx.first(
        "SELECT id, purpose, account_id, request_id, expires_at, used_at FROM links \
         WHERE account_id = ?1 AND purpose = ?2 ORDER BY id DESC LIMIT 1",
        params![account_id, purpose.key()],
        link,
    )
}

/// Until when a link for a purpose works, if there is one.
pub(crate) fn open_until(
    tx: &mut Tx<'_>,
    account_id: i64,
    purpose: Purpose,
    now: Millis,
) -> Result<Option<Millis>, Error> {
    tx.first(
        "SELECT expires_at FROM links WHERE account_id = ?1 AND purpose = ?2 AND used_at IS NULL AND expires_at > ?3 \
         ORDER BY id DESC LIMIT 1",
        params![account_id, purpose.key(), now],
        |row| row.get(),
    )
}
