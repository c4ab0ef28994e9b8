//! What an account is, why one is blocked, what may be done to it. Rules only.

use super::NewAccount;
use crate::{clock::Millis, web::text};
use sop::{AccountType, Campus, Lang};
use std::str::FromStr;

/// A closed list of words that are stored as their key.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $key:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$vmeta])* $variant,)+ }

        impl $name {
            /// All of them, in the order in which people read them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// As it is stored.
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)+ }
            }
        }

        impl FromStr for $name {
            type Err = ();

            fn from_str(key: &str) -> Result<Self, ()> {
                Self::ALL.iter().copied().find(|word| word.key() == key).ok_or(())
            }
        }
    };
}

words! {
    /// On which channels somebody is told what is not about security.
    Order {
        /// On WhatsApp and by e-mail, as the SOPs have it.
        Both = "both",
        /// On WhatsApp; by e-mail only if it does not arrive there.
        WhatsAppFirst = "whatsapp",
        /// By e-mail; on WhatsApp only if it does not arrive there.
        EmailFirst = "email",
    }
}

mod block;
mod holder;
mod link;
mod trail;

pub use block::{
    BlockEntry, Cause, Condition, Deed, DueReview, Handled, LedgerLine, Lifted, Opening, Past,
    missing,
};
pub use holder::{Holder, Part};
pub use link::{Link, LinkState};
pub use trail::{Action, Touch, Touched, offices, offices_text};

words! {
    /// What an account is for.
    Kind {
        /// A student.
        Student = "student",
        /// A lecturer or a member of the administrative staff.
        Staff = "staff",
        /// A study programme, office or other unit.
        Unit = "unit",
        /// A journal, seminar or other event.
        Event = "event",
        /// Somebody who registered here with an address of their own.
        Guest = "guest",
    }
}

words! {
    /// What a single-use link is for.
    Purpose {
        /// Proves that an address belongs to who registered with it.
        ConfirmAddress = "confirm-address",
        /// Its owner sets a password.
        SetPassword = "set-password",
        /// Its owner enrols the second step.
        EnrolSecondStep = "enrol-second-step",
        /// An officer decides on a request.
        Decide = "decide",
    }
}

impl Kind {
    /// What people call it.
    pub fn label(self, lang: Lang) -> String {
        text::t(lang, &format!("accounts-kind-{}", self.key())).into_owned()
    }
}

impl From<AccountType> for Kind {
    fn from(kind: AccountType) -> Self {
        match kind {
            AccountType::Student => Self::Student,
            AccountType::Staff => Self::Staff,
            AccountType::Unit => Self::Unit,
            AccountType::Event => Self::Event,
        }
    }
}

/// An account of the directory; never with a secret in it.
#[derive(Clone, Debug)]
pub struct Account {
    /// Its row.
    pub id: i64,
    /// Its name in addresses of pages.
    pub public_id: String,
    /// What one signs in with, lower case.
    pub address: String,
    /// What it is for.
    pub kind: Kind,
    /// Name of its owner, or of the unit or event.
    pub name: String,
    /// NIM or NIP.
    pub number: Option<String>,
    /// Unit or faculty, as the campus names it.
    pub organisation: String,
    /// WhatsApp number `628…`.
    pub whatsapp: Option<String>,
    /// Whether its owner has shown to have that number.
    pub whatsapp_confirmed: bool,
    /// An address besides this one at which its owner has shown to be reached.
    pub recovery_address: Option<String>,
    /// The language of its messages.
    pub lang: Lang,
    /// On which channels its owner is told.
    pub order: Order,
    /// Whether its owner, in an office, is told of what waits for a decision.
    pub told_of_matters: bool,
    /// Row of the account of the person in charge.
    pub pic_id: Option<i64>,
    /// Whether it is blocked now.
    pub blocked: bool,
    /// Whether it is closed for good.
    pub closed: bool,
    /// Whether a guest's address was proven.
    pub confirmed: bool,
    /// Whether it must not be signed in to with the password alone.
    pub second_step_required: bool,
    /// Whether its owner has enrolled a second step.
    pub second_step_enrolled: bool,
    /// When its owner last set the password; `None` before the first time.
    pub password_changed_at: Option<Millis>,
    /// When it ends; `None`: it does not.
    pub expires_at: Option<Millis>,
    /// Since when it exists.
    pub created_at: Millis,
}

