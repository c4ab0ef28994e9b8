//! The session of the owner of a blocked account: after the right password, for nothing but asking to lift the block.

use crate::{
    blocks::{block, link_to},
    fixture::{FORM, PDF, PNG},
    mailboxes::JOURNAL,
    on_both_engines,
    support::{Browser, Reply, TestApp},
    tickets::{GALIH, GUEST, HERI, RINA, SRI, account, code, gets_in, serve, service, signs_in},
};
use portal::{clock::HOUR, demo};

/// Signs in to a blocked account.
pub async fn told(app: &TestApp, address: &str) -> (Browser, Reply) {
    let mut browser = app.browser();
    let password = demo::cast().password.as_str();
    let fields = [("identifier", address), ("password", password)];
    let led = browser.post("/id/masuk", &fields).await.expect(303);
    let reply = browser.get(led.location()).await.expect(200);
    (browser, reply)
}

/// What the form asks for that nobody can know beforehand.
const REST: [(&str, &str); 8] = [
    ("last_action", "Mengirim undangan ke 300 alamat."),
    ("pic.name", "Heri Widodo"),
    ("pic.email", "heri.widodo@staff.uns.ac.id"),
    ("pic.whatsapp", "0858-9000-1204"),
    ("letter_number", "12/UN27/2027"),
    ("letter_date", "2027-03-04"),
    ("signer", "dean"),
    ("aksi", "kirim"),
];

/// What stands in a text field of a page.
fn filled(page: &Reply, name: &str) -> String {
    let text = page.text();
    let rest = text.split(&format!(" name=\"{name}\"")).nth(1).expect(name);
    let tag = rest.split('>').next().unwrap();
    let value = match tag.split("value=\"").nth(1) {
        Some(value) => value.split('"').next().unwrap(),
        None => rest.split('>').nth(1).unwrap().split('<').next().unwrap(),
    };
    value.replace("&#38;", "&")
}

/// Sends the form with what was filled in for them.
async fn send(browser: &mut Browser, changed: &[(&str, &str)]) -> Reply {
    let form = browser.get(FORM).await.expect(200);
    let mut values = vec![("owner_type".to_owned(), "student".to_owned())];
    for name in [
        "draf",
        "revisi",
        "account",
        "owner_name",
        "owner_number",
        "owner_unit",
        "purpose",
        "contact_whatsapp",
    ] {
        values.push((name.to_owned(), filled(&form, name)));
    }
    for (name, value) in REST.iter().chain(changed) {
        values.retain(|(known, _)| known != name);
        values.push(((*name).to_owned(), (*value).to_owned()));
    }
    let pairs: Vec<_> = values
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let files = [
        ("letter", "surat.pdf", "application/pdf", PDF),
        ("screenshot", "bukti.png", "image/png", PNG),
    ];
    browser.upload(FORM, &pairs, &files).await
}

