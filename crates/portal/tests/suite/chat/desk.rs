//! Handing over to a person, and back.

use super::{HERIS, Phone, STRANGERS, ask, asked};
use crate::{
    on_both_engines,
    support::Browser,
    tickets::{ARY, BAGUS, GALIH, HERI, MAYA, SRI, TONO},
};

const MINUTE: i64 = 60_000;

/// The address of the conversation that waits longest, from the list.
async fn first(officer: &mut Browser) -> String {
    let list = officer.get("/id/meja/percakapan").await.expect(200);
    format!(
        "/id/meja/percakapan/{}",
        list.between("href=\"/id/meja/percakapan/", "\"")
    )
}

async fn answer(officer: &mut Browser, path: &str, words: &str) {
    let fields = [("jawaban", words)];
    let key = officer
        .get(path)
        .await
        .expect(200)
        .between("name=\"kunci\" value=\"", "\"");
    let fields = [fields[0], ("kunci", &key)];
    let posted = officer.post(&format!("{path}/jawaban"), &fields).await;
    posted.expect(303);
    // The same form once more is the same answer.
    officer
        .post(&format!("{path}/jawaban"), &fields)
        .await
        .expect(303);
}

on_both_engines! {
    a_visitor_is_handed_to_a_person_and_back(app) {
        let mut visitor = app.browser();
        asked(&mut visitor, "email saya terblokir").await.says("Pembukaan Blokir");
        asked(&mut visitor, "mau ngmg sm org").await.says("helpdesk DTIK saya beri tahu").says("data-poll");
        // The engine is silent now.
        asked(&mut visitor, "syarat buka blokir apa?").await.never_says("Syarat 45");

        let mut tono = app.sign_in(TONO).await;
        tono.get("/id/meja").await.expect(200).says("/id/meja/percakapan");
        let path = first(&mut tono).await;
        tono.get("/id/meja/percakapan").await.says("Menunggu jawaban").says("syarat buka blokir apa?");
        tono.get(&path).await.expect(200).says("belum masuk: jangan menyebut");
        answer(&mut tono, &path, "Silakan bawa surat *bermeterai*.").await;
        let page = visitor.get("/id/tanya").await.expect(200);
        assert_eq!(page.text().matches("Silakan bawa surat").count(), 1);
        page.says("Tono Wibowo, DTIK, sedang berbicara").says("<b>bermeterai</b>");
        tono.get("/id/meja/percakapan").await.says("Dijawab Tono Wibowo");
        asked(&mut visitor, "baik, jam buka berapa?").await.never_says("Senin–Kamis");

        tono.post(&format!("{path}/penutupan"), &[]).await.expect(303);
        tono.get("/id/meja/percakapan").await.says("Percakapan diakhiri").says("Tidak ada yang menunggu");
        // What the helpdesk does not answer any more it does not read either.
        tono.get(&path).await.expect(404);
        tono.post(&format!("{path}/jawaban"), &[("jawaban", "halo")]).await.expect(404);
        asked(&mut visitor, "jam buka berapa?").await.says("Percakapan dengan petugas selesai").says("Senin–Kamis");
        app.finish().await;
    }

    who_is_neither_helpdesk_nor_admin_of_the_unit_reads_no_conversation(app) {
        let mut visitor = app.browser();
        asked(&mut visitor, "petugas").await;
        let path = first(&mut app.sign_in(SRI).await).await;
        for address in [GALIH, ARY, BAGUS] {
            let mut browser = app.sign_in(address).await;
            browser.get("/id/meja/percakapan").await.expect(403);
            browser.get(&path).await.expect(403);
            browser.post(&format!("{path}/jawaban"), &[("jawaban", "x")]).await.expect(403);
            browser.post(&format!("{path}/penutupan"), &[]).await.expect(403);
        }
        // The admin of another unit has a list, and this is not on it.
        let mut maya = app.sign_in(MAYA).await;
        maya.get("/id/meja/percakapan").await.expect(200).says("Tidak ada yang menunggu");
        maya.get(&path).await.expect(404);
        maya.post(&format!("{path}/jawaban"), &[("jawaban", "x")]).await.expect(404);
        maya.post(&format!("{path}/penutupan"), &[]).await.expect(404);
        app.browser().get(&path).await.expect(303);
    }

    the_desk_counts_who_waits_for_a_person(app) {
        let entry = "/id/meja/percakapan\">Percakapan";
        let mut tono = app.sign_in(TONO).await;
        tono.get("/id/meja").await.expect(200).says(&format!("{entry}</a>"));
        for _ in 0..2 {
            asked(&mut app.browser(), "petugas").await.says("helpdesk DTIK");
        }
        tono.get("/id/meja").await.says(&format!("{entry} <span>2</span>"));
        let path = first(&mut tono).await;
        answer(&mut tono, &path, "Ya, silakan.").await;
        tono.get("/id/meja").await.says(&format!("{entry} <span>1</span>"));
        // Another unit's do not wait here.
        app.sign_in(MAYA).await.get("/id/meja").await.says(&format!("{entry}</a>"));
    }

    an_applicant_sees_who_read_the_conversation(app) {
        let mut galih = app.sign_in(GALIH).await;
        asked(&mut galih, "petugas").await.says("helpdesk DTIK");
        let trail = "/id/akun-saya/jejak";
        galih.get(trail).await.expect(200).never_says("Membuka percakapan");
        let mut tono = app.sign_in(TONO).await;
        let path = first(&mut tono).await;
        tono.get(&path).await.expect(200);
        tono.get(&path).await.expect(200);
        let seen = galih.get(trail).await.says("Tono Wibowo");
        assert_eq!(seen.text().matches("Membuka percakapan").count(), 1);
    }

    the_unit_of_the_service_that_was_talked_about_is_asked(app) {
        let mut visitor = app.browser();
        asked(&mut visitor, "surat bebas pustaka").await;
        asked(&mut visitor, "bicara dengan petugas").await.says("helpdesk Perpustakaan");
        let mut maya = app.sign_in(MAYA).await;
        maya.get("/id/meja/percakapan").await.says("Menunggu jawaban");
        app.sign_in(TONO).await.get("/id/meja/percakapan").await.says("Tidak ada yang menunggu");
    }

    a_matter_of_another_unit_is_passed_on(app) {
        let mut visitor = app.browser();
        asked(&mut visitor, "petugas").await.says("helpdesk DTIK");
        let mut tono = app.sign_in(TONO).await;
        let path = first(&mut tono).await;
        tono.post(&format!("{path}/penerusan"), &[("unit", "99")]).await.expect(404);
        tono.post(&format!("{path}/penerusan"), &[("unit", "7")]).await.expect(303);
        tono.get(&path).await.expect(404);
        visitor.get("/id/tanya").await.says("diteruskan ke helpdesk Perpustakaan");
        let mut maya = app.sign_in(MAYA).await;
        answer(&mut maya, &path, "Dari perpustakaan.").await;
        visitor.get("/id/tanya").await.says("Dari perpustakaan.");
        // Who names the unit is there at once.
        asked(&mut app.browser(), "petugas perpus dong").await.says("helpdesk Perpustakaan");
    }

    the_helpdesk_reads_what_was_written_to_it_and_not_what_the_engine_told_before(app) {
        let code = crate::fixture::submitted(&app).await;
        let mut phone = Phone::new(&app, HERIS);
        for number in 0..7 {
            app.wait(MINUTE);
            phone.says(&format!("sebelum {number}")).await;
        }
        assert!(phone.says("status tiket saya").await.contains(&code));
        app.wait(MINUTE);
        phone.says("petugas").await;
        phone.says("ini soal blokir").await;
        let mut tono = app.sign_in(TONO).await;
        let path = first(&mut tono).await;
        tono.get(&path).await.expect(200).says("ini soal blokir").says("status tiket saya").says("sebelum 3").never_says("sebelum 2").never_says(&code);
    }

    on_whatsapp_the_answer_is_a_message(app) {
        let mut phone = Phone::new(&app, STRANGERS);
        let said = phone.says("talk to a human please").await;
        assert!(said.contains("the answer comes here"), "{said}");
        assert_eq!(phone.says("my mailbox is full").await, "");
        // STOP is obeyed whoever answers.
        assert!(phone.says("STOP").await.contains("no more messages"));
        let mut tono = app.sign_in(TONO).await;
        let path = first(&mut tono).await;
        tono.get(&path).await.says("0812-3456-7890").says("belum terbukti milik akun mana pun");
        answer(&mut tono, &path, "We have made it larger.").await;
        app.deliver().await;
        let told = app.messages_to(STRANGERS);
        assert_eq!(told.len(), 1);
        assert!(told[0].text.contains("We have made it larger."));
        tono.post(&format!("{path}/penutupan"), &[]).await.expect(303);
        app.deliver().await;
        assert!(app.messages_to(STRANGERS)[0].text.contains("automatic answers are back"));
        assert!(phone.says("office hours").await.contains("Monday–Thursday"));
        app.finish().await;
    }

    who_is_signed_in_and_has_gone_gets_an_e_mail(app) {
        let mut heri = app.sign_in(HERI).await;
        asked(&mut heri, "mau bicara dengan petugas").await.says("dikirim lewat email bila Anda sudah pergi");
        let mut tono = app.sign_in(TONO).await;
        let path = first(&mut tono).await;
        tono.get(&path).await.says("Heri Widodo").says("terbukti pemilik akunnya");
        answer(&mut tono, &path, "Sebentar saya lihat.").await;
        app.deliver().await;
        let told = |words: &str| app.messages_to(HERI).iter().any(|one| one.text.contains(words));
        assert!(!told("Sebentar saya lihat."), "the page is open");
        app.wait(3 * MINUTE);
        answer(&mut tono, &path, "Sudah beres.").await;
        app.deliver().await;
        assert!(told("Sudah beres.") && told("/id/tanya"));
        // An open page asks for news: whoever reads it is there.
        heri.get("/id/tanya").await.expect(200).says("Sudah beres.");
        answer(&mut tono, &path, "Ada lagi?").await;
        app.deliver().await;
        assert!(!told("Ada lagi?"));
        assert!(app.messages_to(HERIS).is_empty());
    }

    whoever_waits_may_go_back_and_a_talk_that_fell_asleep_ends(app) {
        let mut phone = Phone::new(&app, HERIS);
        phone.says("petugas").await;
        assert!(phone.says("batal").await.contains("Ada lagi yang Anda perlukan"));
        app.sign_in(TONO).await.get("/id/meja/percakapan").await.says("Tidak ada yang menunggu");
        phone.says("petugas").await;
        let mut tono = app.sign_in(TONO).await;
        let path = first(&mut tono).await;
        answer(&mut tono, &path, "Ya?").await;
        assert_eq!(phone.says("jam buka").await, "");
        app.wait(25 * 60 * MINUTE);
        assert!(phone.says("jam buka").await.contains("Senin–Kamis"));
    }

    an_answer_without_words_or_with_too_many_comes_back(app) {
        ask(&mut app.browser(), "petugas").await.expect(303);
        let mut tono = app.sign_in(TONO).await;
        let path = first(&mut tono).await;
        tono.post(&format!("{path}/jawaban"), &[("jawaban", " ")]).await.expect(422).says("Tulis dahulu");
        let long = "kata ".repeat(300);
        tono.post(&format!("{path}/jawaban"), &[("jawaban", &long)]).await.expect(422).says("1.000 karakter").says("kata kata");
    }
}
