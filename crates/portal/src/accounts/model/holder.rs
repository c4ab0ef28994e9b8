//! Who answers for a shared mailbox, and when one ends.

use super::{Account, Kind};
use crate::{clock::Millis, web::text};
use sop::Lang;
use std::str::FromStr;

words! {
    /// What somebody is to a shared mailbox.
    Part {
        /// *Penanggung jawab*, the person in charge.
        Pic = "pic",
        /// *Wakil*.
        Deputy = "deputy",
    }
}

impl Part {
    /// What people call it.
    pub fn label(self, lang: Lang) -> String {
        text::t(lang, &format!("accounts-part-{}", self.key())).into_owned()
    }
}

/// Somebody who answers for a shared mailbox now.
#[derive(Clone, Debug)]
pub struct Holder {
    /// Its name in addresses of pages.
    pub public_id: String,
    /// Whose part it is.
    pub person: Account,
    /// As what.
    pub part: Part,
    /// Since when.
    pub from_at: Millis,
}

impl Kind {
    /// Whether several people answer for such an account, none of whom it is.
    pub fn is_shared(self) -> bool {
        matches!(self, Self::Unit | Self::Event)
    }

    /// Whether it is the campus account of one person.
    pub fn is_personal(self) -> bool {
        matches!(self, Self::Student | Self::Staff)
    }
}

impl Account {
    /// Whether its time has passed.
    pub fn is_expired(&self, now: Millis) -> bool {
        self.expires_at.is_some_and(|end| end <= now)
    }

    /// Whether whoever has it can do anything with it: a mailbox whose person in charge cannot is without one.
    pub fn can_act(&self, now: Millis) -> bool {
        !self.blocked && !self.closed && !self.is_expired(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_reads_back_and_has_a_name_in_both_languages() {
        for part in Part::ALL {
            assert_eq!(part.key().parse(), Ok(*part));
            for lang in Lang::ALL {
                assert!(!part.label(lang).starts_with("accounts-"), "{part:?}");
            }
        }
    }
}
