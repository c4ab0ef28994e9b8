//! A link that does not work, or does no more: why, and what to do next.

use super::{
    super::super::{
        Code,
        remote::{Over, Why, standing},
    },
    count,
};
use crate::{
    Answer, App,
    web::{Page, Visitor, html_with, page::Nav},
};
use askama::Template;
use axum::http::StatusCode;

#[derive(Template)]
#[template(path = "requests/remote-over.html")]
struct OverPage {
    page: Page,
    title: &'static str,
    next: &'static str,
    /// The ticket and where it stands, for whoever may still know.
    standing: Option<(Code, String)>,
}

/// The page of a link that does not work.
pub(super) async fn page(app: &App, visitor: &Visitor, over: Over) -> Answer {
    let (status, title, next) = match over.why {
        Why::Unknown => {
            count(app, visitor).await?;
            let status = StatusCode::NOT_FOUND;
            (status, "remote-over-unknown", "remote-over-unknown-next")
        }
        Why::Used => (
            StatusCode::GONE,
            "remote-over-used",
            "remote-over-used-next",
        ),
        Why::Expired => {
            let status = StatusCode::GONE;
            (status, "remote-over-expired", "remote-over-expired-next")
        }
        Why::NotYours => {
            let status = StatusCode::FORBIDDEN;
            (
                status,
                "remote-over-not-yours",
                "remote-over-not-yours-next",
            )
        }
        Why::Moved => (
            StatusCode::CONFLICT,
            "remote-over-moved",
            "remote-over-moved-next",
        ),
    };
    let lang = visitor.lang;
    let standing = over.matter.map(|matter| {
        let words = standing(app, &matter.request, &matter.events, lang);
        (matter.request.code, words)
    });
    let page = Page::new(app, visitor, Nav::Elsewhere);
    html_with(
        status,
        &OverPage {
            page,
            title,
            next,
            standing,
        },
    )
}
