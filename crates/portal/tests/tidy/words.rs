//! Interface words: complete in both languages, all used, all there.

use crate::{
    none,
    source::{File, files, portal},
};
use fluent_bundle::FluentResource;
use std::collections::{BTreeMap, BTreeSet};

/// What looks like a key and is none: names of links, jobs, form fields, assets.
const NO_KEYS: &[&str] = &[
    // Last parts of addresses, as in print.
    "form-layanan",
    "form-keluhan",
    // What attempts are counted by.
    "signin-account",
    "signin-pair",
    "signin-source",
];

/// Key → the variables in its sentence.
fn messages(lang: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut all = BTreeMap::new();
    for file in files(&format!("locales/{lang}"), ".ftl") {
        let parsed = FluentResource::try_new(file.text.clone());
        assert!(
            parsed.is_ok(),
            "{}: {:?}",
            file.path,
            parsed.err().map(|(_, errors)| errors)
        );
        for (key, sentence) in entries(&file) {
            let twice = all.insert(key.clone(), variables(&sentence));
            assert!(twice.is_none(), "{}: {key} is there already", file.path);
        }
    }
    assert!(all.len() > 20, "no words of {lang}");
    all
}

fn entries(file: &File) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for line in file.text.lines() {
        let starts = line.starts_with(|one: char| one.is_ascii_lowercase());
        if let Some((key, text)) = line.split_once('=').filter(|_| starts) {
            found.push((key.trim().to_owned(), text.to_owned()));
        } else if let Some(last) = found.last_mut().filter(|_| line.starts_with(' ')) {
            last.1.push_str(line);
        }
    }
    found
}

fn variables(sentence: &str) -> BTreeSet<String> {
    let word = |rest: &str| -> String {
        let end = rest.find(|one: char| !one.is_alphanumeric() && one != '_' && one != '-');
        rest[..end.unwrap_or(rest.len())].to_owned()
    };
    sentence.split('$').skip(1).map(word).collect()
}

#[test]
fn both_languages_say_the_same_things() {
    let (id, en) = (messages("id"), messages("en"));
    let mut wrong = Vec::new();
    for key in id.keys().chain(en.keys()) {
        match (id.get(key), en.get(key)) {
            (Some(one), Some(other)) if one == other => (),
            (Some(one), Some(other)) => {
                wrong.push(format!("{key}: {one:?} in id, {other:?} in en"));
            }
            (Some(_), None) => wrong.push(format!("{key}: not in en")),
            _ => wrong.push(format!("{key}: not in id")),
        }
    }
    none("words", wrong);
}

/// The variables that are numbers.
const NUMBERS: [&str; 7] = ["count", "n", "most", "limit", "hours", "minutes", "number"];

/// `{ $count } tickets` is wrong for one of them: a number before a noun is a choice between its forms.
#[test]
fn one_ticket_is_not_1_tickets() {
    let mut wrong = Vec::new();
    for file in files("locales/en", ".ftl") {
        for (at, line) in file.text.lines().enumerate() {
            let is_form = line.trim_start().starts_with(['[', '*']);
            let nouns = line.split("{ $").skip(1).filter_map(|rest| {
                let (name, after) = rest.split_once(" } ")?;
                let noun = after.split(|one: char| !one.is_alphabetic()).next()?;
                NUMBERS.contains(&name).then_some(noun)
            });
            let plural =
                |noun: &&str| noun.len() > 2 && noun.ends_with('s') && !noun.ends_with("ss");
            if let Some(noun) = nouns.into_iter().find(plural).filter(|_| !is_form) {
                wrong.push(format!("{}:{}: one {noun}?", file.path, at + 1));
            }
        }
    }
    none("numbers before a plural", wrong);
}

/// Where a key could be: string literals of Rust, and of the code in templates.
fn literals() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for file in portal() {
        let path = &file.path;
        found.extend(
            file.literals
                .iter()
                .map(|one| (format!("{path}:{}", one.line), one.value.clone())),
        );
    }
    for file in files("crates/portal/src", ".html") {
        for code in code_of(&file.text) {
            let strings = code.split('"').skip(1).step_by(2);
            found.extend(strings.map(|one| (file.path.clone(), one.to_owned())));
        }
    }
    found
}

/// What stands in `{{ … }}` and `{% … %}`.
fn code_of(template: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (open, close) in [("{{", "}}"), ("{%", "%}")] {
        for rest in template.split(open).skip(1) {
            found.push(rest.split(close).next().unwrap_or_default());
        }
    }
    found
}

fn looks_like_a_key(text: &str) -> bool {
    let plain = |one: char| one.is_ascii_lowercase() || one.is_ascii_digit() || one == '-';
    text.contains('-')
        && text.chars().all(plain)
        && text.starts_with(|one: char| one.is_ascii_lowercase())
        && !text.ends_with('-')
}

/// The fixed beginnings of keys that are put together as the program runs: `format!("status-{}", …)`.
fn composed(literals: &[(String, String)]) -> Vec<&str> {
    let heads = literals
        .iter()
        .filter_map(|(_, text)| text.split('{').next());
    let is_head = |head: &&str| head.ends_with('-') && looks_like_a_key(&format!("{head}x"));
    heads.filter(is_head).collect()
}

/// The fixed ends of keys that are put together: `format!("{key}-next")`.
fn endings(literals: &[(String, String)]) -> Vec<&str> {
    let tails = literals
        .iter()
        .filter_map(|(_, text)| text.rsplit_once('}'));
    let is_tail = |tail: &&str| tail.starts_with('-') && looks_like_a_key(&format!("x{tail}"));
    tails.map(|(_, tail)| tail).filter(is_tail).collect()
}

#[test]
fn every_key_that_is_used_exists() {
    let known = messages("id");
    let features: BTreeSet<_> = known
        .keys()
        .filter_map(|key| key.split('-').next())
        .collect();
    let literals = literals();
    let endings = endings(&literals);
    let exists = |text: &str| {
        known.contains_key(text)
            || endings
                .iter()
                .any(|end| known.contains_key(&format!("{text}{end}")))
    };
    let mut wrong = Vec::new();
    for (place, text) in &literals {
        let ours =
            looks_like_a_key(text) && features.contains(text.split('-').next().unwrap_or_default());
        if ours && !exists(text) && !NO_KEYS.contains(&text.as_str()) {
            wrong.push(format!("{place}: {text}"));
        }
    }
    none("no such words", wrong);
}

#[test]
fn every_key_is_used() {
    let literals = literals();
    let used: BTreeSet<_> = literals.iter().map(|(_, text)| text.as_str()).collect();
    let (heads, endings) = (composed(&literals), endings(&literals));
    let said = |key: &str| {
        used.contains(key)
            || heads.iter().any(|head| key.starts_with(head))
            || endings
                .iter()
                .any(|end| key.strip_suffix(end).is_some_and(|key| used.contains(key)))
    };
    let unused = messages("id").into_keys().filter(|key| !said(key));
    none("words that nobody says", unused.collect());
}
