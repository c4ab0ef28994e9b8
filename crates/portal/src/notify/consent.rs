//! Whether somebody wants messages on WhatsApp. A number that its owner typed and proved in the portal counts as consent;
//! STOP, written to us, takes it back, and MULAI gives it again (WhatsApp Business messaging policy, opt-in and opt-out).

use super::store::people;
use crate::{App, Error};
use db::Tx;

/// Whether a number may be written to.
///
/// # Errors
/// As the database says.
pub fn is_given(tx: &mut Tx<'_>, number: &str) -> Result<bool, Error> {
    Ok(people::opted_out_at(tx, number)?.is_none())
}

/// Gives or takes back consent for a number.
///
/// # Errors
/// As the database says.
pub fn set(tx: &mut Tx<'_>, app: &App, number: &str, given: bool) -> Result<(), Error> {
    let since = (!given).then(|| app.now());
    Ok(people::set_opted_out(tx, number, since)?)
}
