//! The ways to reach somebody, and how far a message has come.

use std::str::FromStr;

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

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::WhatsApp => "WhatsApp",
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

/// How far a message has come. Later ones do not go back: what was read is not delivered again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The second choice: sent if the first does not arrive.
    Held,
    /// The first choice arrived, or the second is not needed for another reason.
    Spared,
    /// In the outbox.
    Queued,
    /// The gateway accepted it.
    Sent,
    /// It arrived at the recipient's telephone or mail server.
    Delivered,
    /// The recipient opened it.
    Read,
    /// Given up on this channel; it went out on the other.
    Replaced,
    /// Given up, and nothing else told the recipient; the super admin can send it again.
    Failed,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Held,
        Self::Spared,
        Self::Queued,
        Self::Sent,
        Self::Delivered,
        Self::Read,
        Self::Replaced,
        Self::Failed,
    ];

    /// As it is stored.
    pub fn key(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Spared => "spared",
            Self::Queued => "queued",
            Self::Sent => "sent",
            Self::Delivered => "delivered",
            Self::Read => "read",
            Self::Replaced => "replaced",
            Self::Failed => "failed",
        }
    }

    /// Whether the gateway has taken it.
    pub fn has_left(self) -> bool {
        matches!(self, Self::Sent | Self::Delivered | Self::Read)
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
