//! A request names the person in charge: when it is completed, that person is it.

use super::{LIBRARY, account, acts, holders, link_to, story_of, told};
use crate::{
    on_both_engines,
    support::TestApp,
    tickets::{
        ARY, BAGUS, Form, HERI, MAYA, NITA, SRI, code, decide, dispose, finish, form_path, serve,
        service, signs_in, take,
    },
};
use portal::{accounts::Action, clock::DAY, demo};
use sop::Sop;

/// Maya asks for her mailbox, naming Nita as the one in charge.
async fn asked(app: &TestApp, sop: &Sop) -> String {
    let form = Form::new(app, sop, 1)
        .set("account", LIBRARY)
        .set("unit", "UPA Perpustakaan")
        .set("pic.name", "Nita Rahayu")
        .set("pic.email", NITA)
        .set("pic.whatsapp", "0858-9000-1214");
    let mut maya = app.sign_in(MAYA).await;
    code(&form.send(&mut maya, &form_path(sop)).await.expect(303))
}

/// Whether `/lupa-sandi` sends somebody a link for the mailbox.
async fn is_sent_a_link(app: &TestApp, recipient: &str) -> bool {
    let before = told(app, recipient).await.len();
    let fields = [("identifier", LIBRARY)];
    app.browser()
        .post("/id/lupa-sandi", &fields)
        .await
        .expect(303);
    let texts = told(app, recipient).await;
    texts[..texts.len() - before]
        .iter()
        .any(|text| text.contains("/tautan/"))
}

on_both_engines! {
    the_person_named_in_a_password_request_is_in_charge_from_then_on(app) {
        assert_eq!(holders(&app, LIBRARY).await, [MAYA]);
        let sop = service(&app, "change-password");
        let code = asked(&app, &sop).await;
        serve(&app, &sop, &code).await;
        assert_eq!(holders(&app, LIBRARY).await, [NITA]);
        let nita = account(&app, NITA).await.id;
        assert_eq!(account(&app, LIBRARY).await.pic_id, Some(nita), "the projection");
        // Written down, with the request, and told to both.
        let set = acts(&app, LIBRARY).await.into_iter().find(|one| one.action == Action::SetPic).expect("a line");
        assert_eq!((set.detail.as_str(), set.ticket.as_deref(), set.by_name.as_str()), ("Nita Rahayu", Some(code.replace('-', "").as_str()), "Bagus Prasetyo"));
        assert!(told(&app, MAYA).await.iter().any(|text| text.contains("Nita Rahayu") && text.contains(LIBRARY)));
        assert!(told(&app, NITA).await.iter().any(|text| text.contains("penanggung jawab") && text.contains(LIBRARY)));
        // The former one cannot ask for a link any more; the new one can.
        assert!(!is_sent_a_link(&app, MAYA).await);
        assert!(is_sent_a_link(&app, NITA).await);
        app.finish().await;
    }

    the_former_password_ends_with_whoever_knew_it(app) {
        let sop = service(&app, "require-second-step");
        let code = asked(&app, &sop).await;
        let password = demo::cast().password.clone();
        let mut session = app.browser();
        session.post("/id/masuk", &[("identifier", LIBRARY), ("password", &password)]).await.expect(303);
        serve(&app, &sop, &code).await;
        session.get("/id/akun-saya").await.expect(303);
        signs_in(&app, LIBRARY, &password).await.expect(422);
        // Nita gets a link of her own for the password.
        let news = told(&app, NITA).await;
        assert!(news.iter().any(|text| text.contains("Kata sandi lama tidak berlaku lagi") && text.contains("/tautan/")));
        let link = link_to(&app, NITA).await;
        app.browser().get(&link).await.expect(200);
    }

    whoever_is_in_charge_already_stays_so_and_keeps_the_password(app) {
        let sop = service(&app, "require-second-step");
        let form = Form::new(&app, &sop, 1).set("account", LIBRARY).set("unit", "UPA Perpustakaan")
            .set("pic.name", "Maya Puspita").set("pic.email", MAYA).set("pic.whatsapp", "0858-9000-1212");
        let mut maya = app.sign_in(MAYA).await;
        let code = code(&form.send(&mut maya, &form_path(&sop)).await.expect(303));
        serve(&app, &sop, &code).await;
        assert_eq!(holders(&app, LIBRARY).await, [MAYA]);
        assert!(!acts(&app, LIBRARY).await.iter().any(|one| one.action == Action::SetPic));
        // The second step is due, so the password was right.
        assert_ne!(signs_in(&app, LIBRARY, &demo::cast().password).await.status, 422);
    }

    nobody_who_has_left_is_put_in_charge(app) {
        let sop = service(&app, "change-password");
        let code = asked(&app, &sop).await;
        decide(&mut app.sign_in(SRI).await, &sop, &code, "verify", &[]).await.expect(303);
        dispose(&app, &mut app.sign_in(ARY).await, &sop, &code, BAGUS).await.expect(303);
        let mut bagus = app.sign_in(BAGUS).await;
        take(&mut bagus, &code).await.expect(303);
        app.app.db()
            .write(|tx| tx.execute("UPDATE accounts SET closed_at = 1 WHERE address = ?1", db::params![NITA]))
            .await
            .unwrap_or_else(|error: db::Error| panic!("{error}"));
        finish(&mut bagus, &code, "done", "").await.expect(422).says(NITA).says("penanggung jawab lain");
        assert_eq!(holders(&app, LIBRARY).await, [MAYA]);
        // The request is still in hand: it goes back with the reason.
        finish(&mut bagus, &code, "back", "PIC sudah tidak di kampus.").await.expect(303);
    }

    an_event_says_in_its_request_when_its_mailbox_ends(app) {
        let sop = service(&app, "create-mailbox");
        let event = |number, address, day| Form::new(&app, &sop, number).set("purpose_kind", "event")
            .set("address", address).set("ends_on", day);
        let mut heri = app.sign_in(HERI).await;
        let form = event(1, "semnas@mail.uns.ac.id", "2027-05-09");
        let semnas = code(&form.send(&mut heri, &form_path(&sop)).await.expect(303));
        serve(&app, &sop, &semnas).await;
        // 9 May is its last day in Surakarta: until 17.00 UTC.
        let end: jiff::Timestamp = "2027-05-09T17:00:00Z".parse().unwrap();
        let made = account(&app, "semnas@mail.uns.ac.id").await;
        assert_eq!(made.expires_at, Some(end.as_millisecond()));
        assert!(told(&app, HERI).await.iter().any(|text| text.contains("berlaku sampai Minggu 9 Mei 2027")));
        assert_eq!(story_of(&app, "semnas@mail.uns.ac.id").await, [Action::CreateMailbox, Action::SetExpiry]);

        // The event is over before the mailbox is made: a keeper decides.
        let form = event(2, "lokakarya@mail.uns.ac.id", "2027-03-06");
        let lokakarya = code(&form.send(&mut heri, &form_path(&sop)).await.expect(303));
        app.wait(3 * DAY);
        serve(&app, &sop, &lokakarya).await;
        assert_eq!(account(&app, "lokakarya@mail.uns.ac.id").await.expires_at, None);
        app.sign_in(SRI).await.get("/id/kotak?perihal=tanpa-batas").await.expect(200).says("lokakarya<wbr>@");
    }
}
