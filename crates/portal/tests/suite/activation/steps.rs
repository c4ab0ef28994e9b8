//! Steps out of order, broken off, tampered with, too late.

use super::{PASSWORD, account, choose, confirmed, entry, finish, identify, settled, student};
use crate::{
    on_both_engines,
    support::{Browser, TestApp},
};
use portal::{activation::Stage, clock::MINUTE};
use std::collections::BTreeMap;

const NIM: &str = "M0526001";
/// Everything that can be sent, and the stage that it leads to.
const ACTS: [(&str, &str); 4] = [
    ("/id/aktivasi/nama", "confirmed"),
    ("/id/aktivasi/nama-pengguna", "chosen"),
    ("/id/aktivasi/alamat", "settled"),
    ("/id/aktivasi/sandi", "done"),
];

/// A browser with an activation of this student that stands at a stage.
async fn at(app: &TestApp, stage: Stage) -> Browser {
    let mut browser = app.browser();
    identify(&mut browser, NIM).await.expect(303);
    for (act, (path, reached)) in ACTS.iter().enumerate() {
        if Stage::ALL.iter().position(|one| *one == stage).unwrap() > act {
            send(&mut browser, path).await;
            assert_eq!(standing(app).await.unwrap(), *reached);
        }
    }
    browser
}

async fn send(browser: &mut Browser, path: &str) -> crate::support::Reply {
    let fields = [
        ("username", "nadia.safira"),
        ("password", PASSWORD),
        ("password_confirmation", PASSWORD),
    ];
    browser.post(path, &fields).await
}

/// The stage of the newest activation.
async fn standing(app: &TestApp) -> Option<String> {
    let sql = "SELECT stage FROM activations ORDER BY id DESC LIMIT 1";
    app.app
        .db()
        .read(move |tx| tx.first(sql, db::params![], |row| row.get::<String>()))
        .await
        .unwrap()
}

