//! Signing in: local sign-in with a second step, registration, forgotten passwords, single-use links, one's own
//! sessions, people and their roles.

pub mod hasher;
mod letters;
pub mod model;
pub mod pages;
mod registration;
mod store;
mod attempt;
mod second;

pub use crate::actor::{
    Auditor, Capacity, Clerk, Executor, Keeper, Leader, Person, Reader, Role, RoleIn, SuperAdmin, UnitAdmin, Verifier,
};
pub use registration::{create_admin, forgotten, register};
pub use store::roles::{NewRole, grant};
