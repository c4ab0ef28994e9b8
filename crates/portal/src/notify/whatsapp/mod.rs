//! WhatsApp: the Cloud API of Meta, and the Indonesian gateways behind the same port.

mod capabilities;
mod cloud;
pub mod command;
pub mod demo;
pub mod errors;
pub mod events;
mod fonnte;
mod inbox;
mod limiter;
pub mod pages;
mod post;
mod qontak;
mod settings;
mod store;
mod sweep;
pub mod template;
mod wablas;

pub use capabilities::Capabilities;
pub use cloud::{Cloud, WINDOW};
pub use events::Heard;
pub use fonnte::Fonnte;
pub use inbox::INCOMING;
pub(super) use inbox::inbox;
pub use qontak::Qontak;
pub use settings::{Provider, Settings};
pub use store::Charged;
pub use sweep::{sweep, sweep_hourly};
pub use wablas::Wablas;

use super::Gateway;
use crate::{App, Error, web::format::zoned};
use db::Tx;
use jiff::ToSpan;
use std::sync::Arc;

/// The gateway that a campus has chosen; `None` while it lacks its keys: then messages wait. `site` is where people answer.
pub fn gateway(settings: &Settings, site: &str) -> Option<Arc<dyn Gateway>> {
    if !settings.is_set() {
        return None;
    }
    Some(match settings.provider {
        Provider::Cloud => Arc::new(Cloud::new(settings.clone(), site)),
        Provider::Fonnte => Arc::new(Fonnte::new(settings, site)),
        Provider::Wablas => Arc::new(Wablas::new(settings, site)),
        Provider::Qontak => Arc::new(Qontak::new(settings, site)),
    })
}

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
