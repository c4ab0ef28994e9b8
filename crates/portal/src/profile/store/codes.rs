//! SQL of codes that prove a number or an address.

use crate::clock::Millis;
use db::{Error, Tx, params};

/// A code that is awaited.
pub(in crate::profile) struct Awaited {
    pub contact: String,
    pub handle: String,
    pub failures: i64,
    pub expires_at: Millis,
}

/// A new code takes the place of an older one for the same way.
pub(in crate::profile) fn put(
    tx: &mut Tx<'_>,
    (account_id, way): (i64, &str),
    awaited: &Awaited,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO contact_codes (account_id, way, contact, handle, failures, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
         ON CONFLICT (account_id, way) DO UPDATE SET contact = ?3, handle = ?4, failures = ?5, expires_at = ?6",
        params![account_id, way, &awaited.contact, &awaited.handle, awaited.failures, awaited.expires_at],
    )
    .map(drop)
}

/// The code that is awaited; `lock` for a transaction that will judge one.
pub(in crate::profile) fn awaited(
    tx: &mut Tx<'_>,
    (account_id, way): (i64, &str),
    lock: bool,
) -> Result<Option<Awaited>, Error> {
    let lock = if lock { tx.engine().for_update() } else { "" };
    let sql = format!(
        "SELECT contact, handle, failures, expires_at FROM contact_codes WHERE account_id = ?1 AND way = ?2{lock}"
    );
    tx.first(&sql, params![account_id, way], |row| {
        Ok(Awaited {
            contact: row.get()?,
            handle: row.get()?,
            failures: row.get()?,
            expires_at: row.get()?,
        })
    })
}

/// A wrong one was typed.
pub(in crate::profile) fn fail(tx: &mut Tx<'_>, account_id: i64, way: &str) -> Result<(), Error> {
    tx.execute(
        "UPDATE contact_codes SET failures = failures + 1 WHERE account_id = ?1 AND way = ?2",
        params![account_id, way],
    )
    .map(drop)
}

/// It was the right one, or is not wanted any more.
pub(in crate::profile) fn take_away(
    tx: &mut Tx<'_>,
    account_id: i64,
    way: &str,
) -> Result<(), Error> {
    tx.execute(
        "DELETE FROM contact_codes WHERE account_id = ?1 AND way = ?2",
        params![account_id, way],
    )
    .map(drop)
}
