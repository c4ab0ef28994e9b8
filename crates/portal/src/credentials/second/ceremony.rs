//! What is under way: its state is kept here, sealed, for some minutes, and is used once. The form carries only a name.

use super::{Whose, store};
use crate::{App, Error, clock::Millis, random::digest};
use db::Tx;

/// What states are sealed for.
const SEALED_FOR: &str = "ceremony";
/// For what it began, and for whom; nobody: whoever has the passkey.
pub(super) type Of<'a> = (&'a str, Option<Whose>);

/// Begins something; returns the name that its form carries.
pub(super) fn begin(
    tx: &mut Tx<'_>,
    app: &App,
    of: Of<'_>,
    state: &str,
    lifetime: Millis,
) -> Result<String, Error> {
    let (token, now) = (app.random().token(), app.now());
    let sealed = app
        .keys()
        .seal(app.random(), SEALED_FOR, state.as_bytes())?;
    store::begin(tx, &digest(&token), of, &sealed, (now, now + lifetime))?;
    Ok(token)
}

/// Its state, while it is under way.
pub(super) fn look(
    tx: &mut Tx<'_>,
    app: &App,
    of: Of<'_>,
    token: &str,
) -> Result<Option<String>, Error> {
    let sealed = store::under_way(tx, &digest(token), of, app.now())?;
    let state = sealed.and_then(|sealed| app.keys().open(SEALED_FOR, &sealed));
    Ok(state.and_then(|state| String::from_utf8(state).ok()))
}

/// Uses it up; `false` when it was.
pub(super) fn use_up(tx: &mut Tx<'_>, token: &str) -> Result<bool, Error> {
    Ok(store::use_up(tx, &digest(token))?)
}

/// Its state, used up in the same moment.
pub(super) fn take(
    tx: &mut Tx<'_>,
    app: &App,
    of: Of<'_>,
    token: &str,
) -> Result<Option<String>, Error> {
    let state = look(tx, app, of, token)?;
    let first = state.is_some() && use_up(tx, token)?;
    Ok(state.filter(|_| first))
}
