//! The rules of a request, without I/O: its code, its statuses, its events and what follows from them.

mod code;
mod decision;
mod event;
mod officer;
mod queue;
mod shelf;
mod state;
mod status;
mod via;
mod words;

pub use code::Code;
pub use decision::{Decision, LONGEST_NOTE, Verdict, handed_in, judge, misfits};
pub use event::{Checked, Event, Happening, Kind};
pub use officer::Officer;
pub use queue::Queue;
pub use shelf::Shelf;
pub use state::{State, before, status_at};
pub use status::Status;
pub use via::Via;
pub use words::{sought, words};
