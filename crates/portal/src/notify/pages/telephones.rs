//! The telephones of the demo: what each shows, and what the person who holds it can do.

use super::{
    super::{Channel, model},
    Piece, ShownPage, shown_recipient,
};
use crate::{
    Answer, App, Error,
    web::{Visitor, page::redirect},
};
use axum::{Form, extract::State as Shared};
use peers::graph::{Graph, Line, Reach};
use serde::Deserialize;
use std::{sync::Arc, time::Duration};
use url::form_urlencoded::byte_serialize;

/// How many telephones are shown, and how much of each, while nobody is chosen.
const NEWEST: usize = 8;
const LATEST: usize = 4;
/// How long an answer is waited for before the page comes back.
const PATIENCE: Duration = Duration::from_secs(2);

/// What one telephone shows, the oldest first.
pub struct Telephone {
    /// Number, or identifier of somebody who shows none.
    pub person: String,
    /// The same as people write it.
    pub number: String,
    /// Whose it is; the number, if that is not known.
    pub name: String,
    /// Whether Loket may write freely.
    pub is_open: bool,
    /// Whether there is more than is shown.
    pub is_cut: bool,
    /// The messages.
    pub lines: Vec<Line>,
}

impl Telephone {
    /// The language of a template; of anything else nothing is known.
    pub fn lang_of<'a>(&self, line: &'a Line) -> Option<&'a str> {
        let (_, lang) = line.shown.template.as_ref()?;
        Some(lang)
    }
}

impl ShownPage {
    pub(super) fn datetime_of(&self, line: &Line) -> String {
        self.page.zoned(line.at).strftime("%FT%R%:z").to_string()
    }

    pub(super) fn moment_of(&self, line: &Line) -> String {
        self.page.moment(line.at)
    }

    /// How far a message of ours has come.
    pub(super) fn fate(&self, line: &Line) -> Option<String> {
        if !line.is_ours {
            return None;
        }
        if let Some(code) = line.failed {
            return Some(self.page.t1("notify-telephone-failed", "code", code));
        }
        let key = match line.reach {
            Reach::Accepted => "notify-telephone-accepted",
            Reach::Sent => "notify-telephone-sent",
            Reach::Delivered => "notify-telephone-delivered",
            Reach::Read => "notify-telephone-read",
        };
        Some(self.page.t(key).into_owned())
    }

    pub(super) fn answer_as(&self, one: &Telephone) -> String {
        self.page
            .t1("notify-telephone-as", "who", one.name.as_str())
    }
}

/// What a chat program makes of a message.
pub(super) fn pieces(line: &Line) -> Vec<Piece> {
    model::pieces(&line.shown.body, Channel::WhatsApp)
}

/// Everybody who has a telephone, and what those show that were asked for; `None` where there are none.
pub(super) fn all(app: &App, chosen: &str) -> (Vec<String>, Option<Vec<Telephone>>) {
    let Some(graph) = app.gateways().telephones() else {
        return (Vec::new(), None);
    };
    let chats = graph.chats();
    let everybody = chats.iter().map(|chat| chat.person.clone()).collect();
    let wanted = chats
        .into_iter()
        .filter(|chat| chosen.is_empty() || chat.person == chosen);
    let most = if chosen.is_empty() {
        NEWEST
    } else {
        usize::MAX
    };
    let shown = wanted.take(most).map(|chat| {
        let first = match chosen {
            "" => chat.lines.len().saturating_sub(LATEST),
            _ => 0,
        };
        let number = shown_recipient(&chat.person);
        Telephone {
            name: Some(chat.name)
                .filter(|name| *name != chat.person)
                .unwrap_or_else(|| number.clone()),
            number,
            person: chat.person,
            is_open: chat.is_open,
            is_cut: first > 0,
            lines: chat.lines.into_iter().skip(first).collect(),
        }
    });
    (everybody, Some(shown.collect()))
}

/// What the person who holds a telephone does.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Act {
    kepada: String,
    isi: String,
    pesan: String,
    tombol: String,
}

/// Only the demo has telephones; anywhere else these addresses do not exist.
fn graph(app: &App) -> Result<Arc<Graph>, Error> {
    let found = app.gateways().telephones().filter(|_| app.is_demo());
    found.cloned().ok_or(Error::NotFound)
}

/// `0858-9000-1103` and `+62 858…` are `62858…`; an identifier stays as it is.
fn person(typed: &str) -> Result<String, Error> {
    if typed.starts_with("ID.") {
        return Ok(typed.to_owned());
    }
    let digits: String = typed
        .chars()
        .filter(|one| !"+-. ()".contains(*one))
        .collect();
    let number = match digits.strip_prefix('0') {
        Some(rest) => format!("62{rest}"),
        None => digits,
    };
    let is_number = number.bytes().all(|one| one.is_ascii_digit());
    if is_number && number.starts_with("628") && (10..=15).contains(&number.len()) {
        Ok(number)
    } else {
        Err(Error::Refused("notify-telephone-number-wrong"))
    }
}

/// Back to the telephone, once what it said has been heard.
async fn back(graph: &Graph, visitor: &Visitor, person: &str) -> Answer {
    let _ = tokio::time::timeout(PATIENCE, graph.settled()).await;
    let person: String = byte_serialize(person.as_bytes()).collect();
    let path = format!("/dev/pesan?kepada={person}");
    Ok(redirect(visitor.lang, &path))
}

/// `POST /dev/pesan/balasan`: a person writes.
pub async fn answer(Shared(app): Shared<App>, visitor: Visitor, Form(act): Form<Act>) -> Answer {
    let graph = graph(&app)?;
    let person = person(&act.kepada)?;
    if act.isi.trim().is_empty() {
        return Err(Error::Refused("notify-telephone-text-missing"));
    }
    graph.person_says(&person, act.isi.trim());
    back(&graph, &visitor, &person).await
}

/// `POST /dev/pesan/ketukan`: a person taps a button under a message.
pub async fn tap(Shared(app): Shared<App>, visitor: Visitor, Form(act): Form<Act>) -> Answer {
    let graph = graph(&app)?;
    let tapped = graph.person_taps(&act.kepada, &act.tombol, Some(&act.pesan));
    if tapped.is_none() {
        return Err(Error::Refused("notify-telephone-tap-gone"));
    }
    back(&graph, &visitor, &act.kepada).await
}

/// `POST /dev/pesan/dibuka`: a person opens the chat.
pub async fn open(Shared(app): Shared<App>, visitor: Visitor, Form(act): Form<Act>) -> Answer {
    let graph = graph(&app)?;
    graph.person_reads(&act.kepada);
    back(&graph, &visitor, &act.kepada).await
}
