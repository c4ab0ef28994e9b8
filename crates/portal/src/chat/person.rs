//! Talking with a person: the helpdesk of a unit takes over, answers, and gives the conversation back.

use super::{
    answer::{Talk, is_with_person},
    hours,
    model::{Conversation, KEPT, Memory, REMEMBERED, Reply, State, trimmed},
    store,
};
use crate::{
    App, Error,
    accounts::{self, Order},
    actor::{Person, Role},
    clock::{MINUTE, Millis},
    notify::{self, Contact, Message, Topic},
    web::text::{t, t_with},
};
use db::Tx;

/// Whose page was not open for so long is away.
const AWAY: Millis = 2 * MINUTE;

/// Who answers for a unit: its helpdesk, or its admin.
#[derive(Clone, Debug)]
pub struct Attendant {
    /// Row of the account.
    pub account_id: i64,
    /// Name, as the applicant reads it.
    pub name: String,
    /// Number of the unit.
    pub unit_id: i64,
}

impl Attendant {
    /// This person as attendant of a unit.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for whoever is neither helpdesk nor admin of it.
    pub fn of(person: &Person, unit_id: i64) -> Result<Self, Error> {
        let clerk = person.clerk(unit_id).is_ok();
        if !clerk {
            person.unit_admin(unit_id)?;
        }
        Ok(Self {
            account_id: person.account_id,
            name: person.name.clone(),
            unit_id,
        })
    }

    /// The units for which a person answers.
    pub fn units(person: &Person) -> Vec<i64> {
        let answers = |role: Role| matches!(role, Role::Helpdesk | Role::Admin);
        let mut units: Vec<i64> = person
            .roles
            .iter()
            .filter(|held| answers(held.role))
            .map(|held| held.unit_id)
            .collect();
        units.sort_unstable();
        units.dedup();
        units
    }
}

/// A person is asked for: of the unit that was named, or whose service was talked about, else of the first.
pub(super) fn ask(talk: &mut Talk, named: Option<i64>) -> Result<Vec<Reply>, Error> {
    let catalog = talk.catalog.clone();
    let unit = match named.or_else(|| hours::unit_in_mind(talk)) {
        Some(id) => catalog.unit(id)?,
        None => catalog.campus().units.first().ok_or(Error::NotFound)?,
    };
    let opening = hours::opening(talk, unit);
    let conversation = &mut talk.conversation;
    conversation.state = State::Waiting;
    conversation.unit_id = unit.id;
    conversation.waiting_since = talk.at;
    conversation.officer_name.clear();
    let key = match (talk.whatsapp, talk.known.is_empty()) {
        (true, _) => "chat-person-number",
        (false, false) => "chat-person-account",
        (false, true) => "chat-person-visitor",
    };
    let head = talk.t_with("chat-person", &[("unit", (&unit.short).into())]);
    let text = format!(
        "{head}\n{opening}.\n\n{} {}",
        talk.t(key),
        talk.t("chat-person-back")
    );
    Ok(vec![Reply::with(text, vec![talk.button("leave", "")])])
}

/// Whoever waited for a person, or talked with one, goes back to the engine.
pub(super) fn leave(talk: &mut Talk) -> Vec<Reply> {
    talk.conversation.state = State::Engine;
    *talk.memory() = Memory::default();
    vec![Reply::with(talk.t("chat-left"), talk.usual())]
}

/// The helpdesk says something: it stands in the conversation and goes where the applicant is. `key` makes it once,
/// however often the form is sent.
///
/// # Errors
/// [`Error::NotFound`] for a conversation of another unit or one that asks for nobody, [`Error::Refused`] for no words or
/// too many.
pub fn say(
    tx: &mut Tx<'_>,
    app: &App,
    by: &Attendant,
    public_id: &str,
    (key, words): (&str, &str),
) -> Result<(), Error> {
    super::engine::judge(words).map_err(Error::Refused)?;
    let now = app.now();
    let mut conversation = of_unit(tx, by, public_id, now)?;
    let words = trimmed(words);
    let origin = format!("desk:{}:{key}", conversation.id);
    let by_whom = (by.account_id, by.name.as_str());
    let Some(line) = store::say(tx, conversation.id, &origin, by_whom, (&words, now))? else {
        return Ok(());
    };
    conversation.state = State::Person;
    conversation.officer_name.clone_from(&by.name);
    conversation.updated_at = now;
    store::keep(tx, &conversation, now + REMEMBERED)?;
    store::trim(tx, conversation.id, KEPT)?;
    tell(tx, app, by, &conversation, (line, &words))
}

