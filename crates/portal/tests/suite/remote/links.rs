//! Links in e-mails.

use super::{audit, events, last, link, post, shown, sql, submitted, verified};
use crate::{
    on_both_engines,
    support::{Reply, TestApp},
    tickets::{
        ARY, BAGUS, GALIH, GUEST, LESTARI, SRI, account, ask, decide, decision, dispose,
        disposition, field, post as at_desk, service, stored,
    },
};
use axum::http::Method;
use portal::{
    clock::DAY,
    requests::{Status, Via},
};
use sop::Sop;

/// The fields of the page, and a disposition to somebody.
async fn to(app: &TestApp, sop: &Sop, page: &Reply, whom: &'static str) -> Vec<(String, String)> {
    let mut fields = shown(page);
    fields.extend(disposition(app, sop, whom).await);
    fields
}

#[track_caller]
fn is_secret(page: &Reply) {
    assert_eq!(page.headers["referrer-policy"], "no-referrer");
    assert_eq!(page.headers["cache-control"], "no-store");
}

on_both_engines! {
    a_leader_opens_the_link_without_signing_in_and_disposes(app) {
        let sop = service(&app, "unblock");
        let code = verified(&app, &sop).await;
        let path = link(&app, ARY);
        let mut phone = app.browser();
        let page = phone.get(&path).await.expect(200);
        is_secret(&page);
        let page = page.says("Untuk Ary Nugroho").says(&code).says("Rina").says("Bagus Prasetyo").says("Sri Handayani")
            .never_says("Catatan petugas").never_says("/ambil").never_says("Keluar");
        let file = page.between(&format!("href=\"{path}/berkas/"), "\"");
        let letter = phone.get(&format!("{path}/berkas/{file}")).await.expect(200);
        is_secret(&letter);
        assert_eq!(letter.headers["content-type"], "application/pdf");
        let fields = to(&app, &sop, &page, BAGUS).await;
        let done = post(&mut phone, &format!("{path}/disposisi"), &fields).await.expect(303);
        assert_eq!(done.location(), path);
        phone.get(&path).await.expect(410).says("Tiket didisposisikan").says("Tautan ini sudah dipakai").says("Status sekarang: Didisposisikan");
        assert_eq!(last(&app, &sop, &code).await, ("disposed", Via::Email, 3));
        assert_eq!(stored(&app, &sop, &code).await.state.assignee_id, Some(account(&app, BAGUS).await.id));
        assert_eq!(audit(&app).await, [format!("{} email disposed", code.replace('-', ""))]);
        app.sign_in(SRI).await.get(&format!("/id/meja/{code}")).await.expect(200).says("Diputuskan lewat tautan email");
        app.sign_in(GUEST).await.get(&format!("/id/tiket/{code}")).await.expect(200).never_says("Diputuskan lewat");
        // Used up: for another decision, for the files, from any browser.
        post(&mut app.browser(), &format!("{path}/disposisi"), &fields).await.expect(410);
        phone.get(&format!("{path}/berkas/{file}")).await.expect(410);
        app.finish().await;
    }

    looking_decides_nothing_and_uses_nothing_up(app) {
        let sop = service(&app, "unblock");
        let code = submitted(&app, &sop).await;
        let path = link(&app, SRI);
        let mut scanner = app.browser();
        for _ in 0..3 {
            scanner.get(&path).await.expect(200);
            scanner.send(Method::HEAD, &path, None, Vec::new()).await.expect(200);
            scanner.get(&format!("{path}?keputusan=verify")).await.expect(200);
        }
        for what in ["keputusan", "disposisi", "langkah-kedua"] {
            scanner.get(&format!("{path}/{what}?keputusan=verify")).await.expect(303);
            scanner.send(Method::HEAD, &format!("{path}/{what}"), None, Vec::new()).await.expect(404);
        }
        assert_eq!(last(&app, &sop, &code).await.2, 1);
        let page = scanner.get(&path).await.expect(200);
        let mut fields = shown(&page);
        fields.extend(decision(&sop, 0, "verify", &[]));
        post(&mut scanner, &format!("{path}/keputusan"), &fields).await.expect(303);
        assert_eq!(last(&app, &sop, &code).await, ("approved", Via::Email, 2));
    }

    nothing_is_weaker_than_at_the_desk_and_what_was_typed_stays(app) {
        let sop = service(&app, "unblock");
        let code = submitted(&app, &sop).await;
        let path = link(&app, SRI);
        let mut phone = app.browser();
        let page = phone.get(&path).await.expect(200);
        let action = format!("{path}/keputusan");
        let key = &sop.run_steps().next().unwrap().checklist[0].key;
        let with = |more: Vec<(String, String)>| { let mut fields = shown(&page); fields.extend(more); fields };
        post(&mut phone, &action, &with(vec![field("catatan", "Sebentar.")])).await.expect(422).says("id=\"keputusan-error\"").says("Sebentar.");
        let misfit = [(key.as_str(), "Stempel pudar.")];
        post(&mut phone, &action, &with(decision(&sop, 0, "verify", &misfit))).await.expect(422).says("Stempel pudar.");
        post(&mut phone, &action, &with(decision(&sop, 0, "return", &[(key.as_str(), " ")]))).await.expect(422);
        post(&mut phone, &action, &with(decision(&sop, 0, "reject", &[]))).await.expect(422);
        assert_eq!(last(&app, &sop, &code).await.2, 1);
        post(&mut phone, &action, &with(decision(&sop, 0, "return", &misfit))).await.expect(303);
        assert_eq!(last(&app, &sop, &code).await, ("returned", Via::Email, 2));
        assert_eq!(events(&app, &sop, &code).await[1].happening.checks().iter().filter(|line| !line.fits).count(), 1);
    }

    a_disposition_with_a_mistake_comes_back_with_it(app) {
        let sop = service(&app, "unblock");
        let code = verified(&app, &sop).await;
        let path = link(&app, ARY);
        let mut phone = app.browser();
        let page = phone.get(&path).await.expect(200);
        let mut fields = to(&app, &sop, &page, BAGUS).await;
        fields.retain(|(name, _)| name != "staf");
        post(&mut phone, &format!("{path}/disposisi"), &fields).await.expect(422).says("id=\"staf-error\"").says("Hapus dahulu aturan");
        fields.push(field("staf", &account(&app, "maya.puspita@staff.uns.ac.id").await.id.to_string()));
        post(&mut phone, &format!("{path}/disposisi"), &fields).await.expect(422).says("id=\"staf-error\"");
        assert_eq!(last(&app, &sop, &code).await.2, 2);
    }

    a_link_that_is_expired_unknown_or_for_something_else_says_what_to_do(app) {
        let sop = service(&app, "unblock");
        let code = submitted(&app, &sop).await;
        let path = link(&app, SRI);
        let mut phone = app.browser();
        let page = phone.get(&path).await.expect(200);
        let mut fields = shown(&page);
        fields.extend(decision(&sop, 0, "verify", &[]));
        let unknown = "/id/putusan/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        is_secret(&phone.get(unknown).await.expect(404).says("Masuk ke meja kerja"));
        post(&mut phone, &format!("{unknown}/keputusan"), &fields).await.expect(404);
        // A link to decide opens nothing else, and no other link decides.
        phone.get(&path.replace("putusan", "tautan")).await.expect(404);
        phone.post("/id/lupa-sandi", &[("identifier", GALIH)]).await.expect(303);
        app.deliver().await;
        let url = app.messages_to("0858-9000-1201")[0].url.clone().unwrap();
        phone.get(&url.replace("http://127.0.0.1:8080", "").replace("tautan", "putusan")).await.expect(404);
        app.wait(3 * DAY);
        phone.get(&path).await.expect(410).says("kedaluwarsa").says(&format!("/id/meja/{code}"));
        post(&mut phone, &format!("{path}/keputusan"), &fields).await.expect(410);
        assert_eq!(last(&app, &sop, &code).await.2, 1);
    }

    a_link_decides_on_its_own_request_whatever_is_posted(app) {
        let sop = service(&app, "unblock");
        let first = submitted(&app, &sop).await;
        let path = link(&app, SRI);
        let second = ask(&app, &mut app.sign_in(GUEST).await, &sop, 2).await;
        app.deliver().await;
        assert_ne!(path, link(&app, SRI));
        let mut phone = app.browser();
        let page = phone.get(&path).await.expect(200).says(&first).never_says(&second);
        let mut fields = shown(&page);
        fields.extend(decision(&sop, 0, "verify", &[]));
        fields.extend([field("code", &second), field("tiket", &second)]);
        post(&mut phone, &format!("{path}/keputusan"), &fields).await.expect(303);
        assert_eq!(stored(&app, &sop, &first).await.state.status, Status::Verified);
        assert_eq!(stored(&app, &sop, &second).await.state.status, Status::Submitted);
        // The other link goes on working.
        phone.get(&link(&app, SRI)).await.expect(200).says(&second);
    }

    the_authority_is_that_of_the_moment_of_deciding(app) {
        let sop = service(&app, "unblock");
        let code = verified(&app, &sop).await;
        let path = link(&app, ARY);
        let mut phone = app.browser();
        let page = phone.get(&path).await.expect(200);
        let fields = to(&app, &sop, &page, BAGUS).await;
        let action = format!("{path}/disposisi");
        sql(&app, "UPDATE accounts SET blocked = TRUE WHERE address = 'ary.nugroho@staff.uns.ac.id'").await;
        phone.get(&path).await.expect(403).never_says(&code).never_says("Rina");
        post(&mut phone, &action, &fields).await.expect(403);
        sql(&app, "UPDATE accounts SET blocked = FALSE WHERE address = 'ary.nugroho@staff.uns.ac.id'").await;
        sql(&app, "UPDATE roles SET until_at = 1 WHERE role = 'leader'").await;
        phone.get(&path).await.expect(403).never_says("Rina");
        post(&mut phone, &action, &fields).await.expect(403);
        assert_eq!(last(&app, &sop, &code).await.2, 2);
        sql(&app, "UPDATE roles SET until_at = NULL WHERE role = 'leader'").await;
        post(&mut phone, &action, &fields).await.expect(303);
    }

    an_acting_leader_decides_until_the_last_moment_and_not_after(app) {
        let sop = service(&app, "unblock");
        sql(&app, "INSERT INTO roles (public_id, account_id, role, unit_id, capacity, from_at, until_at, granted_by, created_at) \
            SELECT 'r1', id, 'leader', 3, 'plh', 0, 1804299120000, id, 0 FROM accounts WHERE address = 'lestari.ningsih@staff.uns.ac.id'").await;
        let code = verified(&app, &sop).await;
        let path = link(&app, LESTARI);
        let mut phone = app.browser();
        let page = phone.get(&path).await.expect(200);
        let fields = to(&app, &sop, &page, BAGUS).await;
        app.wait(DAY);
        post(&mut phone, &format!("{path}/disposisi"), &fields).await.expect(403).says("Peran atau akun Anda berubah");
        assert_eq!(last(&app, &sop, &code).await.2, 2);
    }

    of_two_who_decide_at_once_the_second_reads_who_was_faster(app) {
        let sop = service(&app, "unblock");
        sql(&app, "INSERT INTO roles (public_id, account_id, role, unit_id, capacity, from_at, until_at, granted_by, created_at) \
            SELECT 'r1', id, 'leader', 3, 'plt', 0, 9000000000000, id, 0 FROM accounts WHERE address = 'lestari.ningsih@staff.uns.ac.id'").await;
        let code = verified(&app, &sop).await;
        let (ours, theirs) = (link(&app, ARY), link(&app, LESTARI));
        let (mut one, mut two) = (app.browser(), app.browser());
        let page = one.get(&ours).await.expect(200);
        let fields = to(&app, &sop, &page, BAGUS).await;
        let (first, second) = (format!("{ours}/disposisi"), format!("{theirs}/disposisi"));
        let (first, second) = tokio::join!(post(&mut one, &first, &fields), post(&mut two, &second, &fields));
        let mut statuses = [first.status.as_u16(), second.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409]);
        let lost = if first.status == 409 { first } else { second };
        lost.says("Tiket ini sudah ditangani").says("Status sekarang: Didisposisikan");
        assert_eq!(last(&app, &sop, &code).await.2, 3);
    }

    what_was_decided_or_corrected_meanwhile_is_not_decided_again(app) {
        let sop = service(&app, "unblock");
        let code = submitted(&app, &sop).await;
        let path = link(&app, SRI);
        let mut phone = app.browser();
        let page = phone.get(&path).await.expect(200);
        let mut fields = shown(&page);
        fields.extend(decision(&sop, 0, "verify", &[]));
        // A note leaves the link in force, and the page has to be looked at again.
        let note = [field("catatan-internal", "Tanda tangan meragukan.")];
        at_desk(&mut app.sign_in(ARY).await, &code, "catatan", &note).await.expect(303);
        post(&mut phone, &format!("{path}/keputusan"), &fields).await.expect(409).says("Ada yang terjadi").says("Tanda tangan meragukan.");
        assert_eq!(last(&app, &sop, &code).await.0, "noted");
        decide(&mut app.sign_in(SRI).await, &sop, &code, "verify", &[]).await.expect(303);
        phone.get(&path).await.expect(409).says("Tiket ini sudah ditangani").says("Sri Handayani");
        post(&mut phone, &format!("{path}/keputusan"), &fields).await.expect(409);
        dispose(&app, &mut app.sign_in(ARY).await, &sop, &code, BAGUS).await.expect(303);
    }

    another_site_cannot_post_and_one_place_cannot_post_without_end(app) {
        let sop = service(&app, "unblock");
        let code = submitted(&app, &sop).await;
        let path = link(&app, SRI);
        let mut phone = app.browser();
        let page = phone.get(&path).await.expect(200);
        let mut fields = shown(&page);
        fields.extend(decision(&sop, 0, "verify", &[]));
        phone.comes_from = "cross-site";
        is_secret(&post(&mut phone, &format!("{path}/keputusan"), &fields).await.expect(403));
        phone.comes_from = "same-origin";
        for _ in 0..120 {
            phone.get("/id/putusan/AAAA").await.expect(404);
        }
        phone.get("/id/putusan/AAAA").await.expect(429);
        post(&mut phone, &format!("{path}/keputusan"), &fields).await.expect(429);
        assert_eq!(last(&app, &sop, &code).await.2, 1);
        phone.get(&path).await.expect(200);
        phone.source = "10.9.9.9".into();
        post(&mut phone, &format!("{path}/keputusan"), &fields).await.expect(303);
    }
}
