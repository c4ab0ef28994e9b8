//! What is hard to set, and what is refused.

use crate::{
    reader::Pdf,
    sample::{document, my_data, signed_in},
};
use paper::{Block, Column, Document, Error, Fact, MAX_COLUMNS, MAX_TEXT, Table, render};

fn refusal(document: &Document) -> Error {
    render(document).expect_err("the document is refused")
}

#[test]
fn a_document_needs_a_title_and_a_language() {
    for title in ["", " \n\t", "\u{feff}"] {
        let untitled = Document {
            title: title.into(),
            ..my_data(1)
        };
        assert_eq!(refusal(&untitled), Error::NoTitle);
    }
    let mumbled = Document {
        language: "bahasa Indonesia".into(),
        ..my_data(1)
    };
    assert_eq!(
        refusal(&mumbled),
        Error::Language("bahasa Indonesia".into())
    );
}

#[test]
fn a_table_is_as_wide_as_its_heads_and_as_the_page() {
    let mut table = signed_in(3);
    table.rows[1].pop();
    let uneven = document(vec![Block::Table(table)]);
    assert_eq!(
        refusal(&uneven),
        Error::Cells {
            row: 2,
            cells: 3,
            columns: 4
        }
    );
    for count in [0, MAX_COLUMNS + 1] {
        let columns = vec![Column::new("x", 1); count];
        let rows = vec![vec![String::new(); count]];
        let table = Table {
            columns,
            rows,
            empty: String::new(),
        };
        assert_eq!(
            refusal(&document(vec![Block::Table(table)])),
            Error::Columns(count)
        );
    }
}

#[test]
fn what_is_too_long_is_refused_before_it_costs_anything() {
    let long = document(vec![Block::Note("é".repeat(MAX_TEXT + 1))]);
    assert_eq!(refusal(&long), Error::Text(MAX_TEXT + 1));
    let much = document(vec![Block::Note("é".repeat(MAX_TEXT)); 51]);
    assert_eq!(refusal(&much), Error::Characters);
}

#[test]
fn a_long_word_breaks_and_stays_on_the_paper() {
    let word = "panjang".repeat(60);
    let cell = format!("{word}@{word}.example");
    let table = Table {
        columns: vec![Column::new("Sempit", 1), Column::new("Lebar", 3)],
        rows: vec![vec![cell.clone(), cell.clone()]],
        empty: String::new(),
    };
    let facts = Block::Facts(vec![Fact::new(cell.clone(), cell.clone())]);
    let title = Document {
        title: cell.clone(),
        ..document(vec![Block::Table(table), facts])
    };
    let pdf = Pdf::of(&title);
    let right = pdf.rightmost();
    assert!(right < 535.0, "a word ends {right} pt from the left edge");
    let letters = pdf.text().matches("panjang").count();
    assert!(letters > 100, "only {letters} are left");
}

#[test]
fn a_cell_taller_than_a_page_goes_on_on_the_next_one() {
    let lines = (1..=200)
        .map(|line| format!("baris ke-{line}"))
        .collect::<Vec<_>>();
    let table = Table {
        columns: vec![Column::new("Catatan", 1), Column::new("Kode", 1)],
        rows: vec![
            vec![lines.join("\n"), "K-1".into()],
            vec!["akhir".into(), "K-2".into()],
        ],
        empty: String::new(),
    };
    let pdf = Pdf::of(&document(vec![Block::Table(table)]));
    let text = pdf.text();
    for line in lines
        .iter()
        .map(String::as_str)
        .chain(["K-1", "K-2", "akhir"])
    {
        assert!(text.lines().any(|one| one == line), "{line} is lost");
    }
    assert!(
        pdf.pages().iter().all(|page| page.contains("Catatan")),
        "a page lacks the heads"
    );
}

#[test]
fn a_table_without_rows_says_so_instead_of_showing_heads() {
    let table = Table {
        empty: "Belum ada permintaan.".into(),
        ..signed_in(0)
    };
    let text = Pdf::of(&document(vec![Block::Table(table)])).text();
    assert!(text.contains("Belum ada permintaan."));
    assert!(!text.contains("Peristiwa"));
}

#[test]
fn a_heading_is_never_the_last_on_a_page() {
    for lines in 30..46 {
        let filler = Block::Paragraph(vec!["isi"; lines].join("\n"));
        let pdf = Pdf::of(&document(vec![
            filler,
            Block::Heading("Bagian".into()),
            Block::Table(signed_in(2)),
        ]));
        let page = pdf
            .pages()
            .into_iter()
            .find(|page| page.contains("Bagian"))
            .expect("the heading is there");
        assert!(
            page.contains("Firefox") || page.contains("Chrome"),
            "alone after {lines} lines:\n{page}"
        );
    }
}

#[test]
fn a_thousand_rows_are_all_there() {
    let pdf = Pdf::of(&document(vec![Block::Table(signed_in(1_000))]));
    assert_eq!(pdf.text().matches("Masuk dengan kata sandi").count(), 1_000);
}
