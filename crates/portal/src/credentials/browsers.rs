//! Browsers in which an account has been signed in to: a long-lived cookie tells them from those of strangers. It opens
//! nothing by itself; wrong attempts made elsewhere do not make it wait.

use super::store::browsers as store;
use crate::{App, Error, actor::Origin, random::digest};
use db::Tx;

/// How long the cookie is kept, in seconds.
pub const LIFETIME: i64 = store::KEPT / 1_000;

/// The row of the browser, when the account with that address has been signed in to with it.
pub(super) fn known(
    tx: &mut Tx<'_>,
    app: &App,
    from: &Origin,
    address: &str,
) -> Result<Option<i64>, Error> {
    let Some(token) = &from.browser else {
        return Ok(None);
    };
    let address = address.trim().to_lowercase();
    Ok(store::known(tx, &digest(token), &address, app.now())?)
}

/// An account has been signed in to with this browser; returns the value of its cookie.
///
/// # Errors
/// As the database says.
pub fn remember(
    tx: &mut Tx<'_>,
    app: &App,
    account_id: i64,
    from: &Origin,
) -> Result<String, Error> {
    let now = app.now();
    store::sweep(tx, now)?;
    let ours = match &from.browser {
        Some(token) if store::is_ours(tx, &digest(token))? => Some(token.clone()),
        _ => None,
    };
    let token = ours.unwrap_or_else(|| app.random().token());
    let public_id = app.random().uuid(now);
    let named = (public_id.as_str(), &digest(&token));
    store::remember(tx, named, account_id, &from.device, now)?;
    Ok(token)
}

/// A browser is that of a stranger from now on.
pub(super) fn forget_one(tx: &mut Tx<'_>, id: i64) -> Result<(), Error> {
    Ok(store::forget_one(tx, id)?)
}

/// All browsers of an account are strangers' from now on, but for the one that is used here.
///
/// # Errors
/// As the database says.
pub fn forget_others(tx: &mut Tx<'_>, account_id: i64, here: Option<&str>) -> Result<(), Error> {
    Ok(store::forget_but(
        tx,
        account_id,
        &digest(here.unwrap_or_default()),
    )?)
}
