//! What a request that lifts a block says about it: whether the account is open or waits for a new password, how its
//! owner keeps it from being blocked again, and to whom the link goes.

use super::{
    Request,
    model::{Event, Happening},
};
use crate::{
    App, Error,
    accounts::{self, Lifted, Opening},
    credentials,
    notify::Contact,
    web::{Lang, text::t},
};
use db::Tx;

/// What a request that was just completed did to a block.
pub(super) fn of(
    tx: &mut Tx<'_>,
    request: &Request,
    event: &Event,
) -> Result<Option<Opening>, Error> {
    let completed = matches!(event.happening, Happening::Completed { .. });
    if completed && !request.state.status.is_open() {
        accounts::opened_by(tx, request.id)
    } else {
        Ok(None)
    }
}

/// Key of the sentence that says where the account stands.
pub(super) fn state(opening: Opening) -> &'static str {
    match opening.lifted {
        Lifted::Now => "requests-opening-now",
        Lifted::WithNewPassword => "requests-opening-with-password",
    }
}

/// Where the account stands, and how its owner keeps it from being blocked again.
pub(super) fn result(opening: Opening, lang: Lang) -> String {
    let heading = t(lang, "requests-opening-advice");
    let advice = opening.cause.advice(lang);
    format!("{}\n\n{heading} {advice}", t(lang, state(opening)))
}

/// Who gets the link with which the password of a blocked account is set: whoever its owner is known to be, at a number
/// or address that the directory holds as proven; else the person whom the stamped letter names and the verifier checked.
/// Never whom a form alone names, when the directory knows better: the one who knows the old password may have filled it in.
pub(super) fn contacts(
    tx: &mut Tx<'_>,
    app: &App,
    account_id: i64,
    named: Option<Contact>,
) -> Result<Vec<Contact>, Error> {
    let account = accounts::get(tx, account_id)?;
    let known = credentials::ways_around(tx, &account, app.now())?;
    Ok(if known.is_empty() {
        named.into_iter().collect()
    } else {
        known
    })
}
