//! Number, slug, place in the catalogue, revisions, files.

use super::say;
use crate::load::Declared;
use crate::model::{Campus, Sop, Unit};
use crate::parse::{Doc, SourceFile};
use crate::problem::Code;

/// No two services share a number or a slug.
pub(super) fn distinct(services: &[Declared<'_, Sop>]) {
    for (doc, sop) in services {
        let earlier = || {
            services
                .iter()
                .filter(|(other, _)| other.file.path < doc.file.path)
        };
        if let Some((other, _)) = earlier().find(|(_, twin)| twin.id == sop.id) {
            say(
                doc,
                Code::DuplicateId,
                "id",
                format!("{} already has the number {}", other.file.path, sop.id),
                None,
            );
        }
        if let Some((other, _)) = earlier().find(|(_, twin)| twin.slug == sop.slug) {
            say(
                doc,
                Code::DuplicateSlug,
                "slug",
                format!("{} already has the slug `{}`", other.file.path, sop.slug),
                None,
            );
        }
    }
}

/// The service stands where it says, and what it refers to is there.
pub(super) fn check(
    doc: &Doc<'_>,
    sop: &Sop,
    services: &[Declared<'_, Sop>],
    units: &[Declared<'_, Unit>],
    campus: &Campus,
    files: &[SourceFile],
) {
    let name = doc.file.path.rsplit('/').next().unwrap_or_default();
    if !name.starts_with(&format!("{}-", sop.id)) {
        let message = format!(
            "the file is named `{name}`, the service has the number {}",
            sop.id
        );
        say(
            doc,
            Code::FileName,
            "id",
            message,
            Some("begin the name of the file with the number and a hyphen"),
        );
    }
    let home = format!("{}/unit.toml", sop.unit);
    if !units.iter().any(|(other, _)| other.file.path == home) {
        let message = format!("there is no {home}");
        say(
            doc,
            Code::UnitUnknown,
            "",
            message,
            Some("declare the unit, or move the service into a unit's folder"),
        );
    }
    if campus.category(&sop.category).is_none() {
        let message = format!("the category `{}` is not declared", sop.category);
        say(
            doc,
            Code::CategoryUnknown,
            "category",
            message,
            Some("add a [[category]] to campus.toml, or use one of it"),
        );
    }
    for (i, id) in sop.related.iter().enumerate() {
        if *id == sop.id || !services.iter().any(|(_, other)| other.id == *id) {
            let message = format!("there is no other service {id}");
            say(
                doc,
                Code::RelatedUnknown,
                &format!("related[{i}]"),
                message,
                None,
            );
        }
    }
    for (i, wanted) in sop.files.iter().enumerate() {
        if !files.iter().any(|file| file.path == wanted.path) {
            let message = format!("there is no file `{}`", wanted.path);
            say(
                doc,
                Code::FileMissing,
                &format!("file[{i}].path"),
                message,
                Some("write the path from the root of the declarations"),
            );
        }
    }
}

/// Revisions rise, and the newest was made for this content.
pub(super) fn revisions(doc: &Doc<'_>, sop: &Sop) {
    for (i, pair) in sop.revisions.windows(2).enumerate() {
        let path = format!("revision[{}].date", i + 1);
        if pair[1].date < pair[0].date && !doc.is_broken(&format!("revision[{i}].date")) {
            let message = format!(
                "revision {} is older than revision {}",
                pair[1].version, pair[0].version
            );
            say(
                doc,
                Code::DateOrder,
                &path,
                message,
                Some("list the revisions from the oldest to the newest"),
            );
        }
        if pair[1].version == pair[0].version {
            let path = format!("revision[{}].version", i + 1);
            say(
                doc,
                Code::DuplicateKey,
                &path,
                format!("the version {} exists already", pair[1].version),
                None,
            );
        }
    }
    for (i, revision) in sop.revisions.iter().enumerate() {
        if revision.sign_off.is_some_and(|day| day < revision.date) {
            let path = format!("revision[{i}].sign_off");
            say(
                doc,
                Code::DateOrder,
                &path,
                "signed before it was written",
                None,
            );
        }
    }
    let Some(newest) = sop.revisions.len().checked_sub(1) else {
        return;
    };
    let path = format!("revision[{newest}].content");
    if doc.words(&path).as_deref() != Some(sop.content.as_str()) {
        let help = format!(
            "add a [[revision]] with content = \"{}\" (not yet published: only correct the value)",
            sop.content
        );
        say(
            doc,
            Code::ContentChanged,
            &path,
            "the content is not that of the newest revision",
            Some(&help),
        );
    }
}
