//! *Riwayat Saya*, and following a ticket by its code without signing in.

use super::super::{
    Code, Request, Status,
    store::{self, drafts::Draft},
    timeline::{self, Ahead, Reader},
};
use crate::{
    Answer, App, Error,
    clock::MINUTE,
    credentials::{self, Limit},
    web::{Page, Visitor, html, page::Nav, redirect},
};
use askama::Template;
use axum::extract::{Path, Query, State};
use serde::Deserialize;
use sop::{Sop, Ticket};
use std::sync::Arc;

/// Rows of one page.
const ROWS: i64 = 20;

struct Row {
    request: Request,
    sop: Arc<Sop>,
}

struct DraftRow {
    draft: Draft,
    title: String,
    path: String,
}

#[derive(Template)]
#[template(path = "requests/mine.html")]
struct MinePage {
    page: Page,
    drafts: Vec<DraftRow>,
    rows: Vec<Row>,
    next: Option<String>,
    is_first: bool,
}

/// Where a page of the list begins: moment and row of the last one before it.
#[derive(Deserialize)]
pub struct Before {
    sebelum: Option<String>,
}

/// `GET /riwayat`.
pub async fn index(
    State(app): State<App>,
    visitor: Visitor,
    Query(before): Query<Before>,
) -> Answer {
    let account_id = match visitor.person() {
        // Whoever is blocked follows tickets on another page.
        Err(Error::Restricted) => return Ok(redirect(visitor.lang, "/terblokir")),
        person => person?.account_id,
    };
    let key = before
        .sebelum
        .as_deref()
        .and_then(|key| key.split_once('-'));
    let key = key.and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?)));
    let from = key.unwrap_or((i64::MAX, i64::MAX));
    let (drafts, requests) = app
        .db()
        .read(move |tx| {
            let drafts = if key.is_none() {
                store::drafts::all_of_account(tx, account_id)?
            } else {
                Vec::new()
            };
            Ok::<_, Error>((drafts, store::of_applicant(tx, account_id, from, ROWS + 1)?))
        })
        .await?;
    let page = Page::new(&app, &visitor, Nav::Mine);
    let more = requests.len() as i64 > ROWS;
    let last = requests.get(ROWS as usize - 1).filter(|_| more);
    let next = last.map(|last| format!("/riwayat?sebelum={}-{}", last.submitted_at, last.id));
    let catalog = app.catalog();
    let rows = requests.into_iter().take(ROWS as usize).map(|request| {
        Ok(Row {
            sop: catalog.revision(request.revision_id)?.clone(),
            request,
        })
    });
    let rows = rows.collect::<Result<Vec<_>, Error>>()?;
    let drafts = drafts
        .into_iter()
        .filter_map(|draft| draft_row(&app, &page, draft))
        .collect();
    html(&MinePage {
        drafts,
        rows,
        next,
        is_first: key.is_none(),
        page,
    })
}

fn draft_row(app: &App, page: &Page, draft: Draft) -> Option<DraftRow> {
    let catalog = app.catalog();
    let (sop, _) = catalog.service(draft.service_id).ok()?;
    let path = match (draft.walk_in, draft.ticket) {
        (true, _) => format!("/meja/terima/{}", sop.id),
        (false, Ticket::Request) => format!("/site/unit/{}/form-layanan", sop.address_key()),
        (false, Ticket::Complaint) => format!("/site/unit/{}/form-keluhan", sop.address_key()),
    };
    Some(DraftRow {
        title: page.of(&sop.title).to_owned(),
        path,
        draft,
    })
}

/// `GET /t/{code}`: the short address in messages and on receipts.
pub async fn short(State(app): State<App>, visitor: Visitor, Path(code): Path<String>) -> Answer {
    let Ok(code) = code.parse::<Code>() else {
        return Err(Error::NotFound);
    };
    let Ok(applicant) = visitor.applicant() else {
        return Ok(redirect(visitor.lang, &format!("/lacak/{code}")));
    };
    let wanted = code.as_str().to_owned();
    let own = app
        .db()
        .read(move |tx| super::super::head(tx, &wanted, &applicant))
        .await
        .is_ok();
    let room = if own { "tiket" } else { "lacak" };
    Ok(redirect(visitor.lang, &format!("/{room}/{code}")))
}

#[derive(Template)]
#[template(path = "requests/track.html")]
struct TrackPage {
    page: Page,
    code: Code,
    request: Request,
    sop: Arc<Sop>,
    ahead: Vec<Ahead>,
}

/// Codes that one source may try: enough for an office, too few to guess.
const TRIES: Limit = Limit {
    attempts: 60,
    window: 15 * MINUTE,
};

/// `GET /lacak/{code}`: status, service and dates for whoever holds the code; no names, no answers, no words.
pub async fn track(State(app): State<App>, visitor: Visitor, Path(code): Path<String>) -> Answer {
    let (source, now) = (visitor.source.clone(), app.now());
    let found = app
        .db()
        .write(move |tx| {
            credentials::throttle(tx, "track", &source, TRIES, now)?;
            Ok::<_, Error>(store::find(tx, &code))
        })
        .await?;
    let request = found?;
    let sop = app.catalog().revision(request.revision_id)?.clone();
    let page = Page::new(&app, &visitor, Nav::Elsewhere);
    let reader = Reader::Applicant(request.applicant_id);
    let ahead = timeline::ahead(&app, &page, &sop, &request, reader)?;
    html(&TrackPage {
        code: request.code.clone(),
        request,
        sop,
        ahead,
        page,
    })
}
