//! A copy of all that is held on oneself: `/akun-saya/data`, as JSON and as PDF.

use crate::{
    Answer, App, Error,
    profile::{data, model, print},
    web::{Page, Visitor, html, page::Nav},
};
use askama::Template;
use axum::{
    extract::State,
    http::{HeaderName, HeaderValue, header},
    response::IntoResponse,
};

#[derive(Template)]
#[template(path = "profile/data.html")]
struct Data {
    page: Page,
}

impl Data {
    fn parts(&self) -> Vec<String> {
        let word = |key| self.page.t(&format!("profile-part-{key}")).into_owned();
        data::parts().map(word).collect()
    }
}

/// `GET /akun-saya/data`.
pub async fn index(State(app): State<App>, visitor: Visitor) -> Answer {
    visitor.person()?;
    let page = Page::new(&app, &visitor, Nav::Elsewhere);
    html(&Data { page })
}

/// The head of a file that is kept and never shown from a cache.
fn file(kind: &'static str, name: &str) -> Result<[(HeaderName, HeaderValue); 3], Error> {
    let disposition = format!("attachment; filename=\"{name}\"");
    let disposition = HeaderValue::from_str(&disposition).map_err(Error::internal)?;
    Ok([
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ])
}

/// `GET /akun-saya/data.json`.
pub async fn json(State(app): State<App>, visitor: Visitor) -> Answer {
    let person = visitor.person()?;
    let (parts, stamp) = data::copy(&app, person, "JSON", visitor.lang).await?;
    let zone = app.catalog().zone().clone();
    let made = tokio::task::spawn_blocking(move || {
        serde_json::to_vec_pretty(&model::document(&parts, &stamp, &zone))
    });
    let bytes = made.await.map_err(Error::internal)??;
    let head = file("application/json; charset=utf-8", "loket-data.json")?;
    Ok((head, bytes).into_response())
}

/// `GET /akun-saya/data.pdf`.
pub async fn pdf(State(app): State<App>, visitor: Visitor) -> Answer {
    let person = visitor.person()?;
    let (parts, stamp) = data::copy(&app, person, "PDF", visitor.lang).await?;
    let bytes = print::pdf(&app, parts, stamp, visitor.lang).await?;
    Ok((file("application/pdf", "loket-data.pdf")?, bytes).into_response())
}
