//! Documents as PDF.
//!
//! A [`Document`] is plain data: a title and a list of [`Block`]s. [`render`] sets it on A4 pages in Loket's look and
//! returns the bytes of a PDF that is tagged for screen readers (PDF/UA-1) and fit for archives (PDF/A-2a). The same
//! document always gives the same bytes: nothing is read from a clock, a disk or the system's fonts.
//!
//! ```
//! use paper::{Block, Document, Fact, Margins, render};
//!
//! let pdf = render(&Document {
//!     title: "Data saya".into(),
//!     language: "id".into(),
//!     author: "Universitas Sebelas Maret".into(),
//!     created: 1_795_000_000_000,
//!     margins: Margins {
//!         header: "Universitas Sebelas Maret".into(),
//!         footer: "Dibuat untuk Siti Aminah".into(),
//!         numbering: "Halaman {page} dari {pages}".into(),
//!     },
//!     blocks: vec![
//!         Block::Heading("Akun".into()),
//!         Block::Facts(vec![Fact::new("Surel", "siti@student.example.ac.id")]),
//!     ],
//! })?;
//! assert!(pdf.starts_with(b"%PDF-1.7"));
//! # Ok::<(), paper::Error>(())
//! ```
//!
//! From block to byte: `text` shapes and breaks lines, `flow` makes rows of blocks, `pages` fills pages with
//! rows, `draw` writes them, `tags` says what each piece is.

mod draw;
mod error;
mod flow;
mod look;
mod model;
mod pages;
mod tags;
mod text;

pub use error::Error;
pub use model::{
    Align, Block, Column, Document, Fact, MAX_CHARACTERS, MAX_COLUMNS, MAX_PAGES, MAX_TEXT,
    Margins, Table,
};

/// The PDF of a document.
pub fn render(document: &Document) -> Result<Vec<u8>, Error> {
    model::check(document)?;
    let mut type_setter = text::TypeSetter::new()?;
    let flow = flow::lay(document, &mut type_setter);
    let pages = pages::fill(flow.rows)?;
    draw::write(document, &pages, flow.tags, &mut type_setter)
}
