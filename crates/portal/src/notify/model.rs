//! What a message says and what it looks like on each channel.

use crate::{clock::Millis, web::format};
use sop::Lang;
use std::str::FromStr;

/// Where in a body the single-use link will stand.
pub const LINK: &str = "{link}";

/// A way to reach somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Channel {
    /// A chat message to a mobile number.
    WhatsApp,
    /// An e-mail.
    Email,
}

impl Channel {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::WhatsApp, Self::Email];

    /// As it is stored.
    pub fn key(self) -> &'static str {
        match self {
            Self::WhatsApp => "whatsapp",
            Self::Email => "email",
        }
    }

    /// The kind of the jobs that deliver on it. Each channel has its own: one that is down holds nothing up on another.
    pub fn job(self) -> &'static str {
        match self {
            Self::WhatsApp => "deliver-whatsapp",
            Self::Email => "deliver-email",
        }
    }
}

impl FromStr for Channel {
    type Err = ();

    fn from_str(key: &str) -> Result<Self, ()> {
        Self::ALL
            .into_iter()
            .find(|channel| channel.key() == key)
            .ok_or(())
    }
}

/// How far a message has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// In the outbox.
    Queued,
    /// The gateway accepted it.
    Sent,
    /// Given up; the super admin can send it again.
    Failed,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Queued, Self::Sent, Self::Failed];

    /// As it is stored.
    pub fn key(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sent => "sent",
            Self::Failed => "failed",
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

/// Somebody who is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Name, for the salutation.
    pub name: String,
    /// WhatsApp number `628…`.
    pub whatsapp: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Language in which the message was written.
    pub lang: Lang,
}

impl Contact {
    /// The ways to reach this person.
    pub fn channels(&self) -> impl Iterator<Item = (Channel, &str)> {
        let given = [
            (Channel::WhatsApp, &self.whatsapp),
            (Channel::Email, &self.email),
        ];
        given
            .into_iter()
            .filter_map(|(channel, to)| Some((channel, to.as_deref()?)))
    }
}

/// What somebody is told, on every channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The event and who is told of it: `event:41:applicant`. Telling twice sends once.
    pub origin: String,
    /// The request that it is about.
    pub request_id: Option<i64>,
    /// The unit in whose name it is sent.
    pub unit_id: i64,
    /// The first line: state and ticket code. Plain text.
    pub subject: String,
    /// One reason and one link. Plain text; where it says [`LINK`] the address of `link_id` will stand.
    pub body: String,
    /// A single-use link; each message gets a token of its own as it leaves.
    pub link_id: Option<i64>,
}

/// What became of a message, for the timeline of its request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// On which channel.
    pub channel: Channel,
    /// To whom, recognisable to that person only.
    pub recipient_masked: String,
    /// How far it has come.
    pub state: State,
    /// When it was sent, or else written.
    pub at: Millis,
}

/// `0858-••••-1103`, `ri•••@student.example`.
pub fn masked(channel: Channel, recipient: &str) -> String {
    match channel {
        Channel::WhatsApp => {
            let number = format::phone(recipient);
            let groups: Vec<_> = number.split('-').collect();
            let last = groups.len().saturating_sub(1);
            let hidden = |(index, group): (usize, &&str)| {
                if index == 0 || index == last {
                    (*group).to_owned()
                } else {
                    "•".repeat(group.len())
                }
            };
            let shown: Vec<_> = groups.iter().enumerate().map(hidden).collect();
            shown.join("-")
        }
        Channel::Email => {
            let (local, domain) = recipient.split_once('@').unwrap_or((recipient, ""));
            let start: String = local.chars().take(2).collect();
            format!("{start}•••@{domain}")
        }
    }
}

/// What the salutation, the signature and the promise are called in the reader's language, and around what they stand.
pub struct Letter<'a> {
    /// To whom.
    pub name: &'a str,
    /// State and ticket code.
    pub subject: &'a str,
    /// With the link in its place.
    pub body: &'a str,
    /// In whose name.
    pub sender: &'a str,
    /// *Yth.*
    pub dear: &'a str,
    /// That nobody asks for a password.
    pub promise: &'a str,
}

/// The text as it leaves. On WhatsApp the first line is the subject in bold; an e-mail has it in its header and begins with it.
pub fn compose(channel: Channel, letter: &Letter<'_>) -> String {
    let Letter {
        name,
        subject,
        body,
        sender,
        dear,
        promise,
    } = letter;
    match channel {
        Channel::WhatsApp => {
            let bold = subject.replace('*', "");
            format!("*{bold}*\n\n{body}\n\n{promise}\n{sender}")
        }
        Channel::Email => {
            format!("{subject}\n\n{dear} {name},\n\n{body}\n\n{promise}\n\n{sender}\n")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recipient_is_masked() {
        assert_eq!(masked(Channel::WhatsApp, "6285890001103"), "0858-••••-1103");
        assert_eq!(
            masked(Channel::Email, "rina@student.example"),
            "ri•••@student.example"
        );
        assert_eq!(masked(Channel::Email, "é@x"), "é•••@x");
    }

    #[test]
    fn the_first_line_says_the_state() {
        let letter = Letter {
            name: "Rina",
            subject: "Tiket R4K-7MD-2QX *selesai*",
            body: "Blokir dibuka.",
            sender: "DTIK",
            dear: "Yth.",
            promise: "Kami tidak meminta kata sandi.",
        };
        let chat = compose(Channel::WhatsApp, &letter);
        assert_eq!(chat.lines().next(), Some("*Tiket R4K-7MD-2QX selesai*"));
        let mail = compose(Channel::Email, &letter);
        assert_eq!(mail.lines().next(), Some("Tiket R4K-7MD-2QX *selesai*"));
        assert!(mail.contains("\nYth. Rina,\n"));
    }
}
