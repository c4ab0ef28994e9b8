//! PINs. Only a keyed hash is kept: without the key, which is not in the database, ten digits cannot be tried out.

use super::model::Entry;
use crate::{App, random::Digest32};
use jiff::civil::Date;
use subtle::ConstantTimeEq;

/// What the keyed hash is for.
const PURPOSE: &str = "roster-pin";

/// What somebody shows to be the one in the roster, in its normal shape.
#[derive(Clone, Debug)]
pub struct Proof {
    /// NIM.
    pub nim: String,
    /// PIN of the payment receipt or of a slip.
    pub pin: String,
    /// Birth date, if it was given.
    pub birth_date: Option<Date>,
}

impl Proof {
    /// Everything about it that is secret: another birth date with the same PIN is another attempt.
    pub fn typed(&self) -> String {
        let birth = self.birth_date.map(|date| date.to_string());
        format!("{} {}", self.pin, birth.unwrap_or_default())
    }
}

/// The hash of a PIN in its normal shape. The NIM is in it, so that equal PINs do not look equal.
pub fn pin_hash(app: &App, nim: &str, pin: &str) -> Digest32 {
    app.keys().hash(PURPOSE, &format!("{nim}\n{pin}"))
}

/// Whether a proof is that of an entry and still in force. An entry that has become an account, and one that does not
/// exist, answer no after the same work.
pub fn fits(app: &App, entry: Option<&Entry>, proof: &Proof) -> bool {
    let stored = entry.map_or([0; 32], |entry| entry.pin_hash);
    let same = pin_hash(app, &proof.nim, &proof.pin).ct_eq(&stored);
    let in_force = entry.is_some_and(|entry| {
        entry.activated_at.is_none()
            && entry.pin_expires_at.is_none_or(|until| app.now() < until)
            && (entry.birth_date.is_none() || entry.birth_date == proof.birth_date)
    });
    bool::from(same) && in_force
}
