//! Blocking an account and lifting that, by a keeper of the directory, and the look at it again when that is due. The
//! ledger itself is in [`crate::accounts`]; here its owner is told.

pub mod jobs;
pub mod pages;

use crate::{
    App, Error,
    accounts::{self, Handled, Lifted, NewBlock},
    actor::Keeper,
    credentials::{News, release, tell_owner},
    notify::Message,
};
use db::Tx;
use sop::Lang;

/// What a keeper would be told.
pub fn preview(app: &App, lang: Lang) -> Message {
    jobs::due(app, 3, (0, 0), lang)
}

/// Blocks an account, and tells its owner that it is.
///
/// # Errors
/// [`Error::Conflict`] when it is blocked already, [`Error::Refused`] for one's own account.
fn block(
    tx: &mut Tx<'_>,
    app: &App,
    account_id: i64,
    new: &NewBlock,
    by: &Keeper,
) -> Result<(), Error> {
    accounts::block(tx, app, account_id, new, by)?;
    let account = accounts::get(tx, account_id)?;
    tell_owner(tx, app, &account, News::Blocked)
}

/// Lifts a block, and tells its owner; where that takes a new password, with the link to set one.
///
/// # Errors
/// [`Error::Conflict`] when it is not blocked, [`Error::Refused`] when nothing is said about a condition, or the link would
/// reach nobody.
fn unblock(
    tx: &mut Tx<'_>,
    app: &App,
    account_id: i64,
    said: (&str, &[Handled]),
    by: &Keeper,
) -> Result<Lifted, Error> {
    let lifted = accounts::unblock(tx, app, account_id, said, by)?;
    let account = accounts::get(tx, account_id)?;
    match lifted {
        Lifted::Now => tell_owner(tx, app, &account, News::Unblocked)?,
        Lifted::WithNewPassword => release(tx, app, &account)?,
    }
    Ok(lifted)
}
