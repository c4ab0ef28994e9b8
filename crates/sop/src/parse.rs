//! From TOML to plain data. Reports what has the wrong shape; what does not fit together is
//! reported by [`crate::check`].

mod campus;
mod doc;
mod field;
mod letter;
mod nested;
mod reader;
mod service;
mod step;
mod unit;
mod words;

pub(crate) use campus::campus;
pub(crate) use doc::Doc;
pub(crate) use reader::Reader;
pub(crate) use service::service;
pub(crate) use unit::unit;

/// One file of the declarations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Path from the root of the declarations, with `/`: `dtik/unit.toml`.
    pub path: String,
    /// Its text. A file to download is listed with an empty text: only its presence is checked.
    pub text: String,
}

impl SourceFile {
    /// A file from its path and text.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            text: text.into(),
        }
    }
}
