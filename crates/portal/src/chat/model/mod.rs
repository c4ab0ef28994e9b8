//! What is understood, what is remembered, what can be answered. No I/O.

mod asks;
mod code;
mod command;
mod intent;
mod memory;
mod reply;
mod talk;
mod understand;
mod words;

pub use intent::{Day, Intent, Ticket};
pub use memory::{Awaiting, Choice, Memory, REMEMBERED};
pub use reply::{BUTTONS, Reply, TITLE, id, tapped};
pub use talk::{Author, Conversation, KEPT, LONGEST, Line, State, trimmed};
pub use understand::{Understood, understand};
