//! Signing in: local sign-in with a second step, registration, forgotten passwords, single-use links, one's own
//! sessions, people and their roles.

mod attempt;
pub mod command;
mod jobs;
pub mod model;
pub mod offices;
pub mod pages;
mod proof;
mod registration;
mod store;

pub use crate::actor::{
    Auditor, Capacity, Clerk, Executor, Keeper, Leader, Person, Reader, Role, RoleIn, SuperAdmin,
    UnitAdmin, Verifier,
};
pub use jobs::recovering;
pub use model::device_name;
pub use pages::{Way, held_up, office, origin, unit};
pub use proof::{Given, asked, prove};
pub use registration::{create_admin, register};
pub use store::{
    roles::{NewRole, grant},
    sessions::{
        Session, end as end_session, end_others as end_other_sessions, of_account as sessions,
    },
};
