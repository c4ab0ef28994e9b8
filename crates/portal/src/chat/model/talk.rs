//! A conversation and its lines.

use super::Memory;
use crate::{clock::Millis, notify::Button};
use sop::Lang;
use std::str::FromStr;

/// Who answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The engine.
    Engine,
    /// Nobody yet: a person was asked for.
    Waiting,
    /// A person.
    Person,
}

impl State {
    const ALL: [Self; 3] = [Self::Engine, Self::Waiting, Self::Person];

    /// As it is stored.
    pub fn key(self) -> &'static str {
        match self {
            Self::Engine => "engine",
            Self::Waiting => "waiting",
            Self::Person => "person",
        }
    }
}

impl FromStr for State {
    type Err = ();

    fn from_str(key: &str) -> Result<Self, ()> {
        Self::ALL
            .into_iter()
            .find(|state| state.key() == key)
            .ok_or(())
    }
}

/// Whose words a line has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    /// Who asks.
    Visitor,
    /// The engine.
    Engine,
    /// The helpdesk.
    Officer,
}

impl Author {
    const ALL: [Self; 3] = [Self::Visitor, Self::Engine, Self::Officer];

    /// As it is stored.
    pub fn key(self) -> &'static str {
        match self {
            Self::Visitor => "visitor",
            Self::Engine => "engine",
            Self::Officer => "officer",
        }
    }
}

impl FromStr for Author {
    type Err = ();

    fn from_str(key: &str) -> Result<Self, ()> {
        Self::ALL
            .into_iter()
            .find(|author| author.key() == key)
            .ok_or(())
    }
}

/// A line.
#[derive(Clone, Debug)]
pub struct Line {
    /// Whose words.
    pub author: Author,
    /// Name of the officer, else empty.
    pub officer_name: String,
    /// The words.
    pub body: String,
    /// Buttons under them.
    pub buttons: Vec<Button>,
    /// When.
    pub at: Millis,
}

/// A conversation as it stands.
#[derive(Clone, Debug)]
pub struct Conversation {
    /// Its row.
    pub id: i64,
    /// Its name in addresses of pages.
    pub public_id: String,
    /// With whom: `whatsapp:628…`, `account:41`, `visitor:…`.
    pub peer: String,
    /// Whose it is, as far as that is proven.
    pub account_id: Option<i64>,
    /// In which language.
    pub lang: Lang,
    /// Whether that was asked for.
    pub lang_chosen: bool,
    /// What is remembered, if it is not too long ago.
    pub memory: Memory,
    /// Who answers.
    pub state: State,
    /// Whose helpdesk is asked; 0: none was yet.
    pub unit_id: i64,
    /// Who answered last.
    pub officer_name: String,
    /// When its page was last open.
    pub seen_at: Millis,
    /// Since when a person is waited for.
    pub waiting_since: Millis,
    /// When something was last said.
    pub updated_at: Millis,
}

impl Conversation {
    /// The WhatsApp number that it is with.
    pub fn number(&self) -> Option<&str> {
        self.peer.strip_prefix("whatsapp:")
    }
}

/// How many lines of a conversation are kept.
pub const KEPT: i64 = 100;
/// The longest text, in characters.
pub const LONGEST: usize = 1_000;

/// What was written without what surrounds it, of bounded length.
pub fn trimmed(text: &str) -> String {
    let clean = text.chars().filter(|one| !one.is_control() || *one == '\n');
    let clean: String = clean.collect();
    clean.trim().chars().take(LONGEST).collect()
}
