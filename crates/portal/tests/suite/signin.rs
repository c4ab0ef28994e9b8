//! Signing in: who gets in, who does not, and what each is told.

use crate::{on_both_engines, support::TestApp};
use portal::{
    accounts, actor,
    clock::{DAY, MINUTE},
    demo,
    signin::Executor,
};

const SRI: &str = "sri.handayani@staff.uns.ac.id";
const GALIH: &str = "galih.pratama@student.uns.ac.id";
const RINA: &str = "rina.wulandari@student.uns.ac.id";

fn password() -> &'static str {
    &demo::cast().password
}

/// A member of staff who carries requests out.
pub async fn executor(app: &TestApp) -> Executor {
    app.app
        .db()
        .read(|tx| {
            let bagus = accounts::find(tx, "bagus.prasetyo@staff.uns.ac.id")?.unwrap();
            Ok::<_, portal::Error>(Executor {
                account_id: bagus.id,
                name: bagus.name,
                unit_id: 3,
                capacity: actor::Capacity::Definitive,
            })
        })
        .await
        .unwrap()
}

on_both_engines! {
    a_password_is_good_for_as_long_as_nobody_changes_it(app) {
        app.wait(10 * 365 * DAY);
        let mut browser = app.browser();
        let fields = [("identifier", GALIH), ("password", password())];
        browser.post("/id/masuk", &fields).await.expect(303);
        browser.get("/id/akun-saya").await.expect(200).says("galih.pratama");
    }

    everybody_of_the_demo_who_is_not_blocked_signs_in_and_out(app) {
        for (person, ..) in demo::cast().shown() {
            let mut browser = app.browser();
            let reply = browser.post("/id/masuk", &[("identifier", &person.address), ("password", password())]).await;
            if person.address == RINA {
                assert_eq!(reply.expect(303).location(), "/id/terblokir");
                browser.get("/id/terblokir").await.expect(200).says("Akun ini sedang diblokir").says("Email massal");
                continue;
            }
            let reply = reply.expect(303);
            assert!(["/id/riwayat", "/id/meja"].contains(&reply.location()), "{}", reply.location());
            browser.get("/id/masuk").await.expect(200).says(&person.name).says("/id/keluar");
            assert_eq!(browser.post("/id/keluar", &[]).await.expect(303).location(), "/id/site");
            browser.get("/id/masuk").await.expect(200).never_says("/id/keluar");
        }
    }

    signing_out_leaves_nothing_to_go_back_to(app) {
        let mut galih = app.sign_in(GALIH).await;
        for path in ["/id/akun-saya", "/id/riwayat", "/id/keluar"] {
            assert_eq!(galih.get(path).await.headers["cache-control"], "no-store", "{path}");
        }
        galih.post("/id/keluar", &[]).await.expect(303);
        assert_eq!(galih.get("/id/masuk").await.headers["cache-control"], "private, no-cache");
    }

    a_session_that_has_ended_is_not_taken_up_again_with_its_cookie(app) {
        let mut galih = app.sign_in(GALIH).await;
        let mut kept = galih.clone();
        kept.get("/id/akun-saya").await.expect(200);
        galih.post("/id/keluar", &[]).await.expect(303);
        assert!(kept.get("/id/akun-saya").await.expect(303).location().starts_with("/id/masuk"));
        // Nor with one that nobody was given.
        kept.cookies.insert("loket".into(), "A".repeat(43));
        assert!(kept.get("/id/akun-saya").await.expect(303).location().starts_with("/id/masuk"));
    }

    nobody_learns_which_addresses_exist(app) {
        let mut pages = Vec::new();
        for address in [SRI, RINA, "nobody@staff.uns.ac.id", "x@example.com", "not an address"] {
            let mut browser = app.browser();
            let reply = browser.post("/id/masuk", &[("identifier", address), ("password", "wrong")]).await.expect(422);
            let field = format!("value=\"{address}\" aria-invalid");
            pages.push(reply.says(&field).text().replacen(&field, "FIELD", 1));
        }
        assert!(pages[0].contains("Alamat atau kata sandi tidak cocok"));
        for page in &pages {
            assert_eq!(page, &pages[0]);
        }
    }

    what_is_left_empty_is_named_and_the_rest_stays(app) {
        let mut browser = app.browser();
        let both = browser.post("/id/masuk", &[]).await.expect(422);
        let both = both.says("#identifier\">Isi alamat email kampus Anda.").says("#password\">Isi kata sandi Anda.");
        both.never_says("tidak cocok").never_says("Setelah lima kali gagal");
        let one = browser.post("/id/masuk", &[("identifier", SRI)]).await.expect(422);
        one.says(&format!("value=\"{SRI}\"")).says("password-error").never_says("identifier-error");
        browser.post("/en/lupa-sandi", &[]).await.expect(422).says("Enter your campus e-mail address.");
    }

    the_address_may_be_typed_in_any_case(app) {
        let fields = [("identifier", "  Galih.Pratama@STUDENT.uns.ac.id "), ("password", password())];
        app.browser().post("/id/masuk", &fields).await.expect(303);
    }

    a_source_that_tries_many_accounts_waits_and_others_do_not(app) {
        let mut browser = app.browser();
        for number in 0..60 {
            let address = format!("someone{number}@student.uns.ac.id");
            browser.post("/id/masuk", &[("identifier", &address), ("password", "wrong")]).await.expect(422);
        }
        let good = [("identifier", GALIH), ("password", password())];
        browser.post("/id/masuk", &good).await.expect(429);
        let mut elsewhere = app.browser();
        elsewhere.source = "10.0.0.2".into();
        elsewhere.post("/id/masuk", &good).await.expect(303);
    }

    one_comes_back_to_where_one_was_going_and_nowhere_else(app) {
        for (wanted, end) in [
            ("/tiket/R4K", "/en/tiket/R4K"),
            ("/id/tiket/R4K", "/en/tiket/R4K"),
            ("//evil.example", "/en/riwayat"),
            ("https://evil.example/", "/en/riwayat"),
        ] {
            let fields = [("identifier", GALIH), ("password", password()), ("lanjut", wanted)];
            assert_eq!(app.browser().post("/en/masuk", &fields).await.expect(303).location(), end);
        }
        let page = app.browser().get("/id/masuk?lanjut=/tiket/R4K&simpanan=0192-ab").await.expect(200);
        page.says("name=\"lanjut\" value=\"/tiket/R4K\"").says("name=\"simpanan\" value=\"0192-ab\"");
        let fields = [("identifier", GALIH), ("password", password()), ("lanjut", "/x?a=1"), ("simpanan", "0192-ab")];
        assert_eq!(app.browser().post("/id/masuk", &fields).await.location(), "/id/x?a=1&simpanan=0192-ab");
    }

    signing_in_again_ends_the_session_that_the_browser_had(app) {
        let mut browser = app.sign_in(GALIH).await;
        let mut copy = browser.clone();
        browser.post("/id/masuk", &[("identifier", SRI), ("password", password())]).await.expect(303);
        copy.get("/id/masuk").await.never_says("/id/keluar");
        browser.get("/id/masuk").await.says("Sri Handayani");
    }

    a_session_ends_after_a_fortnight_or_a_week_unused(app) {
        let mut browser = app.sign_in(GALIH).await;
        for _ in 0..2 {
            app.wait(7 * 24 * 60 * MINUTE - 1);
            browser.get("/id/masuk").await.says("/id/keluar");
        }
        app.wait(2);
        browser.get("/id/masuk").await.never_says("/id/keluar");
        let mut browser = app.sign_in(GALIH).await;
        app.wait(7 * 24 * 60 * MINUTE);
        browser.get("/id/masuk").await.never_says("/id/keluar");
    }

    a_session_of_an_officer_ends_after_a_working_day_or_an_hour_unused(app) {
        let mut browser = app.sign_in(SRI).await;
        for _ in 0..12 {
            app.wait(60 * MINUTE - 1);
            browser.get("/id/masuk").await.says("/id/keluar");
        }
        app.wait(12);
        browser.get("/id/masuk").await.never_says("/id/keluar");
        let mut browser = app.sign_in(SRI).await;
        app.wait(30 * MINUTE);
        // A desk that is left open keeps itself up to date: nobody is there.
        browser.headers = vec![("accept", "text/event-stream".into())];
        browser.get("/id/masuk").await.says("/id/keluar");
        browser.headers.clear();
        app.wait(30 * MINUTE);
        browser.get("/id/masuk").await.never_says("/id/keluar");
    }

    the_session_cookie_is_kept_from_scripts_and_other_sites(app) {
        let fields = [("identifier", GALIH), ("password", password())];
        let reply = app.browser().post("/id/masuk", &fields).await.expect(303);
        let cookie = reply.headers["set-cookie"].to_str().unwrap().to_owned();
        for word in ["loket=", "HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(cookie.contains(word), "{cookie}");
        }
        // Only its hash is in the database.
        let value = cookie["loket=".len()..].split(';').next().unwrap().to_owned();
        let hash = portal::random::digest(&value);
        let stored: i64 = app.app.db()
            .read(move |tx| tx.value("SELECT count(*) FROM sessions WHERE hash = ?1", db::params![&hash]))
            .await
            .unwrap_or_else(|error: db::Error| panic!("{error}"));
        assert_eq!(stored, 1);
    }

    a_blocked_account_is_led_to_the_service_that_opens_it(app) {
        let fields = [("identifier", RINA), ("password", password())];
        let mut rina = app.browser();
        assert_eq!(rina.post("/en/masuk", &fields).await.expect(303).location(), "/en/terblokir");
        let page = rina.get("/en/terblokir").await.expect(200).says("This account is blocked");
        let unblock = app.app.catalog().campus().services.iter()
            .find(|sop| matches!(sop.action, Some(sop::Action::Unblock { .. }))).unwrap().address_key();
        page.says(&unblock).says("/en/daftar");
    }

    an_unblocked_account_signs_in(app) {
        let fields = [("identifier", RINA), ("password", password())];
        assert_eq!(app.browser().post("/id/masuk", &fields).await.expect(303).location(), "/id/terblokir");
        let (by, inner) = (executor(&app).await, app.app.clone());
        let receipts = app.app.db().write(move |tx| {
            let rina = accounts::find(tx, RINA)?.unwrap();
            let handled = vec![accounts::Handled::new(accounts::Condition::SendingStopped, "milis himpunan")];
            let effect = accounts::Effect::Unblock { account_id: rina.id, ground: "surat 12/UN27".into(), handled };
            accounts::perform(tx, &inner, effect, 1, &by)?;
            accounts::receipts_of(tx, 1)
        }).await.unwrap();
        assert_eq!((receipts[0].action.as_str(), receipts[0].outcome.as_str()), ("unblock", "unblocked"));
        app.browser().post("/id/masuk", &fields).await.expect(303);
    }
}

