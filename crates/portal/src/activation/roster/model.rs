//! What stands in the roster, and the normal shape of what is typed. No I/O.

use crate::{clock::Millis, random::Digest32};
use jiff::civil::Date;
use sop::Campus;
use unicode_normalization::UnicodeNormalization;

/// Shortest and longest PIN, in letters and digits.
pub const PIN_LENGTH: std::ops::RangeInclusive<usize> = 4..=32;

/// A student who has, or may have, an account.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Row.
    pub id: i64,
    /// NIM, upper case.
    pub nim: String,
    /// Official name.
    pub name: String,
    /// Faculty.
    pub faculty: String,
    /// Programme of study.
    pub programme: String,
    /// Year in which the studies began.
    pub intake: i64,
    /// Birth date, where the academic office gave it.
    pub birth_date: Option<Date>,
    /// WhatsApp number `628…`.
    pub whatsapp: Option<String>,
    /// Keyed hash of the PIN.
    pub(super) pin_hash: Digest32,
    /// When the PIN ends; `None`: that of the payment receipt, which does not.
    pub pin_expires_at: Option<Millis>,
    /// The account that it became.
    pub account_id: Option<i64>,
    /// The first attempt with this NIM.
    pub tried_at: Option<Millis>,
    /// When it became an account.
    pub activated_at: Option<Millis>,
}

/// How far a student has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Nobody has tried this NIM.
    NotYet,
    /// Somebody has, without an account at the end.
    Tried,
    /// There is an account.
    Activated,
}

impl State {
    /// All of them, in the order of a student's way.
    pub const ALL: [Self; 3] = [Self::NotYet, Self::Tried, Self::Activated];

    /// Part of its words' keys.
    pub fn key(self) -> &'static str {
        match self {
            Self::NotYet => "not-yet",
            Self::Tried => "tried",
            Self::Activated => "activated",
        }
    }
}

impl Entry {
    /// How far the student has come.
    pub fn state(&self) -> State {
        match (self.activated_at, self.tried_at) {
            (Some(_), _) => State::Activated,
            (None, Some(_)) => State::Tried,
            (None, None) => State::NotYet,
        }
    }
}

/// A NIM as it is stored, from what somebody typed: lower case, spaces, other digits than ours. `None` when it does not
/// have the shape that the campus declares.
pub fn normalise_nim(campus: &Campus, typed: &str) -> Option<String> {
    sop::validate::nim(campus, &western_digits(typed)).ok()
}

/// A PIN as it is hashed, from what somebody typed: without spaces and hyphens, in upper case, with our digits. `None`
/// when it cannot be a PIN.
pub fn normalise_pin(typed: &str) -> Option<String> {
    let ornament =
        |c: char| c.is_whitespace() || matches!(c, '-' | '\u{200b}'..='\u{200f}' | '\u{feff}');
    let pin: String = western_digits(typed)
        .chars()
        .filter(|c| !ornament(*c))
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let fits = PIN_LENGTH.contains(&pin.len()) && pin.chars().all(|c| c.is_ascii_alphanumeric());
    fits.then_some(pin)
}

/// A date as people write it: `2008-08-17`, `17/08/2008`, `17-8-2008`, `17 08 2008`.
pub fn read_date(typed: &str) -> Option<Date> {
    let typed = western_digits(typed);
    let parts: Vec<&str> = typed
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | '.'))
        .filter(|part| !part.is_empty())
        .collect();
    let [first, month, last] = *parts.as_slice() else {
        return None;
    };
    let (year, day) = if first.len() == 4 {
        (first, last)
    } else {
        (last, first)
    };
    let number = |text: &str, longest: usize| {
        let fits = text.len() <= longest && text.bytes().all(|byte| byte.is_ascii_digit());
        fits.then(|| text.parse::<i16>().ok()).flatten()
    };
    let (month, day) = (number(month, 2)?, number(day, 2)?);
    let year = number(year, 4).filter(|_| year.len() == 4)?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// NFKC makes full-width digits ours; Arabic-Indic ones, Eastern ones among them, it leaves.
fn western_digits(typed: &str) -> String {
    let digit =
        |c: char, zero: char| char::from_digit(u32::from(c).wrapping_sub(u32::from(zero)), 10);
    typed
        .nfkc()
        .map(|c| {
            digit(c, '\u{660}')
                .or_else(|| digit(c, '\u{6f0}'))
                .unwrap_or(c)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_however_it_is_written_and_a_wrong_one_is_not() {
        for typed in [
            "2008-08-17",
            "17/08/2008",
            " 17-8-2008 ",
            "17.08.2008",
            "17 08 2008",
            "١٧/٠٨/٢٠٠٨",
            "2008/8/17",
        ] {
            let read = read_date(typed).map(|date| date.to_string());
            assert_eq!(read.as_deref(), Some("2008-08-17"), "{typed}");
        }
        for wrong in [
            "",
            "17",
            "31/02/2008",
            "17/08/08",
            "39677",
            "2008-8",
            "a/b/c",
            "17/08/2008/1",
        ] {
            assert_eq!(read_date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_pin_is_the_same_however_it_is_typed() {
        for typed in [
            "4821973056",
            " 4821 9730 56 ",
            "4821-9730-56",
            "٤٨٢١٩٧٣٠٥٦",
            "۴۸۲۱ ۹۷۳۰ ۵۶",
            "４８２１９７３０５６",
            "48\u{a0}21\u{2009}973056\u{200b}",
        ] {
            assert_eq!(
                normalise_pin(typed).as_deref(),
                Some("4821973056"),
                "{typed}"
            );
        }
        assert_eq!(normalise_pin("ab12cd").as_deref(), Some("AB12CD"));
        for wrong in [
            "",
            "123",
            "1.23E+09",
            "12345\0",
            "=12345",
            "١٢٣",
            &"1".repeat(33),
        ] {
            assert_eq!(normalise_pin(wrong), None, "{wrong}");
        }
    }
}
