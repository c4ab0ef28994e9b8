//! A parsed file, the place of everything in it, and the problems found so far.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::SourceFile;
use crate::problem::{Code, Problem};

/// A parsed file. Places are named by paths such as `field[3].when.field`.
pub(crate) struct Doc<'a> {
    pub(crate) file: &'a SourceFile,
    pub(crate) table: DeTable<'a>,
    spans: BTreeMap<String, Range<usize>>,
    problems: RefCell<Vec<Problem>>,
    broken: RefCell<BTreeSet<String>>,
}

impl<'a> Doc<'a> {
    /// Parses a file; errors of syntax are among its problems.
    pub(crate) fn parse(file: &'a SourceFile) -> Self {
        let (table, errors) = DeTable::parse_recoverable(&file.text);
        let table = table.into_inner();
        let mut spans = BTreeMap::new();
        place_table(&table, "", &mut spans);
        let doc = Self {
            file,
            table,
            spans,
            problems: RefCell::default(),
            broken: RefCell::default(),
        };
        for error in errors {
            let span = error.span().unwrap_or(0..0);
            doc.push(Code::Syntax, span, first_line(error.message()), None);
        }
        doc
    }

    /// Reports a problem at a path; if the path itself is not there, at what encloses it.
    pub(crate) fn report(
        &self,
        code: Code,
        path: &str,
        message: impl Into<String>,
        help: Option<String>,
    ) {
        let span = self.span(path);
        self.push(code, span, message.into(), help);
    }

    /// Reports a problem of shape, and remembers that this part cannot be relied upon.
    pub(crate) fn report_broken(
        &self,
        code: Code,
        path: &str,
        message: impl Into<String>,
        help: Option<String>,
    ) {
        self.broken.borrow_mut().insert(path.to_owned());
        self.report(code, path, message, help);
    }

    /// Whether a problem of shape was found at or below a path.
    pub(crate) fn is_broken(&self, path: &str) -> bool {
        self.broken.borrow().iter().any(|broken| {
            broken
                .strip_prefix(path)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        })
    }

    /// The words at a path such as `revision[1].content`.
    pub(crate) fn words(&self, path: &str) -> Option<String> {
        let span = self.spans.get(path)?.clone();
        let literal = self.file.text.get(span)?;
        Some(literal.trim_matches(['"', '\'']).to_owned())
    }

    /// How many entries a list at the root has.
    pub(crate) fn len(&self, key: &str) -> usize {
        self.table
            .get(key)
            .and_then(|value| value.get_ref().as_array().map(|items| items.len()))
            .unwrap_or_default()
    }

    /// All problems; where the file is not TOML, only that, as the rest would follow from it.
    pub(crate) fn into_problems(self) -> Vec<Problem> {
        let mut problems = self.problems.into_inner();
        if problems.iter().any(|problem| problem.code == Code::Syntax) {
            problems.retain(|problem| problem.code == Code::Syntax);
        }
        problems
    }

    fn span(&self, path: &str) -> Range<usize> {
        let mut path = path;
        loop {
            if let Some(span) = self.spans.get(path) {
                return span.clone();
            }
            match path.rfind(['.', '[']) {
                Some(end) => path = &path[..end],
                None => return 0..0,
            }
        }
    }

    fn push(&self, code: Code, span: Range<usize>, message: String, help: Option<String>) {
        let problem = problem_at(self.file, span, code, message, help);
        let mut problems = self.problems.borrow_mut();
        if !problems.contains(&problem) {
            problems.push(problem);
        }
    }
}

/// A problem at a place in a file.
pub(crate) fn problem_at(
    file: &SourceFile,
    span: Range<usize>,
    code: Code,
    message: String,
    help: Option<String>,
) -> Problem {
    let text = file.text.as_str();
    let start = floor_boundary(text, span.start);
    let end = floor_boundary(text, span.end.max(start));
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let width = text[start..end.min(line_end).max(start)]
        .chars()
        .count()
        .max(1);
    Problem {
        path: file.path.clone(),
        line: text[..start].matches('\n').count() + 1,
        column: text[line_start..start].chars().count() + 1,
        width,
        code,
        message,
        help,
        excerpt: text[line_start..line_end].trim_end().to_owned(),
    }
}

fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or("not TOML").to_owned()
}

fn place_table(table: &DeTable<'_>, path: &str, spans: &mut BTreeMap<String, Range<usize>>) {
    for (key, value) in table {
        let name = key.get_ref();
        let path = if path.is_empty() {
            name.to_string()
        } else {
            format!("{path}.{name}")
        };
        spans.insert(format!("{path}#key"), key.span());
        place_value(value, &path, spans);
    }
}

fn place_value(
    value: &Spanned<DeValue<'_>>,
    path: &str,
    spans: &mut BTreeMap<String, Range<usize>>,
) {
    spans.insert(path.to_owned(), value.span());
    match value.get_ref() {
        DeValue::Table(table) => place_table(table, path, spans),
        DeValue::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                place_value(item, &format!("{path}[{index}]"), spans);
            }
        }
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => {}
    }
}
