//! The yearly question: is a mailbox still needed? Its person in charge answers; a keeper of the directory can.

use super::{
    Held, InCharge,
    handover::{By, write_down},
    letters::{self, About, News},
    model::{Need, reminders_due},
    store::confirmations,
};
use crate::{
    App, Error,
    accounts::{self, Account, Action},
    actor::Keeper,
};
use db::Tx;

/// How a mailbox stands with it.
///
/// # Errors
/// As the database says.
pub fn need(tx: &mut Tx<'_>, account_id: i64, now: i64) -> Result<Need, Error> {
    let asked = confirmations::open(tx, account_id)?.map(|(at, _)| at);
    let last = confirmations::last(tx, account_id)?;
    Ok(Need::of(asked, last, now))
}

/// The person in charge says that it is.
///
/// # Errors
/// [`Error::Conflict`] when nothing was asked, or it was answered already.
pub fn confirm(tx: &mut Tx<'_>, app: &App, by: &InCharge) -> Result<(), Error> {
    let Held {
        mailbox,
        person_id,
        name,
        ..
    } = &by.0;
    answer(tx, app, mailbox, (*person_id, name), "")
}

/// A keeper of the directory says so, on a ground.
///
/// # Errors
/// As [`confirm`]; [`Error::NotFound`] for what is no shared mailbox.
pub fn confirm_for(
    tx: &mut Tx<'_>,
    app: &App,
    by: &Keeper,
    public_id: &str,
    ground: &str,
) -> Result<(), Error> {
    let mailbox = super::kept(tx, public_id)?;
    answer(tx, app, &mailbox, (by.account_id, &by.name), ground)
}

fn answer(
    tx: &mut Tx<'_>,
    app: &App,
    mailbox: &Account,
    (id, name): (i64, &str),
    ground: &str,
) -> Result<(), Error> {
    if !confirmations::answer(tx, mailbox.id, id, app.now())? {
        return Err(Error::Conflict("mailboxes-not-asked", String::new()));
    }
    let by = By {
        id,
        name,
        request_id: None,
    };
    write_down(tx, app, (mailbox, Action::ConfirmMailbox), by, ground)
}

/// Asks the person in charge; once, whoever comes here how often.
pub(super) fn ask(tx: &mut Tx<'_>, app: &App, account_id: i64) -> Result<(), Error> {
    if confirmations::ask(tx, account_id, app.now())? {
        tell(tx, app, account_id, News::Asked)?;
    }
    Ok(())
}

/// Reminds; of several reminders that are due only once.
pub(super) fn remind(tx: &mut Tx<'_>, app: &App, account_id: i64) -> Result<(), Error> {
    let Some((asked_at, _)) = confirmations::open(tx, account_id)? else {
        return Ok(());
    };
    let due = reminders_due(asked_at, app.now());
    if confirmations::remind(tx, account_id, due)? {
        tell(tx, app, account_id, News::Reminded)?;
    }
    Ok(())
}

fn tell(tx: &mut Tx<'_>, app: &App, account_id: i64, news: News) -> Result<(), Error> {
    let mailbox = accounts::get(tx, account_id)?;
    match letters::in_charge(tx, app, &mailbox)? {
        Some(pic) => letters::tell(tx, app, (&mailbox, &pic), news, About::default()),
        None => Ok(()),
    }
}
