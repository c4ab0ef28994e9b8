//! One's own account: changing the password, contacts that are proven by code, the trail, the language.

use crate::{
    on_both_engines, steps,
    support::{Browser, Reply, TestApp},
};
use portal::{
    accounts::{self, Action},
    clock::MINUTE,
    demo,
};

const GALIH: &str = "galih.pratama@student.uns.ac.id";
const NUMBER: &str = "0858-9000-1201";
const OTHER_NUMBER: &str = "0858-9000-1777";
const RECOVERY: &str = "galih@example.com";
const NEW: &str = "jendela kopi gerimis 42";

fn old() -> &'static str {
    &demo::cast().password
}

async fn change(browser: &mut Browser, current: &str, password: &str, repeat: &str) -> Reply {
    let fields = [
        ("current_password", current),
        ("password", password),
        ("password_confirmation", repeat),
    ];
    browser.post("/id/akun-saya/sandi", &fields).await
}

async fn signs_in(app: &TestApp, password: &str) -> u16 {
    let fields = [("identifier", GALIH), ("password", password)];
    let reply = app.browser().post("/id/masuk", &fields).await;
    reply.status.as_u16()
}

/// The newest code that was sent somewhere.
async fn code(app: &TestApp, recipient: &str) -> String {
    app.deliver().await;
    let messages = app.messages_to(recipient);
    let text = &messages.first().expect("a message").text;
    let digits = text.split(|one: char| !one.is_ascii_digit());
    let code = digits.into_iter().find(|word| word.len() == 6);
    code.expect("a code").to_owned()
}

async fn account(app: &TestApp) -> accounts::Account {
    let found = app.app.db().read(|tx| accounts::find(tx, GALIH)).await;
    found.unwrap().unwrap()
}

async fn acts(app: &TestApp) -> Vec<Action> {
    let id = account(app).await.id;
    let read = move |tx: &mut db::Tx<'_>| accounts::touches(tx, id, i64::MAX, 100);
    let all = app.app.db().read(read).await.unwrap();
    all.into_iter().map(|one| one.action).collect()
}

/// Enrols a second step and returns its secret; the code with which that was done has passed.
async fn second_step(app: &TestApp) -> String {
    let mut browser = app.sign_in(GALIH).await;
    let secret = steps::enrol_app(app, &mut browser, "").await;
    app.wait(MINUTE);
    secret
}

async fn send_code(browser: &mut Browser, way: &str, contact: &str) -> Reply {
    let path = format!("/id/akun-saya/kontak/{way}");
    browser.post(&path, &[("contact", contact)]).await
}

async fn type_code(browser: &mut Browser, way: &str, code: &str) -> Reply {
    let path = format!("/id/akun-saya/kontak/{way}/kode");
    browser.post(&path, &[("code", code)]).await
}

