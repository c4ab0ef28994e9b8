//! The home page, and the look-up of a ticket that stands on it.

use super::{Link, Row, categories, dial, hours, often, opening, rows, units};
use crate::{
    Answer, App,
    catalog::{self, SELF_SERVICE_PAGES, model},
    web::{FormErrors, Page, Values, Visitor, html_with, page::Nav, redirect},
};
use askama::Template;
use axum::{
    extract::{Query, State},
    http::StatusCode,
};

/// As many services as fit beside the categories and units.
const SHOWN: usize = 6;

#[derive(Template)]
#[template(path = "catalog/home.html")]
struct Home {
    page: Page,
    often: Vec<Link>,
    services: Vec<Row>,
    categories: Vec<Link>,
    units: Vec<Link>,
    /// What people do alone, and where: label and address.
    alone: Vec<(Row, Option<(String, String)>)>,
    opening: String,
    hours: Vec<String>,
    dial: String,
    errors: FormErrors,
    typed: String,
}

/// `GET /site`.
pub async fn index(State(app): State<App>, visitor: Visitor) -> Answer {
    show(&app, &visitor, FormErrors::none(), String::new()).await
}

/// `GET /tiket?kode=`: a code as it was typed leads to its short address, which knows who may see how much.
pub async fn ticket(
    State(app): State<App>,
    visitor: Visitor,
    Query(values): Query<Values>,
) -> Answer {
    let typed = values.get("kode").cloned().unwrap_or_default();
    if let Some(code) = model::ticket_code(&typed) {
        return Ok(redirect(visitor.lang, &format!("/t/{code}")));
    }
    let mut errors = FormErrors::none();
    errors.add_key(visitor.lang, "kode", "catalog-ticket-wrong");
    show(&app, &visitor, errors, typed).await
}

async fn show(app: &App, visitor: &Visitor, errors: FormErrors, typed: String) -> Answer {
    let page = Page::new(app, visitor, Nav::Elsewhere);
    let campus = page.catalog.campus();
    let most_used = catalog::most_used(app, &page.catalog).await?;
    let services = most_used.iter().filter_map(|id| campus.service(*id));
    let alone = campus
        .services
        .iter()
        .filter(|sop| sop.self_service.is_some());
    let done_at = |sop: &sop::Sop| {
        let alone = sop.self_service.as_ref()?;
        let is_here = SELF_SERVICE_PAGES.contains(&alone.path.as_str());
        is_here.then(|| (page.of(&alone.label).to_owned(), page.url(&alone.path)))
    };
    let alone = rows(&page, alone.clone())
        .into_iter()
        .zip(alone.map(done_at));
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let home = Home {
        often: often(&page, &most_used),
        services: rows(&page, services.take(SHOWN)),
        categories: categories(&page),
        units: units(&page),
        alone: alone.collect(),
        opening: opening(&page, page.office()),
        hours: hours(&page, page.office()),
        dial: dial(&page.office().hotline),
        errors,
        typed: typed.chars().take(40).collect(),
        page: page.clone(),
    };
    html_with(status, &home)
}
