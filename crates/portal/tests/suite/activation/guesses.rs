//! Somebody tries NIMs and PINs.

use super::{confirmed, entry, finish, identify, settled, student};
use crate::{on_both_engines, support::TestApp};
use portal::{activation, clock::DAY};
use tokio::task::JoinSet;

/// An unknown NIM, a wrong PIN, a wrong birth date, an account that is active: `(NIM, PIN, birth date)`.
async fn refusals(app: &TestApp) -> [(&'static str, String, &'static str); 4] {
    let mut browser = settled(app, "M0526002", "suparman").await;
    finish(&mut browser).await.expect(303);
    [
        ("Z9999999", "4821973056".into(), "2008-08-17"),
        ("M0526001", "0000000000".into(), "2008-08-17"),
        ("M0526001", student("M0526001").pin, "2008-08-18"),
        ("M0526002", student("M0526002").pin, "2008-08-17"),
    ]
}

/// Tries different PINs in parallel; returns how often each status came back.
async fn storm(
    app: &TestApp,
    one: impl Fn(usize) -> (String, String, String),
) -> Vec<(u16, usize)> {
    let mut all = JoinSet::new();
    for number in 0..200 {
        let (nim, pin, source) = one(number);
        let mut browser = app.browser();
        browser.source = source;
        all.spawn(async move {
            let fields = [("nim", nim.as_str()), ("pin", pin.as_str())];
            browser.post("/id/aktivasi", &fields).await.status.as_u16()
        });
    }
    let mut counts = std::collections::BTreeMap::new();
    for status in all.join_all().await {
        *counts.entry(status).or_default() += 1;
    }
    counts.into_iter().collect()
}

