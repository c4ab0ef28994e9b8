//! Who may use whom.

use crate::{
    none,
    source::{Rust, files, portal, program},
};
use std::collections::{BTreeMap, BTreeSet};

/// Each crate of ours, and which of the others it may use.
const CRATES: &[(&str, &[&str])] = &[
    ("sop", &[]),
    ("oidc", &[]),
    ("db", &[]),
    ("jobs", &["db"]),
    ("paper", &[]),
    ("peers", &[]),
    ("portal", &["sop", "oidc", "db", "jobs", "paper", "peers"]),
];

/// Below all features; anybody may use them.
const BELOW: &[&str] = &["web", "catalog"];

#[test]
fn crates_depend_downwards_only() {
    let mut wrong = Vec::new();
    for file in files("crates", "Cargo.toml") {
        let manifest: toml::Table = file.text.parse().unwrap();
        let name = manifest["package"]["name"].as_str().unwrap();
        let Some((_, allowed)) = CRATES.iter().find(|one| one.0 == name) else {
            wrong.push(format!(
                "{}: not among the crates of ARCHITECTURE.md",
                file.path
            ));
            continue;
        };
        let used = manifest.get("dependencies").and_then(|one| one.as_table());
        for ours in used.into_iter().flat_map(|table| table.keys()) {
            let is_ours = CRATES.iter().any(|one| one.0 == ours);
            if is_ours && !allowed.contains(&ours.as_str()) {
                wrong.push(format!("{name} uses {ours}"));
            }
        }
    }
    none("a crate uses one that it must not know", wrong);
}

/// `a/b/pages.rs` belongs to the feature `a`.
fn feature(path: &str) -> Option<&str> {
    path.split_once('/').map(|(feature, _)| feature)
}

/// `(feature, room)` of every `crate::feature::room` in the code.
fn uses(file: &Rust) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for rest in file.code.split("crate::").skip(1) {
        for path in expand(rest) {
            let mut parts = path.split("::").map(|part| part.trim().to_owned());
            if let Some(first) = parts.next() {
                found.push((first, parts.next().unwrap_or_default()));
            }
        }
    }
    found
}

/// The paths of `a::{b, c::d}`: `a::b`, `a::c::d`. Of anything else the path at its beginning.
fn expand(text: &str) -> Vec<String> {
    let word = |one: char| one.is_alphanumeric() || one == '_' || one == ':';
    let end = text.find(|one| !word(one)).unwrap_or(text.len());
    let head = &text[..end];
    if !text[end..].starts_with('{') {
        return vec![head.to_owned()];
    }
    let (mut depth, mut piece, mut pieces) = (0, String::new(), Vec::new());
    for one in text[end + 1..].chars() {
        match one {
            '}' if depth == 0 => break,
            ',' if depth == 0 => pieces.push(std::mem::take(&mut piece)),
            _ => {
                depth += i32::from(one == '{') - i32::from(one == '}');
                piece.push(one);
            }
        }
    }
    pieces.push(piece);
    let inner = pieces.iter().flat_map(|piece| expand(piece.trim()));
    inner.map(|path| format!("{head}{path}")).collect()
}

#[test]
fn features_form_no_circle() {
    let sources = portal();
    let features: BTreeSet<&str> = sources
        .iter()
        .filter_map(|file| feature(&file.path))
        .filter(|name| !BELOW.contains(name))
        .collect();
    let mut edges: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for file in &sources {
        let Some(name) = feature(&file.path).filter(|name| features.contains(name)) else {
            continue;
        };
        let others = uses(file)
            .into_iter()
            .map(|(other, _)| other)
            .filter(|other| other != name && features.contains(other.as_str()));
        edges.entry(name).or_default().extend(others);
    }
    // Features that use only features already taken away go next; what remains is a circle.
    let mut left = features;
    while let Some(free) = left.iter().copied().find(|name| {
        let used = edges.get(name);
        used.is_none_or(|used| used.iter().all(|other| !left.contains(other.as_str())))
    }) {
        left.remove(free);
    }
    let circle = left
        .iter()
        .map(|name| format!("{name} uses {:?}", edges[name]));
    none("features use each other in a circle", circle.collect());
}

#[test]
fn features_meet_through_their_public_names() {
    let rooms = ["store", "pages", "jobs", "model"];
    let mut wrong = Vec::new();
    for file in portal() {
        // The site map names the handlers.
        let Some(own) = feature(&file.path).filter(|_| file.path != "routes.rs") else {
            continue;
        };
        for (other, room) in uses(&file) {
            if other != own && rooms.contains(&room.as_str()) {
                wrong.push(format!("{}: crate::{other}::{room}", file.path));
            }
        }
    }
    none("a feature reaches into a room of another", wrong);
}

#[test]
fn the_web_framework_stays_at_the_edge() {
    let edge = |path: &str| {
        path.ends_with("pages.rs")
            || path.contains("/pages/")
            || path.starts_with("web/")
            // `Answer`, `Error` and the listener are the seams to it.
            || ["routes.rs", "error.rs", "lib.rs"].contains(&path)
    };
    let inner = portal().into_iter().filter(|file| !edge(&file.path));
    let wrong = inner.filter(|file| file.code.contains("axum::"));
    none(
        "axum outside of pages, routes, errors and web/",
        wrong.map(|file| file.path).collect(),
    );
}

#[test]
fn sql_stays_in_the_stores() {
    let mut wrong = Vec::new();
    for file in program() {
        let stored = file.path.ends_with("/store.rs") || file.path.contains("/store/");
        if stored || file.path.starts_with("crates/db/") || file.path.starts_with("crates/jobs/") {
            continue;
        }
        for literal in &file.literals {
            if crate::sql::is_statement(&literal.value) {
                wrong.push(format!("{}:{}", file.path, literal.line));
            }
        }
    }
    none("SQL outside of a store", wrong);
}

#[test]
fn sop_and_paper_are_pure() {
    let impure = [
        "std::fs",
        "std::net",
        "std::env",
        "std::time",
        "tokio",
        "Timestamp::now",
        "std::thread",
    ];
    let mut wrong = Vec::new();
    for file in program() {
        let is_pure = ["crates/sop/", "crates/paper/"]
            .iter()
            .any(|one| file.path.starts_with(one));
        if is_pure {
            let found = impure.iter().filter(|word| file.code.contains(**word));
            wrong.extend(found.map(|word| format!("{}: {word}", file.path)));
        }
    }
    none(
        "a crate without a clock and a disk touches the outside",
        wrong,
    );
}
