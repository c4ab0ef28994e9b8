//! The roster: files that are taken over, from the command line and from the panel; slips; how far students have come.

use crate::{
    activation::{account, confirmed, entry, finish, identify, settled},
    on_both_engines,
    support::{Browser, Reply, TestApp},
};
use portal::activation::{
    self,
    roster::{
        command::{self, Asked},
        import::Mode,
    },
};
use std::fmt::Write;

pub const SRI: &str = "sri.handayani@staff.uns.ac.id";
const TONO: &str = "tono.wibowo@staff.uns.ac.id";
pub const HEADER: &str = "NIM;Nama;Fakultas;Prodi;Angkatan;Tanggal lahir;No. WhatsApp;PIN\n";
const GOOD: &str = "A0026001;Rina Aulia;FT;S1 Teknik Mesin;2026;2008-01-02;0858-9000-2001;1111222233\n\
                    a0026002;Bima Sakti;FT;S1 Teknik Mesin;2026;;;4444555566\n";

/// `loket roster import FILE --json`; the summary, and whether the command succeeds.
pub async fn import(app: &TestApp, bytes: &[u8], mode: Mode) -> (serde_json::Value, bool) {
    let file = app.folder().join("mahasiswa.csv");
    std::fs::write(&file, bytes).unwrap();
    let asked = Asked {
        file,
        mode,
        json: true,
    };
    let (said, done) = command::import(app.app.config().clone(), asked)
        .await
        .unwrap();
    let summary: serde_json::Value = serde_json::from_str(&said).unwrap();
    let keys: Vec<_> = summary.as_object().unwrap().keys().cloned().collect();
    assert_eq!(keys, ["imported", "unchanged", "errors"]);
    (summary, done)
}

fn counts(summary: &serde_json::Value) -> (u64, u64, usize) {
    let number = |key: &str| summary[key].as_u64().unwrap();
    (
        number("imported"),
        number("unchanged"),
        summary["errors"].as_array().unwrap().len(),
    )
}

async fn size(app: &TestApp) -> i64 {
    let sql = "SELECT count(*) FROM roster";
    app.app
        .db()
        .read(move |tx| tx.value(sql, db::params![]))
        .await
        .unwrap()
}

/// Bima's NIM and a PIN at the door.
async fn knock(browser: &mut Browser, pin: &str) -> Reply {
    let fields = [("nim", "A0026002"), ("pin", pin)];
    browser.post("/id/aktivasi", &fields).await
}

/// As if there had been a hundred wrong PINs for each NIM.
async fn disable(app: &TestApp) {
    let sql = "UPDATE attempts SET failures = 100 WHERE lane = ''";
    let done = app
        .app
        .db()
        .write(move |tx| tx.execute(sql, db::params![]).map(drop));
    done.await.unwrap();
}

