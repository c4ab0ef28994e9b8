//! What this Meta remembers.

use super::{
    Fault, Mischief, Options, Reach, Template, Webhook,
    chat::Line,
    message::Shown,
    rates::Rates,
    refusal::{Checked, Refusal},
    webhook::Item,
};
use serde_json::{Value, json};
use std::collections::{HashMap, VecDeque};

/// So long after a person's last message the campus may write freely.
const WINDOW: i64 = 24 * 3_600_000;

/// Somebody with a telephone.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// `None` for one who shows only a username.
    pub number: Option<String>,
    /// `ID.…`
    pub user_id: String,
    /// As the profile says.
    pub name: String,
    /// When this person wrote last.
    pub said_at: Option<i64>,
    /// How far messages come; as the options say if not set.
    pub reach: Option<Reach>,
    /// The error with which messages fail.
    pub fails: Option<i64>,
}

impl Person {
    /// Whether the campus may write freely.
    pub fn is_open(&self, now: i64) -> bool {
        self.said_at.is_some_and(|said| now < said + WINDOW)
    }
}

/// All of it.
pub struct State {
    pub templates: Vec<Template>,
    pub people: HashMap<String, Person>,
    pub lines: VecDeque<Line>,
    pub rates: Rates,
    pub faults: VecDeque<Fault>,
    /// What happens to requests when no other fault is due.
    pub outage: Fault,
    pub calls: usize,
    pub accepted: usize,
    pub mischief: Mischief,
    pub webhook: Option<String>,
    pub held: Vec<Item>,
    pub kept: Vec<Webhook>,
    pub lost: Vec<Webhook>,
    pub on_their_way: usize,
    begun: i64,
    serial: u64,
}

impl State {
    /// Nothing was said yet.
    pub fn new(begun: i64, webhook: Option<String>) -> Self {
        Self {
            templates: Vec::new(),
            people: HashMap::new(),
            lines: VecDeque::new(),
            rates: Rates::default(),
            faults: VecDeque::new(),
            outage: Fault::None,
            calls: 0,
            accepted: 0,
            mischief: Mischief::default(),
            webhook,
            held: Vec::new(),
            kept: Vec::new(),
            lost: Vec::new(),
            on_their_way: 0,
            begun,
            serial: 0,
        }
    }

    /// A name that no other message has, not even one of an earlier run.
    pub fn wamid(&mut self) -> String {
        self.serial += 1;
        format!("wamid.HBgN{:X}{:06X}", self.begun, self.serial)
    }

    /// The person with this number or identifier.
    pub fn person(&mut self, key: &str) -> &mut Person {
        let next = self.people.len() + 1;
        self.people.entry(key.to_owned()).or_insert_with(|| {
            if key.starts_with(char::is_alphabetic) {
                Person {
                    user_id: key.to_owned(),
                    name: key.to_owned(),
                    ..Person::default()
                }
            } else {
                Person {
                    number: Some(key.to_owned()),
                    user_id: format!("ID.1{next:014}"),
                    name: key.to_owned(),
                    ..Person::default()
                }
            }
        })
    }

    /// The template of a name in a language.
    pub fn template(&self, name: &str, lang: &str) -> Option<&Template> {
        let wanted = |one: &&Template| one.name == name && one.lang == lang;
        self.templates.iter().find(wanted)
    }

    /// The same, to change it.
    pub fn template_mut(&mut self, name: &str, lang: &str) -> Option<&mut Template> {
        let wanted = |one: &&mut Template| one.name == name && one.lang == lang;
        self.templates.iter_mut().find(wanted)
    }

    /// Adds one that is not there yet, and gives its number.
    pub fn add_template(&mut self, mut template: Template) -> Checked<u64> {
        if self.template(&template.name, &template.lang).is_some() {
            return Err(Refusal::parameter(format!(
                "Content in this language already exists: {} in {}",
                template.name, template.lang
            )));
        }
        template.id = 900_000_000 + self.templates.len() as u64;
        let id = template.id;
        self.templates.push(template);
        Ok(id)
    }

