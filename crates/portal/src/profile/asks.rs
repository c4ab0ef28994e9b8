//! Owners ask to have their data corrected or restricted; a keeper of the directory answers within 72 hours.

use super::{
    contacts::unit,
    jobs,
    model::{Ask, AskKind, AskState, Changes, MOST_OPEN},
    store::asks as store,
};
use crate::{
    App, Error,
    accounts::{self, Account, Action, Correction, Touch},
    actor::{self, Keeper},
    credentials::{News, tell_owner},
    notify::{self, Contact, Message, Topic},
    web::{format, text},
};
use db::Tx;
use sop::Lang;

/// Its owner asks.
///
/// # Errors
/// [`Error::Refused`] when too many wait already, or it does not fit to what is restricted.
pub fn ask(
    tx: &mut Tx<'_>,
    app: &App,
    account_id: i64,
    (kind, what, why): (AskKind, &str, &str),
) -> Result<(), Error> {
    let (account, now) = (accounts::get(tx, account_id)?, app.now());
    if !kind.fits(accounts::restricted_since(tx, account_id)?.is_some()) {
        return Err(Error::Refused("profile-ask-unfit"));
    }
    if store::count_open(tx, account_id)? >= MOST_OPEN {
        return Err(Error::Refused("profile-ask-many"));
    }
    let new = Ask::new(app.random().uuid(now), account_id, kind, (what, why), now);
    store::insert(tx, &new)?;
    let by = (account.id, account.name.as_str());
    note(tx, app, account_id, by, (Action::AskData, kind.key()))?;
    jobs::look_later(tx, app, &new)?;
    tell_keepers(tx, app, &new, false)
}

/// Tells who may answer that a request waits, or waits still, and until when. Nobody is told of the own one: another answers it.
pub(super) fn tell_keepers(
    tx: &mut Tx<'_>,
    app: &App,
    ask: &Ask,
    again: bool,
) -> Result<(), Error> {
    let catalog = app.catalog();
    for (unit_id, id) in actor::keepers(tx, &catalog, app.now())? {
        if id == ask.account_id {
            continue;
        }
        let to = accounts::get(tx, id)?;
        let message = waits(app, (ask, again), (unit_id, id), to.lang);
        notify::tell(tx, app, &Contact::of(&to), &message)?;
    }
    Ok(())
}

/// What a keeper is told of a request. Whose it is stands behind the sign-in only.
pub(super) fn waits(
    app: &App,
    (ask, again): (&Ask, bool),
    (unit_id, id): (i64, i64),
    lang: Lang,
) -> Message {
    let (key, mark) = if again {
        ("profile-ask-waits-still", ":still")
    } else {
        ("profile-ask-waits", "")
    };
    let due = format::zoned(ask.due_at, app.catalog().zone());
    let when = format::full_moment(&due, lang);
    let said = text::t_with(lang, key, &[("when", when.into())]);
    let (base, code) = (&app.config().base_url, lang.code());
    Message {
        origin: format!("data-request:{}:{id}{mark}", ask.public_id),
        request_id: None,
        unit_id,
        subject: text::t(lang, "profile-ask-waits-subject").into_owned(),
        body: format!("{said}\n\n{base}/{code}/permintaan-data/{}", ask.public_id),
        link_id: None,
        topic: Topic::Matter,
        buttons: Vec::new(),
    }
}

/// What a keeper decides.
#[derive(Clone, Debug)]
pub enum Decision {
    /// Done, and what was corrected.
    Done(Option<Corrected>),
    /// Refused: then the words are the reason.
    Refused,
}

/// A correction as a keeper made it.
#[derive(Clone, Debug)]
pub struct Corrected {
    /// What the keeper saw.
    pub was: Correction,
    /// What stands in the account from now on.
    pub to: Correction,
}

/// What a keeper saw stands in the account no more: its owner has changed it meanwhile.
pub const MOVED: &str = "profile-keep-moved";

