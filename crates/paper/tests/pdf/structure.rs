//! The structure that screen readers walk through.

use crate::{
    reader::Pdf,
    sample::{document, my_data},
};
use paper::Block;

/// The names of the elements in order, without their attributes.
fn elements(pdf: &Pdf) -> Vec<String> {
    let tree = pdf.run("pdfinfo", &["-struct"], &[]);
    let names = tree
        .lines()
        .map(|line| line.trim().split([' ', ':']).next().unwrap_or_default());
    names
        .filter(|name| !name.starts_with('/'))
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_piece_says_what_it_is() {
    let found = elements(&Pdf::of(&my_data(2)));
    let row = |cell: &'static str| [vec!["TR"], vec![cell; 4]].concat();
    let expected = [
        vec!["Document", "H1", "P", "H2", "L"],
        ["LI", "Lbl", "LBody"].repeat(6),
        vec!["H2", "P", "Table", "THead"],
        row("TH"),
        vec!["TBody"],
        row("TD"),
        row("TD"),
        vec!["H3", "P", "H2", "P"],
    ]
    .concat();
    assert_eq!(found, expected);
}

#[test]
fn no_level_of_headings_is_skipped() {
    let found = elements(&Pdf::of(&document(vec![
        Block::Subheading("Langsung di bawah judul".into()),
        Block::Subheading("Satu lagi".into()),
        Block::Heading("Bagian".into()),
        Block::Subheading("Di dalamnya".into()),
    ])));
    assert_eq!(found, ["Document", "H1", "H2", "H3", "H2", "H3"]);
}

#[test]
fn what_every_page_repeats_is_not_read_again() {
    let tree = Pdf::of(&my_data(120)).run("pdfinfo", &["-struct-text"], &[]);
    assert_eq!(tree.matches("Perangkat").count(), 1, "heads are read once");
    assert!(
        !tree.contains("Halaman"),
        "page numbers are no part of the text"
    );
}