    /// Remembers a message.
    pub fn remember(&mut self, line: Line, most: usize) {
        self.lines.push_back(line);
        while self.lines.len() > most {
            self.lines.pop_front();
        }
    }

    /// Takes a message to a person: what is answered, and the news of it that follow.
    pub fn accept(
        &mut self,
        options: &Options,
        (key, input): (&str, &str),
        shown: Shown,
        raw: &Value,
    ) -> (Value, Vec<Item>) {
        let now = options.clock.now();
        self.accepted += 1;
        let person = self.person(key).clone();
        let is_open = person.is_open(now);
        let failed = person
            .fails
            .or_else(|| (shown.needs_window() && !is_open).then_some(131_047));
        let wamid = self.wamid();
        let line = Line {
            wamid: wamid.clone(),
            person: key.to_owned(),
            at: now,
            is_ours: true,
            shown,
            reach: Reach::Accepted,
            failed: None,
            callback_data: raw["biz_opaque_callback_data"]
                .as_str()
                .unwrap_or_default()
                .to_owned(),
            raw: raw.clone(),
        };
        self.remember(line, options.remembers);
        let items = match failed {
            Some(code) => self.fail(&wamid, code, now),
            None => self.reach(&wamid, person.reach.unwrap_or(options.reach), now),
        };
        let contact = match &person.number {
            Some(number) => json!({"input": input, "wa_id": number}),
            None => json!({"input": input, "user_id": person.user_id}),
        };
        let answer = json!({
            "messaging_product": "whatsapp",
            "contacts": [contact],
            "messages": [{"id": wamid, "message_status": "accepted"}],
        });
        (answer, items)
    }

    /// A message of ours does not arrive.
    pub fn fail(&mut self, wamid: &str, code: i64, now: i64) -> Vec<Item> {
        let people = &self.people;
        let Some(line) = self.lines.iter_mut().rev().find(|line| line.wamid == wamid) else {
            return Vec::new();
        };
        line.failed = Some(code);
        let mut status = status_of(line, "failed", people.get(&line.person), now);
        let details = match code {
            131_047 => {
                "Message failed to send because more than 24 hours have passed since the customer last replied to this number."
            }
            131_026 => "Message Undeliverable.",
            _ => "as the test wants it",
        };
        status["errors"] = json!([Refusal::new(code, details).in_status()]);
        vec![Item::Status(status)]
    }

    /// A message of ours comes so far.
    pub fn reach(&mut self, wamid: &str, reach: Reach, now: i64) -> Vec<Item> {
        let people = &self.people;
        let Some(line) = self.lines.iter_mut().rev().find(|line| line.wamid == wamid) else {
            return Vec::new();
        };
        let before = line.reach;
        let is_open = people
            .get(&line.person)
            .is_some_and(|person| person.is_open(now));
        let mut items = Vec::new();
        for step in Reach::TOLD {
            if step > before && step <= reach && line.failed.is_none() {
                line.reach = step;
                let mut status = status_of(line, step.word(), people.get(&line.person), now);
                let is_free = is_open && line.shown.category != "marketing";
                status["pricing"] = json!({
                    "billable": !is_free,
                    "pricing_model": "PMP",
                    "type": if is_free { "free_customer_service" } else { "regular" },
                    "category": line.shown.category,
                });
                items.push(Item::Status(status));
            }
        }
        items
    }
}

fn status_of(line: &Line, word: &str, person: Option<&Person>, now: i64) -> Value {
    let mut status = json!({
        "id": line.wamid,
        "status": word,
        "timestamp": (now / 1000).to_string(),
    });
    if let Some(number) = person.and_then(|person| person.number.as_ref()) {
        status["recipient_id"] = json!(number);
    }
    if let Some(person) = person {
        status["recipient_user_id"] = json!(person.user_id);
    }
    if !line.callback_data.is_empty() {
        status["biz_opaque_callback_data"] = json!(line.callback_data);
    }
    status
}
