//! The ways to reach an owner besides the account itself, and how they are proven.

use crate::{
    accounts::{Account, Action},
    clock::{DAY, HOUR, MINUTE, Millis},
    credentials::Limit,
    notify::{self, Channel},
    web::{format, text},
};
use sop::Lang;
use std::str::FromStr;

/// How long a code works.
pub const CODE_LIFETIME: Millis = 10 * MINUTE;
/// After so many wrong ones a code does not work any more.
pub const MOST_FAILURES: i64 = 5;
/// Codes that somebody has sent.
pub const PER_ACCOUNT: Limit = Limit {
    attempts: 5,
    window: HOUR,
};
/// Codes that are sent to a number or address, whoever asks: it may be a stranger's.
pub const PER_CONTACT: Limit = Limit {
    attempts: 5,
    window: DAY,
};

/// A way to reach an owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The WhatsApp number.
    WhatsApp,
    /// An address besides the one of the account.
    Recovery,
}

impl Way {
    /// As it is stored; also the end of its keys in the locales.
    pub fn key(self) -> &'static str {
        match self {
            Self::WhatsApp => "whatsapp",
            Self::Recovery => "recovery",
        }
    }

    /// Its page.
    pub fn path(self) -> &'static str {
        match self {
            Self::WhatsApp => "/akun-saya/kontak/whatsapp",
            Self::Recovery => "/akun-saya/kontak/pemulihan",
        }
    }

    /// On which messages go there.
    pub fn channel(self) -> Channel {
        match self {
            Self::WhatsApp => Channel::WhatsApp,
            Self::Recovery => Channel::Email,
        }
    }

    /// What is written down when it is proven, and when it is taken out.
    pub fn actions(self) -> (Action, Action) {
        match self {
            Self::WhatsApp => (Action::ConfirmWhatsapp, Action::RemoveWhatsapp),
            Self::Recovery => (Action::ConfirmRecovery, Action::RemoveRecovery),
        }
    }

    /// What stands in an account now.
    pub fn of(self, account: &Account) -> Option<&str> {
        match self {
            Self::WhatsApp => account.whatsapp.as_deref(),
            Self::Recovery => account.recovery_address.as_deref(),
        }
    }

    /// Whether what stands there is proven.
    pub fn is_proven(self, account: &Account) -> bool {
        match self {
            Self::WhatsApp => account.whatsapp.is_some() && account.whatsapp_confirmed,
            Self::Recovery => account.recovery_address.is_some(),
        }
    }

    /// What was typed, as it is stored.
    ///
    /// # Errors
    /// The sentence that says what is wrong with it.
    pub fn parse(self, typed: &str, account: &Account, lang: Lang) -> Result<String, String> {
        let word = |key| text::t(lang, key).into_owned();
        let contact = match self {
            Self::WhatsApp => sop::validate::whatsapp(typed),
            Self::Recovery => sop::validate::email(typed),
        };
        let contact = contact.map_err(|sentence| sentence.get(lang).to_owned())?;
        if contact == account.address {
            return Err(word("profile-recovery-own"));
        }
        if self.is_proven(account) && self.of(account) == Some(contact.as_str()) {
            return Err(word("profile-contact-same"));
        }
        Ok(contact)
    }

    /// As people read it.
    pub fn shown(self, contact: &str) -> String {
        match self {
            Self::WhatsApp => format::phone(contact),
            Self::Recovery => contact.to_owned(),
        }
    }

    /// Recognisable to its owner only.
    pub fn masked(self, contact: &str) -> String {
        notify::masked(self.channel(), contact)
    }
}

impl FromStr for Way {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        match word {
            "whatsapp" => Ok(Self::WhatsApp),
            "pemulihan" => Ok(Self::Recovery),
            _ => Err(()),
        }
    }
}
