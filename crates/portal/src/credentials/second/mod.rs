//! The second step: apps that show codes, passkeys, recovery codes; whose they are and what they open.

mod ceremony;
mod codes;
mod model;
mod passkey;
mod store;

pub use codes::{
    Pending, Recovery, begin as begin_totp, check as check_code, finish as finish_totp,
    keep_recovery, make_recovery, pending as pending_totp, seal_old, use_recovery,
};
pub use model::{Authenticator, Kind, LONGEST_LABEL, Proof, Ways, Whose, label};
pub use passkey::{
    Answer, Challenge, answer, ask_of, begin as begin_passkey, bound_to, discover,
    finish as finish_passkey,
};

use super::{attempts, totp};
use crate::{
    App, Error,
    accounts::{self, Account},
    actor,
    clock::Millis,
};
use db::Tx;

/// By what a second step can be proven for an account.
///
/// # Errors
/// As the database says.
pub fn ways(tx: &mut Tx<'_>, account_id: i64) -> Result<Ways, Error> {
    ways_by(tx, account_id, None)
}

/// By what one of those who answer for an account (`by`) can prove a second step for it, or any of them.
///
/// # Errors
/// As the database says.
pub fn ways_by(tx: &mut Tx<'_>, account_id: i64, by: Option<i64>) -> Result<Ways, Error> {
    let mut held = store::of_account(tx, account_id)?;
    held.retain(|held| by.is_none_or(|by| by == held.of.whose.person_id));
    let has = |kind| held.iter().any(|held| held.of.kind == kind);
    Ok(Ways {
        totp: has(Kind::Totp),
        passkey: has(Kind::Passkey),
        codes: store::codes_left(tx, account_id)?,
    })
}

/// What opens an account, the oldest first.
///
/// # Errors
/// As the database says.
pub fn of_account(tx: &mut Tx<'_>, account_id: i64) -> Result<Vec<Authenticator>, Error> {
    let held = store::of_account(tx, account_id)?;
    Ok(held.into_iter().map(|held| held.of).collect())
}

/// Somebody who enrols one more must have room for it, also of two at once; and a sign-in that got by with the password
/// alone is either over by now, or sees this one.
fn make_room(tx: &mut Tx<'_>, whose: Whose) -> Result<(), Error> {
    accounts::lock(tx, whose.account_id)?;
    let held = store::of_account(tx, whose.account_id)?;
    let own = held.iter().filter(|held| held.of.whose == whose).count();
    if own < model::MOST {
        Ok(())
    } else {
        Err(Error::Refused("proof-too-many"))
    }
}

fn own(tx: &mut Tx<'_>, whose: Whose, public_id: &str) -> Result<store::Held, Error> {
    let held = store::of_account(tx, whose.account_id)?;
    held.into_iter()
        .find(|held| held.of.whose == whose && held.of.public_id == public_id)
        .ok_or(Error::NotFound)
}

/// Its owner calls an authenticator something else; returns both names when they differ.
///
/// # Errors
/// [`Error::NotFound`] when it is not theirs.
pub fn rename(
    tx: &mut Tx<'_>,
    whose: Whose,
    public_id: &str,
    name: &str,
) -> Result<Option<(String, String)>, Error> {
    let held = own(tx, whose, public_id)?;
    let before = held.of.label;
    let name = label(name, &before);
    if before == name {
        return Ok(None);
    }
    store::rename(tx, held.id, &name)?;
    Ok(Some((before, name)))
}

/// Its owner removes an authenticator. Without any, recovery codes open nothing either and go with the last one.
///
/// # Errors
/// [`Error::NotFound`] when it is not theirs, [`Error::Refused`] for the last one where one must be had.
pub fn remove(
    tx: &mut Tx<'_>,
    (whose, public_id): (Whose, &str),
    must_have: bool,
    now: Millis,
) -> Result<Authenticator, Error> {
    // Of two who remove the last two at once the second finds one left.
    accounts::lock(tx, whose.account_id)?;
    let held = own(tx, whose, public_id)?;
    let rest = of_account(tx, whose.account_id)?.len() - 1;
    if rest == 0 && must_have {
        return Err(Error::Refused("proof-last"));
    }
    store::end(tx, held.id, "removed", now)?;
    // What was begun while it counted is not ended with what is left.
    actor::end_half_done(tx, whose.account_id)?;
    if rest == 0 {
        store::drop_codes(tx, whose.account_id)?;
    }
    Ok(held.of)
}

/// Takes away whatever somebody proves a second step with, for the own account and for others: it was lost.
///
/// # Errors
/// As the database says.
pub fn reset(tx: &mut Tx<'_>, app: &App, account: &Account) -> Result<(), Error> {
    store::end_all_of(tx, account.id, "reset", app.now())?;
    store::drop_codes(tx, account.id)?;
    actor::end_half_done(tx, account.id)?;
    attempts::rebound(tx, app, attempts::Kind::Totp, &account.address)?;
    attempts::rebound(tx, app, attempts::Kind::RecoveryCode, &account.address)
}

/// Whatever opens a shared mailbox for somebody who does not answer for it opens it no more: also when they come back, and
/// also what was enrolled for nobody in particular while nobody answered for it.
///
/// # Errors
/// As the database says.
pub fn end_of_former(tx: &mut Tx<'_>, app: &App, account_id: i64) -> Result<(), Error> {
    Ok(store::end_of_former(tx, account_id, app.now())?)
}

/// The picture of a secret that an app reads.
///
/// # Errors
/// [`Error::Internal`] when it does not fit into a picture.
pub fn picture(pending: &Pending, address: &str, campus: &str) -> Result<String, Error> {
    totp::picture(&pending.secret, address, campus)
}
