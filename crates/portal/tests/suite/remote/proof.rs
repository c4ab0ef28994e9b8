//! Decisions that are too heavy for a message alone.

use super::{SRI_PHONE, last, link, offered, post, shown, sql, submitted, tap};
use crate::{
    on_both_engines,
    steps::{code as shown_by, enrol_app},
    support::TestApp,
    tickets::{SRI, decision, service},
};
use portal::{
    clock::MINUTE,
    config::UpTo,
    requests::{Via, remote},
};

on_both_engines! {
    a_heavy_decision_asks_for_the_second_step_of_its_officer(app) {
        let sop = service(&app, "change-password");
        let mut sri = app.sign_in(SRI).await;
        let secret = enrol_app(&app, &mut sri, "").await;
        app.wait(MINUTE);
        let code = submitted(&app, &sop).await;
        let path = link(&app, SRI);
        let mut phone = app.browser();
        let page = phone.get(&path).await.expect(200).says("Buktikan langkah kedua").says("name=\"code\"").never_says("name=\"keputusan\"");
        page.says(&code);
        let mut fields = vec![("urutan".to_owned(), "1".to_owned())];
        fields.extend(decision(&sop, 0, "verify", &[]));
        let action = format!("{path}/keputusan");
        post(&mut phone, &action, &fields).await.expect(422).says("Buktikan langkah kedua dahulu");
        let proof = format!("{path}/langkah-kedua");
        phone.post(&proof, &[("code", "000000")]).await.expect(422).says("id=\"code-error\"");
        assert_eq!(last(&app, &sop, &code).await.2, 1);
        phone.post(&proof, &[("code", &shown_by(&app, &secret))]).await.expect(303);
        let page = phone.get(&path).await.expect(200).says("name=\"keputusan\"");
        assert_eq!(shown(&page)[0].1, "1");
        // Whoever has the link but not that browser has proven nothing, nor with the same code.
        let mut thief = app.browser();
        thief.get(&path).await.expect(200).never_says("name=\"keputusan\"");
        thief.post(&proof, &[("code", &shown_by(&app, &secret))]).await.expect(422);
        post(&mut thief, &action, &fields).await.expect(422);
        // It counts for a while.
        app.wait(15 * MINUTE);
        post(&mut phone, &action, &fields).await.expect(422);
        phone.post(&proof, &[("code", &shown_by(&app, &secret))]).await.expect(303);
        post(&mut phone, &action, &fields).await.expect(303);
        assert_eq!(last(&app, &sop, &code).await, ("approved", Via::Email, 2));
    }

    a_tap_on_a_heavy_decision_leads_to_the_page_and_decides_nothing(app) {
        let sop = service(&app, "change-password");
        let code = submitted(&app, &sop).await;
        let approve = offered(&app, SRI_PHONE, "Setujui");
        for payload in [approve.clone(), format!("{approve}-ya"), approve.replace("setujui", "kembalikan-ya")] {
            let told = tap(&app, SRI_PHONE, &payload).await;
            assert!(told.text.contains("langkah kedua") && told.link_id.is_some() && told.buttons.is_empty(), "{told:?}");
        }
        assert_eq!(last(&app, &sop, &code).await.2, 1);
    }

    an_officer_without_a_second_step_is_sent_to_the_desk(app) {
        let sop = service(&app, "change-password");
        let code = submitted(&app, &sop).await;
        let path = link(&app, SRI);
        app.browser().get(&path).await.expect(200).says("belum mempunyai langkah kedua").says(&format!("/id/meja/{code}")).never_says("name=\"code\"");
    }

    who_must_have_a_second_step_and_has_none_decides_nothing_from_a_message(app) {
        let sop = service(&app, "unblock");
        let code = submitted(&app, &sop).await;
        let (path, approve) = (link(&app, SRI), offered(&app, SRI_PHONE, "Setujui"));
        sql(&app, "UPDATE accounts SET second_step_required = TRUE WHERE address = 'sri.handayani@staff.uns.ac.id'").await;
        app.browser().get(&path).await.expect(403);
        let told = tap(&app, SRI_PHONE, &format!("{approve}-ya")).await;
        assert!(told.text.contains("meja kerja"), "{}", told.text);
        assert_eq!(last(&app, &sop, &code).await.2, 1);
    }

    how_much_is_decided_from_a_message_is_a_setting(app) {
        let (light, heavy) = (service(&app, "unblock"), service(&app, "change-password"));
        let ordinary = submitted(&app, &light).await;
        let approve = format!("{}-ya", offered(&app, SRI_PHONE, "Setujui"));
        let none = app.with(|parts| parts.config.decide_up_to = UpTo::None).await;
        let told = on(&app, &none, &approve).await;
        assert!(told.text.contains("langkah kedua") && told.link_id.is_some(), "{told:?}");
        assert_eq!(last(&app, &light, &ordinary).await.2, 1);
        let weighty = submitted(&app, &heavy).await;
        let approve = format!("{}-ya", offered(&app, SRI_PHONE, "Setujui"));
        let all = app.with(|parts| parts.config.decide_up_to = UpTo::Heavy).await;
        on(&app, &all, &approve).await;
        assert_eq!(last(&app, &heavy, &weighty).await, ("approved", Via::WhatsApp, 2));
    }
}

/// A tap on another node.
async fn on(app: &TestApp, node: &portal::App, payload: &str) -> remote::Reply {
    let (tap, inner) = (super::a_tap(app, SRI_PHONE, payload), node.clone());
    let tapped = node.db().write(move |tx| remote::tapped(tx, &inner, &tap));
    tapped.await.unwrap()
}
