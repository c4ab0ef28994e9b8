//! Pages about Loket itself. Their words are whole texts, so each language has a file of its own.

use super::{dial, hours};
use crate::{
    Answer, App,
    web::{Lang, Page, Visitor, html, page::Nav},
};
use askama::Template;
use axum::extract::State;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Topic {
    Help,
    Charter,
    Privacy,
    Accessibility,
}

#[derive(Template)]
#[template(path = "catalog/about.html")]
struct About {
    page: Page,
    topic: Topic,
    title: String,
    hours: Vec<String>,
    dial: String,
}

/// `GET /bantuan`.
pub async fn help(State(app): State<App>, visitor: Visitor) -> Answer {
    show(&app, &visitor, Topic::Help, "layout-how-to")
}

/// `GET /maklumat`.
pub async fn charter(State(app): State<App>, visitor: Visitor) -> Answer {
    show(&app, &visitor, Topic::Charter, "layout-charter")
}

/// `GET /privasi`.
pub async fn privacy(State(app): State<App>, visitor: Visitor) -> Answer {
    show(&app, &visitor, Topic::Privacy, "layout-privacy")
}

/// `GET /aksesibilitas`.
pub async fn accessibility(State(app): State<App>, visitor: Visitor) -> Answer {
    show(&app, &visitor, Topic::Accessibility, "layout-accessibility")
}

fn show(app: &App, visitor: &Visitor, topic: Topic, title: &str) -> Answer {
    let page = Page::new(app, visitor, Nav::Elsewhere);
    html(&About {
        topic,
        title: page.t(title).into_owned(),
        hours: hours(&page, page.office()),
        dial: dial(&page.office().hotline),
        page: page.clone(),
    })
}
