//! The directory: finding accounts, blocking and unblocking them, and how often that happens.

use crate::{
    blocks::{LIFTED, block, page_of},
    on_both_engines,
    support::Browser,
    tickets::{ARY, BAGUS, DEWI, GALIH, JOKO, SRI},
};
use portal::{accounts, demo};

/// The addresses on a page of the list, in order.
async fn addresses(browser: &mut Browser, path: &str) -> Vec<String> {
    let text = browser.get(path).await.expect(200).text();
    let rows = text.split("<span class=\"addr\">").skip(1);
    rows.map(|row| row.split("</span>").next().unwrap().replace("<wbr>", ""))
        .collect()
}

on_both_engines! {
    an_account_is_found_by_the_beginning_of_address_name_or_number(app) {
        let mut sri = app.sign_in(SRI).await;
        for word in ["galih", "Pratama", "M0521014", "galih.pratama@"] {
            assert_eq!(addresses(&mut sri, &format!("/id/akun?q={word}")).await, [GALIH], "{word}");
        }
        let unit = addresses(&mut sri, "/id/akun?jenis=unit").await;
        assert_eq!(unit, ["fatisda@unit.uns.ac.id", "hukum@unit.uns.ac.id", "perpustakaan@unit.uns.ac.id"]);
        let blocked = addresses(&mut sri, "/id/akun?status=terblokir").await;
        assert_eq!(blocked, ["dimasaryo@student.uns.ac.id", "rina.wulandari@student.uns.ac.id"]);
        assert_eq!(addresses(&mut sri, "/id/akun?status=terblokir&q=rina&jenis=student").await.len(), 1);
        sri.get("/id/akun?status=terblokir").await.expect(200).says("Email massal");
        sri.get("/id/akun?jenis=unit").await.expect(200).says("PIC Heri Widodo");
        sri.get("/id/akun?q=zzz").await.expect(200).says("Tidak ada akun yang cocok");
        sri.get("/id/akun?q=%25_").await.expect(200).says("Tidak ada akun yang cocok");
    }

    a_keeper_ends_all_sessions_of_an_account_after_a_fresh_proof_and_its_owner_sees_it(app) {
        let (mut galih, mut sri) = (app.sign_in(GALIH).await, app.sign_in(SRI).await);
        let path = format!("{}/sesi/pengakhiran", page_of(&app, GALIH).await);
        app.sign_in(DEWI).await.post(&path, &[]).await.expect(403);
        galih.get("/id/akun-saya").await.expect(200);
        app.wait(15 * 60_000);
        let asked = sri.post(&path, &[]).await.expect(303).location().to_owned();
        assert!(asked.starts_with("/id/masuk/konfirmasi"), "{asked}");
        galih.get("/id/akun-saya").await.expect(200);
        let mut sri = app.sign_in(SRI).await;
        sri.get(&page_of(&app, GALIH).await).await.expect(200).says("Akhiri Semua Sesi");
        sri.post(&path, &[]).await.expect(303);
        galih.get("/id/akun-saya").await.expect(303);
        let mut galih = app.sign_in(GALIH).await;
        galih.get("/id/akun-saya/jejak").await.expect(200).says("Sri Handayani").says("Mengakhiri");
    }

    the_list_is_paged_by_key_and_shows_everybody_once(app) {
        let mut sri = app.sign_in(SRI).await;
        let (mut path, mut seen) = ("/id/akun".to_owned(), Vec::new());
        loop {
            let page = sri.get(&path).await.expect(200);
            seen.extend(addresses(&mut sri, &path).await);
            if !page.text().contains("rel=\"next\"") {
                break;
            }
            let before = page.text().split(" rel=\"next\"").next().unwrap().to_owned();
            path = before.rsplit_once("href=\"").unwrap().1.trim_end_matches('"').replace("&#38;", "&").replace("&amp;", "&");
        }
        let all: i64 = app.app.db()
            .read(|tx| tx.value::<i64>("SELECT count(*) FROM accounts", db::params![]))
            .await
            .unwrap_or_else(|error: db::Error| panic!("{error}"));
        let mut sorted = seen.clone();
        sorted.sort();
        sorted.dedup();
        assert_eq!((sorted.len() as i64, &sorted), (all, &seen));
    }

    only_those_who_serve_see_the_directory_and_only_keepers_block(app) {
        let path = page_of(&app, "dimasaryo@student.uns.ac.id").await;
        app.browser().get(&path).await.expect(303);
        app.sign_in(GALIH).await.get(&path).await.expect(403);
        app.sign_in(GALIH).await.get("/id/akun").await.expect(403);
        let mut bagus = app.sign_in(BAGUS).await;
        bagus.get(&path).await.expect(200).says("Buku blokir").never_says("/pembukaan");
        bagus.post(&format!("{path}/pembukaan"), &[("ground", "x")]).await.expect(403);
        bagus.post(&format!("{path}/blokir"), &[("cause", "policy"), ("evidence", "x")]).await.expect(403);
        app.sign_in(SRI).await.get("/id/akun/unknown").await.expect(404);
    }

    the_people_of_the_demo_are_never_put_among_others(app) {
        demo::seed(&app.app).await.unwrap();
        app.app.db()
            .write(|tx| tx.execute("UPDATE accounts SET address = 'x' || address", db::params![]))
            .await
            .unwrap_or_else(|error: db::Error| panic!("{error}"));
        let refused = demo::seed(&app.app).await.unwrap_err();
        assert!(refused.to_string().contains("other people"), "{refused}");
        let found = app.app.db().read(|tx| accounts::find(tx, GALIH)).await.unwrap();
        assert!(found.is_none());
    }

    a_unit_that_has_nothing_to_do_with_accounts_does_not_see_them(app) {
        let path = page_of(&app, "dimasaryo@student.uns.ac.id").await;
        for address in ["maya.puspita@staff.uns.ac.id", "hendra.gunawan@staff.uns.ac.id", "nita.rahayu@staff.uns.ac.id"] {
            let mut other = app.sign_in(address).await;
            other.get("/id/meja").await.expect(200).never_says("/akun\"").never_says("/laporan\"");
            for page in ["/id/akun", &path, "/id/laporan", "/id/laporan/blokir"] {
                other.get(page).await.expect(403);
            }
            other.post(&format!("{path}/pembukaan"), &[("ground", "x")]).await.expect(403);
            other.post(&format!("{path}/blokir"), &[("cause", "policy"), ("evidence", "x")]).await.expect(403);
        }
    }

    a_block_ends_all_sessions_and_only_a_ground_lifts_it(app) {
        let (mut one, mut two) = (app.sign_in(GALIH).await, app.sign_in(GALIH).await);
        let path = page_of(&app, GALIH).await;
        let mut sri = app.sign_in(SRI).await;
        let block = format!("{path}/blokir");
        sri.post(&block, &[("cause", "mass-mail"), ("evidence", " ")]).await.expect(422).says("value=\"mass-mail\" selected");
        sri.post(&block, &[("cause", "boredom"), ("evidence", "x")]).await.expect(422);
        one.get("/id/akun-saya").await.expect(200);
        sri.post(&block, &[("cause", "mass-mail"), ("evidence", "312 penerima, 5 Maret")]).await.expect(303);
        one.get("/id/akun-saya").await.expect(303);
        two.get("/id/akun-saya").await.expect(303);
        let fields = [("identifier", GALIH), ("password", demo::cast().password.as_str())];
        let mut blocked = app.browser();
        assert_eq!(blocked.post("/id/masuk", &fields).await.expect(303).location(), "/id/terblokir");
        blocked.get("/id/terblokir").await.expect(200).says("Email massal");
        sri.post(&block, &[("cause", "policy"), ("evidence", "x")]).await.expect(409);

        let unblock = format!("{path}/pembukaan");
        sri.post(&unblock, &[("ground", ""), ("syarat.sending-stopped", "x")]).await.expect(422);
        assert_eq!(app.browser().post("/id/masuk", &fields).await.expect(303).location(), "/id/terblokir");
        sri.post(&unblock, &[("ground", "surat 7/UN27/2027"), ("syarat.sending-stopped", "x")]).await.expect(303);
        assert_ne!(app.browser().post("/id/masuk", &fields).await.expect(303).location(), "/id/terblokir");
        sri.post(&unblock, &crate::blocks::LIFTED).await.expect(409);
        // Both entries stay, the old sessions do not come back.
        sri.get(&path).await.expect(200).says("312 penerima, 5 Maret").says("surat 7/UN27/2027").says("Sri Handayani");
        one.get("/id/akun-saya").await.expect(303);
    }

    nobody_blocks_the_own_account(app) {
        let path = page_of(&app, SRI).await;
        let mut sri = app.sign_in(SRI).await;
        sri.get(&path).await.expect(200).never_says("/blokir\"");
        sri.post(&format!("{path}/blokir"), &[("cause", "policy"), ("evidence", "x")]).await.expect(422)
            .says("tidak dapat memblokir akun Anda sendiri");
        app.sign_in(JOKO).await.post(&format!("{path}/blokir"), &[("cause", "policy"), ("evidence", "x")]).await.expect(303);
        sri.get("/id/akun").await.expect(303);
    }

    the_last_block_says_how_often_it_has_come_to_this(app) {
        let path = page_of(&app, GALIH).await;
        let mut sri = app.sign_in(SRI).await;
        for days in [0, 40, 40, 40] {
            app.wait(days * portal::clock::DAY);
            sri = app.sign_in(SRI).await;
            sri.post(&format!("{path}/blokir"), &[("cause", "mass-mail"), ("evidence", "log")]).await.expect(303);
            sri.post(&format!("{path}/pembukaan"), &crate::blocks::LIFTED).await.expect(303);
        }
        let last = app.app.db().read(|tx| {
            let galih = accounts::find(tx, GALIH)?.unwrap();
            accounts::last_block(tx, galih.id)
        }).await.unwrap().unwrap();
        assert_eq!((last.cause, last.in_90_days, last.lifted_at), (accounts::Cause::MassMail, 3, Some(app.app.now())));
        drop(sri);
    }

    the_report_counts_blocks_by_month_cause_and_kind(app) {
        for (address, status) in [(GALIH, 403), (BAGUS, 403), (SRI, 200), (JOKO, 200),
            (ARY, 200), (DEWI, 200)] {
            app.sign_in(address).await.get("/id/laporan/blokir").await.expect(status);
        }
        app.browser().get("/id/laporan/blokir").await.expect(303);
        let mut dewi = app.sign_in(DEWI).await;
        let page = dewi.get("/id/laporan/blokir").await.expect(200);
        let page = page.says("Oktober 2026–Maret 2027").says("<svg class=\"chart on-wide\"").says("<svg class=\"chart on-narrow\"");
        let total = |text: &str| text.split("<tfoot>").nth(1).unwrap().split("</tfoot>").next().unwrap().to_owned();
        let before = total(&page.text());
        let path = page_of(&app, "hukum@unit.uns.ac.id").await;
        app.sign_in(SRI).await.post(&format!("{path}/blokir"), &[("cause", "left"), ("evidence", "x")]).await.expect(303);
        let after = dewi.get("/id/laporan/blokir").await.expect(200).says("Tidak lagi di kampus");
        assert_ne!(before, total(&after.text()));
        let unit = dewi.get("/id/laporan/blokir?jenis=unit").await.expect(200);
        assert!(total(&unit.text()).contains("<b>1</b>"), "{}", total(&unit.text()));
        dewi.get("/id/laporan/blokir?jenis=event").await.expect(200).says("Tidak ada blokir dalam masa ini");
    }

    the_report_says_how_long_it_took_in_which_unit_and_who_came_back(app) {
        let path = page_of(&app, GALIH).await;
        for hours in [2, 30] {
            block(&app, GALIH, &[("cause", "policy"), ("evidence", "log")]).await.expect(303);
            app.wait(hours * portal::clock::HOUR);
            app.sign_in(SRI).await.post(&format!("{path}/pembukaan"), &LIFTED).await.expect(303);
        }
        block(&app, GALIH, &[("cause", "mass-mail"), ("evidence", "log")]).await.expect(303);
        app.wait(8 * portal::clock::HOUR);
        app.sign_in(SRI).await.post(&format!("{path}/pembukaan"), &LIFTED).await.expect(303);
        let csv = |table: &str| format!("/id/laporan/blokir/csv?tabel={table}&dari=2027-03&sampai=2027-03");
        let mut sri = app.sign_in(SRI).await;
        sri.get("/id/laporan/blokir").await.expect(200).says("Menurut unit").says("waktu kalender").says("tabel=berulang");
        // The bars of the two causes are drawn by their medians, 8 and 2 hours.
        let page = sri.get("/id/laporan/blokir?dari=2027-03&sampai=2027-03").await.expect(200).text();
        let drawn = page.split("id=\"lama-sebab\"").nth(1).and_then(|rest| rest.split("</table>").next()).unwrap();
        assert_eq!(drawn.matches("M0 0h100v16H0z\"/></svg>").count(), 1);
        assert_eq!(drawn.matches("M0 0h25v16H0z\"/></svg>").count(), 1);
        let lasted = sri.get(&csv("lama-sebab")).await.expect(200);
        assert_eq!(lasted.headers["content-type"], "text/csv; charset=utf-8");
        lasted.says("\"Pelanggaran ketentuan\",\"2,0\",\"30\",\"2\"");
        sri.get(&csv("lama-bulan")).await.expect(200).says("\"Maret 2027\",\"8,0\",\"30\",\"3\"");
        sri.get(&csv("jenis")).await.expect(200).says("\"Mahasiswa\",\"5\"");
        sri.get(&csv("bulan")).await.expect(200).says("\"Maret 2027\"").says("\"5\",\"3\"");
        sri.get(&csv("unit")).await.expect(200).says("\"FATISDA\"");
        sri.get(&csv("berulang")).await.expect(200).says("\"galih.pratama@student.uns.ac.id\"");
        sri.get(&csv("rahasia")).await.expect(404);
        // Who does not keep the directory sees whose it is only in part.
        for who in [ARY, DEWI] {
            let mut reader = app.sign_in(who).await;
            reader.get(&csv("berulang")).await.expect(200).says("ga•••@student.uns.ac.id").never_says("galih.pratama");
            reader.get("/id/laporan/blokir").await.expect(200).says("•••@").never_says("galih.pratama");
        }
        app.sign_in(BAGUS).await.get(&csv("unit")).await.expect(403);
        sri.get("/id/laporan/blokir?dari=2026-10&sampai=2026-11").await.expect(200).says("Oktober 2026–November 2026");
        sri.get("/id/laporan/blokir?dari=x&sampai=2026-99").await.expect(200).says("Oktober 2026–Maret 2027");
    }
}
