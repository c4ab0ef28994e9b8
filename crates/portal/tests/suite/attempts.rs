//! Wrong attempts: counted exactly, each authenticator on its own, so that guessing takes for ever and owners get in.

use crate::{
    blocks::link_to,
    on_both_engines,
    second::codes_on,
    steps::{PAGE, code, enrol_app, enter},
    support::{Browser, Reply, TestApp},
    tickets::{GALIH, RINA, SRI, account},
};
use portal::{
    Error, accounts,
    actor::Origin,
    clock::HOUR,
    credentials::attempts::{self, Attempt, Counted, Kind, MOST},
    demo,
};
use std::time::{Duration, Instant};

const SECOND: i64 = 1_000;

pub fn password() -> &'static str {
    &demo::cast().password
}

pub async fn tries(browser: &mut Browser, address: &str, password: &str) -> Reply {
    let fields = [("identifier", address), ("password", password)];
    browser.post("/id/masuk", &fields).await
}

fn from(network: usize) -> Origin {
    Origin {
        device: String::new(),
        source: format!("172.16.{network}.1"),
        browser: None,
    }
}

/// One wrong attempt, without what makes it slow.
pub async fn fails(
    app: &TestApp,
    kind: Kind,
    whom: &'static str,
    number: usize,
) -> Result<(), Error> {
    let inner = app.app.clone();
    let counted = counts(app, kind, whom, number).await?;
    let failed = move |tx: &mut db::Tx<'_>| attempts::failed(tx, &inner, &counted);
    app.app.db().write(failed).await
}

/// An attempt that is counted, and whose comparison never ends.
pub async fn counts(
    app: &TestApp,
    kind: Kind,
    whom: &'static str,
    number: usize,
) -> Result<Counted, Error> {
    let inner = app.app.clone();
    let check = move |tx: &mut db::Tx<'_>| {
        let (from, typed) = (from(number), number.to_string());
        let attempt = Attempt {
            kind,
            whom,
            from: &from,
            typed: &typed,
        };
        attempts::check(tx, &inner, &attempt)
    };
    app.app.db().write(check).await
}

/// A stranger with many networks uses up all attempts at the password of an account.
async fn used_up(app: &TestApp, whom: &'static str) {
    for number in 0..usize::try_from(MOST).unwrap() {
        fails(app, Kind::Password, whom, number).await.unwrap();
    }
}

