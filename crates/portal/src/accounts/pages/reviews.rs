//! The blocks that are looked at again: `/akun/tinjauan`, for those who keep the directory.

use crate::{
    Answer, App,
    accounts::{model::DueReview, store},
    clock::Millis,
    web::{Page, Values, Visitor, html, page::Nav},
};
use askama::Template;
use axum::extract::{Query, State};

#[derive(Template)]
#[template(path = "accounts/reviews.html")]
struct Reviews {
    page: Page,
    rows: Vec<DueReview>,
    is_first: bool,
    next: Option<String>,
}

impl Reviews {
    fn is_overdue(&self, row: &DueReview) -> bool {
        row.due_at <= self.page.now
    }

    fn cause(&self, row: &DueReview) -> String {
        row.cause.label(self.page.lang)
    }
}

/// `GET /akun/tinjauan`.
pub async fn index(
    State(app): State<App>,
    visitor: Visitor,
    Query(values): Query<Values>,
) -> Answer {
    visitor.person()?.keeper(&app.catalog())?;
    let after = values.get("setelah").and_then(|key| key.split_once('-'));
    let after = after.and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?)));
    let from = after.unwrap_or((Millis::MIN, 0));
    let found = app.db().read(move |tx| store::reviews::list(tx, from));
    let mut rows = found.await?;
    let more = rows.len() > store::reviews::PAGE;
    rows.truncate(store::reviews::PAGE);
    let last = rows.last().filter(|_| more);
    let next = last.map(|row| format!("/akun/tinjauan?setelah={}-{}", row.due_at, row.account.id));
    html(&Reviews {
        page: Page::new(&app, &visitor, Nav::Accounts),
        rows,
        is_first: after.is_none(),
        next,
    })
}
