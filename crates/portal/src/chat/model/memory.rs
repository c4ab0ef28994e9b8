//! What a conversation remembers, for a day: what was talked about, what was asked for, what can be chosen from.

use super::Intent;
use crate::{
    clock::{DAY, Millis},
    requests::Code,
};
use serde::{Deserialize, Serialize};

/// How long it is remembered after the last words.
pub const REMEMBERED: Millis = DAY;

/// What was talked about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Memory {
    /// The service that was talked about last.
    pub service: Option<i64>,
    /// What was asked for and is awaited.
    pub awaiting: Option<Awaiting>,
    /// The numbered list that was shown last.
    pub choices: Vec<Choice>,
}

/// What is awaited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Awaiting {
    /// A code, to tell how the request stands.
    Status,
    /// A code, to send its link once more.
    Link,
    /// A service, to tell what it needs.
    Terms,
}

/// A line of a numbered list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Choice {
    /// A service.
    Service(i64),
    /// How a request stands.
    Status(String),
    /// The link of a request.
    Link(String),
}

impl Choice {
    /// What is wanted by who chooses it.
    pub fn intent(&self) -> Intent {
        use super::Ticket;
        let ticket = |code: &String| code.parse::<Code>().map_or(Ticket::Mistyped, Ticket::Coded);
        match self {
            Self::Service(id) => Intent::Service(vec![*id]),
            Self::Status(code) => Intent::Status(ticket(code)),
            Self::Link(code) => Intent::Link(ticket(code)),
        }
    }
}
