//! The ticket of its applicant: where it stands, what to do, and what the applicant may still do with it.

use super::{
    super::{
        Code, Event, Request, Status,
        model::{Kind, misfits},
        opening,
        record::{head, sop_of},
        store::{
            self,
            attachments::{self, Attachment, Owner},
        },
        timeline::{self, Ahead, Line, Reader},
    },
    draft,
};
use crate::{
    Answer, App, Error, accounts,
    clock::Millis,
    notify,
    web::{Page, Visitor, html, page::Nav},
};
use askama::Template;
use axum::extract::{Path, State};
use sop::Sop;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "requests/ticket.html")]
struct TicketPage {
    page: Page,
    code: Code,
    request: Request,
    sop: Arc<Sop>,
    ahead: Vec<Ahead>,
    lines: Vec<Line>,
    returned: Vec<(String, String)>,
    answers: Vec<(String, String)>,
    receipts: Vec<(String, String, Millis)>,
    /// What it did to a block: where the account stands, and how its owner avoids the next.
    opening: Option<(String, String)>,
    can_reopen: bool,
    told: Vec<notify::Told>,
    files: Vec<Attachment>,
}

/// `GET /tiket/{code}`.
pub async fn show(State(app): State<App>, visitor: Visitor, Path(code): Path<String>) -> Answer {
    let applicant = visitor.applicant()?;
    let (request, events, files, told, receipts, opening) = app
        .db()
        .read(move |tx| {
            let request = head(tx, &code, &applicant)?;
            let events = store::events(tx, request.id)?;
            let files = attachments::all(tx, Owner::Request(request.id))?;
            let told = notify::of_request(tx, request.id)?;
            let receipts = accounts::receipts_of(tx, request.id)?;
            let opening = accounts::opened_by(tx, request.id)?;
            Ok::<_, Error>((request, events, files, told, receipts, opening))
        })
        .await?;
    let sop = sop_of(&app, &request)?;
    let page = Page::new(&app, &visitor, Nav::Mine);
    let reader = Reader::Applicant(request.applicant_id);
    let template = TicketPage {
        ahead: timeline::ahead(&app, &page, &sop, &request, reader)?,
        lines: timeline::lines(&page, &sop, &events, reader),
        returned: returned(&page, &sop, &events),
        answers: answers(&app, &page, &sop, &request),
        can_reopen: request.can_reopen(page.now),
        receipts: receipts
            .iter()
            .map(|receipt| proof(&page, receipt))
            .collect(),
        opening: opening.map(|done| {
            let state = page.t(opening::state(done)).into_owned();
            (state, done.cause.advice(page.lang))
        }),
        code: request.code.clone(),
        request,
        sop,
        told,
        files,
        page,
    };
    html(&template)
}

/// A receipt in words: where, what works now, since when.
pub(super) fn proof(page: &Page, receipt: &accounts::Receipt) -> (String, String, Millis) {
    let campus = page.catalog.campus();
    (
        receipt.place(page.lang),
        receipt.sentence(page.lang, campus),
        receipt.at,
    )
}

/// What a request says, question by question, without the files.
pub(super) fn answers(
    app: &App,
    page: &Page,
    sop: &Sop,
    request: &Request,
) -> Vec<(String, String)> {
    let catalog = app.catalog();
    let said = |field: &sop::Field| {
        let answer = sop::project::answer(field, catalog.campus(), page.lang, &request.answers)?;
        Some((page.of(&field.label).to_owned(), answer))
    };
    sop.fields.iter().filter_map(said).collect()
}

/// What the last verifier sent back: the lines that did not fit, and the words.
pub(super) fn returned(page: &Page, sop: &Sop, events: &[Event]) -> Vec<(String, String)> {
    let last = events
        .iter()
        .rev()
        .find(|event| event.happening.kind() == Kind::Returned);
    let Some(event) = last else { return Vec::new() };
    let mut found: Vec<_> = misfits(sop, event)
        .map(|(line, reason)| (page.of(line).to_owned(), reason.to_owned()))
        .collect();
    if !event.note.is_empty() {
        found.push((page.t("requests-note").into_owned(), event.note.clone()));
    }
    found
}

/// `GET /tiket/{code}/berkas/{file}`.
pub async fn show_file(
    State(app): State<App>,
    visitor: Visitor,
    Path((code, file)): Path<(String, String)>,
) -> Answer {
    let applicant = visitor.applicant()?;
    draft::download(&app, file, move |tx| {
        Ok(Owner::Request(head(tx, &code, &applicant)?.id))
    })
    .await
}

pub(super) async fn own(app: &App, visitor: &Visitor, code: String) -> Result<Request, Error> {
    let applicant = visitor.applicant()?;
    app.db().read(move |tx| head(tx, &code, &applicant)).await
}
