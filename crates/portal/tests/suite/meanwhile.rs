//! What happens while a password is compared: that takes a while, and longer when many sign in.

use crate::{
    attempts::{counts, fails, password, tries},
    on_both_engines,
    steps::enrol_app,
    support::{Browser, Reply, TestApp},
    tickets::{GALIH, RINA, account},
};
use portal::{
    accounts,
    clock::MINUTE,
    credentials::{
        attempts::{Kind, MANY, MOST},
        hasher::{self, PASSWORDS},
    },
};
use std::{sync::mpsc, thread, time::Duration};
use tokio::task::JoinHandle;

const NEW: &str = "layang-layang putus 31";

fn cores() -> usize {
    thread::available_parallelism().unwrap().get()
}

/// So many are being hashed, or wait for it, until this is dropped.
async fn busy(many: usize) -> Vec<mpsc::Sender<()>> {
    let (began, begun) = mpsc::channel();
    let mut open = Vec::new();
    for _ in 0..many {
        let (sender, gate) = mpsc::channel();
        let began = began.clone();
        open.push(sender);
        tokio::spawn(PASSWORDS.run(move || {
            // Whoever only waits is not waited for.
            let _ = began.send(());
            let _ = gate.recv();
        }));
    }
    for _ in 0..many.min(cores()) {
        begun.recv().unwrap();
    }
    waiting(many.saturating_sub(cores())).await;
    open
}