/// The helpdesk is done: the engine answers again, and the applicant is told so.
///
/// # Errors
/// [`Error::NotFound`] for a conversation of another unit, or one that was closed already.
pub fn close(tx: &mut Tx<'_>, app: &App, by: &Attendant, public_id: &str) -> Result<(), Error> {
    let now = app.now();
    let mut conversation = of_unit(tx, by, public_id, now)?;
    conversation.state = State::Engine;
    conversation.memory = Memory::default();
    conversation.updated_at = now;
    let words = t(conversation.lang, "chat-closed");
    let line = store::answer(tx, conversation.id, &Reply::new(words.clone()), now)?;
    store::keep(tx, &conversation, now + REMEMBERED)?;
    if conversation.number().is_none() {
        // It stands on the page; that alone is worth no e-mail.
        return Ok(());
    }
    tell(tx, app, by, &conversation, (line, &words))
}

/// The matter is another unit's: its helpdesk answers from now on.
///
/// # Errors
/// [`Error::NotFound`] for a conversation of another unit, or without such a unit to go to.
pub fn pass_on(
    tx: &mut Tx<'_>,
    app: &App,
    by: &Attendant,
    public_id: &str,
    unit_id: i64,
) -> Result<(), Error> {
    let (now, catalog) = (app.now(), app.catalog());
    let mut conversation = of_unit(tx, by, public_id, now)?;
    let unit = catalog.unit(unit_id)?;
    conversation.unit_id = unit.id;
    conversation.state = State::Waiting;
    conversation.officer_name.clear();
    let short = ("unit", (&unit.short).into());
    let words = t_with(conversation.lang, "chat-passed-on", &[short]);
    store::answer(tx, conversation.id, &Reply::new(words), now)?;
    Ok(store::keep(tx, &conversation, now + REMEMBERED)?)
}

fn of_unit(
    tx: &mut Tx<'_>,
    by: &Attendant,
    public_id: &str,
    now: Millis,
) -> Result<Conversation, Error> {
    let found = store::by_public_id_for_update(tx, public_id, now)?;
    found
        .filter(|one| one.unit_id == by.unit_id && is_with_person(one.state))
        .ok_or(Error::NotFound)
}

/// On WhatsApp the answer is a message. On the site it stands on the page; who is signed in and has gone gets an e-mail.
fn tell(
    tx: &mut Tx<'_>,
    app: &App,
    by: &Attendant,
    conversation: &Conversation,
    (line, words): (i64, &str),
) -> Result<(), Error> {
    let lang = conversation.lang;
    let account = match conversation.account_id {
        Some(id) => Some(accounts::get(tx, id)?),
        None => None,
    };
    let number = conversation.number().map(str::to_owned);
    let is_away = app.now() - conversation.seen_at > AWAY;
    let email = account
        .as_ref()
        .filter(|_| number.is_none() && is_away)
        .map(|account| account.address.clone());
    let is_mail = email.is_some();
    let to = Contact {
        name: account.map_or_else(String::new, |account| account.name),
        whatsapp: number,
        email,
        lang,
        order: Order::Both,
    };
    let unit = app.catalog().unit(by.unit_id)?.short.clone();
    let mut body = words.to_owned();
    if is_mail {
        let url = format!("{}/{}/tanya", app.config().base_url, lang.code());
        body = format!(
            "{body}\n\n{}",
            t_with(lang, "chat-mail-more", &[("url", url.into())])
        );
    }
    let message = Message {
        origin: format!("chat:{}:{line}", conversation.id),
        request_id: None,
        unit_id: by.unit_id,
        subject: t_with(lang, "chat-mail-subject", &[("unit", unit.into())]),
        body,
        link_id: None,
        topic: Topic::Chat,
        buttons: Vec::new(),
    };
    notify::tell(tx, app, &to, &message)
}
