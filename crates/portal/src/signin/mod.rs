//! Signing in: local sign-in with a second step, registration, forgotten passwords, single-use links, one's own
//! sessions, people and their roles.

mod attempt;
pub mod command;
pub mod hasher;
mod letters;
pub mod model;
pub mod offices;
pub mod pages;
mod registration;
mod second;
mod store;

pub use crate::actor::{
    Auditor, Capacity, Clerk, Executor, Keeper, Leader, Person, Reader, Role, RoleIn, SuperAdmin,
    UnitAdmin, Verifier,
};
pub use model::Limit;
pub use registration::{create_admin, forgotten, register};
pub use store::roles::{NewRole, grant};

use crate::{Error, clock::Millis};

/// Counts an attempt at something that must not be tried too often.
///
/// # Errors
/// [`Error::TooMany`] past the limit.
pub fn throttle(
    tx: &mut db::Tx<'_>,
    what: &str,
    who: &str,
    limit: Limit,
    now: Millis,
) -> Result<(), Error> {
    match store::throttles::count(tx, &store::throttles::subject(what, who), limit, now)? {
        Some(seconds) => Err(Error::TooMany(seconds)),
        None => Ok(()),
    }
}
