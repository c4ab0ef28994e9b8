//! `/terblokir`: what the owner of a blocked account finds after signing in: why, since when, what happens next, the form
//! that asks for its opening, and the tickets made with it.

use super::{
    super::{Code, Request, Status, store},
    form::form_path,
};
use crate::{
    Answer, App, Error,
    accounts::{self, BlockEntry},
    web::{Page, Visitor, html, page::Nav, redirect},
};
use askama::Template;
use axum::extract::State;
use sop::Sop;

#[derive(Template)]
#[template(path = "requests/blocked.html")]
struct BlockedPage {
    page: Page,
    address: String,
    entry: Option<BlockEntry>,
    unblock: Option<Sop>,
    form: Option<String>,
    tickets: Vec<Request>,
}

impl BlockedPage {
    fn code(&self, request: &Request) -> Code {
        request.code.clone()
    }

    fn status(&self, request: &Request) -> Status {
        request.state.status
    }

    /// Whether a ticket about this block is under way.
    fn is_asked(&self) -> bool {
        let open = |request: &Request| request.state.status.is_open();
        self.tickets.iter().any(open)
    }
}

/// `GET /terblokir`.
pub async fn show(State(app): State<App>, visitor: Visitor) -> Answer {
    let applicant = visitor.applicant()?;
    if applicant.free().is_some() {
        return Ok(redirect(visitor.lang, "/riwayat"));
    }
    let id = applicant.who().account_id;
    let (entry, requests) = app
        .db()
        .read(move |tx| {
            let entry = accounts::last_block(tx, id)?;
            let requests = store::of_applicant(tx, id, (i64::MAX, i64::MAX), 50)?;
            Ok::<_, Error>((entry, requests))
        })
        .await?;
    let reached = |request: &Request| {
        let about = (request.service_id, request.subject_address.as_str());
        applicant.may_follow(about, request.submitted_at).is_ok()
    };
    let page = Page::new(&app, &visitor, Nav::Elsewhere);
    let services = &page.catalog.campus().services;
    let unblock = services
        .iter()
        .find(|sop| applicant.may_ask(sop.id).is_ok());
    let is_released = entry.as_ref().is_some_and(BlockEntry::is_released);
    let unblock = unblock.cloned().filter(|_| !is_released);
    html(&BlockedPage {
        address: applicant.who().address.clone(),
        entry,
        form: unblock.as_ref().map(|sop| form_path(sop, sop.tickets[0])),
        unblock,
        tickets: requests.into_iter().filter(reached).collect(),
        page,
    })
}
