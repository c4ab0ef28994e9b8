//! A PDF through the eyes of poppler's tools.

use std::process::Command;

use paper::{Document, render};

/// A PDF in a file that goes away with it.
pub struct Pdf {
    file: tempfile::NamedTempFile,
    bytes: Vec<u8>,
}

impl Pdf {
    /// Renders a document.
    pub fn of(document: &Document) -> Self {
        let bytes = render(document).expect("the document can be set");
        let file = tempfile::NamedTempFile::new().expect("a temporary file");
        std::fs::write(file.path(), &bytes).expect("the file is written");
        Self { file, bytes }
    }

    /// All text.
    pub fn text(&self) -> String {
        self.run("pdftotext", &[], &["-"])
    }

    /// The text of each page.
    pub fn pages(&self) -> Vec<String> {
        let text = self.text();
        text.trim_end_matches('\u{c}')
            .split('\u{c}')
            .map(str::to_owned)
            .collect()
    }

    /// Title, pages, version …, with single spaces.
    pub fn info(&self) -> String {
        let info = self.run("pdfinfo", &[], &[]);
        let lines = info
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Where the word that reaches furthest right ends, in points.
    pub fn rightmost(&self) -> f32 {
        let boxes = self.run("pdftotext", &["-bbox"], &["-"]);
        let ends = boxes
            .split("xMax=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next()?.parse().ok());
        ends.fold(0.0, f32::max)
    }

    /// Whether these characters stand in the file itself.
    pub fn contains(&self, raw: &str) -> bool {
        self.bytes
            .windows(raw.len())
            .any(|window| window == raw.as_bytes())
    }

    /// What a tool says about the file.
    pub fn run(&self, tool: &str, before: &[&str], after: &[&str]) -> String {
        let output = Command::new(tool)
            .args(before)
            .arg(self.file.path())
            .args(after)
            .output()
            .unwrap_or_else(|error| panic!("{tool} (Debian: poppler-utils) does not run: {error}"));
        assert!(
            output.status.success(),
            "{tool}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}
