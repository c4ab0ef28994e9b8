//! The data of a declaration, after it was parsed and checked.
//!
//! Vocabularies are closed enums: match them without `_`, so that a new word makes the compiler
//! list every place that has to learn it.

mod campus;
mod field;
mod service;
mod step;
mod text;

pub use campus::*;
pub use field::*;
pub use service::*;
pub use step::*;
pub(crate) use text::Word;
pub use text::{Lang, Text};
