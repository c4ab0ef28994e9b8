//! Any text in any place: a document comes out, or the reason why not; never a panic.

use crate::sample::document;
use paper::{Align, Block, Column, Document, Error, Fact, Table, render};
use proptest::{collection::vec, prelude::*, sample::select, test_runner::Config};

/// Words of many scripts, controls, marks, halves of things, and anything else.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-Z0-9@./:-]{0,30}",
        2 => ".{0,20}",
        2 => vec(any::<char>(), 0..12).prop_map(|all| all.into_iter().collect()),
        2 => select(PIECES).prop_map(str::to_owned),
    ];
    vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

const PIECES: &[&str] = &[
    " ",
    "\n",
    "\r\n",
    "\t",
    "\0",
    "\u{1b}[31m",
    "\u{7f}",
    "\u{85}",
    "\u{ad}",
    "\u{200b}",
    "\u{200d}",
    "\u{200e}",
    "\u{202e}abc\u{202c}",
    "\u{2028}",
    "\u{2066}x\u{2069}",
    "\u{fe0f}",
    "\u{feff}",
    "\u{fffe}",
    "\u{ffff}",
    "\u{e000}",
    "\u{10ffff}",
    "\u{fdd0}",
    "ستي نور",
    "لا إله",
    "שלום",
    "👩‍👩‍👧‍👦",
    "🇮🇩",
    "e\u{301}\u{301}\u{301}",
    "\u{301}",
    "ffi",
    "한국",
    "हिन्दी",
    "ꦗꦮ",
    "A\u{30a}",
    "ﷺ",
    "\u{e0041}",
];

fn table() -> impl Strategy<Value = Table> {
    (1..=5_usize, 0..6_usize).prop_flat_map(|(columns, rows)| {
        let column =
            (text(), any::<u16>(), any::<bool>()).prop_map(|(head, share, right)| Column {
                head,
                share,
                align: if right { Align::Right } else { Align::Left },
            });
        (
            vec(column, columns),
            vec(vec(text(), columns), rows),
            text(),
        )
            .prop_map(|(columns, rows, empty)| Table {
                columns,
                rows,
                empty,
            })
    })
}

fn block() -> impl Strategy<Value = Block> {
    prop_oneof![
        text().prop_map(Block::Heading),
        text().prop_map(Block::Subheading),
        text().prop_map(Block::Paragraph),
        text().prop_map(Block::Note),
        vec(
            (text(), text()).prop_map(|(label, value)| Fact::new(label, value)),
            0..4
        )
        .prop_map(Block::Facts),
        table().prop_map(Block::Table),
    ]
}

fn any_document() -> impl Strategy<Value = Document> {
    let margins = [text(), text(), text()];
    (text(), text(), any::<i64>(), margins, vec(block(), 0..8)).prop_map(
        |(title, author, created, margins, blocks)| {
            let [header, footer, numbering] = margins;
            let margins = paper::Margins {
                header,
                footer,
                numbering,
            };
            Document {
                title,
                author,
                created,
                margins,
                ..document(blocks)
            }
        },
    )
}

proptest! {
    #![proptest_config(Config { cases: 96, failure_persistence: None, ..Config::default() })]

    #[test]
    fn any_document_is_set_or_has_no_title(document in any_document()) {
        match render(&document) {
            Ok(pdf) => prop_assert!(pdf.starts_with(b"%PDF-1.7")),
            Err(error) => prop_assert_eq!(error, Error::NoTitle),
        }
    }
}
