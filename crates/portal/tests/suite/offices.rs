//! People and roles: who gives which, for how long; sessions of one's own.

use crate::{on_both_engines, support::TestApp};
use portal::{
    clock::{DAY, MINUTE},
    signin,
};

const JOKO: &str = "joko.santoso@staff.uns.ac.id";
const ARY: &str = "ary.nugroho@staff.uns.ac.id";
const LESTARI: &str = "lestari.ningsih@staff.uns.ac.id";
const HERI: &str = "heri.widodo@staff.uns.ac.id";
const GALIH: &str = "galih.pratama@student.uns.ac.id";

async fn audit(app: &TestApp) -> Vec<String> {
    app.app
        .db()
        .read(|tx| {
            tx.rows(
                "SELECT action, subject FROM audit ORDER BY id",
                db::params![],
                |row| Ok(format!("{} {}", row.get::<String>()?, row.get::<String>()?)),
            )
        })
        .await
        .unwrap_or_else(|error: db::Error| panic!("{error}"))
}

on_both_engines! {
    the_super_admin_gives_and_ends_roles_and_each_change_is_recorded(app) {
        let mut joko = app.sign_in(JOKO).await;
        joko.get("/id/panel").await.expect(200).says("Sri Handayani").says("Maya Puspita").says("Seluruh kampus");
        let mut heri = app.sign_in(HERI).await;
        heri.get("/id/akun").await.expect(403);
        let fields = [("address", HERI), ("role", "auditor"), ("unit", "3"), ("capacity", "definitive"), ("from", "2027-03-01"), ("until", "")];
        joko.post("/id/panel/peran", &fields).await.expect(303);
        // From the next page on, without signing in again.
        heri.get("/id/akun").await.expect(200);
        joko.post("/id/panel/peran", &fields).await.expect(422).says("sudah memegang peran itu");
        let page = joko.get("/id/panel").await.text();
        let row = page.split("heri.widodo").nth(1).unwrap().to_owned();
        let end = row.split("action=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        joko.post(&end, &[]).await.expect(303);
        heri.get("/id/akun").await.expect(403);
        assert_eq!(audit(&app).await, [format!("grant-role {HERI}"), format!("end-role {HERI}")]);
        joko.post(&end, &[]).await.expect(404);
    }

    a_role_that_makes_no_sense_is_told_beside_its_field(app) {
        let mut joko = app.sign_in(JOKO).await;
        let form = |address: &'static str, role: &'static str, unit: &'static str, capacity: &'static str, until: &'static str| {
            [("address", address), ("role", role), ("unit", unit), ("capacity", capacity), ("from", "2027-03-01"), ("until", until)]
        };
        joko.post("/id/panel/peran", &form("", "", "", "", "")).await.expect(422).says("id=\"address-error\"").says("id=\"role-error\"");
        joko.post("/id/panel/peran", &form(HERI, "superadmin", "3", "definitive", "")).await.expect(422).says("id=\"unit-error\"");
        joko.post("/id/panel/peran", &form(HERI, "staff", "0", "definitive", "")).await.expect(422).says("id=\"unit-error\"");
        joko.post("/id/panel/peran", &form(HERI, "staff", "99", "definitive", "")).await.expect(422).says("id=\"unit-error\"");
        joko.post("/id/panel/peran", &form(HERI, "staff", "3", "plt", "2027-04-01")).await.expect(422).says("id=\"capacity-error\"");
        joko.post("/id/panel/peran", &form(HERI, "leader", "3", "plt", "")).await.expect(422).says("id=\"until-error\"");
        joko.post("/id/panel/peran", &form("x@y.id", "staff", "3", "definitive", "")).await.expect(422).says("Tidak ada akun x@y.id");
        joko.post("/id/panel/peran", &form(GALIH, "staff", "3", "definitive", "")).await.expect(422).says("bukan akun staf");
        assert!(audit(&app).await.is_empty());
    }

    the_last_way_to_give_roles_cannot_be_ended_by_oneself(app) {
        let mut joko = app.sign_in(JOKO).await;
        joko.get("/id/panel").await.expect(200).never_says("Super admin Joko Santoso</span>");
        let own: String = app.app.db()
            .read(|tx| tx.value("SELECT public_id FROM roles WHERE role = 'superadmin'", db::params![]))
            .await
            .unwrap_or_else(|error: db::Error| panic!("{error}"));
        joko.post(&format!("/id/panel/peran/{own}/pengakhiran"), &[]).await.expect(422).says("super admin lain");
        joko.get("/id/panel").await.expect(200);
    }

    only_the_super_admin_opens_the_panel(app) {
        app.browser().get("/id/panel").await.expect(303);
        for address in [GALIH, ARY, "sri.handayani@staff.uns.ac.id"] {
            let mut browser = app.sign_in(address).await;
            browser.get("/id/panel").await.expect(403);
            browser.post("/id/panel/peran", &[("address", address), ("role", "superadmin"), ("unit", "0"), ("from", "2027-03-01")]).await.expect(403);
        }
    }

    an_acting_leader_leads_only_in_the_time_given(app) {
        let mut ary = app.sign_in(ARY).await;
        let page = ary.get("/id/plt").await.expect(200).says("Lestari Ningsih").never_says("Nita Rahayu");
        let text = page.text();
        let before = text.split(">Lestari Ningsih</option>").next().unwrap();
        let id = before.rsplit("value=\"").next().unwrap().trim_end_matches('"').to_owned();
        let form = [("capacity", "plh"), ("person", id.as_str()), ("from", "2027-03-08"), ("until", "2027-03-10")];
        ary.post("/id/plt", &form[..3]).await.expect(422).says("id=\"until-error\"");
        ary.post("/id/plt", &form).await.expect(303);
        ary.get("/id/plt").await.expect(200).says("Plh. Pimpinan");

        let mut lestari = app.sign_in(LESTARI).await;
        // Friday 5 March: not yet. Reports are for leaders.
        lestari.get("/id/laporan/blokir").await.expect(403);
        app.wait(3 * DAY);
        let mut lestari = app.sign_in(LESTARI).await;
        lestari.get("/id/laporan/blokir").await.expect(200);
        lestari.get("/id/akun-saya").await.expect(200).says("Plh. Pimpinan");
        // Acting is not handed on.
        lestari.get("/id/plt").await.expect(403);
        app.wait(2 * DAY);
        app.sign_in(LESTARI).await.get("/id/laporan/blokir").await.expect(200);
        app.wait(DAY);
        app.sign_in(LESTARI).await.get("/id/laporan/blokir").await.expect(403);
        assert_eq!(audit(&app).await, [format!("grant-role {LESTARI}")]);
    }

    a_leader_appoints_in_the_own_unit_and_ends_it_early(app) {
        let mut ary = app.sign_in(ARY).await;
        let maya: i64 = app.app.db()
            .read(|tx| tx.value("SELECT id FROM accounts WHERE address = 'maya.puspita@staff.uns.ac.id'", db::params![]))
            .await
            .unwrap_or_else(|error: db::Error| panic!("{error}"));
        let maya = maya.to_string();
        let form = |person: &str| [("capacity", "plt".to_owned()), ("person", person.to_owned()), ("from", "2027-03-05".to_owned()), ("until", "2027-03-05".to_owned())];
        let foreign = form(&maya);
        ary.post("/id/plt", &foreign.each_ref().map(|(name, value)| (*name, value.as_str()))).await.expect(422).says("unit yang sama");
        let text = ary.get("/id/plt").await.text();
        let before = text.split(">Lestari Ningsih</option>").next().unwrap().to_owned();
        let own = form(before.rsplit("value=\"").next().unwrap().trim_end_matches('"'));
        ary.post("/id/plt", &own.each_ref().map(|(name, value)| (*name, value.as_str()))).await.expect(303);
        let mut lestari = app.sign_in(LESTARI).await;
        lestari.get("/id/laporan/blokir").await.expect(200);
        let end = ary.get("/id/plt").await.between("action=\"/id/plt/", "\"");
        app.sign_in("hendra.gunawan@staff.uns.ac.id").await.post(&format!("/id/plt/{end}"), &[]).await.expect(404);
        ary.post(&format!("/id/plt/{end}"), &[]).await.expect(303);
        lestari.get("/id/laporan/blokir").await.expect(403);
    }

    one_sees_the_own_sessions_and_ends_them(app) {
        let (mut one, mut two, mut three) = (app.sign_in(GALIH).await, app.sign_in(GALIH).await, app.sign_in(GALIH).await);
        let page = one.get("/id/akun-saya").await.expect(200).says("3 perangkat").says("Sesi ini");
        let end = page.between("action=\"/id/akun-saya/sesi/", "\"");
        // Not those of somebody else.
        app.sign_in(ARY).await.post(&format!("/id/akun-saya/sesi/{end}"), &[]).await.expect(404);
        three.get("/id/akun-saya").await.expect(200);
        one.post(&format!("/id/akun-saya/sesi/{end}"), &[]).await.expect(303);
        three.get("/id/akun-saya").await.expect(303);
        two.get("/id/akun-saya").await.expect(200);
        one.post("/id/akun-saya/sesi/pengakhiran", &[]).await.expect(303);
        two.get("/id/akun-saya").await.expect(303);
        one.get("/id/akun-saya").await.expect(200).says("satu perangkat");
        // Whoever finds a device that is signed in ends no others.
        app.wait(16 * MINUTE);
        for path in ["/id/akun-saya/sesi/pengakhiran".to_owned(), format!("/id/akun-saya/sesi/{end}")] {
            assert!(one.post(&path, &[]).await.expect(303).location().starts_with("/id/masuk/konfirmasi"), "{path}");
        }
    }

    the_first_super_admin_comes_from_the_command_line(app) {
        let inner = app.app.clone();
        let made = app.app.db()
            .write(move |tx| signin::create_admin(tx, &inner, "Budi@example.com", "Budi"))
            .await
            .unwrap();
        let link = made.split_once("8080").unwrap().1.to_owned();
        let fields = [("password", "jendela kopi gerimis 42"), ("password_confirmation", "jendela kopi gerimis 42")];
        let mut browser = app.browser();
        browser.post(&link, &fields).await.expect(303);
        browser.post("/id/masuk", &[("identifier", "budi@example.com"), fields[0]]).await.expect(303);
        browser.get("/id/panel").await.expect(200);
        let inner = app.app.clone();
        let wrong = app.app.db().write(move |tx| signin::create_admin(tx, &inner, "budi", "Budi")).await;
        assert!(matches!(wrong, Err(portal::Error::Refused(_))));
    }
}
