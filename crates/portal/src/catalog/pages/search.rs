//! Search.

use super::{Link, Row, dial, often, units};
use crate::{
    Answer, App,
    catalog::{self, model, search::Target},
    web::{Page, Values, Visitor, html, page::Nav},
};
use askama::Template;
use axum::extract::{Query, State};

/// Nobody asks more; whoever does is trying something else.
const LONGEST: usize = 200;

#[derive(Template)]
#[template(path = "catalog/search.html")]
struct Search {
    page: Page,
    question: String,
    heading: String,
    services: Vec<Row>,
    units: Vec<Link>,
    /// The best answer is a unit: units come first.
    unit_first: bool,
    often: Vec<Link>,
    dial: String,
}

/// `GET /cari?q=`.
pub async fn index(
    State(app): State<App>,
    visitor: Visitor,
    Query(values): Query<Values>,
) -> Answer {
    let page = Page::new(&app, &visitor, Nav::Search);
    let campus = page.catalog.campus();
    let typed = values.get("q").map_or("", |typed| typed.trim());
    let question: String = typed.chars().take(LONGEST).collect();
    let found = page.catalog.find(&question);
    let mut services = Vec::new();
    let mut places = Vec::new();
    for target in &found {
        match target {
            Target::Service(id) => services.extend(campus.service(*id).map(|sop| Row {
                title: model::marked(page.of(&sop.title), &question),
                ..Row::new(&page, sop)
            })),
            Target::Unit(id) => places.extend(campus.units.iter().filter(|unit| unit.id == *id)),
        }
    }
    let paths: Vec<_> = places
        .iter()
        .map(|unit| page.url(&model::unit_path(unit)))
        .collect();
    let mut links = units(&page);
    links.retain(|link| paths.contains(&link.url));
    let most_used = catalog::most_used(&app, &page.catalog).await?;
    html(&Search {
        heading: page.t2(
            "catalog-found",
            ("count", services.len()),
            ("question", question.as_str()),
        ),
        services,
        units: links,
        unit_first: matches!(found.first(), Some(Target::Unit(_))),
        often: often(&page, &most_used),
        dial: dial(&page.office().hotline),
        question,
        page: page.clone(),
    })
}