on_both_engines! {
    a_password_is_changed_with_the_old_one_and_everything_else_ends(app) {
        let mut browser = app.sign_in(GALIH).await;
        send_code(&mut browser, "pemulihan", RECOVERY).await.expect(303);
        let proof = code(&app, RECOVERY).await;
        type_code(&mut browser, "pemulihan", &proof).await.expect(303);
        let mut other = app.sign_in(GALIH).await;
        other.get("/id/akun-saya").await.expect(200);
        app.browser().post("/id/lupa-sandi", &[("identifier", GALIH)]).await.expect(303);
        app.deliver().await;
        let link = app.messages_to(NUMBER)[0].text.split_whitespace().find(|word| word.contains("/tautan/")).unwrap().to_owned();
        let before = browser.cookies["loket"].clone();
        browser.get("/id/akun-saya/sandi").await.expect(200).says("Kata sandi sekarang");
        let reply = change(&mut browser, old(), NEW, NEW).await.expect(303);
        assert_eq!(reply.location(), "/id/akun-saya");
        assert_ne!(browser.cookies["loket"], before, "the session goes on under another cookie");
        browser.get("/id/akun-saya").await.expect(200).says("Kata sandi sudah diganti");
        other.get("/id/akun-saya").await.expect(303);
        let mut copy = browser.clone();
        copy.cookies.insert("loket".into(), before);
        copy.get("/id/akun-saya").await.expect(303);
        assert_eq!((signs_in(&app, old()).await, signs_in(&app, NEW).await), (422, 303));
        // A link that was sent for the old one does not open the new one.
        let path = link.split_once("8080").unwrap().1;
        app.browser().get(path).await.expect(410);
        app.deliver().await;
        for way in [NUMBER, GALIH, RECOVERY] {
            assert!(app.messages_to(way)[0].text.contains("diganti pada"), "{way}");
        }
        assert_eq!(acts(&app).await[0], Action::SetPassword);
    }

    what_is_wrong_with_a_change_stands_beside_its_field_and_nothing_changes(app) {
        let mut browser = app.sign_in(GALIH).await;
        change(&mut browser, "", NEW, NEW).await.expect(422).says("id=\"current_password-error\"").says("Ketik kata sandi yang sekarang");
        change(&mut browser, "wrong", NEW, NEW).await.expect(422).says("Kata sandi ini tidak cocok").never_says(NEW);
        change(&mut browser, old(), NEW, "something else").await.expect(422).says("Kedua kata sandi tidak sama");
        change(&mut browser, old(), "Galih Pratama 2027", "Galih Pratama 2027").await.expect(422).says("hanya tersusun dari nama");
        change(&mut browser, old(), old(), old()).await.expect(422);
        assert_eq!(signs_in(&app, old()).await, 303);
        app.browser().get("/id/akun-saya/sandi").await.expect(303);
        app.browser().post("/id/akun-saya/sandi", &[("password", NEW)]).await.expect(303);
    }

    wrong_old_passwords_make_wait_as_wrong_ones_at_sign_in_do(app) {
        let mut browser = app.sign_in(GALIH).await;
        let mut last = 0;
        for number in 0..40 {
            let reply = change(&mut browser, &format!("wrong {number}"), NEW, NEW).await;
            last = reply.status.as_u16();
            if last == 429 {
                break;
            }
        }
        assert_eq!(last, 429, "who finds an open session cannot try passwords");
    }

    with_a_second_step_a_fresh_proof_takes_the_place_of_the_old_password(app) {
        let secret = second_step(&app).await;
        let fields = [("identifier", GALIH), ("password", old())];
        let mut browser = app.browser();
        browser.post("/id/masuk", &fields).await.expect(303);
        let code = steps::code(&app, &secret);
        browser.post("/id/masuk/kode", &[("code", &code)]).await.expect(303);
        app.wait(15 * MINUTE);
        assert!(browser.get("/id/akun-saya/sandi").await.expect(303).location().contains("/masuk/konfirmasi?"));
        assert!(change(&mut browser, old(), NEW, NEW).await.expect(303).location().contains("/masuk/konfirmasi?"));
        let code = steps::code(&app, &secret);
        browser.post("/id/masuk/konfirmasi", &[("code", &code)]).await.expect(303);
        browser.get("/id/akun-saya/sandi").await.expect(200).never_says("current_password");
        change(&mut browser, "", NEW, NEW).await.expect(303);
        // The second step is still asked for.
        let reply = app.browser().post("/id/masuk", &[("identifier", GALIH), ("password", NEW)]).await.expect(303);
        assert!(reply.location().contains("/masuk/kode"));
    }

    a_forgotten_password_goes_to_proven_contacts_and_never_around_the_second_step(app) {
        let secret = second_step(&app).await;
        app.browser().post("/id/lupa-sandi", &[("identifier", GALIH)]).await.expect(303);
        app.deliver().await;
        let text = app.messages_to(NUMBER)[0].text.clone();
        let link = text.split_whitespace().find(|word| word.contains("/tautan/")).unwrap();
        let path = link.split_once("8080").unwrap().1;
        let mut browser = app.browser();
        browser.post(path, &[("password", NEW), ("password_confirmation", NEW)]).await.expect(303);
        browser.get("/id/akun-saya").await.expect(303);
        let mut browser = app.browser();
        let reply = browser.post("/id/masuk", &[("identifier", GALIH), ("password", NEW)]).await.expect(303);
        assert!(reply.location().contains("/masuk/kode"));
        browser.get("/id/akun-saya").await.expect(303);
        browser.post("/id/masuk/kode", &[("code", "000000")]).await.expect(422);
        let code = steps::code(&app, &secret);
        browser.post("/id/masuk/kode", &[("code", &code)]).await.expect(303);
        browser.get("/id/akun-saya").await.expect(200);
    }

    a_recovery_address_is_proven_by_code_and_then_gets_the_link(app) {
        let mut browser = app.sign_in(GALIH).await;
        let reply = send_code(&mut browser, "pemulihan", RECOVERY).await.expect(303);
        assert_eq!(reply.location(), "/id/akun-saya/kontak/pemulihan/kode");
        browser.get("/id/akun-saya/kontak/pemulihan/kode").await.expect(200).says(RECOVERY);
        assert_eq!(account(&app).await.recovery_address, None, "nothing changes before it is proven");
        let code = code(&app, RECOVERY).await;
        // It stands in no table.
        let stored: i64 = app.app.db().read({
            let code = format!("%{code}%");
            move |tx| tx.value("SELECT count(*) FROM messages WHERE body LIKE ?1", db::params![&code])
        }).await.unwrap_or_else(|error: db::Error| panic!("{error}"));
        assert_eq!(stored, 0);
        type_code(&mut browser, "pemulihan", &format!("{} {}", &code[..3], &code[3..])).await.expect(303);
        assert_eq!(account(&app).await.recovery_address.as_deref(), Some(RECOVERY));
        browser.get("/id/akun-saya").await.expect(200).says("Kontak terbukti").says("galih<wbr>@example.com");
        assert_eq!(acts(&app).await[0], Action::ConfirmRecovery);
        // Used once.
        type_code(&mut browser, "pemulihan", &code).await.expect(303);
        app.browser().post("/id/lupa-sandi", &[("identifier", GALIH)]).await.expect(303);
        app.deliver().await;
        assert!(app.messages_to(RECOVERY)[0].text.contains("/tautan/"));
        assert!(app.messages_to(GALIH).iter().all(|message| !message.text.contains("/tautan/")));
    }

    a_new_number_counts_when_it_is_proven_and_the_old_one_is_told(app) {
        let mut browser = app.sign_in(GALIH).await;
        send_code(&mut browser, "whatsapp", OTHER_NUMBER).await.expect(303);
        let code = code(&app, OTHER_NUMBER).await;
        type_code(&mut browser, "whatsapp", &code).await.expect(303);
        let now = account(&app).await;
        assert_eq!((now.whatsapp.as_deref(), now.whatsapp_confirmed), (Some("6285890001777"), true));
        app.deliver().await;
        for old_way in [NUMBER, GALIH] {
            assert!(app.messages_to(old_way)[0].text.contains("diubah pada"), "{old_way}");
        }
        browser.post("/id/akun-saya/kontak/whatsapp/penghapusan", &[]).await.expect(303);
        assert_eq!(account(&app).await.whatsapp, None);
        app.deliver().await;
        assert!(app.messages_to(OTHER_NUMBER)[0].text.contains("diubah pada"), "who is taken out is told");
    }

    a_code_is_tried_five_times_works_ten_minutes_and_is_not_sent_without_end(app) {
        let mut browser = app.sign_in(GALIH).await;
        send_code(&mut browser, "pemulihan", RECOVERY).await.expect(303);
        let right = code(&app, RECOVERY).await;
        let wrong = if right == "000000" { "000001" } else { "000000" };
        // What cannot be a code is no attempt, and who leaves the page finds the way back to it.
        for none in ["", "12ab"] {
            type_code(&mut browser, "pemulihan", none).await.expect(422).says("Ketik enam angka");
        }
        browser.get("/id/akun-saya/kontak/pemulihan").await.expect(200).says("sudah dikirim dan masih berlaku").says("/pemulihan/kode");
        for left in [4, 3, 2, 1] {
            type_code(&mut browser, "pemulihan", wrong).await.expect(422).says(&format!("sisa {left} kali"));
        }
        type_code(&mut browser, "pemulihan", wrong).await.expect(303);
        type_code(&mut browser, "pemulihan", &right).await.expect(303);
        assert_eq!(account(&app).await.recovery_address, None, "after five wrong ones the right one is too late");
        send_code(&mut browser, "pemulihan", RECOVERY).await.expect(303);
        let right = code(&app, RECOVERY).await;
        app.wait(10 * MINUTE);
        let reply = type_code(&mut browser, "pemulihan", &right).await.expect(303);
        assert_eq!(reply.location(), "/id/akun-saya/kontak/pemulihan");
        assert_eq!(account(&app).await.recovery_address, None);
        for _ in 0..3 {
            send_code(&mut browser, "pemulihan", RECOVERY).await.expect(303);
        }
        send_code(&mut browser, "pemulihan", RECOVERY).await.expect(429);
        send_code(&mut browser, "whatsapp", OTHER_NUMBER).await.expect(429);
    }

    a_code_proves_only_the_contact_and_the_account_that_it_was_sent_for(app) {
        let mut browser = app.sign_in(GALIH).await;
        send_code(&mut browser, "pemulihan", RECOVERY).await.expect(303);
        let first = code(&app, RECOVERY).await;
        // Another address in its place: the code for the one before proves nothing any more.
        let other = "galih.lain@example.com";
        send_code(&mut browser, "pemulihan", other).await.expect(303);
        let second = code(&app, other).await;
        assert_ne!(first, second);
        type_code(&mut browser, "pemulihan", &first).await.expect(422);
        // Nor does somebody else's, nor one for the other way.
        let mut heri = app.sign_in("heri.widodo@staff.uns.ac.id").await;
        type_code(&mut heri, "pemulihan", &second).await.expect(303);
        type_code(&mut browser, "whatsapp", &second).await.expect(303);
        let stands = account(&app).await;
        assert_eq!((stands.recovery_address, stands.whatsapp.as_deref()), (None, Some("6285890001201")));
        type_code(&mut browser, "pemulihan", &second).await.expect(303);
        assert_eq!(account(&app).await.recovery_address.as_deref(), Some(other));
    }

    what_is_no_contact_is_refused_and_stays_typed(app) {
        let mut browser = app.sign_in(GALIH).await;
        send_code(&mut browser, "whatsapp", "0858").await.expect(422).says("value=\"0858\"");
        send_code(&mut browser, "pemulihan", GALIH).await.expect(422).says("Ini alamat akun itu sendiri");
        send_code(&mut browser, "whatsapp", NUMBER).await.expect(422).says("sudah terbukti");
        send_code(&mut browser, "fax", "1").await.expect(404);
    }

    contacts_are_changed_only_with_a_fresh_proof(app) {
        let mut browser = app.sign_in(GALIH).await;
        send_code(&mut browser, "pemulihan", RECOVERY).await.expect(303);
        let right = code(&app, RECOVERY).await;
        app.wait(15 * MINUTE);
        for path in ["whatsapp", "pemulihan", "pemulihan/kode"] {
            let reply = browser.get(&format!("/id/akun-saya/kontak/{path}")).await.expect(303);
            assert!(reply.location().contains("/masuk/konfirmasi?"), "{path}");
        }
        assert!(send_code(&mut browser, "pemulihan", RECOVERY).await.expect(303).location().contains("/masuk/konfirmasi?"));
        assert!(type_code(&mut browser, "pemulihan", &right).await.expect(303).location().contains("/masuk/konfirmasi?"));
        let reply = browser.post("/id/akun-saya/kontak/whatsapp/penghapusan", &[]).await.expect(303);
        assert!(reply.location().contains("/masuk/konfirmasi?"));
        assert!(account(&app).await.whatsapp.is_some());
    }

    its_owner_sees_who_touched_the_account(app) {
        let mut browser = app.sign_in(GALIH).await;
        browser.get("/id/akun-saya/jejak").await.expect(200).says("Belum ada yang menyentuh akun ini");
        let id = account(&app).await.public_id;
        let mut bagus = app.sign_in("bagus.prasetyo@staff.uns.ac.id").await;
        bagus.get(&format!("/id/akun/{id}")).await.expect(200);
        browser.get("/id/akun-saya/jejak").await.expect(200).says("Bagus Prasetyo").says("Staf, ");
        for _ in 0..31 {
            browser.post("/id/akun-saya/bahasa", &[("lang", "en")]).await.expect(303);
        }
        let first = browser.get("/id/akun-saya/jejak").await.expect(200).says("Anda sendiri").says("Inggris").never_says("Bagus Prasetyo");
        let next = first.between("/id/akun-saya/jejak?sebelum=", "\"");
        browser.get(&format!("/id/akun-saya/jejak?sebelum={next}")).await.expect(200).says("Bagus Prasetyo").says("Ke awal");
        // Nobody else sees it.
        app.sign_in("nita.rahayu@staff.uns.ac.id").await.get("/id/akun-saya/jejak").await.never_says("Bagus Prasetyo");
    }

    messages_come_in_the_chosen_language(app) {
        let mut browser = app.sign_in(GALIH).await;
        browser.post("/id/akun-saya/bahasa", &[("lang", "xx")]).await.expect(400);
        browser.post("/id/akun-saya/bahasa", &[("lang", "en")]).await.expect(303);
        change(&mut browser, old(), NEW, NEW).await.expect(303);
        app.deliver().await;
        assert!(app.messages_to(NUMBER)[0].text.contains("was changed"), "{}", app.messages_to(NUMBER)[0].text);
    }

    an_old_hash_is_made_anew_at_sign_in_and_the_password_stays(app) {
        let stored = |app: &TestApp| {
            let db = app.app.db().clone();
            async move {
                let read = |tx: &mut db::Tx<'_>| {
                    let id = accounts::find(tx, GALIH)?.unwrap().id;
                    accounts::password_hash(tx, id)
                };
                db.read(read).await.unwrap().unwrap()
            }
        };
        let (before, changed) = (stored(&app).await, account(&app).await.password_changed_at);
        let node = app.with(|parts| {
            parts.config.argon2_memory = 12_288;
            parts.config.argon2_iterations = 3;
        }).await;
        let fields = [("identifier", GALIH), ("password", old())];
        let wrong = [("identifier", GALIH), ("password", "wrong")];
        app.browser_on(node.clone()).post("/id/masuk", &wrong).await.expect(422);
        assert_eq!(stored(&app).await, before, "a wrong password changes nothing");
        app.browser_on(node.clone()).post("/id/masuk", &fields).await.expect(303);
        let after = stored(&app).await;
        assert!(after.starts_with("$argon2id$v=19$m=12288,t=3,p=1$"), "{after}");
        assert_eq!(account(&app).await.password_changed_at, changed);
        app.browser_on(node).post("/id/masuk", &fields).await.expect(303);
        assert_eq!(stored(&app).await, after, "once");
        portal::credentials::cost::configure(app.app.config().cost()).unwrap();
    }

    the_shortest_password_is_what_the_settings_say(app) {
        let node = app.with(|parts| parts.config.password_shortest = 20).await;
        let mut browser = app.browser_on(node);
        let fields = [("identifier", GALIH), ("password", old())];
        browser.post("/id/masuk", &fields).await.expect(303);
        browser.get("/id/akun-saya/sandi").await.expect(200).says("20 sampai 128");
        let short = "sepeda lampu rawa 7";
        change(&mut browser, old(), short, short).await.expect(422).says("paling sedikit 20");
    }

    codes_of_two_devices_at_once_are_counted_one_after_another(app) {
        let mut browser = app.sign_in(GALIH).await;
        send_code(&mut browser, "pemulihan", RECOVERY).await.expect(303);
        let right = code(&app, RECOVERY).await;
        let wrong = if right == "000000" { "000001" } else { "000000" };
        let tries = (0..20).map(|_| {
            let mut browser = browser.clone();
            tokio::spawn(async move { type_code(&mut browser, "pemulihan", wrong).await.status.as_u16() })
        });
        for one in tries.collect::<Vec<_>>() {
            one.await.unwrap();
        }
        let counted: i64 = app.app.db()
            .read(|tx| tx.value("SELECT failures FROM contact_codes", db::params![]))
            .await
            .unwrap_or_else(|error: db::Error| panic!("{error}"));
        assert_eq!(counted, 5, "none is judged after the fifth");
        type_code(&mut browser, "pemulihan", &right).await.expect(303);
        assert_eq!(account(&app).await.recovery_address, None);
    }
}
