//! SQL of the blocks that are looked at again, the most overdue first.

use super::accounts::{account, columns};
use crate::{
    accounts::model::{Cause, DueReview},
    clock::Millis,
};
use db::{Error, Tx, params};

/// With each account when its block is looked at again, why it is blocked, and since when.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT ",
            columns!(),
            ", a.block_review_at, \
             (SELECT b.cause FROM block_entries b WHERE b.account_id = a.id AND b.kind = 'block' ORDER BY b.id DESC LIMIT 1), \
             (SELECT b.at FROM block_entries b WHERE b.account_id = a.id AND b.kind = 'block' ORDER BY b.id DESC LIMIT 1) \
             FROM accounts a ",
            $rest
        )
    };
}

/// How many stand on a page.
pub(crate) const PAGE: usize = 30;

/// A page of reviews after a moment and a row, and one more when there are more.
pub(crate) fn list(tx: &mut Tx<'_>, (at, id): (Millis, i64)) -> Result<Vec<DueReview>, Error> {
    tx.rows(
        select!(
            "WHERE a.block_review_at IS NOT NULL AND (a.block_review_at > ?1 OR (a.block_review_at = ?1 AND a.id > ?2)) \
             ORDER BY a.block_review_at, a.id LIMIT ?3"
        ),
        params![at, id, PAGE as i64 + 1],
        |row| {
            let account = account(row)?;
            let due_at = row.get()?;
            let cause = row.parse_some()?.unwrap_or(Cause::Policy);
            let blocked_at = row.get::<Option<Millis>>()?.unwrap_or(account.created_at);
            Ok(DueReview { account, due_at, cause, blocked_at })
        },
    )
}

/// Marks the reviews that are due and of which nobody was told; how many there were.
pub(crate) fn mark_told(tx: &mut Tx<'_>, now: Millis) -> Result<u64, Error> {
    tx.execute(
        "UPDATE accounts SET block_review_told = TRUE \
         WHERE block_review_at IS NOT NULL AND block_review_at <= ?1 AND block_review_told = FALSE",
        params![now],
    )
}
