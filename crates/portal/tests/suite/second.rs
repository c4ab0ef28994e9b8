//! The second step: what it takes to act on the security of an account.

use crate::{on_both_engines, support::Browser};
use portal::{clock::MINUTE, demo};

const JOKO: &str = "joko.santoso@staff.uns.ac.id";
const NITA: &str = "nita.rahayu@staff.uns.ac.id";

fn password() -> &'static str {
    &demo::cast().password
}

/// Gives somebody a role: an act that needs a fresh proof.
async fn give_role(browser: &mut Browser, role: &str) -> String {
    browser.headers = vec![("referer", "http://127.0.0.1:8080/id/panel?x=1".into())];
    let fields = [
        ("address", NITA),
        ("role", role),
        ("unit", "3"),
        ("capacity", "definitive"),
        ("from", "2027-03-05"),
        ("until", ""),
    ];
    let reply = browser.post("/id/panel/peran", &fields).await.expect(303);
    reply.location().to_owned()
}

on_both_engines! {
    a_sensitive_act_asks_who_it_is_when_the_last_proof_is_a_quarter_of_an_hour_ago(app) {
        let mut joko = app.sign_in(JOKO).await;
        app.wait(15 * MINUTE - 1);
        assert_eq!(give_role(&mut joko, "auditor").await, "/id/panel");
        app.wait(1);
        // What was on the page comes back afterwards, and only a page of ours.
        let asked = "/id/masuk/konfirmasi?lanjut=/id/panel%3Fx%3D1";
        assert_eq!(give_role(&mut joko, "staff").await, asked);
        joko.get(asked).await.expect(200).says("name=\"lanjut\" value=\"/panel?x=1\"").says("name=\"password\"");
        let wrong = [("password", "wrong"), ("lanjut", "/panel")];
        joko.post("/id/masuk/konfirmasi", &wrong).await.expect(422).says("tidak cocok");
        assert_eq!(give_role(&mut joko, "staff").await, asked);
        let before = joko.clone();
        let right = [("password", password()), ("lanjut", "/panel?x=1")];
        let reply = joko.post("/id/masuk/konfirmasi", &right).await.expect(303);
        assert_eq!(reply.location(), "/id/panel?x=1");
        // The session goes on under another cookie: who has copied the old one has nothing.
        before.clone().get("/id/panel").await.expect(303);
        joko.get("/id/panel").await.expect(200);
        assert_eq!(give_role(&mut joko, "staff").await, "/id/panel");
        let outside = [("password", password()), ("lanjut", "https://evil.example/")];
        let reply = joko.post("/id/masuk/konfirmasi", &outside).await.expect(303);
        assert_eq!(reply.location(), "/id/akun-saya");
    }
}
