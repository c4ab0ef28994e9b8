//! SQL of the entries of the roster.

use crate::{activation::roster::model::Entry, clock::Millis};
use db::{Columns, Error, Tx, params};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, nim, name, faculty, programme, intake, birth_date, whatsapp, pin_hash, pin_expires_at, \
             account_id, tried_at, activated_at FROM roster ",
            $rest
        )
    };
}

pub(super) use select;

pub(super) fn entry(row: &mut Columns<'_>) -> Result<Entry, Error> {
    Ok(Entry {
        id: row.get()?,
        nim: row.get()?,
        name: row.get()?,
        faculty: row.get()?,
        programme: row.get()?,
        intake: row.get()?,
        birth_date: row.parse_some()?,
        whatsapp: row.get()?,
        pin_hash: row
            .get::<Vec<u8>>()?
            .try_into()
            .map_err(|_| Error::Broken("pin_hash is not 32 bytes".into()))?,
        pin_expires_at: row.get()?,
        account_id: row.get()?,
        tried_at: row.get()?,
        activated_at: row.get()?,
    })
}

pub(crate) fn by_nim(tx: &mut Tx<'_>, nim: &str) -> Result<Option<Entry>, Error> {
    tx.first(select!("WHERE nim = ?1"), params![nim], entry)
}

/// Two who act on one entry act one after the other.
pub(crate) fn lock(tx: &mut Tx<'_>, nim: &str) -> Result<(), Error> {
    let sql = format!(
        "SELECT id FROM roster WHERE nim = ?1{}",
        tx.engine().for_update()
    );
    tx.first(&sql, params![nim], |row| row.get::<i64>())
        .map(drop)
}

pub(crate) fn tried(tx: &mut Tx<'_>, nim: &str, now: Millis) -> Result<(), Error> {
    tx.execute(
        "UPDATE roster SET tried_at = ?2 WHERE nim = ?1 AND tried_at IS NULL",
        params![nim, now],
    )
    .map(drop)
}

pub(crate) fn told(
    tx: &mut Tx<'_>,
    nim: &str,
    (now, before): (Millis, Millis),
) -> Result<bool, Error> {
    let changed = tx.execute(
        "UPDATE roster SET told_at = ?2 WHERE nim = ?1 AND (told_at IS NULL OR told_at <= ?3)",
        params![nim, now, before],
    )?;
    Ok(changed == 1)
}

pub(crate) fn any_birth(tx: &mut Tx<'_>) -> Result<bool, Error> {
    let any = tx.first(
        "SELECT id FROM roster WHERE birth_date IS NOT NULL LIMIT 1",
        params![],
        |row| row.get::<i64>(),
    )?;
    Ok(any.is_some())
}

pub(crate) fn activated(
    tx: &mut Tx<'_>,
    id: i64,
    account_id: i64,
    now: Millis,
) -> Result<bool, Error> {
    let changed = tx.execute(
        "UPDATE roster SET account_id = ?2, activated_at = ?3, tried_at = COALESCE(tried_at, ?3) \
         WHERE id = ?1 AND activated_at IS NULL",
        params![id, account_id, now],
    )?;
    Ok(changed == 1)
}
