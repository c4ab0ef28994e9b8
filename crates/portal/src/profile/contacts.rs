//! Proving a number or an address by a code of six digits that is sent there. Until then nothing changes; the old contact
//! is told when it does.

use super::{
    model::{CODE_LIFETIME, MOST_FAILURES, PER_ACCOUNT, PER_CONTACT, Way},
    store::codes::{self, Awaited},
};
use crate::{
    App, Error,
    accounts::{self, Account, Touch},
    credentials::{News, tell_owner, throttle},
    notify::{self, Contact, Message, Topic},
    web::text,
};
use db::Tx;
use sop::Lang;

/// What a typed code comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// It was the right one: the contact is the account's.
    Proven,
    /// It was not; so many more may be tried.
    Wrong(i64),
    /// None is awaited any more: too late, or too many wrong ones.
    Over,
}

/// Sends a code to a number or address.
///
/// # Errors
/// [`Error::TooMany`] when many were sent already.
pub fn send_code(
    tx: &mut Tx<'_>,
    app: &App,
    account: &Account,
    (way, contact): (Way, &str),
) -> Result<(), Error> {
    let now = app.now();
    throttle(tx, "contact-account", &account.address, PER_ACCOUNT, now)?;
    throttle(tx, "contact-to", contact, PER_CONTACT, now)?;
    let handle = notify::code_origin(&app.random().token());
    let awaited = Awaited {
        contact: contact.to_owned(),
        handle: handle.clone(),
        failures: 0,
        expires_at: now + CODE_LIFETIME,
    };
    codes::put(tx, (account.id, way.key()), &awaited)?;
    let own = Some(contact.to_owned());
    let to = Contact {
        name: account.name.clone(),
        whatsapp: own.clone().filter(|_| way == Way::WhatsApp),
        email: own.filter(|_| way == Way::Recovery),
        lang: account.lang,
        order: account.order,
    };
    notify::tell(
        tx,
        app,
        &to,
        &code(app, handle, (&account.address, to.lang)),
    )
}

/// The code that proves a number or an address.
pub(super) fn code(app: &App, origin: String, (address, lang): (&str, Lang)) -> Message {
    let values = [("what", address.into())];
    Message {
        origin,
        request_id: None,
        unit_id: unit(app),
        subject: text::t(lang, "profile-code-subject").into_owned(),
        body: text::t_with(lang, "profile-code-letter", &values),
        link_id: None,
        topic: Topic::Code,
        buttons: Vec::new(),
    }
}

/// In whose name messages about accounts are sent.
pub(super) fn unit(app: &App) -> i64 {
    let catalog = app.catalog();
    catalog.campus().units.first().map_or(0, |unit| unit.id)
}

/// Where the code that is awaited was sent to.
///
/// # Errors
/// As the database says.
pub fn awaited(
    tx: &mut Tx<'_>,
    app: &App,
    account_id: i64,
    way: Way,
) -> Result<Option<String>, Error> {
    let found = codes::awaited(tx, (account_id, way.key()), false)?;
    let works = |found: &Awaited| found.expires_at > app.now() && found.failures < MOST_FAILURES;
    Ok(found.filter(works).map(|found| found.contact))
}

/// Judges a typed code; the right one makes the contact the account's, and the owner is told where the old one leads.
/// The transaction must be committed, also when the code was wrong.
///
/// # Errors
/// As the database says.
pub fn prove(
    tx: &mut Tx<'_>,
    app: &App,
    account_id: i64,
    (way, typed): (Way, &str),
) -> Result<Proof, Error> {
    let now = app.now();
    let key = (account_id, way.key());
    let Some(found) = codes::awaited(tx, key, true)? else {
        return Ok(Proof::Over);
    };
    if found.expires_at <= now || found.failures >= MOST_FAILURES {
        return Ok(Proof::Over);
    }
    if !notify::is_code(app, &found.handle, typed) {
        codes::fail(tx, account_id, way.key())?;
        let left = MOST_FAILURES - found.failures - 1;
        return Ok(if left > 0 {
            Proof::Wrong(left)
        } else {
            Proof::Over
        });
    }
    codes::take_away(tx, account_id, way.key())?;
    put(tx, app, account_id, (way, Some(&found.contact)))?;
    Ok(Proof::Proven)
}

/// Takes a number or address out of an account; its owner is told, also there.
///
/// # Errors
/// As the database says.
pub fn remove(tx: &mut Tx<'_>, app: &App, account_id: i64, way: Way) -> Result<(), Error> {
    codes::take_away(tx, account_id, way.key())?;
    put(tx, app, account_id, (way, None))
}

fn put(
    tx: &mut Tx<'_>,
    app: &App,
    account_id: i64,
    (way, contact): (Way, Option<&str>),
) -> Result<(), Error> {
    let (before, now) = (accounts::get(tx, account_id)?, app.now());
    match way {
        Way::WhatsApp => accounts::set_whatsapp(tx, account_id, contact, now)?,
        Way::Recovery => accounts::set_recovery(tx, account_id, contact, now)?,
    }
    let (proven, removed) = way.actions();
    let shown = contact
        .or(way.of(&before))
        .map(|contact| way.masked(contact));
    let touch = Touch {
        account_id,
        by: Some((account_id, &before.name)),
        action: contact.map_or(removed, |_| proven),
        detail: &shown.unwrap_or_default(),
        request_id: None,
    };
    accounts::trail(tx, app, touch)?;
    // As it was before: whoever changed it cannot keep that from its owner.
    tell_owner(tx, app, &before, News::ContactChanged)
}
