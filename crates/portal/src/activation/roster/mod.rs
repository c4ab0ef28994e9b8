//! The roster: who may become a student account alone, with NIM and PIN. It is filled from files of the academic office,
//! and a lost PIN is replaced by a slip from the helpdesk.

pub mod command;
pub mod demo;
pub mod import;
pub mod link;
pub mod model;
pub mod pages;
mod pin;
mod report;
pub mod slip;
mod staging;
mod store;

pub use model::{Entry, State, normalise_nim, normalise_pin, read_date};
pub use pin::{Proof, fits, pin_hash};

use crate::{
    Error,
    clock::{DAY, Millis},
};
use db::Tx;

/// The entry with a NIM in its normal shape.
///
/// # Errors
/// As the database says.
pub fn find(tx: &mut Tx<'_>, nim: &str) -> Result<Option<Entry>, Error> {
    Ok(store::entries::by_nim(tx, nim)?)
}

/// As [`find`], so that two who activate with one PIN go one after the other.
///
/// # Errors
/// As the database says.
pub fn find_locked(tx: &mut Tx<'_>, nim: &str) -> Result<Option<Entry>, Error> {
    store::entries::lock(tx, nim)?;
    find(tx, nim)
}

/// Somebody tried to activate with this NIM; only the first time is kept, and of a NIM that is not in the roster nothing.
///
/// # Errors
/// As the database says.
pub fn tried(tx: &mut Tx<'_>, nim: &str, now: Millis) -> Result<(), Error> {
    Ok(store::entries::tried(tx, nim, now)?)
}

/// Its owner is about to be told that somebody tries this NIM again; `false` when that was told within a day.
///
/// # Errors
/// As the database says.
pub fn told(tx: &mut Tx<'_>, nim: &str, now: Millis) -> Result<bool, Error> {
    Ok(store::entries::told(tx, nim, (now, now - DAY))?)
}

/// Whether any entry has a birth date: then it is asked for.
///
/// # Errors
/// As the database says.
pub fn knows_births(tx: &mut Tx<'_>) -> Result<bool, Error> {
    Ok(store::entries::any_birth(tx)?)
}

/// Row and name of those who have issued a PIN for an entry, in order.
///
/// # Errors
/// As the database says.
pub fn issuers(tx: &mut Tx<'_>, entry_id: i64) -> Result<Vec<(i64, String)>, Error> {
    Ok(store::slips::issuers(tx, entry_id)?)
}

/// The entry has become an account; `false` when it had become one before. Its PIN opens nothing from now on.
///
/// # Errors
/// As the database says.
pub fn activated(
    tx: &mut Tx<'_>,
    entry_id: i64,
    account_id: i64,
    now: Millis,
) -> Result<bool, Error> {
    Ok(store::entries::activated(tx, entry_id, account_id, now)?)
}
