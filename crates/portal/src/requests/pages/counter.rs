//! *Terima surat*: the helpdesk takes in a letter for somebody who came to the office.

use super::{
    super::{Draft, counter, store::drafts::Purpose, submit::From},
    form::{Outcome, current, keep_and_send, open, sent_before, value},
    park::{Parked, forget, park},
    sheet::{Counter, FormPage, Opened, draft_page},
    upload,
};
use crate::{
    Answer, App, Error,
    actor::{Clerk, Person},
    web::{FormErrors, Page, Visitor, html, page::Nav, redirect, visitor::with_flash},
};
use askama::Template;
use axum::extract::{Multipart, Path, State};
use sop::{Sop, StepKind, Ticket};

struct Offered {
    path: String,
    id: i64,
    title: String,
    summary: String,
}

#[derive(Template)]
#[template(path = "requests/counter.html")]
struct CounterPage {
    page: Page,
    units: Vec<(String, Vec<Offered>)>,
}

/// Whether a service has a way over the counter.
fn is_received(sop: &Sop) -> bool {
    sop.steps.iter().any(|step| step.kind == StepKind::Receive)
}

/// `GET /meja/terima`: which service.
pub async fn index(State(app): State<App>, visitor: Visitor) -> Answer {
    let person = visitor.person()?.clone();
    let page = Page::new(&app, &visitor, Nav::Desk);
    let mut units = Vec::new();
    for id in person.units() {
        if person.clerk(id).is_err() {
            continue;
        }
        let unit = page.catalog.unit(id)?;
        let all = page.catalog.campus().services.iter();
        let offered = all
            .filter(|sop| sop.unit == unit.slug && is_received(sop))
            .map(|sop| Offered {
                path: format!("/meja/terima/{}", sop.id),
                id: sop.id,
                title: page.of(&sop.title).to_owned(),
                summary: page.of(&sop.summary).to_owned(),
            });
        units.push((page.of(&unit.name).to_owned(), offered.collect()));
    }
    if units.is_empty() {
        return Err(Error::Forbidden);
    }
    html(&CounterPage { page, units })
}

/// The service, and the clerk of its unit.
fn clerk(app: &App, person: &Person, id: &str) -> Result<(Sop, i64, Clerk), Error> {
    let catalog = app.catalog();
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let (sop, revision_id) = catalog.service(id)?;
    if !is_received(sop) {
        return Err(Error::NotFound);
    }
    let clerk = person.clerk(catalog.unit_of(sop)?.id)?;
    Ok((sop.clone(), revision_id, clerk))
}

fn purpose(clerk: &Clerk, sop: &Sop) -> Purpose {
    Purpose {
        account_id: clerk.account_id,
        service_id: sop.id,
        ticket: sop.tickets.first().copied().unwrap_or(Ticket::Request),
        walk_in: true,
    }
}

/// `GET /meja/terima/{service}`.
pub async fn new(
    State(app): State<App>,
    visitor: Visitor,
    Path(service): Path<String>,
    Parked(parked): Parked,
) -> Answer {
    let (sop, revision_id, clerk) = clerk(&app, visitor.person()?, &service)?;
    // What Loket knows is about the clerk, so nothing is filled in.
    let known = sop::Answers::new();
    let draft = open(
        &app,
        purpose(&clerk, &sop),
        revision_id,
        known,
        parked.clone(),
    )
    .await?;
    let page = show(&app, &visitor, &sop, draft, FormErrors::none(), false).await?;
    Ok(forget(&app, parked.as_deref(), page))
}

/// `POST /meja/terima/{service}`.
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Path(service): Path<String>,
    multipart: Multipart,
) -> Answer {
    let path = format!("/meja/terima/{service}");
    let Some(person) = visitor.person.clone() else {
        if visitor.blocked.is_some() {
            return Err(Error::Restricted);
        }
        let id = service.parse().map_err(|_| Error::NotFound)?;
        let catalog = app.catalog();
        let (sop, revision_id) = catalog.service(id)?;
        let ticket = sop.tickets.first().copied().unwrap_or(Ticket::Request);
        return park(&app, &visitor, sop, (ticket, path), revision_id, multipart).await;
    };
    let (sop, revision_id, clerk) = clerk(&app, &person, &service)?;
    let posted = upload::receive(&app, &sop, visitor.lang, multipart).await?;
    let purpose = purpose(&clerk, &sop);
    let Some(draft) = current(&app, &purpose, &posted.values, revision_id).await? else {
        let code = sent_before(&app, &posted.values, |request| {
            request.taken_in_by == Some(clerk.account_id)
        })
        .await?;
        let receipt = format!("/meja/{code}/tanda-terima");
        return Ok(redirect(visitor.lang, &receipt));
    };
    let from = (value(&posted.values, "aksi") == "kirim").then_some(From::Counter(clerk));
    match keep_and_send(&app, &visitor, &sop, draft, posted, from).await? {
        Outcome::Sent(code) => Ok(with_flash(
            redirect(visitor.lang, &format!("/meja/{code}/tanda-terima")),
            "flash-desk-received",
            "",
        )),
        Outcome::Kept(_, errors, false) if errors.is_empty() => Ok(with_flash(
            redirect(visitor.lang, &path),
            "flash-requests-draft",
            "",
        )),
        Outcome::Kept(draft, errors, revised) => {
            show(&app, &visitor, &sop, draft, errors, revised).await
        }
    }
}

async fn show(
    app: &App,
    visitor: &Visitor,
    sop: &Sop,
    draft: Draft,
    errors: FormErrors,
    revised: bool,
) -> Answer {
    let page = Page::new(app, visitor, Nav::Desk);
    let word = |key: &str| page.t(key).into_owned();
    let (lead, take_in, send) = (
        word("desk-counter-lead"),
        word("desk-take-in"),
        word("desk-counter-send"),
    );
    let title = page.t1("desk-counter-title", "service", page.of(&sop.title));
    let [name, email, whatsapp] =
        counter::INPUTS.map(|input| draft.answers.get(input).cloned().unwrap_or_default());
    let opened = Opened {
        sop,
        draft: &draft,
        errors: &errors,
        revised,
    };
    let form = FormPage {
        lead: Some(lead),
        crumb: ("/meja/terima".into(), take_in),
        action: format!("/meja/terima/{}", sop.id),
        counter: Some(Counter {
            name,
            email,
            whatsapp,
        }),
        send,
        ..draft_page(app, page, &opened, title).await?
    };
    form.answer()
}
