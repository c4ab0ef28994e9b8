//! Files of the academic office, taken over into the roster.

mod header;
mod line;
mod mistake;
mod reader;
mod text;

pub use line::Line;
pub use mistake::Mistake;
pub use reader::{Lines, Refused};
pub use text::{Encoding, Source};
