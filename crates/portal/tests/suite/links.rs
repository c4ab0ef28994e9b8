//! Registration, forgotten passwords and single-use links: each story takes its link from the message.

use crate::{
    on_both_engines,
    signin::executor,
    steps::{self, code, enrol_app, secret_on},
    support::{Browser, TestApp},
};
use portal::{
    accounts::{self, Effect},
    clock::{DAY, HOUR, MINUTE},
    demo,
};

const NEW: &str = "ayu.kusuma@example.com";
const STRONG: &str = "jendela kopi gerimis 42";
const OTHER: &str = "sepeda lampu pelangi 77";
const GALIH: &str = "galih.pratama@student.uns.ac.id";
const HUKUM: &str = "hukum@unit.uns.ac.id";
const HERI: &str = "heri.widodo@staff.uns.ac.id";

fn registration<'a>(email: &'a str, password: &'a str) -> Vec<(&'static str, &'a str)> {
    vec![
        ("name", "Ayu Kusuma"),
        ("email", email),
        ("whatsapp", "0858-9000-1299"),
        ("password", password),
        ("password_confirmation", password),
    ]
}

/// The path of the newest link that somebody was sent.
async fn link_to(app: &TestApp, recipient: &str) -> String {
    app.deliver().await;
    let messages = app.messages_to(recipient);
    let text = &messages
        .iter()
        .find(|message| message.text.contains("/tautan/"))
        .expect("a message with a link")
        .text;
    let start = text.find("/id/tautan/").expect("a link");
    text[start..].split_whitespace().next().unwrap().to_owned()
}

async fn perform(
    app: &TestApp,
    address: &'static str,
    effect: fn(i64) -> Effect,
) -> accounts::Done {
    let (by, inner) = (executor(app).await, app.app.clone());
    app.app
        .db()
        .write(move |tx| {
            let account = accounts::find(tx, address)?.unwrap();
            accounts::perform(tx, &inner, effect(account.id), 41, &by)
        })
        .await
        .unwrap()
}

/// A token of a link, as a message would carry it.
async fn token_of(app: &TestApp, done: accounts::Done) -> String {
    let (inner, link) = (app.app.clone(), done.link_id.expect("a link"));
    let url = app
        .app
        .db()
        .write(move |tx| accounts::issue_token(tx, &inner, link))
        .await
        .unwrap();
    url.split_once("8080").unwrap().1.to_owned()
}

async fn sign_in(app: &TestApp, address: &str, password: &str) -> (Browser, u16) {
    let mut browser = app.browser();
    let reply = browser
        .post(
            "/id/masuk",
            &[("identifier", address), ("password", password)],
        )
        .await;
    let status = reply.status.as_u16();
    (browser, status)
}

async fn receipts(app: &TestApp) -> Vec<String> {
    let found = app
        .app
        .db()
        .read(|tx| accounts::receipts_of(tx, 41))
        .await
        .unwrap();
    found
        .into_iter()
        .map(|receipt| format!("{} {}", receipt.action, receipt.outcome))
        .collect()
}

