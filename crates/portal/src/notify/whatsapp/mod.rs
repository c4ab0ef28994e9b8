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

use crate::Error;
use db::Tx;

/// What somebody wrote, by the payload of its job.
///
/// # Errors
/// [`Error::NotFound`] when it is gone.
pub fn heard(tx: &mut Tx<'_>, payload: &str) -> Result<Heard, Error> {
    let id = payload.parse().map_err(|_| Error::NotFound)?;
    store::heard(tx, id)?.ok_or(Error::NotFound)
}
