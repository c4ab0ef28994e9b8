//! A new student activates an account: NIM and PIN, *is this you?*, a username, *it is permanent*, a password.

mod guesses;
mod races;
mod steps;

use crate::{
    on_both_engines,
    support::{Browser, Reply, TestApp},
};
use portal::{accounts, activation, activation::roster::demo};

pub const PASSWORD: &str = "kereta senja balapan 27";

/// A student of the demo's roster.
pub fn student(nim: &str) -> demo::Student {
    let mut all = demo::students().unwrap().into_iter();
    all.find(|student| student.nim == nim)
        .expect("a student of the demo")
}

/// NIM, PIN and birth date as they are on the receipt.
pub async fn identify(browser: &mut Browser, nim: &str) -> Reply {
    let student = student(nim);
    let born = student.born.unwrap_or_default();
    let fields = [("nim", nim), ("pin", &student.pin), ("birth_date", &born)];
    browser.post("/id/aktivasi", &fields).await
}

/// As far as the username, which is still to be chosen.
pub async fn confirmed(app: &TestApp, nim: &str) -> Browser {
    let mut browser = app.browser();
    assert_eq!(
        identify(&mut browser, nim).await.expect(303).location(),
        "/id/aktivasi/nama"
    );
    browser.post("/id/aktivasi/nama", &[]).await.expect(303);
    browser
}

pub async fn choose(browser: &mut Browser, username: &str) -> Reply {
    browser
        .post("/id/aktivasi/nama-pengguna", &[("username", username)])
        .await
}

/// As far as the password, which is still to be made.
pub async fn settled(app: &TestApp, nim: &str, username: &str) -> Browser {
    let mut browser = confirmed(app, nim).await;
    choose(&mut browser, username).await.expect(303);
    browser.post("/id/aktivasi/alamat", &[]).await.expect(303);
    browser
}

pub async fn finish(browser: &mut Browser) -> Reply {
    let fields = [("password", PASSWORD), ("password_confirmation", PASSWORD)];
    browser.post("/id/aktivasi/sandi", &fields).await
}

/// What the roster says of a NIM.
pub async fn entry(app: &TestApp, nim: &str) -> activation::roster::Entry {
    let nim = nim.to_owned();
    let found = app
        .app
        .db()
        .read(move |tx| activation::roster::find(tx, &nim))
        .await;
    found.unwrap().expect("an entry of the roster")
}

/// The account with an address.
pub async fn account(app: &TestApp, address: &str) -> Option<accounts::Account> {
    let address = address.to_owned();
    app.app
        .db()
        .read(move |tx| accounts::find(tx, &address))
        .await
        .unwrap()
}