on_both_engines! {
    only_who_knows_the_password_is_told_why_and_can_ask_at_once(app) {
        signs_in(&app, RINA, "bukan-kata-sandinya-ini").await.expect(422).never_says("diblokir sejak").never_says("Email massal");
        let (mut rina, reply) = told(&app, RINA).await;
        reply.says("Dalam waktu singkat akun ini mengirim email ke sangat banyak alamat").says("Email massal")
            .says("312 penerima dalam 4 menit").says("paling lama 3 hari kerja").says("Ajukan Pembukaan Blokir")
            .says("Daftar dengan Email Pribadi");
        let form = rina.get(FORM).await.expect(200);
        assert_eq!(filled(&form, "account"), RINA);
        assert_eq!(filled(&form, "owner_name"), "Rina Wulandari");
        assert_eq!(filled(&form, "owner_number"), "M0521009");
        assert_eq!(filled(&form, "owner_unit"), "FATISDA");
        assert_eq!(filled(&form, "contact_whatsapp"), "0858-9000-1202");
        assert!(filled(&form, "purpose").contains("dengan sebab: Email massal"), "{}", filled(&form, "purpose"));
        let chosen = form.text();
        let chosen = chosen.split("value=\"student\"").nth(1).unwrap().split('>').next().unwrap();
        assert!(chosen.contains("checked") || chosen.contains("selected"), "{chosen}");

        // The draft, its files and the letter.
        let draft = filled(&form, "draf");
        rina.post(&format!("/id/draf/{draft}"), &[("account", RINA)]).await.expect(200);
        rina.get(&format!("/id/draf/{draft}/surat")).await.expect(200).says(RINA);
        let code = code(&send(&mut rina, &[
            ("owner_name", "Rina Wulandari"), ("owner_number", "M0521009"), ("owner_unit", "FATISDA"),
            ("purpose", "Kuliah."), ("contact_whatsapp", "0858-9000-1202"),
        ]).await.expect(303));
        let ticket = rina.get(&format!("/id/tiket/{code}")).await.expect(200);
        let file = ticket.between(&format!("/id/tiket/{code}/berkas/"), "\"");
        rina.get(&format!("/id/tiket/{code}/berkas/{file}")).await.expect(200);
        rina.get(&format!("/t/{code}")).await.expect(303);
        rina.get("/id/terblokir").await.expect(200).says(&code).says("Ajukan Permohonan Lain");
        // Also when she comes back.
        told(&app, RINA).await.1.says(&code).says("/id/keluar").says("/en/terblokir");

        // The block is lifted: the session was for nothing else.
        serve(&app, &service(&app, "unblock"), &code).await;
        let reply = rina.get(&format!("/id/tiket/{code}")).await.expect(303);
        assert!(reply.location().contains("/masuk"), "{}", reply.location());
        rina.get("/id/akun-saya").await.expect(303);
        let mut rina = app.sign_in(RINA).await;
        rina.get(&format!("/id/tiket/{code}/survei")).await.expect(200);
        rina.get("/id/terblokir").await.expect(303);
        app.finish().await;
    }

    the_account_of_a_journal_has_the_same_way(app) {
        let (mut sri, id) = (app.sign_in(SRI).await, account(&app, JOURNAL).await.public_id);
        sri.post(&format!("/id/akun/{id}/blokir"), &[("cause", "policy"), ("evidence", "Melanggar aturan.")]).await.expect(303);
        let (mut journal, reply) = told(&app, JOURNAL).await;
        reply.says("Ajukan Pembukaan Blokir");
        let form = journal.get(FORM).await.expect(200);
        assert_eq!(filled(&form, "account"), JOURNAL);
        let text = form.text();
        let chosen = text.split("value=\"event\"").nth(1).unwrap().split('>').next().unwrap();
        assert!(chosen.contains("checked") || chosen.contains("selected"), "{chosen}");
    }

    nothing_else_is_open_to_the_owner_of_a_blocked_account(app) {
        // Galih has work of his own from before the block.
        let mut galih = app.sign_in(GALIH).await;
        let other = service(&app, "open-application");
        let other_form = format!("/id/site/unit/{}/form-layanan", other.address_key());
        let page = galih.get(&other_form).await.expect(200);
        let draft = page.between("name=\"draf\" value=\"", "\"");
        let before = crate::tickets::ask(&app, &mut app.sign_in(GALIH).await, &service(&app, "unblock"), 1).await;
        app.wait(60_000);
        block(&app, GALIH, &[("cause", "phishing"), ("evidence", "halaman palsu")]).await.expect(303);
        galih.get("/id/akun-saya").await.expect(303);
        let (mut galih, _) = told(&app, GALIH).await;
        for path in ["/id/akun-saya", "/id/meja", "/id/akun", "/id/laporan", "/id/panel", "/id/plt", &other_form] {
            galih.get(path).await.expect(403).says("Selama akun diblokir").says("/id/terblokir");
        }
        assert_eq!(galih.get("/id/riwayat").await.expect(303).location(), "/id/terblokir");
        galih.get(&format!("/id/tiket/{before}")).await.expect(403);
        for path in [format!("/id/draf/{draft}/surat"), format!("/id/draf/{draft}/berkas/x")] {
            galih.get(&path).await.expect(403);
        }
        galih.post(&format!("/id/draf/{draft}"), &[("account", "x")]).await.expect(403);
        galih.upload(&other_form, &[("aksi", "kirim")], &[]).await.expect(403);
        galih.upload("/id/meja/terima/45", &[("aksi", "kirim")], &[]).await.expect(403);
        // Public pages are those of everybody.
        galih.get("/id/site").await.expect(200).says("Akun diblokir").never_says("Galih Pratama");
        galih.post("/id/keluar", &[]).await.expect(303);
        galih.get("/id/terblokir").await.expect(303);
    }

    it_is_about_the_own_account_and_no_other(app) {
        let (mut rina, _) = told(&app, RINA).await;
        let other = "dimasaryo@student.uns.ac.id";
        send(&mut rina, &[("account", other)]).await.expect(422).says("hanya dapat memohon untuk akun Anda sendiri");
        send(&mut rina, &[("account", RINA)]).await.expect(303);
    }

    officers_have_no_office_while_they_are_blocked(app) {
        let fields = [("cause", "wrong-attempts"), ("evidence", "log")];
        let path = crate::blocks::page_of(&app, SRI).await;
        app.sign_in(crate::tickets::JOKO).await.post(&format!("{path}/blokir"), &fields).await.expect(303);
        let (mut sri, _) = told(&app, SRI).await;
        for path in ["/id/meja", "/id/akun", "/id/laporan/blokir"] {
            sri.get(path).await.expect(403);
        }
        sri.post(&format!("{path}/pembukaan"), &[("ground", "saya sendiri")]).await.expect(403);
        assert!(account(&app, SRI).await.blocked);
    }

    the_session_lasts_some_hours_and_not_longer_than_the_block(app) {
        let (mut rina, _) = told(&app, RINA).await;
        for _ in 0..4 {
            app.wait(HOUR - 1);
            rina.get("/id/terblokir").await.expect(200);
        }
        app.wait(4);
        rina.get("/id/terblokir").await.expect(303);
        let (mut rina, _) = told(&app, RINA).await;
        app.wait(HOUR);
        rina.get("/id/terblokir").await.expect(303);

        // Lifted by a keeper, and blocked once more: the old session does not come back.
        let (mut rina, _) = told(&app, RINA).await;
        let path = crate::blocks::page_of(&app, RINA).await;
        app.sign_in(SRI).await.post(&format!("{path}/pembukaan"), &crate::blocks::LIFTED).await.expect(303);
        rina.get("/id/terblokir").await.expect(303);
        app.wait(60_000);
        block(&app, RINA, &[("cause", "policy"), ("evidence", "x")]).await.expect(303);
        rina.get("/id/terblokir").await.expect(303);
    }

    the_old_way_is_open_too(app) {
        let mut guest = app.sign_in(GUEST).await;
        let code = crate::tickets::ask(&app, &mut guest, &service(&app, "unblock"), 1).await;
        guest.get(&format!("/id/tiket/{code}")).await.expect(200);
        let (mut rina, _) = told(&app, RINA).await;
        rina.get(&format!("/id/tiket/{code}")).await.expect(404);
    }

    a_phished_owner_asks_sets_a_password_and_is_in(app) {
        block(&app, GALIH, &[("cause", "phishing"), ("evidence", "halaman palsu")]).await.expect(303);
        let (mut galih, reply) = told(&app, GALIH).await;
        reply.says("tautan sekali pakai untuk membuat kata sandi baru");
        let code = code(&send(&mut galih, &[]).await.expect(303));
        serve(&app, &service(&app, "unblock"), &code).await;
        // Not lifted yet: the owner still follows the ticket.
        galih.get(&format!("/id/tiket/{code}")).await.expect(200).says("Tinggal satu langkah");
        galih.get("/id/terblokir").await.expect(200).says("Tinggal membuat kata sandi baru");
        app.deliver().await;
        assert_eq!(link_to(&app, HERI), None);
        let link = link_to(&app, "6285890001201").expect("a link");
        let fields = [("password", "Gunung-tinggi-dan-sungai-jernih-8"), ("password_confirmation", "Gunung-tinggi-dan-sungai-jernih-8")];
        galih.post(&link, &fields).await.expect(303);
        galih.get("/id/terblokir").await.expect(303);
        signs_in(&app, GALIH, demo::cast().password.as_str()).await.expect(422);
        gets_in(&app, GALIH, "Gunung-tinggi-dan-sungai-jernih-8").await;
        app.finish().await;
    }
}
