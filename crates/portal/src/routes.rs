//! The whole site map. The language stands before every address but those of [`bare`]: `/id/site`, `/en/site`.

use crate::{
    App, Error,
    accounts::pages::{directory, report, reviews, sessions as their_sessions},
    activation::{
        pages::{address, identity, password as choice, username},
        roster::pages::{files as roster, progress, students},
    },
    blocks::pages as blocks,
    catalog, chat, health, mailboxes, notify, previews,
    profile::pages::{asks, contacts, data, keeping, own, password, sessions, trail},
    requests::pages::{
        blocked, claim, counter, decision, desk, disposition, draft, ending, form, letter, mine,
        news, note, officer, outcome, receipt, remote, revise, ticket,
    },
    signin::pages::{
        acting, confirmation, forgotten, links, mailbox, panel, registration, second, session, step,
    },
    surveys,
    web::{
        assets,
        cache::{self, Cache},
        errors, headers, lang, trace,
    },
};
use axum::{
    Extension, Router,
    extract::DefaultBodyLimit,
    http::StatusCode,
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
/// Forms with files: several of the largest that a service may ask for.
const UPLOAD_LIMIT: usize = 64 * 1024 * 1024;
/// What a webhook brings (Cloud API: up to 3 MB).
const WEBHOOK_LIMIT: usize = 3 * 1024 * 1024;
/// A mail that came back.
const MAIL_LIMIT: usize = 1024 * 1024;
/// Longest time for one request.
const TIME_LIMIT: Duration = Duration::from_mins(1);
/// Longest time for one that brings files: 64 MB on a slow line.
const UPLOAD_TIME_LIMIT: Duration = Duration::from_mins(15);

/// Pages for everybody; kept in memory for those who are not signed in. Only these are compressed: a page with
/// something secret in it must not let its length speak (BREACH).
#[rustfmt::skip]
fn public(app: &App) -> Router<App> {
    use catalog::pages::{about, home, lists, search, service};
    Router::new()
        .route("/site", get(home::index))
        .route("/layanan", get(lists::services))
        .route("/kategori/{key}", get(lists::category))
        .route("/unit", get(lists::all_units))
        .route("/site/unit/{key}", get(lists::unit))
        .route("/site/unit/{key}/informasi-layanan", get(service::show))
        .route("/cari", get(search::index))
        .route("/bantuan", get(about::help))
        .route("/maklumat", get(about::charter))
        .route("/privasi", get(about::privacy))
        .route("/aksesibilitas", get(about::accessibility))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state((app.clone(), Cache::default()), cache::serve))
}

/// Pages of people, and what their forms are sent to.
#[rustfmt::skip]
fn pages() -> Router<App> {
    Router::new()
        .route("/kepuasan", get(surveys::pages::index))
        .route("/tiket", get(catalog::pages::home::ticket))
        .route("/lacak/{code}", get(mine::track))
        .route("/berkas/{*path}", get(catalog::pages::files::show))
        .route("/tanya", get(chat::pages::window::index).post(chat::pages::window::create))
        // The applicant's own
        .route("/riwayat", get(mine::index))
        .route("/terblokir", get(blocked::show))
        .route("/draf/{id}", post(draft::update))
        .route("/draf/{id}/surat", get(letter::show))
        .route("/draf/{id}/berkas/{file}/hapus", post(draft::remove_file))
        .route("/tiket/{code}", get(ticket::show))
        .route("/tiket/{code}/batal", get(ending::new_cancellation).post(ending::create_cancellation))
        .route("/tiket/{code}/buka-kembali", get(ending::new_reopening).post(ending::create_reopening))
        .route("/tiket/{code}/berkas/{file}/hapus", post(revise::remove_file))
        .route("/tiket/{code}/survei", get(surveys::pages::show).post(surveys::pages::create))
        // The desk
        .route("/meja", get(desk::index).layer(Extension(desk::Conversations(chat::waiting))))
        .route("/meja/arus", get(news::show))
        .route("/meja/terima", get(counter::index))
        .route("/meja/percakapan", get(chat::pages::desk::index))
        .route("/meja/percakapan/{id}", get(chat::pages::desk::show))
        .route("/meja/percakapan/{id}/jawaban", post(chat::pages::desk::create))
        .route("/meja/percakapan/{id}/penerusan", post(chat::pages::desk::update))
        .route("/meja/percakapan/{id}/penutupan", post(chat::pages::desk::destroy))
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
        // Deciding through a link
        .route("/putusan/{token}", get(remote::show))
        .route("/putusan/{token}/keputusan", post(remote::create_decision))
        .route("/putusan/{token}/disposisi", post(remote::create_disposition))
        .route("/putusan/{token}/langkah-kedua", post(remote::prove))
        .route("/putusan/{token}/berkas/{file}", get(remote::show_file))
        // The super admin
        .route("/panel/pesan", get(notify::pages::panel::index))
        .route("/panel/pesan/contoh", get(previews::pages::index))
        .route("/panel/pesan/biaya", get(notify::pages::costs::index))
        .route("/panel/pesan/pengiriman", post(notify::pages::panel::update_all))
        .route("/panel/pesan/saluran/{channel}", post(notify::pages::panel::try_channel))
        .route("/panel/pesan/{id}", get(notify::pages::letter::edit).post(notify::pages::letter::update))
        .route("/panel/pesan/{id}/pengiriman", post(notify::pages::panel::update))
}