/// A keeper answers: what was asked is done or refused, written down, and the owner is told.
///
/// # Errors
/// [`Error::Refused`] for the own request, [`Error::Conflict`] when somebody else was faster, with
/// [`MOVED`] when that was the owner.
pub fn answer(
    tx: &mut Tx<'_>,
    app: &App,
    by: &Keeper,
    (public_id, words): (&str, &str),
    decision: &Decision,
) -> Result<(), Error> {
    let ask = store::by_public_id(tx, public_id)?.ok_or(Error::NotFound)?;
    if ask.account_id == by.account_id {
        return Err(Error::Refused("profile-ask-own"));
    }
    let account = accounts::lock(tx, ask.account_id)?;
    let corrected = match decision {
        Decision::Done(corrected) => corrected.as_ref(),
        Decision::Refused => None,
    };
    let to = corrected.map(|done| &done.to);
    let (state, changes) = match decision {
        Decision::Refused => (AskState::Refused, Vec::new()),
        Decision::Done(_) => (AskState::Done, changes(&account, to)),
    };
    let whole = serde_json::to_string(&changes)?;
    let who = (by.account_id, by.name.as_str());
    if !store::answer(tx, (ask.id, state), (words, &whole), who, app.now())? {
        return Err(Error::Conflict("profile-ask-answered", String::new()));
    }
    if corrected.is_some_and(|done| done.was != Correction::none(&account)) {
        return Err(Error::Conflict(MOVED, String::new()));
    }
    let action = match (decision, ask.kind) {
        (Decision::Refused, _) => Action::RefuseData,
        (Decision::Done(_), AskKind::Correct) => {
            correct(tx, app, &account, to)?;
            Action::CorrectData
        }
        (Decision::Done(_), AskKind::Restrict) => {
            accounts::restrict(tx, account.id, Some(app.now()))?;
            Action::Restrict
        }
        (Decision::Done(_), AskKind::Lift) => {
            accounts::restrict(tx, account.id, None)?;
            Action::LiftRestriction
        }
    };
    let fields: Vec<_> = changes.iter().map(|(field, ..)| field.as_str()).collect();
    note(tx, app, account.id, who, (action, &fields.join(", ")))?;
    let message = told(app, &ask, (state, words), account.lang);
    notify::tell(tx, app, &Contact::of(&account), &message)
}

fn changes(account: &Account, to: Option<&Correction>) -> Changes {
    let found = to.map(|to| to.changes(account)).unwrap_or_default();
    let owned = |(field, before, after): (&str, String, String)| (field.to_owned(), before, after);
    found.into_iter().map(owned).collect()
}

fn correct(
    tx: &mut Tx<'_>,
    app: &App,
    account: &Account,
    to: Option<&Correction>,
) -> Result<(), Error> {
    let Some(to) = to else {
        return Ok(());
    };
    accounts::correct(tx, account, to)?;
    if to.whatsapp == account.whatsapp {
        return Ok(());
    }
    // Where links are sent has changed: as when its owner changes it.
    tell_owner(tx, app, account, News::ContactChanged)
}

fn note(
    tx: &mut Tx<'_>,
    app: &App,
    account_id: i64,
    by: (i64, &str),
    (action, detail): (Action, &str),
) -> Result<(), Error> {
    let touch = Touch {
        account_id,
        by: Some(by),
        action,
        detail,
        request_id: None,
    };
    accounts::trail(tx, app, touch)
}

/// What the owner is told came of it.
pub(super) fn told(app: &App, ask: &Ask, (state, words): (AskState, &str), lang: Lang) -> Message {
    let key = match state {
        AskState::Refused => "profile-ask-told-refused".to_owned(),
        AskState::Open | AskState::Done => format!("profile-ask-told-{}", ask.kind.key()),
    };
    let base = &app.config().base_url;
    let page = format!("{base}/{}/akun-saya/permintaan-data", lang.code());
    let parts = [text::t(lang, &key).into_owned(), words.to_owned(), page];
    let said: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Message {
        origin: format!("account:{}:data-request:{}", ask.account_id, ask.public_id),
        request_id: None,
        unit_id: unit(app),
        subject: text::t(lang, "profile-ask-told-subject").into_owned(),
        body: said.join("\n\n"),
        link_id: None,
        topic: Topic::Account,
        buttons: Vec::new(),
    }
}
