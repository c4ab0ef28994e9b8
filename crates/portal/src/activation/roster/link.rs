//! A link to set another password, for a student who has forgotten it and has proven neither a number nor an address: after
//! the helpdesk has made sure who it is. It goes to the student's own telephone; who sends it never sees it.

use super::{
    find_locked,
    slip::{Check, is_enough},
};
use crate::{
    App, Error,
    accounts::{self, Account, Action, Touch},
    actor::Clerk,
    credentials::{send_link, ways_around},
    web::format,
};
use db::Tx;
use sop::Lang;

/// Sends the link to a WhatsApp number `628…` that the student has shown. Nothing of the second step is changed by it.
///
/// # Errors
/// [`Error::Refused`] when the identity was not made sure of, when the account cannot be used, or when its
/// owner has proven a way to be reached.
pub fn send(
    tx: &mut Tx<'_>,
    app: &App,
    clerk: &Clerk,
    (nim, whatsapp): (&str, &str),
    checked: &[Check],
) -> Result<(), Error> {
    if !is_enough(checked) {
        return Err(Error::Refused("activation-slip-unchecked"));
    }
    let entry = find_locked(tx, nim)?.ok_or(Error::NotFound)?;
    let account_id = entry.account_id.ok_or(Error::NotFound)?;
    let account = accounts::get(tx, account_id)?;
    if !account.can_act(app.now()) {
        return Err(Error::Refused("activation-link-blocked"));
    }
    // Who has proven a way is told on that one: nobody gets around it with a number that only the helpdesk has seen.
    if has_way(tx, app, &account)? {
        return Err(Error::Refused("activation-link-proven"));
    }
    send_link(tx, app, &account, whatsapp)?;
    let keys: Vec<_> = checked.iter().map(|check| check.key()).collect();
    let touch = Touch {
        account_id,
        by: Some((clerk.account_id, &clerk.name)),
        action: Action::ChangePassword,
        detail: &format!("{} ({})", format::phone(whatsapp), keys.join(", ")),
        request_id: None,
    };
    accounts::trail(tx, app, touch)
}

/// Whether the owner of an account is reached without its password.
///
/// # Errors
/// As the database says.
pub fn has_way(tx: &mut Tx<'_>, app: &App, account: &Account) -> Result<bool, Error> {
    Ok(!ways_around(tx, account, app.now())?.is_empty())
}

/// What the trail says of such a link, in words: the number, and what was made sure of.
pub fn in_words(lang: Lang, detail: &str) -> String {
    let parts = detail
        .strip_suffix(')')
        .and_then(|rest| rest.split_once(" ("));
    let Some((number, keys)) = parts else {
        return detail.to_owned();
    };
    let checks = keys.split(", ").filter_map(|key| key.parse::<Check>().ok());
    let labels: Vec<_> = checks.map(|check| check.label(lang)).collect();
    format!("{number}. {}", labels.join(", "))
}
