//! What proves that somebody is who they say: passwords, second steps, and the counters of wrong attempts at them.

pub mod attempts;
pub mod browsers;
pub mod cost;
mod form;
pub mod hasher;
pub(crate) mod letters;
mod password;
pub mod rooms;
pub mod second;
pub(crate) mod store;
pub(crate) mod totp;

pub use form::{measure, new_password};
pub use letters::{News, previews, release, send_link, tell_owner, ways_around};
pub use password::{LONGEST, LONGEST_LEAST, Policy, SHORTEST_LEAST, Strength, Weakness, about};
pub(crate) use store::throttles;

use crate::{
    App, Error,
    accounts::{self, Account, Done, Effect},
    actor::{Executor, Origin},
    clock::Millis,
    keys::Keys,
};
use attempts::{Kind, Typed};
use db::Tx;

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

/// The password of an account was set: counting begins anew, only the browser that it was set in is known any more, and
/// its owner is told.
///
/// # Errors
/// As the database says.
pub fn password_changed(
    tx: &mut Tx<'_>,
    app: &App,
    account: &Account,
    browser: Option<&str>,
) -> Result<(), Error> {
    attempts::rebound(tx, app, attempts::Kind::Password, &account.address)?;
    browsers::forget_others(tx, account.id, browser)?;
    tell_owner(tx, app, account, News::PasswordChanged)
}

/// Carries an effect of a request out, also one on what an account is proven with, which the directory does not know.
///
/// # Errors
/// What the directory refuses.
pub fn perform(
    tx: &mut Tx<'_>,
    app: &App,
    effect: Effect,
    request_id: i64,
    by: &Executor,
) -> Result<Done, Error> {
    let reset = match effect {
        Effect::ResetSecondStep { account_id } => Some(accounts::get(tx, account_id)?),
        Effect::Unblock { .. }
        | Effect::ChangePassword { .. }
        | Effect::RequireSecondStep { .. }
        | Effect::OpenApplication { .. }
        | Effect::CreateMailbox { .. } => None,
    };
    if let Some(account) = &reset {
        second::reset(tx, app, account)?;
    }
    let done = accounts::perform(tx, app, effect, request_id, by)?;
    if let Some(account) = &reset {
        tell_owner(tx, app, account, News::SecondStepReset)?;
    }
    Ok(done)
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
    tx: &mut Tx<'_>,
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

/// The right password was given and its hash was made at another cost: it is made anew, now that the password is at hand.
/// Signing in does not fail when that does.
pub async fn rehashed(app: &App, account_id: i64, password: &str, hash: &str) {
    if !hasher::needs_rehash(hash) {
        return;
    }
    let old = hash.to_owned();
    let made = hasher::hash(password.to_owned(), app.random().clone()).await;
    let kept = match made {
        Ok(new) => {
            let replace = move |tx: &mut Tx<'_>| {
                accounts::replace_hash(tx, account_id, (&old, &new)).map(drop)
            };
            app.db().write(replace).await
        }
        Err(error) => Err(error),
    };
    if let Err(error) = kept {
        tracing::warn!(%error, "a password hash was not made anew");
    }
}

/// Whether somebody who is signed in knows the password of the account: counted as an attempt to sign in is.
///
/// # Errors
/// [`Error::TooMany`] with the seconds to wait, [`Error::Refused`] when the password is disabled here,
/// [`Error::Unavailable`] when too many are being compared.
pub async fn knows_password(
    app: &App,
    account_id: i64,
    from: Origin,
    typed: String,
) -> Result<bool, Error> {
    let read = move |tx: &mut Tx<'_>| {
        let account = accounts::get(tx, account_id)?;
        Ok::<_, Error>((account.address, accounts::password_hash(tx, account_id)?))
    };
    let (whom, hash) = app.db().read(read).await?;
    let password = typed.clone();
    let comparing = |place| async move {
        let fits = hasher::verify(place, password, hash).await?;
        Ok(fits.then_some(()))
    };
    let typed = Typed {
        kind: Kind::Password,
        whom,
        from,
        secret: typed,
    };
    Ok(typed.compared(app, comparing).await?.is_some())
}
