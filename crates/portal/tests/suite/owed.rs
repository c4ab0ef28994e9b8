//! Who owes a second step on a campus, and until when.

use crate::{
    on_both_engines,
    steps::PAGE,
    support::{Browser, TestApp},
    tickets::{ARY, BAGUS, DEWI, GALIH, HERI, JOKO, SRI, TONO},
};
use portal::{App, app::Mode, clock::DAY, demo};

/// Somebody who has signed in with the password alone.
async fn on_campus(app: &TestApp, campus: &App, address: &str) -> Browser {
    let mut browser = app.browser_on(campus.clone());
    let fields = [
        ("identifier", address),
        ("password", demo::cast().password.as_str()),
    ];
    browser.post("/id/masuk", &fields).await.expect(303);
    browser
}

on_both_engines! {
    whoever_has_power_over_others_owes_a_second_step_and_a_student_does_not(app) {
        let campus = app.with(|parts| parts.mode = Mode::Production).await;
        for address in [TONO, SRI, ARY, BAGUS, DEWI, JOKO] {
            let mut officer = on_campus(&app, &campus, address).await;
            for path in ["/id/akun-saya", "/id/riwayat", "/id/meja"] {
                assert_eq!(officer.get(path).await.expect(303).location(), PAGE, "{address} {path}");
            }
            officer.get(PAGE).await.expect(200).says("Daftarkan langkah kedua dulu");
        }
        on_campus(&app, &campus, GALIH).await.get("/id/akun-saya").await.expect(200);
    }

    whoever_acts_for_an_officer_owes_a_second_step_from_then_on_until_then(app) {
        let campus = app.with(|parts| parts.mode = Mode::Production).await;
        let mut heri = on_campus(&app, &campus, HERI).await;
        heri.get("/id/akun-saya").await.expect(200);
        let acting = [("address", HERI), ("role", "leader"), ("unit", "3"), ("capacity", "plt"), ("from", "2027-03-05"), ("until", "2027-03-07")];
        app.sign_in(JOKO).await.post("/id/panel/peran", &acting).await.expect(303);
        // The session that is open already is held up too.
        assert_eq!(heri.get("/id/akun-saya").await.expect(303).location(), PAGE);
        let mut again = on_campus(&app, &campus, HERI).await;
        assert_eq!(again.get("/id/laporan/blokir").await.expect(303).location(), PAGE);
        app.wait(3 * DAY);
        on_campus(&app, &campus, HERI).await.get("/id/akun-saya").await.expect(200);
    }
}
