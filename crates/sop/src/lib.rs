//! The language of a service.
//!
//! A service of the campus is declared once, in one TOML file. This crate reads such files
//! ([`load`]), reports *everything* that is wrong with them like a compiler does ([`Problem`]),
//! and hands out plain data ([`Campus`], [`Sop`]) from which the rest of Loket makes pages, forms,
//! letters, workflows and diagrams. It is pure: no clock, no files, no network, no database.

pub mod model;

pub use model::*;
