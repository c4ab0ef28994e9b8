//! SQL of receipts and entitlements.

use crate::{accounts::model::Receipt, clock::Millis};
use db::{Columns, Error, Tx, params};

pub(crate) fn insert(
    tx: &mut Tx<'_>,
    request_id: Option<i64>,
    account_id: i64,
    receipt: &Receipt,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO receipts (request_id, account_id, target, action, outcome, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![request_id, account_id, &receipt.target, &receipt.action, &receipt.outcome, receipt.at],
    )
    .map(drop)
}

fn receipt(row: &mut Columns<'_>) -> Result<Receipt, Error> {
    Ok(Receipt {
        target: row.get()?,
        action: row.get()?,
        outcome: row.get()?,
        at: row.get()?,
    })
}

pub(crate) fn of_request(tx: &mut Tx<'_>, request_id: i64) -> Result<Vec<Receipt>, Error> {
    tx.rows(
        "SELECT target, action, outcome, at FROM receipts WHERE request_id = ?1 ORDER BY id",
        params![request_id],
        receipt,
    )
}

/// The account to which an action was done for a request, if it was.
pub(crate) fn account_of(
    tx: &mut Tx<'_>,
    request_id: i64,
    action: &str,
) -> Result<Option<i64>, Error> {
    tx.first(
        "SELECT account_id FROM receipts WHERE request_id = ?1 AND action = ?2 ORDER BY id DESC LIMIT 1",
        params![request_id, action],
        |row| row.get(),
    )
}

/// The newest receipts of an account.
pub(crate) fn of_account(tx: &mut Tx<'_>, account_id: i64) -> Result<Vec<Receipt>, Error> {
    tx.rows(
        "SELECT target, action, outcome, at FROM receipts WHERE account_id = ?1 ORDER BY id DESC LIMIT 20",
        params![account_id],
        receipt,
    )
}

pub(crate) fn entitle(
    tx: &mut Tx<'_>,
    account_id: i64,
    application: &str,
    request_id: i64,
    now: Millis,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO entitlements (account_id, application, request_id, granted_at) VALUES (?1, ?2, ?3, ?4) \
         ON CONFLICT (account_id, application) DO NOTHING",
        params![account_id, application, request_id, now],
    )
    .map(drop)
}

/// The applications of an account, and since when.
pub(crate) fn entitlements(
    tx: &mut Tx<'_>,
    account_id: i64,
) -> Result<Vec<(String, Millis)>, Error> {
    tx.rows(
        "SELECT application, granted_at FROM entitlements WHERE account_id = ?1 ORDER BY application",
        params![account_id],
        |row| Ok((row.get()?, row.get()?)),
    )
}
