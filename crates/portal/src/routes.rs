//! The whole site map. The language stands before every address but those of [`bare`]: `/id/site`, `/en/site`.

use crate::{
    App, notify,
    web::{assets, errors, headers, lang},
};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware::{from_fn, from_fn_with_state},
    response::Redirect,
    routing::{get, post},
};
use std::time::Duration;
use tower::{Layer, util::MapRequestLayer};
use tower_http::{catch_panic::CatchPanicLayer, csrf::CsrfLayer, timeout::TimeoutLayer};

/// Forms without files are small.
const FORM_LIMIT: usize = 256 * 1024;
/// Longest time for one request; uploads of slow lines have their own.
const TIME_LIMIT: Duration = Duration::from_mins(1);

/// Addresses of the portal.
fn pages() -> Router<App> {
    Router::new()
        .route("/panel/pesan", get(notify::pages::index))
        .route("/panel/pesan/pengiriman", post(notify::pages::update_all))
        .route("/panel/pesan/{id}/pengiriman", post(notify::pages::update))
}

/// Addresses without a language.
fn bare() -> Router<App> {
    Router::new()
        .route(
            "/",
            get(|lang: axum::Extension<sop::Lang>| async move {
                Redirect::to(&format!("/{}/site", lang.code()))
            }),
        )
        .route("/assets/{name}", get(assets::show))
        .route("/dev/pesan", get(notify::pages::shown))
        .route("/healthz", get(|| async { "ok" }))
}

/// The whole application.
pub fn site(app: App) -> Router {
    let csrf = CsrfLayer::new();
    let router = pages()
        .merge(bare())
        .fallback(|| async { crate::Error::NotFound })
        .layer(DefaultBodyLimit::max(FORM_LIMIT))
        .layer(csrf)
        .layer(CatchPanicLayer::new())
        .layer(TimeoutLayer::with_status_code(
            axum::http::StatusCode::REQUEST_TIMEOUT,
            TIME_LIMIT,
        ))
        .layer(from_fn_with_state(app.clone(), errors::render))
        .layer(from_fn(headers::add))
        .with_state(app);
    // The language is taken off before routing, so it wraps the router as a service.
    let stripped =
        MapRequestLayer::new(lang::strip).layer(router.into_service::<axum::body::Body>());
    Router::new().fallback_service(stripped)
}