/// Signing in, one's own account, and the directory of all.
#[rustfmt::skip]
fn people() -> Router<App> {
    Router::new()
        .route("/masuk", get(session::new).post(session::create))
        .route("/masuk/kode", get(step::new).post(step::create))
        .route("/masuk/passkey", post(step::enter))
        .route("/masuk/passkey/tantangan", post(step::challenge))
        .route("/masuk/konfirmasi", get(confirmation::new).post(confirmation::create))
        .route("/keluar", post(session::destroy))
        .route("/daftar", get(registration::new).post(registration::create))
        .route("/daftar/terkirim", get(registration::sent))
        .route("/sandi/ukur", post(registration::measure))
        .route("/lupa-sandi", get(forgotten::new).post(forgotten::create))
        .route("/lupa-sandi/terkirim", get(forgotten::sent))
        .route("/tautan/{token}", get(links::show).post(links::create))
        .route("/akun-saya", get(own::show))
        .route("/akun-saya/sesi/pengakhiran", post(sessions::end_others))
        .route("/akun-saya/sesi/{id}/pengakhiran", post(sessions::end))
        .route("/akun-saya/sandi", get(password::edit).post(password::update))
        .route("/akun-saya/bahasa", post(own::update_language))
        .route("/akun-saya/kabar", post(own::update_order))
        .route("/akun-saya/keputusan", post(own::update_matters))
        .route("/akun-saya/kontak/{way}", get(contacts::edit).post(contacts::update))
        .route("/akun-saya/kontak/{way}/kode", get(contacts::code).post(contacts::check))
        .route("/akun-saya/kontak/{way}/penghapusan", post(contacts::destroy))
        .route("/akun-saya/jejak", get(trail::index))
        .route("/akun-saya/data", get(data::index))
        .route("/akun-saya/data.json", get(data::json))
        .route("/akun-saya/data.pdf", get(data::pdf))
        .route("/akun-saya/permintaan-data", get(asks::index).post(asks::create))
        .route("/permintaan-data", get(keeping::index))
        .route("/permintaan-data/{id}", get(keeping::show).post(keeping::update))
        .route("/akun-saya/langkah-kedua", get(second::list::index))
        .route("/akun-saya/langkah-kedua/aplikasi", get(second::app::new).post(second::app::create))
        .route("/akun-saya/langkah-kedua/passkey", get(second::passkey::new).post(second::passkey::create))
        .route("/akun-saya/langkah-kedua/kode", get(second::codes::new).post(second::codes::create))
        .route("/akun-saya/langkah-kedua/tautan", post(second::mailbox::create))
        .route("/akun-saya/langkah-kedua/{id}", post(second::list::update))
        .route("/akun-saya/langkah-kedua/{id}/hapus", get(second::list::new_removal).post(second::list::destroy))
        .route("/plt", get(acting::index).post(acting::create))
        .route("/plt/{id}/pengakhiran", post(acting::destroy))
        .route("/panel", get(panel::index))
        .route("/panel/peran", post(panel::create))
        .route("/panel/peran/{id}/pengakhiran", post(panel::destroy))
        .route("/akun", get(directory::index))
        .route("/akun/tinjauan", get(reviews::index))
        .route("/akun/{id}", get(directory::show))
        .route("/akun/{id}/blokir", post(blocks::create))
        .route("/akun/{id}/peninjauan", post(blocks::update))
        .route("/akun/{id}/pembukaan", post(blocks::destroy))
        .route("/akun/{id}/sesi/pengakhiran", post(their_sessions::destroy))
        .route("/laporan", get(report::home))
        .route("/laporan/blokir", get(report::index))
        .route("/laporan/blokir/csv", get(report::export))
}

/// Shared mailboxes: for those who answer for them, and for the keepers of the directory.
#[rustfmt::skip]
fn mailboxes() -> Router<App> {
    use mailboxes::pages::{directory, list, mine, offer};
    Router::new()
        .route("/akun-saya/kotak", get(mine::index))
        .route("/akun-saya/kotak/{id}", get(mine::show))
        .route("/akun-saya/kotak/{id}/pembukaan", post(mailbox::create))
        .route("/akun-saya/kotak/{id}/wakil", post(mine::invite_deputy))
        .route("/akun-saya/kotak/{id}/wakil/pengakhiran", post(mine::end_deputy))
        .route("/akun-saya/kotak/{id}/penerus", post(mine::invite_successor))
        .route("/akun-saya/kotak/{id}/pengunduran", post(mine::leave))
        .route("/akun-saya/kotak/{id}/konfirmasi", post(mine::confirm))
        .route("/akun-saya/tawaran/{id}", get(offer::show))
        .route("/akun-saya/tawaran/{id}/penerimaan", post(offer::accept))
        .route("/akun-saya/tawaran/{id}/penolakan", post(offer::decline))
        .route("/akun-saya/tawaran/{id}/penarikan", post(offer::withdraw))
        .route("/kotak", get(list::index))
        .route("/akun/{id}/kotak", get(directory::show))
        .route("/akun/{id}/kotak/penerus", post(directory::invite))
        .route("/akun/{id}/kotak/masa", post(directory::set_end))
        .route("/akun/{id}/kotak/konfirmasi", post(directory::confirm))
        .route("/akun/{id}/kotak/penutupan", post(directory::close))
}

