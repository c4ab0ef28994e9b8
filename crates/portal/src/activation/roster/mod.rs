//! The roster: who may become a student account alone, with NIM and PIN. It is filled from files of the academic office,
//! and a lost PIN is replaced by a slip from the helpdesk.

pub mod model;
mod pin;
mod store;

pub use model::{Entry, State, normalise_nim, normalise_pin};
pub use pin::{pin_fits, pin_hash};

use crate::{Error, clock::Millis};
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

/// Somebody tried to activate with this NIM; only the first time is kept.
///
/// # Errors
/// As the database says.
pub fn tried(tx: &mut Tx<'_>, entry_id: i64, now: Millis) -> Result<(), Error> {
    Ok(store::entries::tried(tx, entry_id, now)?)
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
