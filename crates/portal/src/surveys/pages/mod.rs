//! The questionnaire, and the public page of the index.

mod index;
mod questionnaire;

pub use index::index;
pub use questionnaire::{create, show};
