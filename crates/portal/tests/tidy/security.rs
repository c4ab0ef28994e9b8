//! The table of `docs/security/asvs.md` names every requirement, and tests that exist.

use crate::{
    none,
    source::{files, root},
};
use std::{collections::BTreeSet, fs};

/// OWASP ASVS 5.0.0, chapters 6 and 7: the sections with the number of their requirements, and those among them that
/// are of level 3.
const SECTIONS: &[(&str, u32, &[u32])] = &[
    ("6.1", 3, &[]),
    ("6.2", 12, &[]),
    ("6.3", 8, &[5, 6, 7, 8]),
    ("6.4", 6, &[5, 6]),
    ("6.5", 8, &[6, 7, 8]),
    ("6.6", 4, &[4]),
    ("6.7", 2, &[1, 2]),
    ("6.8", 4, &[]),
    ("7.1", 3, &[]),
    ("7.2", 4, &[]),
    ("7.3", 2, &[]),
    ("7.4", 5, &[]),
    ("7.5", 3, &[3]),
    ("7.6", 2, &[]),
];

/// Number and the rest of each row.
fn rows() -> Vec<(String, String)> {
    let text = fs::read_to_string(root().join("docs/security/asvs.md")).unwrap();
    let rows = text.lines().filter_map(|line| {
        let (number, rest) = line.strip_prefix("| ")?.split_once(" | ")?;
        let is_number = number.starts_with(|one: char| one.is_ascii_digit());
        is_number.then(|| (number.to_owned(), rest.to_owned()))
    });
    rows.collect()
}

#[test]
fn every_requirement_of_level_2_has_a_row() {
    let rows: BTreeSet<_> = rows().into_iter().map(|(number, _)| number).collect();
    let all = SECTIONS.iter().flat_map(|(section, last, beyond)| {
        let required = (1..=*last).filter(|number| !beyond.contains(number));
        required.map(move |number| format!("{section}.{number}"))
    });
    let missing = all.filter(|number| !rows.contains(number));
    none("a requirement has no row", missing.collect());
}

/// How a row begins that no test can show: a document that was asked for, and what is not there. What is met in part is
/// shown by a test for that part.
const REASONS: [&str; 3] = ["Written in [", "Loket does not ", "**Not met.** "];

#[test]
fn every_row_names_a_test_that_exists_or_says_why_not() {
    let code = files("crates", ".rs");
    let is_there = |file: &str, name: &str| {
        let (own, folder) = (format!("/{file}.rs"), format!("/{file}/"));
        // A story on both engines is written without `fn`.
        let (plain, story) = (format!("fn {name}("), format!("\n    {name}(app"));
        code.iter()
            .filter(|one| one.path.ends_with(&own) || one.path.contains(&folder))
            .any(|one| one.text.contains(&plain) || one.text.contains(&story))
    };
    let mut wrong = Vec::new();
    for (number, rest) in rows() {
        let last = rest.trim_end_matches([' ', '|']).rsplit(" | ").next();
        let shown = last.unwrap_or_default();
        let names = shown.split('`').skip(1).step_by(2);
        let tests: Vec<_> = names.filter_map(|name| name.rsplit_once("::")).collect();
        if tests.is_empty() && !REASONS.iter().any(|reason| shown.starts_with(reason)) {
            wrong.push(format!("{number}: neither a test nor one of {REASONS:?}"));
        }
        for (file, name) in tests {
            if !is_there(file, name) {
                wrong.push(format!("{number}: no test of {file} is called {name}"));
            }
        }
        let written = shown.strip_prefix(REASONS[0]);
        let file = written.and_then(|rest| rest.split(['(', ')']).nth(1));
        if file.is_some_and(|file| !root().join("docs/security").join(file).exists()) {
            wrong.push(format!(
                "{number}: there is no {}",
                file.unwrap_or_default()
            ));
        }
    }
    none("the table of requirements is not true", wrong);
}
