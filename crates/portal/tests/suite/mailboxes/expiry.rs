//! A mailbox that ends: told in time, once each; then nobody gets in; another date revives it.

use super::{JOURNAL, account, change, kept_page, page_of, round, told};
use crate::{
    on_both_engines,
    support::TestApp,
    tickets::{BAGUS, GALIH, HERI, SRI, signs_in},
};
use portal::{
    clock::{DAY, HOUR},
    demo, mailboxes, notify,
};

/// Sri says until when the journal's mailbox works.
async fn set(app: &TestApp, day: &str) {
    let path = format!("{}/masa", kept_page(app, JOURNAL).await);
    let mut sri = app.sign_in(SRI).await;
    sri.post(&path, &[("sampai", day)]).await.expect(303);
}

/// How many messages with these words Heri has had.
async fn heard(app: &TestApp, words: &str) -> usize {
    let texts = told(app, HERI).await;
    texts.iter().filter(|text| text.contains(words)).count()
}

const SOON: &str = "berakhir pada Minggu 9 Mei 2027";

on_both_engines! {
    an_end_is_told_a_month_a_week_and_a_day_before_and_once_each(app) {
        // Friday 5 March, 09.12: the last day is 9 May, 65 days on.
        set(&app, "2027-05-09").await;
        assert_eq!(heard(&app, "berlaku sampai Minggu 9 Mei 2027").await, 1);
        let mut days = 0;
        for (until, told) in [(35, 0), (36, 1), (58, 1), (59, 2), (64, 2), (65, 3)] {
            while days < until {
                app.wait(DAY);
                days += 1;
                round(&app).await;
                // Another node, or the same after a crash.
                app.wait(HOUR);
                round(&app).await;
                app.wait(-HOUR);
            }
            assert_eq!(heard(&app, SOON).await, told, "after {until} days");
        }
        app.wait(DAY);
        round(&app).await;
        app.wait(HOUR);
        round(&app).await;
        assert_eq!(heard(&app, "semua sesinya diakhiri").await, 1);
        assert_eq!(heard(&app, SOON).await, 4, "three before, and the end itself");
    }

    two_rounds_at_once_tell_once(app) {
        set(&app, "2027-05-09").await;
        app.wait(60 * DAY);
        let (one, other) = (app.with(|_| ()).await, app.with(|_| ()).await);
        let first = mailboxes::rounds(&one, notify::runner(&one)).await.unwrap();
        // As if a lease had run out: the same round is in two hands.
        change(&app, "INSERT INTO jobs (kind, payload, due_at, attempts, leased_until, error, created_at) \
            SELECT kind, payload, due_at, attempts, leased_until, error, created_at FROM jobs WHERE kind = 'mailbox-round'").await;
        let second = mailboxes::rounds(&other, notify::runner(&other)).await.unwrap();
        let (first, second) = tokio::join!(first.run_due(), second.run_due());
        assert!(first.unwrap() + second.unwrap() >= 2);
        assert_eq!(heard(&app, SOON).await, 1);
    }

    what_was_missed_while_the_server_was_down_does_not_pile_up(app) {
        set(&app, "2027-05-09").await;
        app.wait(63 * DAY);
        round(&app).await;
        round(&app).await;
        assert_eq!(heard(&app, SOON).await, 1, "the nearest only");
        app.wait(30 * DAY);
        round(&app).await;
        assert_eq!((heard(&app, SOON).await, heard(&app, "semua sesinya diakhiri").await), (2, 1));
    }

    nobody_is_woken_up(app) {
        set(&app, "2027-05-09").await;
        // 36 days on at 02.12 in the night.
        app.wait(36 * DAY - 7 * HOUR);
        round(&app).await;
        assert_eq!(heard(&app, SOON).await, 0);
        for _ in 0..6 {
            app.wait(HOUR);
            round(&app).await;
        }
        assert_eq!(heard(&app, SOON).await, 1);
    }

    on_the_day_after_nobody_gets_in_and_another_date_revives_it(app) {
        let password = demo::cast().password.as_str();
        set(&app, "2027-03-06").await;
        let mut session = app.browser();
        session.post("/id/masuk", &[("identifier", JOURNAL), ("password", password)]).await.expect(303);
        // Saturday 6 March, 23.59 WIB: through its last day it works.
        app.wait(DAY + 14 * HOUR + 47 * 60_000);
        session.get("/id/akun-saya").await.expect(200);
        app.wait(60_000);
        session.get("/id/akun-saya").await.expect(303);
        signs_in(&app, JOURNAL, password).await.expect(403).says("Masa berlaku kotak surat ini sudah berakhir").says("perpanjangan");
        signs_in(&app, JOURNAL, "not the password").await.expect(422).never_says("Masa berlaku");
        let mut heri = app.sign_in(HERI).await;
        heri.get(&page_of(&app, JOURNAL).await).await.expect(200).says("Sudah berakhir").says("Perlu waktu lebih lama?");

        set(&app, "2027-06-30").await;
        signs_in(&app, JOURNAL, password).await.expect(303);
        session.get("/id/akun-saya").await.expect(303);
        round(&app).await;
        assert_eq!(heard(&app, "semua sesinya diakhiri").await, 0, "it has been extended before anybody was told");
    }

    a_date_is_set_by_keepers_only_and_not_in_the_past(app) {
        let page = kept_page(&app, JOURNAL).await;
        let path = format!("{page}/masa");
        let mut sri = app.sign_in(SRI).await;
        sri.post(&path, &[("sampai", "2027-03-04")]).await.expect(422).says("sudah lewat").says("value=\"2027-03-04\"");
        sri.post(&path, &[("sampai", "besok")]).await.expect(422).says("tidak terbaca");
        sri.post(&path, &[("sampai", "2027-03-05")]).await.expect(303);
        for (address, status) in [(BAGUS, 403), (GALIH, 403), (HERI, 403)] {
            app.sign_in(address).await.post(&path, &[("sampai", "")]).await.expect(status);
        }
        app.sign_in(BAGUS).await.get(&page).await.expect(200).never_says("/kotak/masa");
        assert!(account(&app, JOURNAL).await.expires_at.is_some());
        sri.post(&path, &[("sampai", "")]).await.expect(303);
        assert_eq!(account(&app, JOURNAL).await.expires_at, None);
        assert_eq!(heard(&app, "tidak lagi berbatas waktu").await, 1);
    }
}
