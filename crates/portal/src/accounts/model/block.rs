//! Why an account is blocked, when that is looked at again, and what has to be handled before the block is lifted.

use crate::{
    clock::{DAY, Millis},
    web::text,
};
use serde::{Deserialize, Serialize};
use sop::Lang;
use std::str::FromStr;

words! {
    /// Why an account was blocked.
    Cause {
        /// Mail to very many, from an account that somebody else may be using.
        MassMail = "mass-mail",
        /// Its password was found among leaked ones.
        LeakedPassword = "leaked-password",
        /// Too many attempts to sign in.
        WrongAttempts = "wrong-attempts",
        /// Its owner typed the password on a false page, or it collected what was meant for one.
        Phishing = "phishing",
        /// A device with its password on it is lost or infected.
        LostDevice = "lost-device",
        /// Against the rules of use.
        Policy = "policy",
        /// Its owner asked for it.
        OwnerRequest = "owner-request",
        /// Its owner has graduated.
        Graduated = "graduated",
        /// Its owner has left the campus.
        Left = "left",
    }
}

words! {
    /// What an entry of the ledger says.
    Deed {
        /// It was blocked.
        Block = "block",
        /// It was looked at and stays blocked.
        Review = "review",
        /// It is lifted as soon as its owner has set a new password.
        Release = "release",
        /// The block was lifted.
        Unblock = "unblock",
    }
}

words! {
    /// What has to be handled before a block is lifted.
    Condition {
        /// Its owner sets a new password: Loket sees that itself.
        NewPassword = "new-password",
        /// What sent to very many does so no more.
        SendingStopped = "sending-stopped",
        /// It is known who tries the wrong passwords, and that is over.
        AttemptsExplained = "attempts-explained",
        /// Its owner knows the rule that was broken and keeps it from now on.
        Rules = "rules",
        /// It is the owner who asks, and nobody else.
        OwnersWish = "owners-wish",
        /// Its owner belongs to the campus (again).
        StillMember = "still-member",
    }
}

impl Cause {
    /// What people call it.
    pub fn label(self, lang: Lang) -> String {
        text::t(lang, &format!("accounts-cause-{}", self.key())).into_owned()
    }

    /// Why its owner cannot get in, in plain words.
    pub fn why(self, lang: Lang) -> String {
        text::t(lang, &format!("accounts-why-{}", self.key())).into_owned()
    }

    /// How its owner avoids it the next time.
    pub fn advice(self, lang: Lang) -> String {
        text::t(lang, &format!("accounts-advice-{}", self.key())).into_owned()
    }

    /// Whether somebody else may know the password, whatever the keeper saw.
    pub fn risks_password(self) -> bool {
        match self {
            Self::LeakedPassword | Self::Phishing | Self::LostDevice => true,
            Self::MassMail
            | Self::WrongAttempts
            | Self::Policy
            | Self::OwnerRequest
            | Self::Graduated
            | Self::Left => false,
        }
    }

    /// After how many days such a block is looked at again, unless a keeper says otherwise.
    pub fn review_days(self) -> i64 {
        match self {
            Self::WrongAttempts => 7,
            Self::MassMail | Self::LeakedPassword | Self::Phishing | Self::LostDevice => 14,
            Self::Policy => 30,
            Self::OwnerRequest => 90,
            Self::Graduated | Self::Left => 180,
        }
    }

    /// When a block that began at `at` is looked at again, unless a keeper says otherwise.
    pub fn review_at(self, at: Millis) -> Millis {
        at + self.review_days() * DAY
    }

    /// What has to be handled before a block of this cause is lifted.
    pub fn conditions(self, password_at_risk: bool) -> Vec<Condition> {
        let mut all = Vec::new();
        let at_risk = password_at_risk || self.risks_password();
        if at_risk {
            all.push(Condition::NewPassword);
        }
        match self {
            // A new password shuts out whoever else sent or tried.
            Self::MassMail | Self::WrongAttempts if at_risk => (),
            Self::MassMail => all.push(Condition::SendingStopped),
            Self::WrongAttempts => all.push(Condition::AttemptsExplained),
            Self::Policy => all.push(Condition::Rules),
            Self::OwnerRequest => all.push(Condition::OwnersWish),
            Self::Graduated | Self::Left => all.push(Condition::StillMember),
            Self::LeakedPassword | Self::Phishing | Self::LostDevice => (),
        }
        all
    }
}

impl Condition {
    /// What has to be handled, in a sentence.
    pub fn label(self, lang: Lang) -> String {
        text::t(lang, &format!("accounts-condition-{}", self.key())).into_owned()
    }

    /// What an officer writes about it.
    pub fn question(self, lang: Lang) -> String {
        text::t(lang, &format!("accounts-condition-{}-ask", self.key())).into_owned()
    }

    /// Whether Loket itself sees that it is handled; of the others an officer says what shows it.
    pub fn is_proven(self) -> bool {
        match self {
            Self::NewPassword => true,
            Self::SendingStopped
            | Self::AttemptsExplained
            | Self::Rules
            | Self::OwnersWish
            | Self::StillMember => false,
        }
    }
}

/// A condition that was handled, and what shows it: an officer's words, nothing where Loket saw it itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handled {
    /// Key of the condition.
    pub condition: String,
    /// What shows it.
    pub words: String,
}

impl Handled {
    /// A condition with an officer's words about it.
    pub fn new(condition: Condition, words: &str) -> Self {
        Self {
            condition: condition.key().to_owned(),
            words: words.trim().to_owned(),
        }
    }

    /// What was handled and what shows it, in a sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        let known = self.condition.parse::<Condition>();
        let label = known.map_or_else(|()| self.condition.clone(), |one| one.label(lang));
        if self.words.is_empty() {
            label
        } else {
            format!("{label}: {}", self.words)
        }
    }
}

