//! The account directory: accounts, their credentials, the ledger of blocks, single-use links, entitlements, and the
//! receipts of what was done to them.

mod chart;
mod effects;
mod frequency;
mod holders;
mod lapse;
mod ledger;
mod links;
pub mod model;
mod own;
pub mod pages;
mod store;
mod trail;

pub use effects::{perform, receipts_of};
pub use holders::{
    acting_holders, add_deputy, close, end_deputy, held_by, holders, lock, renew_password,
    set_expiry, set_pic,
};
pub use ledger::{
    Because, NewBlock, block, block_by_loket, due_reviews, last_block, opened_by, recent_blocks,
    record, review, unblock,
};
pub use links::{
    LINK_LIFETIME, by_token, issue_token, link, open_link, open_one_more, renew_link, use_link,
};
pub use model::{
    Account, Action, BlockEntry, Cause, Condition, Done, Effect, Handled, Holder, Kind, Lifted,
    Link, LinkState, Opening, Order, Part, Past, Pic, Purpose, Receipt, Touch, Touched,
};
pub use own::{
    Correction, correct, restrict, restricted_since, set_language, set_order, set_recovery,
    set_told_of_matters, set_whatsapp,
};
pub use pages::{
    conditions::{Point, mark_missing, names as condition_names, points, said},
    directory::page as account_page,
};
pub use trail::{agreed, links_sent, note_read, touches, trail};

use crate::{App, Error, actor::Keeper};
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

/// The accounts, not closed, whose owner has shown to have a WhatsApp number: who writes from it is one of them. Shared
/// mailboxes are none: what stands in theirs may be anybody's.
///
/// # Errors
/// As the database says.
pub fn by_proven_number(tx: &mut Tx<'_>, number: &str) -> Result<Vec<Account>, Error> {
    let mut found = store::reach::by_proven_number(tx, number)?;
    found.retain(|account| !account.kind.is_shared());
    Ok(found)
}

/// The one account whose owner has shown to have a WhatsApp number; `None` also when several have.
///
/// # Errors
/// As the database says.
pub fn of_number(tx: &mut Tx<'_>, number: &str) -> Result<Option<Account>, Error> {
    let mut found = by_proven_number(tx, number)?;
    Ok(found.pop().filter(|_| found.is_empty()))
}

/// What signing in to an account compares a password with; `None` before its owner has set one, and without an account.
///
/// # Errors
/// As the database says.
pub fn password_hash(tx: &mut Tx<'_>, account_id: i64) -> Result<Option<String>, Error> {
    Ok(store::accounts::password_hash(tx, account_id)?)
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
        if let Some(pic_id) = new.pic_id {
            set_pic(tx, app, (id, pic_id), None)?;
        }
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
    Ok(store::directory::index_again(
        tx,
        account_id,
        &model::words(new),
    )?)
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
    put_password(tx, link.account_id, hash, now)?;
    crate::actor::end_sessions(tx, link.account_id, now)?;
    owner_did(tx, app, link, Action::SetPassword)?;
    effects::receipt(tx, link.request_id, link.account_id, "set-password", now)?;
    ledger::password_was_set(tx, app, link.account_id)
}

fn put_password(tx: &mut Tx<'_>, account_id: i64, hash: &str, now: i64) -> Result<(), Error> {
    store::accounts::set_password(tx, account_id, hash, now)?;
    // Nobody who knew the one before goes on to the second step.
    crate::actor::end_half_done(tx, account_id)
}

/// Puts another hash of the same password in the place of an old one; `false` when the password has changed meanwhile.
///
/// # Errors
/// As the database says.
pub fn replace_hash(tx: &mut Tx<'_>, account_id: i64, hashes: (&str, &str)) -> Result<bool, Error> {
    Ok(store::accounts::replace_hash(tx, account_id, hashes)?)
}

/// Its owner, who is signed in, has changed the password.
///
/// # Errors
/// As the database says.
pub fn change_password(
    tx: &mut Tx<'_>,
    app: &App,
    account: &Account,
    hash: &str,
) -> Result<(), Error> {
    let now = app.now();
    put_password(tx, account.id, hash, now)?;
    // A link that somebody else had sent for it ends too.
    store::links::supersede(tx, account.id, Purpose::SetPassword, now)?;
    let touch = Touch {
        account_id: account.id,
        by: Some((account.id, &account.name)),
        action: Action::SetPassword,
        detail: "",
        request_id: None,
    };
    trail(tx, app, touch)
}

/// A second step was enrolled by whoever answers for the account (row and name). The first one after a link of a request
/// is what that request asked for, and its receipt is written there.
///
/// # Errors
/// As the database says.
pub fn enrolled(tx: &mut Tx<'_>, app: &App, account_id: i64, by: (i64, &str)) -> Result<(), Error> {
    let link = store::links::last_used(tx, account_id, Purpose::EnrolSecondStep)?;
    let mut request_id = link.and_then(|link| link.request_id);
    if let Some(id) = request_id {
        let before = store::receipts::account_of(tx, id, "enrol-second-step")?;
        request_id = before.is_none().then_some(id);
    }
    let touch = Touch {
        account_id,
        by: Some(by),
        action: Action::EnrolSecondStep,
        detail: "",
        request_id,
    };
    trail(tx, app, touch)?;
    effects::receipt(tx, request_id, account_id, "enrol-second-step", app.now())
}

/// Whether somebody has opened the link to enrol a second step that was sent to the address of an account.
///
/// # Errors
/// As the database says.
pub fn is_proven(tx: &mut Tx<'_>, account_id: i64) -> Result<bool, Error> {
    let link = store::links::last_used(tx, account_id, Purpose::EnrolSecondStep)?;
    Ok(link.is_some())
}

/// The account with a name in addresses of pages.
///
/// # Errors
/// [`Error::NotFound`] when there is none.
pub fn by_public_id(tx: &mut Tx<'_>, public_id: &str) -> Result<Account, Error> {
    store::accounts::by_public_id(tx, public_id)?.ok_or(Error::NotFound)
}

/// A keeper of the directory ends all sessions of an account (OWASP ASVS 5.0, 7.4.5): its owner signs in anew.
///
/// # Errors
/// As the database says.
pub fn end_sessions(tx: &mut Tx<'_>, app: &App, account_id: i64, by: &Keeper) -> Result<(), Error> {
    crate::actor::end_sessions(tx, account_id, app.now())?;
    let touch = Touch {
        account_id,
        by: Some((by.account_id, &by.name)),
        action: Action::EndSessions,
        detail: "",
        request_id: None,
    };
    trail(tx, app, touch)
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
