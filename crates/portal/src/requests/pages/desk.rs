//! The desk: the queues of a unit, its filters, and the list.

use super::{
    super::{
        Code, Officer, Status,
        model::{Queue, Shelf, sought},
        record::of_unit,
        store::queue::{self, Listed, MOST, Row, Wanted},
    },
    due::{self, Asked, Due},
    filter::Filter,
    rail::{Empty, Group, aside, empty, rail},
};
use crate::{
    Answer, App, Error,
    accounts::{self, Action, note_read},
    actor::Person,
    clock::Millis,
    web::{Page, Values, Visitor, format, html, page::Nav, redirect},
};
use askama::Template;
use axum::{
    Extension,
    extract::{Query, State},
};
use db::Tx;
use sop::{Actor, Sop, StepKind};
use std::sync::Arc;

/// Rows of one page.
const ROWS: usize = 25;

struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

/// A filter that is in force, with the address without it; or one that can be switched on.
struct Chip {
    label: String,
    path: String,
    active: bool,
}

/// In whose hands a row is.
enum Hands {
    /// Nobody's; the reader may take it.
    Free,
    /// The reader's.
    Yours,
    /// Somebody's, or an office's.
    Other(String),
}

struct Line {
    code: Code,
    name: String,
    address: String,
    service_id: i64,
    service: String,
    status: Status,
    due: Due,
    hands: Hands,
    mine: bool,
}

#[derive(Template)]
#[template(path = "requests/desk.html")]
struct DeskPage {
    page: Page,
    title: String,
    aside: String,
    rail: Vec<Group>,
    filter: Filter,
    services: Vec<Choice>,
    steps: Vec<Choice>,
    chips: Vec<Chip>,
    lines: Vec<Line>,
    empty: Option<Empty>,
    range: String,
    start: Option<String>,
    next: Option<String>,
    live: String,
    here: String,
}

