//! A new student's account (SOP#1|1): the roster of who may have one, and the way from NIM and PIN over a username that
//! stands for the name to an account with a password.

mod identify;
mod jobs;
mod model;
pub mod pages;
mod progress;
pub mod roster;
mod sample;
mod store;
pub mod username;

pub use jobs::{runner, start};
pub use model::{Act, PER_NAME, PER_SOURCE, PER_STUDENT, Stage, WHOLE_CAMPUS};
pub use sample::history;

use crate::Error;
use db::Tx;

/// Whatever was begun with an entry is over: its PIN is another from now on.
///
/// # Errors
/// As the database says.
fn end_all(tx: &mut Tx<'_>, entry_id: i64) -> Result<(), Error> {
    store::give_up(tx, entry_id)?;
    Ok(store::end_all(tx, entry_id)?)
}
