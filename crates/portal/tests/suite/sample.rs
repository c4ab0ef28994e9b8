//! What a newcomer finds in the demo.

use crate::{
    on_both_engines,
    tickets::{ARY, BAGUS, GALIH, LESTARI, MAYA, SRI},
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
}
