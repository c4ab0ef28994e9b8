//! Sections, fields, conditions, types of account.

use std::collections::BTreeSet;

use super::{distinct_keys, say};
use crate::model::{AccountRule, AccountType, Campus, Field, FieldKind, Sop, When};
use crate::parse::Doc;
use crate::problem::Code;

pub(super) fn check(doc: &Doc<'_>, sop: &Sop, campus: &Campus) {
    distinct_keys(
        doc,
        "section",
        sop.sections.iter().map(|section| section.key.as_str()),
    );
    distinct_keys(
        doc,
        "field",
        sop.fields.iter().map(|field| field.key.as_str()),
    );
    sections(doc, sop);
    for (i, field) in sop.fields.iter().enumerate() {
        let path = format!("field[{i}]");
        if let Some(when) = &field.when {
            condition(doc, sop, i, when, &format!("{path}.when"));
        }
        match &field.kind {
            FieldKind::Choice { options } => {
                distinct_keys(
                    doc,
                    &format!("{path}.options"),
                    options.iter().map(|option| option.key.as_str()),
                );
                for (j, when) in options
                    .iter()
                    .enumerate()
                    .filter_map(|(j, option)| Some((j, option.when.as_ref()?)))
                {
                    condition(doc, sop, i, when, &format!("{path}.options[{j}].when"));
                }
            }
            FieldKind::Account(rule) => {
                for (j, narrow) in rule.narrow.iter().enumerate() {
                    condition(
                        doc,
                        sop,
                        i,
                        &narrow.when,
                        &format!("{path}.narrow[{j}].when"),
                    );
                }
                account(doc, rule, campus, &path);
            }
            FieldKind::Application { of } => applications(doc, of, campus, &path),
            FieldKind::Text { .. }
            | FieldKind::LongText { .. }
            | FieldKind::Date
            | FieldKind::Email
            | FieldKind::WhatsApp
            | FieldKind::Nim
            | FieldKind::Nip
            | FieldKind::NimOrNip
            | FieldKind::Unit
            | FieldKind::PersonInCharge
            | FieldKind::File(_) => {}
        }
    }
}

fn sections(doc: &Doc<'_>, sop: &Sop) {
    let mut closed: BTreeSet<&str> = BTreeSet::new();
    let mut open: Option<&str> = None;
    for (i, field) in sop.fields.iter().enumerate() {
        let path = format!("field[{i}].section");
        if !sop
            .sections
            .iter()
            .any(|section| section.key == field.section)
        {
            let message = format!("the section `{}` is not declared", field.section);
            say(
                doc,
                Code::SectionUnknown,
                &path,
                message,
                Some("add a [[section]] with this key"),
            );
            continue;
        }
        if closed.contains(field.section.as_str()) {
            let message = format!("the section `{}` was left before this field", field.section);
            say(
                doc,
                Code::SectionOrder,
                &path,
                message,
                Some("put the fields of a section together"),
            );
        }
        if open != Some(field.section.as_str()) {
            closed.extend(open.replace(&field.section));
        }
    }
}

/// A condition of the field at `index` names an option of an earlier choice.
fn condition(doc: &Doc<'_>, sop: &Sop, index: usize, when: &When, path: &str) {
    if when.field.is_empty() {
        return;
    }
    let at = format!("{path}.field");
    let Some(position) = sop.fields.iter().position(|field| field.key == when.field) else {
        let message = format!("there is no field `{}`", when.field);
        return say(
            doc,
            Code::WhenField,
            &at,
            message,
            Some("a condition names an earlier field of kind choice"),
        );
    };
    if doc.is_broken(&format!("field[{position}].kind")) {
        return;
    }
    let FieldKind::Choice { options } = &sop.fields[position].kind else {
        let message = format!("the field `{}` is not a choice", when.field);
        return say(
            doc,
            Code::WhenField,
            &at,
            message,
            Some("a condition names an earlier field of kind choice"),
        );
    };
    if position >= index {
        let message = format!("the field `{}` comes later", when.field);
        return say(
            doc,
            Code::WhenOrder,
            &at,
            message,
            Some("ask first what the condition depends on"),
        );
    }
    for (k, key) in when.is.iter().enumerate() {
        if !options.iter().any(|option| option.key == *key) {
            let known: Vec<&str> = options.iter().map(|option| option.key.as_str()).collect();
            let help = format!("the options are {}", known.join(", "));
            say(
                doc,
                Code::WhenOption,
                &format!("{path}.is[{k}]"),
                format!("`{}` has no option `{key}`", when.field),
                Some(&help),
            );
        }
    }
}

fn account(doc: &Doc<'_>, rule: &AccountRule, campus: &Campus, path: &str) {
    if campus.domains.is_empty() {
        return;
    }
    for (i, kind) in rule.types.iter().enumerate() {
        let at = format!("{path}.types[{i}]");
        if campus.domains_of(*kind).next().is_none() {
            let message = format!(
                "the campus has no domain for accounts of type `{}`",
                kind.key()
            );
            say(
                doc,
                Code::WrongDomain,
                &at,
                message,
                Some("add a [[domain]] to campus.toml"),
            );
        } else if rule.sso && !campus.sso.contains(kind) {
            let message = format!(
                "accounts of type `{}` do not sign in through SSO",
                kind.key()
            );
            say(
                doc,
                Code::WrongDomain,
                &at,
                message,
                Some("remove the type, or `sso = true`"),
            );
        }
    }
    for (j, narrow) in rule.narrow.iter().enumerate() {
        for (k, kind) in narrow
            .types
            .iter()
            .enumerate()
            .filter(|(_, kind)| !rule.types.contains(kind))
        {
            let message = format!("`{}` is not one of the types of this field", kind.key());
            let help = format!("the types are {}", list(&rule.types));
            say(
                doc,
                Code::WrongDomain,
                &format!("{path}.narrow[{j}].types[{k}]"),
                message,
                Some(&help),
            );
        }
    }
}

/// Only the campus's own applications can be opened.
fn applications(doc: &Doc<'_>, of: &[String], campus: &Campus, path: &str) {
    for (i, key) in of.iter().enumerate() {
        let at = format!("{path}.of[{i}]");
        match campus.application(key) {
            Some(app) if app.internal => {}
            Some(_) => {
                let message = format!("`{key}` does not belong to the campus");
                say(
                    doc,
                    Code::ApplicationExternal,
                    &at,
                    message,
                    Some("only internal applications can be opened"),
                );
            }
            None => {
                let message = format!("there is no application `{key}`");
                say(
                    doc,
                    Code::ApplicationUnknown,
                    &at,
                    message,
                    Some("add an [[application]] to campus.toml"),
                );
            }
        }
    }
}

fn list(types: &[AccountType]) -> String {
    types
        .iter()
        .map(|kind| kind.key())
        .collect::<Vec<_>>()
        .join(", ")
}

/// Whether a field is always answered.
pub(super) fn is_certain(field: &Field) -> bool {
    field.required && field.when.is_none()
}