on_both_engines! {
    a_student_activates_an_account_and_signs_in_with_it(app) {
        let mut browser = app.browser();
        browser.get("/id/aktivasi").await.expect(200).says("Langkah 1 dari 3").says("name=\"nim\"").says("name=\"birth_date\"");
        let reply = identify(&mut browser, "M0526001").await.expect(303);
        assert_eq!(reply.location(), "/id/aktivasi/nama");
        let page = browser.get("/id/aktivasi/nama").await.expect(200);
        page.says("Na••• Sa•••• Ma••••••").never_says("Safira");
        browser.post("/id/aktivasi/nama", &[]).await.expect(303);
        let page = browser.get("/id/aktivasi/nama-pengguna").await.expect(200);
        let first = page.between("name=\"username\" value=\"", "\"");
        assert_eq!(first, "nadia.maharani");
        page.says("tidak dapat diganti").says("@student.uns.ac.id");
        choose(&mut browser, "Nadia.Safira").await.expect(303);
        let page = browser.get("/id/aktivasi/alamat").await.expect(200);
        page.says("nadia.safira<wbr>@student.uns.ac.id").says("permanen");
        browser.post("/id/aktivasi/alamat", &[]).await.expect(303);
        browser.get("/id/aktivasi/sandi").await.expect(200).says("Langkah 3 dari 3");
        let short = [("password", "pendek"), ("password_confirmation", "pendek")];
        browser.post("/id/aktivasi/sandi", &short).await.expect(422).says("12 sampai 128").never_says("pendek\"");
        let about = [("password", "nadia maharani 2026"), ("password_confirmation", "nadia maharani 2026")];
        browser.post("/id/aktivasi/sandi", &about).await.expect(422).says("hanya tersusun dari nama");
        let differs = [("password", PASSWORD), ("password_confirmation", "kereta senja balapan 28")];
        browser.post("/id/aktivasi/sandi", &differs).await.expect(422);
        assert_eq!(finish(&mut browser).await.expect(303).location(), "/id/aktivasi/selesai");
        let page = browser.get("/id/aktivasi/selesai").await.expect(200);
        let page = page.says("Kartu email mahasiswa").says("nadia.safira<wbr>@student.uns.ac.id").says("Nadia Safira Maharani");
        let page = page.says("data-print hidden>Cetak Kartu</button>").never_says(PASSWORD);
        let then = page.between("<h2>Langkah berikutnya</h2>", "</section>");
        for step in ["Masuk dengan alamat dan kata sandi", "Buktikan nomor WhatsApp di Akun Saya", "Aktifkan verifikasi 2 langkah", "PIN pada kuitansi tidak berlaku lagi"] {
            assert!(then.contains(&format!("<li>{step}")), "{then}");
        }

        let made = account(&app, "nadia.safira@student.uns.ac.id").await.unwrap();
        assert_eq!((made.number.as_deref(), made.name.as_str()), (Some("M0526001"), "Nadia Safira Maharani"));
        assert_eq!((made.kind, made.confirmed, made.whatsapp_confirmed), (accounts::Kind::Student, true, false));
        assert_eq!(made.whatsapp.as_deref(), Some("6285890001301"));
        assert_eq!(entry(&app, "M0526001").await.account_id, Some(made.id));
        let touches = app.app.db().read(move |tx| accounts::touches(tx, made.id, i64::MAX, 9)).await.unwrap();
        assert_eq!(touches.iter().map(|one| one.action).collect::<Vec<_>>(), [accounts::Action::Activate]);
        app.deliver().await;
        let told = app.messages_to("nadia.safira@student.uns.ac.id");
        assert!(told[0].text.contains("diaktifkan") && !told[0].text.contains(PASSWORD), "{}", told[0].text);
        // The number of the roster is not proven: nothing goes there.
        assert!(app.messages_to("0858-9000-1301").is_empty());

        let mut other = app.browser();
        let fields = [("identifier", "nadia.safira@student.uns.ac.id"), ("password", PASSWORD)];
        other.post("/id/masuk", &fields).await.expect(303);
        // A second click finds the account made.
        assert_eq!(finish(&mut browser).await.expect(303).location(), "/id/aktivasi/selesai");
    }

    the_home_page_and_the_service_lead_to_the_activation(app) {
        let mut browser = app.browser();
        browser.get("/id/site").await.expect(200).says("href=\"/id/aktivasi\"");
        browser.get("/en/site").await.expect(200).says("href=\"/en/aktivasi\"");
        let catalog = app.app.catalog();
        let mut alone = catalog.campus().services.iter().filter(|sop| sop.self_service.is_some());
        let path = portal::catalog::service_path(alone.next().unwrap());
        browser.get(&format!("/id{path}")).await.expect(200).says("href=\"/id/aktivasi\"");
    }

    what_is_typed_is_read_however_it_is_written(app) {
        for (nim, pin, born) in [
            ("m0526001", "4821 9730 56", "17/08/2008"),
            (" M 0526001 ", "٤٨٢١٩٧٣٠٥٦", "17-8-2008"),
            ("Ｍ0526001", "۴۸۲۱-۹۷۳۰-۵۶", "١٧.٠٨.٢٠٠٨"),
        ] {
            let fields = [("nim", nim), ("pin", pin), ("birth_date", born)];
            let reply = app.browser().post("/id/aktivasi", &fields).await.expect(303);
            assert_eq!(reply.location(), "/id/aktivasi/nama", "{nim}");
        }
    }

    what_has_no_shape_is_refused_beside_its_field(app) {
        let mut browser = app.browser();
        let reply = browser.post("/id/aktivasi", &[("nim", "12"), ("pin", "1.2E+09"), ("birth_date", "31/02/2008")]).await;
        let page = reply.expect(422);
        let page = page.says("bentuk NIM").says("4 sampai 32").says("Tanggal ini tidak ada").says("value=\"12\"");
        page.never_says("1.2E+09");
        let empty = browser.post("/en/aktivasi", &[]).await.expect(422);
        empty.says("nim-error").says("pin-error").says("#nim\">Enter your NIM.").says("#pin\">Enter the PIN");
    }

    a_username_is_refused_with_a_reason_and_stays_in_its_field(app) {
        let mut browser = confirmed(&app, "M0526001").await;
        for (typed, reason) in [
            ("rektor", "nama jabatan"),
            ("nаdia.maharani", "mirip huruf Latin"),
            ("nadia\u{200b}maharani", "tidak terlihat"),
            ("nadia.maharani12345", "Paling banyak 4"),
            ("nadia maharani", "spasi"),
            ("budi.santoso", "bagian nama resmi"),
            ("n.s.m", "Inisial saja"),
            ("", "belum diisi"),
        ] {
            let page = choose(&mut browser, typed).await.expect(422).says(reason);
            let page = page.says("aria-invalid").says("Masih tersedia untuk Anda");
            page.says(&format!("value=\"{typed}\""));
        }
    }

    whether_a_username_is_free_is_told_only_within_an_activation_and_not_without_end(app) {
        let check = "/id/aktivasi/nama-pengguna/ketersediaan";
        let ask = [("username", "galih.pratama")];
        app.browser().post(check, &ask).await.expect(404);
        app.sign_in("galih.pratama@student.uns.ac.id").await.post(check, &ask).await.expect(404);
        let mut early = app.browser();
        identify(&mut early, "M0526002").await.expect(303);
        early.post(check, &ask).await.expect(404);

        let mut browser = confirmed(&app, "M0526001").await;
        browser.post(check, &[("username", "nadia.safira")]).await.expect(200).says("\"free\":true");
        // Of other people's names it says nothing about whether they exist.
        let taken = browser.post(check, &ask).await.expect(200).text();
        let unknown = browser.post(check, &[("username", "xaver.quirin")]).await.expect(200).text();
        assert_eq!(taken, unknown);
        for _ in 0..117 {
            browser.post(check, &ask).await.expect(200);
        }
        browser.post(check, &ask).await.expect(429);
        // It is counted in the database: another node of the campus knows it too.
        let mut elsewhere = browser.clone();
        elsewhere.moves_to(&app.browser_on(app.with(|_| ()).await));
        elsewhere.post(check, &ask).await.expect(429);
        choose(&mut browser, "nadia.safira").await.expect(429).says("value=\"nadia.safira\"");
        app.wait(3_600_000);
        identify(&mut browser, "M0526001").await.expect(303);
        choose(&mut browser, "nadia.safira").await.expect(303);
    }

    how_many_usernames_one_network_asks_for_is_counted_for_all_its_students_and_nodes(app) {
        let check = "/id/aktivasi/nama-pengguna/ketersediaan";
        let (mut browser, mut other) = (confirmed(&app, "M0526001").await, confirmed(&app, "M0526002").await);
        browser.post(check, &[("username", "nadia.safira")]).await.expect(200);
        let used = activation::PER_NAME.attempts - 1;
        let spent = app.app.db().write(move |tx| {
            tx.execute("UPDATE throttles SET attempts = ?1 WHERE subject LIKE 'username-source:%'", db::params![used])
        });
        let spent: Result<u64, db::Error> = spent.await;
        assert_eq!(spent.unwrap(), 1);
        browser.moves_to(&app.browser_on(app.with(|_| ()).await));
        browser.post(check, &[("username", "nadia.safira")]).await.expect(200);
        browser.post(check, &[("username", "nadia.safira")]).await.expect(429);
        other.post(check, &[("username", "suparman")]).await.expect(429);
        other.source = "10.6.0.1".into();
        other.post(check, &[("username", "suparman")]).await.expect(200);
    }

    a_taken_username_is_offered_to_nobody(app) {
        let mut first = settled(&app, "B0126014", "siti.nurhaliza").await;
        finish(&mut first).await.expect(303);
        let mut second = confirmed(&app, "K7126031").await;
        let page = second.get("/id/aktivasi/nama-pengguna").await.expect(200);
        page.never_says("value=\"siti.nurhaliza\"").says("value=\"sitinurhaliza\"");
        let page = choose(&mut second, "siti.nurhaliza").await.expect(422);
        page.says("baru saja diambil atau sudah dipakai").says("value=\"siti.nurhaliza\"").says("value=\"sitinurhaliza\"");
        choose(&mut second, "siti.nurhaliza7").await.expect(303);
    }

    a_birth_date_counts_only_where_the_roster_has_it(app) {
        let pin = student("M0526001").pin;
        for wrong in ["", "2008-08-18"] {
            let fields = [("nim", "M0526001"), ("pin", pin.as_str()), ("birth_date", wrong)];
            app.browser().post("/id/aktivasi", &fields).await.expect(422).says("tidak cocok");
        }
        let pin = student("M0526002").pin;
        let fields = [("nim", "M0526002"), ("pin", pin.as_str()), ("birth_date", "1999-01-01")];
        app.browser().post("/id/aktivasi", &fields).await.expect(303);
    }

    every_student_of_the_demo_can_be_activated_with_the_first_suggestion(app) {
        for student in demo::students().unwrap() {
            let mut browser = confirmed(&app, &student.nim).await;
            let page = browser.get("/id/aktivasi/nama-pengguna").await.expect(200);
            let first = page.between("name=\"username\" value=\"", "\"");
            choose(&mut browser, &first).await.expect(303);
        }
    }
}