/// The conditions that only an officer can speak for and about which nothing is said.
pub fn missing(conditions: &[Condition], handled: &[Handled]) -> Vec<Condition> {
    let said = |condition: &Condition| {
        handled
            .iter()
            .any(|one| one.condition == condition.key() && !one.words.is_empty())
    };
    let spoken = conditions.iter().filter(|one| !one.is_proven());
    spoken.filter(|one| !said(one)).copied().collect()
}

/// What became of a block that was to be lifted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lifted {
    /// It is lifted.
    Now,
    /// It is lifted as soon as the owner has set a new password.
    WithNewPassword,
}

/// What a request did to a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Why it was blocked.
    pub cause: Cause,
    /// Whether it is open, or waits for a new password.
    pub lifted: Lifted,
}

/// The newest block of an account, with how often it has come to this lately.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockEntry {
    /// Its row.
    pub id: i64,
    /// Why.
    pub cause: Cause,
    /// What shows it.
    pub evidence: String,
    /// Whether somebody else may know the password.
    pub password_at_risk: bool,
    /// Since when.
    pub at: Millis,
    /// How many blocks in the 90 days up to this one, itself among them.
    pub in_90_days: i64,
    /// What lifted it, if anything did.
    pub lifted_at: Option<Millis>,
    /// Since when it waits for nothing but a new password.
    pub released_at: Option<Millis>,
}

impl BlockEntry {
    /// What has to be handled before it is lifted.
    pub fn conditions(&self) -> Vec<Condition> {
        self.cause.conditions(self.password_at_risk)
    }

    /// Whether it waits for nothing but a new password, so that there is nothing to ask for.
    pub fn is_released(&self) -> bool {
        self.released_at.is_some()
    }

    /// Whether a password set at that time is one that nobody else knows.
    pub fn is_renewed(&self, password_changed_at: Option<Millis>) -> bool {
        password_changed_at.is_some_and(|at| at > self.at)
    }

    /// Whether it can be lifted only with a new password, which is not there yet.
    pub fn wants_password(&self, password_changed_at: Option<Millis>) -> bool {
        self.conditions().contains(&Condition::NewPassword) && !self.is_renewed(password_changed_at)
    }
}

/// A block of the last 90 days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Past {
    /// Why.
    pub cause: Cause,
    /// When.
    pub at: Millis,
}

/// A block that is looked at again.
#[derive(Clone, Debug)]
pub struct DueReview {
    /// The blocked account.
    pub account: super::Account,
    /// When it is looked at again.
    pub due_at: Millis,
    /// Why it is blocked.
    pub cause: Cause,
    /// Since when.
    pub blocked_at: Millis,
}

/// A line of the block ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerLine {
    /// What it says.
    pub deed: Deed,
    /// Why it was blocked; of an unblock: what was handled.
    pub cause: Cause,
    /// Evidence of a block, ground of anything else.
    pub detail: String,
    /// Of a block: whether somebody else may know the password.
    pub password_at_risk: bool,
    /// Of a block or a review: when it is looked at again.
    pub review_at: Option<Millis>,
    /// What was handled before it was lifted.
    pub handled: Vec<Handled>,
    /// Who; `None`: Loket itself.
    pub by: Option<String>,
    /// When.
    pub at: Millis,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cause_and_condition_has_its_words_in_both_languages() {
        for lang in Lang::ALL {
            for cause in Cause::ALL {
                assert_eq!(cause.key().parse(), Ok(*cause));
                for words in [cause.label(lang), cause.why(lang), cause.advice(lang)] {
                    assert!(!words.starts_with("accounts-"), "{words}");
                }
            }
            for condition in Condition::ALL {
                assert_eq!(condition.key().parse(), Ok(*condition));
                for words in [condition.label(lang), condition.question(lang)] {
                    assert!(!words.starts_with("accounts-"), "{words}");
                }
            }
        }
    }

    #[test]
    fn a_password_that_others_may_know_is_never_opened_again() {
        for cause in Cause::ALL {
            let asks = |at_risk| cause.conditions(at_risk).contains(&Condition::NewPassword);
            assert!(asks(true), "{cause:?}");
            assert_eq!(asks(false), cause.risks_password(), "{cause:?}");
        }
    }

    #[test]
    fn nothing_is_lifted_before_its_cause_is_handled() {
        for cause in Cause::ALL {
            for at_risk in [false, true] {
                assert_ne!(cause.conditions(at_risk), [], "{cause:?}");
            }
        }
    }

    #[test]
    fn who_has_gone_is_not_let_in_again_without_a_ground() {
        for cause in [Cause::Left, Cause::Graduated] {
            let conditions = cause.conditions(false);
            assert_eq!(missing(&conditions, &[]), [Condition::StillMember]);
            let empty = Handled::new(Condition::StillMember, "  ");
            assert_eq!(missing(&conditions, &[empty]), [Condition::StillMember]);
            let said = Handled::new(Condition::StillMember, "surat aktif 7/UN27/2027");
            assert_eq!(missing(&conditions, &[said]), []);
        }
    }

    #[test]
    fn only_a_password_from_after_the_block_counts() {
        let mut block = BlockEntry {
            id: 1,
            cause: Cause::MassMail,
            evidence: String::new(),
            password_at_risk: true,
            at: 100,
            in_90_days: 1,
            lifted_at: None,
            released_at: None,
        };
        for (changed, wants) in [(None, true), (Some(100), true), (Some(101), false)] {
            assert_eq!(block.wants_password(changed), wants, "{changed:?}");
        }
        block.password_at_risk = false;
        assert!(!block.wants_password(None));
    }
}
