//! What a password must be, and how good one is.

use crate::{accounts::Account, web::text};
use sop::Lang;

/// Shortest password, in characters.
pub const SHORTEST: usize = 12;
/// Longest password, in characters.
pub const LONGEST: usize = 128;

/// How good a password is: the rules that people read before typing, one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Strength {
    /// 0–4, as the meter shows it.
    pub score: u8,
    /// Neither too short nor too long.
    pub length: bool,
    /// Holds no part of the owner's name, address or number.
    pub name: bool,
    /// Not among what is guessed first.
    pub guess: bool,
}

impl Strength {
    /// Judges a password of somebody. Takes milliseconds: not for the threads that serve.
    pub fn of(password: &str, about: &[String]) -> Self {
        let count = password.chars().count();
        let words = personal(about);
        let lower = password.to_lowercase();
        let known: Vec<&str> = words.iter().map(String::as_str).collect();
        // Beyond this length more characters change nothing but the time it takes.
        let head: String = password.chars().take(64).collect();
        let score = u8::from(zxcvbn::zxcvbn(&head, &known).score());
        let length = (SHORTEST..=LONGEST).contains(&count);
        let name = !words.iter().any(|word| lower.contains(word.as_str()));
        let guess = score >= 3;
        // The meter never praises what will be refused.
        let shown = if length && name { score } else { score.min(2) };
        Self {
            score: if password.is_empty() { 0 } else { shown.max(1) },
            length,
            name,
            guess,
        }
    }

    /// Whether it may be set.
    pub fn is_enough(self) -> bool {
        self.length && self.name && self.guess
    }

    /// Key of the sentence that says what is wrong, of the first rule that is broken.
    pub fn complaint(self) -> Option<&'static str> {
        match self {
            Self { length: false, .. } => Some("signin-password-length"),
            Self { name: false, .. } => Some("signin-password-name"),
            Self { guess: false, .. } => Some("signin-password-guess"),
            _ => None,
        }
    }

    /// The word on the meter.
    pub fn word(self, lang: Lang) -> String {
        text::t(lang, &format!("signin-strength-{}", self.score)).into_owned()
    }

    /// What would make it better.
    pub fn hint(self, lang: Lang) -> String {
        let key = self.complaint().unwrap_or("signin-password-good");
        text::t(lang, key).into_owned()
    }
}

/// What a password must not hold: name, number, and of the address what stands before the @.
pub fn about(account: &Account) -> Vec<String> {
    let local = account
        .address
        .split('@')
        .next()
        .unwrap_or_default()
        .to_owned();
    [
        Some(account.name.clone()),
        Some(local),
        account.number.clone(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The words of a name, address or number that are long enough to give somebody away.
fn personal(about: &[String]) -> Vec<String> {
    let words = about
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    let mut words: Vec<_> = words
        .map(str::to_lowercase)
        .filter(|word| word.chars().count() >= 4)
        .collect();
    words.sort();
    words.dedup();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strength(password: &str) -> Strength {
        Strength::of(
            password,
            &[
                "Rina Wulandari".into(),
                "rina.wulandari@student.uns.ac.id".into(),
                "M0521009".into(),
            ],
        )
    }

    #[test]
    fn a_password_is_long_not_about_its_owner_and_hard_to_guess() {
        assert_eq!(strength("kereta senja balapan").complaint(), None);
        assert_eq!(
            strength("pendek-x9!").complaint(),
            Some("signin-password-length")
        );
        assert_eq!(
            strength(&"kereta senja ".repeat(11)).complaint(),
            Some("signin-password-length")
        );
        assert_eq!(
            strength("Wulandari-kereta-senja").complaint(),
            Some("signin-password-name")
        );
        assert_eq!(
            strength("m0521009 kereta senja").complaint(),
            Some("signin-password-name")
        );
        assert_eq!(
            strength("passwordpassword").complaint(),
            Some("signin-password-guess")
        );
        assert_eq!(
            strength("123456789012").complaint(),
            Some("signin-password-guess")
        );
    }

    #[test]
    fn the_meter_never_praises_what_is_refused() {
        assert!(strength("x9!Kq#2vZp").score <= 2);
        assert!(strength("wulandari hijau lumut pagi").score <= 2);
        assert_eq!(strength("").score, 0);
    }
}
