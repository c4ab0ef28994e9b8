//! Deciding without signing in: officers are told of what comes to their step, and decide with a tap on WhatsApp or
//! through a link in an e-mail. Who may decide, and what, is asked of the roles and the request as they are at that moment;
//! the decision itself is made by the functions of the desk.

mod call;
mod link;
mod matter;
mod model;
mod reason;
mod store;
mod tap;

pub use model::{PREFIX, Reply, Said, Tap};
pub use reason::said;
pub use tap::tapped;

pub(super) use call::{call, preview};
pub(super) use link::{Choice, Opened, Over, PROVEN_FOR, Why, decide, opened, prove};
pub(super) use matter::standing;

use crate::{Error, clock::Millis};
use db::Tx;

/// Forgets what was tapped and asked before a moment.
///
/// # Errors
/// As the database says.
pub(super) fn forget(tx: &mut Tx<'_>, before: Millis, now: Millis) -> Result<(), Error> {
    store::forget(tx, before, now)
}
