//! What files are there, how long they are, and what must not be in them.

use crate::{
    none,
    source::{files, program, root},
};
use portal::config::Config;
use std::{fs, path::Path};

const LONGEST: usize = 400;

#[test]
fn files_stay_short() {
    let mut wrong = Vec::new();
    for ending in [".rs", ".html"] {
        for file in files("crates", ending) {
            let lines = file.text.lines().count();
            if lines > LONGEST {
                wrong.push(format!("{}: {lines} lines", file.path));
            }
        }
    }
    none("a file has over 400 lines: split it by noun", wrong);
}

#[test]
fn no_service_is_named_in_rust() {
    let mut names = Vec::new();
    for file in files("services", ".toml") {
        let stem = file
            .path
            .rsplit('/')
            .next()
            .unwrap()
            .trim_end_matches(".toml");
        if let Some((number, slug)) = stem
            .split_once('-')
            .filter(|(id, _)| id.parse::<i64>().is_ok())
        {
            names.push(slug.to_owned());
            names.push(format!("{number}-"));
        }
    }
    assert!(names.len() > 10, "the declarations were not found");
    let mut wrong = Vec::new();
    for file in program() {
        for literal in &file.literals {
            let is_named = |name: &&String| match name.strip_suffix('-') {
                Some(_) => {
                    literal.value.starts_with(*name) || literal.value.contains(&format!("/{name}"))
                }
                None => literal.value.contains(*name),
            };
            if let Some(name) = names.iter().find(is_named) {
                wrong.push(format!("{}:{}: {name}", file.path, literal.line));
            }
        }
    }
    none("a service is named outside of its declaration", wrong);
}

#[test]
fn nothing_in_rust_is_of_one_campus() {
    let mut wrong = Vec::new();
    for file in program() {
        // The people of the demo live on the sample campus.
        if file.path.contains("/demo") {
            continue;
        }
        for literal in &file.literals {
            if literal.value.contains("uns.ac.id")
                || literal.value.split(' ').any(|word| word == "UNS")
            {
                wrong.push(format!("{}:{}: {}", file.path, literal.line, literal.value));
            }
        }
    }
    none("a campus is named outside of services/campus.toml", wrong);
}

#[test]
fn names_say_what_a_thing_is() {
    let empty = ["Service", "Manager", "Helper", "Utils", "Dto"];
    let mut wrong = Vec::new();
    for file in program() {
        for word in ["struct ", "enum ", "trait ", "type "] {
            for rest in file.code.split(word).skip(1) {
                let name: String = rest
                    .chars()
                    .take_while(|one| one.is_alphanumeric())
                    .collect();
                if name != "SelfService" && empty.iter().any(|empty| name.ends_with(empty)) {
                    wrong.push(format!("{}: {name}", file.path));
                }
            }
        }
    }
    none("a name that says nothing", wrong);
}

#[test]
fn nothing_is_left_for_later() {
    let mut wrong = Vec::new();
    for ending in [
        ".rs", ".html", ".toml", ".ftl", ".sql", ".md", ".js", ".css",
    ] {
        for file in files(".", ending) {
            if file.path.ends_with("tests/tidy/files.rs") || file.path.ends_with(".min.js") {
                continue;
            }
            for (index, line) in file.text.lines().enumerate() {
                let later = ["TODO", "FIXME", "XXX", "todo!(", "unimplemented!("];
                let machine = ["/work/", "/root/", "/home/"];
                if later.iter().chain(&machine).any(|word| line.contains(word)) {
                    wrong.push(format!("{}:{}: {}", file.path, index + 1, line.trim()));
                }
            }
        }
    }
    none("left for later, or of one machine", wrong);
}

#[test]
fn no_lint_about_panics_is_switched_off() {
    let mut wrong = Vec::new();
    for file in program() {
        for lint in [
            "unwrap_used",
            "expect_used",
            "disallowed_methods",
            "too_many_lines",
            "too_many_arguments",
            "dead_code",
        ] {
            let off = file.code.contains(&format!("allow(clippy::{lint}"))
                || file.code.contains(&format!("allow({lint}"));
            if off {
                wrong.push(format!("{}: {lint}", file.path));
            }
        }
    }
    none("a rule is switched off", wrong);
}

