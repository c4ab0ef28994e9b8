//! A lost second step: by request, with the identity checked, never by mail alone.

use crate::{
    on_both_engines,
    second::acts,
    steps::{PAGE, enrol_app, enter},
    tickets::{
        ARY, BAGUS, GUEST, HERI, SRI, account, ask, decide, dispose, finish, serve, service,
        signs_in, take,
    },
};
use portal::{clock::MINUTE, demo};

fn password() -> &'static str {
    &demo::cast().password
}

on_both_engines! {
    a_lost_second_step_is_ended_by_a_request_and_its_owner_enrols_anew(app) {
        let mut heri = app.sign_in(HERI).await;
        let secret = enrol_app(&app, &mut heri, "").await;
        heri.post(&format!("{PAGE}/kode"), &[]).await.expect(200);
        let sop = service(&app, "reset-second-step");
        let mut guest = app.sign_in(GUEST).await;
        let ticket = ask(&app, &mut guest, &sop, 1).await;
        assert_eq!(signs_in(&app, HERI, password()).await.expect(303).location(), "/id/masuk/kode");
        serve(&app, &sop, &ticket).await;
        heri.get("/id/akun-saya").await.expect(303);
        guest.get(&format!("/id/tiket/{ticket}")).await.expect(200).says("langkah yang lama sudah diakhiri");
        assert_eq!(acts(&app, HERI).await[0], "reset-second-step");
        app.deliver().await;
        for way in [HERI, "0858-9000-1204"] {
            assert!(app.messages_to(way).iter().any(|one| one.text.contains("diakhiri atas permohonan")), "{way}");
        }
        let mut heri = app.browser();
        heri.post("/id/masuk", &[("identifier", HERI), ("password", password())]).await.expect(303);
        heri.get(PAGE).await.expect(200).says("Belum aktif");
        let new = enrol_app(&app, &mut heri, "").await;
        assert_ne!(new, secret);
        enter(&app, HERI, password(), &new).await;
    }

    a_second_step_is_ended_only_after_the_identity_was_checked_and_with_a_fresh_proof(app) {
        let mut heri = app.sign_in(HERI).await;
        enrol_app(&app, &mut heri, "").await;
        let sop = service(&app, "reset-second-step");
        let ticket = ask(&app, &mut app.sign_in(GUEST).await, &sop, 1).await;
        let mut sri = app.sign_in(SRI).await;
        let unchecked = [("identity", "Tidak dibawa.")];
        decide(&mut sri, &sop, &ticket, "verify", &unchecked).await.expect(422);
        decide(&mut sri, &sop, &ticket, "verify", &[]).await.expect(303);
        dispose(&app, &mut app.sign_in(ARY).await, &sop, &ticket, BAGUS).await.expect(303);
        let mut bagus = app.sign_in(BAGUS).await;
        take(&mut bagus, &ticket).await.expect(303);

        app.wait(15 * MINUTE);
        let page = format!("/id/meja/{ticket}");
        let confirm = format!("/id/masuk/konfirmasi?lanjut={page}");
        bagus.get(&page).await.expect(200).says(&confirm).never_says("name=\"hasil\"");
        // Whoever had the form open loses nothing of what was typed.
        finish(&mut bagus, &ticket, "done", "Silakan daftarkan ponsel baru.").await.expect(403)
            .says(&confirm).says("Silakan daftarkan ponsel baru.");
        assert!(account(&app, HERI).await.second_step_enrolled);
        let proof = [("password", password()), ("lanjut", page.as_str())];
        assert_eq!(bagus.post("/id/masuk/konfirmasi", &proof).await.expect(303).location(), page);
        bagus.get(&page).await.expect(200).says("name=\"hasil\"");
        finish(&mut bagus, &ticket, "done", "").await.expect(303);
        assert!(!account(&app, HERI).await.second_step_enrolled);
    }
}