on_both_engines! {
    every_step_is_refused_at_every_stage_but_its_own(app) {
        // The password before the last: what it makes ends the story of this student.
        for stage in [Stage::Identified, Stage::Confirmed, Stage::Chosen, Stage::Settled, Stage::Done] {
            for (path, reached) in ACTS {
                if stage == Stage::Settled && reached == "done" {
                    continue;
                }
                app.app.db().write(|tx| tx.execute("DELETE FROM activations", db::params![])).await.unwrap();
                let mut browser = if stage == Stage::Done {
                    let mut browser = app.browser();
                    // The account was made below.
                    browser.cookies = done_cookies(&app).await;
                    browser
                } else {
                    at(&app, stage).await
                };
                let allowed = match reached {
                    "confirmed" => stage == Stage::Identified,
                    "chosen" => matches!(stage, Stage::Confirmed | Stage::Chosen | Stage::Settled),
                    "settled" => stage == Stage::Chosen,
                    _ => false,
                };
                let reply = send(&mut browser, path).await.expect(303);
                let now = standing(&app).await.unwrap();
                if allowed {
                    assert_eq!(now, reached, "{path} at {stage:?}");
                } else {
                    assert_eq!(now, stage.key(), "{path} at {stage:?}");
                    assert_eq!(reply.location(), format!("/id{}", stage.path()), "{path} at {stage:?}");
                }
                let exists = account(&app, "nadia.safira@student.uns.ac.id").await.is_some();
                assert_eq!(exists, stage == Stage::Done, "{path} at {stage:?}");
            }
        }
    }

    without_a_cookie_and_with_a_strange_or_late_one_every_step_leads_to_the_start(app) {
        let mut late = settled(&app, NIM, "nadia.safira").await;
        let known = late.cookies.clone();
        app.wait(31 * MINUTE);
        for cookies in [BTreeMap::default(), known.clone(), known.into_keys().map(|name| (name, "0".repeat(64))).collect()] {
            for (path, _) in ACTS {
                let mut browser = app.browser();
                browser.cookies = Clone::clone(&cookies);
                assert_eq!(send(&mut browser, path).await.expect(303).location(), "/id/aktivasi", "{path}");
                assert_eq!(browser.get(path).await.expect(303).location(), "/id/aktivasi", "{path}");
                browser.get("/id/aktivasi").await.expect(200).says("Waktu 30 menit sudah habis");
            }
        }
        assert!(entry(&app, NIM).await.account_id.is_none());
        // And with NIM and PIN it goes on where it was.
        assert_eq!(identify(&mut late, NIM).await.expect(303).location(), "/id/aktivasi/sandi");
        assert_eq!(finish(&mut late).await.expect(303).location(), "/id/aktivasi/selesai");
        assert!(account(&app, "nadia.safira@student.uns.ac.id").await.is_some());
    }

    broken_off_on_one_device_it_goes_on_on_another(app) {
        let mut phone = confirmed(&app, NIM).await;
        choose(&mut phone, "nadia.safira").await.expect(303);
        let mut laptop = app.browser();
        assert_eq!(identify(&mut laptop, NIM).await.expect(303).location(), "/id/aktivasi/alamat");
        laptop.get("/id/aktivasi/alamat").await.expect(200).says("nadia.safira<wbr>@");
        // One may change one's mind until the account is there.
        choose(&mut laptop, "nadia.maharani").await.expect(303);
        laptop.get("/id/aktivasi/alamat").await.expect(200).says("nadia.maharani<wbr>@");
        laptop.post("/id/aktivasi/alamat", &[]).await.expect(303);
        finish(&mut laptop).await.expect(303);
        // The phone is told, and nothing is made twice.
        phone.post("/id/aktivasi/alamat", &[]).await.expect(303);
        phone.get("/id/aktivasi").await.expect(200).says("dari perangkat lain");
        assert!(account(&app, "nadia.safira@student.uns.ac.id").await.is_none());
    }

    a_username_that_waited_too_long_goes_to_whoever_wants_it(app) {
        let mut late = settled(&app, "B0126014", "siti.nurhaliza").await;
        let mut other = confirmed(&app, "K7126031").await;
        choose(&mut other, "siti.nurhaliza").await.expect(422);
        app.wait(31 * MINUTE);
        identify(&mut other, "K7126031").await.expect(303);
        choose(&mut other, "siti.nurhaliza").await.expect(303);
        assert_eq!(identify(&mut late, "B0126014").await.expect(303).location(), "/id/aktivasi/nama-pengguna");
        let page = late.get("/id/aktivasi/nama-pengguna").await.expect(200);
        page.says("value=\"siti.nurhaliza\" data-free").says("value=\"sitinurhaliza\"");
    }

    not_me_ends_it_on_this_device(app) {
        let mut browser = app.browser();
        identify(&mut browser, NIM).await.expect(303);
        assert_eq!(browser.post("/id/aktivasi/batal", &[]).await.expect(303).location(), "/id/aktivasi");
        assert_eq!(browser.get("/id/aktivasi/nama").await.expect(303).location(), "/id/aktivasi");
    }

    fields_that_do_not_belong_to_a_step_count_for_nothing(app) {
        let mut browser = settled(&app, NIM, "nadia.safira").await;
        let fields = [
            ("password", PASSWORD),
            ("password_confirmation", PASSWORD),
            ("username", "rektor@student.uns.ac.id"),
            ("nim", "M0526002"),
            ("stage", "done"),
            ("entry_id", "2"),
        ];
        browser.post("/id/aktivasi/sandi", &fields).await.expect(303);
        assert!(account(&app, "rektor@student.uns.ac.id").await.is_none());
        assert!(account(&app, "nadia.safira@student.uns.ac.id").await.is_some());
        assert!(entry(&app, "M0526002").await.account_id.is_none());
    }

    a_password_of_ten_megabytes_is_refused_and_the_activation_goes_on(app) {
        let mut browser = settled(&app, NIM, "nadia.safira").await;
        let long = "x".repeat(10_000_000);
        let fields = [("password", long.as_str()), ("password_confirmation", &long)];
        browser.post("/id/aktivasi/sandi", &fields).await.expect(413);
        let longish = "kereta senja ".repeat(1_000);
        let fields = [("password", longish.as_str()), ("password_confirmation", &longish)];
        browser.post("/id/aktivasi/sandi", &fields).await.expect(422);
        finish(&mut browser).await.expect(303);
    }

    the_right_pin_of_another_nim_opens_nothing(app) {
        let pin = student("M0526002").pin;
        let fields = [("nim", "M0526001"), ("pin", pin.as_str()), ("birth_date", "2008-08-17")];
        app.browser().post("/id/aktivasi", &fields).await.expect(422);
    }

    the_cookie_is_for_this_site_only_and_no_script_reads_it(app) {
        let reply = identify(&mut app.browser(), NIM).await.expect(303);
        let cookies: Vec<_> = reply.headers.get_all("set-cookie").into_iter().map(|one| one.to_str().unwrap()).collect();
        let cookie = cookies.iter().find(|one| one.starts_with("loket-aktivasi=")).unwrap();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Max-Age=1800"), "{cookie}");
    }
}

/// The cookies of a browser whose activation is done, made once for a database.
async fn done_cookies(app: &TestApp) -> BTreeMap<String, String> {
    let mut browser = app.browser();
    if entry(app, NIM).await.account_id.is_none() {
        browser = at(app, Stage::Settled).await;
        finish(&mut browser).await.expect(303);
        return browser.cookies;
    }
    // Its row was taken away above: it is put back under a cookie of our own.
    let token = "a".repeat(64);
    let hash = portal::random::digest(&token);
    let id = entry(app, NIM).await.id;
    app.app
        .db()
        .write(move |tx| {
            tx.execute(
                "INSERT INTO activations (hash, entry_id, stage, username, started_at, expires_at) \
                 VALUES (?1, ?2, 'done', 'nadia.safira', 0, 9000000000000)",
                db::params![&hash, id],
            )
        })
        .await
        .unwrap();
    browser.cookies.insert("loket-aktivasi".into(), token);
    browser.cookies
}
