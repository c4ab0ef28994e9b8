//! The letter to sign, as words. How it is set is the business of whoever prints it.

use super::words::{answer, fill, phone_in_words};
use crate::model::{Campus, FieldKind, Lang, Letter, Sop};
use crate::validate::{Answers, holds};

/// The words of a letter. `None` is a blank to fill in by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterText {
    /// *Nomor*.
    pub number: Option<String>,
    /// Day of the letter, in words.
    pub date: Option<String>,
    /// *Perihal*.
    pub subject: String,
    /// *Lampiran*.
    pub enclosures: Vec<String>,
    /// *Yth.*, one line each.
    pub addressee: Vec<String>,
    /// Paragraphs before the details.
    pub opening: Vec<String>,
    /// The details.
    pub details: Vec<LetterDetail>,
    /// Paragraphs after the details.
    pub closing: Vec<String>,
    /// Posts that may sign: one if the choice is made.
    pub signers: Vec<String>,
}

/// A line of the letter's details.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterDetail {
    /// The question.
    pub label: String,
    /// The answer.
    pub value: Option<String>,
}

/// The letter of a service with the answers given so far; `None` if the service has no letter.
pub fn letter(sop: &Sop, campus: &Campus, lang: Lang, answers: &Answers) -> Option<LetterText> {
    let letter = sop.letter.as_ref()?;
    let spoken = |key: &str| {
        sop.field(key)
            .and_then(|field| answer(field, campus, lang, answers))
    };
    let filled = |texts: &[crate::Text]| {
        texts
            .iter()
            .map(|text| fill(text, sop, campus, lang, answers))
            .collect()
    };
    Some(LetterText {
        number: spoken(&letter.number),
        date: spoken(&letter.date),
        subject: fill(&letter.subject, sop, campus, lang, answers),
        enclosures: filled(&letter.enclosures),
        addressee: filled(&letter.addressee),
        opening: filled(&letter.opening),
        details: details(sop, campus, letter, lang, answers),
        closing: filled(&letter.closing),
        signers: signers(letter, lang, answers),
    })
}

/// Details whose condition does not hold are left out; a person in charge takes three lines.
fn details(
    sop: &Sop,
    campus: &Campus,
    letter: &Letter,
    lang: Lang,
    answers: &Answers,
) -> Vec<LetterDetail> {
    let mut lines = Vec::new();
    let asked = letter.details.iter().filter_map(|key| sop.field(key));
    for field in asked.filter(|field| field.when.as_ref().is_none_or(|when| holds(when, answers))) {
        let label = field.label.get(lang);
        if matches!(field.kind, FieldKind::PersonInCharge) {
            for (part, word) in pic_parts(lang) {
                let given = answers
                    .get(&format!("{}.{part}", field.key))
                    .filter(|value| !value.is_empty());
                let value = given.map(|value| {
                    if part == "whatsapp" {
                        phone_in_words(value)
                    } else {
                        value.clone()
                    }
                });
                lines.push(LetterDetail {
                    label: format!("{label}: {word}"),
                    value,
                });
            }
        } else {
            lines.push(LetterDetail {
                label: label.to_owned(),
                value: answer(field, campus, lang, answers),
            });
        }
    }
    lines
}

const fn pic_parts(lang: Lang) -> [(&'static str, &'static str); 3] {
    match lang {
        Lang::Id => [
            ("name", "nama"),
            ("email", "email"),
            ("whatsapp", "nomor WhatsApp"),
        ],
        Lang::En => [
            ("name", "name"),
            ("email", "e-mail"),
            ("whatsapp", "WhatsApp number"),
        ],
    }
}

/// The signer that was chosen; before that, everyone who may sign in this case.
fn signers(letter: &Letter, lang: Lang, answers: &Answers) -> Vec<String> {
    let chosen = letter
        .signer_field
        .as_ref()
        .and_then(|key| answers.get(key))
        .filter(|option| !option.is_empty());
    let open = letter.signers.iter().filter(|signer| match chosen {
        Some(option) => signer.option.as_ref() == Some(option),
        None => signer
            .when
            .as_ref()
            .is_none_or(|when| !answers.contains_key(&when.field) || holds(when, answers)),
    });
    open.map(|signer| signer.title.get(lang).to_owned())
        .collect()
}
