//! Tables as CSV (RFC 4180), in UTF-8 with the mark by which spreadsheets know it. No cell is a formula.

use crate::{Answer, Error};
use axum::{
    http::{HeaderValue, header},
    response::IntoResponse,
};

/// The rows of a table.
pub fn table<R, C>(rows: impl IntoIterator<Item = R>) -> String
where
    R: IntoIterator<Item = C>,
    C: AsRef<str>,
{
    let mut text = String::from("\u{feff}");
    for row in rows {
        let cells: Vec<_> = row.into_iter().map(|words| cell(words.as_ref())).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

/// A cell: quoted, and with an apostrophe before what a spreadsheet would calculate.
fn cell(words: &str) -> String {
    let calculates = words.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let mark = if calculates { "'" } else { "" };
    format!("\"{mark}{}\"", words.replace('"', "\"\""))
}

/// A table as a file to keep, under this name without its end.
///
/// # Errors
/// [`Error::Internal`] when the name cannot stand in a header.
pub fn download(table: String, name: &str) -> Answer {
    let mut response = table.into_response();
    let headers = response.headers_mut();
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, kind);
    let name = format!("attachment; filename=\"{name}.csv\"");
    let name = HeaderValue::from_str(&name).map_err(Error::internal)?;
    headers.insert(header::CONTENT_DISPOSITION, name);
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_or_breaks_its_row() {
        for words in ["=HYPERLINK(\"x\")", "+1", "-1", "@x", "\tx"] {
            assert!(cell(words).starts_with("\"'"), "{words}");
        }
        assert_eq!(cell("a \"b\", c"), "\"a \"\"b\"\", c\"");
        assert_eq!(table([["A"], ["1"]]), "\u{feff}\"A\"\r\n\"1\"\r\n");
    }
}
