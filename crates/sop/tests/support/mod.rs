//! The project's own declarations, read from disk.

#![allow(dead_code, reason = "each test uses its part")]

pub mod sample;

use std::path::{Path, PathBuf};

use sop::{Campus, SourceFile};

/// The folder of the declarations.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../services")
}

/// Every file below it; only declarations with their text.
pub fn files() -> Vec<SourceFile> {
    let mut found = Vec::new();
    walk(&root(), &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn walk(folder: &Path, found: &mut Vec<SourceFile>) {
    for entry in std::fs::read_dir(folder).expect("a folder of declarations") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            walk(&path, found);
            continue;
        }
        let name = path
            .strip_prefix(root())
            .expect("below the root")
            .to_string_lossy()
            .replace('\\', "/");
        let text = if path.extension().is_some_and(|ending| ending == "toml") {
            std::fs::read_to_string(&path).expect("UTF-8")
        } else {
            String::new()
        };
        found.push(SourceFile::new(name, text));
    }
}

/// The campus, or a failed test that says everything that is wrong with it.
pub fn campus() -> Campus {
    sop::load(&files()).unwrap_or_else(|problems| {
        let report: Vec<String> = problems.iter().map(ToString::to_string).collect();
        panic!("{} problems\n{}", problems.len(), report.join("\n"))
    })
}
