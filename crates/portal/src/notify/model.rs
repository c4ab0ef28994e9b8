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
    /// Subject of the e-mail: state and ticket code.
    pub subject: String,
    /// Begins with the state, then one reason and one link. Plain text, in which `*this*` is bold on WhatsApp; without
    /// any, the subject stands above it in bold. Where it says [`LINK`] the address of `link_id` will stand. Salutation,
    /// signature and the promise that nobody asks for a password are put around it as it leaves.
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

/// A ticket code as people read it: `R4K-7MD-2QX`.
pub fn dashed(code: &str) -> String {
    let groups: Vec<_> = code
        .as_bytes()
        .chunks(3)
        .map(String::from_utf8_lossy)
        .collect();
    groups.join("-")
}

/// The parts of a message's text, all in the reader's language.
#[derive(Clone, Copy)]
pub struct Letter<'a> {
    /// *Yth. Rina Wulandari,*
    pub salutation: &'a str,
    /// Subject of the e-mail.
    pub subject: &'a str,
    /// With the link in its place.
    pub body: &'a str,
    /// That nobody asks for a password.
    pub promise: &'a str,
    /// In whose name.
    pub sender: &'a str,
}

/// The text as it leaves. A chat has its state in bold: in its body, or else the subject above it. An e-mail is a
/// letter, with a subject of its own.
pub fn compose(channel: Channel, letter: &Letter<'_>) -> String {
    let Letter {
        salutation,
        subject,
        body,
        promise,
        sender,
    } = letter;
    match channel {
        Channel::WhatsApp if bold(body).is_some() => format!("{body}\n\n{promise}\n{sender}"),
        Channel::WhatsApp => format!("*{subject}*\n\n{body}\n\n{promise}\n{sender}"),
        Channel::Email => {
            let body = without_stars(body);
            format!("{salutation}\n\n{body}\n\n{promise}\n\n{sender}\n")
        }
    }
}

/// A mail program would show the stars.
fn without_stars(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, bold, after)) = bold(rest) {
        plain.push_str(before);
        plain.push_str(bold);
        rest = after;
    }
    plain.push_str(rest);
    plain
}

/// A stretch of text as a screen shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// As it is.
    Plain(String),
    /// In bold.
    Bold(String),
    /// An address to follow.
    Link(String),
}

/// What a chat program makes of a text: addresses can be followed and `*stars*` make bold.
pub fn pieces(text: &str, channel: Channel) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest
        .find("https://")
        .into_iter()
        .chain(rest.find("http://"))
        .min()
    {
        let (before, from) = rest.split_at(start);
        let end = from.find(char::is_whitespace).unwrap_or(from.len());
        let address = from[..end].trim_end_matches(['.', ',', ')', '*']);
        found.extend(emphasised(before, channel));
        found.push(Piece::Link(address.to_owned()));
        rest = &from[address.len()..];
    }
    found.extend(emphasised(rest, channel));
    found
}

fn emphasised(text: &str, channel: Channel) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut rest = text;
    if channel == Channel::WhatsApp {
        while let Some((before, bold, after)) = bold(rest) {
            found.push(Piece::Plain(before.to_owned()));
            found.push(Piece::Bold(bold.to_owned()));
            rest = after;
        }
    }
    found.push(Piece::Plain(rest.to_owned()));
    found.retain(|piece| *piece != Piece::Plain(String::new()));
    found
}

/// The first `*…*` as WhatsApp reads it: on one line, no space inside the stars. And what stands around it.
fn bold(text: &str) -> Option<(&str, &str, &str)> {
    let starts = text.match_indices('*').map(|(at, _)| at);
    starts.into_iter().find_map(|start| {
        let (bold, after) = text[start + 1..].split_once('*')?;
        let is_bold = !bold.is_empty() && bold.trim() == bold && !bold.contains('\n');
        is_bold.then_some((&text[..start], bold, after))
    })
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
    fn a_chat_begins_with_the_state_and_a_mail_with_the_name() {
        let letter = Letter {
            salutation: "Yth. Rina,",
            subject: "Selesai: tiket R4K-7MD-2QX",
            body: "Tiket R4K-7MD-2QX *selesai*.\n\n2 * 3 * 4 = 24",
            promise: "Kami tidak meminta kata sandi.",
            sender: "DTIK",
        };
        let chat = compose(Channel::WhatsApp, &letter);
        assert!(chat.starts_with("Tiket R4K-7MD-2QX *selesai*.\n"));
        let without = Letter {
            body: "Blokir dibuka.",
            ..letter
        };
        let headed = compose(Channel::WhatsApp, &without);
        assert!(headed.starts_with("*Selesai: tiket R4K-7MD-2QX*\n\nBlokir dibuka.\n"));
        let mail = compose(Channel::Email, &letter);
        assert!(
            mail.starts_with("Yth. Rina,\n\nTiket R4K-7MD-2QX selesai.\n\n2 * 3 * 4 = 24\n"),
            "{mail}"
        );
    }

    #[test]
    fn a_chat_shows_bold_and_links() {
        let plain = |text: &str| Piece::Plain(text.into());
        let shown = pieces(
            "*Tiket selesai*\n\nIsi di https://x.test/a?b=1.\n2 * 3",
            Channel::WhatsApp,
        );
        assert_eq!(
            shown,
            [
                Piece::Bold("Tiket selesai".into()),
                plain("\n\nIsi di "),
                Piece::Link("https://x.test/a?b=1".into()),
                plain(".\n2 * 3"),
            ]
        );
        assert_eq!(pieces("*a*", Channel::Email), [plain("*a*")]);
    }
}
