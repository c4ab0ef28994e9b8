//! Answers in their normal shape.

use super::{Answers, identity, whatsapp};
use crate::model::{Field, FieldKind, Sop};

/// The names of the inputs of a field: its key, or three for a person in charge, none for files.
pub fn input_names(field: &Field) -> Vec<String> {
    match field.kind {
        FieldKind::PersonInCharge => ["name", "email", "whatsapp"]
            .map(|part| format!("{}.{part}", field.key))
            .to_vec(),
        FieldKind::File(_) => Vec::new(),
        FieldKind::Text { .. }
        | FieldKind::LongText { .. }
        | FieldKind::Choice { .. }
        | FieldKind::Date
        | FieldKind::Email
        | FieldKind::WhatsApp
        | FieldKind::Nim
        | FieldKind::Nip
        | FieldKind::NimOrNip
        | FieldKind::Unit
        | FieldKind::Account(_)
        | FieldKind::Application { .. } => vec![field.key.clone()],
    }
}

/// Keeps the answers to the questions of this form and puts them into their normal shape: without
/// spaces around and control characters within, addresses in lower case, numbers without ornament.
/// What is not valid stays as it was typed.
pub fn normalise(sop: &Sop, answers: &Answers) -> Answers {
    let mut normal = Answers::new();
    for field in &sop.fields {
        for name in input_names(field) {
            if let Some(value) = answers.get(&name) {
                let shaped = shape(&field.kind, &name, value);
                normal.insert(name, shaped);
            }
        }
    }
    normal
}

fn shape(kind: &FieldKind, name: &str, value: &str) -> String {
    let part = name.rsplit('.').next().unwrap_or_default();
    match kind {
        FieldKind::LongText { .. } => several_lines(value),
        FieldKind::Choice { .. } | FieldKind::Date | FieldKind::Application { .. } => {
            value.trim().to_owned()
        }
        FieldKind::Email | FieldKind::Account(_) => one_line(value).to_lowercase(),
        FieldKind::WhatsApp => number(value),
        FieldKind::Nim | FieldKind::Nip | FieldKind::NimOrNip => {
            identity::compact(&one_line(value)).to_uppercase()
        }
        FieldKind::PersonInCharge if part == "whatsapp" => number(value),
        FieldKind::PersonInCharge if part == "email" => one_line(value).to_lowercase(),
        FieldKind::PersonInCharge
        | FieldKind::Text { .. }
        | FieldKind::Unit
        | FieldKind::File(_) => one_line(value),
    }
}

fn number(value: &str) -> String {
    whatsapp(value).unwrap_or_else(|_| one_line(value))
}

fn one_line(value: &str) -> String {
    let plain: String = value
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn several_lines(value: &str) -> String {
    let unix = value.replace("\r\n", "\n").replace('\r', "\n");
    let plain: String = unix
        .chars()
        .filter(|c| *c == '\n' || !c.is_control())
        .collect();
    plain
        .lines()
        .map(str::trim_end)
        .collect::<Vec<_>>()
        .join("\n")
        .trim()
        .to_owned()
}
