//! SQL of what owners change about their accounts.

use crate::{accounts::Correction, clock::Millis};
use db::{Error, Tx, params};

pub(crate) fn set_whatsapp(
    tx: &mut Tx<'_>,
    id: i64,
    number: Option<&str>,
    now: Millis,
) -> Result<(), Error> {
    let at = number.map(|_| now);
    tx.execute(
        "UPDATE accounts SET whatsapp = ?2, whatsapp_confirmed_at = ?3 WHERE id = ?1",
        params![id, number, at],
    )
    .map(drop)
}

pub(crate) fn set_recovery(
    tx: &mut Tx<'_>,
    id: i64,
    address: Option<&str>,
    now: Millis,
) -> Result<(), Error> {
    let at = address.map(|_| now);
    tx.execute(
        "UPDATE accounts SET recovery_address = ?2, recovery_confirmed_at = ?3 WHERE id = ?1",
        params![id, address, at],
    )
    .map(drop)
}

pub(crate) fn set_language(tx: &mut Tx<'_>, id: i64, code: &str) -> Result<(), Error> {
    tx.execute(
        "UPDATE accounts SET lang = ?2 WHERE id = ?1",
        params![id, code],
    )
    .map(drop)
}

pub(crate) fn set_told_of_matters(tx: &mut Tx<'_>, id: i64, told: bool) -> Result<(), Error> {
    tx.execute(
        "UPDATE accounts SET told_of_matters = ?2 WHERE id = ?1",
        params![id, told],
    )
    .map(drop)
}

pub(crate) fn set_order(tx: &mut Tx<'_>, id: i64, key: &str) -> Result<(), Error> {
    tx.execute(
        "UPDATE accounts SET tell_by = ?2 WHERE id = ?1",
        params![id, key],
    )
    .map(drop)
}

pub(crate) fn restricted_at(tx: &mut Tx<'_>, id: i64) -> Result<Option<Millis>, Error> {
    let found = tx.first(
        "SELECT restricted_at FROM accounts WHERE id = ?1",
        params![id],
        |row| row.get::<Option<i64>>(),
    )?;
    Ok(found.flatten())
}

pub(crate) fn set_restricted(tx: &mut Tx<'_>, id: i64, since: Option<Millis>) -> Result<(), Error> {
    tx.execute(
        "UPDATE accounts SET restricted_at = ?2 WHERE id = ?1",
        params![id, since],
    )
    .map(drop)
}

pub(crate) fn correct(tx: &mut Tx<'_>, id: i64, to: &Correction) -> Result<(), Error> {
    tx.execute(
        "UPDATE accounts SET name = ?2, number = ?3, organisation = ?4, \
         whatsapp_confirmed_at = CASE WHEN whatsapp = ?5 THEN whatsapp_confirmed_at END, whatsapp = ?5 WHERE id = ?1",
        params![id, &to.name, &to.number, &to.organisation, &to.whatsapp],
    )
    .map(drop)
}