/// A hundred wrong codes block Galih's account; a keeper has the block lifted by a new password, which is returned.
async fn unblocked(app: &TestApp, kind: Kind, new: &'static str) -> &'static str {
    for number in 0..usize::try_from(MOST).unwrap() {
        fails(app, kind, GALIH, number).await.unwrap();
    }
    app.deliver().await;
    let blocked = account(app, GALIH).await;
    assert!(blocked.blocked);
    let path = format!("/id/akun/{}/pembukaan", blocked.public_id);
    let ground = [("ground", "surat 7/UN27/2027")];
    app.sign_in(SRI)
        .await
        .post(&path, &ground)
        .await
        .expect(303);
    app.deliver().await;
    let link = link_to(app, "6285890001201").expect("a link");
    let fields = [("password", new), ("password_confirmation", new)];
    app.browser().post(&link, &fields).await.expect(303);
    assert!(!account(app, GALIH).await.blocked);
    new
}

on_both_engines! {
    of_200_at_once_exactly_100_are_compared(app) {
        for whom in [GALIH, "nobody@student.uns.ac.id"] {
            let all = (0..200).map(|number| fails(&app, Kind::Password, whom, number));
            let ended = futures_util::future::join_all(all).await;
            let compared = ended.iter().filter(|one| one.is_ok()).count();
            let refused = ended.iter().filter(|one| matches!(one, Err(Error::Refused("credentials-disabled-password")))).count();
            assert_eq!((compared, refused), (100, 100), "{whom}");
        }
        // Each authenticator has a count of its own.
        for kind in [Kind::Totp, Kind::RecoveryCode, Kind::Pin] {
            fails(&app, kind, GALIH, 1).await.unwrap();
        }
        let counts: Vec<i64> = app.app.db()
            .read(|tx| tx.rows("SELECT failures FROM attempts WHERE lane = '' ORDER BY failures", db::params![], |row| row.get()))
            .await.unwrap_or_else(|error: db::Error| panic!("{error}"));
        assert_eq!(counts, [1, 1, 1, 100, 100]);
    }

    attempts_from_several_places_wait_apart_and_count_together(app) {
        let (mut one, mut other) = (app.browser(), app.browser());
        (one.source, other.source) = ("10.1.0.1".into(), "10.2.0.1".into());
        for number in 0..5 {
            tries(&mut one, GALIH, &format!("wrong {number}")).await.expect(422);
            tries(&mut other, GALIH, &format!("other {number}")).await.expect(422);
        }
        // Both have used up what is free; a third place has not.
        tries(&mut one, GALIH, password()).await.expect(429);
        tries(&mut other, GALIH, password()).await.expect(429);
        let count = || app.app.db().read(|tx| tx.value::<i64>("SELECT max(failures) FROM attempts WHERE lane = ''", db::params![]));
        assert_eq!(count().await.unwrap_or_else(|error: db::Error| panic!("{error}")), 10);
        let mut third = app.browser();
        third.source = "10.3.0.1".into();
        tries(&mut third, GALIH, password()).await.expect(303);
        // The right password elsewhere ends the count of all, but not the wait of one.
        tries(&mut one, GALIH, password()).await.expect(429);
        app.wait(30 * SECOND);
        tries(&mut one, GALIH, password()).await.expect(303);
    }

    the_wait_grows_is_told_and_what_was_typed_stays(app) {
        let mut browser = app.browser();
        for number in 0..5 {
            tries(&mut browser, GALIH, &format!("wrong {number}")).await.expect(422);
        }
        let waits = [(30, "Tunggu 30 detik"), (60, "Tunggu satu menit"), (120, "Tunggu 2 menit"), (300, "Tunggu 5 menit"), (900, "Tunggu 15 menit"), (1800, "Tunggu 30 menit")];
        for (number, (seconds, words)) in waits.into_iter().enumerate() {
            let page = tries(&mut browser, GALIH, password()).await.expect(429).says(words).says(&format!("value=\"{GALIH}\""));
            assert_eq!(page.headers["retry-after"], seconds.to_string());
            // Waiting attempts do not make it longer.
            app.wait((seconds - 1) * SECOND);
            tries(&mut browser, GALIH, "too early").await.expect(429).says("Tunggu satu detik").never_says("too early");
            app.wait(SECOND);
            tries(&mut browser, GALIH, &format!("late {number}")).await.expect(422);
        }
        // Another account from the same place is not held up.
        tries(&mut browser, SRI, password()).await.expect(303);
        app.wait(HOUR);
        tries(&mut browser, GALIH, password()).await.expect(303);
    }

    a_phone_that_keeps_trying_an_old_password_locks_nobody_out(app) {
        let mut phone = app.browser();
        for _ in 0..100 {
            tries(&mut phone, GALIH, "last year's password").await.expect(422);
        }
        tries(&mut phone, GALIH, password()).await.expect(303);
    }

    strangers_do_not_lock_out_the_device_of_the_owner(app) {
        let mut own = app.sign_in(GALIH).await;
        let (known, cookie) = ("loket-known", own.cookies["loket-known"].clone());
        own.post("/id/keluar", &[]).await.expect(303);
        used_up(&app, GALIH).await;
        // A new device needs a new password first, and is told so; the right one does not help.
        let mut new = app.browser();
        new.source = "10.9.9.9".into();
        tries(&mut new, GALIH, password()).await.expect(422).says("Lupa kata sandi");
        // The own one gets in, though it comes from where a stranger was too.
        own.source = "172.16.5.1".into();
        tries(&mut own, GALIH, password()).await.expect(303);
        // A cookie that is no longer known, or of somebody else, is a stranger's.
        new.cookies.insert(known.into(), cookie.replace('a', "b"));
        tries(&mut new, GALIH, password()).await.expect(422);
        let mut sri = app.sign_in(SRI).await;
        tries(&mut sri, GALIH, password()).await.expect(422);

        // The owner was told on the way, and a new password ends it.
        app.deliver().await;
        let told = app.messages_to(GALIH);
        for words in ["20 kali berturut-turut", "tidak diterima lagi dari perangkat baru"] {
            assert!(told.iter().any(|one| one.text.contains(words)), "{words}");
        }
        app.browser().post("/id/lupa-sandi", &[("identifier", GALIH)]).await.expect(303);
        app.deliver().await;
        let sent = app.messages_to("0858-9000-1201");
        let text = &sent.iter().find(|one| one.text.contains("/tautan/")).unwrap().text;
        let link = text[text.find("/id/tautan/").unwrap()..].split_whitespace().next().unwrap().to_owned();
        let strong = "jendela kopi gerimis 42";
        app.browser().post(&link, &[("password", strong), ("password_confirmation", strong)]).await.expect(303);
        tries(&mut app.browser(), GALIH, strong).await.expect(303);
    }

    what_others_try_from_the_same_network_keeps_no_known_device_out(app) {
        let mut own = app.sign_in(GALIH).await;
        own.post("/id/keluar", &[]).await.expect(303);
        let mut others = app.browser();
        for number in 0..60 {
            tries(&mut others, &format!("nobody{number}@student.uns.ac.id"), "a guess").await.expect(422);
        }
        tries(&mut others, SRI, password()).await.expect(429);
        tries(&mut own, GALIH, password()).await.expect(303);
        // That neither makes room for guesses nor uses up what known devices have together.
        tries(&mut others, SRI, password()).await.expect(429);
        let sql = "SELECT attempts FROM throttles WHERE subject LIKE 'known-browser%'";
        let counted = app.app.db().read(move |tx| tx.rows(sql, db::params![], |row| row.get::<i64>()));
        assert_eq!(counted.await.unwrap_or_else(|error: db::Error| panic!("{error}")), [0]);
    }

    a_known_device_has_attempts_of_its_own_and_not_more(app) {
        let mut own = app.sign_in(GALIH).await;
        own.post("/id/keluar", &[]).await.expect(303);
        for number in 0..5 {
            tries(&mut own, GALIH, &format!("wrong {number}")).await.expect(422);
        }
        // Wherever it goes.
        own.source = "10.7.7.7".into();
        tries(&mut own, GALIH, password()).await.expect(429);
        app.wait(30 * SECOND);
        tries(&mut own, GALIH, password()).await.expect(303);
    }

    the_digits_of_a_code_are_another_guess_in_each_step(app) {
        let all = "SELECT failures FROM attempts WHERE lane = ''";
        for (pause, failures) in [(0, 1), (0, 1), (30 * SECOND, 2), (30 * SECOND, 3), (0, 3)] {
            app.wait(pause);
            fails(&app, Kind::Totp, GALIH, 1).await.unwrap();
            let counted: Result<i64, db::Error> = app.app.db().read(move |tx| tx.value(all, db::params![])).await;
            assert_eq!(counted.unwrap(), failures);
        }
    }

    what_others_try_again_and_again_keeps_no_known_device_out(app) {
        let mut own = app.sign_in(GALIH).await;
        own.post("/id/keluar", &[]).await.expect(303);
        let mut others = app.browser();
        tries(&mut others, SRI, "a guess").await.expect(422);
        tries(&mut others, SRI, "a guess").await.expect(422);
        let spent = "UPDATE throttles SET attempts = 600 WHERE subject LIKE 'repeat-source%'";
        let spent: Result<u64, db::Error> = app.app.db().write(move |tx| tx.execute(spent, db::params![])).await;
        assert_eq!(spent.unwrap(), 1);
        tries(&mut others, SRI, "a guess").await.expect(429);
        tries(&mut own, GALIH, password()).await.expect(303);
    }

    a_hundred_wrong_codes_after_the_right_password_block_the_account(app) {
        let mut galih = app.sign_in(GALIH).await;
        let secret = enrol_app(&app, &mut galih, "").await;
        let mut thief = app.browser();
        tries(&mut thief, GALIH, password()).await.expect(303);
        for number in 0..5 {
            thief.post("/id/masuk/kode", &[("code", &format!("00000{number}"))]).await.expect(422);
        }
        app.wait(30_000);
        let right = code(&app, &secret);
        app.wait(-1);
        thief.post("/id/masuk/kode", &[("code", &right)]).await.expect(429).says("Tunggu satu detik");
        for number in 0..95 {
            fails(&app, Kind::Totp, GALIH, number).await.unwrap();
        }
        app.deliver().await;
        let blocked = account(&app, GALIH).await;
        assert!(blocked.blocked);
        let id = blocked.id;
        let entry = app.app.db().read(move |tx| accounts::last_block(tx, id)).await.unwrap().unwrap();
        assert_eq!(entry.cause, accounts::Cause::WrongAttempts);
        let acts = app.app.db().read(move |tx| accounts::touches(tx, id, i64::MAX, 1)).await.unwrap();
        assert_eq!((acts[0].action, acts[0].by_id), (accounts::Action::Block, None));
        assert!(entry.evidence.starts_with("100 kode salah berturut-turut") && entry.evidence.contains("jaringan"), "{}", entry.evidence);
        galih.get("/id/akun-saya").await.expect(303);
        tries(&mut app.browser(), GALIH, password()).await.expect(403).says("Percobaan masuk");
        app.deliver().await;
        assert!(app.messages_to(GALIH).iter().any(|one| one.text.contains("100 kali mencoba kode yang salah")));
    }

    codes_that_are_disabled_count_anew_once_they_are_bound_anew(app) {
        let mut galih = app.sign_in(GALIH).await;
        let secret = enrol_app(&app, &mut galih, "").await;
        let path = format!("{PAGE}/kode");
        let printed = codes_on(&galih.post(&path, &[]).await.expect(200).text());

        // Wrong codes of the app: blocked, and with a new password lifted. The app itself stays disabled.
        let one = unblocked(&app, Kind::Totp, "layang-layang putus 31").await;
        let mut browser = app.browser();
        tries(&mut browser, GALIH, one).await.expect(303);
        let right = code(&app, &secret);
        browser.post("/id/masuk/kode", &[("code", &right)]).await.expect(422).says("didaftarkan ulang");
        browser.post("/id/masuk/kode", &[("recovery", &printed[0])]).await.expect(303);
        let secret = enrol_app(&app, &mut browser, "").await;
        enter(&app, GALIH, one, &secret).await;

        // Wrong recovery codes: the same, until there are new ones.
        let two = unblocked(&app, Kind::RecoveryCode, "sepeda tua di lereng 58").await;
        let mut browser = app.browser();
        tries(&mut browser, GALIH, two).await.expect(303);
        browser.post("/id/masuk/kode", &[("recovery", &printed[1])]).await.expect(422).says("sampai Anda membuat yang baru");
        let mut browser = enter(&app, GALIH, two, &secret).await;
        let printed = codes_on(&browser.post(&path, &[]).await.expect(200).text());
        let mut browser = app.browser();
        tries(&mut browser, GALIH, two).await.expect(303);
        browser.post("/id/masuk/kode", &[("recovery", &printed[1])]).await.expect(303);
    }

    an_unknown_a_wrong_and_a_blocked_address_take_as_long(app) {
        const SAMPLES: usize = 24;
        let mut took: [Vec<Duration>; 3] = Default::default();
        for sample in 0..SAMPLES + 2 {
            let unknown = format!("nobody{sample}@student.uns.ac.id");
            for (index, address) in [unknown.as_str(), GALIH, RINA].into_iter().enumerate() {
                let mut browser = app.browser();
                browser.source = format!("10.{index}.{sample}.1");
                let began = Instant::now();
                tries(&mut browser, address, &format!("wrong {sample}")).await.expect(422);
                // The first ones warm up.
                if sample >= 2 {
                    took[index].push(began.elapsed());
                }
            }
        }
        for all in &mut took {
            all.sort();
        }
        // Compared as distributions: the quarter, the middle, and three quarters of each lie close together.
        for part in [SAMPLES / 4, SAMPLES / 2, SAMPLES * 3 / 4] {
            let at: Vec<_> = took.iter().map(|all| all[part].as_secs_f64()).collect();
            let (least, most) = (at.iter().copied().fold(f64::MAX, f64::min), at.iter().copied().fold(0.0, f64::max));
            assert!(most < least * 1.5, "{part} of {SAMPLES}: {at:?}");
        }
    }
}
