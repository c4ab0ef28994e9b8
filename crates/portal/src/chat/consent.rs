//! STOP and MULAI: whether a number may be written to.

use crate::{App, Error};
use db::Tx;

/// Writes down whether a number wants messages. To become `notify::consent::set`, which the gateways ask before they send;
/// until then the conversation alone knows.
pub(super) fn set(_: &mut Tx<'_>, _: &App, number: &str, wanted: bool) -> Result<(), Error> {
    tracing::debug!(
        length = number.len(),
        wanted,
        "a number said whether it wants messages"
    );
    Ok(())
}