/// A new student activates an account; those who look after that.
#[rustfmt::skip]
fn activation() -> Router<App> {
    Router::new()
        .route("/aktivasi", get(identity::new).post(identity::create))
        .route("/aktivasi/batal", post(identity::destroy))
        .route("/aktivasi/nama", get(identity::show).post(identity::confirm))
        .route("/aktivasi/nama-pengguna", get(username::edit).post(username::update))
        .route("/aktivasi/nama-pengguna/ketersediaan", post(username::check))
        .route("/aktivasi/alamat", get(address::show).post(address::confirm))
        .route("/aktivasi/sandi", get(choice::new).post(choice::create))
        .route("/aktivasi/selesai", get(choice::show))
        .route("/mahasiswa", get(students::index))
        .route("/mahasiswa/{id}", get(students::show))
        .route("/mahasiswa/{id}/slip", post(students::create))
        .route("/mahasiswa/{id}/tautan", post(students::create_link))
        .route("/panel/daftar-mahasiswa/{id}", get(roster::show).post(roster::update))
        .route("/panel/daftar-mahasiswa/{id}/batal", post(roster::destroy))
        .route("/panel/daftar-mahasiswa/{id}/kesalahan", get(roster::export))
        .route("/laporan/aktivasi", get(progress::index))
}

/// Addresses that take files in.
#[rustfmt::skip]
fn uploads() -> Router<App> {
    Router::new()
        .route("/site/unit/{key}/{form}", get(form::new).post(form::create))
        .route("/draf/{id}/berkas/{file}", get(draft::show_file).post(draft::add_file))
        .route("/meja/terima/{service}", get(counter::new).post(counter::create))
        .route("/panel/daftar-mahasiswa", get(roster::new).post(roster::create))
        .route("/tiket/{code}/perbaiki", get(revise::edit).post(revise::update))
        .route("/tiket/{code}/berkas/{file}", get(ticket::show_file).post(revise::add_file))
}

/// What others tell us, machine to machine.
fn webhooks() -> Router<App> {
    use notify::whatsapp::pages::{create, verify};
    Router::new().route("/webhooks/whatsapp", get(verify).post(create))
}

/// What mail servers bring back.
#[rustfmt::skip]
fn returns() -> Router<App> {
    Router::new()
        .route("/webhooks/mail/{secret}", post(notify::email::pages::create))
}

/// Addresses without a language.
#[rustfmt::skip]
fn bare() -> Router<App> {
    Router::new()
        .route("/", get(home))
        .route("/t/{code}", get(mine::short))
        .route("/dev/pesan", get(notify::pages::shown))
        .route("/dev/pesan/balasan", post(notify::pages::telephones::answer))
        .route("/dev/pesan/ketukan", post(notify::pages::telephones::tap))
        .route("/dev/pesan/dibuka", post(notify::pages::telephones::open))
        .route("/assets/{name}", get(assets::show).layer(CompressionLayer::new()))
        .route("/healthz", get(health::pages::alive))
        .route("/readyz", get(health::pages::ready))
        .route("/metrics", get(health::pages::metrics))
}

/// The home page in the language that the browser prefers.
async fn home(lang: axum::Extension<sop::Lang>) -> Redirect {
    Redirect::to(&format!("/{}/site", lang.code()))
}

/// The whole application.
pub fn site(app: App) -> Router {
    let within = |time| TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, time);
    let small = public(&app)
        .merge(pages())
        .merge(people())
        .merge(mailboxes())
        .merge(activation())
        .merge(bare())
        .layer(DefaultBodyLimit::max(FORM_LIMIT))
        .layer(within(TIME_LIMIT));
    let told = webhooks()
        .layer(DefaultBodyLimit::max(WEBHOOK_LIMIT))
        .layer(within(TIME_LIMIT));
    let returned = returns()
        .layer(DefaultBodyLimit::max(MAIL_LIMIT))
        .layer(within(TIME_LIMIT));
    let large = uploads()
        .layer(DefaultBodyLimit::max(UPLOAD_LIMIT))
        .layer(within(UPLOAD_TIME_LIMIT));
    let router = small
        .merge(told)
        .merge(returned)
        .merge(large)
        .fallback(|| async { Error::NotFound })
        .layer(CsrfLayer::new())
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(app.clone(), errors::render))
        .layer(from_fn(headers::add))
        .layer(from_fn_with_state(app.clone(), trace::observe))
        .with_state(app);
    // The language is taken off before routing, so it wraps the router as a service.
    let stripped =
        MapRequestLayer::new(lang::strip).layer(router.into_service::<axum::body::Body>());
    Router::new().fallback_service(stripped)
}