/// Until so many wait for their turn.
async fn waiting(many: usize) {
    while PASSWORDS.waiting() < many {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

/// Somebody types the right password, which is compared as soon as there is time.
async fn types(browser: Browser, typed: &'static str) -> JoinHandle<(Browser, Reply)> {
    types_for(GALIH, browser, typed).await
}

async fn types_for(
    whom: &'static str,
    mut browser: Browser,
    typed: &'static str,
) -> JoinHandle<(Browser, Reply)> {
    let trying = tokio::spawn(async move {
        let reply = tries(&mut browser, whom, typed).await;
        (browser, reply)
    });
    waiting(1).await;
    trying
}

/// Galih's password is another from now on.
async fn changed(app: &TestApp, hash: String) {
    app.wait(1_000);
    let (galih, inner) = (account(app, GALIH).await, app.app.clone());
    let change = move |tx: &mut db::Tx<'_>| accounts::change_password(tx, &inner, &galih, &hash);
    app.app.db().write(change).await.unwrap();
}

async fn count(app: &TestApp, sql: &'static str) -> i64 {
    let read = move |tx: &mut db::Tx<'_>| tx.value(sql, db::params![]);
    let found: Result<_, db::Error> = app.app.db().read(read).await;
    found.unwrap()
}

on_both_engines! {
    a_password_that_is_changed_meanwhile_lets_nobody_in(app) {
        let new = hasher::hash(NEW.into(), app.app.random().clone()).await.unwrap();
        let held = busy(cores()).await;
        let trying = types(app.browser(), password()).await;
        changed(&app, new).await;
        drop(held);
        let (mut thief, reply) = trying.await.unwrap();
        assert_eq!(reply.expect(303).location(), "/id/masuk");
        thief.get("/id/masuk").await.expect(200).says("baru saja diubah. Masuk sekali lagi");
        assert!(thief.get("/id/akun-saya").await.expect(303).location().starts_with("/id/masuk"));
        tries(&mut thief, GALIH, password()).await.expect(422);
        tries(&mut app.browser(), GALIH, NEW).await.expect(303);
    }

    a_password_that_is_changed_meanwhile_leads_to_no_second_step(app) {
        enrol_app(&app, &mut app.sign_in(GALIH).await, "").await;
        let new = hasher::hash(NEW.into(), app.app.random().clone()).await.unwrap();
        let held = busy(cores()).await;
        let trying = types(app.browser(), password()).await;
        changed(&app, new).await;
        drop(held);
        let (mut thief, reply) = trying.await.unwrap();
        assert_eq!(reply.expect(303).location(), "/id/masuk");
        assert_eq!(thief.get("/id/masuk/kode").await.expect(303).location(), "/id/masuk");
    }

    a_second_step_that_is_enrolled_meanwhile_is_asked_for(app) {
        let mut galih = app.sign_in(GALIH).await;
        let held = busy(cores()).await;
        let trying = types(app.browser(), password()).await;
        enrol_app(&app, &mut galih, "").await;
        drop(held);
        let (mut thief, reply) = trying.await.unwrap();
        assert_eq!(reply.expect(303).location(), "/id/masuk");
        tries(&mut thief, GALIH, password()).await.expect(303);
        assert!(thief.get("/id/akun-saya").await.expect(303).location().starts_with("/id/masuk"));
    }

    of_two_changes_at_once_the_later_is_told_and_nothing_of_it_stays(app) {
        let new = hasher::hash(NEW.into(), app.app.random().clone()).await.unwrap();
        let mut thief = app.sign_in(GALIH).await;
        let held = busy(cores()).await;
        let trying = tokio::spawn(async move {
            let other = "jendela kopi gerimis 42";
            let fields = [("current_password", password()), ("password", other), ("password_confirmation", other)];
            thief.post("/id/akun-saya/sandi", &fields).await
        });
        waiting(1).await;
        changed(&app, new).await;
        drop(held);
        trying.await.unwrap().expect(409).says("baru saja diganti di tempat lain");
        tries(&mut app.browser(), GALIH, "jendela kopi gerimis 42").await.expect(422);
        tries(&mut app.browser(), GALIH, NEW).await.expect(303);
    }

    a_password_that_is_dropped_meanwhile_lets_nobody_in(app) {
        let held = busy(cores()).await;
        let trying = types(app.browser(), password()).await;
        let (inner, id) = (app.app.clone(), account(&app, GALIH).await.id);
        let handed_over = move |tx: &mut db::Tx<'_>| accounts::renew_password(tx, &inner, id).map(drop);
        app.app.db().write(handed_over).await.unwrap();
        drop(held);
        let (mut former, reply) = trying.await.unwrap();
        assert_eq!(reply.expect(303).location(), "/id/masuk");
        assert!(former.get("/id/akun-saya").await.expect(303).location().starts_with("/id/masuk"));
    }

    the_old_password_of_a_blocked_account_opens_nothing_either(app) {
        let new = hasher::hash(NEW.into(), app.app.random().clone()).await.unwrap();
        let held = busy(cores()).await;
        let trying = types_for(RINA, app.browser(), password()).await;
        app.wait(1_000);
        let owner = account(&app, RINA).await;
        let inner = app.app.clone();
        let change = move |tx: &mut db::Tx<'_>| accounts::change_password(tx, &inner, &owner, &new);
        app.app.db().write(change).await.unwrap();
        drop(held);
        let (mut thief, reply) = trying.await.unwrap();
        assert_eq!(reply.expect(303).location(), "/id/masuk");
        assert!(thief.get("/id/terblokir").await.expect(303).location().starts_with("/id/masuk"));
        assert!(account(&app, RINA).await.blocked);
    }

    who_is_sent_away_because_too_many_wait_has_not_tried(app) {
        let state = "SELECT CAST(count(*) + sum(failures) * 1000 + sum(last_at) AS BIGINT) FROM attempts";
        for number in 0..5 {
            tries(&mut app.browser(), GALIH, &format!("wrong {number}")).await.expect(422);
        }
        app.wait(MINUTE);
        let before = count(&app, state).await;
        let held = busy(cores() * 9).await;
        tries(&mut app.browser(), GALIH, password()).await.expect(503);
        drop(held);
        assert_eq!(count(&app, state).await, before);
        assert_eq!(count(&app, "SELECT count(*) FROM attempt_marks").await, 5);
        // Nor does it have to wait anew.
        while PASSWORDS.waiting() > 0 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        tries(&mut app.browser(), GALIH, password()).await.expect(303);
    }

    who_hangs_up_does_not_get_around_what_follows(app) {
        for number in 1..usize::try_from(MANY).unwrap() {
            fails(&app, Kind::Password, GALIH, number).await.unwrap();
        }
        let held = busy(cores()).await;
        types(app.browser(), "a guess").await.abort();
        let right = types(app.browser(), "another guess").await;
        right.abort();
        drop(held);
        let told = || app.messages_to(GALIH).iter().any(|one| one.text.contains("20 kali"));
        for _ in 0..200 {
            tokio::time::sleep(Duration::from_millis(10)).await;
            app.deliver().await;
            if told() {
                return;
            }
        }
        panic!("its owner was not told: {:?}", app.messages_to(GALIH));
    }

    what_follows_comes_though_the_process_died_before_the_comparison_ended(app) {
        enrol_app(&app, &mut app.sign_in(GALIH).await, "").await;
        let told = |what: &str| app.messages_to(GALIH).iter().filter(|one| one.text.contains(what)).count();
        for number in 1..=usize::try_from(MOST).unwrap() {
            counts(&app, Kind::Password, GALIH, number).await.unwrap();
            counts(&app, Kind::RecoveryCode, GALIH, number).await.unwrap();
        }
        counts(&app, Kind::Password, "nobody@student.uns.ac.id", 1).await.unwrap();
        app.deliver().await;
        assert_eq!(told("20 kali") + told("100 kali berturut-turut"), 0);
        assert!(!account(&app, GALIH).await.blocked);
        app.wait(MINUTE);
        app.deliver().await;
        assert_eq!((told("20 kali"), told("100 kali berturut-turut")), (1, 1), "{:?}", app.messages_to(GALIH));
        assert!(account(&app, GALIH).await.blocked);
    }

    nothing_follows_from_the_right_one_and_nothing_twice(app) {
        for number in 1..usize::try_from(MANY).unwrap() {
            fails(&app, Kind::Password, GALIH, number).await.unwrap();
        }
        let mut browser = app.browser();
        browser.source = "10.7.0.1".into();
        tries(&mut browser, GALIH, password()).await.expect(303);
        app.wait(MINUTE);
        app.deliver().await;
        let told = || app.messages_to(GALIH).iter().filter(|one| one.text.contains("20 kali")).count();
        assert_eq!(told(), 0);
        for number in 1..=usize::try_from(MANY).unwrap() {
            fails(&app, Kind::Password, GALIH, number + 50).await.unwrap();
        }
        app.deliver().await;
        app.wait(MINUTE);
        app.deliver().await;
        assert_eq!(told(), 1);
        assert_eq!(count(&app, "SELECT count(*) FROM jobs WHERE kind = 'many-attempts'").await, 0);
    }

    many_at_once_on_one_known_device_all_get_in(app) {
        let browser = app.sign_in(GALIH).await;
        let all: Vec<_> = (0..12).map(|_| {
            let mut browser = browser.clone();
            tokio::spawn(async move { tries(&mut browser, GALIH, password()).await.status.as_u16() })
        }).collect();
        for one in all {
            assert_eq!(one.await.unwrap(), 303);
        }
    }
}
