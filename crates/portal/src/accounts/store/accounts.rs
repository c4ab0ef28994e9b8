//! SQL of accounts and their credentials.

use crate::{
    accounts::{NewAccount, model::Account},
    clock::Millis,
};
use db::{Columns, Error, Tx, params};
use sop::Lang;

/// The columns that [`account`] reads, of `accounts a`.
macro_rules! columns {
    () => {
        "a.id, a.public_id, a.address, a.kind, a.name, a.number, a.organisation, a.whatsapp, \
         a.whatsapp_confirmed_at IS NOT NULL, \
         CASE WHEN a.recovery_confirmed_at IS NOT NULL THEN a.recovery_address END, a.lang, a.tell_by, a.told_of_matters, a.pic_id, \
         a.blocked, a.closed_at, a.confirmed_at, a.second_step_required, \
         EXISTS (SELECT 1 FROM authenticators x WHERE x.account_id = a.id AND x.ended_at IS NULL AND (x.person_id = a.id OR \
         x.person_id = a.pic_id OR EXISTS (SELECT 1 FROM mailbox_holders h WHERE h.account_id = a.id AND \
         h.person_id = x.person_id AND h.until_at IS NULL))), a.password_changed_at, a.expires_at, a.created_at"
    };
}
pub(super) use columns;

macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT ", columns!(), " FROM accounts a ", $rest)
    };
}

pub(super) fn account(row: &mut Columns<'_>) -> Result<Account, Error> {
    Ok(Account {
        id: row.get()?,
        public_id: row.get()?,
        address: row.get()?,
        kind: row.parse()?,
        name: row.get()?,
        number: row.get()?,
        organisation: row.get()?,
        whatsapp: row.get()?,
        whatsapp_confirmed: row.get()?,
        recovery_address: row.get()?,
        lang: Lang::from_code(&row.get::<String>()?).unwrap_or(Lang::Id),
        order: row.parse()?,
        told_of_matters: row.get()?,
        pic_id: row.get()?,
        blocked: row.get()?,
        closed: row.get::<Option<i64>>()?.is_some(),
        confirmed: row.get::<Option<i64>>()?.is_some(),
        second_step_required: row.get()?,
        second_step_enrolled: row.get()?,
        password_changed_at: row.get()?,
        expires_at: row.get()?,
        created_at: row.get()?,
    })
}

pub(crate) fn by_id(tx: &mut Tx<'_>, id: i64) -> Result<Option<Account>, Error> {
    tx.first(select!("WHERE a.id = ?1"), params![id], account)
}

pub(crate) fn by_address(tx: &mut Tx<'_>, address: &str) -> Result<Option<Account>, Error> {
    tx.first(select!("WHERE a.address = ?1"), params![address], account)
}

pub(crate) fn by_public_id(tx: &mut Tx<'_>, public_id: &str) -> Result<Option<Account>, Error> {
    tx.first(
        select!("WHERE a.public_id = ?1"),
        params![public_id],
        account,
    )
}

pub(crate) fn is_empty(tx: &mut Tx<'_>) -> Result<bool, Error> {
    let any = tx.first("SELECT id FROM accounts LIMIT 1", params![], |row| {
        row.get::<i64>()
    })?;
    Ok(any.is_none())
}

/// Two who act on one account act one after the other.
pub(crate) fn lock(tx: &mut Tx<'_>, id: i64) -> Result<(), Error> {
    let sql = format!(
        "SELECT id FROM accounts WHERE id = ?1{}",
        tx.engine().for_update()
    );
    tx.value::<i64>(&sql, params![id]).map(drop)
}

pub(crate) fn password_hash(tx: &mut Tx<'_>, id: i64) -> Result<Option<String>, Error> {
    let found = tx.first(
        "SELECT password_hash FROM accounts WHERE id = ?1",
        params![id],
        |row| row.get::<Option<String>>(),
    )?;
    Ok(found.flatten())
}

pub(crate) fn insert(
    tx: &mut Tx<'_>,
    public_id: &str,
    new: &NewAccount,
    now: Millis,
) -> Result<Option<i64>, Error> {
    let set_at = new.password_hash.as_ref().map(|_| now);
    let confirmed_at = new.confirmed.then_some(now);
    tx.first(
        "INSERT INTO accounts (public_id, address, kind, name, number, organisation, whatsapp, lang, pic_id, password_hash, \
         password_changed_at, confirmed_at, blocked, second_step_required, totp_last_step, created_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, FALSE, FALSE, 0, ?13) \
         ON CONFLICT (address) DO NOTHING RETURNING id",
        params![
            public_id, &new.address, new.kind.key(), &new.name, &new.number, &new.organisation, &new.whatsapp,
            new.lang.code(), new.pic_id, &new.password_hash, set_at, confirmed_at, now
        ],
        |row| row.get(),
    )
}

pub(crate) fn register_again(tx: &mut Tx<'_>, id: i64, new: &NewAccount) -> Result<(), Error> {
    tx.execute(
        "UPDATE accounts SET name = ?2, whatsapp = ?3, lang = ?4, password_hash = ?5 WHERE id = ?1 AND confirmed_at IS NULL",
        params![id, &new.name, &new.whatsapp, new.lang.code(), &new.password_hash],
    )
    .map(drop)
}

pub(crate) fn confirm(tx: &mut Tx<'_>, id: i64, now: Millis) -> Result<(), Error> {
    tx.execute(
        "UPDATE accounts SET confirmed_at = ?2 WHERE id = ?1 AND confirmed_at IS NULL",
        params![id, now],
    )
    .map(drop)
}

pub(crate) fn confirm_whatsapp(tx: &mut Tx<'_>, id: i64, now: Millis) -> Result<(), Error> {
    tx.execute(
        "UPDATE accounts SET whatsapp_confirmed_at = ?2 WHERE id = ?1 AND whatsapp IS NOT NULL",
        params![id, now],
    )
    .map(drop)
}

pub(crate) fn set_password(tx: &mut Tx<'_>, id: i64, hash: &str, now: Millis) -> Result<(), Error> {
    tx.execute(
        "UPDATE accounts SET password_hash = ?2, password_changed_at = ?3 WHERE id = ?1",
        params![id, hash, now],
    )
    .map(drop)
}

/// Another hash of the same password, unless the password has changed meanwhile.
pub(crate) fn replace_hash(
    tx: &mut Tx<'_>,
    id: i64,
    (old, new): (&str, &str),
) -> Result<bool, Error> {
    let replaced = tx.execute(
        "UPDATE accounts SET password_hash = ?3 WHERE id = ?1 AND password_hash = ?2",
        params![id, old, new],
    )?;
    Ok(replaced == 1)
}

/// When the block of an account is looked at again.
pub(crate) fn review_at(tx: &mut Tx<'_>, id: i64) -> Result<Option<Millis>, Error> {
    tx.value(
        "SELECT block_review_at FROM accounts WHERE id = ?1",
        params![id],
    )
}

pub(crate) fn require_second_step(tx: &mut Tx<'_>, id: i64) -> Result<(), Error> {
    tx.execute(
        "UPDATE accounts SET second_step_required = TRUE WHERE id = ?1",
        params![id],
    )
    .map(drop)
}
