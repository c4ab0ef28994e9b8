//! Taps on WhatsApp.

use super::{
    ARY_PHONE, SRI_PHONE, a_tap, audit, events, last, offered, payload, post, send, shown, sql,
    submitted, tap, verified, write,
};
use crate::{
    on_both_engines,
    tickets::{
        ARY, BAGUS, LESTARI, MAYA, SRI, account, decide, decision, dispose, field, post as at_desk,
        service, stored,
    },
};
use portal::{
    clock::MINUTE,
    requests::{Status, Via},
};

on_both_engines! {
    two_taps_approve_and_say_that_every_line_fits(app) {
        let sop = service(&app, "unblock");
        let code = submitted(&app, &sop).await;
        let asked = tap(&app, SRI_PHONE, &offered(&app, SRI_PHONE, "Setujui")).await;
        let lines = &sop.run_steps().next().unwrap().checklist;
        assert!(lines.len() > 1);
        for line in lines {
            assert!(asked.text.contains(line.text.get(sop::Lang::Id)), "{}", asked.text);
        }
        assert!(asked.link_id.is_some() && asked.text.contains("{link}"), "the letter can be read: {}", asked.text);
        assert_eq!(stored(&app, &sop, &code).await.state.status, Status::Submitted);
        let done = tap(&app, SRI_PHONE, &payload(&asked.buttons, "Ya, setujui")).await;
        assert!(done.text.contains("tercatat") && done.text.contains("Diverifikasi") && done.buttons.is_empty(), "{}", done.text);
        assert_eq!(last(&app, &sop, &code).await, ("approved", Via::WhatsApp, 2));
        let event = events(&app, &sop, &code).await.pop().unwrap();
        assert_eq!(event.happening.checks().len(), lines.len());
        assert!(event.happening.checks().iter().all(|line| line.fits));
        let page = app.sign_in(ARY).await.get(&format!("/id/meja/{code}")).await.expect(200);
        page.says("Diputuskan lewat WhatsApp");
        assert_eq!(audit(&app).await, [format!("{} whatsapp approved", code.replace('-', ""))]);
        app.finish().await;
    }

    it_is_returned_with_the_next_message_as_its_reason_and_only_then(app) {
        let sop = service(&app, "unblock");
        let code = submitted(&app, &sop).await;
        assert!(write(&app, SRI_PHONE, "Halo").await.is_none(), "nothing was asked");
        let back = offered(&app, SRI_PHONE, "Kembalikan");
        let asked = tap(&app, SRI_PHONE, &back).await;
        assert!(asked.text.contains("15 menit"), "{}", asked.text);
        app.wait(15 * MINUTE);
        assert!(write(&app, SRI_PHONE, "Terlambat").await.is_none());
        tap(&app, SRI_PHONE, &back).await;
        app.wait(14 * MINUTE);
        assert!(write(&app, ARY_PHONE, "Dari orang lain").await.is_none());
        let empty = write(&app, SRI_PHONE, "  ").await.unwrap();
        assert!(empty.buttons.is_empty() && empty.text.contains("kosong"), "{}", empty.text);
        let sure = write(&app, SRI_PHONE, "Stempel belum ada.").await.unwrap();
        assert!(sure.text.contains("Stempel belum ada."));
        let sure = write(&app, SRI_PHONE, "Stempel fakultas belum ada.").await.unwrap();
        assert_eq!(stored(&app, &sop, &code).await.state.status, Status::Submitted);
        tap(&app, SRI_PHONE, &payload(&sure.buttons, "Ya, kembalikan")).await;
        assert_eq!(last(&app, &sop, &code).await, ("returned", Via::WhatsApp, 2));
        assert_eq!(events(&app, &sop, &code).await[1].note, "Stempel fakultas belum ada.");
        assert!(write(&app, SRI_PHONE, "Terima kasih").await.is_none(), "nothing is asked any more");
        app.finish().await;
    }

    a_tap_on_returning_without_a_reason_asks_for_one_and_cancelling_forgets_it(app) {
        let sop = service(&app, "unblock");
        let code = submitted(&app, &sop).await;
        let back = offered(&app, SRI_PHONE, "Kembalikan");
        let asked = tap(&app, SRI_PHONE, &format!("{back}-ya")).await;
        assert!(asked.text.contains("Mengapa"), "{}", asked.text);
        let cancelled = tap(&app, SRI_PHONE, &payload(&asked.buttons, "Batal")).await;
        assert!(cancelled.text.contains("Tidak ada yang diputuskan"));
        assert_eq!(cancelled.buttons.len(), 2, "it can be decided after all");
        assert!(write(&app, SRI_PHONE, "Stempel").await.is_none());
        tap(&app, SRI_PHONE, &back).await;
        assert!(write(&app, SRI_PHONE, "Batal").await.unwrap().text.contains("Tidak ada yang diputuskan"));
        assert_eq!(last(&app, &sop, &code).await.2, 1);
    }

    a_leader_gives_it_to_one_of_those_with_the_least_in_hand(app) {
        let sop = service(&app, "unblock");
        let code = verified(&app, &sop).await;
        let offer = tap(&app, ARY_PHONE, &offered(&app, ARY_PHONE, "Disposisi ke…")).await;
        assert!(offer.buttons.len() <= 3 && offer.link_id.is_some(), "{offer:?}");
        let done = tap(&app, ARY_PHONE, &payload(&offer.buttons, "Lestari Ningsih")).await;
        assert!(done.text.contains("Didisposisikan"), "{}", done.text);
        let request = stored(&app, &sop, &code).await;
        assert_eq!(request.state.assignee_id, Some(account(&app, LESTARI).await.id));
        assert_eq!(last(&app, &sop, &code).await, ("disposed", Via::WhatsApp, 3));
        app.finish().await;
    }

    nobody_but_staff_of_the_unit_is_disposed_to_by_a_forged_button(app) {
        let sop = service(&app, "unblock");
        let code = verified(&app, &sop).await;
        let button = offered(&app, ARY_PHONE, "Disposisi ke…");
        let maya = account(&app, MAYA).await.id;
        tap(&app, ARY_PHONE, &format!("{button}-{maya}")).await;
        // Nor does a leader approve where there is only a disposition to make.
        tap(&app, ARY_PHONE, &button.replace("disposisi", "setujui-ya")).await;
        assert_eq!(last(&app, &sop, &code).await, ("approved", Via::Desk, 2));
    }

    a_stale_tap_is_told_who_was_faster_and_where_it_stands(app) {
        let sop = service(&app, "unblock");
        let code = submitted(&app, &sop).await;
        let approve = offered(&app, SRI_PHONE, "Setujui");
        decide(&mut app.sign_in(SRI).await, &sop, &code, "verify", &[]).await.expect(303);
        for payload in [approve.clone(), format!("{approve}-ya")] {
            let told = tap(&app, SRI_PHONE, &payload).await;
            assert!(told.text.contains("sudah berubah") && told.text.contains("Sri Handayani"), "{}", told.text);
            assert!(told.text.contains("Status sekarang: Diverifikasi") && told.buttons.is_empty(), "{}", told.text);
        }
        assert_eq!(last(&app, &sop, &code).await, ("approved", Via::Desk, 2));
    }

    what_happened_since_is_shown_before_it_can_be_decided(app) {
        let sop = service(&app, "unblock");
        let code = submitted(&app, &sop).await;
        let approve = offered(&app, SRI_PHONE, "Setujui");
        let note = [field("catatan-internal", "Tanda tangan meragukan.")];
        at_desk(&mut app.sign_in(ARY).await, &code, "catatan", &note).await.expect(303);
        let told = tap(&app, SRI_PHONE, &format!("{approve}-ya")).await;
        assert!(told.text.contains("masih menunggu keputusan Anda"), "{}", told.text);
        assert_eq!(last(&app, &sop, &code).await.0, "noted");
        let sure = tap(&app, SRI_PHONE, &payload(&told.buttons, "Setujui")).await;
        tap(&app, SRI_PHONE, &payload(&sure.buttons, "Ya, setujui")).await;
        assert_eq!(last(&app, &sop, &code).await.0, "approved");
    }

    a_number_that_is_not_proven_or_not_only_ones_own_decides_nothing_and_learns_nothing(app) {
        let sop = service(&app, "unblock");
        let code = submitted(&app, &sop).await;
        let approve = format!("{}-ya", offered(&app, SRI_PHONE, "Setujui"));
        let quiet = |text: &str| assert!(!text.contains(&code) && !text.contains("Rina"), "{text}");
        let maya = account(&app, MAYA).await.whatsapp.unwrap();
        // Nobody's; an applicant's; an officer's of another unit; an auditor's of this one.
        for number in ["6289999999999", "6285890001204", maya.as_str(), "6285890001210"] {
            quiet(&tap(&app, number, &approve).await.text);
        }
        sql(&app, "UPDATE accounts SET whatsapp = '6285890001206' WHERE address = 'maya.puspita@staff.uns.ac.id'").await;
        quiet(&tap(&app, SRI_PHONE, &approve).await.text);
        sql(&app, "UPDATE accounts SET whatsapp = NULL WHERE address = 'maya.puspita@staff.uns.ac.id'").await;
        sql(&app, "UPDATE accounts SET whatsapp_confirmed_at = NULL WHERE address = 'sri.handayani@staff.uns.ac.id'").await;
        quiet(&tap(&app, SRI_PHONE, &approve).await.text);
        assert_eq!(last(&app, &sop, &code).await.2, 1);
    }

    whoever_lost_the_role_or_is_blocked_decides_nothing(app) {
        let sop = service(&app, "unblock");
        let code = submitted(&app, &sop).await;
        let approve = format!("{}-ya", offered(&app, SRI_PHONE, "Setujui"));
        sql(&app, "UPDATE accounts SET blocked = TRUE WHERE address = 'sri.handayani@staff.uns.ac.id'").await;
        tap(&app, SRI_PHONE, &approve).await;
        sql(&app, "UPDATE accounts SET blocked = FALSE WHERE address = 'sri.handayani@staff.uns.ac.id'").await;
        sql(&app, "UPDATE roles SET until_at = 1 WHERE role = 'admin'").await;
        let told = tap(&app, SRI_PHONE, &approve).await;
        assert!(told.text.contains("tidak menunggu keputusan Anda") && !told.text.contains(&code), "{}", told.text);
        assert_eq!(last(&app, &sop, &code).await.2, 1);
    }

    what_somebody_else_has_claimed_is_left_to_them(app) {
        let sop = service(&app, "unblock");
        let code = verified(&app, &sop).await;
        let button = offered(&app, ARY_PHONE, "Disposisi ke…");
        sql(&app, "UPDATE requests SET holder_id = (SELECT id FROM accounts WHERE address = 'lestari.ningsih@staff.uns.ac.id')").await;
        let told = tap(&app, ARY_PHONE, &button).await;
        assert!(told.text.contains("sedang ditangani Lestari Ningsih"), "{}", told.text);
        sql(&app, "UPDATE requests SET holder_id = NULL").await;
        dispose(&app, &mut app.sign_in(ARY).await, &sop, &code, BAGUS).await.expect(303);
    }

    the_same_tap_twice_does_it_once_and_is_answered_the_same(app) {
        let sop = service(&app, "unblock");
        let code = submitted(&app, &sop).await;
        let once = a_tap(&app, SRI_PHONE, &format!("{}-ya", offered(&app, SRI_PHONE, "Setujui")));
        let (first, second) = tokio::join!(send(&app, once.clone()), send(&app, once.clone()));
        assert_eq!(first, second);
        assert_eq!(send(&app, once).await, first);
        assert!(first.text.contains("tercatat"), "{}", first.text);
        assert_eq!(last(&app, &sop, &code).await.2, 2);
        assert_eq!(audit(&app).await.len(), 1);
    }

    of_two_leaders_who_tap_at_once_one_decides_and_the_other_is_told(app) {
        let sop = service(&app, "unblock");
        sql(&app, "INSERT INTO roles (public_id, account_id, role, unit_id, capacity, from_at, until_at, granted_by, created_at) \
            SELECT 'r1', id, 'leader', 3, 'plh', 0, 9000000000000, id, 0 FROM accounts WHERE address = 'lestari.ningsih@staff.uns.ac.id'").await;
        let code = verified(&app, &sop).await;
        let lestari = account(&app, LESTARI).await.whatsapp.unwrap();
        let bagus = account(&app, BAGUS).await.id;
        let (ours, theirs) = (offered(&app, ARY_PHONE, "Disposisi ke…"), offered(&app, &lestari, "Disposisi ke…"));
        let (ours, theirs) = (format!("{ours}-{bagus}"), format!("{theirs}-{bagus}"));
        let (one, two) = tokio::join!(tap(&app, ARY_PHONE, &ours), tap(&app, &lestari, &theirs));
        let won = [&one, &two].iter().filter(|reply| reply.text.contains("tercatat")).count();
        let told = [&one, &two].iter().filter(|reply| reply.text.contains("sudah berubah")).count();
        assert_eq!((won, told), (1, 1), "{one:?} {two:?}");
        assert_eq!(last(&app, &sop, &code).await.2, 3);
    }

    what_no_button_says_is_understood_as_nothing(app) {
        let sop = service(&app, "unblock");
        let code = submitted(&app, &sop).await;
        for payload in ["", "halo", "putusan:X:1:setujui-ya", "putusan:222222222:1:setujui-ya"] {
            let told = tap(&app, SRI_PHONE, payload).await;
            assert!(told.text.contains("/id/meja") && told.buttons.is_empty(), "{}", told.text);
        }
        assert_eq!(last(&app, &sop, &code).await.2, 1);
    }

    a_link_in_an_answer_on_whatsapp_opens_the_page_and_is_recorded_as_whatsapp(app) {
        let sop = service(&app, "unblock");
        let code = submitted(&app, &sop).await;
        let asked = tap(&app, SRI_PHONE, &offered(&app, SRI_PHONE, "Setujui")).await;
        let (inner, id) = (app.app.clone(), asked.link_id.unwrap());
        let url = app.app.db().write(move |tx| portal::accounts::issue_token(tx, &inner, id)).await.unwrap();
        let path = url.replace("http://127.0.0.1:8080", "");
        let mut phone = app.browser();
        let page = phone.get(&path).await.expect(200);
        let mut fields = shown(&page);
        fields.extend(decision(&sop, 0, "verify", &[]));
        post(&mut phone, &format!("{path}/keputusan"), &fields).await.expect(303);
        assert_eq!(last(&app, &sop, &code).await, ("approved", Via::WhatsApp, 2));
    }
}
