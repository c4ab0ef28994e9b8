//! Answers to a form: put into their normal shape, and judged against the declaration.
//!
//! Nothing is looked up here: whether an account exists, and what a file really is, is judged by
//! who can see the directory and the upload.

mod account;
mod contact;
mod identity;
mod normalise;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::model::{Campus, Field, FieldKind, Sop, Text, When};

pub use account::account_types;
pub use contact::{email, whatsapp};
pub use identity::{nim, nip};
pub use normalise::{input_names, normalise};

/// Answers by the name of their input: the field's key, or `{key}.name`, `{key}.email` and
/// `{key}.whatsapp` for a person in charge.
pub type Answers = BTreeMap<String, String>;

/// Why an answer was not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fault {
    /// Nothing was given.
    Required,
    /// More than fits.
    TooLong,
    /// Not one of the options, or not one of those open in this case.
    Choice,
    /// Not a day, or one that cannot be.
    Date,
    /// Not an e-mail address.
    Email,
    /// Not a mobile number.
    WhatsApp,
    /// Not a student number.
    Nim,
    /// Not an employee number.
    Nip,
    /// An address of another type of account, or of another place.
    Domain,
    /// Not an application of the campus.
    Application,
}

/// An answer that was not accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Name of the input, as in [`Answers`].
    pub field: String,
    /// Why.
    pub code: Fault,
    /// What is wrong and what to do, in every language.
    pub message: Text,
}

/// What is wrong with one value.
type Verdict = Result<(), (Fault, Text)>;

/// Judges the answers. `today` is the day at the campus. Files are judged by the caller.
/// Fields whose condition does not hold are not judged.
pub fn validate(sop: &Sop, campus: &Campus, answers: &Answers, today: Date) -> Vec<FieldError> {
    let mut errors = Vec::new();
    for field in sop.fields.iter().filter(|field| is_asked(field, answers)) {
        if matches!(field.kind, FieldKind::File(_)) {
            continue;
        }
        if matches!(field.kind, FieldKind::PersonInCharge) {
            person(field, answers, &mut errors);
            continue;
        }
        let value = answers
            .get(&field.key)
            .map(|value| value.trim())
            .unwrap_or_default();
        let verdict = if value.is_empty() {
            absent(field)
        } else {
            judge(sop, campus, field, value, answers, today)
        };
        note(field.key.clone(), verdict, &mut errors);
    }
    errors
}

/// Whether a field is asked, given the answers so far.
pub fn is_asked(field: &Field, answers: &Answers) -> bool {
    field.when.as_ref().is_none_or(|when| holds(when, answers))
}

/// Whether a condition holds, given the answers so far.
pub fn holds(when: &When, answers: &Answers) -> bool {
    answers
        .get(&when.field)
        .is_some_and(|value| when.is.iter().any(|option| option == value.trim()))
}

fn note(field: String, verdict: Verdict, errors: &mut Vec<FieldError>) {
    if let Err((code, message)) = verdict {
        errors.push(FieldError {
            field,
            code,
            message,
        });
    }
}

fn absent(field: &Field) -> Verdict {
    if !field.required {
        return Ok(());
    }
    // The label is in the sentence, so that it makes sense in a summary too.
    let (id, en) = match field.kind {
        FieldKind::Choice { .. } | FieldKind::Application { .. } => ("Pilih", "Choose"),
        FieldKind::File(_) => ("Unggah", "Upload"),
        FieldKind::Text { .. }
        | FieldKind::LongText { .. }
        | FieldKind::Date
        | FieldKind::Email
        | FieldKind::WhatsApp
        | FieldKind::Nim
        | FieldKind::Nip
        | FieldKind::NimOrNip
        | FieldKind::Unit
        | FieldKind::Account(_)
        | FieldKind::PersonInCharge => ("Isi", "Fill in"),
    };
    let message = Text::new(
        format!("{id} {}.", in_sentence(&field.label.id)),
        format!("{en} {}.", in_sentence(&field.label.en)),
    );
    Err((Fault::Required, message))
}

