//! Rules of signing in: who gets in, where one goes afterwards, what a password must be, what a browser is called.

use crate::{
    accounts::{Account, Credentials},
    clock::{MINUTE, Millis},
    web::text,
};
use sop::Lang;

/// A counter of attempts: so many in so long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// How many.
    pub attempts: i64,
    /// In how long.
    pub window: Millis,
}

/// Wrong passwords for one account from one address of the network.
pub const PER_PAIR: Limit = Limit {
    attempts: 10,
    window: 15 * MINUTE,
};
/// Wrong passwords for one account, from wherever: more than one source may try, so that no stranger alone locks its
/// owner out, and far too few to guess what [`Strength`] lets through.
pub const PER_ACCOUNT: Limit = Limit {
    attempts: 80,
    window: 15 * MINUTE,
};
/// Wrong passwords from one address of the network: a lecture hall shares one.
pub const PER_SOURCE: Limit = Limit {
    attempts: 60,
    window: 15 * MINUTE,
};
/// Wrong codes of a second step for one account.
pub const PER_CODE: Limit = Limit {
    attempts: 5,
    window: 15 * MINUTE,
};
/// Registrations and forgotten passwords for one address.
pub const PER_ADDRESS: Limit = Limit {
    attempts: 3,
    window: 60 * MINUTE,
};
/// Registrations and forgotten passwords from one address of the network.
pub const PER_ASKER: Limit = Limit {
    attempts: 20,
    window: 60 * MINUTE,
};

/// What an attempt to sign in comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// No such account, or another password: nobody is told which.
    Wrong,
    /// Closed for good.
    Closed,
    /// The owner is told that it is blocked, and how to have it opened.
    Blocked,
    /// A guest whose address is not proven yet.
    Unconfirmed,
    /// The second step is required and not enrolled: the link comes first.
    NotEnrolled,
    /// Now the code.
    SecondStep,
    /// In.
    Welcome,
}

/// Judges an attempt. Anything but [`Verdict::Wrong`] is told only to who knows the password.
pub fn judge(account: Option<(&Account, &Credentials)>, fits: bool) -> Verdict {
    let Some((account, credentials)) = account.filter(|_| fits) else {
        return Verdict::Wrong;
    };
    match () {
        () if account.closed => Verdict::Closed,
        () if account.blocked => Verdict::Blocked,
        () if !account.confirmed => Verdict::Unconfirmed,
        () if credentials.totp_secret.is_some() => Verdict::SecondStep,
        () if account.second_step_required => Verdict::NotEnrolled,
        () => Verdict::Welcome,
    }
}

/// The path to go back to, without a language: only one of ours. Anything else is `None`.
pub fn local_path(wanted: &str) -> Option<String> {
    let clean = wanted
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if !clean || !wanted.starts_with('/') || wanted.starts_with("//") || wanted.len() > 2_000 {
        return None;
    }
    let first = wanted[1..].split(['/', '?']).next().unwrap_or_default();
    let path = if Lang::from_code(first).is_some() {
        &wanted[1 + first.len()..]
    } else {
        wanted
    };
    let path = if path.starts_with('/') {
        path
    } else {
        return None;
    };
    let leads_back = ["/masuk", "/keluar"]
        .iter()
        .any(|own| path.starts_with(own));
    (!leads_back && !path.starts_with("//")).then(|| path.to_owned())
}

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

/// `Chrome · Android`: what a browser calls itself, as far as people know it.
pub fn device_name(agent: &str) -> Option<String> {
    let find = |names: &[(&str, &'static str)]| {
        names
            .iter()
            .find(|(mark, _)| agent.contains(mark))
            .map(|(_, name)| *name)
    };
    let browser = find(&[
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ])?;
    let system = find(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    Some(system.map_or_else(
        || browser.to_owned(),
        |system| format!("{browser} · {system}"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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

    #[test]
    fn one_goes_back_only_to_a_page_of_ours() {
        assert_eq!(local_path("/riwayat").as_deref(), Some("/riwayat"));
        assert_eq!(
            local_path("/en/tiket/R4K?x=1").as_deref(),
            Some("/tiket/R4K?x=1")
        );
        assert_eq!(local_path("/t/R4K").as_deref(), Some("/t/R4K"));
        for elsewhere in [
            "",
            "riwayat",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/id//evil.example",
            "/a\r\nSet-Cookie: x",
            "/masuk?lanjut=/masuk",
            "/id/keluar",
            "/en",
            "/ü",
        ] {
            assert_eq!(local_path(elsewhere), None, "{elsewhere}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_wanted_the_answer_stays_on_this_host(wanted in ".{0,40}") {
            if let Some(path) = local_path(&wanted) {
                prop_assert!(path.starts_with('/') && !path.starts_with("//"));
                prop_assert!(path.bytes().all(|byte| byte.is_ascii_graphic()));
            }
        }
    }

    #[test]
    fn a_device_is_called_what_people_call_it() {
        let android =
            "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36";
        assert_eq!(device_name(android).as_deref(), Some("Chrome · Android"));
        assert_eq!(device_name("curl/8"), None);
    }
}
