//! The letter, its signers, and the placeholders in letters and notices.

use super::say;
use crate::model::{FieldKind, Lang, Letter, Recipient, Sop, Text};
use crate::parse::Doc;
use crate::problem::Code;

pub(super) fn check(doc: &Doc<'_>, sop: &Sop) {
    if let Some(letter) = &sop.letter {
        bindings(doc, sop, letter);
        signers(doc, sop, letter);
        placeholders(doc, sop, "letter.subject", &letter.subject);
        for (list, texts) in [("opening", &letter.opening), ("closing", &letter.closing)] {
            for (i, text) in texts.iter().enumerate() {
                placeholders(doc, sop, &format!("letter.{list}[{i}]"), text);
            }
        }
    }
    for (i, notice) in sop.notices.iter().enumerate() {
        let path = format!("notice[{i}].text");
        placeholders(doc, sop, &path, &notice.text);
        one_line(doc, &path, &notice.text);
        let has_pic = sop
            .fields
            .iter()
            .any(|field| matches!(field.kind, FieldKind::PersonInCharge));
        if notice.to == Recipient::Pic && !has_pic {
            let help = Some("add a field of kind person-in-charge, or write to the applicant");
            say(
                doc,
                Code::NoticeRecipient,
                &format!("notice[{i}].to"),
                "the form names no person in charge",
                help,
            );
        }
    }
}

/// What stands in a parameter of a WhatsApp template is on one line, without wide gaps, and short enough that the template
/// with all else in it stays below 1024 characters (Cloud API, message templates).
fn one_line(doc: &Doc<'_>, path: &str, text: &Text) {
    const LONGEST: usize = 500;
    for lang in Lang::ALL {
        let words = text.get(lang);
        let message = if words.chars().count() > LONGEST {
            format!("longer than {LONGEST} characters")
        } else if words.contains(['\n', '\r', '\t']) || words.contains("     ") {
            "a line break, a tab, or more than four spaces in a row".to_owned()
        } else {
            continue;
        };
        let help =
            Some("a notice is one short paragraph; the rest belongs on the page of the service");
        let place = format!("{path}.{}", lang.code());
        say(doc, Code::NoticeText, &place, message, help);
    }
}

fn bindings(doc: &Doc<'_>, sop: &Sop, letter: &Letter) {
    let bound = |path: &str, key: &str, wanted: &str, fits: fn(&FieldKind) -> bool| {
        let field = sop.fields.iter().position(|field| field.key == key);
        let fits = field.is_some_and(|i| {
            fits(&sop.fields[i].kind) || doc.is_broken(&format!("field[{i}].kind"))
        });
        if !fits {
            say(
                doc,
                Code::LetterField,
                path,
                format!("`{key}` is not a field of kind {wanted}"),
                None,
            );
        }
    };
    bound("letter.number", &letter.number, "text", |kind| {
        matches!(kind, FieldKind::Text { .. })
    });
    bound("letter.date", &letter.date, "date", |kind| {
        matches!(kind, FieldKind::Date)
    });
    for (i, key) in letter.details.iter().enumerate() {
        bound(&format!("letter.details[{i}]"), key, "words", |kind| {
            !matches!(kind, FieldKind::File(_))
        });
    }
}

fn signers(doc: &Doc<'_>, sop: &Sop, letter: &Letter) {
    let Some(key) = &letter.signer_field else {
        if letter.signers.len() > 1 || letter.signers.iter().any(|signer| signer.option.is_some()) {
            let help = Some("name the field that chooses in letter.signer_field");
            say(
                doc,
                Code::SignerUnmatched,
                "letter.signers",
                "several signers and no field that chooses",
                help,
            );
        }
        return;
    };
    let Some(FieldKind::Choice { options }) = sop.field(key).map(|field| &field.kind) else {
        let message = format!("`{key}` is not a field of kind choice");
        return say(
            doc,
            Code::SignerUnmatched,
            "letter.signer_field",
            message,
            None,
        );
    };
    for (i, signer) in letter.signers.iter().enumerate() {
        let known = signer
            .option
            .as_ref()
            .is_some_and(|wanted| options.iter().any(|option| option.key == *wanted));
        if !known {
            let named = signer.option.as_deref().unwrap_or("(none)");
            let message = format!("`{key}` has no option `{named}`");
            say(
                doc,
                Code::SignerUnmatched,
                &format!("letter.signers[{i}].option"),
                message,
                Some("one signer for each option"),
            );
        }
    }
    for option in options {
        if !letter
            .signers
            .iter()
            .any(|signer| signer.option.as_ref() == Some(&option.key))
        {
            let message = format!("nobody signs for the option `{}`", option.key);
            say(
                doc,
                Code::SignerUnmatched,
                "letter.signers",
                message,
                Some("one signer for each option"),
            );
        }
    }
    covered(doc, sop, key, options);
}

/// Whoever the letter is for, somebody can sign it.
fn covered(doc: &Doc<'_>, sop: &Sop, key: &str, options: &[crate::model::ChoiceOption]) {
    let Some(chooser) = options
        .iter()
        .find_map(|option| option.when.as_ref().map(|when| &when.field))
    else {
        return;
    };
    let Some(FieldKind::Choice { options: cases }) = sop.field(chooser).map(|field| &field.kind)
    else {
        return;
    };
    for case in cases {
        let open = |option: &crate::model::ChoiceOption| {
            option
                .when
                .as_ref()
                .is_none_or(|when| when.is.contains(&case.key))
        };
        if !options.iter().any(open) {
            let position = sop
                .fields
                .iter()
                .position(|field| field.key == key)
                .unwrap_or_default();
            let message = format!("nobody can sign when `{chooser}` is `{}`", case.key);
            say(
                doc,
                Code::SignerUnmatched,
                &format!("field[{position}].options"),
                message,
                Some("offer a signer in every case"),
            );
        }
    }
}

fn placeholders(doc: &Doc<'_>, sop: &Sop, path: &str, text: &Text) {
    for (lang, words) in [("id", &text.id), ("en", &text.en)] {
        for name in names(words).filter(|name| !is_known(sop, name)) {
            let message = format!("`{{{name}}}` is not the answer of a field");
            say(
                doc,
                Code::PlaceholderUnknown,
                &format!("{path}.{lang}"),
                message,
                Some("write the key of a field in braces"),
            );
        }
    }
}

/// The names in braces.
pub(crate) fn names(words: &str) -> impl Iterator<Item = &str> {
    words
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}

fn is_known(sop: &Sop, name: &str) -> bool {
    let (key, part) = name
        .split_once('.')
        .map_or((name, None), |(key, part)| (key, Some(part)));
    sop.field(key)
        .is_some_and(|field| match (&field.kind, part) {
            (FieldKind::PersonInCharge, Some(part)) => {
                ["name", "email", "whatsapp"].contains(&part)
            }
            (FieldKind::PersonInCharge | FieldKind::File(_), None) | (_, Some(_)) => false,
            (_, None) => true,
        })
}
