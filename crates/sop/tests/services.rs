//! Every declared service, in every language, through every projection.

#![allow(clippy::expect_used, reason = "a test may stop where it stands")]

mod support;

use std::fmt::Write as _;

use sop::project::{self, Diagram, LetterText, Node, Shape};
use sop::{Campus, Lang, Sop};
use support::sample;

#[test]
fn declarations_have_no_problem() {
    support::campus();
}

/// Runs a test on every service in every language.
fn each(mut test: impl FnMut(&Campus, &Sop, Lang)) {
    let campus = support::campus();
    for sop in &campus.services {
        for lang in Lang::ALL {
            test(&campus, sop, lang);
        }
    }
}

fn snapshot(sop: &Sop, lang: Lang, projection: &str, words: &str) {
    let name = format!("{}-{}-{projection}", sop.id, lang.code());
    insta::with_settings!({ snapshot_path => "snapshots/services", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, words);
    });
}

#[test]
fn diagrams() {
    each(|_, sop, lang| {
        snapshot(
            sop,
            lang,
            "diagram",
            &project::diagram_svg(sop, lang).replace("><", ">\n<"),
        );
        snapshot(
            sop,
            lang,
            "diagram-narrow",
            &project::diagram_svg_narrow(sop, lang).replace("><", ">\n<"),
        );
    });
}

#[test]
fn tables() {
    each(|_, sop, lang| {
        let mut words = String::new();
        for row in project::steps_table(sop, lang) {
            let time = row.time.as_deref().unwrap_or("–");
            let _ = writeln!(
                words,
                "{} | {} | {} | {} | {time} | {}",
                row.number, row.activity, row.actor, row.inputs, row.output
            );
        }
        for step in project::plan(sop) {
            let limit = step
                .limit
                .map(|limit| limit.words(lang))
                .unwrap_or_default();
            let _ = writeln!(words, "→ {}: {} ({limit})", step.key, step.name.get(lang));
        }
        for rule in project::signature_rules(sop, lang) {
            let _ = writeln!(
                words,
                "{}: {}",
                rule.case.as_deref().unwrap_or("*"),
                rule.signers.join(" / ")
            );
        }
        snapshot(sop, lang, "table", &words);
    });
}

#[test]
fn letters() {
    each(|campus, sop, lang| {
        if sop.letter.is_none() {
            return;
        }
        let blank = project::letter(sop, campus, lang, &sop::Answers::new()).expect("a letter");
        let full =
            project::letter(sop, campus, lang, &sample::every(sop, campus)[0]).expect("a letter");
        let gaps: Vec<&str> = full
            .details
            .iter()
            .filter(|line| line.value.is_none())
            .map(|line| line.label.as_str())
            .collect();
        assert!(gaps.is_empty(), "layanan {}: {gaps:?} is blank", sop.id);
        assert_eq!(full.signers.len(), 1, "layanan {}", sop.id);
        snapshot(
            sop,
            lang,
            "letter",
            &format!("{}\n=====\n\n{}", print(&blank), print(&full)),
        );
    });
}

fn print(letter: &LetterText) -> String {
    let blank = |value: &Option<String>| value.clone().unwrap_or_else(|| "______".into());
    let lines =
        |mark: &str, lines: &[String]| lines.iter().map(|line| format!("{mark}{line}")).collect();
    let details = letter
        .details
        .iter()
        .map(|line| format!("- {}: {}", line.label, blank(&line.value)));
    let parts: [Vec<String>; 7] = [
        vec![
            format!("{} / {}", blank(&letter.number), blank(&letter.date)),
            letter.subject.clone(),
        ],
        lines("+ ", &letter.enclosures),
        lines("> ", &letter.addressee),
        lines("\n", &letter.opening),
        details.collect(),
        lines("", &letter.closing),
        vec![format!("({})\n", letter.signers.join(" / "))],
    ];
    parts.concat().join("\n")
}

