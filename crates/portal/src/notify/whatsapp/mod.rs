//! WhatsApp: the Cloud API of Meta, and the Indonesian gateways behind the same port.

mod cloud;
pub mod command;
pub mod errors;
pub mod events;
mod inbox;
mod limiter;
pub mod pages;
mod settings;
mod store;
pub mod template;

pub use cloud::{Cloud, WINDOW};
pub use events::Heard;
pub use inbox::INCOMING;
pub(super) use inbox::Inbox;
pub use settings::Settings;
pub use store::Charged;

use crate::{App, Error, web::format::zoned};
use db::Tx;
use jiff::ToSpan;

/// What was billed in the last so many months, the newest first.
///
/// # Errors
/// As the database says.
pub fn charged(tx: &mut Tx<'_>, app: &App, months: i64) -> Result<Vec<Charged>, Error> {
    let here = zoned(app.now(), app.catalog().zone());
    let first = here.checked_sub((months - 1).months());
    let since = first.unwrap_or(here).strftime("%Y-%m").to_string();
    Ok(store::charged(tx, &since)?)
}

/// What somebody wrote, by the payload of its job.
///
/// # Errors
/// [`Error::NotFound`] when it is gone.
pub fn heard(tx: &mut Tx<'_>, payload: &str) -> Result<Heard, Error> {
    let id = payload.parse().map_err(|_| Error::NotFound)?;
    store::heard(tx, id)?.ok_or(Error::NotFound)
}