fn judge(
    sop: &Sop,
    campus: &Campus,
    field: &Field,
    value: &str,
    answers: &Answers,
    today: Date,
) -> Verdict {
    let fault = |code: Fault| move |message: Text| (code, message);
    match &field.kind {
        FieldKind::Text { max } | FieldKind::LongText { max } => length(value, *max),
        FieldKind::Unit => length(value, 200),
        FieldKind::Choice { options } => {
            let option = options.iter().find(|option| option.key == value);
            match option {
                Some(option) if option.when.as_ref().is_none_or(|when| holds(when, answers)) => {
                    Ok(())
                }
                Some(_) => Err((Fault::Choice, closed())),
                None => Err((
                    Fault::Choice,
                    Text::new(
                        "Pilih salah satu yang tersedia.",
                        "Choose one of those offered.",
                    ),
                )),
            }
        }
        FieldKind::Date => date(sop, field, value, today),
        FieldKind::Email => email(value).map(drop).map_err(fault(Fault::Email)),
        FieldKind::WhatsApp => whatsapp(value).map(drop).map_err(fault(Fault::WhatsApp)),
        FieldKind::Nim => nim(campus, value).map(drop).map_err(fault(Fault::Nim)),
        FieldKind::Nip => nip(value, today).map(drop).map_err(fault(Fault::Nip)),
        FieldKind::NimOrNip => identity::nim_or_nip(campus, value, today),
        FieldKind::Account(rule) => account::judge(rule, campus, value, answers),
        FieldKind::Application { of } => application(of, campus, value),
        FieldKind::PersonInCharge | FieldKind::File(_) => Ok(()),
    }
}

fn closed() -> Text {
    Text::new(
        "Pilihan ini tidak berlaku untuk jawaban Anda sebelumnya. Pilih yang lain.",
        "This choice does not go with your answer above. Choose another one.",
    )
}

fn length(value: &str, max: u32) -> Verdict {
    let count = value.chars().count();
    if count <= max as usize {
        return Ok(());
    }
    let message = Text::new(
        format!("Isian ini {count} huruf. Paling panjang {max} huruf."),
        format!("This answer has {count} characters. The longest possible is {max}."),
    );
    Err((Fault::TooLong, message))
}

fn date(sop: &Sop, field: &Field, value: &str, today: Date) -> Verdict {
    let Some(date) = value
        .parse::<Date>()
        .ok()
        .filter(|date| (1900..2200).contains(&date.year()))
    else {
        let message = Text::new(
            "Tanggal ini tidak ada di kalender. Tulis tahun, bulan, tanggal, misalnya 2027-03-05.",
            "This day is not in the calendar. Write year, month, day, for example 2027-03-05.",
        );
        return Err((Fault::Date, message));
    };
    let is_letter = sop
        .letter
        .as_ref()
        .is_some_and(|letter| letter.date == field.key);
    if is_letter && date > today {
        let message = Text::new(
            "Tanggal surat ini belum tiba. Periksa tanggal yang tertulis di surat.",
            "This date has not come yet. Check the date written in the letter.",
        );
        return Err((Fault::Date, message));
    }
    Ok(())
}

fn application(of: &[String], campus: &Campus, value: &str) -> Verdict {
    match campus.application(value) {
        Some(app) if app.internal && of.contains(&app.key) => Ok(()),
        Some(app) if !app.internal => Err((
            Fault::Application,
            Text::new(
                "Aplikasi ini di luar lingkungan kampus, sehingga akunnya tidak dapat diaktifkan di sini. Pilih aplikasi kampus.",
                "This application does not belong to the campus, so no account can be opened for it here. Choose one of the campus.",
            ),
        )),
        Some(_) | None => Err((
            Fault::Application,
            Text::new(
                "Pilih salah satu yang tersedia.",
                "Choose one of those offered.",
            ),
        )),
    }
}

/// A person in charge is three answers.
fn person(field: &Field, answers: &Answers, errors: &mut Vec<FieldError>) {
    let given = |part: &str| {
        answers
            .get(&format!("{}.{part}", field.key))
            .map(|value| value.trim())
            .unwrap_or_default()
    };
    let parts = ["name", "email", "whatsapp"];
    if !field.required && parts.iter().all(|part| given(part).is_empty()) {
        return;
    }
    let needs = [
        Text::new(
            "Isi nama penanggung jawab.",
            "Enter the name of the person in charge.",
        ),
        Text::new(
            "Isi email penanggung jawab.",
            "Enter the e-mail address of the person in charge.",
        ),
        Text::new(
            "Isi nomor WhatsApp penanggung jawab.",
            "Enter the WhatsApp number of the person in charge.",
        ),
    ];
    for (part, need) in parts.into_iter().zip(needs) {
        let value = given(part);
        let verdict = match part {
            _ if value.is_empty() => Err((Fault::Required, need)),
            "email" => email(value)
                .map(drop)
                .map_err(|message| (Fault::Email, message)),
            "whatsapp" => whatsapp(value)
                .map(drop)
                .map_err(|message| (Fault::WhatsApp, message)),
            _ => length(value, 120),
        };
        note(format!("{}.{part}", field.key), verdict, errors);
    }
}

/// Puts a label into the middle of a sentence without spoiling names such as `NIM`.
fn in_sentence(label: &str) -> String {
    let mut chars = label.chars();
    match (chars.next(), chars.next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => first
            .to_lowercase()
            .chain(std::iter::once(second))
            .chain(chars)
            .collect(),
        _ => label.to_owned(),
    }
}
