//! `/meja/percakapan`: those who asked for a person, and the answers of the helpdesk.

use super::{Said, Stretch, lines};
use crate::{
    Answer, App, Error,
    accounts::{Action, note_read},
    actor::Person,
    chat::{
        answer::is_with_person,
        engine,
        model::{Author, Conversation, Line, State},
        person::{self, Attendant},
        store::{self, Row},
    },
    clock::Millis,
    web::{
        FormErrors, Page, Values, Visitor, format, html, html_with, page::Nav, redirect,
        visitor::with_flash,
    },
};
use askama::Template;
use axum::{
    Form,
    extract::{Path, State as Shared},
    http::StatusCode,
};

/// How many of a unit are shown in each state: they are worked off, the one that waits longest first.
const ROWS: i64 = 50;

struct Listed {
    path: String,
    who: String,
    channel: String,
    last: String,
    since: String,
    unit: String,
    officer: String,
    waits: bool,
}

#[derive(Template)]
#[template(path = "chat/desk.html")]
struct DeskPage {
    page: Page,
    rows: Vec<Listed>,
    several: bool,
}

#[derive(Template)]
#[template(path = "chat/conversation.html")]
struct ConversationPage {
    page: Page,
    path: String,
    who: String,
    channel: String,
    proof: String,
    unit: String,
    /// The other units, with their numbers: the matter may be theirs.
    others: Vec<(i64, String)>,
    said: Vec<Said>,
    errors: FormErrors,
    typed: String,
    key: String,
}

/// `GET /meja/percakapan`.
pub async fn index(Shared(app): Shared<App>, visitor: Visitor) -> Answer {
    let person = visitor.person()?.clone();
    let units = Attendant::units(&person);
    if units.is_empty() {
        return Err(Error::Forbidden);
    }
    let several = units.len() > 1;
    let rows = app
        .db()
        .read(move |tx| {
            let mut rows = Vec::new();
            for state in [State::Waiting, State::Person] {
                for unit in &units {
                    rows.extend(store::of_unit(tx, *unit, state, ROWS)?);
                }
            }
            Ok::<_, Error>(rows)
        })
        .await?;
    let page = Page::new(&app, &visitor, Nav::Desk);
    html(&DeskPage {
        rows: rows.into_iter().map(|row| listed(&page, row)).collect(),
        several,
        page,
    })
}

fn listed(page: &Page, row: Row) -> Listed {
    let Row {
        conversation,
        name,
        last,
    } = row;
    Listed {
        path: format!("/meja/percakapan/{}", conversation.public_id),
        who: who(page, &conversation, name.as_deref()),
        channel: channel(page, &conversation),
        last: last.unwrap_or_default(),
        since: page.moment(conversation.waiting_since),
        unit: unit(page, conversation.unit_id),
        waits: conversation.state == State::Waiting,
        officer: conversation.officer_name,
    }
}

fn unit(page: &Page, id: i64) -> String {
    page.catalog
        .unit(id)
        .map_or_else(|_| String::new(), |unit| unit.short.clone())
}

fn others(page: &Page, id: i64) -> Vec<(i64, String)> {
    let units = page.catalog.campus().units.iter();
    let others = units.filter(|unit| unit.id != id);
    others.map(|unit| (unit.id, unit.short.clone())).collect()
}

/// Name of the account whose owner it is, else the number, else nobody known.
fn who(page: &Page, conversation: &Conversation, name: Option<&str>) -> String {
    match (name, conversation.number()) {
        (Some(name), _) => name.to_owned(),
        (None, Some(number)) => format::phone(number),
        (None, None) => page.t("chat-desk-visitor").into_owned(),
    }
}

fn channel(page: &Page, conversation: &Conversation) -> String {
    match conversation.number() {
        Some(number) => format!("WhatsApp {}", format::phone(number)),
        None => page.t("chat-desk-site").into_owned(),
    }
}

/// What an officer has to know before saying anything about a request.
fn proof(page: &Page, conversation: &Conversation) -> String {
    let key = match (conversation.account_id, conversation.number()) {
        (Some(_), _) => "chat-desk-proven",
        (None, Some(_)) => "chat-desk-number",
        (None, None) => "chat-desk-unknown",
    };
    page.t(key).into_owned()
}

/// How many of the applicant's words from before a person was asked for are shown.
const BEFORE: usize = 5;

/// What the helpdesk has to read: everything since a person was asked for, and the applicant's own last words before. What
/// the engine told the applicant before that may be about a request in another unit.
fn of_matter(lines: &[Line], since: Millis) -> impl Iterator<Item = &Line> {
    let is_before = move |line: &&Line| line.at < since;
    let own = move |line: &&Line| is_before(line) && line.author == Author::Visitor;
    let skipped = lines.iter().filter(own).count().saturating_sub(BEFORE);
    let before = lines.iter().filter(own).skip(skipped);
    before.chain(lines.iter().filter(move |line| !is_before(line)))
}

