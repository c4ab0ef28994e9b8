//! Answers that a service accepts, in every combination of its choices.

use jiff::civil::{Date, date};
use sop::validate::{account_types, holds, is_asked};
use sop::{Answers, Campus, Field, FieldKind, Sop};

/// The day on which the samples are judged.
pub const TODAY: Date = date(2027, 3, 5);

/// Complete answers, one for each way through the choices of the form.
pub fn every(sop: &Sop, campus: &Campus) -> Vec<Answers> {
    let mut ways = vec![Answers::new()];
    for field in &sop.fields {
        ways = ways
            .into_iter()
            .flat_map(|answers| extend(field, campus, answers))
            .collect();
    }
    ways
}

fn extend(field: &Field, campus: &Campus, answers: Answers) -> Vec<Answers> {
    if !is_asked(field, &answers) {
        return vec![answers];
    }
    let with = |value: &str| {
        let mut more = answers.clone();
        more.insert(field.key.clone(), value.to_owned());
        more
    };
    match &field.kind {
        FieldKind::Choice { options } => {
            let open = options.iter().filter(|option| {
                option
                    .when
                    .as_ref()
                    .is_none_or(|when| holds(when, &answers))
            });
            open.map(|option| with(&option.key)).collect()
        }
        FieldKind::Application { of } => of.iter().map(|key| with(key)).collect(),
        FieldKind::Account(rule) => {
            let types = account_types(rule, &answers).iter();
            types
                .flat_map(|kind| campus.domains_of(*kind))
                .map(|domain| with(&format!("rina.wulandari@{domain}")))
                .collect()
        }
        FieldKind::PersonInCharge => {
            let mut more = answers;
            for (part, value) in [
                ("name", "Rina Wulandari"),
                ("email", "rina@staff.uns.ac.id"),
                ("whatsapp", "6285890001103"),
            ] {
                more.insert(format!("{}.{part}", field.key), value.to_owned());
            }
            vec![more]
        }
        FieldKind::File(_) => vec![answers],
        FieldKind::Text { .. } => vec![with("Contoh 1/2027")],
        FieldKind::LongText { .. } => vec![with("Satu atau dua kalimat.")],
        FieldKind::Date => vec![with("2027-03-01")],
        FieldKind::Email => vec![with("rina@student.uns.ac.id")],
        FieldKind::WhatsApp => vec![with("6285890001103")],
        FieldKind::Nim | FieldKind::NimOrNip => vec![with("M0521009")],
        FieldKind::Nip => vec![with("198609262015051001")],
        FieldKind::Unit => vec![with("Fakultas Teknik")],
    }
}
