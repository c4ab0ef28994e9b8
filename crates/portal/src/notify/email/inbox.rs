//! Takes in what came back: finds the message, tells what became of it, and remembers addresses that do not exist.

use super::{
    bounce::{self, Action, Report},
    errors, store, verp,
};
use crate::{
    App, Error,
    notify::{
        Channel, Topic,
        delivery::{self, Fate},
    },
};
use db::Tx;

/// Takes a mail in; `false`: it was no report on a message of ours, and nothing was done.
pub(super) fn take_in(tx: &mut Tx<'_>, app: &App, raw: &[u8]) -> Result<bool, Error> {
    let Some(report) = bounce::read(raw) else {
        return Ok(false);
    };
    let Some((ours, theirs)) = names(app, &report) else {
        return Ok(false);
    };
    let fate = match report.action {
        Action::Failed => Fate::Failed(report.why.clone()),
        Action::Delivered => Fate::Delivered,
        Action::Delayed | Action::Passed => return Ok(true),
    };
    let names = (ours.as_str(), theirs.as_str());
    let known = delivery::hear(tx, app, Channel::Email, (names, &fate, app.now()))?;
    if known && report.action == Action::Failed && errors::is_bad_address(&report.status) {
        remember(tx, app, &[&ours, &theirs], &report)?;
    }
    Ok(known)
}

/// Our name for the message, and the one that mail programs know it by.
fn names(app: &App, report: &Report) -> Option<(String, String)> {
    let about = report.about.as_ref().map(|id| format!("<{id}>"));
    for address in &report.sent_to {
        match verp::read(app.keys(), address) {
            verp::Read::Message(id) => return Some((id, String::new())),
            verp::Read::Forged => return None,
            verp::Read::Other => (),
        }
    }
    about.map(|id| (String::new(), id))
}

/// Only the address that we wrote to: it may have been handed on to another.
fn remember(tx: &mut Tx<'_>, app: &App, names: &[&str], report: &Report) -> Result<(), Error> {
    let Some(recipient) = store::recipient(tx, names)? else {
        return Ok(());
    };
    let recipient = recipient.to_lowercase();
    if report.recipients.contains(&recipient) {
        store::set_unreachable(tx, &recipient, &report.why, app.now())?;
    }
    Ok(())
}

/// Why a message is not sent to an address. What somebody asked for just now is: a code or a link proves the address.
pub(in crate::notify) fn is_unreachable(
    tx: &mut Tx<'_>,
    address: &str,
    topic: Topic,
) -> Result<Option<String>, db::Error> {
    if matches!(topic, Topic::Code | Topic::Link) {
        return Ok(None);
    }
    store::unreachable(tx, &address.to_lowercase())
}
