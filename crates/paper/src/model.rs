//! What a document is, and its limits.

use crate::{Error, text::clean};

/// The longest single text, in characters.
pub const MAX_TEXT: usize = 100_000;
/// The longest document, in characters.
pub const MAX_CHARACTERS: usize = 5_000_000;
/// The most pages of a document.
pub const MAX_PAGES: usize = 5_000;
/// The most columns of a table.
pub const MAX_COLUMNS: usize = 12;

/// A document: plain data, in the words and the language of its reader.
///
/// Any text may hold any character. A line feed breaks the line; what the fonts have no picture for is shown as a
/// box and stays readable to machines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The title: first heading, name of the window, top of the outline.
    pub title: String,
    /// The language as a BCP 47 tag: `id`, `en`.
    pub language: String,
    /// Who answers for the document.
    pub author: String,
    /// When it was made, in UTC milliseconds.
    pub created: i64,
    /// What stands on every page.
    pub margins: Margins,
    /// What it says, from top to bottom.
    pub blocks: Vec<Block>,
}

/// What stands above and below the text of every page. What is blank is left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Margins {
    /// Top left: the campus.
    pub header: String,
    /// Bottom left: for whom, from when.
    pub footer: String,
    /// Bottom right, with `{page}` and `{pages}` for the numbers.
    pub numbering: String,
}

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Opens a part of the document, under a rule.
    Heading(String),
    /// Opens a part of a part.
    Subheading(String),
    /// Running text.
    Paragraph(String),
    /// Small print: where data come from, what a list leaves out.
    Note(String),
    /// Labels with their values.
    Facts(Vec<Fact>),
    /// Rows under heads that every page repeats.
    Table(Table),
}

/// A label with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// What is known.
    pub value: String,
}

/// Rows under heads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The columns, from left to right.
    pub columns: Vec<Column>,
    /// The rows, with one cell a column.
    pub rows: Vec<Vec<String>>,
    /// The sentence that stands instead of a table without rows.
    pub empty: String,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The words above it.
    pub head: String,
    /// Its share of the width, against the shares of the others.
    pub share: u16,
    /// Where its words stand.
    pub align: Align,
}

/// Where words stand in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// At the left: words.
    Left,
    /// At the right: numbers.
    Right,
}

impl Fact {
    /// A label with its value.
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            value: value.into(),
        }
    }
}

impl Column {
    /// A column of words.
    pub fn new(head: impl Into<String>, share: u16) -> Self {
        Self {
            head: head.into(),
            share,
            align: Align::Left,
        }
    }

    /// A column of numbers.
    pub fn numbers(head: impl Into<String>, share: u16) -> Self {
        Self {
            align: Align::Right,
            ..Self::new(head, share)
        }
    }
}

/// Whether a document can be set at all.
pub(crate) fn check(document: &Document) -> Result<(), Error> {
    if clean(&document.title).is_empty() {
        return Err(Error::NoTitle);
    }
    if document
        .language
        .parse::<parley::style::Language>()
        .is_err()
    {
        return Err(Error::Language(document.language.clone()));
    }
    for block in &document.blocks {
        if let Block::Table(table) = block {
            check_table(table)?;
        }
    }
    let mut all = 0;
    for text in texts(document) {
        // Bytes bound characters from above, so the count is rarely needed.
        let count = if text.len() > MAX_TEXT {
            text.chars().count()
        } else {
            0
        };
        if count > MAX_TEXT {
            return Err(Error::Text(count));
        }
        all += text.len();
    }
    if all > MAX_CHARACTERS
        && texts(document)
            .map(|text| text.chars().count())
            .sum::<usize>()
            > MAX_CHARACTERS
    {
        return Err(Error::Characters);
    }
    Ok(())
}

fn check_table(table: &Table) -> Result<(), Error> {
    let columns = table.columns.len();
    if !(1..=MAX_COLUMNS).contains(&columns) {
        return Err(Error::Columns(columns));
    }
    match table.rows.iter().position(|row| row.len() != columns) {
        Some(at) => Err(Error::Cells {
            row: at + 1,
            cells: table.rows[at].len(),
            columns,
        }),
        None => Ok(()),
    }
}

/// Every text of a document.
fn texts(document: &Document) -> impl Iterator<Item = &str> {
    let Margins {
        header,
        footer,
        numbering,
    } = &document.margins;
    [&document.title, &document.author, header, footer, numbering]
        .into_iter()
        .chain(document.blocks.iter().flat_map(|block| {
            match block {
                Block::Heading(text)
                | Block::Subheading(text)
                | Block::Paragraph(text)
                | Block::Note(text) => vec![text],
                Block::Facts(facts) => facts
                    .iter()
                    .flat_map(|fact| [&fact.label, &fact.value])
                    .collect(),
                Block::Table(table) => {
                    let heads = table.columns.iter().map(|column| &column.head);
                    heads
                        .chain(table.rows.iter().flatten())
                        .chain([&table.empty])
                        .collect()
                }
            }
        }))
        .map(String::as_str)
}
