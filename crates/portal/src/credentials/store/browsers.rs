//! SQL of the browsers in which somebody has signed in.

use crate::{
    clock::{DAY, Millis},
    random::Digest32,
};
use db::{Error, Tx, params};

/// A browser that nobody signs in with is forgotten after so long.
pub(crate) const KEPT: Millis = 180 * DAY;
/// How many an account has at most.
const MOST: i64 = 20;

/// The row of a browser of the account with an address.
pub(crate) fn known(
    tx: &mut Tx<'_>,
    hash: &Digest32,
    address: &str,
    now: Millis,
) -> Result<Option<i64>, Error> {
    tx.first(
        "SELECT b.id FROM known_browsers b JOIN accounts a ON a.id = b.account_id \
         WHERE a.address = ?1 AND b.hash = ?2 AND b.seen_at > ?3",
        params![address, hash, now - KEPT],
        |row| row.get(),
    )
}

/// Whether the cookie is one of ours.
pub(crate) fn is_ours(tx: &mut Tx<'_>, hash: &Digest32) -> Result<bool, Error> {
    let found = tx.first(
        "SELECT id FROM known_browsers WHERE hash = ?1 LIMIT 1",
        params![hash],
        |row| row.get::<i64>(),
    )?;
    Ok(found.is_some())
}

/// Somebody has signed in with it; of very many only the newest are kept.
pub(crate) fn remember(
    tx: &mut Tx<'_>,
    (public_id, hash): (&str, &Digest32),
    account_id: i64,
    device: &str,
    now: Millis,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO known_browsers (public_id, account_id, hash, device, created_at, seen_at) VALUES (?1, ?2, ?3, ?4, ?5, ?5) \
         ON CONFLICT (account_id, hash) DO UPDATE SET device = ?4, seen_at = ?5",
        params![public_id, account_id, hash, device, now],
    )?;
    tx.execute(
        "DELETE FROM known_browsers WHERE account_id = ?1 AND id NOT IN \
         (SELECT id FROM known_browsers WHERE account_id = ?1 ORDER BY seen_at DESC, id DESC LIMIT ?2)",
        params![account_id, MOST],
    )
    .map(drop)
}

pub(crate) fn forget_one(tx: &mut Tx<'_>, id: i64) -> Result<(), Error> {
    tx.execute("DELETE FROM known_browsers WHERE id = ?1", params![id])
        .map(drop)
}

/// Forgets all browsers of an account but one.
pub(crate) fn forget_but(tx: &mut Tx<'_>, account_id: i64, kept: &Digest32) -> Result<(), Error> {
    tx.execute(
        "DELETE FROM known_browsers WHERE account_id = ?1 AND hash <> ?2",
        params![account_id, kept],
    )
    .map(drop)
}

/// Takes away some that nobody uses any more.
pub(crate) fn sweep(tx: &mut Tx<'_>, now: Millis) -> Result<(), Error> {
    let sql = format!(
        "DELETE FROM known_browsers WHERE id IN (SELECT id FROM known_browsers WHERE seen_at <= ?1 LIMIT 20{})",
        tx.engine().for_update_skip_locked()
    );
    tx.execute(&sql, params![now - KEPT]).map(drop)
}
