//! Passkeys over HTTP, with a device in software: enrolled, used as second step, alone and as fresh proof, and misused.

use crate::{
    authenticator::Device,
    on_both_engines,
    shared::{HUKUM, deputy, link, openers},
    steps::{PAGE, enrol_app},
    support::{Browser, Reply, TestApp},
    tickets::{GALIH, HERI, account},
};
use portal::{accounts, clock::MINUTE, demo};
use serde_json::Value;

const HERE: &str = "http://localhost:8080";

/// A node whose address has a name: passkeys are bound to one.
async fn named(app: &TestApp) -> Browser {
    let node = app.with(|parts| parts.config.base_url = HERE.into()).await;
    app.browser_on(node)
}

fn password() -> &'static str {
    &demo::cast().password
}

async fn sign_in(browser: &mut Browser, address: &str) -> Reply {
    let fields = [("identifier", address), ("password", password())];
    browser.post("/id/masuk", &fields).await.expect(303)
}

/// The challenge that a page carries.
fn asked(page: &Reply) -> Value {
    let text = page.between("data-challenge=\"", "\"");
    let text = text.replace("&#34;", "\"").replace("&quot;", "\"");
    // Some browsers take no null where a word belongs.
    assert!(!text.contains("null"), "{text}");
    serde_json::from_str(&text).unwrap()
}

/// The challenge for whoever has a passkey.
async fn discover(browser: &mut Browser) -> Value {
    let reply = browser
        .post("/id/masuk/passkey/tantangan", &[])
        .await
        .expect(200);
    serde_json::from_str(&reply.text()).unwrap()
}

async fn send(browser: &mut Browser, path: &str, asked: &Value, answer: &str) -> Reply {
    let ceremony = asked["ceremony"].as_str().unwrap();
    let fields = [("ceremony", ceremony), ("answer", answer)];
    browser.post(path, &fields).await
}

/// Signs in with the password and enrols a passkey.
async fn enrolled(browser: &mut Browser, device: &mut Device, address: &str) {
    sign_in(browser, address).await;
    let page = browser.get(&format!("{PAGE}/passkey")).await.expect(200);
    let page = page.says("class=\"drawing\"");
    let asked = asked(&page);
    let made = device.make(&asked);
    let reply = send(browser, &format!("{PAGE}/passkey"), &asked, &made)
        .await
        .expect(303);
    assert_eq!(reply.location(), "/id/akun-saya/langkah-kedua/kode");
}

/// Enrols a passkey of one's own for a mailbox, in a browser in which its person has signed in.
async fn enrolled_for(browser: &mut Browser, device: &mut Device, mailbox: &str) {
    let (path, list) = (format!("{PAGE}/passkey"), format!("{PAGE}?untuk={mailbox}"));
    let page = browser.get(&format!("{path}?untuk={mailbox}")).await;
    let challenge = asked(&page.expect(200).says("hukum<wbr>@unit.uns.ac.id"));
    let made = device.make(&challenge);
    let fields = [
        ("ceremony", challenge["ceremony"].as_str().unwrap()),
        ("answer", &made),
        ("untuk", mailbox),
    ];
    let reply = browser.post(&path, &fields).await.expect(303);
    assert_eq!(reply.location(), list);
}

/// Opens the mailbox with its password and then a passkey.
async fn opened(app: &TestApp, device: &mut Device) -> Browser {
    let mut browser = named(app).await;
    assert_eq!(
        sign_in(&mut browser, HUKUM).await.location(),
        "/id/masuk/kode"
    );
    let page = browser.get("/id/masuk/kode").await.expect(200);
    let challenge = asked(&page);
    let answer = device.answer(&challenge);
    send(&mut browser, "/id/masuk/kode", &challenge, &answer)
        .await
        .expect(303);
    browser
        .get("/id/akun-saya")
        .await
        .expect(200)
        .says("hukum<wbr>@unit.uns.ac.id");
    browser
}

