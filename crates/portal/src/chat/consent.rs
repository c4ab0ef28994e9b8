//! STOP and MULAI: whether a number may be written to.

use super::store;
use crate::{App, Error};
use db::Tx;

/// Writes down whether a number wants messages: with its conversation, which is all that knows of it so far.
pub(super) fn set(tx: &mut Tx<'_>, app: &App, number: &str, wanted: bool) -> Result<(), Error> {
    let stopped_at = (!wanted).then(|| app.now());
    Ok(store::stopped(tx, number, stopped_at)?)
}