on_both_engines! {
    a_guest_registers_confirms_and_is_in(app) {
        let mut browser = app.browser();
        browser.get("/id/daftar").await.expect(200).says("Daftar akun Loket").never_says("autocomplete=\"name\" value=\"name\"");
        let reply = browser.post("/id/daftar", &registration(NEW, STRONG)).await.expect(303);
        assert_eq!(reply.location(), "/id/daftar/terkirim");
        browser.get("/id/daftar/terkirim").await.expect(200).says("Periksa kotak surat Anda");
        // Before the address is proven even the right password does not let in.
        let (_, status) = sign_in(&app, NEW, STRONG).await;
        assert_eq!(status, 403);
        let link = link_to(&app, NEW).await;
        // By e-mail only: a link on WhatsApp would not prove the address.
        assert!(app.messages_to("0858-9000-1299").is_empty());
        for _ in 0..3 {
            browser.get(&link).await.expect(200).says("Konfirmasi alamat email");
        }
        browser.post(&link, &[("password", OTHER)]).await.expect(422).says("Bukan kata sandi");
        assert_eq!(browser.post(&link, &[("password", STRONG)]).await.expect(303).location(), "/id/riwayat");
        browser.get("/id/akun-saya").await.expect(200).says("Ayu Kusuma").says("0858-9000-1299");
        browser.get(&link).await.expect(410).says("Tautan ini sudah dipakai");
        let (_, status) = sign_in(&app, NEW, STRONG).await;
        assert_eq!(status, 303);
    }

    what_is_wrong_with_a_registration_stands_beside_its_field(app) {
        let mut browser = app.browser();
        let fields = [("name", ""), ("email", "ayu@"), ("whatsapp", "12"), ("password", "pendek"), ("password_confirmation", "pendek")];
        let page = browser.post("/id/daftar", &fields).await.expect(422);
        let page = page.says("id=\"name-error\"").says("id=\"email-error\"").says("id=\"whatsapp-error\"");
        page.says("id=\"password-error\"").says("autocomplete=\"name\" value=\"\"").says("value=\"ayu@\"").never_says("pendek");
        browser.post("/id/daftar", &registration("ayu@student.uns.ac.id", STRONG)).await.expect(422)
            .says("Alamat kampus tidak perlu didaftarkan");
        let mut differing = registration(NEW, STRONG);
        differing[4] = ("password_confirmation", OTHER);
        browser.post("/id/daftar", &differing).await.expect(422).says("Kedua kata sandi tidak sama");
        browser.post("/id/daftar", &registration(NEW, "Ayu.Kusuma-170845")).await.expect(422)
            .says("hanya tersusun dari nama");
        app.deliver().await;
        assert!(app.messages_to(NEW).is_empty());
    }

    whoever_registers_a_known_address_learns_nothing_but_its_owner_does(app) {
        const KNOWN: &str = "rina.pribadi@example.com";
        let (mut one, mut two) = (app.browser(), app.browser());
        let known = one.post("/id/daftar", &registration(KNOWN, STRONG)).await.expect(303);
        let unknown = two.post("/id/daftar", &registration(NEW, STRONG)).await.expect(303);
        assert_eq!(known.steady_headers(), unknown.steady_headers());
        app.deliver().await;
        assert!(app.messages_to(KNOWN)[0].text.contains("sudah punya akun"));
        // Nothing of the account has changed.
        let (_, status) = sign_in(&app, KNOWN, &demo::cast().password).await;
        assert_eq!(status, 303);
    }

    a_registration_in_somebody_elses_name_is_not_confirmed_by_mistake(app) {
        app.browser().post("/id/daftar", &registration(NEW, OTHER)).await.expect(303);
        let first = link_to(&app, NEW).await;
        // Now the owner of the address registers; only the newest link works, and only with the own password.
        app.browser().post("/id/daftar", &registration(NEW, STRONG)).await.expect(303);
        let second = link_to(&app, NEW).await;
        app.browser().get(&first).await.expect(410).says("sudah tidak berlaku");
        app.browser().post(&second, &[("password", OTHER)]).await.expect(422);
        app.browser().post(&second, &[("password", STRONG)]).await.expect(303);
    }

    asking_for_messages_is_limited_for_an_address_and_for_a_source(app) {
        for _ in 0..3 {
            app.browser().post("/id/lupa-sandi", &[("identifier", GALIH)]).await.expect(303);
        }
        app.browser().post("/id/lupa-sandi", &[("identifier", GALIH)]).await.expect(429);
        for number in 0..16 {
            let address = format!("x{number}@example.com");
            app.browser().post("/id/lupa-sandi", &[("identifier", &address)]).await.expect(303);
        }
        app.browser().post("/id/lupa-sandi", &[("identifier", "y@example.com")]).await.expect(429);
        app.wait(HOUR);
        app.browser().post("/id/lupa-sandi", &[("identifier", GALIH)]).await.expect(303);
    }

    nobodys_mailbox_is_filled_by_signing_in_before_confirming(app) {
        app.browser().post("/id/daftar", &registration(NEW, STRONG)).await.expect(303);
        for status in [403, 403, 429, 429] {
            assert_eq!(sign_in(&app, NEW, STRONG).await.1, status);
        }
        app.deliver().await;
        assert_eq!(app.messages_to(NEW).len(), 1, "only the newest link works, older messages are not sent any more");
    }

    a_forgotten_password_is_replaced_by_its_owner(app) {
        let mut session = app.sign_in(GALIH).await;
        let reply = app.browser().post("/id/lupa-sandi", &[("identifier", GALIH)]).await.expect(303);
        let nobody = app.browser().post("/id/lupa-sandi", &[("identifier", "nobody@student.uns.ac.id")]).await.expect(303);
        assert_eq!(reply.steady_headers(), nobody.steady_headers());
        let link = link_to(&app, "0858-9000-1201").await;
        // Not to the mailbox that the password is for.
        assert!(app.messages_to(GALIH).is_empty());
        let mut browser = app.browser();
        browser.get(&link).await.expect(200).says("Buat kata sandi").says("Rangkai empat kata");
        browser.post(&link, &[("password", "galih pratama 2027"), ("password_confirmation", "galih pratama 2027")]).await
            .expect(422).says("hanya tersusun dari nama");
        browser.post(&link, &[("password", STRONG), ("password_confirmation", STRONG)]).await.expect(303);
        assert_eq!(sign_in(&app, GALIH, &demo::cast().password).await.1, 422, "the old password");
        assert_eq!(sign_in(&app, GALIH, STRONG).await.1, 303, "the new password");
        session.get("/id/akun-saya").await.expect(303);
        app.deliver().await;
        assert!(app.messages_to("0858-9000-1201")[0].text.contains("diganti pada"));
        browser.post(&link, &[("password", OTHER), ("password_confirmation", OTHER)]).await.expect(410).says("sudah dipakai");
        assert_eq!(sign_in(&app, GALIH, OTHER).await.1, 422);
    }

    a_forgotten_password_takes_as_long_to_ask_for_whoever_it_is(app) {
        // Somebody who is reached, whose owner is not, who is blocked, and nobody: interleaved, and compared is in how many
        // of all pairs the one was slower than the other.
        let kinds = [GALIH, "sri.handayani@staff.uns.ac.id", "rina.wulandari@student.uns.ac.id", "nobody@student.uns.ac.id"];
        let mut samples: [Vec<u128>; 4] = Default::default();
        for round in 0..60 {
            for (kind, address) in kinds.into_iter().enumerate() {
                let mut browser = app.browser();
                browser.source = format!("10.9.{round}.{kind}");
                app.wait(10 * MINUTE);
                let begun = std::time::Instant::now();
                browser.post("/id/lupa-sandi", &[("identifier", address)]).await.expect(303);
                samples[kind].push(begun.elapsed().as_micros());
            }
        }
        for one in &samples {
            for other in &samples {
                let pairs = one.iter().flat_map(|a| other.iter().map(move |b| u32::from(a > b)));
                let slower = f64::from(pairs.sum::<u32>()) / (one.len() * other.len()) as f64;
                assert!((0.2..0.8).contains(&slower) || std::ptr::eq(one, other), "slower in {slower:.2} of all pairs: {samples:?}");
            }
        }
        // And who is reached gets a link, once for each time.
        app.deliver().await;
        assert!(app.messages_to("0858-9000-1201").iter().any(|one| one.text.contains("/tautan/")));
    }

    a_link_ends_with_its_time_and_an_altered_one_is_not_known(app) {
        app.browser().post("/id/lupa-sandi", &[("identifier", GALIH)]).await.expect(303);
        let link = link_to(&app, "0858-9000-1201").await;
        let mut altered = link.clone();
        let last = altered.pop().unwrap();
        altered.push(if last == '0' { '1' } else { '0' });
        app.browser().get(&altered).await.expect(404).says("Tautan ini tidak dikenal");
        app.browser().post(&altered, &[("password", STRONG), ("password_confirmation", STRONG)]).await.expect(404);
        app.wait(HOUR - 1);
        app.browser().get(&link).await.expect(200);
        app.wait(1);
        app.browser().get(&link).await.expect(410).says("sudah tidak berlaku").says("/id/lupa-sandi");
        app.browser().post(&link, &[("password", STRONG), ("password_confirmation", STRONG)]).await.expect(410);
        assert_eq!(sign_in(&app, GALIH, STRONG).await.1, 422);
    }

    one_link_has_a_token_for_each_channel_and_using_one_uses_up_all(app) {
        let done = perform(&app, HUKUM, |account_id| Effect::ChangePassword { account_id }).await;
        let (mail, chat) = (token_of(&app, done).await, token_of(&app, done).await);
        assert_ne!(mail, chat);
        app.browser().get(&mail).await.expect(200);
        app.browser().get(&chat).await.expect(200);
        app.browser().post(&chat, &[("password", STRONG), ("password_confirmation", STRONG)]).await.expect(303);
        app.browser().get(&mail).await.expect(410).says("sudah dipakai");
    }

    changing_the_password_of_a_unit_is_proven_by_receipts(app) {
        let mut session = app.sign_in(HUKUM).await;
        let done = perform(&app, HUKUM, |account_id| Effect::ChangePassword { account_id }).await;
        session.get("/id/akun-saya").await.expect(303);
        let link = token_of(&app, done).await;
        app.wait(3 * DAY - 1);
        app.browser().post(&link, &[("password", STRONG), ("password_confirmation", STRONG)]).await.expect(303);
        assert_eq!(receipts(&app).await, ["change-password link-to-pic", "set-password password-set"]);
        assert_eq!(sign_in(&app, HUKUM, &demo::cast().password).await.1, 422);
        assert_eq!(sign_in(&app, HUKUM, STRONG).await.1, 303);
        // The person in charge is told.
        app.deliver().await;
        assert!(app.messages_to(HERI)[0].text.contains(HUKUM));
    }

    a_second_step_is_enrolled_by_link_and_asked_for_ever_after(app) {
        let done = perform(&app, GALIH, |account_id| Effect::RequireSecondStep { account_id }).await;
        let password = demo::cast().password.as_str();
        let (mut waiting, status) = sign_in(&app, GALIH, password).await;
        assert_eq!(status, 303);
        let reply = waiting.get("/id/riwayat").await.expect(303);
        assert_eq!(reply.location(), "/id/akun-saya/langkah-kedua", "required and not enrolled");
        let link = token_of(&app, done).await;
        let mut browser = app.browser();
        let page = browser.get(&link).await.expect(200).says("<svg class=\"qr\"").never_says("name=\"secret\"");
        let secret = secret_on(&page);
        let ceremony = page.between("name=\"ceremony\" value=\"", "\"");
        let page = browser.post(&link, &[("ceremony", &ceremony), ("code", "000000")]).await.expect(422);
        assert_eq!(secret_on(&page), secret);
        let code = code(&app, &secret);
        browser.post(&link, &[("ceremony", &ceremony), ("code", &code)]).await.expect(303);
        browser.get(&link).await.expect(410);
        waiting.get("/id/akun-saya/langkah-kedua").await.expect(303);
        assert_eq!(receipts(&app).await, ["require-second-step second-step-required", "enrol-second-step second-step-enrolled"]);

        // The code of the enrolment is used up; the next one lets in, once.
        let fields = [("identifier", GALIH), ("password", password), ("lanjut", "/tiket/R4K")];
        let reply = browser.post("/id/masuk", &fields).await.expect(303);
        let step = reply.location().to_owned();
        assert_eq!(step, "/id/masuk/kode?lanjut=/tiket/R4K");
        browser.get("/id/akun-saya").await.expect(303);
        browser.get(&step).await.expect(200).says("name=\"lanjut\" value=\"/tiket/R4K\"");
        let with = |code: &str| [("code", code.to_owned()), ("lanjut", "/tiket/R4K".to_owned())];
        let old = with(&code);
        browser.post("/id/masuk/kode", &old.each_ref().map(|(name, value)| (*name, value.as_str()))).await.expect(422)
            .says("sudah dipakai");
        app.wait(30_000);
        let fresh = with(&steps::code(&app, &secret));
        let fresh = fresh.each_ref().map(|(name, value)| (*name, value.as_str()));
        let mut thief = browser.clone();
        assert_eq!(browser.post("/id/masuk/kode", &fresh).await.expect(303).location(), "/id/tiket/R4K");
        browser.get("/id/akun-saya").await.expect(200);
        assert_eq!(thief.post("/id/masuk/kode", &fresh).await.expect(303).location(), "/id/masuk?lanjut=/tiket/R4K");
        thief.get("/id/akun-saya").await.expect(303);
    }

    the_owner_of_a_blocked_account_owes_the_second_step_before_asking(app) {
        let mut galih = app.sign_in(GALIH).await;
        let secret = enrol_app(&app, &mut galih, "").await;
        app.wait(60_000);
        crate::blocks::block(&app, GALIH, &[("cause", "mass-mail"), ("evidence", "log")]).await.expect(303);
        let mut browser = app.browser();
        let fields = [("identifier", GALIH), ("password", demo::cast().password.as_str())];
        let reply = browser.post("/id/masuk", &fields).await;
        reply.expect(403).says("Email massal").says("Lanjut ke Langkah Kedua");
        // The password alone opens nothing.
        browser.get("/id/terblokir").await.expect(303);
        browser.get(crate::fixture::FORM).await.expect(303);
        browser.post("/id/masuk/kode", &[("code", "000000")]).await.expect(422);
        let code = crate::steps::code(&app, &secret);
        let reply = browser.post("/id/masuk/kode", &[("code", &code)]).await.expect(303);
        assert_eq!(reply.location(), "/id/terblokir");
        browser.get("/id/terblokir").await.expect(200).says("Ajukan Pembukaan Blokir");
    }

    whoever_answers_for_a_blocked_mailbox_is_filled_in(app) {
        crate::blocks::block(&app, HUKUM, &[("cause", "mass-mail"), ("evidence", "log")]).await.expect(303);
        let (mut browser, _) = crate::blocked::told(&app, HUKUM).await;
        browser.get(crate::fixture::FORM).await.expect(200).says("Heri Widodo").says("198609262015051001");
    }

    codes_are_not_awaited_for_long(app) {
        let mut galih = app.sign_in(GALIH).await;
        enrol_app(&app, &mut galih, "").await;
        let (mut browser, _) = sign_in(&app, GALIH, &demo::cast().password).await;
        app.wait(5 * 60_000);
        assert_eq!(browser.post("/id/masuk/kode", &[("code", "1")]).await.expect(303).location(), "/id/masuk");
    }

    a_forgotten_password_does_not_lead_around_the_second_step(app) {
        let done = perform(&app, HUKUM, |account_id| Effect::RequireSecondStep { account_id }).await;
        app.browser().post("/id/lupa-sandi", &[("identifier", HUKUM)]).await.expect(303);
        let link = link_to(&app, HERI).await;
        let mut browser = app.browser();
        browser.post(&link, &[("password", STRONG), ("password_confirmation", STRONG)]).await.expect(303);
        browser.get("/id/akun-saya").await.expect(303);
        assert_eq!(sign_in(&app, HUKUM, STRONG).await.1, 403, "still not enrolled");
        assert!(done.link_id.is_some());
    }

    a_mailbox_is_created_once_and_its_first_password_is_set_by_link(app) {
        let create = |_| Effect::CreateMailbox {
            address: "Informatika@unit.uns.ac.id".into(),
            name: "Prodi S1 Informatika".into(),
            organisation: "FATISDA".into(),
            pic: accounts::Pic { name: "Heri Widodo".into(), email: HERI.into(), whatsapp: Some("6285890001204".into()) },
        };
        let done = perform(&app, HUKUM, create).await;
        let made = app.app.db().read(move |tx| accounts::get(tx, done.account_id)).await.unwrap();
        assert_eq!((made.address.as_str(), made.kind), ("informatika@unit.uns.ac.id", accounts::Kind::Unit));
        let link = token_of(&app, done).await;
        app.browser().post(&link, &[("password", STRONG), ("password_confirmation", STRONG)]).await.expect(303);
        assert_eq!(sign_in(&app, "informatika@unit.uns.ac.id", STRONG).await.1, 303);
        let (by, inner) = (executor(&app).await, app.app.clone());
        let again = app.app.db().write(move |tx| accounts::perform(tx, &inner, create(0), 42, &by)).await;
        assert!(matches!(again, Err(portal::Error::RefusedFor("accounts-address-taken", _))), "{again:?}");
    }

    an_application_is_opened_and_shows_on_the_account(app) {
        let open = |account_id| Effect::OpenApplication { account_id, application: "digisign-admin-unit".into() };
        let done = perform(&app, HERI, open).await;
        assert_eq!(receipts(&app).await, ["open-application application:digisign-admin-unit"]);
        let public_id = app.app.db().read(move |tx| accounts::get(tx, done.account_id)).await.unwrap().public_id;
        let mut sri = app.sign_in("sri.handayani@staff.uns.ac.id").await;
        sri.get(&format!("/id/akun/{public_id}")).await.expect(200).says("Admin Unit DigiSign").never_says("argon2");
    }

    the_meter_measures_and_keeps_nothing(app) {
        let mut browser = app.browser();
        let weak = browser.post("/id/sandi/ukur", &[("password", "rahasia123")]).await.expect(200).text();
        assert!(weak.contains("\"score\":1") && weak.contains("\"word\":\"Lemah.\""), "{weak}");
        let strong = browser.post("/en/sandi/ukur", &[("password", STRONG), ("name", "Ayu")]).await.expect(200).text();
        assert!(strong.contains("\"score\":4") && strong.contains("\"guess\":true"), "{strong}");
        // One word of one's own in a phrase is no reason to refuse it; nothing else is.
        let part = browser.post("/id/sandi/ukur", &[("password", STRONG), ("username", "gerimis.kopi@example.com")]).await.text();
        assert!(part.contains("\"name\":true"), "{part}");
        let own = browser.post("/id/sandi/ukur", &[("password", "Kopi-Gerimis-2027"), ("username", "gerimis.kopi@example.com")]).await.text();
        assert!(own.contains("\"name\":false"), "{own}");
    }
}
