//! What is answered: words, and at most three buttons.

use super::{Intent, Ticket, intent::Day};
use crate::notify::Button;
use sop::Lang;

/// WhatsApp takes no more.
pub const BUTTONS: usize = 3;
/// The longest title of a button there.
pub const TITLE: usize = 20;
/// The longest text to which WhatsApp adds buttons.
const TEXT: usize = 1_024;

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Plain text in which `*this*` is bold.
    pub text: String,
    /// At most three.
    pub buttons: Vec<Button>,
}

impl Reply {
    /// Words alone.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            buttons: Vec::new(),
        }
    }

    /// Words with buttons, as far as they may have any.
    pub fn with(text: impl Into<String>, buttons: Vec<Button>) -> Self {
        let text = text.into();
        let fits = text.chars().count() <= TEXT;
        let buttons = buttons.into_iter().take(BUTTONS).filter(|_| fits);
        Self {
            buttons: buttons.collect(),
            text,
        }
    }
}

/// What the button with this id wants; `None` for one that is not ours.
pub fn tapped(id: &str) -> Option<Intent> {
    let (what, which) = id
        .strip_prefix("chat:")?
        .split_once(':')
        .unwrap_or_else(|| (id.strip_prefix("chat:").unwrap_or_default(), ""));
    let number = which.parse::<i64>().ok();
    Some(match what {
        "help" => Intent::Help,
        "status" => Intent::Status(Ticket::Unnamed),
        "link" => Intent::Link(which.parse().map_or(Ticket::Unnamed, Ticket::Coded)),
        "person" => Intent::Person(number),
        "leave" => Intent::Leave,
        "terms" => Intent::Terms(number),
        "service" => Intent::Service(vec![number?]),
        "hours" => Intent::Hours(number, Day::Now),
        "speak" => Intent::Speak(Lang::from_code(which)?),
        _ => return None,
    })
}

/// The id of a button: `chat:terms:45`.
pub fn id(what: &str, which: impl std::fmt::Display) -> String {
    format!("chat:{what}:{which}")
}