on_both_engines! {
    a_file_is_taken_over_once_and_again_changes_nothing(app) {
        let file = format!("{HEADER}{GOOD}");
        assert_eq!(counts(&import(&app, file.as_bytes(), Mode::GoodLines).await.0), (2, 0, 0));
        assert_eq!(counts(&import(&app, file.as_bytes(), Mode::GoodLines).await.0), (0, 2, 0));
        let found = entry(&app, "A0026001").await;
        assert_eq!((found.name.as_str(), found.whatsapp.as_deref()), ("Rina Aulia", Some("6285890002001")));
        // A change is a change; a column that is left out is none.
        let other = "pin,intake,programme,faculty,full name,student number\n1111222233,2026,S1 Teknik Mesin,FT,Rina Aulia Putri,A0026001\n";
        assert_eq!(counts(&import(&app, other.as_bytes(), Mode::GoodLines).await.0), (1, 0, 0));
        let found = entry(&app, "A0026001").await;
        assert_eq!((found.name.as_str(), found.birth_date.map(|date| date.to_string()).as_deref()), ("Rina Aulia Putri", Some("2008-01-02")));
        let mut browser = app.browser();
        let fields = [("nim", "A0026002"), ("pin", "4444555566")];
        browser.post("/id/aktivasi", &fields).await.expect(303);
    }

    every_mistake_is_told_by_its_line_and_good_lines_are_taken_or_none_as_asked(app) {
        let before = size(&app).await;
        let long = "x".repeat(300);
        let file = format!(
            "{HEADER}{GOOD}\
             A0026003;=HYPERLINK(\"http://x\");FT;Mesin;2026;;;1234\n\
             A0026001;Rina Lagi;FT;Mesin;2026;;;1234\n\
             12;{long};FT;Mesin;tahun;31/02/2008;12;7.7E+08\n\
             A0026004;Satu;FT;Mesin;2026\n\
             ;;;;;;;\n\
             A0026005;;FT;Mesin;2026;;;1234\n"
        );
        let (summary, done) = import(&app, file.as_bytes(), Mode::AllOrNothing).await;
        assert_eq!((counts(&summary), done), ((0, 0, 10), false));
        assert_eq!(size(&app).await, before);
        let (summary, done) = import(&app, file.as_bytes(), Mode::DryRun).await;
        assert_eq!((counts(&summary), done), ((2, 0, 10), true));
        assert_eq!(size(&app).await, before);
        let (summary, done) = import(&app, file.as_bytes(), Mode::GoodLines).await;
        assert_eq!((counts(&summary), done), ((2, 0, 10), true));
        assert_eq!(size(&app).await, before + 2);
        let errors = summary["errors"].as_array().unwrap();
        let lines: Vec<_> = errors.iter().map(|one| one["line"].as_u64().unwrap()).collect();
        assert_eq!(lines, [4, 5, 6, 6, 6, 6, 6, 6, 7, 9]);
        // The same lines however the program ends them, and with one left empty above.
        let windows = file.replace('\n', "\r\n").replacen("\r\n", "\r\n\r\n", 1);
        let (further, _) = import(&app, windows.as_bytes(), Mode::DryRun).await;
        let lines: Vec<_> = further["errors"].as_array().unwrap().iter().map(|one| one["line"].as_u64().unwrap()).collect();
        assert_eq!(lines, [5, 6, 7, 7, 7, 7, 7, 7, 8, 10]);
        assert!(further.to_string().contains("already in line 3"), "{further}");
        let said = summary.to_string();
        for reason in ["holds a formula", "already in line 2", "too long", "shape that the campus uses", "must be a year", "Indonesian mobile", "format its column as text", "differs from the number of columns", "is empty"] {
            assert!(said.contains(reason), "{reason}: {said}");
        }
        assert!(!said.contains("HYPERLINK") && !said.contains("7.7E"), "nothing of the file is repeated: {said}");
    }

    whatever_it_is_encoded_in_a_file_says_the_same(app) {
        let text = format!("{HEADER}A0026001;José Ñíguez;FT;Mesin;2026;;;1111222233\n").replace(';', "\t");
        let wide: Vec<u8> = std::iter::once(0xfeff_u16).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let narrow: Vec<u8> = text.chars().map(|c| c as u8).collect();
        assert_eq!(counts(&import(&app, &wide, Mode::GoodLines).await.0), (1, 0, 0));
        assert_eq!(entry(&app, "A0026001").await.name, "José Ñíguez");
        for bytes in [narrow, text.clone().into_bytes(), format!("\u{feff}{text}").into_bytes(), format!("sep=\t\r\n{text}").into_bytes()] {
            assert_eq!(counts(&import(&app, &bytes, Mode::GoodLines).await.0), (0, 1, 0));
        }
    }

    a_file_of_which_nothing_can_be_read_says_why(app) {
        for (bytes, reason) in [
            (&b""[..], "empty"),
            (b"\n\n", "empty"),
            (b"PK\x03\x04....", "Excel workbook"),
            (b"NIM;Nama\nA0026001;Rina", "does not name the column faculty"),
            (b"\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09", "does not name the column NIM"),
            (b"NIM;NIM;Nama;Fakultas;Prodi;Angkatan;PIN\n", "is there twice"),
        ] {
            let (summary, done) = import(&app, bytes, Mode::GoodLines).await;
            assert!(!done && summary.to_string().contains(reason), "{reason}: {summary}");
            assert_eq!(counts(&summary).0, 0);
        }
        // A quotation mark that is never closed does not swallow the memory nor the file silently.
        let open = format!("{HEADER}A0026001;\"Rina;{}", "x;y\n".repeat(5_000));
        let (summary, _) = import(&app, open.as_bytes(), Mode::GoodLines).await;
        assert!(summary.to_string().contains("quotation mark"), "{summary}");
    }

    an_import_undoes_neither_a_slip_nor_an_account(app) {
        let mut file = format!("{HEADER}{GOOD}");
        import(&app, file.as_bytes(), Mode::GoodLines).await;
        let pin = slip(&app, "A0026001").await;
        let (summary, _) = import(&app, file.as_bytes(), Mode::GoodLines).await;
        assert_eq!(counts(&summary), (0, 2, 0));
        let fields = [("nim", "A0026001"), ("pin", pin.as_str()), ("birth_date", "2008-01-02")];
        app.browser().post("/id/aktivasi", &fields).await.expect(303);
        // A new PIN of the office replaces that of the slip.
        file = file.replace("1111222233", "9999888877");
        assert_eq!(counts(&import(&app, file.as_bytes(), Mode::GoodLines).await.0), (1, 1, 0));
        app.browser().post("/id/aktivasi", &fields).await.expect(422);

        let mut browser = settled(&app, "M0526002", "suparman").await;
        finish(&mut browser).await.expect(303);
        let again = format!("{HEADER}M0526002;Suparman Jaya;FATISDA;S1 Informatika;2026;;;1234567890\n");
        assert_eq!(counts(&import(&app, again.as_bytes(), Mode::GoodLines).await.0), (1, 0, 0));
        assert!(entry(&app, "M0526002").await.account_id.is_some());
        let fields = [("nim", "M0526002"), ("pin", "1234567890")];
        app.browser().post("/id/aktivasi", &fields).await.expect(422);
    }

    a_new_pin_of_the_office_binds_anew(app) {
        let file = |pin: &str| format!("{HEADER}A0026002;Bima Sakti;FT;S1 Teknik Mesin;2026;;;{pin}\n");
        import(&app, file("4444555566").as_bytes(), Mode::GoodLines).await;
        let mut begun = app.browser();
        knock(&mut begun, "4444555566").await.expect(303);
        // Too many wrong PINs have disabled it.
        knock(&mut app.browser(), "1111111111").await.expect(422);
        disable(&app).await;
        knock(&mut app.browser(), "4444555566").await.expect(422).says("Terlalu banyak PIN salah untuk NIM ini");
        // The same file again changes nothing of that.
        import(&app, file("4444555566").as_bytes(), Mode::GoodLines).await;
        knock(&mut app.browser(), "4444555566").await.expect(422);
        begun.get("/id/aktivasi/nama").await.expect(200);

        for (way, pin) in ["7777888899", "2222333344", "5555666677"].into_iter().enumerate() {
            let text = file(pin);
            match way {
                0 => drop(import(&app, text.as_bytes(), Mode::GoodLines).await),
                1 => drop(import(&app, text.as_bytes(), Mode::AllOrNothing).await),
                _ => {
                    let mut sri = app.sign_in(SRI).await;
                    let parts = [("file", "maba.csv", "text/csv", text.as_bytes())];
                    let report = sri.upload("/id/panel/daftar-mahasiswa", &[], &parts).await.expect(303);
                    begun.get("/id/aktivasi/nama").await.expect(200);
                    sri.post(report.location(), &[]).await.expect(303);
                }
            }
            begun.get("/id/aktivasi/nama").await.expect(303);
            begun = app.browser();
            knock(&mut begun, pin).await.expect(303);
            begun.get("/id/aktivasi/nama").await.expect(200);
            knock(&mut app.browser(), "1111111111").await.expect(422);
            disable(&app).await;
        }
    }

    all_mistakes_of_a_file_can_be_had_by_line(app) {
        let mut text = HEADER.to_owned();
        for number in 0..201 {
            let _ = writeln!(text, "C{number:07};=1+1;FT;Mesin;tahun;;;1111222233");
        }
        let mut sri = app.sign_in(SRI).await;
        let file = [("file", "maba.csv", "text/csv", text.as_bytes())];
        let report = sri.upload("/id/panel/daftar-mahasiswa", &[], &file).await.expect(303).location().to_owned();
        let all = format!("{report}/kesalahan");
        // Two in each line, of which the page shows the first hundred.
        sri.get(&report).await.expect(200).says(&format!("href=\"{all}\"")).says("Dan 202 kesalahan lagi.").never_says(">102</td>");
        let csv = sri.get(&all).await.expect(200);
        assert_eq!(csv.headers["content-type"], "text/csv; charset=utf-8");
        let csv = csv.text();
        let lines: Vec<_> = csv.trim_start_matches('\u{feff}').lines().collect();
        assert_eq!((lines.len(), lines[0]), (403, "\"Baris\",\"Yang keliru\""));
        assert!(lines[402].starts_with("\"202\",\"") && !csv.contains("1111222233"), "{}", lines[402]);
        app.wait(31 * 86_400_000);
        let mut sri = app.sign_in(SRI).await;
        sri.upload("/id/panel/daftar-mahasiswa", &[], &file).await.expect(303);
        sri.get(&all).await.expect(404);
        sri.get(&report).await.expect(200).says("Dan 202 kesalahan lagi.").never_says(&all);
    }

    from_the_panel_a_file_is_reported_first_and_taken_over_when_somebody_says_so(app) {
        let before = size(&app).await;
        let mut text = format!("{HEADER}{GOOD}A0026003;@x;FT;Mesin;2026;;;1234\n");
        for number in 0..2_500 {
            let _ = writeln!(text, "C{number:07};Nama Orang;FT;Mesin;2026;;;{number:010}");
        }
        let mut sri = app.sign_in(SRI).await;
        let file = [("file", "maba.csv", "text/csv", text.as_bytes())];
        sri.get("/id/panel/daftar-mahasiswa").await.expect(200).says("data-max=\"8388608\" data-too-large=\"Berkas ini lebih dari 8 MB");
        let report = sri.upload("/id/panel/daftar-mahasiswa", &[], &file).await.expect(303).location().to_owned();
        let page = sri.get(&report).await.expect(200);
        page.says("2.502").says("Sel Nama berisi rumus").says("Ambil Alih").never_says("1111222233");
        assert_eq!(size(&app).await, before);
        let stored = "SELECT count(*) FROM roster_staged WHERE nim = 'A0026001'";
        assert_eq!(app.app.db().read(move |tx| tx.value::<i64>(stored, db::params![])).await.unwrap(), 1);
        sri.post(&report, &[]).await.expect(303);
        assert_eq!(size(&app).await, before + 2_502);
        // Once more changes nothing, and the list of imports has it once.
        sri.post(&report, &[]).await.expect(303);
        sri.get(&report).await.expect(200).says("Diambil alih pada").never_says("Ambil Alih Baris");
        let list = sri.get("/id/panel/daftar-mahasiswa").await.expect(200).text();
        assert_eq!(list.matches("maba.csv").count(), 1);
        let again = sri.upload("/id/panel/daftar-mahasiswa", &[], &file).await.expect(303).location().to_owned();
        sri.get(&again).await.expect(200).says("2.502</dd>");
        sri.post(&format!("{again}/batal"), &[]).await.expect(303);
        sri.get(&again).await.expect(200).says("Tidak ada baris yang menunggu");
        sri.upload("/id/panel/daftar-mahasiswa", &[], &[]).await.expect(422).says("Pilih berkas CSV");
        let large = vec![b'x'; 9 * 1024 * 1024];
        let file = [("file", "besar.csv", "text/csv", large.as_slice())];
        sri.upload("/id/panel/daftar-mahasiswa", &[], &file).await.expect(422).says("lebih dari 8 MB");
    }

    a_faculty_that_nobody_was_of_is_shown_before_it_is_taken_over(app) {
        let known = "SELECT min(faculty) FROM roster";
        let known = app.app.db().read(move |tx| tx.value::<String>(known, db::params![])).await.unwrap();
        let text = format!(
            "{HEADER}A0026001;Ayu Lestari;{known};S1 Kimia;2026;;;1111222233\n\
             A0026002;Bima Sakti;{known};S1 Kimia;2026;;;2111222233\nA0026003;Citra Dewi;FMIPAA;S1 Kimia;2026;;;3111222233\n"
        );
        let mut sri = app.sign_in(SRI).await;
        let file = [("file", "maba.csv", "text/csv", text.as_bytes())];
        let report = sri.upload("/id/panel/daftar-mahasiswa", &[], &file).await.expect(303).location().to_owned();
        let page = sri.get(&report).await.expect(200).text();
        let row = |name: &str| page.split("<tr>").find(|row| row.contains(&format!("<td>{name}"))).unwrap().to_owned();
        assert!(row("FMIPAA").contains("Belum ada di daftar mahasiswa") && row("FMIPAA").contains(">1</td>"), "{page}");
        assert!(!row(&known).contains("Belum ada di daftar mahasiswa") && row(&known).contains(">2</td>"), "{page}");
        // It stays a line of the roster if that is what it is, and is known from then on.
        sri.post(&report, &[]).await.expect(303);
        let again = sri.upload("/id/panel/daftar-mahasiswa", &[], &file).await.expect(303).location().to_owned();
        sri.get(&again).await.expect(200).says("FMIPAA").never_says("Belum ada di daftar mahasiswa");
    }

    a_lost_pin_is_replaced_by_a_slip_that_ends(app) {
        // Somebody has found the receipt, and is under way.
        let mut thief = confirmed(&app, "M0526003").await;
        let pin = slip(&app, "M0526003").await;
        assert_eq!(thief.get("/id/aktivasi/nama-pengguna").await.expect(303).location(), "/id/aktivasi");
        identify(&mut app.browser(), "M0526003").await.expect(422);
        let fields = [("nim", "M0526003"), ("pin", pin.as_str())];
        app.browser().post("/id/aktivasi", &fields).await.expect(303);
        app.wait(activation::roster::slip::LIFETIME);
        app.browser().post("/id/aktivasi", &fields).await.expect(422);
        let mut tono = app.sign_in(TONO).await;
        tono.get("/id/mahasiswa/M0526003").await.expect(200).says("Tono Wibowo").says("KTP, SIM, atau paspor");
        // A disabled PIN is bound anew by a slip, and the owner sees later who has made it.
        let pin = slip(&app, "M0526003").await;
        let mut browser = app.browser();
        browser.post("/id/aktivasi", &[("nim", "M0526003"), ("pin", &pin)]).await.expect(303);
        for (path, name) in [("nama", ""), ("nama-pengguna", "rizky.nugraha"), ("alamat", "")] {
            browser.post(&format!("/id/aktivasi/{path}"), &[("username", name)]).await.expect(303);
        }
        finish(&mut browser).await.expect(303);
        let made = account(&app, "rizky.nugraha@student.uns.ac.id").await.unwrap();
        let touches = app.app.db().read(move |tx| portal::accounts::touches(tx, made.id, i64::MAX, 9)).await.unwrap();
        assert!(touches.iter().any(|one| one.action == portal::accounts::Action::IssuePin && one.by_name == "Tono Wibowo"));
        tono.get("/id/mahasiswa/M0526003").await.expect(200).says("Kata sandi terlupa").never_says("name=\"slip\"");
        let fields = [("photo-card", "on"), ("face", "on")];
        tono.post("/id/mahasiswa/M0526003/slip", &fields).await.expect(422);
    }

    a_slip_needs_the_identity_and_two_clicks_print_one(app) {
        let mut tono = app.sign_in(TONO).await;
        let page = tono.get("/id/mahasiswa/M0526004").await.expect(200);
        let name = page.between("name=\"slip\" value=\"", "\"");
        for too_few in [vec![], vec!["face"], vec!["photo-card", "admission"]] {
            let mut fields: Vec<_> = too_few.iter().map(|check| (*check, "on")).collect();
            fields.push(("slip", &name));
            let page = tono.post("/id/mahasiswa/M0526004/slip", &fields).await.expect(422).says("cocokkan wajah");
            assert_eq!(page.between("name=\"slip\" value=\"", "\""), name);
        }
        let fields = [("slip", name.as_str()), ("photo-card", "on"), ("face", "on")];
        let mut again = tono.clone();
        let (one, two) = tokio::join!(
            tono.post("/id/mahasiswa/M0526004/slip", &fields),
            again.post("/id/mahasiswa/M0526004/slip", &fields),
        );
        let pin = |reply: &crate::support::Reply| reply.between("<span class=\"code big\">", "</span>");
        assert_eq!(pin(&one.expect(200)), pin(&two.expect(200)));
        let sql = "SELECT count(*) FROM roster_slips";
        assert_eq!(app.app.db().read(move |tx| tx.value::<i64>(sql, db::params![])).await.unwrap(), 1);
        app.wait(2 * portal::clock::MINUTE);
        tono.post("/id/mahasiswa/M0526004/slip", &fields).await.expect(200).says("sudah diterbitkan").never_says("code big");
    }

    who_looks_for_a_student_finds_one_by_nim_and_by_name(app) {
        let mut tono = app.sign_in(TONO).await;
        tono.get("/id/mahasiswa?q=m0526").await.expect(200).says("Nadia Safira Maharani").never_says("Siti Nurhaliza");
        tono.get("/id/mahasiswa?q=siti").await.expect(200).says("B0126014").says("K7126031").never_says("Suparman");
        tono.get("/id/mahasiswa?q=%25").await.expect(200).says("Tidak ada mahasiswa");
        tono.get("/id/mahasiswa/Z9999999").await.expect(404);
    }

    the_report_counts_who_is_activated_who_tried_and_who_did_not(app) {
        let mut browser = settled(&app, "M0526001", "nadia.safira").await;
        finish(&mut browser).await.expect(303);
        identify(&mut app.browser(), "M0526002").await.expect(303);
        let mut dewi = app.sign_in("dewi.kartika@staff.uns.ac.id").await;
        let page = dewi.get("/id/laporan/aktivasi").await.expect(200);
        let row = page.between("<th scope=\"row\">FATISDA</th>", "</tr>");
        let numbers: Vec<_> = row.split("class=\"num\">").skip(1).map(|cell| cell.split('<').next().unwrap()).collect();
        assert_eq!(numbers, ["1", "1", "2", "4"]);
        let page = page.says("Jumat 5 Maret 2027</th><td class=\"num\">1</td><td class=\"num\">1</td>").says("class=\"chart on-narrow\"");
        page.says("class=\"total\"");
        let other = dewi.get("/id/laporan/aktivasi?fakultas=FEB").await.expect(200);
        other.says("Jumat 5 Maret 2027</th><td class=\"num\">0</td><td class=\"num\">0</td>");
    }
}

/// The PIN of a slip that the helpdesk makes.
pub async fn slip(app: &TestApp, nim: &str) -> String {
    let mut tono = app.sign_in(TONO).await;
    let page = tono.get(&format!("/id/mahasiswa/{nim}")).await.expect(200);
    let name = page.between("name=\"slip\" value=\"", "\"");
    let fields = [
        ("slip", name.as_str()),
        ("photo-card", "on"),
        ("face", "on"),
    ];
    let page = tono
        .post(&format!("/id/mahasiswa/{nim}/slip"), &fields)
        .await
        .expect(200);
    page.between("<span class=\"code big\">", "</span>")
}
