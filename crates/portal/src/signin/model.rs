//! Rules of signing in: who gets in, where one goes afterwards, what a browser is called.

use crate::{
    accounts::Account,
    clock::{MINUTE, Millis},
    credentials::{Limit, second::Ways},
};
use sop::Lang;

/// Challenges for passkeys from one address of the network: they cannot be guessed, but each is a row.
pub const PER_CHALLENGER: Limit = Limit {
    attempts: 600,
    window: 15 * MINUTE,
};
/// Of them those that a page asks for by itself when it is opened: whoever presses the button has the others.
pub const PER_SUGGESTER: Limit = PER_CHALLENGER;
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
    /// Closed for good.
    Closed,
    /// The owner is told that it is blocked, and how to have it opened.
    Blocked,
    /// A mailbox whose time has passed.
    Expired,
    /// A guest whose address is not proven yet.
    Unconfirmed,
    /// A shared mailbox whose second step is required and not enrolled: that comes first.
    NotEnrolled,
    /// Now the code.
    SecondStep,
    /// In.
    Welcome,
}

/// Judges the account of whoever knows its password; nobody else is told.
pub fn judge(account: &Account, ways: Ways, now: Millis) -> Verdict {
    match () {
        () if ways.is_enrolled() => barred(account, now).unwrap_or(Verdict::SecondStep),
        // Whoever knows the password of a shared mailbox is nobody yet: those who answer for it enrol as themselves.
        () if account.second_step_required && account.kind.is_shared() => {
            barred(account, now).unwrap_or(Verdict::NotEnrolled)
        }
        () => barred(account, now).unwrap_or(Verdict::Welcome),
    }
}

/// Why an account cannot be signed in to, whatever was proven; `None`: it can.
pub fn barred(account: &Account, now: Millis) -> Option<Verdict> {
    match () {
        () if account.closed => Some(Verdict::Closed),
        () if account.blocked => Some(Verdict::Blocked),
        () if account.is_expired(now) => Some(Verdict::Expired),
        () if !account.confirmed => Some(Verdict::Unconfirmed),
        () => None,
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
    use crate::accounts::Kind;
    use proptest::prelude::*;

    const NOW: Millis = 1_000;

    fn account(kind: Kind, change: impl FnOnce(&mut Account)) -> Account {
        let mut account = Account {
            id: 1,
            public_id: String::new(),
            address: String::new(),
            kind,
            name: String::new(),
            number: None,
            organisation: String::new(),
            whatsapp: None,
            whatsapp_confirmed: false,
            recovery_address: None,
            lang: Lang::Id,
            order: crate::accounts::Order::Both,
            told_of_matters: true,
            pic_id: None,
            blocked: false,
            closed: false,
            confirmed: true,
            second_step_required: false,
            second_step_enrolled: false,
            password_changed_at: None,
            expires_at: None,
            created_at: 0,
        };
        change(&mut account);
        account
    }

    #[test]
    fn nothing_is_told_to_who_does_not_know_the_password_and_the_second_step_comes_last() {
        let app = Ways {
            totp: true,
            ..Ways::default()
        };
        let spare = Ways {
            codes: 10,
            ..Ways::default()
        };
        let blocked = account(Kind::Student, |account| account.blocked = true);
        let closed = account(Kind::Student, |account| account.closed = true);
        let over = account(Kind::Event, |account| account.expires_at = Some(NOW));
        let plain = account(Kind::Student, |_| ());
        let must = |kind| account(kind, |account| account.second_step_required = true);
        assert_eq!(judge(&blocked, app, NOW), Verdict::Blocked);
        assert_eq!(judge(&closed, app, NOW), Verdict::Closed);
        assert_eq!(judge(&over, app, NOW), Verdict::Expired);
        assert_eq!(judge(&over, app, NOW - 1), Verdict::SecondStep);
        assert_eq!(judge(&plain, app, NOW), Verdict::SecondStep);
        // Codes are a spare key to something: alone they open nothing, nor are they asked for.
        assert_eq!(judge(&plain, spare, NOW), Verdict::Welcome);
        // A person enrols when signed in; of a shared mailbox the password proves no person.
        let (own, shared) = (must(Kind::Staff), must(Kind::Unit));
        assert_eq!(judge(&own, spare, NOW), Verdict::Welcome);
        assert_eq!(judge(&shared, spare, NOW), Verdict::NotEnrolled);
        assert_eq!(judge(&shared, app, NOW), Verdict::SecondStep);
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
