//! What every page shares: language, visitor, page layout, errors, headers, assets.

pub mod assets;
pub mod cache;
pub mod csv;
pub mod errors;
pub mod form;
pub mod format;
pub mod headers;
pub mod lang;
mod lent;
pub mod meter;
pub mod page;
pub mod serve;
pub mod text;
pub mod trace;
pub mod visitor;

pub use form::{FormErrors, Values};
pub use meter::Meter;
pub use page::{Page, html, html_with, redirect};
pub use sop::Lang;
pub use visitor::Visitor;
