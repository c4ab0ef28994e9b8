//! What a password must be, and how good one is. Which rules there are and why: `docs/security/passwords.md`.

mod blocklist;
mod keyboard;

use self::blocklist::{Context, Listed};
use super::hasher::normalised;
use crate::{
    App,
    accounts::Account,
    web::{format, text},
};
use sop::{Campus, Lang};

/// Longest password, in characters.
pub const LONGEST: usize = 128;
/// What the setting may ask for at least and at most as the shortest password.
pub const SHORTEST_LEAST: usize = 8;
/// The most that the setting may ask for as the shortest password.
pub const LONGEST_LEAST: usize = 64;
/// Beyond this length more characters change nothing but the time that the estimate takes.
const ESTIMATED: usize = 64;
/// What `zxcvbn` has to say of a password: guessed in more than 10⁸ attempts.
const ENOUGH: u8 = 3;

/// What this campus asks of passwords.
#[derive(Clone, Debug)]
pub struct Policy {
    shortest: usize,
    campus: Vec<String>,
}

impl Policy {
    /// As the settings and the campus's declaration say.
    pub fn of(app: &App) -> Self {
        Self {
            shortest: app.config().password_shortest,
            campus: campus_words(app.catalog().campus()),
        }
    }
}

/// The words that everybody on a campus thinks of: its name, its domains, its units.
fn campus_words(campus: &Campus) -> Vec<String> {
    let names = [&campus.name.id, &campus.name.en, &campus.short];
    let domains = campus.domains.iter().map(|domain| &domain.name);
    let units = campus.units.iter();
    let units = units.flat_map(|unit| [&unit.name.id, &unit.name.en, &unit.short, &unit.slug]);
    let all = names.into_iter().chain(domains).chain(units);
    let mut words: Vec<_> = all.flat_map(|text| blocklist::words(text)).collect();
    words.push("loket".into());
    words.sort();
    words.dedup();
    words
}

/// Why a password is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weakness {
    /// Fewer characters than are asked for.
    Short,
    /// More than [`LONGEST`] characters.
    Long,
    /// Wholly on the list of those that are not accepted.
    Listed(Listed),
    /// Guessed too soon, says the estimate.
    Guess,
}

impl Weakness {
    fn key(self) -> &'static str {
        match self {
            Self::Short => "credentials-weak-short",
            Self::Long => "credentials-weak-long",
            Self::Listed(Listed::Name) => "credentials-weak-name",
            Self::Listed(Listed::Number) => "credentials-weak-number",
            Self::Listed(Listed::Campus) => "credentials-weak-campus",
            Self::Listed(Listed::Common) => "credentials-weak-common",
            Self::Listed(Listed::Keyboard) => "credentials-weak-keyboard",
            Self::Listed(Listed::Repeated) => "credentials-weak-repeated",
            Self::Guess => "credentials-weak-guess",
        }
    }
}

/// How good a password is: the rules that people read before typing, one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Strength {
    /// 0–4, as the meter shows it.
    pub score: u8,
    length: Option<Weakness>,
    listed: Option<Listed>,
    guess: bool,
    count: usize,
    shortest: usize,
}

impl Strength {
    /// Judges a password of somebody. Takes milliseconds: not for the threads that serve.
    pub fn of(policy: &Policy, password: &str, about: &[String]) -> Self {
        let password = normalised(password);
        let count = password.chars().count();
        let context = Context::of(about, &policy.campus);
        let head: String = password.chars().take(ESTIMATED).collect();
        let score = u8::from(zxcvbn::zxcvbn(&head, &context.all()).score());
        let length = match count {
            _ if count < policy.shortest => Some(Weakness::Short),
            _ if count > LONGEST => Some(Weakness::Long),
            _ => None,
        };
        let whole: String = password.chars().take(LONGEST).collect();
        let listed = blocklist::judge(&whole, &context);
        // The meter never praises what will be refused.
        let shown = match (length, listed) {
            (_, Some(_)) => 1,
            (Some(_), None) => score.clamp(1, 2),
            (None, None) => score.max(1),
        };
        Self {
            score: if password.is_empty() { 0 } else { shown },
            length,
            listed,
            guess: score >= ENOUGH,
            count,
            shortest: policy.shortest,
        }
    }

    /// What is wrong with it, first of all; `None`: it may be set.
    pub fn weakness(self) -> Option<Weakness> {
        let listed = self.listed.map(Weakness::Listed);
        let guess = (!self.guess).then_some(Weakness::Guess);
        self.length.or(listed).or(guess)
    }

    /// Neither too short nor too long.
    pub fn has_length(self) -> bool {
        self.length.is_none()
    }

    /// Not made of what everybody knows about its owner and the campus.
    pub fn is_apart(self) -> bool {
        !matches!(
            self.listed,
            Some(Listed::Name | Listed::Number | Listed::Campus)
        )
    }

    /// Not among what is guessed first.
    pub fn is_hard(self) -> bool {
        self.guess && (self.listed.is_none() || !self.is_apart())
    }

    /// The sentence that says what is wrong and what to do instead.
    pub fn complaint(self, lang: Lang) -> Option<String> {
        let values = [
            ("count", self.count.into()),
            ("least", self.shortest.into()),
            ("longest", LONGEST.into()),
        ];
        self.weakness()
            .map(|weakness| text::t_with(lang, weakness.key(), &values))
    }

    /// The word on the meter.
    pub fn word(self, lang: Lang) -> String {
        text::t(lang, &format!("signin-strength-{}", self.score)).into_owned()
    }

    /// What would make it better.
    pub fn hint(self, lang: Lang) -> String {
        let good = || text::t(lang, "signin-password-good").into_owned();
        self.complaint(lang).unwrap_or_else(good)
    }
}

/// What everybody may know about the owner of an account: name, numbers, and of the address what stands before the @.
pub fn about(account: &Account) -> Vec<String> {
    let local = account.address.split('@').next().unwrap_or_default();
    let known = [
        Some(account.name.clone()),
        Some(local.to_owned()),
        account.number.clone(),
        account.whatsapp.clone(),
        account.whatsapp.as_deref().map(format::phone),
    ];
    known.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests;