#[test]
fn nothing_panics_on_purpose() {
    let mut wrong = Vec::new();
    for file in program()
        .iter()
        .filter(|file| !file.path.ends_with("tests.rs"))
    {
        for what in [
            "panic!(",
            "unreachable!(",
            "unimplemented!(",
            ".unwrap()",
            ".expect(",
        ] {
            if file.code.contains(what) {
                wrong.push(format!("{}: {what}", file.path));
            }
        }
    }
    none("panics", wrong);
}

#[test]
fn every_template_is_used_and_obeys_the_content_policy() {
    let templates = files("crates/portal/src", ".html");
    let mut named: Vec<String> = Vec::new();
    for file in program() {
        named.extend(file.literals.into_iter().map(|one| one.value));
    }
    let mut wrong = Vec::new();
    for template in &templates {
        let path = template.path.trim_start_matches("crates/portal/src/");
        let quoted = format!("\"{path}\"");
        let included = templates.iter().any(|other| other.text.contains(&quoted));
        if !included && !named.iter().any(|name| name == path) {
            wrong.push(format!("{path}: nobody uses it"));
        }
        for (index, line) in template.text.lines().enumerate() {
            let inline = [
                " style=",
                "<style",
                "javascript:",
                " onclick=",
                " onchange=",
                " onsubmit=",
            ];
            let script = line.contains("<script") && !line.contains("src=");
            // Mail programs know no style sheets but those inside.
            if path == "notify/email/letter.html" && !script {
                continue;
            }
            if script || inline.iter().any(|word| line.contains(word)) {
                wrong.push(format!("{path}:{}: inline style or script", index + 1));
            }
        }
    }
    none("templates", wrong);
}

#[test]
fn the_sample_documents_every_setting() {
    let sample = fs::read_to_string(root().join("loket.sample.toml")).unwrap();
    let keys: Vec<String> = Config::keys()
        .unwrap()
        .into_iter()
        .map(|(key, _)| key)
        .collect();
    // Commented out as it stands, a setting has the value that it has without the line.
    let is_set =
        |line: &&str| line.contains(" = ") && !line.starts_with(|c: char| c.is_uppercase());
    let lines: Vec<_> = sample
        .lines()
        .filter_map(|line| line.strip_prefix("# "))
        .filter(|line| line.starts_with('[') && line.ends_with(']') || is_set(line))
        .filter(|line| {
            line.split([' ', '=']).next().is_some_and(|word| {
                word.starts_with('[') || keys.iter().any(|key| key.rsplit('.').next() == Some(word))
            })
        })
        .collect();
    let settings: toml::Table = lines.join("\n").parse().unwrap();
    let documented: usize = settings
        .values()
        .map(|value| value.as_table().map_or(1, |section| section.len()))
        .sum();
    assert_eq!(documented, keys.len(), "one line for each of {keys:?}");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("loket.toml");
    fs::write(&path, lines.join("\n")).unwrap();
    let (read, default) = (Config::load(Some(&path)).unwrap(), Config::default());
    assert_eq!(format!("{read:?}"), format!("{default:?}"));
}

#[test]
fn the_architecture_is_short_and_true() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let lines = text.lines().count();
    assert!(lines <= 150, "ARCHITECTURE.md has {lines} lines");
    let mut wrong = Vec::new();
    for name in [
        "ARCHITECTURE.md",
        "README.md",
        "STYLE.md",
        "CONTRIBUTING.md",
    ] {
        let text = fs::read_to_string(root().join(name)).unwrap();
        // Every second piece between backticks is code.
        for code in text.split('`').skip(1).step_by(2) {
            let kinds = [
                ".rs", ".toml", ".md", ".sql", ".ftl", ".html", ".css", ".js",
            ];
            let is_path = !code.contains([' ', '<', '{', '*', '…', '('])
                && !code.starts_with(['/', '.'])
                && (kinds.iter().any(|kind| code.ends_with(kind)) && code.contains('/')
                    || code.ends_with('/'));
            let places = ["", "crates", "crates/portal", "crates/portal/src"];
            if is_path
                && !places
                    .iter()
                    .any(|place| root().join(Path::new(place)).join(code).exists())
            {
                wrong.push(format!("{name}: {code}"));
            }
        }
    }
    none("a document names what is not there", wrong);
}
