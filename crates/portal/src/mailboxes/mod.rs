//! Shared and short-lived mailboxes: the accounts of units, journals and events. Who answers for one and has agreed to it,
//! whether it is still needed, when it ends. The record of who does is kept by [`crate::accounts`].

mod confirmation;
mod expiry;
mod handover;
mod jobs;
mod letters;
mod model;
mod offers;
pub mod pages;
mod store;
mod watch;

pub use confirmation::{confirm, confirm_for, need};
pub use expiry::{close, set_end, set_end_by_request};
pub use handover::{appoint, end, leave, named};
pub use jobs::rounds;
pub use letters::previews;
pub use model::{Offer, end_of};
pub use offers::{accept, decline, invite, invite_successor, waiting_for, withdraw};

use crate::{
    App, Error,
    accounts::{self, Account, Part},
    actor::Person,
    notify::Message,
};
use db::Tx;
use sop::Lang;

/// What a keeper of the directory would be told.
pub fn matter(app: &App, lang: Lang) -> Message {
    watch::concern(app, (2, 1), (0, 0), lang)
}

/// Somebody who answers for a mailbox, and the mailbox: made only from the person of a session who does.
#[derive(Clone, Debug)]
pub struct Held {
    /// The mailbox.
    pub mailbox: Account,
    /// Row of the person.
    pub person_id: i64,
    /// Name of the person.
    pub name: String,
    /// As what.
    pub part: Part,
}

/// The one of them who is in charge.
#[derive(Clone, Debug)]
pub struct InCharge(Held);

impl Held {
    /// This one, if in charge.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for a deputy.
    pub fn in_charge(self) -> Result<InCharge, Error> {
        match self.part {
            Part::Pic => Ok(InCharge(self)),
            Part::Deputy => Err(Error::Forbidden),
        }
    }
}

/// The mailbox with a name in addresses of pages, if the person answers for it.
///
/// # Errors
/// [`Error::NotFound`] for everybody else's.
pub fn held(tx: &mut Tx<'_>, person: &Person, public_id: &str) -> Result<Held, Error> {
    let mine = accounts::held_by(tx, person.account_id)?;
    let found = mine
        .into_iter()
        .find(|(mailbox, _)| mailbox.public_id == public_id);
    let (mailbox, part) = found.ok_or(Error::NotFound)?;
    Ok(Held {
        mailbox,
        person_id: person.account_id,
        name: person.name.clone(),
        part,
    })
}

/// As [`held`], the mailbox locked until the end of the transaction: to change something.
///
/// # Errors
/// As [`held`].
pub fn held_for_update(tx: &mut Tx<'_>, person: &Person, public_id: &str) -> Result<Held, Error> {
    let id = held(tx, person, public_id)?.mailbox.id;
    accounts::lock(tx, id)?;
    held(tx, person, public_id)
}

/// A shared mailbox that is not closed, locked, for a keeper of the directory.
fn kept(tx: &mut Tx<'_>, public_id: &str) -> Result<Account, Error> {
    let id = accounts::by_public_id(tx, public_id)?.id;
    let mailbox = accounts::lock(tx, id)?;
    let is_open = mailbox.kind.is_shared() && !mailbox.closed;
    is_open.then_some(mailbox).ok_or(Error::NotFound)
}
