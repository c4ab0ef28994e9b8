//! Single-use links. Looking at one changes nothing; using one uses up all its tokens.

use super::{
    model::{Link, LinkState, Purpose},
    store,
};
use crate::{
    App, Error,
    clock::{DAY, Millis},
    random::digest,
};
use db::Tx;

/// How long somebody has for a link that a request or a keeper sent: over a weekend.
pub const LINK_LIFETIME: Millis = 3 * DAY;

/// Opens a link for a purpose, valid for so long. Older ones for the same purpose end: only the newest counts.
///
/// # Errors
/// As the database says.
pub fn open_link(
    tx: &mut Tx<'_>,
    app: &App,
    purpose: Purpose,
    (account_id, request_id): (i64, Option<i64>),
    lifetime: Millis,
) -> Result<i64, Error> {
    let now = app.now();
    store::links::supersede(tx, account_id, purpose, now)?;
    Ok(store::links::insert(
        tx,
        purpose,
        (account_id, request_id),
        now,
        now + lifetime,
    )?)
}

/// Opens a link beside others for the same purpose, which go on working: each is about something else.
///
/// # Errors
/// As the database says.
pub fn open_one_more(
    tx: &mut Tx<'_>,
    app: &App,
    purpose: Purpose,
    (account_id, request_id): (i64, Option<i64>),
    lifetime: Millis,
) -> Result<i64, Error> {
    let (now, of) = (app.now(), (account_id, request_id));
    Ok(store::links::insert(tx, purpose, of, now, now + lifetime)?)
}

/// A fresh token for a link, as the whole address to put into a message. Only its hash is stored.
///
/// # Errors
/// [`Error::NotFound`] when the link does not work any more.
pub fn issue_token(tx: &mut Tx<'_>, app: &App, link_id: i64) -> Result<String, Error> {
    let link = link(tx, link_id)?;
    if link.state(app.now()) != LinkState::Open {
        return Err(Error::NotFound);
    }
    let lang = super::get(tx, link.account_id)?.lang;
    let token = app.random().token();
    store::links::add_token(tx, &digest(&token), link_id)?;
    let page = link.purpose.page();
    Ok(format!(
        "{}/{}/{page}/{token}",
        app.config().base_url,
        lang.code()
    ))
}

/// The link of a row.
///
/// # Errors
/// [`Error::NotFound`] without such a row.
pub fn link(tx: &mut Tx<'_>, link_id: i64) -> Result<Link, Error> {
    store::links::by_id(tx, link_id)?.ok_or(Error::NotFound)
}

/// The link that a token belongs to, whatever its state.
///
/// # Errors
/// As the database says.
pub fn by_token(tx: &mut Tx<'_>, token: &str) -> Result<Option<Link>, Error> {
    Ok(store::links::by_token(tx, &digest(token))?)
}

/// Uses a link up; `false` when somebody did before, or its time has passed.
///
/// # Errors
/// As the database says.
pub fn use_link(tx: &mut Tx<'_>, link_id: i64, now: Millis) -> Result<bool, Error> {
    Ok(store::links::use_up(tx, link_id, now)?)
}

/// The link that a request led to, once more, with a time of its own: what was sent before ends. `None` when there is none
/// to renew: it did what it was for, or another request or its owner asked for a newer one since.
///
/// # Errors
/// As the database says.
pub fn renew_link(tx: &mut Tx<'_>, app: &App, request_id: i64) -> Result<Option<Link>, Error> {
    let Some(old) = store::links::of_request(tx, request_id)?.filter(|old| old.used_at.is_none())
    else {
        return Ok(None);
    };
    let newest = store::links::newest(tx, old.account_id, old.purpose)?;
    if newest.is_none_or(|newest| newest.id != old.id) {
        return Ok(None);
    }
    let of = (old.account_id, Some(request_id));
    let id = open_link(tx, app, old.purpose, of, LINK_LIFETIME)?;
    link(tx, id).map(Some)
}
