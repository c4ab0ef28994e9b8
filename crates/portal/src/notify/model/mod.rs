//! What a message says and what it looks like on each channel.

mod channel;
mod message;
mod words;

pub use channel::{Channel, State};
pub use message::{Button, Contact, LINK, Message, Told, Topic};
pub use words::{Letter, Piece, compose, dashed, masked, pieces};
