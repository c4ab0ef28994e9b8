//! The applicant's side: the draft, the form, what can be wrong with it, the ticket.

use crate::{
    on_both_engines,
    support::TestApp,
    tickets::{
        BAGUS, Form, GALIH, GUEST, HERI, PNG, ask, code, complaint_path, form_path, letter, serve,
        service, stored,
    },
};
use axum::http::Method;
use portal::{
    clock::{DAY, HOUR},
    requests::Status,
};

/// How many requests there are.
async fn count(app: &TestApp) -> i64 {
    app.app
        .db()
        .read(|tx| tx.value("SELECT count(*) FROM requests", db::params![]))
        .await
        .unwrap()
}

on_both_engines! {
    a_draft_survives_everything(app) {
        let sop = service(&app, "unblock");
        let path = form_path(&sop);
        let mut guest = app.sign_in(GUEST).await;
        let page = guest.get(&path).await.expect(200);
        let draft = page.between("data-draft=\"", "\"");
        guest.post(&draft, &[("purpose", "Membaca surel kuliah & tugas"), ("other", "x")]).await.expect(200);
        // Another browser, another day: still there. A file is stored at once, and can be taken out.
        app.wait(DAY);
        let mut other = app.sign_in(GUEST).await;
        other.get(&path).await.expect(200).says("Membaca surel kuliah &#38; tugas");
        let row = other.upload(&format!("{draft}/berkas/letter"), &[], &[("letter", "surat saya.pdf", "text/html", &letter(1))]).await.expect(200);
        assert!(row.text().starts_with("<li>"));
        guest.get(&path).await.expect(200).says("surat saya.pdf");
        let file = row.between("data-remove=\"", "\"");
        other.post(&file, &[]).await.expect(204);
        guest.get(&path).await.expect(200).never_says("surat saya.pdf");
        // Nobody else's.
        let mut galih = app.sign_in(GALIH).await;
        galih.post(&draft, &[("purpose", "x")]).await.expect(404);
        galih.get(&format!("{draft}/surat")).await.expect(404);
        guest.get("/id/riwayat").await.expect(200).says("Draf").says("Lanjutkan");
        guest.get(&format!("{draft}/surat")).await.expect(200).says("Membaca surel kuliah").says("Permohonan Pembukaan Blokir Akun");
    }

    mistakes_stand_beside_their_fields_and_nothing_is_lost(app) {
        let sop = service(&app, "unblock");
        let path = form_path(&sop);
        let mut guest = app.sign_in(GUEST).await;
        let form = Form::new(&app, &sop, 1)
            .set("account", "tidak.ada@student.uns.ac.id")
            .set("contact_whatsapp", "0858-9000-1")
            .set("purpose", "")
            .set("letter_date", "2027-02-30")
            .set("last_action", "<script>alert(1)</script>");
        let page = form.send(&mut guest, &path).await.expect(422);
        page.says("href=\"#account\"").says("tidak ada di direktori akun").says("href=\"#contact_whatsapp\"").says("baru 9 angka")
            .says("href=\"#purpose\"").says("href=\"#letter_date\"").says("value=\"0858-9000-1\"").says("surat.pdf")
            .says("&#60;script&#62;alert(1)").never_says("<script>alert");
        assert_eq!(count(&app).await, 0);
        // A student's account is not a unit's: the type has to fit what was chosen.
        let form = Form::new(&app, &sop, 1).set("owner_type", "student").set("account", "hukum@unit.uns.ac.id");
        form.send(&mut guest, &path).await.expect(422).says("href=\"#account\"");
        // Corrected: the files that were stored meanwhile go along.
        let reply = Form::new(&app, &sop, 1).without_files().send(&mut guest, &path).await.expect(303);
        guest.get(reply.location()).await.expect(200).says("Permintaan terkirim").says("surat.pdf").says("Diajukan");
        app.finish().await;
    }

    files_are_judged_by_what_is_in_them(app) {
        let sop = service(&app, "unblock");
        let path = form_path(&sop);
        let mut guest = app.sign_in(GUEST).await;
        let with = |name: &str, content: &[u8]| Form::new(&app, &sop, 1).without_files().file("letter", name, content);
        for (name, content, words) in [
            ("kosong.pdf", b"".as_slice(), "kosong.pdf kosong"),
            ("halaman.pdf", b"<!doctype html><script>alert(1)</script>", "halaman.pdf bukan PDF"),
            ("surat.exe", b"MZ\x90\x00\x03\x00\x00\x00", "surat.exe bukan PDF"),
        ] {
            with(name, content).send(&mut guest, &path).await.expect(422).says(words).says("letter-error").never_says("<b class=\"name\">");
        }
        // Too large: said with the limit; the rest of the form is kept.
        let mut large = letter(1);
        large.resize(10 * 1024 * 1024 + 1, b' ');
        with("besar.pdf", &large).send(&mut guest, &path).await.expect(422).says("besar.pdf terlalu besar").says("Satu atau dua kalimat");
        // A name is never a path.
        let reply = with("../../x", &letter(2)).file("screenshot", "C:\\bukti 1.png", PNG).send(&mut guest, &path).await.expect(303);
        let ticket = guest.get(reply.location()).await.expect(200).says(">x</a>");
        ticket.says("bukti 1.png");
        let names: Vec<_> = std::fs::read_dir(app.folder().join("attachments")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert!(names.iter().all(|name| !name.to_string_lossy().contains(".pdf")), "{names:?}");
        app.finish().await;
    }

    a_file_that_is_refused_at_once_says_why(app) {
        let sop = service(&app, "unblock");
        let mut guest = app.sign_in(GUEST).await;
        let draft = guest.get(&form_path(&sop)).await.expect(200).between("data-draft=\"", "\"");
        let reply = guest.upload(&format!("{draft}/berkas/letter"), &[], &[("letter", "x.pdf", "application/pdf", b"<html>")]).await.expect(422);
        assert!(reply.text().starts_with("x.pdf bukan PDF"), "{}", reply.text());
        guest.upload(&format!("{draft}/berkas/none"), &[], &[("none", "x.pdf", "application/pdf", &letter(1))]).await.expect(404);
        // An upload that breaks off leaves nothing behind.
        let half = b"--LOKET\r\nContent-Disposition: form-data; name=\"letter\"; filename=\"s.pdf\"\r\n\r\n%PDF-1.7 half".to_vec();
        guest.send(Method::POST, &format!("{draft}/berkas/letter"), Some("multipart/form-data; boundary=LOKET"), half).await.expect(400);
        guest.get(&form_path(&sop)).await.expect(200).never_says("s.pdf");
    }

    a_double_click_is_one_request(app) {
        let sop = service(&app, "unblock");
        let path = form_path(&sop);
        let mut guest = app.sign_in(GUEST).await;
        let page = guest.get(&path).await.expect(200);
        let form = Form::new(&app, &sop, 1)
            .set("draf", &page.between("name=\"draf\" value=\"", "\""))
            .set("revisi", &page.between("name=\"revisi\" value=\"", "\""))
            .set("aksi", "kirim");
        let mut twin = guest.clone();
        let (one, two) = tokio::join!(form.post(&mut guest, &path), form.post(&mut twin, &path));
        let (one, two) = (one.expect(303), two.expect(303));
        assert_eq!(code(&one), code(&two));
        let third = form.post(&mut guest, &path).await.expect(303);
        assert_eq!(code(&third), code(&one));
        assert_eq!(count(&app).await, 1);
        // Somebody else with that draft gets nothing of it.
        let mut other = app.sign_in(GALIH).await;
        assert_ne!(form.post(&mut other, &path).await.status, 303);
        app.finish().await;
        let mine = app.messages_to(GUEST);
        assert_eq!(mine.iter().filter(|message| message.text.contains(&code(&one))).count(), 1);
    }

    a_form_from_before_a_revision_is_shown_anew(app) {
        let sop = service(&app, "unblock");
        let path = form_path(&sop);
        let mut guest = app.sign_in(GUEST).await;
        let page = guest.get(&path).await.expect(200);
        let revision: i64 = page.between("name=\"revisi\" value=\"", "\"").parse().unwrap();
        let form = Form::new(&app, &sop, 1)
            .set("draf", &page.between("name=\"draf\" value=\"", "\""))
            .set("revisi", &(revision - 1).to_string())
            .set("aksi", "kirim");
        form.post(&mut guest, &path).await.expect(200).says("baru saja direvisi").says("surat.pdf").says("Satu atau dua kalimat");
        assert_eq!(count(&app).await, 0);
    }

    who_answers_for_a_mailbox_belongs_to_its_unit(app) {
        let sop = service(&app, "change-password");
        let path = form_path(&sop);
        let mut heri = app.sign_in(HERI).await;
        let outside = Form::new(&app, &sop, 1).set("pic.name", "Bagus").set("pic.email", BAGUS);
        outside.send(&mut heri, &path).await.expect(422).says("href=\"#pic.email\"").says("bukan anggota");
        let foreign = Form::new(&app, &sop, 1).set("pic.email", "siapa@example.com");
        foreign.send(&mut heri, &path).await.expect(422).says("href=\"#pic.email\"");
        Form::new(&app, &sop, 1).send(&mut heri, &path).await.expect(303);
        app.finish().await;
    }

    what_cannot_be_read_is_refused(app) {
        let sop = service(&app, "unblock");
        let path = form_path(&sop);
        let mut guest = app.sign_in(GUEST).await;
        let draft = guest.get(&path).await.expect(200).between("data-draft=\"", "\"");
        // Invalid UTF-8 in a form and in an upload.
        let mut body = b"--LOKET\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\n".to_vec();
        body.extend([0xff, 0xfe]);
        body.extend(b"\r\n--LOKET--\r\n");
        guest.send(Method::POST, &path, Some("multipart/form-data; boundary=LOKET"), body).await.expect(400).says("tidak dapat dibaca");
        // What was typed while saving is kept as far as it can be read.
        guest.send(Method::POST, &draft, Some("application/x-www-form-urlencoded"), b"purpose=baca%FF".to_vec()).await.expect(200);
        guest.get(&path).await.expect(200).says("baca\u{fffd}</textarea>");
        // A field and a form that are too long.
        Form::new(&app, &sop, 1).set("purpose", &"a".repeat(30_000)).post(&mut guest, &path).await.expect(413).says("terlalu besar");
        let long = format!("purpose={}", "a".repeat(300 * 1024));
        guest.send(Method::POST, &draft, Some("application/x-www-form-urlencoded"), long.into_bytes()).await.expect(413);
        // Not from our own page.
        guest.get("/id/site/unit/45-salah-00000000/lain").await.expect(404);
        guest.get("/id/site/unit/x/form-layanan").await.expect(404);
        assert_eq!(count(&app).await, 0);
    }

    a_ticket_is_its_applicants_alone(app) {
        let sop = service(&app, "unblock");
        let mut guest = app.sign_in(GUEST).await;
        let code = ask(&app, &mut guest, &sop, 1).await;
        let ticket = format!("/id/tiket/{code}");
        let page = guest.get(&ticket).await.expect(200).says("Batas waktu").says("18 Mar");
        let file = page.between(&format!("{ticket}/berkas/"), "\"");
        let mut galih = app.sign_in(GALIH).await;
        // The same answer as for a code that does not exist.
        let unknown = galih.get("/id/tiket/ABC-DEF-GHJ").await.expect(404).text();
        let other = galih.get(&ticket).await.expect(404).text();
        let plain = |page: &str| page.split("Nomor rujukan").next().unwrap().replace(&code, "").replace("ABC-DEF-GHJ", "");
        assert_eq!(plain(&other), plain(&unknown));
        galih.get(&format!("{ticket}/berkas/{file}")).await.expect(404);
        for what in ["batal", "buka-kembali", "perbaiki", "survei"] {
            galih.get(&format!("{ticket}/{what}")).await.expect(404);
        }
        galih.post(&format!("{ticket}/batal"), &[]).await.expect(404);
        // Whoever has the code may follow it, without names and words.
        galih.get(&format!("/t/{code}")).await.expect(303);
        app.browser().get(&format!("/id/lacak/{code}")).await.expect(200).says("Diajukan").never_says("Rina").never_says("Satu atau dua kalimat");
        app.browser().get("/id/lacak/ABC-DEF-GHJ").await.expect(404);
        assert_eq!(guest.get(&format!("/t/{}", code.to_lowercase())).await.expect(303).location(), ticket);
        assert_eq!(stored(&app, &sop, &code).await.state.status, Status::Submitted);
    }

    codes_cannot_be_guessed_one_after_the_other(app) {
        let mut browser = app.browser();
        for _ in 0..60 {
            browser.get("/id/lacak/ABC-DEF-GHJ").await.expect(404);
        }
        browser.get("/id/lacak/ABC-DEF-GHJ").await.expect(429);
        app.wait(HOUR);
        browser.get("/id/lacak/ABC-DEF-GHJ").await.expect(404);
    }

    a_request_is_withdrawn_before_it_is_processed(app) {
        let sop = service(&app, "unblock");
        let mut guest = app.sign_in(GUEST).await;
        let code = ask(&app, &mut guest, &sop, 1).await;
        let ticket = format!("/id/tiket/{code}");
        guest.get(&format!("{ticket}/batal")).await.expect(200).says("Batalkan permintaan ini?");
        guest.post(&format!("{ticket}/batal"), &[]).await.expect(303);
        guest.get(&ticket).await.expect(200).says("Dibatalkan");
        guest.post(&format!("{ticket}/batal"), &[]).await.expect(422).says("tidak dapat dibatalkan");
        guest.get("/id/riwayat").await.expect(200).says(&code);
        app.finish().await;
    }

    what_was_handed_in_stays_as_it_is_while_it_is_judged(app) {
        let sop = service(&app, "unblock");
        let mut guest = app.sign_in(GUEST).await;
        let code = ask(&app, &mut guest, &sop, 1).await;
        let before = stored(&app, &sop, &code).await;
        let ticket = format!("/id/tiket/{code}");
        let page = guest.get(&ticket).await.expect(200);
        let file = page.between(&format!("{ticket}/berkas/"), "\"");
        let other = Form::new(&app, &sop, 2).set("hapus", &file);
        other.post(&mut guest, &format!("{ticket}/perbaiki")).await.expect(422);
        other.set("hapus", "").file("bukan", "a.pdf", b"x").post(&mut guest, &format!("{ticket}/perbaiki")).await.expect(422);
        guest.post(&format!("{ticket}/berkas/{file}/hapus"), &[]).await.expect(422);
        let after = stored(&app, &sop, &code).await;
        assert_eq!((after.answers, after.subject_address), (before.answers, before.subject_address));
        guest.get(&ticket).await.expect(200).says(&file);
    }

    what_was_done_is_taken_up_again_for_a_reason(app) {
        let sop = service(&app, "unblock");
        let mut guest = app.sign_in(GUEST).await;
        let code = ask(&app, &mut guest, &sop, 1).await;
        let again = format!("/id/tiket/{code}/buka-kembali");
        guest.post(&again, &[("alasan", "x")]).await.expect(422);
        serve(&app, &sop, &code).await;
        guest.get(&again).await.expect(200).says("Buka kembali tiket ini?");
        guest.post(&again, &[("alasan", " ")]).await.expect(422).says("Tulis alasannya dahulu");
        guest.post(&again, &[("alasan", "Masih tidak dapat masuk.")]).await.expect(303);
        assert!(stored(&app, &sop, &code).await.state.status.is_open());
        let mut bagus = app.sign_in(BAGUS).await;
        bagus.get(&format!("/id/meja/{code}")).await.expect(200).says("Masih tidak dapat masuk.");
        crate::tickets::take(&mut bagus, &code).await.expect(303);
        crate::tickets::finish(&mut bagus, &code, "done", "").await.expect(303);
        // Two weeks later it is too late.
        app.wait(14 * DAY + HOUR);
        let mut guest = app.sign_in(GUEST).await;
        guest.post(&again, &[("alasan", "Lagi.")]).await.expect(422).says("14 hari");
        app.finish().await;
    }

    a_mailbox_that_was_created_is_not_in_the_way_of_finishing_again(app) {
        let sop = service(&app, "create-mailbox");
        let mut heri = app.sign_in(HERI).await;
        let code = ask(&app, &mut heri, &sop, 1).await;
        serve(&app, &sop, &code).await;
        heri.post(&format!("/id/tiket/{code}/buka-kembali"), &[("alasan", "Tautannya kedaluwarsa.")]).await.expect(303);
        let mut bagus = app.sign_in(BAGUS).await;
        crate::tickets::take(&mut bagus, &code).await.expect(303);
        crate::tickets::finish(&mut bagus, &code, "done", "").await.expect(303);
        assert_eq!(stored(&app, &sop, &code).await.state.status, Status::Completed);
        app.finish().await;
    }

    a_complaint_is_asked_for_on_its_own_button(app) {
        let catalog = app.app.catalog();
        let sop = catalog.campus().services.iter().find(|sop| complaint_path(sop).is_some()).expect("a service with complaints").clone();
        let path = complaint_path(&sop).unwrap();
        let mut guest = app.sign_in(GUEST).await;
        guest.get(&path).await.expect(200).says("Keluhan: ");
    }
}
