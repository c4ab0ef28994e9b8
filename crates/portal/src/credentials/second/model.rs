//! What a second step can be, and what its codes look like. Rules only.

use crate::{clock::Millis, random::Random};
use std::str::FromStr;

/// What an authenticator is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An app that shows codes by time (RFC 6238).
    Totp,
    /// A key that a device keeps (`WebAuthn`).
    Passkey,
}

impl Kind {
    /// As it is stored.
    pub fn key(self) -> &'static str {
        match self {
            Self::Totp => "totp",
            Self::Passkey => "passkey",
        }
    }
}

impl FromStr for Kind {
    type Err = ();

    fn from_str(key: &str) -> Result<Self, ()> {
        match key {
            "totp" => Ok(Self::Totp),
            "passkey" => Ok(Self::Passkey),
            _ => Err(()),
        }
    }
}

/// What an authenticator opens, and whose it is. Of a shared mailbox everybody who answers for it has one of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whose {
    /// Row of the account that it opens.
    pub account_id: i64,
    /// Row of the account of the person who has it.
    pub person_id: i64,
}

impl Whose {
    /// Of a person for the own account.
    pub fn own(account_id: i64) -> Self {
        Self {
            account_id,
            person_id: account_id,
        }
    }
}

/// An authenticator in force; never with its secret.
#[derive(Clone, Debug)]
pub struct Authenticator {
    /// Its name in addresses of pages.
    pub public_id: String,
    /// What it opens, and whose it is.
    pub whose: Whose,
    /// What it is.
    pub kind: Kind,
    /// As its owner calls it.
    pub label: String,
    /// Since when.
    pub created_at: Millis,
    /// When it last opened something.
    pub used_at: Option<Millis>,
}

/// By what somebody can prove a second step for an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ways {
    /// By the code of an app.
    pub totp: bool,
    /// By a passkey.
    pub passkey: bool,
    /// How many recovery codes are left.
    pub codes: i64,
}

impl Ways {
    /// Whether there is anything to ask for.
    pub fn is_enrolled(self) -> bool {
        self.totp || self.passkey
    }
}

/// Who has proven a second step, with what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proof {
    /// Row of the account of the person.
    pub person_id: i64,
    /// With a recovery code, `None`.
    pub kind: Option<Kind>,
}

/// How many authenticators one person may have for one account.
pub const MOST: usize = 10;
/// How many recovery codes there are.
pub const CODES: usize = 10;
/// Longest name of an authenticator, in characters.
pub const LONGEST_LABEL: usize = 60;

/// Symbols that cannot be taken for one another: none of 0, O, 1, I.
const SYMBOLS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// New recovery codes: ten symbols each. The first tells the codes of one person apart; nine are secret, 45 bits.
pub fn new_codes(random: &Random) -> Vec<String> {
    let symbol = |byte: u8| char::from(SYMBOLS[usize::from(byte % 32)]);
    (0..CODES)
        .map(|index| {
            let mark = char::from(SYMBOLS[index]);
            let secret = random.bytes::<9>().into_iter().map(symbol);
            std::iter::once(mark).chain(secret).collect()
        })
        .collect()
}

/// A code as it is printed: `2KQ4M-9XWTB`.
pub fn printed(code: &str) -> String {
    let (head, tail) = code.split_at_checked(5).unwrap_or((code, ""));
    format!("{head}-{tail}")
}

/// A recovery code as it was typed: in any case, with or without hyphen and spaces. `None` when it cannot be one.
pub fn read_code(typed: &str) -> Option<String> {
    let is_mark = |c: &char| c.is_whitespace() || "-–—".contains(*c);
    let code: String = typed
        .chars()
        .filter(|c| !is_mark(c))
        .map(|c| c.to_ascii_uppercase())
        .take(11)
        .collect();
    let fits = code.len() == 10 && code.bytes().all(|byte| SYMBOLS.contains(&byte));
    fits.then_some(code)
}

/// The name that somebody gives to an authenticator, or the one that it has without.
pub fn label(typed: &str, otherwise: &str) -> String {
    let clean: String = typed
        .chars()
        .filter(|c| !c.is_control())
        .take(LONGEST_LABEL)
        .collect();
    let clean = clean.trim();
    if clean.is_empty() { otherwise } else { clean }.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn codes_differ_in_their_first_symbol_and_are_read_as_they_are_printed() {
        let codes = new_codes(&Random::seeded(5));
        let marks: BTreeSet<_> = codes.iter().map(|code| &code[..1]).collect();
        assert_eq!((codes.len(), marks.len()), (CODES, CODES));
        for code in &codes {
            assert_eq!(read_code(&printed(code)).as_ref(), Some(code));
            assert_eq!(read_code(&code.to_lowercase()).as_ref(), Some(code));
        }
        assert_ne!(codes, new_codes(&Random::seeded(6)));
        // Each of the nine that are secret can be any of the 32: 45 bits.
        let many: Vec<_> = (0..400)
            .map(|seed| new_codes(&Random::seeded(seed)))
            .collect();
        for place in 1..10 {
            let seen: BTreeSet<_> = many
                .iter()
                .map(|codes| codes[0].as_bytes()[place])
                .collect();
            assert_eq!(seen.len(), SYMBOLS.len(), "symbol {place}");
        }
        for wrong in ["", "123456", "2KQ4M-9XWT0", "2KQ4M-9XWTBB", "２KQ4M9XWTB"] {
            assert_eq!(read_code(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_authenticator_has_a_name_of_one_short_line() {
        assert_eq!(label("  ponsel \n kantor ", "x"), "ponsel  kantor");
        assert_eq!(label(" \t", "Aplikasi"), "Aplikasi");
        assert_eq!(label(&"x".repeat(300), "").len(), LONGEST_LABEL);
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_a_code_or_none(typed in ".{0,30}") {
            if let Some(code) = read_code(&typed) {
                prop_assert!(code.len() == 10 && code.is_ascii());
            }
        }
    }
}
