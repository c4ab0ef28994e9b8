//! Who answers for a shared mailbox. `mailbox_holders` is the record, `accounts.pic_id` its projection: both are written
//! here and nowhere else. Who may change it, who has agreed and who is told is for the feature `mailboxes`.

use super::{
    model::{Account, Holder, Part, Purpose},
    store,
};
use crate::{App, Error, clock::Millis};
use db::Tx;

/// Who answers for a mailbox now: the person in charge first.
///
/// # Errors
/// As the database says.
pub fn holders(tx: &mut Tx<'_>, account_id: i64) -> Result<Vec<Holder>, Error> {
    Ok(store::holders::of_account(tx, account_id)?)
}

/// The people who answer for a mailbox now and are neither blocked nor closed: the person in charge first.
///
/// # Errors
/// As the database says.
pub fn acting_holders(tx: &mut Tx<'_>, account_id: i64) -> Result<Vec<Account>, Error> {
    let people = holders(tx, account_id)?
        .into_iter()
        .map(|holder| holder.person);
    Ok(people
        .filter(|person| !person.blocked && !person.closed)
        .collect())
}

/// The mailboxes, not closed, that somebody answers for now, by address.
///
/// # Errors
/// As the database says.
pub fn held_by(tx: &mut Tx<'_>, person_id: i64) -> Result<Vec<(Account, Part)>, Error> {
    let held = store::holders::of_person(tx, person_id)?;
    held.into_iter()
        .map(|(id, part)| Ok((super::get(tx, id)?, part)))
        .collect()
}

/// Somebody takes the place of the person in charge, or is the first.
///
/// # Errors
/// As the database says.
pub fn set_pic(
    tx: &mut Tx<'_>,
    app: &App,
    (account_id, person_id): (i64, i64),
    request_id: Option<i64>,
) -> Result<(), Error> {
    let now = app.now();
    store::holders::end_pic(tx, account_id, now)?;
    // A deputy rises.
    store::holders::end(tx, account_id, person_id, now)?;
    let part = (account_id, person_id, Part::Pic);
    store::holders::begin(tx, &app.random().uuid(now), part, request_id, now)?;
    Ok(store::holders::project(tx, account_id)?)
}

/// Somebody becomes deputy.
///
/// # Errors
/// As the database says.
pub fn add_deputy(
    tx: &mut Tx<'_>,
    app: &App,
    (account_id, person_id): (i64, i64),
) -> Result<(), Error> {
    let now = app.now();
    let part = (account_id, person_id, Part::Deputy);
    let public_id = app.random().uuid(now);
    Ok(store::holders::begin(tx, &public_id, part, None, now)?)
}

/// A deputy is one no more; `false` when somebody was faster.
///
/// # Errors
/// As the database says.
pub fn end_deputy(
    tx: &mut Tx<'_>,
    app: &App,
    (account_id, person_id): (i64, i64),
) -> Result<bool, Error> {
    let ended = store::holders::end(tx, account_id, person_id, app.now())?;
    store::holders::project(tx, account_id)?;
    Ok(ended)
}

/// The account, held until the end of the transaction.
///
/// # Errors
/// [`Error::NotFound`] without such a row.
pub fn lock(tx: &mut Tx<'_>, account_id: i64) -> Result<Account, Error> {
    super::ledger::locked(tx, account_id)
}

/// Somebody who knows its password must not get in any more: it works no more, and a link with which the person in charge
/// sets another is opened.
///
/// # Errors
/// As the database says.
pub fn renew_password(tx: &mut Tx<'_>, app: &App, account_id: i64) -> Result<i64, Error> {
    store::holders::drop_password(tx, account_id)?;
    crate::actor::end_half_done(tx, account_id)?;
    // Nor with a link that was sent to whoever has left.
    store::links::supersede(tx, account_id, Purpose::EnrolSecondStep, app.now())?;
    let of = (account_id, None);
    super::open_link(tx, app, Purpose::SetPassword, of, super::LINK_LIFETIME)
}

/// A mailbox works until then; `None`: without an end.
///
/// # Errors
/// As the database says.
pub fn set_expiry(
    tx: &mut Tx<'_>,
    account_id: i64,
    expires_at: Option<Millis>,
) -> Result<(), Error> {
    Ok(store::holders::set_expiry(tx, account_id, expires_at)?)
}

/// Closes an account for good; its sessions end.
///
/// # Errors
/// As the database says.
pub fn close(tx: &mut Tx<'_>, account_id: i64, now: Millis) -> Result<(), Error> {
    store::holders::close(tx, account_id, now)?;
    crate::actor::end_sessions(tx, account_id, now)
}
