//! What officers do with a request, step by step, and who may not.

use crate::{
    on_both_engines,
    support::TestApp,
    tickets::{
        ARY, BAGUS, DEWI, GALIH, GUEST, HENDRA, HERI, LESTARI, MAYA, NITA, RINA, SRI, TONO,
        account, ask, decide, decision, dispose, disposition, field, finish, gets_in, post,
        service, signs_in, stored, take,
    },
};
use portal::{
    clock::HOUR,
    demo,
    requests::Status,
    signin::{self, Capacity, NewRole, Role},
};

/// One more person with a role in the unit of the directorate.
async fn appoint(app: &TestApp, address: &'static str, role: Role, unit_id: i64) {
    let (it, account_id, from_at) = (
        app.app.clone(),
        account(app, address).await.id,
        app.app.now(),
    );
    let new = NewRole {
        account_id,
        role,
        unit_id,
        capacity: Capacity::Definitive,
        from_at,
        until_at: None,
        granted_by: None,
    };
    app.app
        .db()
        .write(move |tx| signin::grant(tx, &it, &new))
        .await
        .unwrap();
}

on_both_engines! {
    a_blocked_account_signs_in_again_after_the_whole_road(app) {
        let sop = service(&app, "unblock");
        let password = &demo::cast().password;
        assert_eq!(signs_in(&app, RINA, password).await.expect(303).location(), "/id/terblokir");

        let mut guest = app.sign_in(GUEST).await;
        let code = ask(&app, &mut guest, &sop, 1).await;
        let ticket = format!("/id/tiket/{code}");
        let desk = format!("/id/meja/{code}");

        // Returned with a reason, corrected, sent again.
        let mut sri = app.sign_in(SRI).await;
        sri.get("/id/meja").await.expect(200).says(&code).says("Perlu verifikasi");
        sri.get(&desk).await.expect(200).says("Terblokir sejak").says("Blokir pertama dalam 90 hari").says("Daftar periksa")
            .says("Surat berstempel resmi.");
        let reason = "Stempel fakultas belum ada pada surat.";
        assert_eq!(decide(&mut sri, &sop, &code, "return", &[("stamp", reason)]).await.expect(303).location(), desk);
        sri.get(&desk).await.expect(200).says("dengan satu perbaikan").says("Menunggu pemohon");
        assert_eq!(stored(&app, &sop, &code).await.state.status, Status::Returned);
        guest.get(&ticket).await.expect(200).says("Satu hal perlu Anda perbaiki").says(reason);
        let typed = guest.get(&format!("{ticket}/perbaiki")).await.expect(200).says(reason);
        assert!(typed.text().contains("surat.pdf"), "the files are still there");
        crate::tickets::Form::new(&app, &sop, 1).without_files().send(&mut guest, &format!("{ticket}/perbaiki")).await.expect(303);

        // Verified; disposed, taken back, disposed to somebody else.
        decide(&mut sri, &sop, &code, "verify", &[]).await.expect(303);
        let mut ary = app.sign_in(ARY).await;
        ary.get("/id/meja").await.expect(200).says(&code);
        ary.get(&desk).await.expect(200).says("Bagus Prasetyo").says("Belum ada tiket berjalan").says("value=\"2027-03-18\"");
        dispose(&app, &mut ary, &sop, &code, BAGUS).await.expect(303);
        ary.get(&format!("{desk}/disposisi/tarik")).await.expect(200).says("Tarik disposisi ini?");
        post(&mut ary, &code, "disposisi/tarik", &[]).await.expect(303);
        let mut bagus = app.sign_in(BAGUS).await;
        take(&mut bagus, &code).await.expect(403);
        ary.get(&desk).await.expect(200).says("Hapus dahulu aturan penerusan surel.</textarea>");
        dispose(&app, &mut ary, &sop, &code, LESTARI).await.expect(303);

        // Only who was appointed can take it; given back; it could not be done; disposed again.
        take(&mut bagus, &code).await.expect(409).says("didisposisikan kepada Lestari Ningsih");
        let mut lestari = app.sign_in(LESTARI).await;
        lestari.get("/id/meja").await.expect(200).says(&code);
        finish(&mut lestari, &code, "done", "").await.expect(422).says("Ambil tiket ini dahulu");
        take(&mut lestari, &code).await.expect(303);
        lestari.get(&desk).await.expect(200).says("Anda memegang tiket ini").says("Buka blokir akun ini").says("Hapus dahulu");
        post(&mut lestari, &code, "lepas", &[]).await.expect(303);
        take(&mut lestari, &code).await.expect(303);
        finish(&mut lestari, &code, "back", "Perlu keterangan pimpinan.").await.expect(303);
        assert_eq!(stored(&app, &sop, &code).await.state.status, Status::Verified);
        dispose(&app, &mut ary, &sop, &code, BAGUS).await.expect(303);
        take(&mut bagus, &code).await.expect(303);

        // A note for colleagues, words to the applicant, and the effect.
        post(&mut bagus, &code, "catatan", &[field("catatan-internal", "Penerusan ke gmail ditemukan.")]).await.expect(303);
        post(&mut bagus, &code, "pesan", &[field("pesan", "Mohon ganti kata sandi setelah ini.")]).await.expect(303);
        assert_eq!(signs_in(&app, RINA, password).await.expect(303).location(), "/id/terblokir");
        finish(&mut bagus, &code, "done", "Silakan masuk.").await.expect(303);
        gets_in(&app, RINA, password).await;
        bagus.get(&desk).await.expect(200).says("Penerusan ke gmail ditemukan.").says("Hanya petugas").says("Direktori akun");
        guest.get(&ticket).await.expect(200)
            .says("Permintaan selesai").says("Mohon ganti kata sandi setelah ini.").says("Silakan masuk.")
            .never_says("Penerusan ke gmail").never_says("Hapus dahulu aturan").never_says("Aturan penerusan dihapus");
        let request = stored(&app, &sop, &code).await;
        assert_eq!(request.state.status, Status::Completed);

        // Closed by the survey; the desk says so.
        let scores = ["requirements", "procedure", "time", "cost", "product", "competence", "behaviour", "complaints", "facilities"];
        guest.post(&format!("{ticket}/survei"), &scores.map(|element| (element, "4"))).await.expect(303);
        assert_eq!(stored(&app, &sop, &code).await.state.status, Status::Closed);
        bagus.get(&desk).await.expect(200).says("Ditutup");
        app.finish().await;
    }

    a_leader_takes_a_request_out_of_the_hands_of_somebody_who_is_away(app) {
        let sop = service(&app, "unblock");
        let mut guest = app.sign_in(GUEST).await;
        let code = ask(&app, &mut guest, &sop, 1).await;
        take(&mut app.sign_in(SRI).await, &code).await.expect(303);
        post(&mut app.sign_in(BAGUS).await, &code, "lepas", &[]).await.expect(403);
        post(&mut app.sign_in(HENDRA).await, &code, "lepas", &[]).await.expect(404);
        let mut ary = app.sign_in(ARY).await;
        ary.get(&format!("/id/meja/{code}")).await.expect(200).says("/lepas\"");
        post(&mut ary, &code, "lepas", &[]).await.expect(303);
        ary.get(&format!("/id/meja/{code}")).await.expect(200).never_says("/lepas\"");
        post(&mut ary, &code, "lepas", &[]).await.expect(403);
        assert_eq!(stored(&app, &sop, &code).await.state.holder_id, None);
    }

    a_decision_on_what_was_corrected_since_is_not_taken(app) {
        let sop = service(&app, "unblock");
        let mut guest = app.sign_in(GUEST).await;
        let code = ask(&app, &mut guest, &sop, 1).await;
        let (desk, correct) = (format!("/id/meja/{code}"), format!("/id/tiket/{code}/perbaiki"));
        let mut sri = app.sign_in(SRI).await;
        let opened = |page: &crate::support::Reply| field("diajukan", &page.between("name=\"diajukan\" value=\"", "\""));
        let first = opened(&sri.get(&desk).await.expect(200));
        decide(&mut sri, &sop, &code, "return", &[("stamp", "Belum ada stempel.")]).await.expect(303);
        crate::tickets::Form::new(&app, &sop, 2).send(&mut guest, &correct).await.expect(303);
        let mut late = decision(&sop, 0, "verify", &[]);
        late.push(first);
        let page = post(&mut sri, &code, "keputusan", &late).await.expect(409).says("sudah memperbaiki tiket");
        late.pop();
        late.push(opened(&page));
        post(&mut sri, &code, "keputusan", &late).await.expect(303);
    }

    the_second_of_two_verifiers_is_told_what_happened(app) {
        let sop = service(&app, "unblock");
        appoint(&app, TONO, Role::Admin, 3).await;
        let code = ask(&app, &mut app.sign_in(GUEST).await, &sop, 1).await;
        let (mut sri, mut tono) = (app.sign_in(SRI).await, app.sign_in(TONO).await);
        let mut late = decision(&sop, 0, "return", &[("stamp", "Stempel tidak terbaca.")]);
        late.push(field("catatan", "Pindai ulang, ya."));
        let (first, second) = tokio::join!(
            async { decide(&mut sri, &sop, &code, "verify", &[]).await },
            async { post(&mut tono, &code, "keputusan", &late).await },
        );
        // Whoever was first: one decision, and the other one is told who made it.
        let (told, by) = if first.status == 303 { (second, "Sri Handayani") } else { (first, "Tono Wibowo") };
        told.expect(409).says(&format!("{by} sudah memutuskan tiket ini lebih dahulu"));
        let again = post(&mut tono, &code, "keputusan", &late).await.expect(409);
        again.says("Yang Anda tulis").says("Pindai ulang, ya.").says("Stempel tidak terbaca.");
        assert_eq!(stored(&app, &sop, &code).await.state.last_seq, 2);
        app.finish().await;
    }

    who_claims_a_request_has_it_alone(app) {
        let sop = service(&app, "unblock");
        appoint(&app, TONO, Role::Admin, 3).await;
        let code = ask(&app, &mut app.sign_in(GUEST).await, &sop, 1).await;
        let (mut sri, mut tono) = (app.sign_in(SRI).await, app.sign_in(TONO).await);
        take(&mut sri, &code).await.expect(303);
        take(&mut sri, &code).await.expect(303);
        take(&mut tono, &code).await.expect(409).says("Tiket sudah diambil Sri Handayani");
        decide(&mut tono, &sop, &code, "verify", &[]).await.expect(409).says("Sri Handayani");
        post(&mut tono, &code, "lepas", &[]).await.expect(409);
        tono.get(&format!("/id/meja/{code}")).await.expect(200).says("Menunggu Sri Handayani").never_says("Daftar periksa");
        post(&mut sri, &code, "lepas", &[]).await.expect(303);
        decide(&mut tono, &sop, &code, "verify", &[]).await.expect(303);
        assert_eq!(stored(&app, &sop, &code).await.state.status, Status::Verified);
    }

    a_decision_that_contradicts_its_checklist_comes_back_with_everything(app) {
        let sop = service(&app, "unblock");
        let code = ask(&app, &mut app.sign_in(GUEST).await, &sop, 1).await;
        let mut sri = app.sign_in(SRI).await;
        let words = "Kata-kata yang sudah ditulis & tidak hilang";
        let with_words = |mut fields: Vec<(String, String)>| {
            fields.push(field("catatan", words));
            fields
        };
        let wrong = with_words(decision(&sop, 0, "verify", &[("stamp", "Tidak ada")]));
        let page = post(&mut sri, &code, "keputusan", &wrong).await.expect(422)
            .says("href=\"#keputusan\"").says("href=\"#butir.stamp\"").says("Butir ini tidak sesuai").says("Tidak ada</textarea>")
            .says("Kata-kata yang sudah ditulis &#38; tidak hilang</textarea>");
        assert_eq!(page.text().matches(" checked").count(), sop.run_steps().next().unwrap().checklist.len() + 1);

        let silent = with_words(decision(&sop, 0, "return", &[("stamp", "  ")]));
        post(&mut sri, &code, "keputusan", &silent).await.expect(422).says("href=\"#alasan.stamp\"");
        let nothing_wrong = decision(&sop, 0, "return", &[]);
        post(&mut sri, &code, "keputusan", &nothing_wrong).await.expect(422).says("href=\"#catatan\"");
        post(&mut sri, &code, "keputusan", &decision(&sop, 0, "reject", &[])).await.expect(422).says("Tulis alasan penolakan");
        post(&mut sri, &code, "keputusan", &decision(&sop, 0, "", &[])).await.expect(422).says("Pilih keputusan Anda dahulu");
        post(&mut sri, &code, "keputusan", &[]).await.expect(400);
        let half: Vec<_> = decision(&sop, 0, "verify", &[]).into_iter().filter(|(name, _)| name != "butir.campus").collect();
        post(&mut sri, &code, "keputusan", &half).await.expect(422).says("Butir ini belum dinilai");
        let mut long = decision(&sop, 0, "reject", &[]);
        long.push(field("catatan", &"a".repeat(2_001)));
        post(&mut sri, &code, "keputusan", &long).await.expect(422).says("lebih dari 2.000 huruf");
        assert_eq!(stored(&app, &sop, &code).await.state.last_seq, 1);

        // Rejected with a reason: the end.
        post(&mut sri, &code, "keputusan", &with_words(decision(&sop, 0, "reject", &[]))).await.expect(303);
        assert_eq!(stored(&app, &sop, &code).await.state.status, Status::Rejected);
        app.sign_in(GUEST).await.get(&format!("/id/tiket/{code}")).await.expect(200).says("Ditolak").says("sudah ditulis");
        app.finish().await;
    }

    a_disposition_goes_to_staff_on_a_working_day(app) {
        let sop = service(&app, "unblock");
        let code = ask(&app, &mut app.sign_in(GUEST).await, &sop, 1).await;
        let mut ary = app.sign_in(ARY).await;
        dispose(&app, &mut ary, &sop, &code, BAGUS).await.expect(409);
        decide(&mut app.sign_in(SRI).await, &sop, &code, "verify", &[]).await.expect(303);
        let good = disposition(&app, &sop, BAGUS).await;
        let with = |name: &str, value: &str| {
            let other = good.iter().filter(|(key, _)| key != name).cloned();
            other.chain([field(name, value)]).collect::<Vec<_>>()
        };
        for (name, value, words) in [
            ("staf", "", "Pilih staf yang akan mengerjakan"),
            ("staf", "0", "bukan staf unit ini"),
            ("tenggat", "", "Pilih tanggal"),
            ("tenggat", "2027-02-30", "Pilih tanggal"),
            ("tenggat", "2027-03-07", "Unit tidak bekerja pada hari itu"),
            ("tenggat", "2027-03-04", "Batas waktu sudah lewat"),
        ] {
            let page = post(&mut ary, &code, "disposisi", &with(name, value)).await.expect(422);
            page.says(words).says(&format!("href=\"#{name}\"")).says("Hapus dahulu aturan penerusan surel.</textarea>");
        }
        let admin = account(&app, SRI).await.id.to_string();
        post(&mut ary, &code, "disposisi", &with("staf", &admin)).await.expect(422).says("bukan staf unit ini");
        post(&mut ary, &code, "disposisi", &good).await.expect(303);
        // A deadline binds, at the end of office hours; later than the service promises it cannot be.
        let request = stored(&app, &sop, &code).await;
        assert!(request.step_due_at <= request.due_at);
        post(&mut ary, &code, "disposisi", &good).await.expect(409);
        app.finish().await;
    }

    what_could_not_be_done_has_a_reason(app) {
        let sop = service(&app, "unblock");
        let code = ask(&app, &mut app.sign_in(GUEST).await, &sop, 1).await;
        decide(&mut app.sign_in(SRI).await, &sop, &code, "verify", &[]).await.expect(303);
        dispose(&app, &mut app.sign_in(ARY).await, &sop, &code, BAGUS).await.expect(303);
        let mut bagus = app.sign_in(BAGUS).await;
        take(&mut bagus, &code).await.expect(303);
        finish(&mut bagus, &code, "end", " ").await.expect(422).says("Tulis alasannya dahulu").says("Aturan penerusan dihapus.</textarea>");
        finish(&mut bagus, &code, "maybe", "x").await.expect(422).says("Pilih hasilnya dahulu");
        finish(&mut bagus, &code, "end", "Akun ini milik kampus lain.").await.expect(303);
        assert_eq!(stored(&app, &sop, &code).await.state.status, Status::Failed);
        assert_eq!(signs_in(&app, RINA, &demo::cast().password).await.expect(303).location(), "/id/terblokir");
        finish(&mut bagus, &code, "done", "").await.expect(409);
        app.finish().await;
    }

    nobody_does_what_the_role_does_not_cover(app) {
        let sop = service(&app, "unblock");
        let code = ask(&app, &mut app.sign_in(GUEST).await, &sop, 1).await;
        let desk = format!("/id/meja/{code}");
        let yes = decision(&sop, 0, "verify", &[]);
        // Those of another unit, and applicants, do not learn that it exists.
        for address in [MAYA, HENDRA, NITA, GALIH, HERI, GUEST] {
            let mut other = app.sign_in(address).await;
            other.get(&desk).await.expect(404).never_says("stempel").never_says("M0521009");
            for (what, fields) in [("keputusan", yes.as_slice()), ("ambil", &[]), ("lepas", &[]), ("hasil", &[]), ("disposisi", &[]), ("disposisi/tarik", &[])] {
                post(&mut other, &code, what, fields).await.expect(404);
            }
            post(&mut other, &code, "catatan", &[field("catatan-internal", "x")]).await.expect(404);
            other.get(&format!("{desk}/tanda-terima")).await.expect(404);
        }
        // Those of the unit see it and do only what is theirs.
        for address in [TONO, ARY, BAGUS, DEWI] {
            let mut other = app.sign_in(address).await;
            other.get(&desk).await.expect(200).never_says("/keputusan\"");
            post(&mut other, &code, "keputusan", &yes).await.expect(403);
            post(&mut other, &code, "ambil", &[]).await.expect(403);
        }
        for address in [TONO, DEWI] {
            let mut other = app.sign_in(address).await;
            post(&mut other, &code, "catatan", &[field("catatan-internal", "x")]).await.expect(403);
            other.get(&desk).await.expect(200).never_says("catatan-internal");
        }
        for address in [SRI, BAGUS, DEWI, TONO] {
            let mut other = app.sign_in(address).await;
            post(&mut other, &code, "disposisi", &disposition(&app, &sop, BAGUS).await).await.expect(403);
            other.get(&format!("{desk}/disposisi/tarik")).await.expect(403);
        }
        // Whoever is not signed in is sent to sign in.
        let mut stranger = app.browser();
        assert!(stranger.get(&desk).await.expect(303).location().starts_with("/id/masuk"));
        assert_eq!(stored(&app, &sop, &code).await.state.last_seq, 1);
    }

    files_are_shown_to_the_unit_only(app) {
        let sop = service(&app, "unblock");
        let mut guest = app.sign_in(GUEST).await;
        let code = ask(&app, &mut guest, &sop, 1).await;
        let mut sri = app.sign_in(SRI).await;
        let page = sri.get(&format!("/id/meja/{code}")).await.expect(200);
        let path = page.between("<iframe class=\"paper\" src=\"", "\"");
        let file = sri.get(&path).await.expect(200);
        assert_eq!(file.headers["content-type"], "application/pdf");
        assert!(file.headers["content-disposition"].to_str().unwrap().contains("surat.pdf"));
        assert_eq!(file.headers["x-content-type-options"], "nosniff");
        app.sign_in(MAYA).await.get(&path).await.expect(404);
        guest.get(&path).await.expect(404);
    }

    notes_are_bounded_and_kept(app) {
        let sop = service(&app, "unblock");
        let code = ask(&app, &mut app.sign_in(GUEST).await, &sop, 1).await;
        let mut sri = app.sign_in(SRI).await;
        post(&mut sri, &code, "catatan", &[field("catatan-internal", "   ")]).await.expect(422).says("catatan-internal-error");
        let long = "panjang ".repeat(300);
        post(&mut sri, &code, "pesan", &[field("pesan", &long)]).await.expect(422).says("panjang panjang").says("pesan-error");
        post(&mut sri, &code, "pesan", &[field("pesan", "Surat sedang kami periksa.")]).await.expect(303);
        app.deliver().await;
        let sent = app.messages_to(GUEST);
        assert!(sent.iter().any(|message| message.text.contains("Surat sedang kami periksa.")), "{sent:?}");
        app.finish().await;
    }

    an_overdue_request_says_so(app) {
        let sop = service(&app, "unblock");
        let code = ask(&app, &mut app.sign_in(GUEST).await, &sop, 1).await;
        let mut sri = app.sign_in(SRI).await;
        sri.get("/id/meja").await.expect(200).says("sisa 1 hari kerja").never_says("Terlambat 1");
        let due = stored(&app, &sop, &code).await.step_due_at;
        app.wait(due - app.app.now() - 2 * HOUR);
        let mut sri = app.sign_in(SRI).await;
        sri.get("/id/meja").await.expect(200).says("Hari ini, ").says("sisa 2 jam 0 menit");
        app.wait(3 * HOUR);
        let mut sri = app.sign_in(SRI).await;
        sri.get("/id/meja?antrean=terlambat").await.expect(200).says(&code).says("Terlambat 1 jam 0 menit");
        app.wait(24 * HOUR);
        let mut sri = app.sign_in(SRI).await;
        sri.get("/id/meja?antrean=terlambat").await.expect(200).says("Terlambat 1 hari kerja");
        decide(&mut sri, &sop, &code, "return", &[("stamp", "Belum ada.")]).await.expect(303);
        sri.get("/id/meja?antrean=terlambat").await.expect(200).never_says(&code).says("Tidak ada tiket yang terlambat");
    }

    a_service_without_disposition_goes_its_own_way(app) {
        let catalog = app.app.catalog();
        let sop = catalog.campus().services.iter().find(|sop| sop.unit == "perpustakaan" && sop.action.is_none()).unwrap().clone();
        let code = ask(&app, &mut app.sign_in(GALIH).await, &sop, 1).await;
        decide(&mut app.sign_in(MAYA).await, &sop, &code, "verify", &[]).await.expect(303);
        let mut nita = app.sign_in(NITA).await;
        nita.get("/id/meja?antrean=diproses").await.expect(200).says(&code).says("Ambil");
        take(&mut nita, &code).await.expect(303);
        finish(&mut nita, &code, "back", "Dokumen perlu diperiksa lagi.").await.expect(303);
        decide(&mut app.sign_in(MAYA).await, &sop, &code, "verify", &[]).await.expect(303);
        take(&mut nita, &code).await.expect(303);
        finish(&mut nita, &code, "done", "").await.expect(303);
        assert_eq!(stored(&app, &sop, &code).await.state.status, Status::Completed);
        app.finish().await;
    }

    a_leader_approves_where_the_declaration_says_so(app) {
        let catalog = app.app.catalog();
        let sop = catalog.campus().services.iter().find(|sop| sop.unit == "perpustakaan" && sop.action.is_some()).unwrap().clone();
        let code = ask(&app, &mut app.sign_in(HERI).await, &sop, 1).await;
        decide(&mut app.sign_in(MAYA).await, &sop, &code, "verify", &[]).await.expect(303);
        let mut hendra = app.sign_in(HENDRA).await;
        hendra.get("/id/meja").await.expect(200).says("Perlu persetujuan").says(&code);
        hendra.get(&format!("/id/meja/{code}")).await.expect(200).says("Setujui");
        post(&mut hendra, &code, "keputusan", &decision(&sop, 1, "verify", &[])).await.expect(303);
        let mut nita = app.sign_in(NITA).await;
        take(&mut nita, &code).await.expect(303);
        finish(&mut nita, &code, "done", "").await.expect(303);
        nita.get(&format!("/id/meja/{code}")).await.expect(200).says("Hasil");
        app.finish().await;
    }
}