on_both_engines! {
    whatever_does_not_fit_is_answered_alike(app) {
        let mut answers = Vec::new();
        for (nim, pin, born) in refusals(&app).await {
            let fields = [("nim", nim), ("pin", pin.as_str()), ("birth_date", born)];
            let reply = app.browser().post("/id/aktivasi", &fields).await.expect(422);
            let headers = format!("{:?}", reply.steady_headers());
let field = |value: &str| format!("value=\"{value}\" aria-describedby");
            let text = reply.text().replace(&field(nim), "NIM").replace(&field(born), "BORN");
            answers.push((text, headers));
        }
        assert!(answers[0].0.contains("tidak cocok satu sama lain"));
        for answer in &answers {
            assert!(answer == &answers[0], "{}", answer.0);
        }
    }

    whatever_does_not_fit_leaves_the_same_rows_behind(app) {
        // Each kind of refusal writes as many rows of each table: nothing to be measured from outside.
        let tables = ["throttles", "attempts", "attempt_marks", "jobs", "messages", "activations"];
        let count = |table: &'static str| {
            let sql = format!("SELECT count(*) FROM {table}");
            let db = app.app.db().clone();
            async move { db.read(move |tx| tx.value::<i64>(&sql, db::params![])).await.unwrap() }
        };
        let mut grown = Vec::new();
        for (at, (nim, pin, born)) in refusals(&app).await.into_iter().enumerate() {
            let mut before = Vec::new();
            for table in tables { before.push(count(table).await); }
            let mut browser = app.browser();
            browser.source = format!("10.7.0.{at}");
            browser.post("/id/aktivasi", &[("nim", nim), ("pin", &pin), ("birth_date", born)]).await.expect(422);
            let mut more = Vec::new();
            for (table, before) in tables.into_iter().zip(before) {
                // A NIM that was tried before has its count already.
                if table != "attempts" { more.push(count(table).await - before); }
            }
            grown.push(more);
        }
        for more in &grown[1..] {
            assert_eq!(more[1..], grown[0][1..], "{grown:?}");
        }
    }

    whatever_does_not_fit_takes_as_long(app) {
        // Many samples of each kind, interleaved, so that whatever else the machine does falls on all alike;
        // compared is in how many of all pairs the one kind was slower than the other.
        let kinds = refusals(&app).await;
        let mut samples: [Vec<u128>; 4] = Default::default();
        for round in 0..60 {
            for (kind, (nim, pin, born)) in kinds.iter().enumerate() {
                let mut browser = app.browser();
                browser.source = format!("10.8.{round}.{kind}");
                // A PIN of its own each time: the same one again counts less. That of the active account is its own.
                let pin = if kind == 0 || kind == 1 { format!("77{round:08}") } else { pin.clone() };
                let fields = [("nim", *nim), ("pin", pin.as_str()), ("birth_date", *born)];
                let begun = std::time::Instant::now();
                let status = browser.post("/id/aktivasi", &fields).await.status.as_u16();
                samples[kind].push(begun.elapsed().as_micros());
                assert_eq!(status, 422);
            }
        }
        for one in &samples {
            for other in &samples {
                let pairs = one.iter().flat_map(|a| other.iter().map(move |b| u32::from(a > b)));
                let slower = f64::from(pairs.sum::<u32>()) / (one.len() * other.len()) as f64;
                assert!((0.2..0.8).contains(&slower) || std::ptr::eq(one, other), "slower in {slower:.2} of all pairs: {samples:?}");
            }
        }
    }

    the_owner_of_an_active_account_is_told_once_a_day_and_nobody_else_is(app) {
        for (nim, pin, born) in refusals(&app).await {
            for _ in 0..2 {
                app.browser().post("/id/aktivasi", &[("nim", nim), ("pin", &pin), ("birth_date", born)]).await.expect(422);
            }
        }
        activation::runner(&app.app).run_due().await.unwrap();
        app.deliver().await;
        let told = |app: &TestApp| {
            let all = app.app.gateways().shown().unwrap().all();
            let about = all.into_iter().filter(|one| one.text.contains("sudah aktif. Tidak ada yang berubah"));
            about.map(|one| one.recipient).collect::<Vec<_>>()
        };
        assert_eq!(told(&app), ["suparman@student.uns.ac.id"]);
        app.wait(DAY);
        app.browser().post("/id/aktivasi", &[("nim", "M0526002"), ("pin", "1111111111")]).await.expect(422);
        activation::runner(&app.app).run_due().await.unwrap();
        app.deliver().await;
        assert_eq!(told(&app).len(), 2);
    }

    of_200_attempts_at_one_nim_from_everywhere_100_are_compared_and_its_pin_is_disabled(app) {
        let one = |number| ("M0526003".to_owned(), format!("55{number:08}"), format!("10.1.{}.{}", number / 100, number % 100 + 1));
        assert_eq!(storm(&app, one).await, [(422, 200)]);
        // A hundred were compared; the others were told that no PIN counts any more, and so is its owner.
        let sql = "SELECT failures FROM attempts WHERE lane = ''";
        let failures: i64 = app.app.db().read(move |tx| tx.value(sql, db::params![])).await.unwrap();
        assert_eq!(failures, 100);
        let mut elsewhere = app.browser_on(app.with(|_| ()).await);
        for browser in [&mut app.browser(), &mut elsewhere] {
            identify(browser, "M0526003").await.expect(422).says("Terlalu banyak PIN salah untuk NIM ini");
        }
        // The same for a NIM that is not in the roster.
        let nobody = |number| ("Z9999999".to_owned(), format!("55{number:08}"), format!("10.2.{}.{}", number / 100, number % 100 + 1));
        storm(&app, nobody).await;
        let fields = [("nim", "Z9999999"), ("pin", "4821973056")];
        app.browser().post("/id/aktivasi", &fields).await.expect(422).says("Terlalu banyak PIN salah untuk NIM ini");
    }

    of_200_attempts_from_one_network_100_are_compared(app) {
        let one = |number| (format!("Z{number:07}"), "4821973056".to_owned(), "10.3.0.1".to_owned());
        assert_eq!(storm(&app, one).await, [(422, 100), (429, 100)]);
        // Others are not held up, and after an hour neither is this one.
        identify(&mut app.browser(), "M0526001").await.expect(303);
        let mut same = app.browser();
        same.source = "10.3.0.1".into();
        identify(&mut same, "M0526002").await.expect(429).says("value=\"M0526002\"");
        // Nor does another node let it in.
        let mut elsewhere = app.browser_on(app.with(|_| ()).await);
        elsewhere.source = "10.3.0.1".into();
        identify(&mut elsewhere, "M0526002").await.expect(429);
        app.wait(3_600_000);
        identify(&mut same, "M0526002").await.expect(303);
    }

    a_campus_behind_one_address_may_mistype_more(app) {
        let node = app.with(|parts| parts.config.wrong_pins_per_network = 110).await;
        let mut hall = app.browser_on(node);
        hall.source = "10.5.0.1".into();
        for number in 0..110 {
            let nim = format!("X{number:07}");
            hall.post("/id/aktivasi", &[("nim", nim.as_str()), ("pin", "4821973056")]).await.expect(422);
        }
        identify(&mut hall, "M0526001").await.expect(429);
    }

    of_the_last_200_attempts_of_the_whole_campus_as_many_are_compared_as_are_left(app) {
        let mut browser = app.browser();
        browser.post("/id/aktivasi", &[("nim", "Z9999999"), ("pin", "4821973056")]).await.expect(422);
        let left = 120;
        let used = activation::WHOLE_CAMPUS.attempts - left;
        app.app.db().write(move |tx| {
            tx.execute("UPDATE throttles SET attempts = ?1 WHERE subject LIKE 'pin-campus:%'", db::params![used])
        }).await.unwrap();
        let one = |number: usize| (format!("Y{number:07}"), "4821973056".to_owned(), format!("10.4.{}.{}", number / 100, number % 100 + 1));
        assert_eq!(storm(&app, one).await, [(422, 120), (429, 80)]);
        // It survives a restart, since it is in the database; after an hour it is over.
        let node = app.with(|_| ()).await;
        identify(&mut app.browser_on(node), "M0526001").await.expect(429);
        app.wait(3_600_000);
        identify(&mut app.browser(), "M0526001").await.expect(303);
    }

    right_pins_use_up_no_budget(app) {
        for _ in 0..105 {
            identify(&mut app.browser(), "M0526001").await.expect(303);
        }
    }

    whoever_types_a_wrong_pin_again_and_again_waits_and_the_first_try_is_remembered(app) {
        for number in 0..5 {
            let fields = [("nim", "M0526001"), ("pin", &format!("1234{number}"))];
            app.browser().post("/id/aktivasi", &fields).await.expect(422);
        }
        identify(&mut app.browser(), "M0526001").await.expect(429);
        assert!(entry(&app, "M0526001").await.tried_at.is_some());
        assert!(entry(&app, "M0526003").await.tried_at.is_none());
        // From elsewhere the student is not held up.
        let mut elsewhere = app.browser();
        elsewhere.source = "10.9.9.9".into();
        identify(&mut elsewhere, "M0526001").await.expect(303);
        confirmed(&app, "B0126014").await;
    }
}