/// A campus is served over HTTPS: the cookie is bound to the host and never leaves it in the clear.
#[tokio::test]
async fn over_https_the_cookie_is_bound_to_host_and_line() {
    use tower::ServiceExt;
    let folder = tempfile::tempdir().unwrap();
    let parts = portal::app::Parts {
        config: portal::config::Config {
            data: folder.path().to_owned(),
            base_url: "https://loket.example.ac.id".into(),
            ..Default::default()
        },
        mode: portal::app::Mode::Demo,
        clock: portal::clock::Clock::fixed(crate::support::NOW),
        random: portal::random::Random::seeded(7),
        gateways: portal::notify::Gateways::none(),
    };
    let app = portal::App::open(parts).await.unwrap();
    demo::seed(&app).await.unwrap();
    let body = format!(
        "identifier={}&password={}",
        crate::support::encode(GALIH),
        password()
    );
    let request = axum::http::Request::post("/id/masuk")
        .header("host", "loket.example.ac.id")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin");
    let request = request.body(axum::body::Body::from(body)).unwrap();
    let reply = portal::routes::site(app).oneshot(request).await.unwrap();
    let cookie = reply.headers()["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("__Host-loket="), "{cookie}");
    for word in ["Path=/;", "HttpOnly", "SameSite=Lax", "Secure"] {
        assert!(cookie.contains(word), "{cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
}
