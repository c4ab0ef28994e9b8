//! What is tapped, written and answered.

use super::super::Code;
use crate::{clock::Millis, notify::Button};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// What the buttons of decisions begin with.
pub const PREFIX: &str = "putusan:";

/// A button of a message was tapped.
#[derive(Clone, Debug)]
pub struct Tap {
    /// From which number, `628…`.
    pub number: String,
    /// What the button carries.
    pub payload: String,
    /// What the gateway calls it.
    pub message_id: String,
    /// When it was tapped.
    pub at: Millis,
}

/// Something was written to the number.
#[derive(Clone, Debug)]
pub struct Said {
    /// From which number, `628…`.
    pub number: String,
    /// What.
    pub text: String,
    /// What the gateway calls it.
    pub message_id: String,
    /// When it was written.
    pub at: Millis,
}

/// What is answered, to the same number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// Where it says [`crate::notify::LINK`] the address of `link_id` will stand.
    pub text: String,
    /// What can be answered with one tap.
    pub buttons: Vec<Button>,
    /// A single-use link: its token is made as the message leaves.
    pub link_id: Option<i64>,
}

impl Reply {
    /// Words alone.
    pub fn words(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }
}

/// What a tap does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Asks whether to approve.
    Approve,
    /// Approves.
    ApproveNow,
    /// Asks why it goes back.
    Return,
    /// Sends it back with the reason that was written.
    ReturnNow,
    /// Asks to whom.
    Dispose,
    /// Gives it to the member of staff of this row.
    DisposeTo(i64),
    /// Nothing of it.
    Cancel,
}

/// What a button carries: the ticket, the event up to which the officer knew it, and the deed. Never a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payload {
    /// Ticket.
    pub code: Code,
    /// Last event.
    pub seq: i64,
    /// Deed.
    pub deed: Deed,
}

const WORDS: [(Deed, &str); 6] = [
    (Deed::Approve, "setujui"),
    (Deed::ApproveNow, "setujui-ya"),
    (Deed::Return, "kembalikan"),
    (Deed::ReturnNow, "kembalikan-ya"),
    (Deed::Dispose, "disposisi"),
    (Deed::Cancel, "batal"),
];

impl fmt::Display for Payload {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{PREFIX}{}:{}:", self.code.as_str(), self.seq)?;
        match self.deed {
            Deed::DisposeTo(id) => write!(out, "disposisi-{id}"),
            deed => {
                let word = WORDS.iter().find(|(one, _)| *one == deed);
                out.write_str(word.map_or("", |(_, word)| word))
            }
        }
    }
}

impl FromStr for Payload {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let parts: Vec<_> = text.split(':').collect();
        let ["putusan", code, seq, word] = parts[..] else {
            return Err(());
        };
        let known = WORDS.iter().find(|(_, one)| *one == word);
        let to = || word.strip_prefix("disposisi-")?.parse().ok();
        let deed = known.map(|(deed, _)| *deed);
        Ok(Self {
            code: code.parse()?,
            seq: seq.parse().map_err(|_| ())?,
            deed: deed.or_else(|| to().map(Deed::DisposeTo)).ok_or(())?,
        })
    }
}

/// At most so many characters stand on a button.
const ON_A_BUTTON: usize = 20;

/// What stands on a button, cut where it is too long.
pub fn title(words: &str) -> String {
    if words.chars().count() <= ON_A_BUTTON {
        return words.to_owned();
    }
    let start: String = words.chars().take(ON_A_BUTTON - 1).collect();
    format!("{}…", start.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Random;

    #[test]
    fn a_button_reads_back_what_it_carries_and_nothing_else() {
        let code = Code::new(&Random::seeded(3));
        let deeds = WORDS.iter().map(|(deed, _)| *deed);
        for deed in deeds.chain([Deed::DisposeTo(41)]) {
            let payload = Payload {
                code: code.clone(),
                seq: 12,
                deed,
            };
            assert_eq!(payload.to_string().parse(), Ok(payload.clone()));
            assert!(payload.to_string().len() <= 256);
        }
        let code = code.as_str();
        for bad in [
            "",
            "putusan",
            "halo",
            &format!("putusan:{code}:1:hapus"),
            &format!("putusan:{code}:x:setujui"),
            &format!("putusan:{code}:1:setujui:lagi"),
            &format!("putusan:{code}:1:disposisi-"),
            &format!("lain:{code}:1:setujui"),
        ] {
            assert!(bad.parse::<Payload>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_long_name_is_cut_on_its_button() {
        assert_eq!(title("Lestari Ningsih"), "Lestari Ningsih");
        let long = title("Muhammad Abdurrahman Wahid");
        assert_eq!(long, "Muhammad Abdurrahma…");
        assert_eq!(long.chars().count(), 20);
    }
}
