//! SQL of the slips with new PINs.

use crate::{activation::roster::slip::Slip, clock::Millis, random::Digest32};
use db::{Error, Tx, params};

/// A slip that was made.
pub(crate) struct Made {
    pub(crate) by_id: i64,
    pub(crate) at: Millis,
    pub(crate) expires_at: Millis,
}

pub(crate) fn issuers(tx: &mut Tx<'_>, entry_id: i64) -> Result<Vec<(i64, String)>, Error> {
    tx.rows(
        "SELECT by_id, by_name FROM roster_slips WHERE entry_id = ?1 ORDER BY id",
        params![entry_id],
        |row| Ok((row.get()?, row.get()?)),
    )
}

pub(crate) fn made(tx: &mut Tx<'_>, public_id: &str, entry_id: i64) -> Result<Option<Made>, Error> {
    tx.first(
        "SELECT by_id, made_at, expires_at FROM roster_slips WHERE public_id = ?1 AND entry_id = ?2",
        params![public_id, entry_id],
        |row| Ok(Made { by_id: row.get()?, at: row.get()?, expires_at: row.get()? }),
    )
}

pub(crate) fn add(
    tx: &mut Tx<'_>,
    (public_id, entry_id): (&str, i64),
    (by_id, by_name): (i64, &str),
    checked: &str,
    (now, until): (Millis, Millis),
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO roster_slips (public_id, entry_id, by_id, by_name, checked, made_at, expires_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![public_id, entry_id, by_id, by_name, checked, now, until],
    )
    .map(drop)
}

/// From now on this PIN opens the activation, and no other.
pub(crate) fn put_in_force(
    tx: &mut Tx<'_>,
    entry_id: i64,
    hash: &Digest32,
    (now, until): (Millis, Millis),
) -> Result<(), Error> {
    tx.execute(
        "UPDATE roster SET pin_hash = ?2, pin_expires_at = ?3, updated_at = ?4 WHERE id = ?1",
        params![entry_id, hash, until, now],
    )
    .map(drop)
}

pub(crate) fn of_entry(tx: &mut Tx<'_>, entry_id: i64) -> Result<Vec<Slip>, Error> {
    tx.rows(
        "SELECT by_name, checked, made_at, expires_at FROM roster_slips WHERE entry_id = ?1 ORDER BY id DESC LIMIT 20",
        params![entry_id],
        |row| {
            let (by_name, checked) = (row.get()?, row.get::<String>()?);
            let checked = checked.split(' ').filter_map(|key| key.parse().ok()).collect();
            Ok(Slip { by_name, checked, made_at: row.get()?, expires_at: row.get()? })
        },
    )
}
