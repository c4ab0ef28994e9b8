//! SQL of the block ledger. Nothing here changes or removes an entry.

use crate::{
    accounts::model::{BlockEntry, Cause, Deed, Handled, Kind, LedgerLine, Past},
    clock::{DAY, Millis},
};
use db::{Error, Tx, params};

/// An entry on its way into the ledger.
pub(crate) struct NewEntry<'a> {
    pub(crate) account_id: i64,
    pub(crate) deed: Deed,
    pub(crate) cause: Cause,
    pub(crate) account_kind: Kind,
    pub(crate) organisation: &'a str,
    pub(crate) detail: &'a str,
    pub(crate) password_at_risk: bool,
    pub(crate) review_at: Option<Millis>,
    pub(crate) handled: &'a [Handled],
    pub(crate) began_at: Option<Millis>,
    pub(crate) by_id: Option<i64>,
    pub(crate) request_id: Option<i64>,
    pub(crate) at: Millis,
}

pub(crate) fn insert(tx: &mut Tx<'_>, entry: &NewEntry<'_>) -> Result<(), Error> {
    let handled = serde_json::to_string(entry.handled).unwrap_or_default();
    tx.execute(
        "INSERT INTO block_entries (account_id, kind, cause, account_kind, organisation, detail, password_at_risk, \
         review_at, handled, began_at, by_id, request_id, at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        params![
            entry.account_id, entry.deed.key(), entry.cause.key(), entry.account_kind.key(), entry.organisation,
            entry.detail, entry.password_at_risk, entry.review_at, &handled, entry.began_at, entry.by_id,
            entry.request_id, entry.at
        ],
    )
    .map(drop)
}

/// The newest block of an account, whether it was lifted or not. It is released when the newest entry says so: a review
/// that keeps the block takes a release back.
pub(crate) fn last(tx: &mut Tx<'_>, account_id: i64) -> Result<Option<BlockEntry>, Error> {
    let found = tx.first(
        "SELECT b.id, b.cause, b.detail, b.password_at_risk, b.at, \
         (SELECT min(u.at) FROM block_entries u WHERE u.account_id = b.account_id AND u.kind = 'unblock' AND u.id > b.id), \
         (SELECT r.at FROM block_entries r WHERE r.account_id = b.account_id AND r.kind = 'release' AND r.id = \
          (SELECT max(n.id) FROM block_entries n WHERE n.account_id = b.account_id) AND r.id > b.id) \
         FROM block_entries b WHERE b.account_id = ?1 AND b.kind = 'block' ORDER BY b.id DESC LIMIT 1",
        params![account_id],
        |row| {
            Ok(BlockEntry {
                id: row.get()?,
                cause: row.parse()?,
                evidence: row.get()?,
                password_at_risk: row.get()?,
                at: row.get()?,
                lifted_at: row.get()?,
                released_at: row.get()?,
                in_90_days: 0,
            })
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

/// The blocks of an account since a moment, the newest first.
pub(crate) fn since(tx: &mut Tx<'_>, account_id: i64, from: Millis) -> Result<Vec<Past>, Error> {
    tx.rows(
        "SELECT cause, at FROM block_entries WHERE account_id = ?1 AND kind = 'block' AND at > ?2 ORDER BY id DESC LIMIT 50",
        params![account_id, from],
        |row| Ok(Past { cause: row.parse()?, at: row.get()? }),
    )
}

/// Ground, author, request and what was handled of the newest release of an account.
pub(crate) type Release = (String, Option<i64>, Option<i64>, Vec<Handled>);

/// The newest release of an account, whether it still stands or not.
pub(crate) fn release(tx: &mut Tx<'_>, account_id: i64) -> Result<Option<Release>, Error> {
    tx.first(
        "SELECT detail, by_id, request_id, handled FROM block_entries WHERE account_id = ?1 AND kind = 'release' \
         ORDER BY id DESC LIMIT 1",
        params![account_id],
        |row| Ok((row.get()?, row.get()?, row.get()?, handled(&row.get::<String>()?))),
    )
}

/// What a request did to a block last: lifted it, or released it.
pub(crate) fn of_request(tx: &mut Tx<'_>, request_id: i64) -> Result<Option<(Deed, Cause)>, Error> {
    tx.first(
        "SELECT kind, cause FROM block_entries WHERE request_id = ?1 ORDER BY id DESC LIMIT 1",
        params![request_id],
        |row| Ok((row.parse()?, row.parse()?)),
    )
}

/// The ledger of an account, newest first.
pub(crate) fn ledger(tx: &mut Tx<'_>, account_id: i64) -> Result<Vec<LedgerLine>, Error> {
    tx.rows(
        "SELECT b.kind, b.cause, b.detail, b.password_at_risk, b.review_at, b.handled, p.name, b.at \
         FROM block_entries b LEFT JOIN accounts p ON p.id = b.by_id \
         WHERE b.account_id = ?1 ORDER BY b.id DESC LIMIT 100",
        params![account_id],
        |row| {
            Ok(LedgerLine {
                deed: row.parse()?,
                cause: row.parse()?,
                detail: row.get()?,
                password_at_risk: row.get()?,
                review_at: row.get()?,
                handled: handled(&row.get::<String>()?),
                by: row.get()?,
                at: row.get()?,
            })
        },
    )
}

/// What was handled, as it is stored.
fn handled(json: &str) -> Vec<Handled> {
    serde_json::from_str(json).unwrap_or_default()
}

/// The projection of the ledger in the account: whether it is blocked, and when that is looked at again.
pub(crate) fn project(
    tx: &mut Tx<'_>,
    account_id: i64,
    blocked: bool,
    review_at: Option<Millis>,
) -> Result<(), Error> {
    tx.execute(
        "UPDATE accounts SET blocked = ?2, block_review_at = ?3, block_review_told = FALSE WHERE id = ?1",
        params![account_id, blocked, review_at],
    )
    .map(drop)
}
