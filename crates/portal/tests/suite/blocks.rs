//! Blocks: what has to be handled before one is lifted, when it is looked at again, and who is told.

use crate::{
    fixture, on_both_engines,
    support::{Browser, Reply, TestApp},
    tickets::{
        ARY, BAGUS, GALIH, HERI, JOKO, RINA, SRI, account, code, decide, dispose, field, finish,
        gets_in, post, serve, service, signs_in, take,
    },
};
use portal::{accounts, clock::DAY, demo, web::Lang};

const NEW: &str = "Layang-layang-putus-di-sawah-luas-3";

/// A keeper lifts a block of whatever cause.
pub const LIFTED: [(&str, &str); 6] = [
    ("ground", "surat 7/UN27/2027"),
    ("syarat.sending-stopped", "dipindahkan ke milis"),
    ("syarat.attempts-explained", "ponsel lama"),
    ("syarat.rules", "pernyataan 9/UN27/2027"),
    ("syarat.owners-wish", "KTM diperlihatkan"),
    ("syarat.still-member", "surat aktif"),
];

pub async fn page_of(app: &TestApp, address: &'static str) -> String {
    format!("/id/akun/{}", account(app, address).await.public_id)
}

/// Blocks an account as a keeper does.
pub async fn block(app: &TestApp, address: &'static str, fields: &[(&str, &str)]) -> Reply {
    let path = page_of(app, address).await;
    let mut sri = app.sign_in(SRI).await;
    let reply = sri.post(&format!("{path}/blokir"), fields).await;
    app.wait(60_000);
    reply
}

/// A request to unblock an account, by somebody of its faculty.
pub async fn asked(app: &TestApp, address: &str) -> String {
    let about = |(name, value)| {
        if name == "account" {
            (name, address)
        } else {
            (name, value)
        }
    };
    let answers: Vec<_> = fixture::answers().into_iter().map(about).collect();
    let mut heri = app.sign_in(HERI).await;
    code(&fixture::send(&mut heri, &answers).await.expect(303))
}

/// The request is in the hands of who carries it out.
async fn taken(app: &TestApp, code: &str) -> Browser {
    let sop = service(app, "unblock");
    decide(&mut app.sign_in(SRI).await, &sop, code, "verify", &[])
        .await
        .expect(303);
    dispose(app, &mut app.sign_in(ARY).await, &sop, code, BAGUS)
        .await
        .expect(303);
    let mut bagus = app.sign_in(BAGUS).await;
    take(&mut bagus, code).await.expect(303);
    bagus
}

/// The single-use link of the newest message to somebody.
pub fn link_to(app: &TestApp, recipient: &str) -> Option<String> {
    let sent = app.messages_to(recipient);
    let message = sent
        .iter()
        .find(|message| message.text.contains("/tautan/"))?;
    let (_, rest) = message.text.split_once("/tautan/")?;
    Some(format!("/id/tautan/{}", rest.split_whitespace().next()?))
}

async fn set_password(app: &TestApp, link: &str) -> Reply {
    let fields = [("password", NEW), ("password_confirmation", NEW)];
    app.browser().post(link, &fields).await
}

/// The applicant is told with the result how the next such block is avoided.
async fn advised(app: &TestApp, code: &str, cause: &str) {
    app.deliver().await;
    let advice = cause.parse::<accounts::Cause>().unwrap().advice(Lang::Id);
    let told = app.messages_to(HERI);
    let says = |words: &str| {
        told.iter()
            .any(|one| one.text.contains(code) && one.text.contains(words))
    };
    assert!(says(&advice), "{cause}: {told:?}");
}

