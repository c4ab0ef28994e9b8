//! What a newcomer finds in the demo.

use crate::{
    on_both_engines,
    tickets::{ARY, BAGUS, GALIH, HERI, LESTARI, MAYA, NITA, SRI},
};

on_both_engines! {
    no_desk_is_empty_and_nothing_is_refused(app) {
        portal::sample::requests(&app.app).await.unwrap();
        for (who, what) in [
            (SRI, "Wahyuni Astuti"), (ARY, "Heri Widodo"), (LESTARI, "Maya Puspita"), (BAGUS, "Heri Widodo"),
            (MAYA, "Putri Ayuningtyas"),
        ] {
            let desk = app.sign_in(who).await.get("/id/meja").await.expect(200);
            assert!(desk.text().contains(what), "{who}: {}", desk.text());
        }
        let own = app.sign_in(GALIH).await.get("/id/riwayat").await.expect(200);
        for status in ["Diajukan", "Dikembalikan", "Selesai", "Tidak dapat"] {
            assert!(own.text().contains(status), "{status}: {}", own.text());
        }
        let said = app.sign_in(SRI).await.get("/id/kepuasan").await.expect(200);
        assert!(!said.text().contains("Belum ada survei"), "{}", said.text());
    }

    the_report_of_activation_has_days_on_which_students_activated_and_tried(app) {
        portal::activation::history(&app.app).await.unwrap();
        let mut dewi = app.sign_in("dewi.kartika@staff.uns.ac.id").await;
        let page = dewi.get("/id/laporan/aktivasi").await.expect(200);
        let days = page.between("aria-labelledby=\"day-table\"", "</table>");
        assert!(days.contains("<b>21</b></td><td class=\"num\"><b>5</b></td>"), "{days}");
        let chart = page.between("class=\"chart on-wide\"", "</svg>");
        assert!(chart.contains("class=\"c1\"") && chart.contains("class=\"c2\""), "{chart}");
    }

    the_demo_has_a_deputy_an_invitation_a_question_and_an_end(app) {
        portal::sample::mailboxes(&app.app).await.unwrap();
        crate::mailboxes::round(&app).await;
        let heri = app.sign_in(HERI).await.get("/id/akun-saya/kotak").await.expect(200);
        heri.says("Perlu konfirmasi").says("Jumat 12 Maret 2027");
        app.sign_in(GALIH).await.get("/id/akun-saya/kotak").await.expect(200).says("Undangan menjadi Wakil");
        app.sign_in(MAYA).await.get("/id/akun-saya/kotak").await.expect(200).says("Undangan menjadi PIC");
        assert_eq!(crate::mailboxes::holders(&app, crate::mailboxes::LIBRARY).await, [MAYA, NITA]);
        app.sign_in(SRI).await.get("/id/kotak").await.expect(200).says("yustisia<wbr>@");
        app.finish().await;
    }
}
