//! SQL of the block ledger. Nothing here changes or removes an entry.

use crate::{
    accounts::{
        frequency::Count,
        model::{BlockEntry, Cause, Kind, LedgerLine},
    },
    clock::{DAY, Millis},
};
use db::{Error, Tx, params};

/// An entry on its way into the ledger.
pub(crate) struct NewEntry<'a> {
    pub(crate) account_id: i64,
    pub(crate) is_block: bool,
    pub(crate) cause: Cause,
    pub(crate) account_kind: Kind,
    pub(crate) detail: &'a str,
    pub(crate) by_id: Option<i64>,
    pub(crate) request_id: Option<i64>,
    pub(crate) at: Millis,
}

pub(crate) fn insert(tx: &mut Tx<'_>, entry: &NewEntry<'_>) -> Result<(), Error> {
    let kind = if entry.is_block { "block" } else { "unblock" };
    tx.execute(
        "INSERT INTO block_entries (account_id, kind, cause, account_kind, detail, by_id, request_id, at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            entry.account_id, kind, entry.cause.key(), entry.account_kind.key(), entry.detail, entry.by_id,
            entry.request_id, entry.at
        ],
    )
    .map(drop)
}

/// The newest block of an account, whether it was lifted or not.
pub(crate) fn last(tx: &mut Tx<'_>, account_id: i64) -> Result<Option<BlockEntry>, Error> {
    let found = tx.first(
        "SELECT b.cause, b.detail, b.at, \
         (SELECT min(u.at) FROM block_entries u WHERE u.account_id = b.account_id AND u.kind = 'unblock' AND u.id > b.id) \
         FROM block_entries b WHERE b.account_id = ?1 AND b.kind = 'block' ORDER BY b.id DESC LIMIT 1",
        params![account_id],
        |row| {
            let (cause, evidence, at) = (row.parse()?, row.get()?, row.get()?);
            Ok(BlockEntry { cause, evidence, at, lifted_at: row.get()?, in_90_days: 0 })
        },
    )?;
    let Some(mut entry) = found else {
        return Ok(None);
    };
    entry.in_90_days = tx.value(
        "SELECT count(*) FROM block_entries WHERE account_id = ?1 AND kind = 'block' AND at > ?2 AND at <= ?3",
        params![account_id, entry.at - 90 * DAY, entry.at],
    )?;
    Ok(Some(entry))
}

/// The ledger of an account, newest first.
pub(crate) fn ledger(tx: &mut Tx<'_>, account_id: i64) -> Result<Vec<LedgerLine>, Error> {
    tx.rows(
        "SELECT b.kind, b.cause, b.detail, p.name, b.at FROM block_entries b LEFT JOIN accounts p ON p.id = b.by_id \
         WHERE b.account_id = ?1 ORDER BY b.id DESC LIMIT 100",
        params![account_id],
        |row| {
            Ok(LedgerLine {
                is_block: row.get::<String>()? == "block",
                cause: row.parse()?,
                detail: row.get()?,
                by: row.get()?,
                at: row.get()?,
            })
        },
    )
}

/// Blocks and unblocks by month, cause and kind of account; seven bounds make six months.
pub(crate) fn counted(tx: &mut Tx<'_>, bounds: &[Millis; 7]) -> Result<Vec<Count>, Error> {
    let [from, first, second, third, fourth, fifth, until] = *bounds;
    tx.rows(
        "SELECT CAST(CASE WHEN at < ?2 THEN 0 WHEN at < ?3 THEN 1 WHEN at < ?4 THEN 2 WHEN at < ?5 THEN 3 \
         WHEN at < ?6 THEN 4 ELSE 5 END AS BIGINT), kind, cause, account_kind, count(*) FROM block_entries \
         WHERE kind IN ('block', 'unblock') AND at >= ?1 AND at < ?7 GROUP BY 1, 2, 3, 4",
        params![from, first, second, third, fourth, fifth, until],
        |row| Ok((row.get()?, row.get::<String>()? == "block", row.parse()?, row.parse()?, row.get()?)),
    )
}
