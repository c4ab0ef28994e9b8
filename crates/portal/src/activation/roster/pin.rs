//! PINs. Only a keyed hash is kept: without the key, which is not in the database, ten digits cannot be tried out.

use super::model::{Entry, normalise_pin};
use crate::{App, random::Digest32};
use subtle::ConstantTimeEq;

/// What the keyed hash is for.
const PURPOSE: &str = "roster-pin";

/// The hash of a PIN in its normal shape. The NIM is in it, so that equal PINs do not look equal.
pub fn pin_hash(app: &App, nim: &str, pin: &str) -> Digest32 {
    app.keys().hash(PURPOSE, &format!("{nim}\n{pin}"))
}

/// Whether a PIN, however it was typed, is the one of this entry and still in force. An entry that has become an account
/// answers no. The comparison takes the same time for every PIN.
pub fn pin_fits(app: &App, entry: &Entry, typed: &str) -> bool {
    let pin = normalise_pin(typed).unwrap_or_default();
    let same = pin_hash(app, &entry.nim, &pin).ct_eq(&entry.pin_hash);
    let in_force =
        entry.activated_at.is_none() && entry.pin_expires_at.is_none_or(|until| app.now() < until);
    bool::from(same) && in_force
}
