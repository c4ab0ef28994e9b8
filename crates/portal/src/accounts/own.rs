//! What the owner of an account changes about it, and what is corrected or restricted on the owner's request.

use super::{Account, NewAccount, model, store};
use crate::{Error, clock::Millis};
use db::Tx;
use serde::{Deserialize, Serialize};
use sop::Lang;

/// The owner has shown to have a WhatsApp number; `None` takes it out.
///
/// # Errors
/// As the database says.
pub fn set_whatsapp(
    tx: &mut Tx<'_>,
    account_id: i64,
    number: Option<&str>,
    now: Millis,
) -> Result<(), Error> {
    Ok(store::own::set_whatsapp(tx, account_id, number, now)?)
}

/// The owner has shown to be reached at another address; `None` takes it out.
///
/// # Errors
/// As the database says.
pub fn set_recovery(
    tx: &mut Tx<'_>,
    account_id: i64,
    address: Option<&str>,
    now: Millis,
) -> Result<(), Error> {
    Ok(store::own::set_recovery(tx, account_id, address, now)?)
}

/// The owner wants messages in a language.
///
/// # Errors
/// As the database says.
pub fn set_language(tx: &mut Tx<'_>, account_id: i64, lang: Lang) -> Result<(), Error> {
    Ok(store::own::set_language(tx, account_id, lang.code())?)
}

/// On which channels the owner is told what is not about security.
///
/// # Errors
/// As the database says.
pub fn set_order(tx: &mut Tx<'_>, account_id: i64, order: super::Order) -> Result<(), Error> {
    Ok(store::own::set_order(tx, account_id, order.key())?)
}

/// Whether the owner, in an office, is told of what waits for a decision.
///
/// # Errors
/// As the database says.
pub fn set_told_of_matters(tx: &mut Tx<'_>, account_id: i64, told: bool) -> Result<(), Error> {
    Ok(store::own::set_told_of_matters(tx, account_id, told)?)
}

/// Since when no more is done with the owner's data than is needed; `None`: there is no restriction.
///
/// # Errors
/// As the database says.
pub fn restricted_since(tx: &mut Tx<'_>, account_id: i64) -> Result<Option<Millis>, Error> {
    Ok(store::own::restricted_at(tx, account_id)?)
}

/// Restricts what is done with the owner's data from a moment on; `None` lifts it.
///
/// # Errors
/// As the database says.
pub fn restrict(tx: &mut Tx<'_>, account_id: i64, since: Option<Millis>) -> Result<(), Error> {
    Ok(store::own::set_restricted(tx, account_id, since)?)
}

/// What can be corrected in an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Name.
    pub name: String,
    /// NIM or NIP.
    pub number: Option<String>,
    /// Unit or faculty.
    pub organisation: String,
    /// WhatsApp number `628…`.
    pub whatsapp: Option<String>,
}

impl Correction {
    /// As the account stands.
    pub fn none(account: &Account) -> Self {
        Self {
            name: account.name.clone(),
            number: account.number.clone(),
            organisation: account.organisation.clone(),
            whatsapp: account.whatsapp.clone(),
        }
    }

    /// What it changes: the field, what stood there, what stands there now.
    pub fn changes(&self, account: &Account) -> Vec<(&'static str, String, String)> {
        let old = Self::none(account);
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let all = [
            ("name", old.name.clone(), self.name.clone()),
            ("number", text(&old.number), text(&self.number)),
            (
                "organisation",
                old.organisation.clone(),
                self.organisation.clone(),
            ),
            ("whatsapp", text(&old.whatsapp), text(&self.whatsapp)),
        ];
        all.into_iter()
            .filter(|(_, before, after)| before != after)
            .collect()
    }
}

/// Corrects an account, also in the words by which it is found. A number that somebody else typed in is not proven.
///
/// # Errors
/// As the database says.
pub fn correct(tx: &mut Tx<'_>, account: &Account, to: &Correction) -> Result<(), Error> {
    store::own::correct(tx, account.id, to)?;
    let words = model::words(&NewAccount {
        address: account.address.clone(),
        kind: account.kind,
        name: to.name.clone(),
        number: to.number.clone(),
        organisation: to.organisation.clone(),
        whatsapp: None,
        lang: account.lang,
        pic_id: account.pic_id,
        password_hash: None,
        confirmed: account.confirmed,
    });
    Ok(store::directory::index_again(tx, account.id, &words)?)
}