/// `GET /meja/percakapan/{id}`.
pub async fn show(Shared(app): Shared<App>, visitor: Visitor, Path(id): Path<String>) -> Answer {
    let again = Again::default();
    page(&app, &visitor, id, StatusCode::OK, again).await
}

#[derive(Default)]
struct Again {
    errors: FormErrors,
    typed: String,
}

/// The attendant of the unit that a conversation asks, if the reader is that.
fn attendant(person: &Person, found: Option<&Conversation>) -> Result<Attendant, Error> {
    if Attendant::units(person).is_empty() {
        return Err(Error::Forbidden);
    }
    let found = found
        .filter(|one| is_with_person(one.state))
        .ok_or(Error::NotFound)?;
    Attendant::of(person, found.unit_id).map_err(|_| Error::NotFound)
}

async fn page(
    app: &App,
    visitor: &Visitor,
    id: String,
    status: StatusCode,
    again: Again,
) -> Answer {
    let (person, now) = (visitor.person()?.clone(), app.now());
    let reader = person.clone();
    let (found, lines, name) = app
        .db()
        .read(move |tx| {
            let found = store::by_public_id(tx, &id, now)?;
            attendant(&reader, found.as_ref())?;
            let found = found.ok_or(Error::NotFound)?;
            let name = match found.account_id {
                Some(account) => Some(crate::accounts::get(tx, account)?.name),
                None => None,
            };
            let lines: Vec<Line> = lines(tx, found.id)?;
            Ok::<_, Error>((found, lines, name))
        })
        .await?;
    let whose = found.account_id.into_iter().collect();
    note_read(app, &person, whose, Action::ReadConversation, None).await?;
    let page = Page::new(app, visitor, Nav::Desk);
    let template = ConversationPage {
        path: format!("/meja/percakapan/{}", found.public_id),
        who: who(&page, &found, name.as_deref()),
        channel: channel(&page, &found),
        proof: proof(&page, &found),
        unit: unit(&page, found.unit_id),
        others: others(&page, found.unit_id),
        said: of_matter(&lines, found.waiting_since)
            .map(|line| Said::new(app, &page, line, false))
            .collect(),
        errors: again.errors,
        typed: again.typed,
        key: app.random().uuid(now),
        page,
    };
    html_with(status, &template)
}

/// `POST /meja/percakapan/{id}/jawaban`.
pub async fn create(
    Shared(app): Shared<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(values): Form<Values>,
) -> Answer {
    let value = |name: &str| values.get(name).cloned().unwrap_or_default();
    let (words, key) = (value("jawaban"), value("kunci"));
    let path = format!("/meja/percakapan/{id}");
    if let Err(wrong) = engine::judge(&words) {
        let mut again = Again {
            typed: words,
            ..Again::default()
        };
        again.errors.add_key(visitor.lang, "jawaban", wrong);
        return page(&app, &visitor, id, StatusCode::UNPROCESSABLE_ENTITY, again).await;
    }
    let (person, inner) = (visitor.person()?.clone(), app.clone());
    app.db()
        .write(move |tx| {
            let found = store::by_public_id(tx, &id, inner.now())?;
            let by = attendant(&person, found.as_ref())?;
            person::say(tx, &inner, &by, &id, (&key, &words))
        })
        .await?;
    Ok(redirect(visitor.lang, &format!("{path}#jawaban")))
}

/// `POST /meja/percakapan/{id}/penutupan`.
pub async fn destroy(Shared(app): Shared<App>, visitor: Visitor, Path(id): Path<String>) -> Answer {
    let (person, inner) = (visitor.person()?.clone(), app.clone());
    app.db()
        .write(move |tx| {
            let found = store::by_public_id(tx, &id, inner.now())?;
            let by = attendant(&person, found.as_ref())?;
            person::close(tx, &inner, &by, &id)
        })
        .await?;
    Ok(with_flash(
        redirect(visitor.lang, "/meja/percakapan"),
        "flash-chat-closed",
        "",
    ))
}

/// `POST /meja/percakapan/{id}/penerusan`.
pub async fn update(
    Shared(app): Shared<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(values): Form<Values>,
) -> Answer {
    let (person, inner) = (visitor.person()?.clone(), app.clone());
    let to = values.get("unit").and_then(|unit| unit.parse().ok());
    app.db()
        .write(move |tx| {
            let found = store::by_public_id(tx, &id, inner.now())?;
            let by = attendant(&person, found.as_ref())?;
            person::pass_on(tx, &inner, &by, &id, to.ok_or(Error::NotFound)?)
        })
        .await?;
    Ok(with_flash(
        redirect(visitor.lang, "/meja/percakapan"),
        "flash-chat-passed-on",
        "",
    ))
}
