//! *Akun Saya*: what somebody sees and changes of the own account, who touched it, all that Loket holds on them, and
//! requests to correct or restrict it. Which right stands on which page: `docs/privacy.md`.

mod asks;
mod contacts;
mod data;
mod jobs;
mod model;
pub mod pages;
mod previews;
mod print;
mod store;

pub use jobs::reminding;
pub use previews::{matters, previews};
