//! The second step of a shared mailbox: its address is proven, and everybody who answers for it has one of their own.

use crate::{
    on_both_engines,
    signin::executor,
    steps::{PAGE, code, enrol_app},
    support::{Browser, TestApp},
    tickets::{GALIH, HERI, account},
};
use portal::{
    accounts::{self, Effect},
    clock::MINUTE,
    demo,
};

pub const HUKUM: &str = "hukum@unit.uns.ac.id";

fn password() -> &'static str {
    &demo::cast().password
}

/// The newest link that the mailbox received.
pub async fn link(app: &TestApp) -> String {
    app.deliver().await;
    let messages = app.messages_to(HUKUM);
    let found = messages.iter().find(|one| one.text.contains("/tautan/"));
    let text = &found.expect("a message with a link").text;
    let start = text.find("/id/tautan/").unwrap();
    text[start..].split_whitespace().next().unwrap().to_owned()
}

async fn required(app: &TestApp) {
    let (by, inner) = (executor(app).await, app.app.clone());
    let id = account(app, HUKUM).await.id;
    app.app
        .db()
        .write(move |tx| {
            let effect = Effect::RequireSecondStep { account_id: id };
            portal::credentials::perform(tx, &inner, effect, 41, &by)
        })
        .await
        .unwrap();
}

/// Somebody becomes a deputy, or is one no longer.
pub async fn deputy(app: &TestApp, address: &'static str, until: Option<i64>) {
    let (mailbox, person) = (account(app, HUKUM).await.id, account(app, address).await.id);
    let (now, public_id) = (app.app.now(), app.app.random().uuid(app.app.now()));
    app.app
        .db()
        .write(move |tx| {
            if until.is_some() {
                let sql = "UPDATE mailbox_holders SET until_at = ?3 WHERE account_id = ?1 AND person_id = ?2";
                return tx.execute(sql, db::params![mailbox, person, until]);
            }
            let sql = "INSERT INTO mailbox_holders (public_id, account_id, person_id, part, from_at) \
                       VALUES (?1, ?2, ?3, 'deputy', ?4)";
            tx.execute(sql, db::params![&public_id, mailbox, person, now])
        })
        .await
        .unwrap_or_else(|error: db::Error| panic!("{error}"));
}

/// Opens the mailbox with the code of an app.
async fn opened(app: &TestApp, secret: &str) -> Browser {
    app.wait(30_000);
    let mut browser = app.browser();
    let fields = [("identifier", HUKUM), ("password", password())];
    let reply = browser.post("/id/masuk", &fields).await.expect(303);
    assert_eq!(reply.location(), "/id/masuk/kode");
    let code = code(app, secret);
    browser
        .post("/id/masuk/kode", &[("code", &code)])
        .await
        .expect(303);
    browser
}

/// Who opened the sessions of the mailbox, the oldest first.
pub async fn openers(app: &TestApp) -> Vec<Option<i64>> {
    let id = account(app, HUKUM).await.id;
    app.app
        .db()
        .read(move |tx| {
            let sql = "SELECT person_id FROM sessions WHERE account_id = ?1 ORDER BY id";
            tx.rows(sql, db::params![id], |row| row.get())
        })
        .await
        .unwrap_or_else(|error: db::Error| panic!("{error}"))
}

