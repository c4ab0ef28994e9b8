//! Files of the academic office, taken over into the roster.

mod header;
mod line;
mod mistake;
mod reader;
mod run;
mod text;

pub use line::Line;
pub use mistake::Mistake;
pub use reader::{Lines, Refused};
pub use run::{Mode, Report, Watch, lines, merge, take_over};
pub use text::{Encoding, Source};
