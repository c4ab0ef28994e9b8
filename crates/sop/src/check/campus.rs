//! The campus and its units.

use std::collections::BTreeSet;

use super::{distinct_keys, say};
use crate::load::Declared;
use crate::model::{Campus, Unit};
use crate::parse::Doc;
use crate::problem::Code;

/// Checks what `campus.toml` declares.
pub(crate) fn campus(doc: &Doc<'_>, campus: &Campus) {
    distinct_keys(
        doc,
        "application",
        campus.applications.iter().map(|app| app.key.as_str()),
    );
    distinct_keys(
        doc,
        "group",
        campus.groups.iter().map(|group| group.key.as_str()),
    );
    distinct_keys(
        doc,
        "category",
        campus
            .categories
            .iter()
            .map(|category| category.key.as_str()),
    );
    for (i, category) in campus.categories.iter().enumerate() {
        if campus.group(&category.group).is_none() {
            let message = format!("the group `{}` is not declared", category.group);
            say(
                doc,
                Code::GroupUnknown,
                &format!("category[{i}].group"),
                message,
                Some("add a [[group]] with this key"),
            );
        }
    }
    domains(doc, campus);
    for (i, pair) in campus.holidays.windows(2).enumerate() {
        let path = format!("holiday[{}].date", i + 1);
        if pair[1].date <= pair[0].date && !doc.is_broken(&format!("holiday[{i}].date")) {
            let message = format!("{} does not come after {}", pair[1].date, pair[0].date);
            say(
                doc,
                Code::DateOrder,
                &path,
                message,
                Some("list the holidays in order, each day once"),
            );
        }
    }
}

fn domains(doc: &Doc<'_>, campus: &Campus) {
    let mut seen = BTreeSet::new();
    for (i, domain) in campus.domains.iter().enumerate() {
        if !seen.insert(domain.name.as_str()) {
            let message = format!(
                "the domain `{}` already belongs to a type of account",
                domain.name
            );
            say(
                doc,
                Code::WrongDomain,
                &format!("domain[{i}].name"),
                message,
                Some("a domain tells the type of the account"),
            );
        }
    }
    for (i, kind) in campus.sso.iter().enumerate() {
        if campus.domains_of(*kind).next().is_none() {
            let message = format!("accounts of type `{}` have no domain", kind.key());
            say(
                doc,
                Code::WrongDomain,
                &format!("sso[{i}]"),
                message,
                Some("add a [[domain]] of this kind"),
            );
        }
    }
}

/// Checks the units, alone and against each other.
pub(crate) fn units(units: &[Declared<'_, Unit>], campus: &Campus) {
    for (index, (doc, unit)) in units.iter().enumerate() {
        let earlier = &units[..index];
        if let Some((other, _)) = earlier.iter().find(|(_, other)| other.id == unit.id) {
            say(
                doc,
                Code::DuplicateId,
                "id",
                format!("{} already has the number {}", other.file.path, unit.id),
                None,
            );
        }
        let folder = doc.file.path.split('/').next().unwrap_or_default();
        let twin = units
            .iter()
            .find(|(other, twin)| twin.slug == unit.slug && other.file.path < doc.file.path);
        if let Some((other, _)) = twin {
            say(
                doc,
                Code::DuplicateSlug,
                "slug",
                format!("{} already has the slug `{}`", other.file.path, unit.slug),
                None,
            );
        } else if folder != unit.slug {
            let message = format!("the folder is `{folder}`, the slug `{}`", unit.slug);
            say(
                doc,
                Code::FileName,
                "slug",
                message,
                Some("name the folder after the slug"),
            );
        }
        seasons(doc, unit);
        if campus.account_type(&unit.email).is_none() {
            let message = format!("`{}` is not in a domain of the campus", unit.email);
            say(
                doc,
                Code::WrongDomain,
                "email",
                message,
                Some("use an address in one of the campus's domains"),
            );
        }
    }
}

/// Each season begins before it ends and after the one before it.
fn seasons(doc: &Doc<'_>, unit: &Unit) {
    let mut earlier = None;
    for (i, season) in unit.seasons.iter().enumerate() {
        let (from, until) = (format!("season[{i}].from"), format!("season[{i}].until"));
        let message = if season.until < season.from {
            Some((
                &until,
                format!("{} comes before {}", season.until, season.from),
            ))
        } else {
            let overlaps = earlier.filter(|last| season.from <= *last);
            overlaps.map(|last| (&from, format!("{} does not come after {last}", season.from)))
        };
        if let Some((path, message)) =
            message.filter(|_| !doc.is_broken(&from) && !doc.is_broken(&until))
        {
            let help = Some("list the seasons in order, each day once");
            say(doc, Code::DateOrder, path, message, help);
        }
        earlier = Some(season.until);
    }
}
