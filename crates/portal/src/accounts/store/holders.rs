//! SQL of who answers for a shared mailbox, until when it works, and its end.

use super::accounts::{account, columns};
use crate::{
    accounts::model::{Holder, Part},
    clock::Millis,
};
use db::{Error, Tx, params};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT ",
            columns!(),
            ", h.public_id, h.part, h.from_at FROM mailbox_holders h JOIN accounts a ON a.id = h.person_id ",
            $rest
        )
    };
}

/// Who answers for a mailbox now: the person in charge first, then by time.
pub(crate) fn of_account(tx: &mut Tx<'_>, account_id: i64) -> Result<Vec<Holder>, Error> {
    tx.rows(
        select!("WHERE h.account_id = ?1 AND h.until_at IS NULL ORDER BY CASE h.part WHEN 'pic' THEN 0 ELSE 1 END, h.id"),
        params![account_id],
        |row| {
            Ok(Holder {
                person: account(row)?,
                public_id: row.get()?,
                part: row.parse()?,
                from_at: row.get()?,
            })
        },
    )
}

/// The mailboxes that somebody answers for now, by address: row, as what.
pub(crate) fn of_person(tx: &mut Tx<'_>, person_id: i64) -> Result<Vec<(i64, Part)>, Error> {
    tx.rows(
        "SELECT h.account_id, h.part FROM mailbox_holders h JOIN accounts a ON a.id = h.account_id \
         WHERE h.person_id = ?1 AND h.until_at IS NULL AND a.closed_at IS NULL ORDER BY a.address",
        params![person_id],
        |row| Ok((row.get()?, row.parse()?)),
    )
}

/// Somebody answers for a mailbox from now on.
pub(crate) fn begin(
    tx: &mut Tx<'_>,
    public_id: &str,
    (account_id, person_id, part): (i64, i64, Part),
    request_id: Option<i64>,
    now: Millis,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO mailbox_holders (public_id, account_id, person_id, part, request_id, from_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            public_id,
            account_id,
            person_id,
            part.key(),
            request_id,
            now
        ],
    )
    .map(drop)
}

/// Somebody's part in a mailbox ends; `false` when there was none.
pub(crate) fn end(
    tx: &mut Tx<'_>,
    account_id: i64,
    person_id: i64,
    now: Millis,
) -> Result<bool, Error> {
    let ended = tx.execute(
        "UPDATE mailbox_holders SET until_at = ?3 WHERE account_id = ?1 AND person_id = ?2 AND until_at IS NULL",
        params![account_id, person_id, now],
    )?;
    Ok(ended == 1)
}

/// The part of the person in charge ends.
pub(crate) fn end_pic(tx: &mut Tx<'_>, account_id: i64, now: Millis) -> Result<(), Error> {
    tx.execute(
        "UPDATE mailbox_holders SET until_at = ?2 WHERE account_id = ?1 AND part = 'pic' AND until_at IS NULL",
        params![account_id, now],
    )
    .map(drop)
}

/// `accounts.pic_id` says what `mailbox_holders` says.
pub(crate) fn project(tx: &mut Tx<'_>, account_id: i64) -> Result<(), Error> {
    tx.execute(
        "UPDATE accounts SET pic_id = (SELECT h.person_id FROM mailbox_holders h WHERE h.account_id = ?1 \
         AND h.part = 'pic' AND h.until_at IS NULL) WHERE id = ?1",
        params![account_id],
    )
    .map(drop)
}

/// Nobody gets in with the password any more until there is another. Number and recovery address go too: they may be those
/// of whoever has left.
pub(crate) fn drop_password(tx: &mut Tx<'_>, account_id: i64) -> Result<(), Error> {
    tx.execute(
        "UPDATE accounts SET password_hash = NULL, password_changed_at = NULL, whatsapp = NULL, whatsapp_confirmed_at = NULL, \
         recovery_address = NULL, recovery_confirmed_at = NULL WHERE id = ?1",
        params![account_id],
    )
    .map(drop)
}

/// A mailbox ends then; `None`: it does not.
pub(crate) fn set_expiry(
    tx: &mut Tx<'_>,
    account_id: i64,
    expires_at: Option<Millis>,
) -> Result<(), Error> {
    tx.execute(
        "UPDATE accounts SET expires_at = ?2 WHERE id = ?1",
        params![account_id, expires_at],
    )
    .map(drop)
}

/// An account is closed for good.
pub(crate) fn close(tx: &mut Tx<'_>, account_id: i64, now: Millis) -> Result<(), Error> {
    tx.execute(
        "UPDATE accounts SET closed_at = ?2 WHERE id = ?1 AND closed_at IS NULL",
        params![account_id, now],
    )
    .map(drop)
}
