//! The second step: what it takes to act on the security of an account.

use crate::{
    on_both_engines,
    steps::{PAGE, code, enrol_app, enter},
    support::{Browser, TestApp},
    tickets::{GALIH, HERI, JOKO, NITA, SRI, account, signs_in},
};
use portal::{accounts, app::Mode, clock::MINUTE, demo};

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

/// The recovery codes on a page.
pub fn codes_on(page: &str) -> Vec<String> {
    let all = page.split("<li><span class=\"code\">").skip(1);
    all.map(|rest| rest[..11].to_owned()).collect()
}

/// What was done to an account, the newest first.
pub async fn acts(app: &TestApp, address: &'static str) -> Vec<&'static str> {
    let account = account(app, address).await;
    let found = app
        .app
        .db()
        .read(move |tx| accounts::touches(tx, account.id, i64::MAX, 20))
        .await
        .unwrap();
    found.iter().map(|one| one.action.key()).collect()
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

    an_owner_enrols_an_app_and_everybody_else_is_out(app) {
        let (mut galih, mut elsewhere) = (app.sign_in(GALIH).await, app.sign_in(GALIH).await);
        galih.get("/id/akun-saya").await.expect(200).says(PAGE);
        galih.get(PAGE).await.expect(200).says("Belum aktif").says("Daftarkan passkey atau aplikasi");
        // A wrong code enrols nothing, and the same picture stays.
        let page = galih.get(&format!("{PAGE}/aplikasi")).await.expect(200).says("<svg class=\"qr\"").says("class=\"drawing\"");
        let (ceremony, secret) = (page.between("name=\"ceremony\" value=\"", "\""), crate::steps::secret_on(&page));
        let wrong = [("ceremony", ceremony.as_str()), ("code", "12"), ("label", "Ponsel biru")];
        let again = galih.post(&format!("{PAGE}/aplikasi"), &wrong).await.expect(422).says("tidak cocok").says("value=\"Ponsel biru\"");
        assert_eq!(crate::steps::secret_on(&again), secret);
        let right = code(&app, &secret);
        let fields = [("ceremony", ceremony.as_str()), ("code", right.as_str()), ("label", "Ponsel biru")];
        // Nobody else can finish it.
        app.sign_in(HERI).await.post(&format!("{PAGE}/aplikasi"), &fields).await.expect(422);
        galih.post(&format!("{PAGE}/aplikasi"), &fields).await.expect(303);
        galih.post(&format!("{PAGE}/aplikasi"), &fields).await.expect(422).says("Waktu untuk pendaftaran ini habis");
        elsewhere.get("/id/akun-saya").await.expect(303);
        galih.get(PAGE).await.expect(200).says("Ponsel biru").says("Aktif").never_says(&secret);
        assert_eq!(acts(&app, GALIH).await[0], "enrol-second-step");
        app.deliver().await;
        for way in [GALIH, "0858-9000-1201"] {
            assert!(app.messages_to(way).iter().any(|one| one.text.contains("diaktifkan pada")), "{way}");
        }
        // What is kept does not show it.
        let kept: Vec<String> = app.app.db().read(|tx| tx.rows("SELECT secret FROM authenticators", db::params![], |row| row.get()))
            .await.unwrap_or_else(|error: db::Error| panic!("{error}"));
        assert!(kept.len() == 1 && !kept[0].contains(&secret));

        // From now on the password is not enough, and a code works once.
        let mut browser = app.browser();
        let with_password = [("identifier", GALIH), ("password", password())];
        assert_eq!(browser.post("/id/masuk", &with_password).await.expect(303).location(), "/id/masuk/kode");
        browser.post("/id/masuk/kode", &[("code", &right)]).await.expect(422).says("sudah dipakai");
        app.wait(30_000);
        let fresh = code(&app, &secret);
        browser.post("/id/masuk/kode", &[("code", &fresh)]).await.expect(303);
        let mut other = app.browser();
        other.post("/id/masuk", &with_password).await.expect(303);
        other.post("/id/masuk/kode", &[("code", &fresh)]).await.expect(422);
    }

    recovery_codes_are_shown_once_work_once_and_their_use_is_told(app) {
        let mut galih = app.sign_in(GALIH).await;
        let path = format!("{PAGE}/kode");
        assert_eq!(galih.get(&path).await.expect(303).location(), PAGE);
        let secret = enrol_app(&app, &mut galih, "").await;
        galih.get(&path).await.expect(200).says("Tampilkan Kode Baru").says("class=\"drawing\"");
        let codes = codes_on(&galih.post(&path, &[]).await.expect(200).says("tidak pernah lagi").text());
        assert_eq!(codes.len(), 10);
        let stored = app.app.db().read(|tx| tx.rows("SELECT hash FROM recovery_codes", db::params![], |row| row.get::<String>()));
        let stored: Result<Vec<String>, db::Error> = stored.await;
        let stored = stored.unwrap();
        assert!(stored.len() == 10 && stored.iter().all(|hash| hash.starts_with("$argon2id$")), "{stored:?}");
        galih.get(PAGE).await.expect(200).says("10 belum dipakai").never_says(&codes[0]);
        galih.get(&path).await.never_says(&codes[0]);

        let with_password = [("identifier", GALIH), ("password", password())];
        let mut lost = app.browser();
        lost.post("/id/masuk", &with_password).await.expect(303);
        lost.get("/id/masuk/kode").await.expect(200).says("name=\"recovery\"");
        lost.post("/id/masuk/kode", &[("recovery", "2AAAA-AAAAA")]).await.expect(422).says("tidak cocok atau sudah dipakai");
        let typed = codes[3].to_lowercase().replace('-', " ");
        lost.post("/id/masuk/kode", &[("recovery", &typed)]).await.expect(303);
        lost.get(PAGE).await.expect(200).says("9 belum dipakai");
        assert_eq!(acts(&app, GALIH).await[0], "use-recovery-code");
        app.deliver().await;
        assert!(app.messages_to(GALIH).iter().any(|one| one.text.contains("satu kode pemulihan dipakai")));
        let mut twice = app.browser();
        twice.post("/id/masuk", &with_password).await.expect(303);
        twice.post("/id/masuk/kode", &[("recovery", &codes[3])]).await.expect(422);
        // New ones end the old, and other sessions; they are a fresh proof too.
        app.wait(16 * MINUTE);
        assert!(lost.post(&path, &[]).await.expect(303).location().contains("/masuk/konfirmasi"));
        lost.post("/id/masuk/konfirmasi", &[("recovery", &codes[4])]).await.expect(303);
        let new = codes_on(&lost.post(&path, &[]).await.expect(200).text());
        galih.get("/id/akun-saya").await.expect(303);
        twice.post("/id/masuk/kode", &[("recovery", &codes[5])]).await.expect(303);
        twice.get("/id/akun-saya").await.expect(303);
        twice.post("/id/masuk", &with_password).await.expect(303);
        twice.post("/id/masuk/kode", &[("recovery", &codes[5])]).await.expect(422);
        twice.post("/id/masuk/kode", &[("recovery", &new[5])]).await.expect(303);
        enter(&app, GALIH, password(), &secret).await;
    }

    what_is_enrolled_is_renamed_and_removed_by_its_owner_after_a_fresh_proof(app) {
        let mut galih = app.sign_in(GALIH).await;
        let secret = enrol_app(&app, &mut galih, "").await;
        galih.post(&format!("{PAGE}/kode"), &[]).await.expect(200);
        let id = galih.get(PAGE).await.between("data-authenticator=\"", "\"");
        let (own, removal) = (format!("{PAGE}/{id}"), format!("{PAGE}/{id}/hapus"));
        let mut heri = app.sign_in(HERI).await;
        heri.post(&own, &[("label", "Milik saya")]).await.expect(404);
        heri.post(&removal, &[]).await.expect(404);
        galih.post(&own, &[("label", "Ponsel baru")]).await.expect(303);
        galih.get(PAGE).await.expect(200).says("Ponsel baru");
        // The same name again is not an act.
        galih.post(&own, &[("label", "Ponsel baru")]).await.expect(303);
        let renamed = acts(&app, GALIH).await;
        assert_eq!(renamed.iter().filter(|act| **act == "rename-second-step").count(), 1);
        galih.get("/id/akun-saya/jejak").await.expect(200).says("Mengganti nama langkah kedua").says("→ Ponsel baru");
        app.wait(16 * MINUTE);
        for reply in [galih.get(&removal).await, galih.post(&removal, &[]).await, galih.post(&own, &[]).await] {
            assert!(reply.expect(303).location().contains("/masuk/konfirmasi"));
        }
        // With the password alone nobody proves anything any more.
        galih.post("/id/masuk/konfirmasi", &[("password", password())]).await.expect(422);
        app.wait(30_000);
        let code = code(&app, &secret);
        galih.post("/id/masuk/konfirmasi", &[("code", &code)]).await.expect(303);
        galih.get(&removal).await.expect(200).says("Ini yang terakhir");
        galih.post(&removal, &[]).await.expect(303);
        galih.get(PAGE).await.expect(200).says("Belum aktif");
        assert_eq!(acts(&app, GALIH).await[0], "remove-second-step");
        app.deliver().await;
        assert!(app.messages_to(GALIH).iter().any(|one| one.text.contains("dihapus dan semua sesi lain")));
        assert_eq!(signs_in(&app, GALIH, password()).await.expect(303).location(), "/id/riwayat");
        // The codes went with it.
        let left: i64 = app.app.db().read(|tx| tx.value("SELECT count(*) FROM recovery_codes", db::params![]))
            .await.unwrap_or_else(|error: db::Error| panic!("{error}"));
        assert_eq!(left, 0);
    }

    who_has_power_over_others_enrols_before_anything_else(app) {
        let campus = app.with(|parts| parts.mode = Mode::Production).await;
        let with_password = |address| [("identifier", address), ("password", password())];
        let mut sri = app.browser_on(campus.clone());
        sri.post("/id/masuk", &with_password(SRI)).await.expect(303);
        for path in ["/id/meja", "/id/akun", "/id/laporan", "/id/riwayat", "/id/akun-saya", "/id/panel"] {
            assert_eq!(sri.get(path).await.expect(303).location(), PAGE, "{path}");
        }
        assert_eq!(sri.post("/id/meja/x/keputusan", &[]).await.expect(303).location(), PAGE);
        sri.get("/id/site").await.expect(200).says("Sri Handayani");
        sri.get(PAGE).await.expect(200).says("Daftarkan langkah kedua dulu");
        enrol_app(&app, &mut sri, "").await;
        sri.get("/id/meja").await.expect(200);
        // The last one stays.
        let id = sri.get(PAGE).await.between("data-authenticator=\"", "\"");
        sri.post(&format!("{PAGE}/{id}/hapus"), &[]).await.expect(422).says("Daftarkan yang baru dulu");
        // Nobody else has to, nor do the people of the demo.
        let mut galih = app.browser_on(campus);
        galih.post("/id/masuk", &with_password(GALIH)).await.expect(303);
        galih.get("/id/riwayat").await.expect(200);
        app.sign_in(JOKO).await.get("/id/panel").await.expect(200);
    }

    secrets_of_an_earlier_version_are_sealed_at_the_start(app) {
        let secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
        app.app.db().write(move |tx| {
            let sql = "UPDATE accounts SET totp_secret = ?1, second_step_required = TRUE WHERE address IN (?2, 'hukum@unit.uns.ac.id')";
            tx.execute(sql, db::params![secret, GALIH])
        }).await.unwrap_or_else(|error: db::Error| panic!("{error}"));
        // Twice: the second start finds nothing to do.
        app.with(|_| ()).await;
        let node = app.with(|_| ()).await;
        let clear: i64 = app.app.db().read(|tx| tx.value("SELECT count(*) FROM accounts WHERE totp_secret IS NOT NULL", db::params![]))
            .await.unwrap_or_else(|error: db::Error| panic!("{error}"));
        assert_eq!(clear, 0);
        for address in [GALIH, "hukum@unit.uns.ac.id"] {
            let mut browser = app.browser_on(node.clone());
            let fields = [("identifier", address), ("password", password())];
            assert_eq!(browser.post("/id/masuk", &fields).await.expect(303).location(), "/id/masuk/kode");
            let code = code(&app, secret);
            browser.post("/id/masuk/kode", &[("code", &code)]).await.expect(303);
        }
    }

    not_one_page_is_left_open_to_who_owes_a_second_step(app) {
        let campus = app.with(|parts| parts.mode = Mode::Production).await;
        let mut sri = app.browser_on(campus);
        sri.post("/id/masuk", &[("identifier", SRI), ("password", password())]).await.expect(303);
        let mut asked = 0;
        for row in include_str!("access.txt").lines() {
            let mut words = row.split_whitespace();
            let (Some(method), Some(path), Some("sign-in")) = (words.next(), words.next(), words.next()) else {
                continue;
            };
            let open = path.starts_with("/akun-saya/langkah-kedua") || path == "/masuk/konfirmasi";
            if open {
                continue;
            }
            let path = format!("/id{}", path.replace(['{', '}', '*'], ""));
            let mut nobody = app.browser();
            let (nobodys, reply) = match method {
                "GET" => (nobody.get(&path).await, sri.get(&path).await),
                _ => (nobody.post(&path, &[]).await, sri.post(&path, &[]).await),
            };
            if nobodys.status != 303 {
                // What is named there must exist before anybody is asked who they are.
                assert_eq!(reply.status, nobodys.status, "{method} {path}");
                continue;
            }
            assert_eq!(reply.expect(303).location(), PAGE, "{method} {path}");
            asked += 1;
        }
        assert!(asked > 20, "{asked}");
    }

    blocks_and_acting_officers_need_a_fresh_proof(app) {
        let (mut sri, mut ary) = (app.sign_in(SRI).await, app.sign_in(crate::tickets::ARY).await);
        let id = account(&app, GALIH).await.public_id;
        let block = [("cause", "policy"), ("evidence", "Melanggar aturan.")];
        let review = [("finding", "x"), ("review_on", "2027-04-01")];
        app.wait(16 * MINUTE);
        for (path, fields) in [("blokir", &block[..]), ("peninjauan", &review), ("pembukaan", &[("ground", "x"), ("syarat.rules", "x")])] {
            let reply = sri.post(&format!("/id/akun/{id}/{path}"), fields).await.expect(303);
            assert!(reply.location().starts_with("/id/masuk/konfirmasi"), "{path}");
        }
        assert!(!account(&app, GALIH).await.blocked);
        let reply = sri.post("/id/panel/daftar-mahasiswa/x", &[]).await.expect(303);
        assert!(reply.location().starts_with("/id/masuk/konfirmasi"));
        let (mut tono, mut super_admin) = (app.sign_in("tono.wibowo@staff.uns.ac.id").await, app.sign_in("joko.santoso@staff.uns.ac.id").await);
        app.wait(16 * MINUTE);
        for (who, path) in [(&mut tono, "/id/mahasiswa/M0526001/slip"), (&mut super_admin, "/id/panel/pesan/x")] {
            let reply = who.post(path, &[("photo-card", "on"), ("face", "on")]).await.expect(303);
            assert!(reply.location().starts_with("/id/masuk/konfirmasi"), "{path}");
        }
        for path in ["/id/plt", "/id/plt/x/pengakhiran"] {
            assert!(ary.post(path, &[]).await.expect(303).location().starts_with("/id/masuk/konfirmasi"), "{path}");
        }
        let reply = super_admin.post("/id/panel/peran/x/pengakhiran", &[]).await.expect(303);
        assert!(reply.location().starts_with("/id/masuk/konfirmasi"));
        sri.post("/id/masuk/konfirmasi", &[("password", password())]).await.expect(303);
        sri.post(&format!("/id/akun/{id}/blokir"), &block).await.expect(303);
        assert!(account(&app, GALIH).await.blocked);
    }

    a_new_password_ends_what_was_begun_with_the_old_one(app) {
        let mut galih = app.sign_in(GALIH).await;
        let secret = enrol_app(&app, &mut galih, "").await;
        let mut thief = app.browser();
        thief.post("/id/masuk", &[("identifier", GALIH), ("password", password())]).await.expect(303);
        let strong = "jendela kopi gerimis 42";
        let fields = [("password", strong), ("password_confirmation", strong)];
        galih.post("/id/akun-saya/sandi", &fields).await.expect(303);
        app.wait(30_000);
        let code = code(&app, &secret);
        let reply = thief.post("/id/masuk/kode", &[("code", &code)]).await.expect(303);
        assert_eq!(reply.location(), "/id/masuk");
    }

    of_many_at_once_with_one_code_exactly_one_gets_in(app) {
        let mut galih = app.sign_in(GALIH).await;
        let secret = enrol_app(&app, &mut galih, "").await;
        let codes = codes_on(&galih.post(&format!("{PAGE}/kode"), &[]).await.expect(200).text());
        app.wait(30_000);
        let code = code(&app, &secret);
        for field in [("code", code.as_str()), ("recovery", codes[0].as_str())] {
            let mut browser = app.browser();
            browser.post("/id/masuk", &[("identifier", GALIH), ("password", password())]).await.expect(303);
            let all = (0..4).map(|_| {
                let mut copy = browser.clone();
                async move {
                    let reply = copy.post("/id/masuk/kode", &[field]).await;
                    reply.status == 303 && reply.location() == "/id/riwayat"
                }
            });
            let entered = futures_util::future::join_all(all).await;
            assert_eq!(entered.iter().filter(|entered| **entered).count(), 1, "{field:?}");
        }
    }

    what_is_no_code_is_wrong_and_harms_nothing(app) {
        let mut galih = app.sign_in(GALIH).await;
        let secret = enrol_app(&app, &mut galih, "").await;
        let mut browser = app.browser();
        browser.post("/id/masuk", &[("identifier", GALIH), ("password", password())]).await.expect(303);
        app.wait(30_000);
        let right = code(&app, &secret);
        let arabic: String = right.chars().map(|digit| char::from_u32(0x0660 + digit.to_digit(10).unwrap()).unwrap()).collect();
        let long = "9".repeat(100_000);
        for wrong in ["", &arabic, &long, "'; --"] {
            browser.post("/id/masuk/kode", &[("code", wrong)]).await.expect(422).never_says("value=\"9");
        }
        // With a gap, as apps show it.
        let spaced = format!(" {} {} ", &right[..3], &right[3..]);
        browser.post("/id/masuk/kode", &[("code", &spaced)]).await.expect(303);
    }

    a_new_password_does_not_lead_around_what_is_enrolled(app) {
        let mut galih = app.sign_in(GALIH).await;
        let secret = enrol_app(&app, &mut galih, "").await;
        app.browser().post("/id/lupa-sandi", &[("identifier", GALIH)]).await.expect(303);
        app.deliver().await;
        let sent = app.messages_to("0858-9000-1201");
        let text = &sent.iter().find(|one| one.text.contains("/tautan/")).unwrap().text;
        let link = text[text.find("/id/tautan/").unwrap()..].split_whitespace().next().unwrap().to_owned();
        let strong = "jendela kopi gerimis 42";
        let mut browser = app.browser();
        browser.post(&link, &[("password", strong), ("password_confirmation", strong)]).await.expect(303);
        browser.get("/id/akun-saya").await.expect(303);
        enter(&app, GALIH, strong, &secret).await.get("/id/akun-saya").await.expect(200);
    }
}
