//! The whole site map. The language stands before every address but those of [`bare`]: `/id/site`, `/en/site`.

use crate::{
    App, notify,
    requests::pages::{
        claim, counter, decision, desk, disposition, draft, ending, form, letter, mine, news, note,
        officer, outcome, receipt, revise, ticket,
    },
    signin::pages::session,
    web::{assets, errors, headers, lang},
};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::StatusCode,
    middleware::{from_fn, from_fn_with_state},
    response::Redirect,
    routing::{get, post},
};
use std::time::Duration;
use tower::{Layer, util::MapRequestLayer};
use tower_http::{catch_panic::CatchPanicLayer, csrf::CsrfLayer, timeout::TimeoutLayer};

/// Forms without files are small.
const FORM_LIMIT: usize = 256 * 1024;
/// Forms with files: several of the largest that a service may ask for.
const UPLOAD_LIMIT: usize = 64 * 1024 * 1024;
/// Longest time for one request.
const TIME_LIMIT: Duration = Duration::from_mins(1);
/// Longest time for one that brings files: 64 MB on a slow line.
const UPLOAD_TIME_LIMIT: Duration = Duration::from_mins(15);

/// Addresses of the portal.
#[rustfmt::skip]
fn pages() -> Router<App> {
    Router::new()
        // Signing in
        .route("/masuk", get(session::new).post(session::create))
        .route("/masuk/kode", get(session::code).post(session::check))
        .route("/keluar", post(session::destroy))
        // The applicant's own
        .route("/riwayat", get(mine::index))
        .route("/lacak/{code}", get(mine::track))
        .route("/draf/{id}", post(draft::update))
        .route("/draf/{id}/surat", get(letter::show))
        .route("/draf/{id}/berkas/{file}/hapus", post(draft::remove_file))
        .route("/tiket/{code}", get(ticket::show))
        .route("/tiket/{code}/batal", get(ending::new_cancellation).post(ending::create_cancellation))
        .route("/tiket/{code}/buka-kembali", get(ending::new_reopening).post(ending::create_reopening))
        .route("/tiket/{code}/berkas/{file}/hapus", post(revise::remove_file))
        // The desk
        .route("/meja", get(desk::index))
        .route("/meja/arus", get(news::show))
        .route("/meja/terima", get(counter::index))
        .route("/meja/{code}", get(officer::show))
        .route("/meja/{code}/berkas/{file}", get(officer::show_file))
        .route("/meja/{code}/tanda-terima", get(receipt::show))
        .route("/meja/{code}/ambil", post(claim::create))
        .route("/meja/{code}/lepas", post(claim::destroy))
        .route("/meja/{code}/keputusan", post(decision::create))
        .route("/meja/{code}/disposisi", post(disposition::create))
        .route("/meja/{code}/disposisi/tarik", get(disposition::new_recall).post(disposition::create_recall))
        .route("/meja/{code}/hasil", post(outcome::create))
        .route("/meja/{code}/catatan", post(note::create_internal))
        .route("/meja/{code}/pesan", post(note::create_message))
        // The super admin
        .route("/panel/pesan", get(notify::pages::index))
        .route("/panel/pesan/pengiriman", post(notify::pages::update_all))
        .route("/panel/pesan/{id}/pengiriman", post(notify::pages::update))
}

/// Addresses that take files in.
#[rustfmt::skip]
fn uploads() -> Router<App> {
    Router::new()
        .route("/site/unit/{key}/{form}", get(form::new).post(form::create))
        .route("/draf/{id}/berkas/{file}", get(draft::show_file).post(draft::add_file))
        .route("/meja/terima/{service}", get(counter::new).post(counter::create))
        .route("/tiket/{code}/perbaiki", get(revise::edit).post(revise::update))
        .route("/tiket/{code}/berkas/{file}", get(ticket::show_file).post(revise::add_file))
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
        .route("/t/{code}", get(mine::short))
        .route("/dev/pesan", get(notify::pages::shown))
        .route("/healthz", get(|| async { "ok" }))
}

/// The whole application.
pub fn site(app: App) -> Router {
    let csrf = CsrfLayer::new();
    let within = |time| TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, time);
    let small = pages()
        .merge(bare())
        .layer(DefaultBodyLimit::max(FORM_LIMIT))
        .layer(within(TIME_LIMIT));
    let large = uploads()
        .layer(DefaultBodyLimit::max(UPLOAD_LIMIT))
        .layer(within(UPLOAD_TIME_LIMIT));
    let router = small
        .merge(large)
        .fallback(|| async { crate::Error::NotFound })
        .layer(csrf)
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(app.clone(), errors::render))
        .layer(from_fn(headers::add))
        .with_state(app);
    // The language is taken off before routing, so it wraps the router as a service.
    let stripped =
        MapRequestLayer::new(lang::strip).layer(router.into_service::<axum::body::Body>());
    Router::new().fallback_service(stripped)
}
