//! Reads the source tree and holds the rules of the house: see STYLE.md and ARCHITECTURE.md.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod files;
mod layers;
mod security;
mod source;
mod sql;
mod words;

/// Fails with one line for each place where a rule is broken.
#[track_caller]
fn none(rule: &str, mut found: Vec<String>) {
    found.sort();
    found.dedup();
    assert!(found.is_empty(), "{rule}:\n  {}", found.join("\n  "));
}
