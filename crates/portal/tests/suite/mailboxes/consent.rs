//! Nobody answers for a mailbox without having agreed, and whoever does no more is out.

use super::{
    LIBRARY, accepted, account, acts, change, holders, link_to, offer_of, page_of, round, story_of,
    told,
};
use crate::{
    on_both_engines,
    tickets::{BAGUS, GALIH, HENDRA, HERI, LESTARI, MAYA, NITA, signs_in},
};
use portal::{
    accounts::Action,
    clock::{DAY, MINUTE},
    demo,
};

on_both_engines! {
    a_deputy_is_invited_accepts_and_is_told_what_happens(app) {
        let path = page_of(&app, LIBRARY).await;
        let mut maya = app.sign_in(MAYA).await;
        maya.get("/id/akun-saya/kotak").await.expect(200).says("perpustakaan<wbr>@unit.uns.ac.id");
        maya.get(&path).await.expect(200).says("Undang wakil").says("Serahkan kotak surat");
        maya.post(&format!("{path}/wakil"), &[("wakil", NITA)]).await.expect(303);
        assert_eq!(holders(&app, LIBRARY).await, [MAYA], "not before agreeing");
        assert!(told(&app, NITA).await[0].contains("wakil"));
        maya.get(&path).await.expect(200).says("Diundang: Wakil");

        let mut nita = app.sign_in(NITA).await;
        nita.get(&path).await.expect(404);
        let offer = offer_of(&mut nita).await;
        nita.get(&offer).await.expect(200).says("Menjadi wakil kotak surat ini?").says("Maya Puspita");
        let reply = nita.post(&format!("{offer}/penerimaan"), &[]).await.expect(303);
        assert_eq!(reply.location(), path);
        assert_eq!(holders(&app, LIBRARY).await, [MAYA, NITA]);
        assert!(told(&app, MAYA).await[0].contains("Nita Rahayu"));
        // A deputy sees who answers for it, and changes nothing but the own part.
        nita.get(&path).await.expect(200).says("Maya Puspita").says("/pengunduran").never_says("/wakil\"").never_says("/penerus\"");
        for what in ["wakil", "penerus", "wakil/pengakhiran", "konfirmasi"] {
            nita.post(&format!("{path}/{what}"), &[("wakil", GALIH), ("penerus", GALIH)]).await.expect(403);
        }
        // Who agreed to what, and when.
        assert_eq!(story_of(&app, LIBRARY).await, [Action::OfferPart, Action::AddDeputy]);
        assert_eq!(acts(&app, LIBRARY).await[0].by_name, "Nita Rahayu");
        maya.get(&path).await.expect(200).says("Setuju menjadi wakil");
        // Twice is once.
        nita.post(&format!("{offer}/penerimaan"), &[]).await.expect(409);
        nita.get(&offer).await.expect(200).says("sudah Anda terima");
        // News about its security goes to both.
        app.browser().post("/id/lupa-sandi", &[("identifier", LIBRARY)]).await.expect(303);
        assert!(!told(&app, NITA).await[0].contains("/tautan/"), "a deputy gets no link for the password");
        let link = link_to(&app, MAYA).await;
        let fields = [("password", "sepeda lampu pelangi 77"), ("password_confirmation", "sepeda lampu pelangi 77")];
        app.browser().post(&link, &fields).await.expect(303);
        assert!(told(&app, NITA).await[0].contains("diganti pada"), "a deputy hears of it");
        app.finish().await;
    }

    what_is_wrong_with_an_invitation_stands_beside_its_field(app) {
        let path = format!("{}/wakil", page_of(&app, LIBRARY).await);
        let mut maya = app.sign_in(MAYA).await;
        maya.post(&path, &[("wakil", "")]).await.expect(422).says("wakil-error");
        for nobody in ["nobody@staff.uns.ac.id", "rina.pribadi@example.com", "hukum@unit.uns.ac.id", "rina.wulandari@student.uns.ac.id"] {
            maya.post(&path, &[("wakil", nobody)]).await.expect(422).says("Tidak ada akun kampus perorangan").says(&format!("value=\"{nobody}\""));
        }
        maya.post(&path, &[("wakil", MAYA)]).await.expect(422).says("sudah memegang");
        maya.post(&path, &[("wakil", " NITA.rahayu@staff.uns.ac.id ")]).await.expect(303);
        maya.post(&path, &[("wakil", NITA)]).await.expect(422).says("sudah diundang");
        // One that was not answered in time is told of, once, and stands in nobody's way.
        app.wait(14 * DAY);
        round(&app).await;
        round(&app).await;
        let unanswered = told(&app, MAYA).await.into_iter().filter(|text| text.contains("tidak menjawab")).count();
        assert_eq!(unanswered, 1);
        let mut nita = app.sign_in(NITA).await;
        nita.get("/id/akun-saya/kotak").await.expect(200).never_says("/tawaran/");
        let mut maya = app.sign_in(MAYA).await;
        maya.post(&path, &[("wakil", NITA)]).await.expect(303);
        offer_of(&mut nita).await;
    }

    an_invitation_can_be_declined_and_taken_back(app) {
        let path = page_of(&app, LIBRARY).await;
        let mut maya = app.sign_in(MAYA).await;
        maya.post(&format!("{path}/wakil"), &[("wakil", NITA)]).await.expect(303);
        let mut nita = app.sign_in(NITA).await;
        let offer = offer_of(&mut nita).await;
        app.sign_in(HERI).await.get(&offer).await.expect(404);
        for act in ["penerimaan", "penolakan", "penarikan"] {
            app.sign_in(HERI).await.post(&format!("{offer}/{act}"), &[]).await.expect(404);
        }
        nita.post(&format!("{offer}/penolakan"), &[]).await.expect(303);
        nita.post(&format!("{offer}/penerimaan"), &[]).await.expect(409);
        assert!(told(&app, MAYA).await[0].contains("menolak"));
        assert_eq!(holders(&app, LIBRARY).await, [MAYA]);

        maya.post(&format!("{path}/wakil"), &[("wakil", HENDRA)]).await.expect(303);
        let mut hendra = app.sign_in(HENDRA).await;
        let offer = offer_of(&mut hendra).await;
        maya.post(&format!("{offer}/penarikan"), &[]).await.expect(303);
        hendra.post(&format!("{offer}/penerimaan"), &[]).await.expect(409);
        hendra.get(&offer).await.expect(200).says("sudah ditarik");
    }

    what_is_taken_back_and_accepted_at_once_is_one_of_both(app) {
        let path = format!("{}/wakil", page_of(&app, LIBRARY).await);
        let (mut maya, mut hendra) = (app.sign_in(MAYA).await, app.sign_in(HENDRA).await);
        for _ in 0..8 {
            maya.post(&path, &[("wakil", HENDRA)]).await.expect(303);
            let offer = offer_of(&mut hendra).await;
            let (back, yes) = (format!("{offer}/penarikan"), format!("{offer}/penerimaan"));
            let (back, yes) = tokio::join!(maya.post(&back, &[]), hendra.post(&yes, &[]));
            let mut statuses = [back.status.as_u16(), yes.status.as_u16()];
            statuses.sort_unstable();
            assert_eq!(statuses, [303, 409]);
            assert_eq!(holders(&app, LIBRARY).await.contains(&HENDRA.to_owned()), yes.status == 303);
            if yes.status == 303 {
                return;
            }
        }
    }

    a_mailbox_is_handed_over_and_its_former_holder_is_out(app) {
        let password = demo::cast().password.as_str();
        let mut session = app.browser();
        session.post("/id/masuk", &[("identifier", LIBRARY), ("password", password)]).await.expect(303);
        accepted(&app, "wakil", HENDRA).await;
        accepted(&app, "penerus", NITA).await;
        assert_eq!(holders(&app, LIBRARY).await, [NITA, HENDRA]);
        assert_eq!(account(&app, LIBRARY).await.pic_id, Some(account(&app, NITA).await.id));
        // The session is over, the password that Maya knows works no more, and no link comes to her.
        session.get("/id/akun-saya").await.expect(303);
        signs_in(&app, LIBRARY, password).await.expect(422);
        let path = page_of(&app, LIBRARY).await;
        app.sign_in(MAYA).await.get(&path).await.expect(404);
        for who in [MAYA, HENDRA] {
            assert!(told(&app, who).await.iter().any(|text| text.contains("Nita Rahayu") && text.contains("penanggung jawab")), "{who}");
        }
        let link = link_to(&app, NITA).await;
        let fields = [("password", "sepeda lampu pelangi 77"), ("password_confirmation", "sepeda lampu pelangi 77")];
        app.browser().post(&link, &fields).await.expect(303);
        signs_in(&app, LIBRARY, "sepeda lampu pelangi 77").await.expect(303);
    }

    no_way_back_into_a_mailbox_is_left_behind(app) {
        change(&app, "UPDATE accounts SET recovery_address = 'maya@example.com', recovery_confirmed_at = 1, whatsapp = '6285890009999', \
            whatsapp_confirmed_at = 1 WHERE address = 'perpustakaan@unit.uns.ac.id'").await;
        // Even while it is there, a link goes to the person in charge alone.
        app.browser().post("/id/lupa-sandi", &[("identifier", LIBRARY)]).await.expect(303);
        for way in ["maya@example.com", "0858-9000-9999", LIBRARY] {
            assert!(told(&app, way).await.is_empty(), "{way}");
        }
        let before = link_to(&app, MAYA).await;
        accepted(&app, "penerus", NITA).await;
        let mailbox = account(&app, LIBRARY).await;
        assert_eq!((mailbox.recovery_address, mailbox.whatsapp), (None, None));
        // A link that was asked for before leads nowhere.
        app.browser().get(&before).await.expect(410);
    }

    of_two_successors_who_accept_at_once_one_gets_it(app) {
        let path = format!("{}/penerus", page_of(&app, LIBRARY).await);
        let mut maya = app.sign_in(MAYA).await;
        let mut two = Vec::new();
        for address in [NITA, HENDRA] {
            maya.post(&path, &[("penerus", address)]).await.expect(303);
            let mut browser = app.sign_in(address).await;
            let offer = format!("{}/penerimaan", offer_of(&mut browser).await);
            two.push((browser, offer));
        }
        let [(mut nita, one), (mut hendra, other)] = <[_; 2]>::try_from(two).unwrap_or_else(|_| panic!("two"));
        let (first, second) = tokio::join!(nita.post(&one, &[]), hendra.post(&other, &[]));
        let mut statuses = [first.status.as_u16(), second.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409]);
        let held = holders(&app, LIBRARY).await;
        assert_eq!(held.len(), 1);
        let (late, name) = if first.status == 409 { (first, "Hendra Gunawan") } else { (second, "Nita Rahayu") };
        late.says(name);
        let set = acts(&app, LIBRARY).await.into_iter().filter(|one| one.action == Action::SetPic).count();
        assert_eq!(set, 1);
    }

    a_deputy_who_is_removed_is_thrown_out_of_the_mailbox(app) {
        accepted(&app, "wakil", NITA).await;
        let path = page_of(&app, LIBRARY).await;
        let password = demo::cast().password.as_str();
        let sign_in = || async {
            let mut browser = app.browser();
            browser.post("/id/masuk", &[("identifier", LIBRARY), ("password", password)]).await.expect(303);
            browser
        };
        // Whose sessions they are: the deputy's, nobody knows whose, the one in charge's.
        let (mut theirs, mut somebodys, mut own) = (sign_in().await, sign_in().await, sign_in().await);
        change(&app, "UPDATE sessions SET person_id = (SELECT id FROM accounts WHERE address = 'nita.rahayu@staff.uns.ac.id') \
            WHERE id = (SELECT min(s.id) FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE a.address = 'perpustakaan@unit.uns.ac.id')").await;
        change(&app, "UPDATE sessions SET person_id = (SELECT id FROM accounts WHERE address = 'maya.puspita@staff.uns.ac.id') \
            WHERE id = (SELECT max(s.id) FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE a.address = 'perpustakaan@unit.uns.ac.id')").await;
        let mut maya = app.sign_in(MAYA).await;
        let deputy = maya.get(&path).await.expect(200).between("name=\"wakil\" value=\"", "\"");
        maya.post(&format!("{path}/wakil/pengakhiran"), &[("wakil", &deputy)]).await.expect(303);
        theirs.get("/id/akun-saya").await.expect(303);
        somebodys.get("/id/akun-saya").await.expect(303);
        own.get("/id/akun-saya").await.expect(200);
        signs_in(&app, LIBRARY, password).await.expect(422);
        assert!(told(&app, NITA).await[0].contains("berakhir"));
        link_to(&app, MAYA).await;
        app.sign_in(NITA).await.get(&path).await.expect(404);
        maya.post(&format!("{path}/wakil/pengakhiran"), &[("wakil", &deputy)]).await.expect(409);
    }

    a_deputy_may_leave_and_the_one_in_charge_may_not(app) {
        accepted(&app, "wakil", NITA).await;
        let path = format!("{}/pengunduran", page_of(&app, LIBRARY).await);
        app.sign_in(MAYA).await.post(&path, &[]).await.expect(422).says("Undang penerus");
        app.sign_in(NITA).await.post(&path, &[]).await.expect(303);
        assert_eq!(holders(&app, LIBRARY).await, [MAYA]);
        assert!(told(&app, MAYA).await[0].contains("Nita Rahayu"));
        assert_eq!(story_of(&app, LIBRARY).await.pop(), Some(Action::EndHolder));
    }

    nobody_sees_or_changes_a_mailbox_of_others(app) {
        let path = page_of(&app, LIBRARY).await;
        for address in [HERI, GALIH, BAGUS, LIBRARY] {
            let mut stranger = app.sign_in(address).await;
            stranger.get(&path).await.expect(404);
            for what in ["wakil", "penerus", "wakil/pengakhiran", "pengunduran", "konfirmasi"] {
                stranger.post(&format!("{path}/{what}"), &[("wakil", LESTARI), ("penerus", LESTARI)]).await.expect(404);
            }
        }
        app.sign_in(GALIH).await.get("/id/akun-saya/kotak").await.expect(200).says("Anda belum memegang kotak surat bersama");
        assert_eq!(holders(&app, LIBRARY).await, [MAYA]);
        assert_eq!(story_of(&app, LIBRARY).await, []);
    }

    holders_change_only_after_a_fresh_proof(app) {
        let path = page_of(&app, LIBRARY).await;
        accepted(&app, "wakil", HENDRA).await;
        let (mut maya, mut hendra) = (app.sign_in(MAYA).await, app.sign_in(HENDRA).await);
        maya.post(&format!("{path}/wakil"), &[("wakil", NITA)]).await.expect(303);
        let mut nita = app.sign_in(NITA).await;
        let offer = offer_of(&mut nita).await;
        app.wait(15 * MINUTE);
        let acts = ["wakil", "penerus", "wakil/pengakhiran"].map(|act| format!("{path}/{act}"));
        for what in acts.into_iter().chain([format!("{offer}/penarikan")]) {
            let reply = maya.post(&what, &[("wakil", LESTARI), ("penerus", LESTARI)]).await.expect(303);
            assert!(reply.location().starts_with("/id/masuk/konfirmasi"), "{what}");
        }
        for (who, what) in [(&mut nita, format!("{offer}/penerimaan")), (&mut hendra, format!("{path}/pengunduran"))] {
            let reply = who.post(&what, &[]).await.expect(303);
            assert!(reply.location().starts_with("/id/masuk/konfirmasi"), "{what}");
        }
        assert_eq!(holders(&app, LIBRARY).await, [MAYA, HENDRA]);
    }
}
