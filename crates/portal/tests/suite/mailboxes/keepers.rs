//! The keepers of the directory: whose mailbox it is when nobody is in charge, and what needs them.

use super::{JOURNAL, LIBRARY, acts, change, holders, kept_page, offer_of, round, told};
use crate::{
    on_both_engines,
    tickets::{BAGUS, DEWI, GALIH, HENDRA, HERI, MAYA, NITA, SRI, TONO},
};
use portal::{
    accounts::Action,
    clock::{DAY, HOUR, MINUTE},
    mailboxes, notify,
};

on_both_engines! {
    when_the_person_in_charge_has_left_a_keeper_finds_another(app) {
        change(&app, "UPDATE accounts SET closed_at = 1 WHERE address = 'maya.puspita@staff.uns.ac.id'").await;
        let mut sri = app.sign_in(SRI).await;
        let list = "/id/kotak?perihal=tanpa-pic";
        sri.get(list).await.expect(200).says("perpustakaan<wbr>@").never_says("hukum<wbr>@");
        let page = kept_page(&app, LIBRARY).await;
        sri.get(&page).await.expect(200).says("akunnya tidak aktif");
        let path = format!("{page}/penerus");
        sri.post(&path, &[("penerus", NITA), ("dasar-penerus", " ")]).await.expect(422).says("Tulis alasannya").says(&format!("value=\"{NITA}\""));
        sri.post(&path, &[("penerus", SRI), ("dasar-penerus", "x")]).await.expect(422).says("diri sendiri");
        sri.post(&path, &[("penerus", NITA), ("dasar-penerus", "Maya pindah tugas, SK 7/2027")]).await.expect(303);
        assert_eq!(holders(&app, LIBRARY).await, [MAYA], "not before agreeing");
        let mut nita = app.sign_in(NITA).await;
        let offer = offer_of(&mut nita).await;
        nita.get(&offer).await.expect(200).says("Maya pindah tugas, SK 7/2027").says("Sri Handayani");
        nita.post(&format!("{offer}/penerimaan"), &[]).await.expect(303);
        assert_eq!(holders(&app, LIBRARY).await, [NITA]);
        sri.get(list).await.expect(200).never_says("perpustakaan<wbr>@");
        let line = &acts(&app, LIBRARY).await[0];
        assert_eq!((line.action, line.by_name.as_str()), (Action::SetPic, "Nita Rahayu"));
    }

    nothing_happens_behind_the_back_of_whoever_is_in_charge(app) {
        let path = format!("{}/penerus", kept_page(&app, LIBRARY).await);
        app.sign_in(SRI).await.post(&path, &[("penerus", HENDRA), ("dasar-penerus", "surat kepala unit 3/2027")]).await.expect(303);
        assert!(told(&app, MAYA).await[0].contains("surat kepala unit 3/2027"));
        assert_eq!(holders(&app, LIBRARY).await, [MAYA]);
    }

    the_lists_are_for_those_who_read_the_directory_and_the_acts_for_its_keepers(app) {
        let page = kept_page(&app, LIBRARY).await;
        for (address, read) in [(GALIH, 403), (HERI, 403), (MAYA, 403), (BAGUS, 200), (TONO, 200), (DEWI, 200), (SRI, 200)] {
            let mut browser = app.sign_in(address).await;
            browser.get("/id/kotak").await.expect(read);
            browser.get(&page).await.expect(read);
            if address != SRI {
                for what in ["penerus", "masa", "konfirmasi", "penutupan"] {
                    browser.post(&format!("{page}/{what}"), &[("penerus", NITA), ("dasar-penerus", "x"), ("dasar-penutupan", "x")]).await.expect(403);
                }
            }
        }
        // Only a shared mailbox has such a page.
        let galih = kept_page(&app, GALIH).await;
        let mut sri = app.sign_in(SRI).await;
        sri.get(&galih).await.expect(404);
        sri.post(&format!("{galih}/penutupan"), &[("dasar-penutupan", "x")]).await.expect(404);
        sri.post(&format!("{galih}/masa"), &[("sampai", "2027-04-01")]).await.expect(404);
        // Reading it leaves a trace.
        let seen = app.app.db().read(|tx| tx.value::<i64>(
            "SELECT count(*) FROM account_trail WHERE action = 'read-account' AND by_name = 'Bagus Prasetyo'", db::params![]));
        let seen: Result<i64, db::Error> = seen.await;
        assert_eq!(seen.unwrap(), 1);
    }

    a_keeper_acts_on_a_mailbox_only_after_a_fresh_proof(app) {
        let page = kept_page(&app, LIBRARY).await;
        let mut sri = app.sign_in(SRI).await;
        app.wait(15 * MINUTE);
        let fields = [("penerus", NITA), ("dasar-penerus", "x"), ("dasar-konfirmasi", "x"), ("dasar-penutupan", "x"), ("sampai", "2027-04-01")];
        for what in ["penerus", "masa", "konfirmasi", "penutupan"] {
            let reply = sri.post(&format!("{page}/{what}"), &fields).await.expect(303);
            assert!(reply.location().starts_with("/id/masuk/konfirmasi"), "{what}");
        }
        assert_eq!(acts(&app, LIBRARY).await, []);
    }

    keepers_hear_once_a_week_of_mailboxes_that_nobody_answers_for(app) {
        let words = "tanpa penanggung jawab yang aktif";
        let weekly = || async { told(&app, SRI).await.iter().filter(|one| one.contains(words)).count() };
        round(&app).await;
        assert_eq!(weekly().await, 0, "each has one");
        change(&app, "UPDATE accounts SET closed_at = 1 WHERE address = 'maya.puspita@staff.uns.ac.id'").await;
        for _ in 0..3 {
            app.wait(HOUR);
            round(&app).await;
        }
        assert_eq!(weekly().await, 1);
        assert!(told(&app, SRI).await.iter().any(|one| one.contains("yang aktif: 1.") && one.contains("/id/kotak")));
        assert!(told(&app, BAGUS).await.iter().all(|one| !one.contains(words)), "who keeps nothing");
        app.wait(7 * DAY);
        round(&app).await;
        assert_eq!(weekly().await, 2);
    }

    each_list_has_what_needs_a_keeper(app) {
        let mut sri = app.sign_in(SRI).await;
        sri.get("/id/kotak?perihal=berakhir").await.expect(200).says("Tidak ada kotak surat yang berakhir dalam 30 hari");
        // Each list says how many it has, and the first that has any opens.
        let first = sri.get("/id/kotak").await.expect(200).says("yustisia<wbr>@").says("Akan berakhir <b>0</b>");
        first.says("aria-current=\"page\">Kegiatan tanpa batas waktu <b>1</b>");
        sri.get("/id/kotak?perihal=tanpa-batas").await.expect(200).says("yustisia<wbr>@").never_says("hukum<wbr>@");
        sri.post(&format!("{}/masa", kept_page(&app, JOURNAL).await), &[("sampai", "2027-03-12")]).await.expect(303);
        sri.get("/id/kotak").await.expect(200).says("yustisia<wbr>@").says("Jumat 12 Maret 2027")
            .says("aria-current=\"page\">Akan berakhir <b>1</b>").says("Kegiatan tanpa batas waktu <b>0</b>");
        sri.get("/id/kotak?perihal=tanpa-batas").await.expect(200).never_says("yustisia<wbr>@");
        sri.get("/en/kotak?perihal=berakhir").await.expect(200).says("Shared mailboxes");
    }

    two_nodes_that_start_at_once_make_one_round(app) {
        let (one, other) = (app.with(|_| ()).await, app.with(|_| ()).await);
        let (first, second) = tokio::join!(
            mailboxes::rounds(&one, notify::runner(&one)),
            mailboxes::rounds(&other, notify::runner(&other)),
        );
        let jobs = || async {
            let count = app.app.db().read(|tx| tx.value::<i64>("SELECT count(*) FROM jobs WHERE kind = 'mailbox-round'", db::params![]));
            let count: Result<i64, db::Error> = count.await;
            count.unwrap()
        };
        assert_eq!(jobs().await, 1);
        let (first, second) = (first.unwrap(), second.unwrap());
        let (one, other) = tokio::join!(first.run_due(), second.run_due());
        assert_eq!(one.unwrap() + other.unwrap(), 1, "one of them makes it");
        assert_eq!(jobs().await, 1, "and writes the next");
        round(&app).await;
        assert_eq!(jobs().await, 1);
    }
}
