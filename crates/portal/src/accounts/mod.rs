//! The account directory: accounts, their credentials, the ledger of blocks, single-use links, entitlements, and the
//! receipts of what was done to them.

mod chart;
mod effects;
mod frequency;
mod lapse;
mod ledger;
mod links;
pub mod model;
pub mod pages;
mod store;
mod trail;

pub use effects::{perform, receipts_of};
pub use ledger::{
    Because, NewBlock, block, block_by_loket, due_reviews, last_block, opened_by, recent_blocks,
    record, review, unblock,
};
pub use links::{by_token, issue_token, link, open_link, use_link};
pub use model::{
    Account, Action, BlockEntry, Cause, Condition, Credentials, Done, Effect, Handled, Kind,
    Lifted, Link, LinkState, Opening, Past, Pic, Purpose, Receipt, Touch, Touched,
};
pub use trail::{note_read, touches, trail};

use crate::{App, Error};
use db::Tx;
use sop::Lang;

/// The account with an address, in whatever case it was typed.
///
/// # Errors
/// As the database says.
pub fn find(tx: &mut Tx<'_>, address: &str) -> Result<Option<Account>, Error> {
    Ok(store::accounts::by_address(
        tx,
        &address.trim().to_lowercase(),
    )?)
}

/// The account of a row.
///
/// # Errors
/// [`Error::NotFound`] without such a row.
pub fn get(tx: &mut Tx<'_>, id: i64) -> Result<Account, Error> {
    store::accounts::by_id(tx, id)?.ok_or(Error::NotFound)
}

/// What signing in to an account compares with.
///
/// # Errors
/// As the database says.
pub fn credentials(tx: &mut Tx<'_>, account_id: i64) -> Result<Credentials, Error> {
    store::accounts::credentials(tx, account_id)?.ok_or(Error::NotFound)
}

/// An account on its way into the directory.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// What one signs in with, lower case.
    pub address: String,
    /// What it is for.
    pub kind: Kind,
    /// Name of its owner, or of the unit or event.
    pub name: String,
    /// NIM or NIP.
    pub number: Option<String>,
    /// Unit or faculty.
    pub organisation: String,
    /// WhatsApp number `628…`.
    pub whatsapp: Option<String>,
    /// The language of its messages.
    pub lang: Lang,
    /// Row of the account of the person in charge.
    pub pic_id: Option<i64>,
    /// argon2id; `None` until its owner sets a password.
    pub password_hash: Option<String>,
    /// Whether the address is proven: everybody's but that of a guest who has just registered.
    pub confirmed: bool,
}

/// Adds an account and returns its row; `None` when the address exists already.
///
/// # Errors
/// As the database says.
pub fn add(tx: &mut Tx<'_>, app: &App, new: &NewAccount) -> Result<Option<i64>, Error> {
    let now = app.now();
    let added = store::accounts::insert(tx, &app.random().uuid(now), new, now)?;
    if let Some(id) = added {
        store::directory::index(tx, id, &model::words(new))?;
    }
    Ok(added)
}

/// Whether the directory holds nobody.
///
/// # Errors
/// As the database says.
pub fn is_empty(tx: &mut Tx<'_>) -> Result<bool, Error> {
    Ok(store::accounts::is_empty(tx)?)
}

/// A guest who has not proven the address yet registers once more: what was typed last counts.
///
/// # Errors
/// As the database says.
pub fn register_again(tx: &mut Tx<'_>, account_id: i64, new: &NewAccount) -> Result<(), Error> {
    store::accounts::register_again(tx, account_id, new)?;
    Ok(store::directory::index(tx, account_id, &model::words(new))?)
}

/// A guest's address is proven.
///
/// # Errors
/// As the database says.
pub fn confirm(tx: &mut Tx<'_>, account_id: i64, now: i64) -> Result<(), Error> {
    Ok(store::accounts::confirm(tx, account_id, now)?)
}

/// The owner of an account has shown to have the number that stands in it.
///
/// # Errors
/// As the database says.
pub fn confirm_whatsapp(tx: &mut Tx<'_>, account_id: i64, now: i64) -> Result<(), Error> {
    Ok(store::accounts::confirm_whatsapp(tx, account_id, now)?)
}

/// Its owner has set a password: all sessions end, a receipt of it is written under the request that the link came from,
/// and a block that waited for it is lifted.
///
/// # Errors
/// As the database says.
pub fn set_password(tx: &mut Tx<'_>, app: &App, link: &Link, hash: &str) -> Result<(), Error> {
    let now = app.now();
    store::accounts::set_password(tx, link.account_id, hash, now)?;
    crate::actor::end_sessions(tx, link.account_id, now)?;
    owner_did(tx, app, link, Action::SetPassword)?;
    effects::receipt(tx, link.request_id, link.account_id, "set-password", now)?;
    ledger::password_was_set(tx, app, link.account_id)
}

/// Its owner has enrolled the second step: from now on it is asked for.
///
/// # Errors
/// As the database says.
pub fn enrol(
    tx: &mut Tx<'_>,
    app: &App,
    link: &Link,
    (secret, step): (&str, i64),
) -> Result<(), Error> {
    let now = app.now();
    store::accounts::enrol(tx, link.account_id, secret, step)?;
    crate::actor::end_sessions(tx, link.account_id, now)?;
    owner_did(tx, app, link, Action::EnrolSecondStep)?;
    effects::receipt(
        tx,
        link.request_id,
        link.account_id,
        "enrol-second-step",
        now,
    )
}

/// Takes a code's time step; `false` when that step or a later one was taken before: a code works once.
///
/// # Errors
/// As the database says.
pub fn take_step(tx: &mut Tx<'_>, account_id: i64, step: i64) -> Result<bool, Error> {
    Ok(store::accounts::take_step(tx, account_id, step)?)
}

/// Writes down what the owner of an account did with a link.
fn owner_did(tx: &mut Tx<'_>, app: &App, link: &Link, action: Action) -> Result<(), Error> {
    let account = get(tx, link.account_id)?;
    let touch = Touch {
        account_id: account.id,
        by: Some((account.id, &account.name)),
        action,
        detail: "",
        request_id: link.request_id,
    };
    trail(tx, app, touch)
}
