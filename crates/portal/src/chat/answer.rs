//! What is answered to what is wanted.

use super::{
    hours, links,
    model::{Awaiting, Choice, Conversation, Intent, Memory, Reply, State, id},
    person, services, status,
    who::Known,
};
use crate::{
    App, Error,
    catalog::Catalog,
    clock::Millis,
    notify::Button,
    web::{
        format::{self, zoned},
        text::{self, Value},
    },
};
use db::Tx;
use sop::Lang;
use std::sync::Arc;

/// A conversation while one message is answered.
pub(super) struct Talk {
    pub app: App,
    pub catalog: Arc<Catalog>,
    pub conversation: Conversation,
    /// The accounts whose owner it is with.
    pub known: Vec<Known>,
    pub whatsapp: bool,
    pub at: Millis,
}

impl Talk {
    pub fn lang(&self) -> Lang {
        self.conversation.lang
    }

    /// What is remembered.
    pub fn memory(&mut self) -> &mut Memory {
        &mut self.conversation.memory
    }

    /// The words behind a key.
    pub fn t(&self, key: &str) -> String {
        text::t(self.lang(), key).into_owned()
    }

    /// The words behind a key, with values.
    pub fn t_with(&self, key: &str, values: &[(&'static str, Value)]) -> String {
        text::t_with(self.lang(), key, values)
    }

    /// An address on the site, as a whole.
    pub fn url(&self, path: &str) -> String {
        let base = &self.app.config().base_url;
        format!("{base}/{}{path}", self.lang().code())
    }

    /// A moment in words.
    pub fn moment(&self, at: Millis) -> String {
        format::full_moment(&zoned(at, self.catalog.zone()), self.lang())
    }

    /// A button; its words have at most twenty characters.
    pub fn button(&self, what: &str, which: impl std::fmt::Display) -> Button {
        Button {
            id: id(what, which),
            title: self.t(&format!("chat-button-{what}")),
        }
    }

    /// What can be done, as buttons.
    pub fn usual(&self) -> Vec<Button> {
        ["status", "hours", "person"]
            .map(|what| self.button(what, ""))
            .into()
    }

    /// A numbered list.
    pub fn numbered(lines: impl IntoIterator<Item = String>) -> String {
        let lines = lines.into_iter().zip(1..);
        let lines: Vec<_> = lines
            .map(|(line, number)| format!("{number}. {line}"))
            .collect();
        lines.join("\n")
    }
}

/// Answers, and remembers what will be needed next.
pub(super) fn answer(
    tx: &mut Tx<'_>,
    talk: &mut Talk,
    intent: Intent,
) -> Result<Vec<Reply>, Error> {
    let memory = talk.memory();
    let before = std::mem::take(&mut memory.awaiting);
    let choices = std::mem::take(&mut memory.choices);
    // Of one list several may be chosen, one after the other; another matter is another list.
    let keeps_list = matches!(
        intent,
        Intent::Choice(_) | Intent::Unknown | Intent::Greeting | Intent::Thanks
    );
    let intent = match intent {
        Intent::Choice(number) => {
            let chosen = choices.get(number);
            chosen.map_or(Intent::Unknown, Choice::intent)
        }
        other => other,
    };
    let replies = act(tx, talk, intent, before)?;
    if keeps_list && talk.memory().choices.is_empty() {
        talk.memory().choices = choices;
    }
    Ok(replies)
}

fn act(
    tx: &mut Tx<'_>,
    talk: &mut Talk,
    intent: Intent,
    before: Option<Awaiting>,
) -> Result<Vec<Reply>, Error> {
    match intent {
        Intent::Greeting => Ok(greeting(talk)),
        Intent::Thanks => Ok(vec![Reply::new(talk.t("chat-welcome"))]),
        Intent::Help => Ok(vec![Reply::with(talk.t("chat-can"), talk.usual())]),
        Intent::Status(ticket) => status::status(tx, talk, &ticket),
        Intent::Link(ticket) => links::again(tx, talk, &ticket),
        Intent::Service(found) => Ok(services::offer(talk, &found)),
        Intent::Unit(unit) => Ok(hours::unit(talk, unit)),
        Intent::Terms(service) => Ok(services::terms(talk, service)),
        Intent::Hours(unit, day) => Ok(hours::hours(talk, unit, day)),
        Intent::Person(unit) => person::ask(talk, unit),
        Intent::Speak(lang) => {
            talk.conversation.lang = lang;
            talk.conversation.lang_chosen = true;
            Ok(vec![Reply::with(talk.t("chat-speaks"), talk.usual())])
        }
        Intent::Stop | Intent::Start => Ok(vec![Reply::new(talk.t("chat-stop-here"))]),
        Intent::Leave => {
            *talk.memory() = Memory::default();
            Ok(vec![Reply::with(talk.t("chat-left"), talk.usual())])
        }
        Intent::Choice(_) | Intent::Unknown => Ok(unknown(talk, before)),
    }
}

fn greeting(talk: &Talk) -> Vec<Reply> {
    let name = talk.known.first().map(|one| one.account.name.clone());
    let hello = match name {
        Some(name) => talk.t_with("chat-hello-name", &[("name", name.into())]),
        None => talk.t("chat-hello"),
    };
    vec![Reply::with(
        format!("{hello}\n\n{}", talk.t("chat-can")),
        talk.usual(),
    )]
}

/// Says so, and what can be done. What was asked for before is asked for once more.
fn unknown(talk: &mut Talk, before: Option<Awaiting>) -> Vec<Reply> {
    talk.memory().awaiting = before;
    let key = match before {
        Some(Awaiting::Status | Awaiting::Link) => "chat-unknown-code",
        Some(Awaiting::Terms) => "chat-unknown-service",
        None => "chat-unknown",
    };
    let text = format!("{}\n\n{}", talk.t(key), talk.t("chat-can"));
    vec![Reply::with(text, talk.usual())]
}

/// Whether somebody else is to answer.
pub(super) fn is_with_person(state: State) -> bool {
    match state {
        State::Engine => false,
        State::Waiting | State::Person => true,
    }
}
