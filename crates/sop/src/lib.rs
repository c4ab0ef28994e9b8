//! The language of a service.
//!
//! A service of the campus is declared once, in one TOML file. This crate reads such files
//! ([`load`]), reports *everything* that is wrong with them like a compiler does ([`Problem`]),
//! and hands out plain data ([`Campus`], [`Sop`]) from which the rest of Loket makes pages, forms,
//! letters, workflows and diagrams. It is pure: no clock, no files, no network, no database.

mod check;
mod content;
mod load;
pub mod model;
mod parse;
mod problem;
pub mod project;
pub mod validate;

pub use content::hash;
pub use load::load;
pub use model::*;
pub use parse::SourceFile;
pub use problem::{Code, Problem};
pub use validate::{Answers, Fault, FieldError, normalise, validate};
