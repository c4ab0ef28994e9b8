//! Documents, read back by a program that did not write them: poppler.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod any;
mod limits;
mod reader;
mod sample;
mod structure;

use paper::{Block, render};
use reader::Pdf;
use sample::{document, my_data};

#[test]
fn words_come_in_the_order_in_which_they_are_read() {
    let text = Pdf::of(&my_data(3)).text();
    let words = [
        "Data saya",
        "Dokumen ini memuat",
        "Akun",
        "Nama",
        "Siti",
        "Waktu",
        "Masuk",
        "Hak Anda",
        "berhak",
    ];
    let mut rest = text.as_str();
    for word in words {
        let at = rest
            .find(word)
            .unwrap_or_else(|| panic!("{word:?} is missing or too early in:\n{text}"));
        rest = &rest[at + word.len()..];
    }
}

#[test]
fn every_page_says_which_it_is_and_repeats_the_head_of_the_table() {
    let pdf = Pdf::of(&my_data(120));
    let pages = pdf.pages();
    assert!(pages.len() > 3, "{} pages", pages.len());
    for (at, page) in pages.iter().enumerate() {
        let numbering = format!("Halaman {} dari {}", at + 1, pages.len());
        assert!(
            page.contains(&numbering),
            "{numbering} is missing on:\n{page}"
        );
        assert!(page.contains("Universitas Contoh"));
    }
    for page in &pages[1..pages.len() - 1] {
        assert!(page.contains("Perangkat"), "no head on:\n{page}");
    }
}

#[test]
fn it_is_tagged_and_says_its_title_and_language() {
    let pdf = Pdf::of(&my_data(3));
    let info = pdf.info();
    for line in [
        "Title: Data saya",
        "Author: Universitas Contoh",
        "Tagged: yes",
        "PDF version: 1.7",
        "(A4)",
    ] {
        assert!(info.contains(line), "{line:?} is missing in:\n{info}");
    }
    assert!(pdf.contains("/Lang(id)") || pdf.contains("/Lang (id)"));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(render(&my_data(40)), render(&my_data(40)));
}

#[test]
fn a_script_without_a_font_shows_boxes_and_stays_readable_for_machines() {
    let words = ["李小龍", "😀", "भारत", "👩‍👩‍👧‍👦", "🇮🇩"];
    let text = Pdf::of(&document(vec![Block::Paragraph(words.join(" "))])).text();
    for word in words {
        let count = text.matches(word).count();
        assert_eq!(count, 1, "{word} is lost, or said again, in:\n{text}");
    }
}
