//! Registering, and asking for a link because the password was forgotten. Whoever asks learns nothing about the account;
//! its owner gets a message.

use super::attempt::send_confirmation;
use crate::{
    App, Error,
    accounts::{self, Kind, NewAccount, Purpose},
    actor::{Capacity, Role},
    clock::{DAY, HOUR},
    credentials::letters,
    signin::store::roles::{self, NewRole},
};
use db::Tx;
use sop::Lang;

/// How long the link for a forgotten password works.
const FORGOTTEN_LIFETIME: i64 = HOUR;

/// A guest registers. An address that is registered and proven stays as it is.
///
/// # Errors
/// As the database says.
pub fn register(tx: &mut Tx<'_>, app: &App, new: &NewAccount) -> Result<(), Error> {
    if accounts::add(tx, app, new)?.is_none() {
        let account = accounts::find(tx, &new.address)?.ok_or(Error::NotFound)?;
        if account.confirmed {
            return letters::exists_already(tx, app, &account);
        }
        accounts::register_again(tx, account.id, new)?;
    }
    let account = accounts::find(tx, &new.address)?.ok_or(Error::NotFound)?;
    send_confirmation(tx, app, &account)
}

/// The password was forgotten: the owner of the account of a row, if there is one, gets a link to set another. It does not
/// lead around the second step, nor out of a block.
///
/// # Errors
/// As the database says.
pub(super) fn forgotten(tx: &mut Tx<'_>, app: &App, account_id: i64) -> Result<(), Error> {
    let account = match accounts::get(tx, account_id) {
        Ok(account) if !account.closed => account,
        Ok(_) | Err(Error::NotFound) => return Ok(()),
        Err(error) => return Err(error),
    };
    if account.kind == Kind::Guest && !account.confirmed {
        return send_confirmation(tx, app, &account);
    }
    // Anybody can ask: where no way leads to the owner, what the counter has sent must go on working.
    if letters::ways_around(tx, &account, app.now())?.is_empty() {
        return Ok(());
    }
    let link = accounts::open_link(
        tx,
        app,
        Purpose::SetPassword,
        (account.id, None),
        FORGOTTEN_LIFETIME,
    )?;
    letters::forgotten(tx, app, &account, (link, app.now() + FORGOTTEN_LIFETIME))
}

/// Makes somebody super admin, from the command line, and returns the address with which the password is set.
///
/// # Errors
/// [`Error::Refused`] for what is not an address.
pub fn create_admin(
    tx: &mut Tx<'_>,
    app: &App,
    address: &str,
    name: &str,
) -> Result<String, Error> {
    let address =
        sop::validate::email(address).map_err(|_| Error::Refused("signin-not-an-address"))?;
    let kind = app
        .catalog()
        .campus()
        .account_type(&address)
        .map_or(Kind::Guest, Kind::from);
    let new = NewAccount {
        address: address.clone(),
        kind,
        name: name.to_owned(),
        number: None,
        organisation: String::new(),
        whatsapp: None,
        lang: Lang::Id,
        pic_id: None,
        password_hash: None,
        confirmed: true,
    };
    accounts::add(tx, app, &new)?;
    let account = accounts::find(tx, &address)?.ok_or(Error::NotFound)?;
    let now = app.now();
    let held = crate::actor::roles(tx, account.id, now)?;
    if !held.iter().any(|held| held.role == Role::SuperAdmin) {
        let role = NewRole {
            account_id: account.id,
            role: Role::SuperAdmin,
            unit_id: 0,
            capacity: Capacity::Definitive,
            from_at: now,
            until_at: None,
            granted_by: None,
        };
        roles::grant(tx, app, &role)?;
        roles::audit(tx, (None, "grant-role", now), &address, "superadmin")?;
    }
    let link = accounts::open_link(tx, app, Purpose::SetPassword, (account.id, None), DAY)?;
    accounts::issue_token(tx, app, link)
}
