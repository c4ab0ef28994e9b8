//! SQL of the report of blocks: one range of the ledger, from which everything is counted.

use crate::{accounts::lapse::Line, clock::Millis};
use db::{Error, Tx, params};

/// The blocks and unblocks between two moments, the oldest first.
pub(crate) fn lines(tx: &mut Tx<'_>, (from, until): (Millis, Millis)) -> Result<Vec<Line>, Error> {
    tx.rows(
        "SELECT b.account_id, a.address, a.public_id, b.kind, b.cause, b.account_kind, b.organisation, b.at, b.began_at \
         FROM block_entries b JOIN accounts a ON a.id = b.account_id \
         WHERE b.at >= ?1 AND b.at < ?2 AND b.kind IN ('block', 'unblock') ORDER BY b.at, b.id",
        params![from, until],
        |row| {
            Ok(Line {
                account_id: row.get()?,
                address: row.get()?,
                public_id: row.get()?,
                is_block: row.get::<String>()? == "block",
                cause: row.parse()?,
                kind: row.parse()?,
                organisation: row.get()?,
                at: row.get()?,
                began_at: row.get()?,
            })
        },
    )
}
