//! Who owes a second step on a campus, and until when.

use crate::{
    on_both_engines,
    steps::{PAGE, enrol_app},
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

    of_the_last_two_that_go_at_once_one_stays(app) {
        let campus = app.with(|parts| parts.mode = Mode::Production).await;
        let mut sri = on_campus(&app, &campus, SRI).await;
        enrol_app(&app, &mut sri, "").await;
        app.wait(30_000);
        for _ in 0..4 {
            enrol_app(&app, &mut sri, "").await;
            let page = sri.get(PAGE).await.expect(200).text();
            let ids: Vec<_> = page.split("data-authenticator=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
            assert_eq!(ids.len(), 2);
            let paths: Vec<_> = ids.iter().map(|id| format!("{PAGE}/{id}/hapus")).collect();
            let (mut one, mut other) = (sri.clone(), sri.clone());
            let (one, other) = tokio::join!(one.post(&paths[0], &[]), other.post(&paths[1], &[]));
            let mut answers = [one.status, other.status];
            answers.sort_unstable();
            assert_eq!(answers, [303, 422]);
            app.wait(30_000);
        }
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
