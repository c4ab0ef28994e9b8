//! Hearing somebody and answering: one message, one transaction, heard once however often it is delivered.

use super::{
    answer::{self, Talk},
    model::{
        self, Conversation, Intent, KEPT, Memory, REMEMBERED, Reply, State, tapped, trimmed,
        understand,
    },
    person, store,
    who::{self, Peer},
};
use crate::{
    App, Error,
    clock::{DAY, MINUTE, Millis},
    credentials::{self, Limit},
    notify,
};
use db::Tx;
use sop::Lang;

/// What came in.
#[derive(Clone, Debug)]
pub struct Heard {
    /// From whom.
    pub from: Peer,
    /// What was written; empty for a picture, which nobody here can look at.
    pub text: String,
    /// Id of the button that was tapped.
    pub payload: Option<String>,
    /// Its id on the channel: the same message is heard once.
    pub message_id: String,
    /// The language of the page that it was written on.
    pub lang: Option<Lang>,
    /// When.
    pub at: Millis,
}

/// How much one number may write. Two machines that answer each other stop here.
const PER_NUMBER: Limit = Limit {
    attempts: 40,
    window: 10 * MINUTE,
};
/// A talk with a person in which nothing is said for so long has ended.
const ASLEEP: Millis = DAY;

/// Hears somebody and says what to answer: nothing while a person answers, nor to a message that was heard before. What the
/// helpdesk answers later goes out by itself.
///
/// # Errors
/// As the database says.
pub fn hear(tx: &mut Tx<'_>, app: &App, heard: &Heard) -> Result<Vec<Reply>, Error> {
    let known = who::known(tx, app, &heard.from)?;
    let peer = heard.from.key();
    let own = known.first().map(|one| &one.account);
    let text = trimmed(&heard.text);
    let lang = heard
        .lang
        .or(own.map(|account| account.lang))
        .or_else(|| understand(&app.catalog(), &text, &Memory::default()).lang)
        .unwrap_or(Lang::Id);
    let account_id = own.map(|account| account.id);
    let public_id = app.random().uuid(heard.at);
    store::open(tx, &public_id, &peer, (account_id, lang), heard.at)?;
    let found = store::of_peer_for_update(tx, &peer, heard.at)?;
    let mut talk = Talk {
        app: app.clone(),
        catalog: app.catalog(),
        conversation: found.ok_or(Error::NotFound)?,
        known,
        whatsapp: heard.from.is_on_whatsapp(),
        at: heard.at,
    };
    let origin = format!("{peer}:{}", heard.message_id);
    let words = shown(&talk, &text, heard);
    if !store::hear(tx, talk.conversation.id, &origin, &words, heard.at)? {
        return Ok(Vec::new());
    }
    talk.conversation.account_id = account_id;
    let intent = intent(&mut talk, &text, heard);
    // Whoever wants no more messages is obeyed, however many came before.
    let replies = match &heard.from {
        Peer::Number(number) if matches!(intent, Intent::Stop | Intent::Start) => {
            opt(tx, &talk, number, intent == Intent::Start)?
        }
        Peer::Number(number) if is_too_much(tx, number, heard.at)? => Vec::new(),
        _ => react(tx, &mut talk, intent)?,
    };
    finish(tx, &mut talk.conversation, &replies, heard.at)?;
    Ok(replies)
}

/// What stands in the conversation: the words, the button, or that it was neither.
fn shown(talk: &Talk, text: &str, heard: &Heard) -> String {
    match &heard.payload {
        _ if !text.is_empty() => text.to_owned(),
        Some(_) => talk.t("chat-tapped"),
        None => talk.t("chat-no-words"),
    }
}

/// What is wanted. The language follows the words, unless one was asked for.
fn intent(talk: &mut Talk, text: &str, heard: &Heard) -> Intent {
    let understood = understand(&talk.catalog, text, &talk.conversation.memory);
    if let Some(button) = heard.payload.as_deref().and_then(tapped) {
        return button;
    }
    if let Some(lang) = understood.lang
        && !talk.conversation.lang_chosen
    {
        talk.conversation.lang = lang;
    }
    understood.intent
}

fn is_too_much(tx: &mut Tx<'_>, number: &str, now: Millis) -> Result<bool, Error> {
    match credentials::throttle(tx, "talk-number", number, PER_NUMBER, now) {
        Ok(()) => Ok(false),
        Err(Error::TooMany(_)) => Ok(true),
        Err(other) => Err(other),
    }
}

/// What is done about it, in view of who answers now.
fn react(tx: &mut Tx<'_>, talk: &mut Talk, intent: Intent) -> Result<Vec<Reply>, Error> {
    let conversation = &mut talk.conversation;
    if conversation.state == State::Person && talk.at - conversation.updated_at > ASLEEP {
        conversation.state = State::Engine;
    }
    match (conversation.state, &intent) {
        (State::Waiting | State::Person, Intent::Leave) => Ok(person::leave(talk)),
        // Who talks with a person talks with nobody else.
        (State::Waiting | State::Person, _) => Ok(Vec::new()),
        (State::Engine, _) => answer::answer(tx, talk, intent),
    }
}

/// Whether a number wants messages is asked of nobody else: it is so while a person answers, too.
fn opt(tx: &mut Tx<'_>, talk: &Talk, number: &str, wanted: bool) -> Result<Vec<Reply>, Error> {
    notify::consent::set(tx, &talk.app, number, wanted)?;
    let key = if wanted {
        "chat-started"
    } else {
        "chat-stopped"
    };
    Ok(vec![Reply::new(talk.t(key))])
}

/// Writes down what is answered and how the conversation stands.
fn finish(
    tx: &mut Tx<'_>,
    conversation: &mut Conversation,
    replies: &[Reply],
    at: Millis,
) -> Result<(), Error> {
    for reply in replies {
        store::answer(tx, conversation.id, reply, at)?;
    }
    conversation.updated_at = at;
    conversation.seen_at = at;
    store::keep(tx, conversation, at + REMEMBERED)?;
    Ok(store::trim(tx, conversation.id, KEPT)?)
}

/// Whether a text can be sent at all.
///
/// # Errors
/// Key of the sentence that says why not.
pub(super) fn judge(text: &str) -> Result<(), &'static str> {
    match text.trim().chars().count() {
        0 => Err("chat-empty"),
        length if length > model::LONGEST => Err("chat-too-long"),
        _ => Ok(()),
    }
}
