//! The source tree, and just enough of Rust's grammar to tell code, comments and strings apart.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A file of the project.
pub struct File {
    /// From the root, with slashes.
    pub path: String,
    pub text: String,
}

/// A string literal: where it stands, what is before it, what it says.
pub struct Literal {
    pub line: usize,
    /// The code before it, as far back as the last statement.
    pub before: String,
    pub value: String,
}

/// A Rust file without its tests and comments.
pub struct Rust {
    pub path: String,
    /// Strings are emptied.
    pub code: String,
    pub literals: Vec<Literal>,
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

/// Every file below a folder whose name ends so.
pub fn files(folder: &str, ending: &str) -> Vec<File> {
    let mut found = Vec::new();
    walk(&root().join(folder), ending, &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn walk(folder: &Path, ending: &str, found: &mut Vec<File>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if !name.starts_with('.') && name != "target" && name != "data" {
                walk(&path, ending, found);
            }
        } else if name.ends_with(ending) {
            let shown = path.strip_prefix(root()).unwrap().to_string_lossy();
            found.push(File {
                path: shown.replace('\\', "/"),
                text: fs::read_to_string(&path).unwrap(),
            });
        }
    }
}

/// The program: every Rust file that is not a test, a bench or an example.
pub fn program() -> Vec<Rust> {
    let all = files("crates", ".rs").into_iter();
    all.filter(|file| file.path.contains("/src/"))
        .map(|file| scan(&file))
        .collect()
}

/// The program of the portal, with paths from its `src`.
pub fn portal() -> Vec<Rust> {
    let mut found = Vec::new();
    for file in program() {
        if let Some(path) = file.path.strip_prefix("crates/portal/src/") {
            let path = path.to_owned();
            found.push(Rust { path, ..file });
        }
    }
    assert!(found.len() > 30, "the portal was not found");
    found
}

/// Separates code from strings; comments and the tests at the end are left out.
pub fn scan(file: &File) -> Rust {
    let text = file.text.split("#[cfg(test)]").next().unwrap_or_default();
    let chars: Vec<char> = text.chars().collect();
    let mut rust = Rust {
        path: file.path.clone(),
        code: String::with_capacity(text.len()),
        literals: Vec::new(),
    };
    let mut at = 0;
    let mut line = 1;
    while at < chars.len() {
        let end = match chars[at] {
            '/' if chars.get(at + 1) == Some(&'/') => find(&chars, at, "\n"),
            '/' if chars.get(at + 1) == Some(&'*') => find(&chars, at, "*/") + 2,
            '"' => string(&chars, at, line, &mut rust),
            'r' if is_raw(&chars, at) => raw(&chars, at, line, &mut rust),
            '\'' if chars.get(at + 1) == Some(&'\\') => find(&chars, at + 3, "'") + 1,
            '\'' if chars.get(at + 2) == Some(&'\'') => at + 3,
            other => {
                rust.code.push(other);
                at + 1
            }
        };
        let end = end.min(chars.len());
        let passed = chars[at..end].iter().filter(|one| **one == '\n').count();
        if end > at + 1 {
            rust.code.extend(std::iter::repeat_n('\n', passed));
        }
        line += passed;
        at = end;
    }
    rust
}

fn find(chars: &[char], from: usize, what: &str) -> usize {
    let what: Vec<char> = what.chars().collect();
    (from..chars.len())
        .find(|at| chars[*at..].starts_with(&what))
        .unwrap_or(chars.len())
}

fn is_raw(chars: &[char], at: usize) -> bool {
    let word = at > 0 && (chars[at - 1].is_alphanumeric() || chars[at - 1] == '_');
    let hashes = chars[at + 1..]
        .iter()
        .take_while(|one| **one == '#')
        .count();
    !word && chars.get(at + 1 + hashes) == Some(&'"')
}

fn raw(chars: &[char], at: usize, line: usize, rust: &mut Rust) -> usize {
    let hashes = chars[at + 1..]
        .iter()
        .take_while(|one| **one == '#')
        .count();
    let begin = at + hashes + 2;
    let close = format!("\"{}", "#".repeat(hashes));
    let end = find(chars, begin, &close);
    found(rust, line, chars[begin..end].iter().collect());
    end + close.len()
}

fn string(chars: &[char], at: usize, line: usize, rust: &mut Rust) -> usize {
    let mut value = String::new();
    let mut next = at + 1;
    while next < chars.len() && chars[next] != '"' {
        if chars[next] == '\\' && chars.get(next + 1) == Some(&'\n') {
            next += 1;
            while chars.get(next).is_some_and(|one| one.is_whitespace()) {
                next += 1;
            }
        } else if chars[next] == '\\' {
            value.push(match chars.get(next + 1) {
                Some('n') => '\n',
                Some(other) => *other,
                None => ' ',
            });
            next += 2;
        } else {
            value.push(chars[next]);
            next += 1;
        }
    }
    found(rust, line, value);
    next + 1
}

fn found(rust: &mut Rust, line: usize, value: String) {
    let tail: Vec<char> = rust.code.chars().rev().take(160).collect();
    let before: String = tail.into_iter().rev().collect();
    let begin = before.rfind([';', '{', '}']).map_or(0, |at| at + 1);
    rust.literals.push(Literal {
        line,
        before: before[begin..]
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
        value,
    });
    rust.code.push_str("\"\"");
}

#[test]
fn strings_and_comments_are_told_apart() {
    let text = "let a = 'x'; // \"no\"\nf::<'a>(\"one \\\n   two\", r#\"th\"ree\"#, '\"', '\\'');\n#[cfg(test)] \"no\"";
    let rust = scan(&File {
        path: String::new(),
        text: text.into(),
    });
    let found: Vec<_> = rust
        .literals
        .iter()
        .map(|one| (one.line, one.before.as_str(), one.value.as_str()))
        .collect();
    let expected = [(2, "f::<'a>(", "one two"), (3, "f::<'a>(\"\" ,", "th\"ree")];
    assert_eq!(found, expected);
}
