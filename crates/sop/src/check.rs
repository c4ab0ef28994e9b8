//! What must fit together. Every rule reports at the place that has to change, and stays silent
//! about parts that the parser already reported.

mod action;
mod campus;
mod flow;
mod form;
mod identity;
mod letter;
mod place;

use std::collections::BTreeMap;

pub(crate) use campus::{campus, units};

use crate::load::Declared;
use crate::model::{Campus, Sop, Unit};
use crate::parse::{Doc, SourceFile};
use crate::problem::Code;

/// Checks all services, alone and against each other.
pub(crate) fn services(
    services: &[Declared<'_, Sop>],
    units: &[Declared<'_, Unit>],
    campus: &Campus,
    files: &[SourceFile],
) {
    identity::distinct(services);
    for (doc, sop) in services {
        identity::check(doc, sop, services, units, campus, files);
        identity::revisions(doc, sop);
        place::check(doc, sop);
        form::check(doc, sop, campus);
        flow::check(doc, sop);
        letter::check(doc, sop);
        action::check(doc, sop);
    }
}

/// Reports, unless the parser already reported this part.
fn say(doc: &Doc<'_>, code: Code, path: &str, message: impl Into<String>, help: Option<&str>) {
    if !doc.is_broken(path) {
        doc.report(code, path, message, help.map(str::to_owned));
    }
}

/// Reports every key of a list that was used before.
fn distinct_keys<'k>(doc: &Doc<'_>, list: &str, keys: impl Iterator<Item = &'k str>) {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, key) in keys.enumerate() {
        if let Some(earlier) = first.get(key) {
            let message = format!("`{key}` is already entry {} of {list}", earlier + 1);
            say(
                doc,
                Code::DuplicateKey,
                &format!("{list}[{index}].key"),
                message,
                Some("choose another key"),
            );
        } else {
            first.insert(key, index);
        }
    }
}