on_both_engines! {
    the_address_is_proven_and_each_who_answers_for_it_enrols_as_themselves(app) {
        deputy(&app, GALIH, None).await;
        let id = account(&app, HUKUM).await.public_id;
        let page = format!("{PAGE}?untuk={id}");
        // Before it is proven nobody enrols; a person in charge may have the link sent to the mailbox, nowhere else.
        let mut heri = app.sign_in(HERI).await;
        heri.get(PAGE).await.expect(200).says("Kotak surat bersama").says(&id);
        heri.get(&page).await.expect(200).says("belum dibuktikan").says("Kirim Tautan ke Kotak Surat");
        heri.get(&format!("{PAGE}/aplikasi?untuk={id}")).await.expect(422).says("belum dibuktikan");
        heri.post(&format!("{PAGE}/tautan"), &[("untuk", &id)]).await.expect(303);
        let link = link(&app).await;
        app.finish().await;
        assert!(app.messages_to(HERI).iter().all(|one| !one.text.contains("/tautan/")));

        // Looking proves nothing, nor does somebody who does not answer for it.
        app.browser().get(&link).await.expect(200).says("class=\"drawing\"").says("Masuk dengan Akun Sendiri").says("Heri Widodo").says("Galih Pratama");
        assert!(app.browser().post(&link, &[]).await.expect(303).location().contains("/masuk?lanjut="));
        let mut stranger = app.sign_in("nita.rahayu@staff.uns.ac.id").await;
        stranger.get(&link).await.expect(200).never_says("id=\"prove\"");
        stranger.post(&link, &[]).await.expect(403);
        stranger.get(&page).await.expect(404);
        stranger.get(&format!("{PAGE}/aplikasi?untuk={id}")).await.expect(404);
        let reply = heri.post(&link, &[]).await.expect(303);
        assert_eq!(reply.location(), page);
        heri.post(&link, &[]).await.expect(410);

        // Each has a secret of their own, and each opens the mailbox; the session knows who did.
        let first = enrol_app(&app, &mut heri, &id).await;
        let mut galih = app.sign_in(GALIH).await;
        let second = enrol_app(&app, &mut galih, &id).await;
        assert_ne!(first, second);
        heri.get(&page).await.expect(200).says("Heri Widodo").says("sudah mendaftar").never_says("belum mendaftar");
        let mut by_heri = opened(&app, &first).await;
        let mut by_galih = opened(&app, &second).await;
        let people = (account(&app, HERI).await.id, account(&app, GALIH).await.id);
        assert_eq!(openers(&app).await, [Some(people.0), Some(people.1)]);
        let seen = heri.get(&page).await.expect(200).between("id=\"openings\"", "</ul>");
        assert!(seen.contains("Heri Widodo") && seen.contains("Galih Pratama"), "{seen}");
        // Neither changes what is the other's.
        let own = by_galih.get(PAGE).await.expect(200);
        assert_eq!(own.text().matches("/hapus").count(), 1);
        by_heri.get("/id/akun-saya").await.expect(200);

        // A fresh proof in the session of one is not given by the other.
        app.wait(16 * MINUTE);
        let code_of_heri = code(&app, &first);
        by_galih.post("/id/masuk/konfirmasi", &[("code", &code_of_heri)]).await.expect(422);
        app.wait(30_000);
        let code_of_galih = code(&app, &second);
        by_galih.post("/id/masuk/konfirmasi", &[("code", &code_of_galih)]).await.expect(303);

        // A deputy who is one no longer is out at once, and the own app opens it no more.
        deputy(&app, GALIH, Some(app.app.now())).await;
        by_galih.get("/id/akun-saya").await.expect(303);
        galih.get(&page).await.expect(404);
        app.wait(30_000);
        let mut again = app.browser();
        again.post("/id/masuk", &[("identifier", HUKUM), ("password", password())]).await.expect(303);
        let late = code(&app, &second);
        again.post("/id/masuk/kode", &[("code", &late)]).await.expect(422);
        by_heri.get("/id/akun-saya").await.expect(200);
    }

    a_required_second_step_is_proven_by_the_receipt_of_its_request(app) {
        required(&app).await;
        let reply = app.browser().post("/id/masuk", &[("identifier", HUKUM), ("password", password())]).await;
        reply.expect(403).says("masuk dengan akun sendiri");
        let (mut heri, id) = (app.sign_in(HERI).await, account(&app, HUKUM).await.public_id);
        let token = {
            let inner = app.app.clone();
            let mailbox = account(&app, HUKUM).await.id;
            app.app.db().write(move |tx| {
                let sql = "SELECT id FROM links WHERE account_id = ?1 AND purpose = 'enrol-second-step' ORDER BY id DESC LIMIT 1";
                let link = tx.value::<i64>(sql, db::params![mailbox])?;
                accounts::issue_token(tx, &inner, link)
            }).await.unwrap()
        };
        let link = token.split_once("8080").unwrap().1.to_owned();
        heri.post(&link, &[]).await.expect(303);
        let secret = enrol_app(&app, &mut heri, &id).await;
        let receipts = app.app.db().read(|tx| accounts::receipts_of(tx, 41)).await.unwrap();
        let said: Vec<_> = receipts.iter().map(|one| format!("{} {}", one.action, one.outcome)).collect();
        assert_eq!(said, ["require-second-step second-step-required", "enrol-second-step second-step-enrolled"]);
        opened(&app, &secret).await;
        // The mailbox and who answers for it are told.
        app.deliver().await;
        for way in [HUKUM, HERI] {
            assert!(app.messages_to(way).iter().any(|one| one.text.contains("diaktifkan pada")), "{way}");
        }
        // It must have one: the last is not removed.
        let own = heri.get(&format!("{PAGE}?untuk={id}")).await.between("data-authenticator=\"", "\"");
        heri.post(&format!("{PAGE}/{own}/hapus"), &[("untuk", &id)]).await.expect(422).says("Daftarkan yang baru dulu");
    }

    who_is_blocked_is_out_of_the_mailboxes_too(app) {
        required(&app).await;
        let (mailbox, id) = (account(&app, HUKUM).await.id, account(&app, HUKUM).await.public_id);
        let now = app.app.now();
        app.app.db().write(move |tx| {
            tx.execute("UPDATE links SET used_at = ?2 WHERE account_id = ?1", db::params![mailbox, now])
        }).await.unwrap_or_else(|error: db::Error| panic!("{error}"));
        let mut heri = app.sign_in(HERI).await;
        let secret = enrol_app(&app, &mut heri, &id).await;
        let mut hukum = opened(&app, &secret).await;
        hukum.get("/id/akun-saya").await.expect(200);
        let (mut sri, him) = (app.sign_in("sri.handayani@staff.uns.ac.id").await, account(&app, HERI).await.public_id);
        let block = [("cause", "policy"), ("evidence", "Melanggar aturan.")];
        sri.post(&format!("/id/akun/{him}/blokir"), &block).await.expect(303);
        hukum.get("/id/akun-saya").await.expect(303);
        // The own app opens the mailbox no more; without anybody who can, nobody gets in by the password alone.
        app.wait(30_000);
        app.browser().post("/id/masuk", &[("identifier", HUKUM), ("password", password())]).await.expect(403);
    }

    whoever_has_only_the_password_of_a_mailbox_enrols_nothing(app) {
        let mut hukum = app.sign_in(HUKUM).await;
        hukum.get(PAGE).await.expect(200).says("Masuklah dengan akun sendiri");
        hukum.get(&format!("{PAGE}/aplikasi")).await.expect(422).says("Masuklah dengan akun sendiri");
        hukum.post(&format!("{PAGE}/aplikasi"), &[("code", "123456")]).await.expect(422);
        // Nor while nobody can act for it, nor with a link that is under way then.
        let mut heri = app.sign_in(HERI).await;
        let id = account(&app, HUKUM).await.public_id;
        heri.post(&format!("{PAGE}/tautan"), &[("untuk", &id)]).await.expect(303);
        let link = link(&app).await;
        let (mut sri, him) = (app.sign_in("sri.handayani@staff.uns.ac.id").await, account(&app, HERI).await.public_id);
        sri.post(&format!("/id/akun/{him}/blokir"), &[("cause", "policy"), ("evidence", "Melanggar aturan.")]).await.expect(303);
        let mut hukum = app.sign_in(HUKUM).await;
        hukum.get(&format!("{PAGE}/aplikasi")).await.expect(422).says("Masuklah dengan akun sendiri");
        hukum.get(&link).await.expect(200).says("Belum ada. Minta unit Anda").says("Cari Layanan").never_says("Masuk dengan Akun Sendiri").never_says("name=\"code\"");
        hukum.post(&link, &[("code", "123456")]).await.expect(403);
    }

    who_answers_for_a_mailbox_opens_it_without_its_password(app) {
        let (id, heri_id) = (account(&app, HUKUM).await.public_id, account(&app, HERI).await.id);
        let (page, open) = (format!("/id/akun-saya/kotak/{id}"), format!("/id/akun-saya/kotak/{id}/pembukaan"));
        app.sign_in("nita.rahayu@staff.uns.ac.id").await.post(&open, &[]).await.expect(404);
        app.sign_in(HUKUM).await.post(&open, &[]).await.expect(404);
        let mut heri = app.sign_in(HERI).await;
        heri.get(&page).await.expect(200).says("Buka Kotak Surat Ini");
        app.wait(16 * MINUTE);
        assert!(heri.post(&open, &[]).await.expect(303).location().starts_with("/id/masuk/konfirmasi"));
        heri.post("/id/masuk/konfirmasi", &[("password", password())]).await.expect(303);
        heri.post(&open, &[]).await.expect(303);
        heri.get("/id/akun-saya").await.expect(200).says("hukum<wbr>@unit.uns.ac.id");
        assert_eq!(openers(&app).await.last(), Some(&Some(heri_id)));

        // Where a second step is required one's own comes first, and then its code.
        required(&app).await;
        let receipt = "UPDATE links SET used_at = expires_at WHERE purpose = 'enrol-second-step'";
        app.app.db().write(move |tx| tx.execute(receipt, db::params![])).await.unwrap_or_else(|error: db::Error| panic!("{error}"));
        let mut heri = app.sign_in(HERI).await;
        assert_eq!(heri.post(&open, &[]).await.expect(303).location(), format!("{PAGE}?untuk={id}"));
        let secret = enrol_app(&app, &mut heri, &id).await;
        assert_eq!(heri.post(&open, &[]).await.expect(303).location(), "/id/masuk/kode");
        app.wait(30_000);
        let code = code(&app, &secret);
        heri.post("/id/masuk/kode", &[("code", &code)]).await.expect(303);
        heri.get("/id/akun-saya").await.expect(200).says("hukum<wbr>@unit.uns.ac.id");
        assert_eq!(openers(&app).await.last(), Some(&Some(heri_id)));
    }

    a_new_password_ends_what_was_opened_in_mailboxes_too(app) {
        let open = format!("/id/akun-saya/kotak/{}/pembukaan", account(&app, HUKUM).await.public_id);
        let mut thief = app.sign_in(HERI).await;
        thief.post(&open, &[]).await.expect(303);
        thief.get("/id/akun-saya").await.expect(200).says("hukum<wbr>@unit.uns.ac.id");
        let new = "jendela kopi gerimis 42";
        let fields = [("current_password", password()), ("password", new), ("password_confirmation", new)];
        app.sign_in(HERI).await.post("/id/akun-saya/sandi", &fields).await.expect(303);
        thief.get("/id/akun-saya").await.expect(303);
    }

    what_opened_a_mailbox_for_somebody_does_not_come_back_with_them(app) {
        deputy(&app, GALIH, None).await;
        required(&app).await;
        let receipt = "UPDATE links SET used_at = expires_at WHERE purpose = 'enrol-second-step'";
        app.app.db().write(move |tx| tx.execute(receipt, db::params![])).await.unwrap_or_else(|error: db::Error| panic!("{error}"));
        let id = account(&app, HUKUM).await.public_id;
        let mut galih = app.sign_in(GALIH).await;
        enrol_app(&app, &mut galih, &id).await;
        galih.post(&format!("/id/akun-saya/kotak/{id}/pengunduran"), &[]).await.expect(303);
        deputy(&app, GALIH, None).await;
        let page = galih.get(&format!("{PAGE}?untuk={id}")).await.expect(200);
        page.never_says("data-authenticator").says("belum mendaftar");
    }
}
