//! What was said, to be read by a page or a test.

use super::{Graph, message::Shown};
use serde_json::Value;

/// How far a message of ours has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Taken.
    #[default]
    Accepted,
    /// Left Meta.
    Sent,
    /// On the telephone.
    Delivered,
    /// Opened.
    Read,
}

impl Reach {
    /// The steps that are told by webhook.
    pub(super) const TOLD: [Self; 3] = [Self::Sent, Self::Delivered, Self::Read];

    /// As the webhook says it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Sent => "sent",
            Self::Delivered => "delivered",
            Self::Read => "read",
        }
    }
}

/// One message, ours or a person's.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its name.
    pub wamid: String,
    /// The person's number, or identifier if it has none.
    pub person: String,
    /// When, in UTC milliseconds.
    pub at: i64,
    /// Whether the campus sent it.
    pub is_ours: bool,
    /// What it looks like.
    pub shown: Shown,
    /// How far it has come.
    pub reach: Reach,
    /// The error with which it did not arrive.
    pub failed: Option<i64>,
    /// `biz_opaque_callback_data`.
    pub callback_data: String,
    /// As it was sent.
    pub raw: Value,
}

/// All that was said with one person.
#[derive(Clone, Debug)]
pub struct Chat {
    /// Number, or identifier.
    pub person: String,
    /// The person's name.
    pub name: String,
    /// Whether the campus may write freely now.
    pub is_open: bool,
    /// The oldest first.
    pub lines: Vec<Line>,
}

impl Graph {
    /// Everything that is remembered, the oldest first.
    pub fn lines(&self) -> Vec<Line> {
        self.inner.state().lines.iter().cloned().collect()
    }

    /// What the campus sent to a person, the oldest first.
    pub fn sent_to(&self, person: &str) -> Vec<Line> {
        let ours = |line: &Line| line.is_ours && line.person == person;
        self.lines().into_iter().filter(ours).collect()
    }

    /// By person, the one with the newest message first.
    pub fn chats(&self) -> Vec<Chat> {
        let now = self.inner.options.clock.now();
        let mut chats: Vec<Chat> = Vec::new();
        let state = self.inner.state();
        for line in state.lines.iter().rev() {
            if let Some(chat) = chats.iter_mut().find(|chat| chat.person == line.person) {
                chat.lines.push(line.clone());
                continue;
            }
            let person = state.people.get(&line.person);
            chats.push(Chat {
                person: line.person.clone(),
                name: person.map_or_else(String::new, |person| person.name.clone()),
                is_open: person.is_some_and(|person| person.is_open(now)),
                lines: vec![line.clone()],
            });
        }
        for chat in &mut chats {
            chat.lines.reverse();
        }
        chats
    }
}
