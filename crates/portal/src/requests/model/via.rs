//! Through what somebody acted on a request.

use std::str::FromStr;

/// Through what somebody acted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    /// The pages, signed in.
    Desk,
    /// A tap on a message.
    WhatsApp,
    /// The link in an e-mail.
    Email,
}

impl Via {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Desk, Self::WhatsApp, Self::Email];

    /// As it is stored; also the end of its key in the locales.
    pub fn key(self) -> &'static str {
        match self {
            Self::Desk => "desk",
            Self::WhatsApp => "whatsapp",
            Self::Email => "email",
        }
    }
}

impl FromStr for Via {
    type Err = ();

    fn from_str(key: &str) -> Result<Self, ()> {
        let mut all = Self::ALL.into_iter();
        all.find(|via| via.key() == key).ok_or(())
    }
}
