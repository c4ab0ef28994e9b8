//! The letter to sign, filled in with what the form has so far: printed from the browser.

use super::draft::{own, sop_of};
use crate::{
    Answer, App, Error,
    web::{Lang, Page, Visitor, format, html, page::Nav},
};
use askama::Template;
use axum::extract::{Path, State};
use sop::project::LetterText;

#[derive(Template)]
#[template(path = "requests/letter.html")]
struct LetterPage {
    page: Page,
    letter: LetterText,
    /// The campus in capitals.
    campus: String,
    today: String,
    back: String,
    service: String,
}

/// `GET /draf/{id}/surat`.
pub async fn show(State(app): State<App>, visitor: Visitor, Path(id): Path<String>) -> Answer {
    let draft = own(&app, &visitor, id).await?;
    let sop = sop_of(&app, &draft)?;
    let answers = sop::normalise(&sop, &draft.answers);
    let catalog = app.catalog();
    // The letter goes to an office: it is in the language of the SOP, whatever the reader's.
    let letter =
        sop::project::letter(&sop, catalog.campus(), Lang::Id, &answers).ok_or(Error::NotFound)?;
    let page = Page::new(&app, &visitor, Nav::Services);
    let form = match draft.ticket {
        sop::Ticket::Request => "form-layanan",
        sop::Ticket::Complaint => "form-keluhan",
    };
    let template = LetterPage {
        campus: catalog.campus().name.get(Lang::Id).to_uppercase(),
        today: format::date(page.zoned(page.now).date(), Lang::Id),
        back: format!("/site/unit/{}/{form}", sop.address_key()),
        service: format!("{} {}", sop.id, page.of(&sop.title)),
        letter,
        page,
    };
    html(&template)
}
