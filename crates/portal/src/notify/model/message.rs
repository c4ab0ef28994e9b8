//! What somebody is told, and why.

use super::{Channel, State};
use crate::{
    accounts::{Account, Order},
    clock::Millis,
};
use serde::{Deserialize, Serialize};
use sop::Lang;
use std::str::FromStr;

/// Where in a body the single-use link will stand.
pub const LINK: &str = "{link}";

/// Why somebody is told. Says which template carries the message where a chat is not open, and what may be done with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// What happened to a request.
    Status,
    /// A single-use link.
    Link,
    /// A code of six digits.
    Code,
    /// Something was done to the credentials of an account.
    Security,
    /// Any other news of an account or mailbox.
    Account,
    /// An officer has something to decide or to do.
    Matter,
    /// An answer in a chat that the recipient began.
    Chat,
}

impl Topic {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Status,
        Self::Link,
        Self::Code,
        Self::Security,
        Self::Account,
        Self::Matter,
        Self::Chat,
    ];

    /// As it is stored.
    pub fn key(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Link => "link",
            Self::Code => "code",
            Self::Security => "security",
            Self::Account => "account",
            Self::Matter => "matter",
            Self::Chat => "chat",
        }
    }

    /// Whether it may ring at night: somebody waits for it, or must not sleep through it.
    pub fn is_urgent(self) -> bool {
        match self {
            Self::Link | Self::Code | Self::Security | Self::Chat => true,
            Self::Status | Self::Account | Self::Matter => false,
        }
    }

    /// Whether the recipient asked for it: then it comes even to whoever wants no other messages.
    pub fn was_asked_for(self) -> bool {
        matches!(self, Self::Link | Self::Code | Self::Chat)
    }

    /// Whether it goes on every channel, whatever the recipient prefers (OWASP ASVS 5.0, 6.3.7): whoever has taken over
    /// one of them must not be able to keep it quiet.
    pub fn is_on_all_channels(self) -> bool {
        matches!(self, Self::Security | Self::Link)
    }
}

impl FromStr for Topic {
    type Err = ();

    fn from_str(key: &str) -> Result<Self, ()> {
        Self::ALL
            .into_iter()
            .find(|topic| topic.key() == key)
            .ok_or(())
    }
}

/// What can be answered with one tap. Channels without buttons leave it out: the text says how to do it there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Button {
    /// What comes back when it is tapped, at most 256 bytes; never a secret: who tapped is known from the number.
    pub id: String,
    /// At most 20 characters.
    pub title: String,
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
    /// Which way first, and whether the other too.
    pub order: Order,
}

impl Contact {
    /// The owner of an account: at its address, and at its number if that is proven.
    pub fn of(account: &Account) -> Self {
        let number = account.whatsapp.clone();
        Self {
            name: account.name.clone(),
            whatsapp: number.filter(|_| account.whatsapp_confirmed),
            email: Some(account.address.clone()),
            lang: account.lang,
            order: account.order,
        }
    }
}

impl Contact {
    /// The ways to reach this person, the preferred one first.
    pub fn channels(&self) -> impl Iterator<Item = (Channel, &str)> {
        let mut given = [
            (Channel::WhatsApp, &self.whatsapp),
            (Channel::Email, &self.email),
        ];
        if self.order == Order::EmailFirst {
            given.reverse();
        }
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
    /// Why it is sent.
    pub topic: Topic,
    /// What can be answered with one tap, at most three.
    pub buttons: Vec<Button>,
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
