//! Why a document cannot be set.

/// Why a document cannot be set. None of them depends on which characters a text holds.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The title is blank, but readers announce a document by it.
    #[error("the document has no title")]
    NoTitle,
    /// The language is not a BCP 47 tag such as `id` or `en`.
    #[error("{0:?} is not a language tag such as \"id\"")]
    Language(String),
    /// A table has no column, or more than fit side by side.
    #[error("a table has {0} columns; 1 to {max} fit on a page", max = crate::MAX_COLUMNS)]
    Columns(usize),
    /// A row of a table has more or fewer cells than there are columns.
    #[error("row {row} of a table has {cells} cells for {columns} columns")]
    Cells {
        /// Which row, counted from 1.
        row: usize,
        /// How many cells it has.
        cells: usize,
        /// How many columns the table has.
        columns: usize,
    },
    /// A single text is too long to be set as one.
    #[error("a text has {0} characters; at most {max} are set as one", max = crate::MAX_TEXT)]
    Text(usize),
    /// All texts together are too long.
    #[error("the document has more than {max} characters", max = crate::MAX_CHARACTERS)]
    Characters,
    /// The document has too many pages.
    #[error("the document has more than {max} pages", max = crate::MAX_PAGES)]
    Pages,
    /// The PDF could not be written or does not meet its standards: a defect of this crate.
    #[error("the PDF could not be written: {0}")]
    Written(String),
}