on_both_engines! {
    a_passkey_is_enrolled_and_enters_alone_and_as_second_step(app) {
        let (mut browser, mut device) = (named(&app).await, Device::new(HERE));
        enrolled(&mut browser, &mut device, GALIH).await;
        browser.get(PAGE).await.expect(200).says("Passkey").says("belum pernah");
        app.deliver().await;
        assert!(app.messages_to(GALIH).iter().any(|one| one.text.contains("diaktifkan pada")));

        // Alone: neither address nor password is typed.
        let mut alone = named(&app).await;
        let challenge = discover(&mut alone).await;
        assert!(challenge["options"]["allowCredentials"].as_array().is_none_or(Vec::is_empty));
        let answer = device.answer(&challenge);
        let reply = send(&mut alone, "/id/masuk/passkey", &challenge, &answer).await.expect(303);
        assert_eq!(reply.location(), "/id/riwayat");
        alone.get("/id/akun-saya").await.expect(200).says("Galih Pratama");

        // After the password, which alone is not enough.
        let mut second = named(&app).await;
        assert_eq!(sign_in(&mut second, GALIH).await.location(), "/id/masuk/kode");
        second.get("/id/akun-saya").await.expect(303);
        let page = second.get("/id/masuk/kode").await.expect(200).never_says("name=\"code\"");
        let challenge = asked(&page);
        assert_eq!(challenge["options"]["allowCredentials"].as_array().unwrap().len(), 1);
        let answer = device.answer(&challenge);
        send(&mut second, "/id/masuk/kode", &challenge, &answer).await.expect(303);
        second.get("/id/akun-saya").await.expect(200);

        // As fresh proof.
        app.wait(16 * MINUTE);
        second.get(&format!("{PAGE}/aplikasi")).await.expect(303);
        let page = second.get("/id/masuk/konfirmasi?lanjut=/akun-saya").await.expect(200).never_says("name=\"password\"");
        let challenge = asked(&page);
        let answer = device.answer(&challenge);
        send(&mut second, "/id/masuk/konfirmasi", &challenge, &answer).await.expect(303);
        second.get(&format!("{PAGE}/aplikasi")).await.expect(200);
    }

    everybody_who_answers_for_a_mailbox_has_a_passkey_of_their_own(app) {
        deputy(&app, GALIH, None).await;
        let id = account(&app, HUKUM).await.public_id;
        let (heri_id, galih_id) = (account(&app, HERI).await.id, account(&app, GALIH).await.id);
        let (mut heri, mut galih) = (named(&app).await, named(&app).await);
        sign_in(&mut heri, HERI).await;
        sign_in(&mut galih, GALIH).await;
        let passkey = format!("{PAGE}/passkey?untuk={id}");
        heri.get(&passkey).await.expect(422).says("belum dibuktikan");
        heri.post(&format!("{PAGE}/tautan"), &[("untuk", &id)]).await.expect(303);
        heri.post(&link(&app).await, &[]).await.expect(303);

        let mut heris = Device::new(HERE);
        enrolled_for(&mut heri, &mut heris, &id).await;
        // A device of his own, which numbers its keys on so that no two are alike.
        let mut galihs = heris.clone();
        enrolled_for(&mut galih, &mut galihs, &id).await;
        galihs.keys.remove(0);
        opened(&app, &mut heris).await;
        let mut by_galih = opened(&app, &mut galihs).await;
        assert_eq!(openers(&app).await, [Some(heri_id), Some(galih_id)]);
        let mut alone = named(&app).await;
        let challenge = discover(&mut alone).await;
        let answer = heris.answer(&challenge);
        send(&mut alone, "/id/masuk/passkey", &challenge, &answer).await.expect(303);
        alone.get("/id/akun-saya").await.expect(200).says("hukum<wbr>@unit.uns.ac.id");
        assert_eq!(openers(&app).await.last(), Some(&Some(heri_id)));

        // Neither proves what the other did, nor removes what is the other's.
        app.wait(16 * MINUTE);
        let asks = "/id/masuk/konfirmasi?lanjut=/akun-saya";
        let challenge = asked(&by_galih.get(asks).await.expect(200));
        assert_eq!(challenge["options"]["allowCredentials"].as_array().unwrap().len(), 1);
        let answer = heris.answer_anyway(&challenge);
        send(&mut by_galih, "/id/masuk/konfirmasi", &challenge, &answer).await.expect(422);
        let challenge = asked(&by_galih.get(asks).await.expect(200));
        let answer = galihs.answer(&challenge);
        send(&mut by_galih, "/id/masuk/konfirmasi", &challenge, &answer).await.expect(303);
        let list = by_galih.get(PAGE).await.expect(200).text();
        assert_eq!((list.matches("data-authenticator=").count(), list.matches("/hapus").count()), (2, 1));
        let each = list.split("data-authenticator=\"").skip(1);
        let others = each.filter(|row| !row.split("</tr>").next().unwrap().contains("/hapus"));
        let others: Vec<_> = others.map(|row| row.split('"').next().unwrap()).collect();
        assert_eq!(others.len(), 1);
        by_galih.post(&format!("{PAGE}/{}/hapus", others[0]), &[]).await.expect(404);
        opened(&app, &mut heris).await;

        // Who has none left is told so, and asked neither for the other's nor for a password.
        let own = list.split("data-authenticator=\"").skip(1).map(|row| row.split('"').next().unwrap());
        let own = own.filter(|id| *id != others[0]).collect::<Vec<_>>();
        by_galih.post(&format!("{PAGE}/{}/hapus", own[0]), &[]).await.expect(303);
        app.wait(16 * MINUTE);
        let page = by_galih.get(asks).await.expect(200).says("tidak lagi punya langkah kedua");
        page.never_says("15 menit").never_says("data-challenge").never_says("name=\"password\"").never_says("name=\"code\"");
    }

    an_answer_works_once_and_only_for_its_own_challenge(app) {
        let (mut browser, mut device) = (named(&app).await, Device::new(HERE));
        enrolled(&mut browser, &mut device, GALIH).await;
        let mut thief = named(&app).await;
        let first = discover(&mut thief).await;
        let answer = device.answer(&first);
        send(&mut thief, "/id/masuk/passkey", &first, &answer).await.expect(303);
        // The same once more; then as an answer to another challenge.
        let mut again = named(&app).await;
        send(&mut again, "/id/masuk/passkey", &first, &answer).await.expect(422).says("tidak cocok atau waktunya habis");
        let other = discover(&mut again).await;
        send(&mut again, "/id/masuk/passkey", &other, &answer).await.expect(422);
        // A wrong answer has used that challenge up.
        let late = device.answer(&other);
        send(&mut again, "/id/masuk/passkey", &other, &late).await.expect(422);
        // Nor does one wait for ever.
        let old = discover(&mut again).await;
        let answer = device.answer(&old);
        app.wait(15 * MINUTE);
        send(&mut again, "/id/masuk/passkey", &old, &answer).await.expect(422);
        again.get("/id/akun-saya").await.expect(303);
    }

    a_false_site_and_a_device_that_recognises_nobody_get_nothing(app) {
        let (mut browser, mut device) = (named(&app).await, Device::new(HERE));
        enrolled(&mut browser, &mut device, GALIH).await;
        let mut visitor = named(&app).await;
        let mut lured = Device { origin: "http://l0calhost:8080".into(), ..device.clone() };
        let challenge = discover(&mut visitor).await;
        let answer = lured.answer(&challenge);
        send(&mut visitor, "/id/masuk/passkey", &challenge, &answer).await.expect(422);
        let mut stolen = Device { recognises: false, ..device.clone() };
        let challenge = discover(&mut visitor).await;
        let answer = stolen.answer(&challenge);
        send(&mut visitor, "/id/masuk/passkey", &challenge, &answer).await.expect(422);
        for nonsense in ["", "{}", "null", "{\"id\":1}"] {
            let challenge = discover(&mut visitor).await;
            send(&mut visitor, "/id/masuk/passkey", &challenge, nonsense).await.expect(422);
        }
        // None of these can be enrolled either.
        let mut owner = app.browser_on(app.with(|parts| parts.config.base_url = HERE.into()).await);
        sign_in(&mut owner, HERI).await;
        for mut bad in [Device::new("http://l0calhost:8080"), Device { recognises: false, ..Device::new(HERE) }] {
            let page = owner.get(&format!("{PAGE}/passkey")).await.expect(200);
            let challenge = asked(&page);
            let made = bad.make(&challenge);
            send(&mut owner, &format!("{PAGE}/passkey"), &challenge, &made).await.expect(422).says("tidak dapat dipakai");
        }
        owner.get(PAGE).await.expect(200).says("Belum aktif");
    }

    a_copied_passkey_ends_and_its_owner_is_told(app) {
        let (mut browser, mut device) = (named(&app).await, Device::new(HERE));
        enrolled(&mut browser, &mut device, GALIH).await;
        let mut copy = device.clone();
        let challenge = discover(&mut browser).await;
        let answer = device.answer(&challenge);
        send(&mut browser, "/id/masuk/passkey", &challenge, &answer).await.expect(303);
        browser.get("/id/akun-saya").await.expect(200);
        // The copy does not know that it was used meanwhile.
        let mut thief = named(&app).await;
        let challenge = discover(&mut thief).await;
        let answer = copy.answer(&challenge);
        send(&mut thief, "/id/masuk/passkey", &challenge, &answer).await.expect(422);
        thief.get("/id/akun-saya").await.expect(303);
        browser.get("/id/akun-saya").await.expect(303);
        let challenge = discover(&mut browser).await;
        let answer = device.answer(&challenge);
        send(&mut browser, "/id/masuk/passkey", &challenge, &answer).await.expect(422);
        app.deliver().await;
        assert!(app.messages_to(GALIH).iter().any(|one| one.text.contains("tanda bahwa ada salinannya")));
    }

    a_passkey_opens_only_the_account_that_it_is_of_and_not_when_blocked(app) {
        let (mut browser, mut device) = (named(&app).await, Device::new(HERE));
        enrolled(&mut browser, &mut device, GALIH).await;
        let mut heri = named(&app).await;
        sign_in(&mut heri, HERI).await;
        enrol_app(&app, &mut heri, "").await;
        let mut thief = named(&app).await;
        assert_eq!(sign_in(&mut thief, HERI).await.location(), "/id/masuk/kode");
        // Heri has no passkey, so his page has no challenge: one of somebody else's is tried.
        thief.get("/id/masuk/kode").await.expect(200).never_says("data-challenge");
        let challenge = discover(&mut thief).await;
        let answer = device.answer_anyway(&challenge);
        send(&mut thief, "/id/masuk/kode", &challenge, &answer).await.expect(422);
        thief.get("/id/akun-saya").await.expect(303);

        let galih = account(&app, GALIH).await;
        app.app.db().write(move |tx| {
            accounts::record(tx, &galih, true, accounts::Cause::Policy, ("x", None, None, 1))
        }).await.unwrap();
        let challenge = discover(&mut thief).await;
        let answer = device.answer(&challenge);
        // Its owner is told, and can ask for its opening; nothing else opens.
        let reply = send(&mut thief, "/id/masuk/passkey", &challenge, &answer).await.expect(303);
        assert_eq!(reply.location(), "/id/terblokir");
        thief.get("/id/terblokir").await.expect(200).says("diblokir");
        thief.get("/id/akun-saya").await.expect(403);
    }

    an_address_without_a_name_offers_no_passkeys(app) {
        app.browser().get("/id/masuk").await.expect(200).never_says("data-passkey");
        app.browser().post("/id/masuk/passkey/tantangan", &[]).await.expect(404);
        let mut galih = app.sign_in(GALIH).await;
        galih.get(PAGE).await.expect(200).never_says("langkah-kedua/passkey");
        galih.get(&format!("{PAGE}/passkey")).await.expect(404);
    }
}
