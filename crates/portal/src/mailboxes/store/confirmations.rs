//! SQL of the yearly question.

use crate::clock::Millis;
use db::{Error, Tx, params};

/// The question about a mailbox that waits for its answer: since when, how many reminders.
pub(crate) fn open(tx: &mut Tx<'_>, account_id: i64) -> Result<Option<(Millis, i64)>, Error> {
    tx.first(
        "SELECT asked_at, reminders FROM mailbox_confirmations WHERE account_id = ?1 AND confirmed_at IS NULL",
        params![account_id],
        |row| Ok((row.get()?, row.get()?)),
    )
}

/// When a mailbox was last confirmed.
pub(crate) fn last(tx: &mut Tx<'_>, account_id: i64) -> Result<Option<Millis>, Error> {
    tx.value(
        "SELECT max(confirmed_at) FROM mailbox_confirmations WHERE account_id = ?1",
        params![account_id],
    )
}

/// Asks; `false` when it was asked already.
pub(crate) fn ask(tx: &mut Tx<'_>, account_id: i64, now: Millis) -> Result<bool, Error> {
    let asked = tx.execute(
        "INSERT INTO mailbox_confirmations (account_id, asked_at, reminders) VALUES (?1, ?2, 0) ON CONFLICT DO NOTHING",
        params![account_id, now],
    )?;
    Ok(asked == 1)
}

/// So many reminders have left; `false` when another node was faster, or the answer has come.
pub(crate) fn remind(tx: &mut Tx<'_>, account_id: i64, reminders: i64) -> Result<bool, Error> {
    let reminded = tx.execute(
        "UPDATE mailbox_confirmations SET reminders = ?2 WHERE account_id = ?1 AND confirmed_at IS NULL AND reminders < ?2",
        params![account_id, reminders],
    )?;
    Ok(reminded == 1)
}

/// The answer; `false` when nothing was asked.
pub(crate) fn answer(
    tx: &mut Tx<'_>,
    account_id: i64,
    by_id: i64,
    now: Millis,
) -> Result<bool, Error> {
    let answered = tx.execute(
        "UPDATE mailbox_confirmations SET confirmed_at = ?3, confirmed_by = ?2 WHERE account_id = ?1 AND confirmed_at IS NULL",
        params![account_id, by_id, now],
    )?;
    Ok(answered == 1)
}

/// Mailboxes whose person in charge is to be asked, after a row: nothing was confirmed, and nobody took them over, since
/// `before`; they do not end up to `ending`.
pub(crate) fn to_ask(
    tx: &mut Tx<'_>,
    (before, ending): (Millis, Millis),
    after: i64,
    limit: i64,
) -> Result<Vec<i64>, Error> {
    tx.rows(
        "SELECT a.id FROM accounts a WHERE a.kind IN ('unit', 'event') AND a.id > ?3 AND a.closed_at IS NULL AND a.created_at <= ?1 \
         AND (a.expires_at IS NULL OR a.expires_at > ?2) \
         AND EXISTS (SELECT 1 FROM accounts p WHERE p.id = a.pic_id AND p.blocked = FALSE AND p.closed_at IS NULL) \
         AND NOT EXISTS (SELECT 1 FROM mailbox_holders h WHERE h.account_id = a.id AND h.part = 'pic' AND h.from_at > ?1) \
         AND NOT EXISTS (SELECT 1 FROM mailbox_confirmations c WHERE c.account_id = a.id \
         AND (c.confirmed_at IS NULL OR c.confirmed_at > ?1)) ORDER BY a.id LIMIT ?4",
        params![before, ending, after, limit],
        |row| row.get(),
    )
}

/// Mailboxes that were asked about up to a moment and had fewer reminders, after a row.
pub(crate) fn to_remind(
    tx: &mut Tx<'_>,
    (asked_before, reminders): (Millis, i64),
    after: i64,
    limit: i64,
) -> Result<Vec<i64>, Error> {
    tx.rows(
        "SELECT c.account_id FROM mailbox_confirmations c JOIN accounts a ON a.id = c.account_id \
         WHERE c.confirmed_at IS NULL AND c.asked_at <= ?1 AND c.reminders < ?2 AND c.account_id > ?3 AND a.closed_at IS NULL \
         ORDER BY c.account_id LIMIT ?4",
        params![asked_before, reminders, after, limit],
        |row| row.get(),
    )
}
