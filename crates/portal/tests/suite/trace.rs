//! The number of a request: on its answer, in the log, on the page that refuses; and what the log never says.

use crate::{
    fixture, on_both_engines,
    support::{Browser, TestApp},
};
use portal::random::Random;
use std::{
    io,
    sync::{Mutex, OnceLock},
    time::Duration,
};

static LOG: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// A node whose numbers no other test has, and everything that this process logs, as much as can be asked for.
async fn node(app: &TestApp, behind_proxy: bool) -> Browser {
    listen();
    let node = app.with(|parts| {
        parts.random = Random::system();
        parts.config.behind_proxy = behind_proxy;
    });
    app.browser_on(node.await)
}

fn listen() {
    static ONCE: OnceLock<()> = OnceLock::new();
    ONCE.get_or_init(|| {
        let levels =
            "portal=trace,db=trace,jobs=trace,tower_http=trace,tokio_postgres=trace,hyper=trace";
        tracing_subscriber::fmt()
            .json()
            .with_env_filter(portal::log::filter(levels))
            .with_writer(|| Log)
            .init();
    });
}

struct Log;

impl io::Write for Log {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        LOG.lock().unwrap().write(piece)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn log() -> String {
    String::from_utf8(LOG.lock().unwrap().clone()).unwrap()
}

/// The lines of one request.
fn lines(id: &str) -> Vec<serde_json::Value> {
    let all = log();
    let lines = all
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    lines.filter(|line| line["span"]["id"] == id).collect()
}

fn id(reply: &crate::support::Reply) -> String {
    reply.headers["x-request-id"].to_str().unwrap().to_owned()
}

on_both_engines! {
    an_answer_its_lines_and_its_page_have_one_number(app) {
        let mut browser = node(&app, false).await;
        let page = browser.get("/id/site").await.expect(200);
        let refused = browser.get("/id/lacak/tidak-ada").await;
        assert_ne!(id(&page), id(&refused));
        let nothing = browser.get("/id/tidak-ada").await.expect(404);
        let shown = id(&nothing);
        nothing.says(&shown);
        for (reply, route) in [(&page, "/site"), (&refused, "/lacak/{code}")] {
            let lines = lines(&id(reply));
            assert!(!lines.is_empty(), "no line has the number {}", id(reply));
            assert!(lines.iter().all(|line| line["span"]["route"] == route && line["span"]["method"] == "GET"), "{lines:?}");
        }
        let refusal = lines(&shown);
        assert!(refusal.iter().any(|line| line["fields"]["message"] == "refused"), "{refusal:?}");
        browser.get("/assets/app.css").await.expect(200).headers["x-request-id"].to_str().unwrap();
    }

    the_number_of_our_own_proxy_is_taken_over(app) {
        let given = &app.app.random().uuid(app.app.now()).replace("0000", &format!("{:?}", app.app.db().engine())[..4]);
        let mut stranger = node(&app, false).await;
        stranger.headers = vec![("x-request-id", given.clone())];
        assert_ne!(&id(&stranger.get("/id/masuk").await), given);
        assert!(lines(given).is_empty());

        let mut browser = node(&app, true).await;
        browser.headers = vec![("x-request-id", given.clone())];
        assert_eq!(id(&browser.get("/id/tidak-ada").await.expect(404).says(given)), *given);
        assert!(!lines(given).is_empty());
        for odd in ["<script>", "with space", "a\"b", &"x".repeat(40), ""] {
            browser.headers = vec![("x-request-id", odd.into())];
            assert_ne!(id(&browser.get("/id/tidak-ada").await.expect(404)), odd);
        }
    }

    what_happens_on_a_thread_of_the_database_has_the_number_too(app) {
        use tracing::Instrument;
        listen();
        let mark = format!("mark-{:?}", app.app.db().engine());
        let span = tracing::info_span!(target: "portal", "request", id = mark.as_str());
        let panics = app.app.db().write(|_| -> Result<(), db::Error> { panic!("on purpose") });
        panics.instrument(span).await.unwrap_err();
        // It is told after its caller is.
        let mut lines = lines(&mark);
        for _ in 0..100 {
            if lines.is_empty() {
                tokio::time::sleep(Duration::from_millis(20)).await;
                lines = crate::trace::lines(&mark);
            }
        }
        assert!(lines.iter().any(|line| line["target"] == "db::lane"), "{lines:?}");
    }

    secrets_are_never_in_the_log(app) {
        let mut browser = node(&app, false).await;
        let mut stranger = browser.clone();
        let (known, password) = (fixture::APPLICANT, portal::demo::cast().password.as_str());
        browser.post("/id/masuk", &[("identifier", known), ("password", password)]).await.expect(303);
        let cookies: Vec<String> = browser.cookies.values().cloned().collect();
        browser.get("/id/riwayat").await.expect(200);
        browser.post("/id/masuk", &[("identifier", "galih.pratama@student.uns.ac.id"), ("password", "salah-RAHASIA1")]).await;
        browser.get("/id/masuk?lanjut=/riwayat&kode=RAHASIA2").await;
        browser.get("/id/tidak-ada/RAHASIA3?kode=RAHASIA4").await.expect(404);
        browser.post("/id/tautan/RAHASIA5", &[("password", "RAHASIA6"), ("again", "RAHASIA6")]).await;
        browser.headers = vec![("authorization", "Bearer RAHASIA7".into())];
        browser.get("/metrics").await.expect(404);
        // A real link: its token is opened, refused for a weak password, used.
        stranger.post("/id/lupa-sandi", &[("identifier", "galih.pratama@student.uns.ac.id")]).await.expect(303);
        app.deliver().await;
        let all = app.app.gateways().shown().unwrap().all();
        let text = &all.iter().find(|one| one.text.contains("/tautan/")).expect("a link").text;
        let token = text.split_once("/tautan/").unwrap().1.split_whitespace().next().unwrap();
        let address = format!("/id/tautan/{token}");
        let shown = stranger.get(&address).await.expect(200);
        let weak = stranger.post(&address, &[("password", "RAHASIA8"), ("again", "RAHASIA8")]).await;
        for (reply, method) in [(&shown, "GET"), (&weak, "POST")] {
            let lines = lines(&id(reply));
            assert!(!lines.is_empty());
            assert!(lines.iter().all(|line| line["span"]["route"] == "/tautan/{token}" && line["span"]["method"] == method));
        }
        let log = log();
        assert!(!log.contains("RAHASIA"), "{}", line_with(&log, "RAHASIA"));
        for secret in cookies.iter().map(String::as_str).chain([token, password, "argon2id"]) {
            assert!(!log.contains(secret), "{}", line_with(&log, secret));
        }
    }
}

fn line_with<'l>(log: &'l str, word: &str) -> &'l str {
    log.lines()
        .find(|line| line.contains(word))
        .unwrap_or_default()
}

/// What went wrong inside is in the log under the number that the page shows, and not on the page.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mistake_of_ours_is_found_by_the_number_on_the_page() {
    let app = TestApp::sqlite().await;
    let mut browser = app.sign_in(fixture::APPLICANT).await;
    browser.moves_to(&node(&app, false).await);
    let db = app.app.db();
    db.write(|tx| tx.script("ALTER TABLE requests RENAME TO requests_gone"))
        .await
        .unwrap();
    let reply = browser
        .get("/id/riwayat")
        .await
        .expect(500)
        .never_says("requests_gone")
        .never_says("no such table");
    let shown = id(&reply);
    reply.says(&shown);
    let lines = lines(&shown);
    let why = lines
        .iter()
        .find(|line| line["level"] == "ERROR")
        .expect("a line about it");
    assert!(
        why["fields"]["why"]
            .as_str()
            .unwrap()
            .contains("no such table"),
        "{why}"
    );
}
