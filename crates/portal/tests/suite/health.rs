//! What machines ask of a node.

use crate::{
    fixture, on_both_engines,
    support::{Browser, TestApp},
};
use portal::notify::SendError;

const TOKEN: &str = "a-token-for-prometheus";

fn on_this_machine(mut browser: Browser) -> Browser {
    browser.source = "127.0.0.1".into();
    browser
}

/// The value of a line of the figures, as it is written.
async fn written(app: &TestApp, line: &str) -> String {
    let page = on_this_machine(app.browser())
        .get("/metrics")
        .await
        .expect(200);
    page.between(&format!("\n{line} "), "\n")
}

/// The value of a line that counts something.
async fn figure(app: &TestApp, line: &str) -> u64 {
    written(app, line).await.parse().unwrap()
}

const ANSWERED: &str = "loket_http_request_duration_seconds_count";

on_both_engines! {
    a_node_says_that_it_is_alive_and_ready(app) {
        let mut browser = app.browser();
        browser.get("/healthz").await.expect(200).says("ok");
        browser.get("/readyz").await.expect(200).says("ok");
    }

    answers_are_counted_by_route_and_status(app) {
        let mut browser = app.sign_in(fixture::APPLICANT).await;
        for path in ["/id/lacak/R4K-7MD-2QX", "/en/lacak/R4K-7MD-2QY", "/id/akun", "/id/tidak-ada", "/id/rahasia"] {
            browser.get(path).await;
        }
        for (labels, count) in [
            ("method=\"POST\",route=\"/masuk\",status=\"3xx\"", 1),
            ("method=\"GET\",route=\"/lacak/{code}\",status=\"4xx\"", 2),
            ("method=\"GET\",route=\"/akun\",status=\"4xx\"", 1),
            ("method=\"GET\",route=\"none\",status=\"4xx\"", 2),
        ] {
            assert_eq!(figure(&app, &format!("{ANSWERED}{{{labels}}}")).await, count, "{labels}");
        }
        // Argon2 takes its time, so the sum is more than nothing.
        let labels = "{method=\"POST\",route=\"/masuk\",status=\"3xx\"}";
        let sum = written(&app, &format!("{}{labels}", ANSWERED.replace("_count", "_sum"))).await;
        assert!(sum.parse::<f64>().unwrap() > 0.005);
        let page = on_this_machine(app.browser()).get("/metrics").await;
        assert_eq!(page.headers["content-type"], "text/plain; version=0.0.4; charset=utf-8");
        page.says("loket_passwords_waiting 0\n").never_says("rahasia").never_says("R4K");
    }

    writes_are_timed(app) {
        let line = "loket_database_write_duration_seconds_count";
        let before = figure(&app, line).await;
        app.sign_in(fixture::APPLICANT).await;
        assert!(figure(&app, line).await > before);
    }

    jobs_and_messages_are_counted(app) {
        let (queued, dead) = ("loket_jobs{kind=\"deliver-email\",state=\"queued\"}", "loket_jobs{kind=\"deliver-email\",state=\"dead\"}");
        assert_eq!((figure(&app, queued).await, figure(&app, dead).await), (0, 0));
        fixture::submitted(&app).await;
        let waiting = figure(&app, queued).await;
        assert!(waiting >= 1);
        assert_eq!(figure(&app, "loket_messages_failed").await, 0);
        app.sending_fails(vec![SendError::Permanent("no such mailbox".into()); 20]);
        app.deliver().await;
        assert_eq!((figure(&app, queued).await, figure(&app, dead).await), (0, waiting));
        assert!(figure(&app, "loket_messages_failed").await >= waiting);
    }

    the_figures_are_not_for_everybody(app) {
        app.browser().get("/metrics").await.expect(404);
        let mut forwarded = on_this_machine(app.browser());
        forwarded.headers.push(("x-forwarded-for", "10.0.0.7".into()));
        forwarded.get("/metrics").await.expect(404);

        let behind = app.with(|parts| parts.config.behind_proxy = true).await;
        on_this_machine(app.browser_on(behind)).get("/metrics").await.expect(404);

        let guarded = app.with(|parts| TOKEN.clone_into(&mut parts.config.metrics_token)).await;
        on_this_machine(app.browser_on(guarded.clone())).get("/metrics").await.expect(404);
        let mut browser = app.browser_on(guarded);
        for (authorization, status) in [
            (format!("Bearer {TOKEN}"), 200),
            (format!("Bearer {TOKEN}x"), 404),
            (format!("Basic {TOKEN}"), 404),
            (TOKEN.to_owned(), 404),
        ] {
            browser.headers = vec![("authorization", authorization)];
            browser.get("/metrics").await.expect(status);
        }
    }
}

/// A database that is gone is told of by the figures, not by their absence.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_its_database_a_node_is_alive_but_not_ready() {
    let Some(app) = TestApp::postgres().await else {
        return;
    };
    assert_eq!(figure(&app, "loket_database_up").await, 1);
    app.database.administer(db::testing::GONE).unwrap();
    let mut browser = app.browser();
    browser.get("/healthz").await.expect(200);
    browser.get("/readyz").await.expect(503);
    assert_eq!(figure(&app, "loket_database_up").await, 0);
    app.database.administer(db::testing::BACK).unwrap();
    browser.get("/readyz").await.expect(200);
    assert_eq!(figure(&app, "loket_database_up").await, 1);
}

#[test]
fn a_token_that_can_be_guessed_is_refused() {
    let config = |token: &str| portal::config::Config {
        metrics_token: token.into(),
        ..Default::default()
    };
    assert!(config("").unsafe_settings().is_empty() && config(TOKEN).unsafe_settings().is_empty());
    assert!(config("prometheus").unsafe_settings()[0].contains("metrics_token"));
}

#[test]
fn settings_that_make_passwords_weak_are_refused() {
    let complaints = |length: usize, (memory, iterations, lanes): (u32, u32, u32)| {
        let config = portal::config::Config {
            password_shortest: length,
            argon2_memory: memory,
            argon2_iterations: iterations,
            argon2_lanes: lanes,
            ..Default::default()
        };
        config.unsafe_settings().join("\n")
    };
    let dear = (19_456, 2, 1);
    for length in [8, 12, 15, 64] {
        assert_eq!(complaints(length, dear), "");
    }
    for length in [0, 7, 65] {
        let said = complaints(length, dear);
        assert!(
            said.starts_with(&format!("password_shortest = {length}: must be 8 to 64")),
            "{said}"
        );
    }
    for cost in [(47_104, 1, 1), (12_288, 3, 1), (7_168, 5, 4)] {
        assert_eq!(complaints(12, cost), "", "{cost:?}");
    }
    // Cheap to try out; and so dear that a few sign-ins fill the machine.
    for cost in [
        (19_455, 2, 1),
        (19_456, 1, 1),
        (8, 5, 1),
        (19_456, 2, 0),
        (1_048_577, 2, 1),
        (19_456, 33, 1),
        (19_456, 2, 17),
    ] {
        assert!(
            complaints(12, cost).starts_with("argon2_memory = "),
            "{cost:?}"
        );
    }
}
