//! The text of a message on each channel.

use super::Channel;
use crate::web::format;

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