/// Counts the conversations of a unit that wait for a person, up to a number. The site map says who does: conversations
/// build on requests, not the other way.
#[derive(Clone, Copy)]
pub struct Conversations(pub fn(&mut Tx<'_>, i64, i64) -> Result<i64, db::Error>);

/// `GET /meja`.
pub async fn index(
    State(app): State<App>,
    Extension(Conversations(waiting)): Extension<Conversations>,
    visitor: Visitor,
    Query(values): Query<Values>,
) -> Answer {
    let person = visitor.person()?.clone();
    let Some(filter) = Filter::read(&person, &values)? else {
        return Ok(redirect(visitor.lang, "/panel/pesan"));
    };
    if let Ok(code) = filter.q.parse::<Code>() {
        let (wanted, reader) = (code.as_str().to_owned(), person.clone());
        let found = app.db().read(move |tx| of_unit(tx, &wanted, &reader)).await;
        if found.is_ok() {
            return Ok(redirect(visitor.lang, &format!("/meja/{code}")));
        }
    }
    let (unit_id, reader_id, now) = (filter.unit_id, person.account_id, app.now());
    let wanted = Some(wanted(&filter, &person, now))
        .filter(|wanted| filter.q.is_empty() || !wanted.words.is_empty());
    let searching = !filter.q.is_empty();
    let (counts, asking, listed, found) = app
        .db()
        .read(move |tx| {
            let counts = queue::counts(tx, unit_id, reader_id, now)?;
            let asking = waiting(tx, unit_id, MOST)?;
            let listed = match wanted {
                // Single letters find everybody.
                Some(wanted) => queue::page(tx, &wanted, ROWS as i64 + 1)?,
                None => Listed::default(),
            };
            let found = if searching {
                found(tx, &listed)?
            } else {
                Vec::new()
            };
            Ok::<_, Error>((counts, asking, listed, found))
        })
        .await?;
    note_read(&app, &person, found, Action::FindAccount, None).await?;
    let page = Page::new(&app, &visitor, Nav::Desk);
    html(&desk(page, &person, filter, (&counts, asking), listed)?)
}

/// The accounts of which a search shows something: of who asks, and of what it is about.
fn found(tx: &mut Tx<'_>, listed: &Listed) -> Result<Vec<i64>, Error> {
    let mut ids = Vec::new();
    for row in listed.rows.iter().take(ROWS) {
        ids.push(row.applicant_id);
        ids.extend(accounts::find(tx, &row.subject_address)?.map(|account| account.id));
    }
    Ok(ids)
}

fn wanted(filter: &Filter, person: &Person, now: Millis) -> Wanted {
    Wanted {
        unit_id: filter.unit_id,
        shelf: filter.shelf,
        reader_id: person.account_id,
        now,
        service_id: filter.service_id,
        step: filter.step.clone(),
        overdue: filter.overdue,
        mine: filter.mine,
        words: sought(&filter.q),
        after: filter.after,
    }
}

fn desk(
    page: Page,
    person: &Person,
    filter: Filter,
    (counts, asking): (&[i64], i64),
    listed: Listed,
) -> Result<DeskPage, Error> {
    let services = services(&page, filter.unit_id)?;
    let mut rows = listed.rows;
    let more = rows.len() > ROWS;
    rows.truncate(ROWS);
    let shelf = |shelf: Shelf| shelf_word(&page, shelf, &services);
    let next = rows.last().filter(|_| more).map(|row| filter.beyond(row));
    let lines = rows.iter().map(|row| line(&page, person, &filter, row));
    let lines = lines.collect::<Result<Vec<_>, _>>()?;
    let searching = !filter.q.is_empty();
    Ok(DeskPage {
        title: if searching {
            page.t("desk-search-title").into_owned()
        } else {
            shelf(filter.shelf)
        },
        aside: aside(&page, &filter, counts),
        rail: rail(&page, person, &filter, (counts, asking), &shelf),
        services: choices(services.iter().map(|sop| {
            let label = format!("{} {}", sop.id, page.of(&sop.title));
            (sop.id.to_string(), label, filter.service_id == Some(sop.id))
        })),
        steps: steps(&page, &filter, &services),
        chips: chips(&page, &filter, &services),
        empty: rows
            .is_empty()
            .then(|| empty(&page, &filter, counts, &shelf)),
        range: range(&page, &filter, &rows, listed.only_newest),
        start: filter.after.is_some().then(|| filter.link(|_| ())),
        next,
        live: format!("/meja/arus?unit={}", filter.unit_id),
        here: filter.link(|_| ()),
        lines,
        filter,
        page,
    })
}

/// The services of a unit that have something to do at the desk.
fn services(page: &Page, unit_id: i64) -> Result<Vec<Sop>, Error> {
    let unit = page.catalog.unit(unit_id)?;
    let all = page.catalog.campus().services.iter();
    Ok(all
        .filter(|sop| sop.unit == unit.slug && sop.self_service.is_none())
        .cloned()
        .collect())
}

/// What an entry of the rail is called; the leader of a unit without dispositions approves.
fn shelf_word(page: &Page, shelf: Shelf, services: &[Sop]) -> String {
    let disposes = services
        .iter()
        .flat_map(|sop| sop.run_steps())
        .any(|step| step.kind == StepKind::Assign);
    if shelf == Shelf::Dispose && !disposes {
        return page.t("desk-shelf-perlu-persetujuan").into_owned();
    }
    page.t(&format!("desk-shelf-{}", shelf.key())).into_owned()
}

fn choices(all: impl Iterator<Item = (String, String, bool)>) -> Vec<Choice> {
    all.map(|(value, label, chosen)| Choice {
        value,
        label,
        chosen,
    })
    .collect()
}

/// The steps of the unit's services, or of the one that is chosen, each once.
fn steps(page: &Page, filter: &Filter, services: &[Sop]) -> Vec<Choice> {
    let chosen = |sop: &&Sop| filter.service_id.is_none_or(|id| id == sop.id);
    let mut found: Vec<(String, String, bool)> = Vec::new();
    for step in services.iter().filter(chosen).flat_map(Sop::run_steps) {
        if !found.iter().any(|(key, ..)| *key == step.key) {
            let is_chosen = filter.step.as_deref() == Some(&step.key);
            found.push((step.key.clone(), page.of(&step.name).to_owned(), is_chosen));
        }
    }
    choices(found.into_iter())
}

fn chips(page: &Page, filter: &Filter, services: &[Sop]) -> Vec<Chip> {
    let mut all = Vec::new();
    let mut active = |label: String, path: String| {
        all.push(Chip {
            label,
            path,
            active: true,
        });
    };
    if !filter.q.is_empty() {
        active(format!("“{}”", filter.q), filter.link(|it| it.q.clear()));
    }
    if let Some(id) = filter.service_id {
        let label = page.t1("desk-chip-service", "id", id);
        active(label, filter.link(|it| it.service_id = None));
    }
    if let Some(key) = &filter.step {
        let step = services
            .iter()
            .flat_map(Sop::run_steps)
            .find(|step| step.key == *key);
        let label = step.map_or_else(|| key.clone(), |step| page.of(&step.name).to_owned());
        active(label, filter.link(|it| it.step = None));
    }
    if filter.overdue || !matches!(filter.shelf, Shelf::Overdue | Shelf::Done) {
        all.push(Chip {
            label: page.t("desk-shelf-terlambat").into_owned(),
            path: filter.link(|it| it.overdue = !it.overdue),
            active: filter.overdue,
        });
    }
    if filter.mine || !matches!(filter.shelf, Shelf::Mine | Shelf::Done) {
        all.push(Chip {
            label: page.t("desk-shelf-milik-saya").into_owned(),
            path: filter.link(|it| it.mine = !it.mine),
            active: filter.mine,
        });
    }
    all
}

fn line(page: &Page, person: &Person, filter: &Filter, row: &Row) -> Result<Line, Error> {
    let sop = page.catalog.revision(row.revision_id)?;
    let is_mine = |id: i64| id == person.account_id;
    Ok(Line {
        code: row.code.clone(),
        name: row.applicant_name.clone(),
        address: row.subject_address.clone(),
        service_id: row.service_id,
        service: page.of(&sop.title).to_owned(),
        status: row.status,
        due: due::due(page, Asked::row(filter.unit_id, row))?,
        mine: row.status.is_open() && row.hands.as_ref().is_some_and(|(id, _)| is_mine(*id)),
        hands: hands(page, person, filter.unit_id, sop, row),
    })
}

fn hands(page: &Page, person: &Person, unit_id: i64, sop: &Arc<Sop>, row: &Row) -> Hands {
    if row.queue == Queue::Applicant {
        return Hands::Other(Actor::Applicant.label(page.lang).to_owned());
    }
    let actor = sop.step(&row.step).map(|step| step.actor);
    let may = actor.is_some_and(|actor| Officer::of(person, actor, unit_id).is_ok());
    match &row.hands {
        Some((id, _)) if *id == person.account_id && (row.holder_id.is_some() || !may) => {
            Hands::Yours
        }
        Some((id, name)) if *id != person.account_id => Hands::Other(name.clone()),
        _ if may => Hands::Free,
        _ => Hands::Other(
            actor
                .map(|actor| actor.label(page.lang))
                .unwrap_or_default()
                .to_owned(),
        ),
    }
}

/// From when to when the rows of this page are due, and in which order they stand.
fn range(page: &Page, filter: &Filter, rows: &[Row], only_newest: bool) -> String {
    if only_newest {
        return page.t("desk-only-newest").into_owned();
    }
    if !filter.q.is_empty() {
        return page.t("desk-newest-first").into_owned();
    }
    let key = |row: &Row| match filter.shelf {
        Shelf::Done => row.finished_at,
        _ => Some(row.due_at).filter(|at| *at < Millis::MAX),
    };
    let moments: Vec<_> = rows.iter().filter_map(key).collect();
    let (Some(first), Some(last)) = (moments.iter().min(), moments.iter().max()) else {
        return String::new();
    };
    let days = format::range(page.zoned(first).date(), page.zoned(last).date(), page.lang);
    match filter.shelf {
        Shelf::Done => page.t1("desk-range-done", "days", days),
        _ => page.t1("desk-range-due", "days", days),
    }
}
