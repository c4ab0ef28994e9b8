//! What people write is understood: everything in `utterances.toml`, and nothing that anybody can type brings the engine down.

use crate::support::TestApp;
use portal::chat::{BUTTONS, Heard, Intent, Memory, Peer, TITLE, Ticket, hear, understand};
use proptest::prelude::*;
use serde::Deserialize;
use sop::Lang;

#[derive(Deserialize)]
struct File {
    group: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    intent: String,
    code: Option<String>,
    service: Option<i64>,
    unit: Option<i64>,
    lang: Option<String>,
    says: Vec<String>,
}

/// What the group says of each of its utterances, in one form for what is expected and what is there.
type Meant = (
    String,
    Option<String>,
    Option<i64>,
    Option<i64>,
    Option<String>,
);

fn groups() -> Vec<Group> {
    let file: File = toml::from_str(include_str!("utterances.toml")).unwrap();
    file.group
}

fn meant(intent: &Intent) -> Meant {
    let ticket = |ticket: &Ticket| match ticket {
        Ticket::Unnamed => None,
        Ticket::Coded(code) => Some(code.as_str().to_owned()),
        Ticket::Mistyped => Some("mistyped".to_owned()),
    };
    let key = intent.key().to_owned();
    match intent {
        Intent::Status(one) | Intent::Link(one) => (key, ticket(one), None, None, None),
        Intent::Service(found) => (key, None, found.first().copied(), None, None),
        Intent::Terms(service) => (key, None, *service, None, None),
        Intent::Hours(unit, _) | Intent::Person(unit) => (key, None, None, *unit, None),
        Intent::Unit(unit) => (key, None, None, Some(*unit), None),
        Intent::Speak(lang) => (key, None, None, None, Some(lang.code().to_owned())),
        _ => (key, None, None, None, None),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_utterance_is_understood() {
    let app = TestApp::sqlite().await;
    let (catalog, memory) = (app.app.catalog(), Memory::default());
    let (mut wrong, mut count) = (Vec::new(), 0);
    for group in groups() {
        let expected = (
            group.intent,
            group.code,
            group.service,
            group.unit,
            group.lang,
        );
        for text in &group.says {
            count += 1;
            let found = meant(&understand(&catalog, text, &memory).intent);
            if found != expected {
                wrong.push(format!("{text:?}: {found:?} instead of {expected:?}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {count}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(count >= 150, "only {count}");
}

fn heard(from: &str, id: usize, text: &str) -> Heard {
    Heard {
        from: Peer::Number(from.to_owned()),
        text: text.to_owned(),
        payload: None,
        message_id: id.to_string(),
        lang: None,
        at: crate::support::NOW + id as i64 * 1_800_000,
    }
}

/// Any text, and texts made of words that mean something, in any order.
fn any_text() -> impl Strategy<Value = String> {
    let words: Vec<String> = groups().into_iter().flat_map(|group| group.says).collect();
    let words: Vec<String> = words
        .iter()
        .flat_map(|says| says.split(' ').map(str::to_owned))
        .collect();
    let some = proptest::collection::vec(proptest::sample::select(words), 0..12);
    prop_oneof![
        any::<String>(),
        ".{0,40}",
        some.prop_map(|words| words.join(" "))
    ]
}

#[test]
fn whatever_is_written_something_is_answered_that_fits_on_whatsapp() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let app = runtime.block_on(TestApp::sqlite());

    let id = std::sync::atomic::AtomicUsize::new(1);
    proptest!(ProptestConfig::with_cases(192), |(text in any_text(), more in any_text())| {
        let inner = app.app.clone();
        let at = id.fetch_add(2, std::sync::atomic::Ordering::Relaxed);
        // One who is known, one who is not: each case a talk of its own.
        let from = if at % 4 == 1 { "6285890001204".to_owned() } else { format!("62811{at:07}") };
        let said = [heard(&from, at, &text), heard(&from, at + 1, &more)];
        let replies = runtime.block_on(app.app.db().write(move |tx| {
            let mut replies = Vec::new();
            for one in &said {
                replies.push(hear(tx, &inner, one)?);
                // Whoever asked for a person would be answered by that person, until this.
                let leave = format!("{}-leave", one.message_id);
                hear(tx, &inner, &Heard { message_id: leave, text: "batal".to_owned(), ..one.clone() })?;
            }
            Ok::<_, portal::Error>(replies)
        })).unwrap();
        for replies in replies {
            prop_assert!(!replies.is_empty());
            for reply in replies {
                prop_assert!(!reply.text.trim().is_empty() && reply.text.chars().count() <= 4_096);
                prop_assert!(reply.buttons.len() <= BUTTONS);
                prop_assert!(reply.buttons.is_empty() || reply.text.chars().count() <= 1_024);
                for button in &reply.buttons {
                    prop_assert!(button.title.chars().count() <= TITLE, "{}", button.title);
                }
                let no_key = !reply.text.split_whitespace().any(|word| word.starts_with("chat-"));
                prop_assert!(no_key, "{}", reply.text);
            }
        }
    });
}

#[test]
fn every_answer_is_in_both_languages() {
    for lang in Lang::ALL {
        for key in portal::web::text::keys(lang) {
            let button = key.starts_with("chat-button-");
            let words = portal::web::text::t(lang, &key);
            assert!(!button || words.chars().count() <= TITLE, "{key}: {words}");
        }
    }
}
