//! The whole site map. The language stands before every address but those of [`bare`]: `/id/site`, `/en/site`.

use crate::{
    App, catalog, notify,
    web::{
        assets,
        cache::{self, Cache},
        errors, headers, lang,
    },
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
use tower_http::{
    catch_panic::CatchPanicLayer, compression::CompressionLayer, csrf::CsrfLayer,
    timeout::TimeoutLayer,
};

/// Forms without files are small.
const FORM_LIMIT: usize = 256 * 1024;
/// Longest time for one request; uploads of slow lines have their own.
const TIME_LIMIT: Duration = Duration::from_mins(1);

/// Pages for everybody; kept in memory for those who are not signed in.
fn public(app: &App) -> Router<App> {
    Router::new()
        .route("/site", get(catalog::pages::home::index))
        .route("/layanan", get(catalog::pages::lists::services))
        .route("/kategori/{key}", get(catalog::pages::lists::category))
        .route("/unit", get(catalog::pages::lists::all_units))
        .route("/site/unit/{key}", get(catalog::pages::lists::unit))
        .route(
            "/site/unit/{key}/informasi-layanan",
            get(catalog::pages::service::show),
        )
        .route("/cari", get(catalog::pages::search::index))
        .route("/bantuan", get(catalog::pages::about::help))
        .route("/maklumat", get(catalog::pages::about::charter))
        .route("/privasi", get(catalog::pages::about::privacy))
        .route("/aksesibilitas", get(catalog::pages::about::accessibility))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(
            (app.clone(), Cache::default()),
            cache::serve,
        ))
}

/// Addresses of the portal.
fn pages() -> Router<App> {
    Router::new()
        .route("/tiket", get(catalog::pages::home::ticket))
        .route("/berkas/{*path}", get(catalog::pages::files::show))
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
        .route(
            "/assets/{name}",
            get(assets::show).layer(CompressionLayer::new()),
        )
        .route("/dev/pesan", get(notify::pages::shown))
        .route("/healthz", get(|| async { "ok" }))
}

/// The whole application.
pub fn site(app: App) -> Router {
    let csrf = CsrfLayer::new();
    let router = pages()
        .merge(public(&app))
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
