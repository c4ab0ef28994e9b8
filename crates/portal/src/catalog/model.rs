//! Rules of addresses, hours and words of the public pages. No I/O.

use super::search::{fold, words};
use crate::web::{Lang, format};
use jiff::{ToSpan, civil::date};
use sop::{Campus, Hours, Limit, Shift, Sop, Ticket, Unit};

/// What an address names, and whether it is the address in force.
#[derive(Debug, PartialEq, Eq)]
pub enum Place<T> {
    /// The address is right.
    Here(T),
    /// It was right once, or is misspelt: its number still says what is meant.
    Moved(T),
}

/// The information page of a service, without the language.
pub fn service_path(sop: &Sop) -> String {
    format!("/site/unit/{}/informasi-layanan", sop.address_key())
}

/// The form of a service behind one of its buttons, without the language.
pub fn form_path(sop: &Sop, ticket: Ticket) -> String {
    let key = sop.address_key();
    match ticket {
        Ticket::Request => format!("/site/unit/{key}/form-layanan"),
        Ticket::Complaint => format!("/site/unit/{key}/form-keluhan"),
    }
}

/// The page of a unit, without the language.
pub fn unit_path(unit: &Unit) -> String {
    format!("/site/unit/{}", unit.address_key())
}

/// The service that the last part of an address means: by its number, whatever the words after it.
pub fn locate_service<'a>(campus: &'a Campus, key: &str) -> Option<Place<&'a Sop>> {
    let sop = campus.service(number(key)?)?;
    Some(if sop.address_key() == key {
        Place::Here(sop)
    } else {
        Place::Moved(sop)
    })
}

/// The unit that the last part of an address means.
pub fn locate_unit<'a>(campus: &'a Campus, key: &str) -> Option<Place<&'a Unit>> {
    let number = number(key)?;
    let unit = campus.units.iter().find(|unit| unit.id == number)?;
    Some(if unit.address_key() == key {
        Place::Here(unit)
    } else {
        Place::Moved(unit)
    })
}

/// `45` of `45-pembukaan-blokir-999f7ed7`; an address may also be cut short after the number.
fn number(key: &str) -> Option<i64> {
    let digits = key.split('-').next()?;
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok())?
}

/// A ticket code as the database has it: capitals and digits, no hyphens. `None` if it cannot be one.
pub fn ticket_code(typed: &str) -> Option<String> {
    const LENGTH: usize = 9;
    let code: String = typed
        .chars()
        .filter(|letter| !letter.is_whitespace() && !"-–—.".contains(*letter))
        .map(|letter| letter.to_ascii_uppercase())
        .collect();
    let fits = code.len() == LENGTH && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    fits.then_some(code)
}

/// Office hours, days with the same hours together: `Senin–Kamis 07.30–16.00`.
pub fn hours(hours: &Hours, lang: Lang) -> Vec<String> {
    let same = |one: &Shift, other: &Shift| (one.start, one.end) == (other.start, other.end);
    let mut runs: Vec<(usize, usize, Shift)> = Vec::new();
    for (day, shift) in hours.days.iter().enumerate() {
        let Some(shift) = shift else { continue };
        match runs.last_mut() {
            Some((_, last, held)) if *last + 1 == day && same(held, shift) => *last = day,
            _ => runs.push((day, day, *shift)),
        }
    }
    let name = |day: usize| format::weekday(date(2024, 1, 1) + (day as i64).days(), lang);
    let line = |(first, last, shift): (usize, usize, Shift)| {
        let days = if first == last {
            name(first).to_owned()
        } else {
            format!("{}–{}", name(first), name(last))
        };
        let (start, end) = (
            format::time(shift.start, lang),
            format::time(shift.end, lang),
        );
        format!("{days} {start}–{end}")
    };
    runs.into_iter().map(line).collect()
}

/// How long a service takes, in words; `None` if it is done at once.
pub fn duration(sop: &Sop, lang: Lang) -> Option<String> {
    let days = sop.standard.completion.working_days;
    (days > 0).then(|| Limit::WorkingDays(days).words(lang))
}

