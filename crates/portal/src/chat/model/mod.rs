//! What is understood, what is remembered, what can be answered. No I/O.

mod code;
mod intent;
mod memory;
mod reply;
mod talk;
mod words;

pub use intent::{Day, Intent, Ticket, Understood, understand};
pub use memory::{Awaiting, Choice, Memory, REMEMBERED};
pub use reply::{BUTTONS, Button, Reply, TITLE, id, tapped};
pub use talk::{Author, Conversation, KEPT, LONGEST, Line, State, trimmed};