on_both_engines! {
    a_block_without_risk_for_the_password_is_lifted_once_its_cause_is_handled(app) {
        let old = demo::cast().password.as_str();
        assert_eq!(signs_in(&app, RINA, old).await.expect(303).location(), "/id/terblokir");
        let code = asked(&app, RINA).await;
        let mut bagus = taken(&app, &code).await;
        bagus.get(&format!("/id/meja/{code}")).await.expect(200)
            .says("Yang mengirim email massal sudah dihentikan").never_says("Kata sandi baru dibuat oleh pemiliknya");
        post(&mut bagus, &code, "hasil", &[field("hasil", "done"), field("syarat.sending-stopped", "")]).await.expect(422)
            .says("Tulis apa yang menunjukkan bahwa syarat ini sudah dipenuhi");
        assert_eq!(signs_in(&app, RINA, old).await.expect(303).location(), "/id/terblokir");
        finish(&mut bagus, &code, "done", "").await.expect(303);
        gets_in(&app, RINA, old).await;
        // The result says how to avoid the next one.
        app.sign_in(HERI).await.get(&format!("/id/tiket/{code}")).await.expect(200)
            .says("Blokir sudah dibuka").says("Kirim pengumuman ke banyak orang melalui milis");
        app.deliver().await;
        let told = app.messages_to(HERI);
        assert!(told.iter().any(|one| one.text.contains("melalui milis")), "{told:?}");
        assert!(app.messages_to(RINA).iter().all(|one| !one.text.contains("/tautan/")));
        app.finish().await;
    }

    after_phishing_the_old_password_never_opens_the_account_again(app) {
        let old = demo::cast().password.as_str();
        block(&app, GALIH, &[("cause", "phishing"), ("evidence", "halaman palsu, 5 Maret")]).await.expect(303);
        let code = asked(&app, GALIH).await;
        let mut bagus = taken(&app, &code).await;
        bagus.get(&format!("/id/meja/{code}")).await.expect(200)
            .says("Sebelum blokir dibuka").says("Kata sandi baru dibuat oleh pemiliknya").says("Kata sandi mungkin diketahui orang lain");
        finish(&mut bagus, &code, "done", "").await.expect(303);

        // Done for the desk, and still shut: whoever has the old password gets no further.
        assert_eq!(signs_in(&app, GALIH, old).await.expect(303).location(), "/id/terblokir");
        assert!(account(&app, GALIH).await.blocked);
        app.sign_in(HERI).await.get(&format!("/id/tiket/{code}")).await.expect(200)
            .says("Tinggal satu langkah").never_says("Blokir sudah dibuka");
        app.deliver().await;
        // The link goes to the number that the directory holds as proven, not to whom the form names.
        assert_eq!(link_to(&app, HERI), None);
        assert!(app.messages_to(HERI).iter().all(|one| !one.text.contains("Akun dapat digunakan secara normal")));
        let link = link_to(&app, "6285890001201").expect("a link");

        advised(&app, &code, "phishing").await;

        set_password(&app, &link).await.expect(303);
        signs_in(&app, GALIH, old).await.expect(422);
        gets_in(&app, GALIH, NEW).await;
        app.sign_in(HERI).await.get(&format!("/id/tiket/{code}")).await.expect(200).says("Blokir sudah dibuka");
        let path = page_of(&app, GALIH).await;
        app.sign_in(SRI).await.get(&path).await.expect(200)
            .says("Dibuka begitu kata sandi baru dibuat").says("Kata sandi baru dibuat oleh pemiliknya").says(&format!("SOP#7 {code}"));
        app.finish().await;
    }

    the_password_counts_when_its_owner_set_it_before(app) {
        block(&app, GALIH, &[("cause", "leaked-password"), ("evidence", "daftar bocor")]).await.expect(303);
        app.browser().post("/id/lupa-sandi", &[("identifier", GALIH)]).await.expect(303);
        app.deliver().await;
        set_password(&app, &link_to(&app, "6285890001201").unwrap()).await.expect(303);
        // A new password alone opens nothing.
        assert_eq!(signs_in(&app, GALIH, NEW).await.expect(303).location(), "/id/terblokir");
        let code = asked(&app, GALIH).await;
        serve(&app, &service(&app, "unblock"), &code).await;
        advised(&app, &code, "leaked-password").await;
        signs_in(&app, GALIH, demo::cast().password.as_str()).await.expect(422);
        gets_in(&app, GALIH, NEW).await;
    }

    mass_mail_by_somebody_else_wants_a_new_password_too(app) {
        let fields = [("cause", "mass-mail"), ("evidence", "312 penerima"), ("at_risk", "ya")];
        block(&app, GALIH, &fields).await.expect(303);
        let code = asked(&app, GALIH).await;
        serve(&app, &service(&app, "unblock"), &code).await;
        assert_eq!(signs_in(&app, GALIH, demo::cast().password.as_str()).await.expect(303).location(), "/id/terblokir");
    }

    who_would_lift_a_block_finds_the_ticket_that_asks_for_it(app) {
        block(&app, GALIH, &[("cause", "policy"), ("evidence", "log")]).await.expect(303);
        let code = asked(&app, GALIH).await;
        let mut sri = app.sign_in(SRI).await;
        let page = sri.get(&page_of(&app, GALIH).await).await.expect(200).text();
        let path = page.split("href=\"").find(|rest| rest.starts_with("/id/meja?")).unwrap();
        let path = path.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&");
        assert!(path.contains("unit="), "{path}");
        sri.get(&path).await.expect(200).says(&code);
        // Who has no desk is not sent to one.
        let path = page_of(&app, GALIH).await;
        app.sign_in(JOKO).await.get(&path).await.expect(200).never_says("Cari tiketnya");
    }

    what_no_machine_can_prove_an_officer_says(app) {
        for (cause, condition, words) in [
            ("policy", "rules", "pernyataan 9/UN27/2027"),
            ("wrong-attempts", "attempts-explained", "ponsel lama di rumah"),
            ("owner-request", "owners-wish", "KTM diperlihatkan di loket"),
            ("graduated", "still-member", "surat aktif program magister"),
            ("left", "still-member", "surat pindah dibatalkan"),
        ] {
            block(&app, GALIH, &[("cause", cause), ("evidence", "bukti")]).await.expect(303);
            let code = asked(&app, GALIH).await;
            let mut bagus = taken(&app, &code).await;
            let name = format!("syarat.{condition}");
            let fields = [field("hasil", "done"), field("catatan", "Catatan saya."), field(&name, " ")];
            post(&mut bagus, &code, "hasil", &fields).await.expect(422)
                .says("Tulis apa yang menunjukkan bahwa syarat ini sudah dipenuhi").says("Catatan saya.");
            assert!(account(&app, GALIH).await.blocked, "{cause}");
            let fields = [field("hasil", "done"), field(&name, words)];
            post(&mut bagus, &code, "hasil", &fields).await.expect(303);
            assert!(!account(&app, GALIH).await.blocked, "{cause}");
            let path = page_of(&app, GALIH).await;
            app.sign_in(SRI).await.get(&path).await.expect(200).says(words);
            advised(&app, &code, cause).await;
        }
    }

    a_keeper_cannot_open_a_phished_account_for_its_old_password(app) {
        let old = demo::cast().password.as_str();
        let path = page_of(&app, GALIH).await;
        block(&app, GALIH, &[("cause", "lost-device"), ("evidence", "ponsel dicuri")]).await.expect(303);
        let mut sri = app.sign_in(SRI).await;
        sri.get(&path).await.expect(200).says("Kata sandi baru dibuat oleh pemiliknya").says("Belum.");
        sri.post(&format!("{path}/pembukaan"), &[("ground", "surat 7/UN27/2027")]).await.expect(303);
        sri.get(&path).await.expect(200).says("hanya menunggu pemiliknya membuat kata sandi baru");
        // There is nothing to ask for any more.
        let (_, page) = crate::blocked::told(&app, GALIH).await;
        page.says("Buka tautan yang kami kirim").never_says("/form-layanan");
        app.deliver().await;
        assert!(app.messages_to(GALIH).iter().all(|one| !one.text.contains("/tautan/")), "not into the mailbox that it opens");
        set_password(&app, &link_to(&app, "6285890001201").unwrap()).await.expect(303);
        signs_in(&app, GALIH, old).await.expect(422);
        gets_in(&app, GALIH, NEW).await;
    }

    a_keeper_says_what_handled_each_condition(app) {
        let path = page_of(&app, GALIH).await;
        block(&app, GALIH, &[("cause", "policy"), ("evidence", "log")]).await.expect(303);
        let mut sri = app.sign_in(SRI).await;
        sri.get(&path).await.expect(200).says("Pemilik memahami ketentuan yang dilanggar").says("nomor surat pernyataan");
        let unblock = format!("{path}/pembukaan");
        sri.post(&unblock, &[("ground", "surat 7")]).await.expect(422)
            .says("Tulis apa yang menunjukkan bahwa syarat ini sudah dipenuhi").says(">surat 7</textarea>");
        let long = "a".repeat(1_001);
        sri.post(&unblock, &[("ground", "surat 7"), ("syarat.rules", &long)]).await.expect(422).says("paling banyak 1.000 huruf");
        assert!(account(&app, GALIH).await.blocked);
        sri.post(&unblock, &[("ground", "surat 7"), ("syarat.rules", "pernyataan 9")]).await.expect(303);
        sri.get(&path).await.expect(200).says("Pemilik memahami ketentuan yang dilanggar: pernyataan 9");
        app.finish().await;
    }

    the_owner_is_told_of_a_block_and_of_its_end(app) {
        let path = page_of(&app, GALIH).await;
        block(&app, GALIH, &[("cause", "policy"), ("evidence", "catatan rahasia")]).await.expect(303);
        app.deliver().await;
        for way in [GALIH, "6285890001201"] {
            let told = app.messages_to(way);
            let told = told.iter().find(|one| one.text.contains("diblokir")).expect("told");
            // Why is for whoever knows the password.
            assert!(!told.text.contains("rahasia") && !told.text.contains("ketentuan"), "{told:?}");
        }
        let fields = [("ground", "surat 7"), ("syarat.rules", "pernyataan 9")];
        app.sign_in(SRI).await.post(&format!("{path}/pembukaan"), &fields).await.expect(303);
        app.deliver().await;
        for way in [GALIH, "6285890001201"] {
            assert!(app.messages_to(way).iter().any(|one| one.text.contains("dapat dipakai masuk lagi")), "{way}");
        }
        app.finish().await;
    }

    without_a_way_to_its_owner_a_block_that_wants_a_password_stays(app) {
        let forget = "UPDATE accounts SET whatsapp = NULL, whatsapp_confirmed_at = NULL, recovery_address = NULL WHERE address = ?1";
        let forgotten = app.app.db().write(move |tx| tx.execute(forget, db::params![GALIH]).map_err(portal::Error::from));
        forgotten.await.unwrap();
        let path = page_of(&app, GALIH).await;
        block(&app, GALIH, &[("cause", "phishing"), ("evidence", "halaman palsu")]).await.expect(303);
        app.sign_in(SRI).await.post(&format!("{path}/pembukaan"), &[("ground", "surat 7")]).await.expect(422)
            .says("tidak akan sampai kepada siapa pun").says(">surat 7</textarea>");
        app.sign_in(SRI).await.get(&path).await.expect(200).never_says("hanya menunggu pemiliknya");
    }

    a_review_that_keeps_the_block_takes_the_permission_back(app) {
        let path = page_of(&app, GALIH).await;
        block(&app, GALIH, &[("cause", "phishing"), ("evidence", "halaman palsu")]).await.expect(303);
        let mut sri = app.sign_in(SRI).await;
        sri.post(&format!("{path}/pembukaan"), &[("ground", "surat")]).await.expect(303);
        sri.post(&format!("{path}/peninjauan"), &[("finding", "surat palsu"), ("review_on", "2027-04-01")]).await.expect(303);
        app.browser().post("/id/lupa-sandi", &[("identifier", GALIH)]).await.expect(303);
        app.deliver().await;
        set_password(&app, &link_to(&app, "6285890001201").unwrap()).await.expect(303);
        assert_eq!(signs_in(&app, GALIH, NEW).await.expect(303).location(), "/id/terblokir");
        sri.get(&path).await.expect(200).says("Ditinjau, tetap diblokir").says("surat palsu");
    }

    a_block_is_looked_at_again_on_a_day_that_its_keeper_may_choose(app) {
        let path = page_of(&app, GALIH).await;
        for day in ["2027-03-05", "2026-01-01", "2028-06-01", "kemarin"] {
            block(&app, GALIH, &[("cause", "policy"), ("evidence", "log"), ("review_on", day)]).await.expect(422)
                .says("Pilih tanggal dari besok").says(">log</textarea>");
        }
        block(&app, GALIH, &[("cause", "policy"), ("evidence", "log"), ("review_on", "2027-03-08")]).await.expect(303);
        let mut sri = app.sign_in(SRI).await;
        sri.get(&path).await.expect(200).says("Ditinjau Senin 8 Maret 2027");
        let review = format!("{path}/peninjauan");
        sri.post(&review, &[("finding", ""), ("review_on", "")]).await.expect(422)
            .says("Tulis mengapa blokir ini masih diperlukan").says("Pilih kapan blokir ini ditinjau lagi");
        app.wait(4 * DAY);
        let mut sri = app.sign_in(SRI).await;
        sri.get(&path).await.expect(200).says("Peninjauan terlambat sejak Senin 8 Maret 2027");
        sri.post(&review, &[("finding", "masih diperiksa"), ("review_on", "2027-03-20")]).await.expect(303);
        sri.get(&path).await.expect(200).never_says("terlambat").says("Ditinjau Sabtu 20 Maret 2027").says("masih diperiksa")
            // Nothing is taken away.
            .says("Ditinjau Senin 8 Maret 2027");
        app.sign_in(BAGUS).await.post(&review, &[("finding", "x"), ("review_on", "2027-03-20")]).await.expect(403);
        app.sign_in(SRI).await.post(&format!("{path}/pembukaan"), &LIFTED).await.expect(303);
        app.sign_in(SRI).await.post(&review, &[("finding", "x"), ("review_on", "2027-03-20")]).await.expect(409);
    }

    of_several_nodes_one_looks_for_reviews_and_each_round_writes_the_next(app) {
        let nodes = [app.app.clone(), app.app.clone()];
        let mut runners = Vec::new();
        for node in &nodes {
            let runner = portal::blocks::jobs::rounds(node, portal::notify::runner(node)).await.unwrap();
            runners.push(runner);
        }
        app.wait(8 * DAY);
        for runner in &runners {
            runner.run_due().await.unwrap();
        }
        app.deliver().await;
        assert_eq!(app.messages_to(SRI).iter().filter(|one| one.text.contains("/akun/tinjauan")).count(), 1);
        let waiting = "SELECT count(*) FROM jobs WHERE kind = 'block-round' AND dead_at IS NULL";
        let waiting: Result<i64, db::Error> = app.app.db().read(move |tx| tx.value(waiting, db::params![])).await;
        assert_eq!(waiting.unwrap(), 1);
    }

    keepers_are_told_once_when_a_review_is_due_and_see_the_overdue_first(app) {
        let remind = || portal::blocks::jobs::remind(&app.app);
        assert_eq!(remind().await.unwrap(), 0);
        // Dimas' block is looked at after a week, Rina's after two.
        app.wait(8 * DAY);
        assert_eq!((remind().await.unwrap(), remind().await.unwrap()), (1, 0));
        app.deliver().await;
        let told = |who: &str| app.messages_to(who).iter().filter(|one| one.text.contains("/akun/tinjauan")).count();
        assert_eq!((told(SRI), told(BAGUS)), (1, 0));
        let mut sri = app.sign_in(SRI).await;
        let page = sri.get("/id/akun/tinjauan").await.expect(200).says("Terlambat").text();
        let (dimas, rina) = (page.find("Dimas Aryo").unwrap(), page.find("Rina Wulandari").unwrap());
        assert!(dimas < rina, "the most overdue first");
        assert_eq!(page.matches("data-state=\"overdue\"").count(), 1);
        sri.get("/id/akun").await.expect(200).says("/id/akun/tinjauan");
        // Kept until another day: told again then, and not before.
        let path = page_of(&app, "dimasaryo@student.uns.ac.id").await;
        sri.post(&format!("{path}/peninjauan"), &[("finding", "masih dicoba"), ("review_on", "2027-03-15")]).await.expect(303);
        assert_eq!(remind().await.unwrap(), 0);
        app.wait(3 * DAY);
        assert_eq!((remind().await.unwrap(), remind().await.unwrap()), (1, 0));
        let mut sri = app.sign_in(SRI).await;
        for path in [path, page_of(&app, RINA).await] {
            sri.post(&format!("{path}/pembukaan"), &LIFTED).await.expect(303);
        }
        sri.get("/id/akun/tinjauan").await.expect(200).says("Tidak ada blokir yang menunggu peninjauan");
        app.wait(300 * DAY);
        assert_eq!(remind().await.unwrap(), 0);
        for who in [BAGUS, ARY, GALIH] {
            app.sign_in(who).await.get("/id/akun/tinjauan").await.expect(403);
        }
    }

    the_verifier_sees_that_it_is_not_the_first_time(app) {
        let path = page_of(&app, GALIH).await;
        for (cause, days) in [("wrong-attempts", 20), ("mass-mail", 20)] {
            block(&app, GALIH, &[("cause", cause), ("evidence", "log")]).await.expect(303);
            app.sign_in(SRI).await.post(&format!("{path}/pembukaan"), &LIFTED).await.expect(303);
            app.wait(days * DAY);
        }
        block(&app, GALIH, &[("cause", "mass-mail"), ("evidence", "log")]).await.expect(303);
        let code = asked(&app, GALIH).await;
        for who in [SRI, ARY, BAGUS] {
            app.sign_in(who).await.get(&format!("/id/meja/{code}")).await.expect(200)
                .says("Blokir ke-3 dalam 90 hari").says("Percobaan masuk, Jum 5 Mar").says("Email massal, Kam 25 Mar");
        }
        app.wait(91 * DAY);
        let now = app.app.now();
        let later = app.app.db().read(move |tx| {
            let galih = accounts::find(tx, GALIH)?.expect("Galih");
            accounts::recent_blocks(tx, galih.id, now)
        });
        assert!(later.await.unwrap().is_empty());
    }
}
