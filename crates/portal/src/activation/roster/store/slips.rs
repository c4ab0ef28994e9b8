//! SQL of the slips with new PINs.

use db::{Error, Tx, params};

pub(crate) fn issuers(tx: &mut Tx<'_>, entry_id: i64) -> Result<Vec<(i64, String)>, Error> {
    tx.rows(
        "SELECT by_id, by_name FROM roster_slips WHERE entry_id = ?1 ORDER BY id",
        params![entry_id],
        |row| Ok((row.get()?, row.get()?)),
    )
}
