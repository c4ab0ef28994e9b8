//! What people do with their telephones. `who` is a number `62…`, or an identifier `ID.…` of somebody who shows none.

use super::{
    Graph, Inner, Reach,
    chat::Line,
    message::{Shown, Tap},
    webhook::{self, Item},
};
use serde_json::{Value, json};

impl Graph {
    /// A person writes. Opens the window, and gives the name of the message.
    pub fn person_says(&self, who: &str, text: &str) -> String {
        let message = json!({"type": "text", "text": {"body": text}});
        self.person_sends(who, message)
    }

    /// A person taps a button, or chooses a row of a list, by its id or its title: of the message that is named, or else of
    /// the newest that has it. `None` when there is no such button, and for one that opens a page.
    pub fn person_taps(&self, who: &str, button: &str, context: Option<&str>) -> Option<String> {
        let (line, tap) = self.find(who, button, context)?;
        let message = if line.shown.template.is_some() {
            json!({"type": "button", "button": {"payload": tap.id, "text": tap.title}})
        } else if line.shown.is_list {
            let mut row = json!({"id": tap.id, "title": tap.title});
            if !tap.description.is_empty() {
                row["description"] = json!(tap.description);
            }
            json!({"type": "interactive", "interactive": {"type": "list_reply", "list_reply": row}})
        } else {
            let reply = json!({"id": tap.id, "title": tap.title});
            json!({"type": "interactive", "interactive": {"type": "button_reply", "button_reply": reply}})
        };
        let mut message = message;
        message["context"] = json!({"from": self.inner.options.display_number, "id": line.wamid});
        Some(self.person_sends(who, message))
    }

    fn find(&self, who: &str, button: &str, context: Option<&str>) -> Option<(Line, Tap)> {
        let state = self.inner.state();
        let theirs = state.lines.iter().rev().filter(|line| {
            line.is_ours && line.person == who && context.is_none_or(|id| id == line.wamid)
        });
        let wanted = |tap: &&Tap| tap.url.is_empty() && (tap.id == button || tap.title == button);
        theirs.into_iter().find_map(|line| {
            let tap = line.shown.taps.iter().find(wanted)?;
            Some((line.clone(), tap.clone()))
        })
    }

    /// A person sends any message: type and what belongs to it. Whoever writes has read what was there.
    pub fn person_sends(&self, who: &str, message: Value) -> String {
        let inner = &*self.inner;
        let now = inner.options.clock.now();
        self.person_reads(who);
        let (wamid, item) = {
            let mut state = inner.state();
            let wamid = state.wamid();
            let person = state.person(who);
            person.said_at = Some(now);
            let mut contact = json!({"profile": {"name": person.name}, "user_id": person.user_id});
            let mut whole = json!({
                "id": wamid,
                "timestamp": (now / 1000).to_string(),
                "from_user_id": person.user_id,
            });
            if let Some(number) = &person.number {
                contact["wa_id"] = json!(number);
                whole["from"] = json!(number);
            }
            if let (Some(whole), Some(message)) = (whole.as_object_mut(), message.as_object()) {
                whole.extend(message.clone());
            }
            state.remember(line(who, now, &wamid, &whole), inner.options.remembers);
            (wamid, Item::Message(contact, whole))
        };
        webhook::send(inner, vec![item]);
        wamid
    }

    /// A person opens the chat.
    pub fn person_reads(&self, who: &str) {
        self.advance(who, Reach::Read);
    }

    /// All messages to a person come so far.
    pub fn advance(&self, who: &str, reach: Reach) {
        let inner = &*self.inner;
        let now = inner.options.clock.now();
        let items = {
            let mut state = inner.state();
            let theirs = |line: &&Line| {
                line.is_ours && line.person == who && line.reach < reach && line.failed.is_none()
            };
            let names: Vec<String> = state
                .lines
                .iter()
                .filter(theirs)
                .map(|line| line.wamid.clone())
                .collect();
            let news = names.iter().flat_map(|name| state.reach(name, reach, now));
            news.collect()
        };
        webhook::send(inner, items);
    }

    /// Gives a person a name.
    pub fn set_name(&self, who: &str, name: &str) {
        name.clone_into(&mut self.inner.state().person(who).name);
    }

    /// From now on messages to a person come so far by themselves: a telephone that is switched off.
    pub fn set_reach(&self, who: &str, reach: Reach) {
        self.inner.state().person(who).reach = Some(reach);
    }

    /// From now on messages to a person are accepted and then fail with this error; with `None` they arrive again.
    pub fn set_failing(&self, who: &str, code: Option<i64>) {
        self.inner.state().person(who).fails = code;
    }

    /// A message that was accepted fails after all.
    pub fn fail(&self, wamid: &str, code: i64) {
        let inner: &Inner = &self.inner;
        let now = inner.options.clock.now();
        let items = inner.state().fail(wamid, code, now);
        webhook::send(inner, items);
    }
}

fn line(who: &str, at: i64, wamid: &str, raw: &Value) -> Line {
    let candidates = [
        &raw["text"]["body"],
        &raw["button"]["text"],
        &raw["interactive"]["button_reply"]["title"],
        &raw["interactive"]["list_reply"]["title"],
    ];
    let body = candidates.iter().find_map(|one| one.as_str());
    Line {
        wamid: wamid.to_owned(),
        person: who.to_owned(),
        at,
        is_ours: false,
        shown: Shown {
            kind: raw["type"].as_str().unwrap_or_default().to_owned(),
            body: body.unwrap_or_default().to_owned(),
            context: raw["context"]["id"].as_str().unwrap_or_default().to_owned(),
            ..Shown::default()
        },
        reach: Reach::Read,
        failed: None,
        callback_data: String::new(),
        raw: raw.clone(),
    }
}
