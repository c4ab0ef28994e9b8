//! What proves that somebody is who they say: passwords, second steps, and the counters of wrong attempts at them.

pub mod attempts;
pub mod browsers;
mod form;
pub mod hasher;
pub(crate) mod letters;
mod password;
pub(crate) mod store;
pub(crate) mod totp;

pub use form::new_password;
pub use letters::{News, tell_owner, ways_around};
pub use password::{LONGEST, SHORTEST, Strength, about};
pub(crate) use store::throttles;

use crate::{Error, clock::Millis, keys::Keys};

/// Notices a secret key that is not the one with which this database was filled.
///
/// # Errors
/// A sentence for the operator.
pub async fn check_key(db: &db::Db, keys: &Keys) -> Result<(), String> {
    let own = keys.fingerprint();
    let mark = own.clone();
    let known = db.write(move |tx| store::keys::remember(tx, &mark)).await;
    match known.map_err(|error: db::Error| error.to_string())? {
        known if known == own => Ok(()),
        _ => Err("secret_key: not the key with which this database was filled. Put back the file loket.key (or the \
                  setting secret_key) that belongs to it: without it no PIN and no second step can be checked."
            .into()),
    }
}

/// A counter of attempts: so many in so long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// How many.
    pub attempts: i64,
    /// In how long.
    pub window: Millis,
}

/// Counts an attempt at something that must not be tried too often.
///
/// # Errors
/// [`Error::TooMany`] past the limit.
pub fn throttle(
    tx: &mut db::Tx<'_>,
    what: &str,
    who: &str,
    limit: Limit,
    now: Millis,
) -> Result<(), Error> {
    match throttles::count(tx, &throttles::subject(what, who), limit, now)? {
        Some(seconds) => Err(Error::TooMany(seconds)),
        None => Ok(()),
    }
}