/// The keyword of a service that a reader of this language would type. Keywords have no language of their own, so the
/// texts of the declaration decide: the first that is nearer to the language asked for.
pub fn keyword(sop: &Sop, lang: Lang) -> Option<&str> {
    let vocabulary = |lang| {
        let standard = &sop.standard;
        let texts = [&sop.title, &sop.summary, &sop.purpose, &sop.scope];
        let more = standard.product.iter().chain(&standard.procedure);
        let all: Vec<_> = texts
            .into_iter()
            .chain(more)
            .map(|text| text.get(lang))
            .collect();
        words(&all.join(" "))
    };
    let (own, foreign) = (vocabulary(lang), vocabulary(lang.other()));
    let known = |words: &[String], known: &[String]| {
        words.iter().filter(|word| known.contains(word)).count()
    };
    let nearness = |keyword: &str| {
        let asked = words(keyword);
        known(&asked, &own) as i64 - known(&asked, &foreign) as i64
    };
    // The campus's own language is written first and has the everyday words that no text uses.
    let least = i64::from(lang == Lang::En);
    let found = sop
        .keywords
        .iter()
        .find(|keyword| nearness(keyword) >= least);
    found.map(String::as_str)
}

/// A title in pieces, `true` for those that were asked for.
pub fn marked(title: &str, question: &str) -> Vec<(bool, String)> {
    let meanings = |text: &str| -> Vec<String> {
        words(text)
            .iter()
            .map(|word| super::search::meaning(word))
            .collect()
    };
    let asked = meanings(question);
    let mut pieces: Vec<(bool, String)> = Vec::new();
    for piece in title.split_inclusive(|letter: char| !letter.is_alphanumeric()) {
        let word = piece.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        let hit = !fold(word).is_empty() && meanings(word).iter().any(|one| asked.contains(one));
        let rest = piece.get(word.len()..).unwrap_or_default();
        for (mark, text) in [(hit, word), (false, rest)] {
            match pieces.last_mut() {
                Some((last, before)) if *last == mark => before.push_str(text),
                _ => pieces.push((mark, text.to_owned())),
            }
        }
    }
    pieces
}

/// The media type of a file to download, fixed by its ending, and what people call it.
pub fn file_kind(path: &str) -> (&'static str, &'static str) {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "pdf" => ("application/pdf", "PDF"),
        "docx" => (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "Word",
        ),
        "xlsx" => (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "Excel",
        ),
        "odt" => ("application/vnd.oasis.opendocument.text", "OpenDocument"),
        "zip" => ("application/zip", "ZIP"),
        _ => ("application/octet-stream", ""),
    }
}

/// `attachment` with the name of the file, as far as a header can hold it.
pub fn disposition(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or_default();
    let safe = |letter: char| letter.is_ascii_alphanumeric() || "._-".contains(letter);
    let plain: String = name
        .chars()
        .map(|letter| if safe(letter) { letter } else { '_' })
        .collect();
    format!("attachment; filename=\"{plain}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_code_may_be_typed_in_any_way() {
        for typed in ["R4K-7MD-2QX", "r4k7md2qx", " r4k 7md–2qx "] {
            assert_eq!(ticket_code(typed).as_deref(), Some("R4K7MD2QX"), "{typed}");
        }
        for typed in ["", "R4K-7MD", "R4K-7MD-2QX-9", "R4K/7MD/2Q", "ékan7md2q"] {
            assert_eq!(ticket_code(typed), None, "{typed}");
        }
    }

    #[test]
    fn marks_the_words_that_were_asked_for() {
        let pieces = marked("Pembukaan Blokir Akun", "email keblokir");
        let hits: Vec<_> = pieces.iter().filter(|(hit, _)| *hit).collect();
        assert_eq!(hits, [&(true, "Blokir".to_owned())]);
        let whole: String = pieces.into_iter().map(|(_, text)| text).collect();
        assert_eq!(whole, "Pembukaan Blokir Akun");
    }

    #[test]
    fn a_number_stands_first_in_an_address() {
        assert_eq!(number("45-x-1"), Some(45));
        assert_eq!(number("45"), Some(45));
        for wrong in ["", "x-45", "-45", "+45", "99999999999999999999"] {
            assert_eq!(number(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_file_name_cannot_break_the_header() {
        assert_eq!(
            disposition("a/b/surat \"x\"\r\n.docx"),
            "attachment; filename=\"surat__x___.docx\""
        );
    }
}