/// The person in charge of a unit's account, as typed in the form, normalised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pic {
    /// Name.
    pub name: String,
    /// Address.
    pub email: String,
    /// WhatsApp number `628…`.
    pub whatsapp: Option<String>,
}

/// What completing a request does to an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Lifts the block.
    Unblock {
        /// Which account.
        account_id: i64,
        /// On what ground.
        ground: String,
        /// What the executor says about the conditions that no machine can prove.
        handled: Vec<Handled>,
    },
    /// Sends the person in charge a link with which to set a new password.
    ChangePassword {
        /// Which account.
        account_id: i64,
    },
    /// Requires a second step from now on; the link to enrol it goes to the person in charge.
    RequireSecondStep {
        /// Which account.
        account_id: i64,
    },
    /// The second step was lost: what it was proven with is ended, and the owner enrols anew.
    ResetSecondStep {
        /// Which account.
        account_id: i64,
    },
    /// Opens an application.
    OpenApplication {
        /// For which account.
        account_id: i64,
        /// Key of the application.
        application: String,
    },
    /// Creates a mailbox, whose first password the person in charge sets.
    CreateMailbox {
        /// Its address.
        address: String,
        /// Name of the unit or event.
        name: String,
        /// Unit or faculty that it belongs to.
        organisation: String,
        /// Who answers for it.
        pic: Pic,
    },
}

/// What an effect left behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done {
    /// The account that it was done to.
    pub account_id: i64,
    /// A link to be sent to the person in charge; of a block, to its owner.
    pub link_id: Option<i64>,
}

/// What was done to an account on a target, and what was read back afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Where: `directory`.
    pub target: String,
    /// What: `unblock`, `set-password` …
    pub action: String,
    /// What was read back: a word, and after a colon what it is about.
    pub outcome: String,
    /// When.
    pub at: Millis,
}

impl Receipt {
    /// What works now, in one sentence.
    pub fn sentence(&self, lang: Lang, campus: &Campus) -> String {
        let (word, what) = self.outcome.split_once(':').unwrap_or((&self.outcome, ""));
        let what = campus
            .application(what)
            .map_or(what, |application| application.name.get(lang));
        text::t_with(
            lang,
            &format!("accounts-outcome-{word}"),
            &[("what", what.into())],
        )
    }

    /// What people call the target.
    pub fn place(&self, lang: Lang) -> String {
        text::t(lang, &format!("accounts-target-{}", self.target)).into_owned()
    }
}

/// The words by whose beginning an account is found: the whole address, and each word of name, address and number.
pub fn words(new: &NewAccount) -> Vec<String> {
    let number = new.number.clone().unwrap_or_default();
    let local = new.address.split('@').next().unwrap_or_default();
    let parts = [new.name.as_str(), local, number.as_str()];
    let mut words: Vec<_> = parts
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
        .map(str::to_lowercase)
        .collect();
    words.push(new.address.clone());
    words.retain(|word| !word.is_empty());
    words.sort();
    words.dedup();
    words
}

/// A line of the directory.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The account.
    pub account: Account,
    /// Name of the person in charge.
    pub pic: Option<String>,
    /// Why it is blocked, and since when.
    pub block: Option<(Cause, Millis)>,
}

/// What is looked for in the directory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Beginning of a word; empty: everything.
    pub word: String,
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Only what is blocked now.
    pub blocked: bool,
    /// Only addresses after this one.
    pub after: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back_and_has_a_name_in_both_languages() {
        for kind in Kind::ALL {
            assert_eq!(kind.key().parse(), Ok(*kind));
            assert!(
                Lang::ALL
                    .iter()
                    .all(|lang| !kind.label(*lang).starts_with("accounts-"))
            );
        }
    }

    #[test]
    fn an_account_is_found_by_address_name_and_number() {
        let new = NewAccount {
            address: "rina.wulandari@student.uns.ac.id".into(),
            kind: Kind::Student,
            name: "Rina WULANDARI".into(),
            number: Some("M0521009".into()),
            organisation: String::new(),
            whatsapp: None,
            lang: Lang::Id,
            pic_id: None,
            password_hash: None,
            confirmed: true,
        };
        assert_eq!(
            words(&new),
            [
                "m0521009",
                "rina",
                "rina.wulandari@student.uns.ac.id",
                "wulandari"
            ]
        );
    }
}
