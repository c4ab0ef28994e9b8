//! E-mail, handed to the campus's mail server, and what comes back of it.

mod bounce;
pub mod command;
mod compose;
mod errors;
mod inbox;
mod letter;
pub mod pages;
mod settings;
mod signature;
mod smtp;
mod store;
mod verp;

pub(super) use inbox::is_unreachable;
pub use settings::{Security, Settings};
pub use smtp::Smtp;
