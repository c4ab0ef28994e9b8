//! Answers and days in words.

use jiff::civil::Date;

use crate::model::{Campus, Field, FieldKind, Lang, Sop, Text};
use crate::validate::Answers;

const MONTHS: [(&str, &str); 12] = [
    ("Januari", "January"),
    ("Februari", "February"),
    ("Maret", "March"),
    ("April", "April"),
    ("Mei", "May"),
    ("Juni", "June"),
    ("Juli", "July"),
    ("Agustus", "August"),
    ("September", "September"),
    ("Oktober", "October"),
    ("November", "November"),
    ("Desember", "December"),
];

/// `5 Maret 2027`, `5 March 2027`.
pub fn date_in_words(date: Date, lang: Lang) -> String {
    let (id, en) = MONTHS[usize::try_from(date.month() - 1).unwrap_or_default() % 12];
    let month = match lang {
        Lang::Id => id,
        Lang::En => en,
    };
    format!("{} {month} {}", date.day(), date.year())
}

/// A mobile number as people write it: `0858-9000-1103` for `6285890001103`.
pub fn phone_in_words(number: &str) -> String {
    let Some(rest) = number
        .strip_prefix("62")
        .filter(|rest| rest.chars().all(|c| c.is_ascii_digit()))
    else {
        return number.to_owned();
    };
    let mut words = String::from("0");
    for (i, digit) in rest.chars().enumerate() {
        if matches!(i, 3 | 7) {
            words.push('-');
        }
        words.push(digit);
    }
    words
}

/// The answer of a field in words; `None` if there is none.
pub fn answer(field: &Field, campus: &Campus, lang: Lang, answers: &Answers) -> Option<String> {
    let given = |key: &str| {
        answers
            .get(key)
            .map(|value| value.trim())
            .filter(|value| !value.is_empty())
    };
    if matches!(field.kind, FieldKind::PersonInCharge) {
        let number = given(&format!("{}.whatsapp", field.key)).map(phone_in_words);
        let words = ["name", "email"]
            .map(|part| given(&format!("{}.{part}", field.key)).map(str::to_owned));
        let parts: Vec<String> = words.into_iter().chain([number]).flatten().collect();
        return (!parts.is_empty()).then(|| parts.join(", "));
    }
    let value = given(&field.key)?;
    let words = match &field.kind {
        FieldKind::Choice { options } => options
            .iter()
            .find(|option| option.key == value)
            .map_or(value, |option| option.label.get(lang))
            .to_owned(),
        FieldKind::Application { .. } => campus
            .application(value)
            .map_or(value, |app| app.name.get(lang))
            .to_owned(),
        FieldKind::Date => value
            .parse::<Date>()
            .map_or_else(|_| value.to_owned(), |date| date_in_words(date, lang)),
        FieldKind::WhatsApp => phone_in_words(value),
        FieldKind::Text { .. }
        | FieldKind::LongText { .. }
        | FieldKind::Email
        | FieldKind::Nim
        | FieldKind::Nip
        | FieldKind::NimOrNip
        | FieldKind::Unit
        | FieldKind::Account(_)
        | FieldKind::PersonInCharge
        | FieldKind::File(_) => value.to_owned(),
    };
    Some(words)
}

/// A text with the answers in place of `{key}`; what is not answered yet becomes a dotted blank.
pub fn fill(text: &Text, sop: &Sop, campus: &Campus, lang: Lang, answers: &Answers) -> String {
    let mut parts = text.get(lang).split('{');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let Some((name, rest)) = part.split_once('}') else {
            out.push('{');
            out.push_str(part);
            continue;
        };
        let spoken = match sop.field(name) {
            Some(field) => answer(field, campus, lang, answers),
            None => answers.get(name).map(|value| {
                if name.ends_with("whatsapp") {
                    phone_in_words(value)
                } else {
                    value.clone()
                }
            }),
        };
        out.push_str(spoken.as_deref().unwrap_or("…………"));
        out.push_str(rest);
    }
    out
}
