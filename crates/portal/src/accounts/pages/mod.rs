//! Pages of the account directory, by noun.

pub mod conditions;
pub mod directory;
pub mod report;
pub mod reviews;
pub mod sessions;
mod sheets;
