//! The messages of signing in: what is told to the owner of an account, and to nobody else.

use crate::notify::{Contact, Message, tell};
use crate::{
    App, Error,
    accounts::{self, Account, Kind},
    clock::Millis,
    web::{format, text},
};
use db::Tx;

/// Who is told about an account: a guest at the own address, everybody else on WhatsApp, for the account of a unit or
/// event also the person in charge. Mail to a campus account would need the password that is being asked for.
fn owner(tx: &mut Tx<'_>, account: &Account) -> Result<Contact, Error> {
    let mut contact = Contact {
        name: account.name.clone(),
        whatsapp: account.whatsapp.clone(),
        email: None,
        lang: account.lang,
    };
    if account.kind == Kind::Guest {
        contact.email = Some(account.address.clone());
    }
    if let Some(pic_id) = account.pic_id {
        let pic = accounts::get(tx, pic_id)?;
        contact = Contact {
            name: pic.name,
            whatsapp: pic.whatsapp.or(contact.whatsapp),
            email: Some(pic.address),
            lang: pic.lang,
        };
    }
    Ok(contact)
}

/// A message about an account, with `{ $what }` its address and `{ $until }` the end of the link's time.
struct Letter<'a> {
    account: &'a Account,
    to: Contact,
    key: &'static str,
    link: Option<(i64, Millis)>,
}

fn send(tx: &mut Tx<'_>, app: &App, letter: &Letter<'_>) -> Result<(), Error> {
    let (lang, catalog) = (letter.to.lang, app.catalog());
    let until = letter.link.map_or(app.now(), |(_, until)| until);
    let until = format::full_moment(&format::zoned(until, catalog.zone()), lang);
    let values = [
        ("what", (&letter.account.address).into()),
        ("until", until.into()),
    ];
    let message = Message {
        origin: format!(
            "account:{}:{}:{}",
            letter.account.id,
            letter.key,
            app.random().uuid(app.now())
        ),
        request_id: None,
        unit_id: catalog.campus().units.first().map_or(0, |unit| unit.id),
        subject: text::t_with(lang, &format!("{}-subject", letter.key), &values),
        body: text::t_with(lang, letter.key, &values),
        link_id: letter.link.map(|(id, _)| id),
    };
    tell(tx, app, &letter.to, &message)
}

/// The link with which a guest proves the address: by e-mail only, or it would prove nothing.
pub(crate) fn confirm_address(
    tx: &mut Tx<'_>,
    app: &App,
    account: &Account,
    link: (i64, Millis),
) -> Result<(), Error> {
    let to = Contact {
        name: account.name.clone(),
        whatsapp: None,
        email: Some(account.address.clone()),
        lang: account.lang,
    };
    send(
        tx,
        app,
        &Letter {
            account,
            to,
            key: "signin-letter-confirm",
            link: Some(link),
        },
    )
}

/// Somebody registers with an address that has an account: its owner is told so, and nobody else.
pub(crate) fn exists_already(tx: &mut Tx<'_>, app: &App, account: &Account) -> Result<(), Error> {
    let to = Contact {
        name: account.name.clone(),
        whatsapp: None,
        email: Some(account.address.clone()),
        lang: account.lang,
    };
    send(
        tx,
        app,
        &Letter {
            account,
            to,
            key: "signin-letter-exists",
            link: None,
        },
    )
}

/// The link to set a password that was forgotten.
pub(crate) fn forgotten(
    tx: &mut Tx<'_>,
    app: &App,
    account: &Account,
    link: (i64, Millis),
) -> Result<(), Error> {
    let to = owner(tx, account)?;
    send(
        tx,
        app,
        &Letter {
            account,
            to,
            key: "signin-letter-forgotten",
            link: Some(link),
        },
    )
}

/// The password was set.
pub(crate) fn password_set(tx: &mut Tx<'_>, app: &App, account: &Account) -> Result<(), Error> {
    let to = owner(tx, account)?;
    send(
        tx,
        app,
        &Letter {
            account,
            to,
            key: "signin-letter-password-set",
            link: None,
        },
    )
}

/// The second step was enrolled.
pub(crate) fn enrolled(tx: &mut Tx<'_>, app: &App, account: &Account) -> Result<(), Error> {
    let to = owner(tx, account)?;
    send(
        tx,
        app,
        &Letter {
            account,
            to,
            key: "signin-letter-enrolled",
            link: None,
        },
    )
}
