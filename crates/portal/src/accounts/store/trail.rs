//! SQL of who touched an account. Nothing here changes or removes a line.

use crate::{
    accounts::model::{self, Action, Touch, Touched},
    clock::Millis,
};
use db::{Columns, Error, Tx, params};

/// Writes a line; a read (which has a day) that was written down on that day already stays as it is.
pub(crate) fn insert(
    tx: &mut Tx<'_>,
    touch: &Touch<'_>,
    (offices, read_on): (&str, Option<&str>),
    now: Millis,
) -> Result<(), Error> {
    let (by_id, by_name) = touch.by.unzip();
    tx.execute(
        "INSERT INTO account_trail (account_id, by_id, by_name, by_offices, action, detail, request_id, read_on, at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING",
        params![
            touch.account_id, by_id, by_name.unwrap_or_default(), offices, touch.action.key(), touch.detail,
            touch.request_id, read_on, now
        ],
    )
    .map(drop)
}

/// Whether a read of an account by somebody was written down on a day.
pub(crate) fn is_read(
    tx: &mut Tx<'_>,
    (account_id, by_id, action, request_id): (i64, i64, Action, Option<i64>),
    day: &str,
) -> Result<bool, Error> {
    let found = tx.first(
        "SELECT id FROM account_trail WHERE account_id = ?1 AND by_id = ?2 AND read_on = ?3 AND action = ?4 \
         AND COALESCE(request_id, 0) = ?5",
        params![account_id, by_id, day, action.key(), request_id.unwrap_or(0)],
        |row| row.get::<i64>(),
    )?;
    Ok(found.is_some())
}

/// A page of lines, the newest first, below a row.
pub(crate) fn list(
    tx: &mut Tx<'_>,
    account_id: i64,
    below: i64,
    limit: i64,
) -> Result<Vec<Touched>, Error> {
    tx.rows(
        "SELECT t.id, t.by_id, t.by_name, t.by_offices, t.action, t.detail, r.code, t.at \
         FROM account_trail t LEFT JOIN requests r ON r.id = t.request_id \
         WHERE t.account_id = ?1 AND t.id < ?2 ORDER BY t.id DESC LIMIT ?3",
        params![account_id, below, limit],
        touched,
    )
}

fn touched(row: &mut Columns<'_>) -> Result<Touched, Error> {
    Ok(Touched {
        id: row.get()?,
        by_id: row.get()?,
        by_name: row.get()?,
        offices: model::offices(&row.get::<String>()?),
        action: row.parse()?,
        detail: row.get()?,
        ticket: row.get()?,
        at: row.get()?,
    })
}

/// Who had a link for another password sent, the newest first.
pub(crate) fn links(tx: &mut Tx<'_>, account_id: i64, limit: i64) -> Result<Vec<Touched>, Error> {
    tx.rows(
        "SELECT t.id, t.by_id, t.by_name, t.by_offices, t.action, t.detail, r.code, t.at \
         FROM account_trail t LEFT JOIN requests r ON r.id = t.request_id \
         WHERE t.account_id = ?1 AND t.action = 'change-password' ORDER BY t.id DESC LIMIT ?2",
        params![account_id, limit],
        touched,
    )
}

/// What was agreed about a shared mailbox and what followed from it, the newest first.
pub(crate) fn agreed(tx: &mut Tx<'_>, account_id: i64, limit: i64) -> Result<Vec<Touched>, Error> {
    tx.rows(
        "SELECT t.id, t.by_id, t.by_name, t.by_offices, t.action, t.detail, r.code, t.at \
         FROM account_trail t LEFT JOIN requests r ON r.id = t.request_id \
         WHERE t.account_id = ?1 AND t.action IN ('create-mailbox', 'set-pic', 'add-deputy', 'end-holder', 'offer-part', \
         'decline-part', 'confirm-mailbox', 'set-expiry', 'close') ORDER BY t.id DESC LIMIT ?2",
        params![account_id, limit],
        touched,
    )
}
