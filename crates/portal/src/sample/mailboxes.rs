//! The shared mailboxes of the demo: data, see `mailboxes.toml`, played through the functions that the pages use.

use super::person;
use crate::{
    App, Error,
    accounts::{self, Kind, NewAccount, Part},
    clock::{Clock, DAY},
    mailboxes,
    web::format::zoned,
};
use db::Tx;
use jiff::ToSpan;
use serde::Deserialize;
use sop::Lang;

/// All of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Script {
    mailbox: Vec<Mailbox>,
    invitation: Vec<Invitation>,
    end: Vec<End>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mailbox {
    address: String,
    name: String,
    organisation: String,
    pic: String,
    days_old: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Invitation {
    mailbox: String,
    to: String,
    part: String,
    #[serde(default)]
    accepted: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct End {
    mailbox: String,
    by: String,
    days: i64,
}

/// Lets the sample people look after their mailboxes. All of it happens or nothing.
///
/// # Errors
/// As the database says; a sentence when `mailboxes.toml` says something that the portal refuses.
pub async fn mailboxes(app: &App) -> Result<(), Error> {
    let script: Script = toml::from_str(include_str!("mailboxes.toml"))
        .map_err(|error| Error::Internal(format!("mailboxes.toml: {error}")))?;
    let inner = app.clone();
    app.db()
        .write(move |tx| {
            for one in &script.mailbox {
                make(tx, &inner, one)?;
            }
            for one in &script.invitation {
                invite(tx, &inner, one)?;
            }
            for one in &script.end {
                end(tx, &inner, one)?;
            }
            Ok(())
        })
        .await
}

fn account(tx: &mut Tx<'_>, address: &str) -> Result<accounts::Account, Error> {
    accounts::find(tx, address)?
        .ok_or_else(|| Error::Internal(format!("mailboxes.toml: {address} is nobody")))
}

fn make(tx: &mut Tx<'_>, app: &App, one: &Mailbox) -> Result<(), Error> {
    let then = app.at(Clock::fixed(app.now() - one.days_old * DAY));
    let kind = app.catalog().campus().account_type(&one.address);
    let new = NewAccount {
        address: one.address.clone(),
        kind: kind.map_or(Kind::Unit, Kind::from),
        name: one.name.clone(),
        number: None,
        organisation: one.organisation.clone(),
        whatsapp: None,
        lang: Lang::Id,
        pic_id: Some(account(tx, &one.pic)?.id),
        password_hash: None,
        confirmed: true,
    };
    accounts::add(tx, &then, &new).map(drop)
}

fn invite(tx: &mut Tx<'_>, app: &App, one: &Invitation) -> Result<(), Error> {
    let mailbox = account(tx, &one.mailbox)?;
    let pic = accounts::get(tx, mailbox.pic_id.unwrap_or(0))?;
    let by = person(tx, app, &pic.address)?;
    let part: Part = one
        .part
        .parse()
        .map_err(|()| Error::Internal(format!("mailboxes.toml: {}", one.part)))?;
    let by = mailboxes::held_for_update(tx, &by, &mailbox.public_id)?.in_charge()?;
    mailboxes::invite(tx, app, &by, (part, &one.to))?;
    let invited = person(tx, app, &one.to)?;
    let waiting = mailboxes::waiting_for(tx, &invited, app.now())?;
    for (offer, _) in waiting.iter().filter(|_| one.accepted) {
        mailboxes::accept(tx, app, &invited, &offer.public_id)?;
    }
    Ok(())
}

fn end(tx: &mut Tx<'_>, app: &App, one: &End) -> Result<(), Error> {
    let catalog = app.catalog();
    let by = person(tx, app, &one.by)?.keeper(&catalog)?;
    let mailbox = account(tx, &one.mailbox)?;
    let today = zoned(app.now(), catalog.zone()).date();
    let day = today
        .checked_add(one.days.days())
        .map_err(Error::internal)?;
    let at = mailboxes::end_of(day, catalog.zone());
    mailboxes::set_end(tx, app, &by, &mailbox.public_id, at)
}