#[test]
fn arrows_meet_no_symbol() {
    each(|_, sop, lang| {
        for diagram in [
            project::diagram(sop, lang),
            project::diagram_narrow(sop, lang),
        ] {
            let at = format!("layanan {} {}", sop.id, lang.code());
            assert_eq!(diagram.nodes.len(), sop.steps.len() + 2, "{at}");
            for edge in &diagram.edges {
                for piece in edge.points.windows(2) {
                    assert!(
                        piece[0].0 == piece[1].0 || piece[0].1 == piece[1].1,
                        "{at}: a slanted arrow {piece:?}"
                    );
                    let crossed = diagram
                        .nodes
                        .iter()
                        .find(|node| crosses(node, piece[0], piece[1]));
                    assert!(crossed.is_none(), "{at}: {piece:?} crosses {crossed:?}");
                }
            }
            fits(&diagram, &at);
        }
    });
}

/// Whether a piece of an arrow passes through the inside of a symbol.
fn crosses(node: &Node, a: (i32, i32), b: (i32, i32)) -> bool {
    let slack = if node.shape == Shape::Diamond {
        node.height / 4
    } else {
        1
    };
    let (left, right) = (
        node.x - node.width / 2 + slack,
        node.x + node.width / 2 - slack,
    );
    let (top, bottom) = (
        node.y - node.height / 2 + slack,
        node.y + node.height / 2 - slack,
    );
    a.0.max(b.0) > left && a.0.min(b.0) < right && a.1.max(b.1) > top && a.1.min(b.1) < bottom
}

/// Symbols lie inside of the picture and do not touch each other.
fn fits(diagram: &Diagram, at: &str) {
    for (i, node) in diagram.nodes.iter().enumerate() {
        let inside = node.x - node.width / 2 >= 0
            && node.x + node.width / 2 <= diagram.width
            && node.y + node.height / 2 <= diagram.height;
        assert!(inside, "{at}: {node:?}");
        for other in &diagram.nodes[i + 1..] {
            assert!(
                node.y + node.height / 2 < other.y - other.height / 2,
                "{at}: {node:?} touches {other:?}"
            );
        }
    }
    assert!(diagram.lanes.is_empty() == (diagram.width <= 328), "{at}");
}

#[test]
fn drawings_take_their_colours_from_the_page() {
    each(|_, sop, lang| {
        for svg in [
            project::diagram_svg(sop, lang),
            project::diagram_svg_narrow(sop, lang),
        ] {
            assert!(
                !svg.contains("=\"#")
                    && !svg.contains("rgb")
                    && !svg.contains("style=")
                    && !svg.contains(" id="),
                "layanan {}",
                sop.id
            );
            assert!(svg.len() < 9_000, "layanan {}: {} bytes", sop.id, svg.len());
        }
    });
}

#[test]
fn printed_addresses_are_kept() {
    let campus = support::campus();
    let keys = [45, 44, 62].map(|id| campus.service(id).map(Sop::address_key).unwrap_or_default());
    let printed = [
        "45-pembukaan-blokir-akun-student-staff-dan-unit-999f7ed7",
        "44-layanan-permohonan-email-instansi-unit-kegiatan-dan-jurnal-0274a5c2",
        "62-aktivasi-akun-aplikasi-uns-ba24ff34",
    ];
    assert_eq!(keys, printed);
    let leads_to = |id: i64| {
        campus
            .service(44)
            .is_some_and(|sop| sop.related.contains(&id))
    };
    assert!(
        leads_to(46) && leads_to(47),
        "their SOPs print the address of 44"
    );
}

#[test]
fn the_calendar_is_complete() {
    let campus = support::campus();
    let count = |year: i16, leave: bool| {
        campus
            .holidays
            .iter()
            .filter(|day| day.date.year() == year && day.collective_leave == leave)
            .count()
    };
    assert_eq!(
        [
            count(2026, false),
            count(2026, true),
            count(2027, false),
            count(2027, true)
        ],
        [17, 8, 18, 8]
    );
}

/// A request keeps the declaration under which it was submitted: it can be stored and read back.
#[test]
fn a_declaration_survives_storage() {
    let campus = support::campus();
    let stored = serde_json::to_string(&campus).expect("JSON");
    let read: Campus = serde_json::from_str(&stored).expect("a campus");
    assert_eq!(read, campus);
}

#[test]
fn changed_content_needs_a_new_revision() {
    let published = support::campus().service(45).expect("a service").clone();
    let mut edited = published.clone();
    assert!(edited.may_replace(&published));
    edited.content = "0123456789ab".into();
    assert!(!edited.may_replace(&published));
    let mut revision = edited.revisions[0].clone();
    revision.version = "1.1".into();
    edited.revisions.push(revision);
    assert!(edited.may_replace(&published));
}
