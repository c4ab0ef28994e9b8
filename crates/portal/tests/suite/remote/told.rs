//! What officers are told, and what not.

use super::{ARY_PHONE, SRI_PHONE, matters, sql, submitted, verified};
use crate::{
    blocks::{LIFTED, asked, block, page_of},
    on_both_engines,
    tickets::{ARY, BAGUS, GALIH, GUEST, JOKO, LESTARI, SRI, ask, decide, dispose, service},
};
use portal::clock::DAY;

on_both_engines! {
    whoever_a_request_comes_to_is_told_on_each_channel_and_nobody_else(app) {
        let sop = service(&app, "unblock");
        let code = submitted(&app, &sop).await;
        let chat = matters(&app, SRI_PHONE);
        assert_eq!(chat.len(), 1);
        assert!(chat[0].text.contains(&format!("*Perlu verifikasi: tiket {code}*")), "{}", chat[0].text);
        assert!(chat[0].url.is_none() && !chat[0].text.contains("/putusan/"), "{}", chat[0].text);
        let titles: Vec<_> = chat[0].buttons.iter().map(|button| button.title.as_str()).collect();
        assert_eq!(titles, ["Setujui", "Kembalikan"]);
        let mail = matters(&app, SRI);
        assert!(mail[0].buttons.is_empty() && mail[0].text.contains("/id/putusan/"), "{}", mail[0].text);
        assert!(matters(&app, ARY_PHONE).is_empty() && matters(&app, ARY).is_empty());
        // What officers are told is not shown to whoever asked.
        app.sign_in(GUEST).await.get(&format!("/id/tiket/{code}")).await.expect(200).never_says("0858-••••-1206").never_says("sr•••@");
        app.finish().await;
    }

    whoever_decides_from_a_message_reads_that_it_is_not_the_first_block(app) {
        let sop = service(&app, "unblock");
        submitted(&app, &sop).await;
        assert!(!matters(&app, SRI_PHONE)[0].text.contains("dalam 90 hari"));
        let path = page_of(&app, GALIH).await;
        block(&app, GALIH, &[("cause", "mass-mail"), ("evidence", "log")]).await.expect(303);
        app.sign_in(SRI).await.post(&format!("{path}/pembukaan"), &LIFTED).await.expect(303);
        app.wait(DAY);
        block(&app, GALIH, &[("cause", "policy"), ("evidence", "log")]).await.expect(303);
        asked(&app, GALIH).await;
        app.deliver().await;
        for way in [SRI_PHONE, SRI] {
            let told = matters(&app, way);
            assert!(told[0].text.contains("Blokir ke-2 dalam 90 hari"), "{}", told[0].text);
        }
    }

    the_road_tells_each_officer_in_turn_and_staff_without_buttons(app) {
        let sop = service(&app, "unblock");
        let code = verified(&app, &sop).await;
        assert_eq!(matters(&app, ARY_PHONE)[0].buttons[0].title, "Disposisi ke…");
        assert_eq!(matters(&app, SRI).len(), 1);
        dispose(&app, &mut app.sign_in(ARY).await, &sop, &code, BAGUS).await.expect(303);
        app.deliver().await;
        let told = matters(&app, BAGUS);
        assert_eq!(told.len(), 1);
        assert!(told[0].buttons.is_empty() && told[0].url.is_none());
        assert!(told[0].text.contains(&format!("/id/meja/{code}")) && told[0].text.contains("Hapus dahulu aturan penerusan surel."), "{}", told[0].text);
        assert!(matters(&app, LESTARI).is_empty(), "it was given to somebody else");
        app.finish().await;
    }

    nobody_is_told_of_what_the_own_deed_brought_about(app) {
        let sop = service(&app, "unblock");
        sql(&app, "INSERT INTO roles (public_id, account_id, role, unit_id, capacity, from_at, granted_by, created_at) \
            SELECT 'r1', id, 'leader', 3, 'definitive', 0, id, 0 FROM accounts WHERE address = 'sri.handayani@staff.uns.ac.id'").await;
        verified(&app, &sop).await;
        assert_eq!(matters(&app, SRI).len(), 1, "as verifier, and not as the leader whom she brought it to");
        assert_eq!(matters(&app, ARY).len(), 1);
    }

    messages_stop_when_they_are_switched_off_and_start_again(app) {
        let sop = service(&app, "unblock");
        let mut sri = app.sign_in(SRI).await;
        sri.get("/id/akun-saya").await.expect(200).says("Pesan keputusan").says("value=\"yes\" selected");
        sri.post("/id/akun-saya/keputusan", &[("matters", "maybe")]).await.expect(400);
        sri.post("/id/akun-saya/keputusan", &[("matters", "no")]).await.expect(303);
        sri.get("/id/akun-saya").await.expect(200).says("value=\"no\" selected");
        sri.get("/id/akun-saya/jejak").await.expect(200).says("Mengubah pesan keputusan").says("Jangan kirim");
        submitted(&app, &sop).await;
        assert!(matters(&app, SRI).is_empty() && matters(&app, SRI_PHONE).is_empty());
        sri.post("/id/akun-saya/keputusan", &[("matters", "yes")]).await.expect(303);
        ask(&app, &mut app.sign_in(GUEST).await, &sop, 2).await;
        app.deliver().await;
        assert_eq!((matters(&app, SRI).len(), matters(&app, SRI_PHONE).len()), (1, 1));
        // Only those with an office have something to switch off.
        app.sign_in(GUEST).await.get("/id/akun-saya").await.expect(200).never_says("Pesan keputusan");
    }

    a_number_that_is_not_proven_or_not_only_ones_own_gets_no_buttons(app) {
        let sop = service(&app, "unblock");
        sql(&app, "UPDATE accounts SET whatsapp_confirmed_at = NULL WHERE address = 'sri.handayani@staff.uns.ac.id'").await;
        sql(&app, "UPDATE accounts SET whatsapp = '6285890001207' WHERE address = 'maya.puspita@staff.uns.ac.id'").await;
        verified(&app, &sop).await;
        assert!(matters(&app, SRI_PHONE).is_empty() && matters(&app, ARY_PHONE).is_empty());
        assert_eq!((matters(&app, SRI).len(), matters(&app, ARY).len()), (1, 1));
    }

    what_was_decided_before_a_message_left_is_not_told_any_more(app) {
        let sop = service(&app, "unblock");
        let code = ask(&app, &mut app.sign_in(GUEST).await, &sop, 1).await;
        decide(&mut app.sign_in(SRI).await, &sop, &code, "verify", &[]).await.expect(303);
        app.deliver().await;
        assert!(matters(&app, SRI).is_empty() && matters(&app, SRI_PHONE).is_empty());
        assert_eq!((matters(&app, ARY).len(), matters(&app, ARY_PHONE).len()), (1, 1));
        app.finish().await;
    }

    a_link_that_expired_before_its_message_left_is_nobodys_failure(app) {
        let sop = service(&app, "unblock");
        ask(&app, &mut app.sign_in(GUEST).await, &sop, 1).await;
        app.wait(3 * DAY);
        app.deliver().await;
        assert!(matters(&app, SRI).is_empty());
        app.sign_in(JOKO).await.get("/id/panel/pesan").await.expect(200).never_says(SRI);
        app.finish().await;
    }
}
