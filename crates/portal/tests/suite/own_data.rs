//! One's own data: a copy of all of it, and requests to correct or restrict it.

use crate::{
    fixture, on_both_engines,
    support::{Browser, Reply, TestApp},
    tickets::{ARY, BAGUS, HERI, SRI, decide, dispose, finish, service, take},
};
use portal::{
    accounts::{self, Action},
    clock::{HOUR, MINUTE},
};
use serde_json::Value;

const GALIH: &str = "galih.pratama@student.uns.ac.id";
const NUMBER: &str = "0858-9000-1201";

async fn copy(browser: &mut Browser) -> Value {
    let reply = browser.get("/id/akun-saya/data.json").await.expect(200);
    let head = |name: &str| reply.headers[name].to_str().unwrap().to_owned();
    assert_eq!(
        head("content-disposition"),
        "attachment; filename=\"loket-data.json\""
    );
    assert_eq!(head("cache-control"), "no-store");
    serde_json::from_slice(&reply.body).unwrap()
}

async fn account(app: &TestApp, address: &'static str) -> accounts::Account {
    let found = app
        .app
        .db()
        .read(move |tx| accounts::find(tx, address))
        .await;
    found.unwrap().unwrap()
}

async fn acts(app: &TestApp, address: &'static str) -> Vec<Action> {
    let id = account(app, address).await.id;
    let read = move |tx: &mut db::Tx<'_>| accounts::touches(tx, id, i64::MAX, 100);
    let all = app.app.db().read(read).await.unwrap();
    all.into_iter().map(|one| one.action).collect()
}

async fn asks(browser: &mut Browser, kind: &str, what: &str, why: &str) -> Reply {
    let fields = [("kind", kind), ("what", what), ("why", why)];
    browser.post("/id/akun-saya/permintaan-data", &fields).await
}

/// The path of the most urgent request, for a keeper.
async fn first(keeper: &mut Browser) -> String {
    let list = keeper.get("/id/permintaan-data").await.expect(200);
    format!(
        "/id/permintaan-data/{}",
        list.between("/id/permintaan-data/", "\"")
    )
}

async fn restricted(app: &TestApp) -> bool {
    let id = account(app, GALIH).await.id;
    let read = move |tx: &mut db::Tx<'_>| accounts::restricted_since(tx, id);
    app.app.db().read(read).await.unwrap().is_some()
}

/// What poppler reads in a PDF, on one line; `None` without it.
fn text_of(pdf: &[u8]) -> Option<String> {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), pdf).unwrap();
    let read = std::process::Command::new("pdftotext")
        .arg(file.path())
        .arg("-")
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&read.stdout).into_owned();
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

on_both_engines! {
    a_copy_holds_everything_but_secrets_and_internal_notes(app) {
        let code = fixture::submitted(&app).await;
        let mut sri = app.sign_in(SRI).await;
        let sop = service(&app, "unblock");
        sri.post(&format!("/id/meja/{code}/catatan"), &[("catatan-internal", "RAHASIA PETUGAS")]).await.expect(303);
        decide(&mut sri, &sop, &code, "return", &[("stamp", "Cap belum ada.")]).await.expect(303);
        let mut heri = app.sign_in(HERI).await;
        app.deliver().await;
        let data = copy(&mut heri).await;
        assert_eq!(data["about"], HERI);
        assert_eq!(data["account"][0]["name"], "Heri Widodo");
        assert_eq!(data["contacts"][0]["whatsapp"], "6285890001204");
        assert_eq!(data["requests"][0]["ticket"], code.replace('-', ""));
        assert_eq!(data["requests"][0]["answers"]["owner_name"], "Rina Wulandari");
        let kinds: Vec<_> = data["events"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["submitted", "returned"]);
        assert!(data["events"][1]["detail"].to_string().contains("Cap belum ada."));
        assert_eq!(data["attachments"].as_array().unwrap().len(), 2);
        assert_eq!(data["attachments"][0]["sha256"].as_str().unwrap().len(), 64);
        assert!(!data["sessions"].as_array().unwrap().is_empty());
        assert!(!data["messages"].as_array().unwrap().is_empty());
        assert_eq!(data["trail"].as_array().unwrap().last().unwrap()["action"], "export-data");
        let whole = data.to_string();
        for secret in ["argon2", "RAHASIA PETUGAS", "password_hash", "totp", "JBSWY"] {
            assert!(!whole.contains(secret), "{secret}");
        }
        // Another's is not in it.
        assert!(!copy(&mut app.sign_in(GALIH).await).await.to_string().contains(&code.replace('-', "")));
        let page = heri.get("/id/akun-saya/data").await.expect(200).says("Lampiran").text();
        assert!(page.matches("<li>").count() >= data.as_object().unwrap().len() - 4);
    }

    a_copy_needs_a_fresh_proof_is_written_down_and_is_not_taken_without_end(app) {
        let mut browser = app.sign_in(GALIH).await;
        for _ in 0..10 {
            copy(&mut browser).await;
        }
        browser.get("/id/akun-saya/data.json").await.expect(429);
        assert_eq!(acts(&app, GALIH).await, [Action::ExportData; 10]);
        app.wait(15 * MINUTE);
        let asked = browser.get("/id/akun-saya/data.json").await.expect(303);
        assert!(asked.location().contains("/masuk/konfirmasi?"));
        app.browser().get("/id/akun-saya/data.json").await.expect(303);
    }

    the_same_copy_comes_as_pdf(app) {
        let code = fixture::submitted(&app).await;
        let mut sri = app.sign_in(SRI).await;
        decide(&mut sri, &service(&app, "unblock"), &code, "return", &[("stamp", "Cap belum ada.")]).await.expect(303);
        let mut heri = app.sign_in(HERI).await;
        heri.post("/id/tanya", &[("pesan", "jam buka")]).await.expect(303);
        asks(&mut heri, "correct", "Nama kurang gelar", "Sesuai KTP").await.expect(303);
        let path = first(&mut sri).await;
        let was = sri.get(&path).await.expect(200).between("name=\"was\" value=\"", "\"").replace("&#34;", "\"");
        let fields = [
            ("was", was.as_str()), ("name", "Heri Widodo, M.Kom."), ("number", "198503122010121002"), ("organisation", ""),
            ("whatsapp", "0858-9000-1204"), ("decision", "done"),
        ];
        sri.post(&path, &fields).await.expect(303);
        for lang in ["id", "en"] {
            let reply = heri.get(&format!("/{lang}/akun-saya/data.pdf")).await.expect(200);
            assert_eq!(reply.headers["content-type"], "application/pdf");
            assert_eq!(reply.headers["content-disposition"], "attachment; filename=\"loket-data.pdf\"");
            assert!(reply.body.starts_with(b"%PDF-1.7") && reply.body.len() > 10_000);
            if let Some(words) = text_of(&reply.body) {
                for word in ["Heri Widodo → Heri Widodo, M.Kom.", &code, "Rina Wulandari", HERI, "Cap belum ada.", "jam buka"] {
                    assert!(words.contains(word), "{word}\n{words}");
                }
                // In words, as on the pages: no keys, no numbers as they are stored.
                for raw in ["argon2", "profile-", "62858900", "Mozilla/", "dean", "delivered", "fits", "visitor", "engine"] {
                    assert!(!words.contains(raw), "{raw}\n{words}");
                }
            }
        }
        assert_eq!(acts(&app, HERI).await[..2], [Action::ExportData; 2]);
        app.wait(15 * MINUTE);
        let asked = heri.get("/id/akun-saya/data.pdf").await.expect(303);
        assert!(asked.location().contains("/masuk/konfirmasi?"));
    }

    what_is_wrong_is_corrected_within_the_clock_and_its_owner_is_told(app) {
        let mut browser = app.sign_in(GALIH).await;
        browser.get("/id/akun-saya/permintaan-data").await.expect(200).says("Belum ada.");
        asks(&mut browser, "correct", "", "KTP").await.expect(422).says("id=\"what-error\"").says(">KTP</textarea>");
        asks(&mut browser, "correct", "Nama kurang huruf", "Sesuai KTP").await.expect(303);
        // Who may answer is told at once, and nobody else; whose request it is, only the page says.
        app.deliver().await;
        let told = |who: &str| app.messages_to(who).iter().filter(|one| one.text.contains("/permintaan-data/")).count();
        assert_eq!((told(SRI), told(BAGUS), told(GALIH)), (1, 0, 0));
        assert!(!app.messages_to(SRI).iter().any(|one| one.text.contains("Galih Pratama")));
        browser.get("/id/akun-saya/permintaan-data").await.expect(200).says("sisa 72 jam").says("Nama kurang huruf");
        app.wait(31 * HOUR);
        let mut sri = app.sign_in(SRI).await;
        let path = first(&mut sri).await;
        sri.get("/id/permintaan-data").await.expect(200).says("sisa 41 jam").says("Galih Pratama");
        sri.get(&path).await.expect(200).says("value=\"Galih Pratama\"").says("Sesuai KTP");
        let form = |name: &'static str, decision: &'static str, answer: &'static str| [
            ("name", name), ("number", "M0521077"), ("organisation", "FATISDA"), ("whatsapp", NUMBER),
            ("answer", answer), ("decision", decision),
        ];
        sri.post(&path, &form("", "done", "")).await.expect(422).says("Nama tidak boleh kosong");
        sri.post(&path, &form("Galih Pratama Putra", "refuse", "")).await.expect(422).says("Tulis alasan penolakan");
        assert_eq!(account(&app, GALIH).await.name, "Galih Pratama");
        sri.post(&path, &form("Galih Pratama Putra", "done", "Sudah sesuai KTP.")).await.expect(303);
        sri.post(&path, &form("Somebody Else", "done", "")).await.expect(409);
        let now = account(&app, GALIH).await;
        assert_eq!((now.name.as_str(), now.whatsapp_confirmed), ("Galih Pratama Putra", true));
        // Found under the new name.
        sri.get("/id/akun?q=putra").await.expect(200).says("Galih Pratama Putra");
        sri.get("/id/permintaan-data?keadaan=done").await.expect(200).says("Galih Pratama Putra");
        let mut browser = app.sign_in(GALIH).await;
        browser.get("/id/akun-saya/permintaan-data").await.expect(200).says("<del>Galih Pratama</del>").says("Sudah sesuai KTP.");
        app.deliver().await;
        for way in [NUMBER, GALIH] {
            assert!(app.messages_to(way)[0].text.contains("Sudah sesuai KTP."), "{way}");
        }
        assert_eq!(acts(&app, GALIH).await, [Action::FindAccount, Action::CorrectData, Action::ReadDataRequest, Action::AskData]);
    }

    what_its_owner_changes_meanwhile_is_not_undone_by_a_correction(app) {
        let mut browser = app.sign_in(GALIH).await;
        asks(&mut browser, "correct", "Nama kurang huruf", "Sesuai KTP").await.expect(303);
        let mut sri = app.sign_in(SRI).await;
        let path = first(&mut sri).await;
        let was = sri.get(&path).await.expect(200).between("name=\"was\" value=\"", "\"").replace("&#34;", "\"");
        let id = account(&app, GALIH).await.id;
        let proven = move |tx: &mut db::Tx<'_>| accounts::set_whatsapp(tx, id, Some("6285890001777"), 1);
        app.app.db().write(proven).await.unwrap();
        let form = |was: &str| [
            ("was", was.to_owned()), ("name", "Galih Pratama Putra".into()), ("number", "M0521077".into()),
            ("organisation", "FATISDA".into()), ("whatsapp", NUMBER.into()), ("decision", "done".into()),
        ];
        let form = |was: &str, number: &'static str| form(was).map(|(name, value)| (name, if name == "whatsapp" { number.to_owned() } else { value }));
        let fields = form(&was, NUMBER);
        let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
        // The field that the keeper left as it was holds what stands there now: saving again undoes nothing.
        let page = sri.post(&path, &fields).await.expect(422).says("diubah pemilik akun").says("id=\"whatsapp-error\"")
            .says("Galih Pratama Putra").says("value=\"0858-9000-1777\"");
        let now = account(&app, GALIH).await;
        assert_eq!((now.name.as_str(), now.whatsapp.as_deref(), now.whatsapp_confirmed), ("Galih Pratama", Some("6285890001777"), true));
        // Told, the keeper may do either.
        let was = page.between("name=\"was\" value=\"", "\"").replace("&#34;", "\"");
        let fields = form(&was, "0858-9000-1777");
        let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
        sri.post(&path, &fields).await.expect(303);
        let now = account(&app, GALIH).await;
        assert_eq!((now.name.as_str(), now.whatsapp_confirmed), ("Galih Pratama Putra", true));
        // Who is later than a colleague does not read that the owner was faster.
        let late = form(&was, "0858-9000-1333");
        let late = late.each_ref().map(|(name, value)| (*name, value.as_str()));
        sri.post(&path, &late).await.expect(409).never_says("diubah pemilik akun");
    }

    a_request_that_nobody_answers_is_brought_up_again_a_day_before_its_time_is_over(app) {
        let mut browser = app.sign_in(GALIH).await;
        asks(&mut browser, "correct", "Fakultas keliru", "Pindah").await.expect(303);
        asks(&mut browser, "correct", "Nama kurang huruf", "KTP").await.expect(303);
        let still = || app.messages_to(SRI).iter().filter(|one| one.text.contains("belum dijawab")).count();
        app.wait(47 * HOUR);
        app.deliver().await;
        assert_eq!(still(), 0);
        let mut sri = app.sign_in(SRI).await;
        let path = first(&mut sri).await;
        sri.post(&path, &[("decision", "refuse"), ("answer", "Surat pindah belum ada.")]).await.expect(303);
        app.wait(HOUR);
        app.deliver().await;
        assert_eq!(still(), 1, "of the one that is open");
        app.wait(24 * HOUR);
        app.deliver().await;
        assert_eq!(still(), 1, "once");
    }

    a_refusal_has_a_reason_and_what_waits_too_long_is_seen(app) {
        let mut browser = app.sign_in(GALIH).await;
        asks(&mut browser, "correct", "Fakultas keliru", "Pindah").await.expect(303);
        app.wait(77 * HOUR);
        let mut sri = app.sign_in(SRI).await;
        sri.get("/id/permintaan-data").await.expect(200).says("terlambat 5 jam").says("data-state=\"overdue\"");
        let path = first(&mut sri).await;
        let fields = [("decision", "refuse"), ("answer", "Surat pindah belum ada.")];
        sri.post(&path, &fields).await.expect(303);
        sri.get("/id/permintaan-data").await.expect(200).says("Tidak ada permintaan yang menunggu");
        sri.get("/id/permintaan-data?keadaan=refused").await.expect(200).says(">terlambat<");
        app.deliver().await;
        assert!(app.messages_to(GALIH)[0].text.contains("Surat pindah belum ada."));
        assert_eq!(acts(&app, GALIH).await[0], Action::RefuseData);
    }

    a_restriction_is_seen_by_staff_respected_and_lifted(app) {
        let mut browser = app.sign_in(GALIH).await;
        asks(&mut browser, "lift", "x", "y").await.expect(422);
        asks(&mut browser, "restrict", "Semua", "Keberatan").await.expect(303);
        let mut sri = app.sign_in(SRI).await;
        let path = first(&mut sri).await;
        sri.post(&path, &[("decision", "done"), ("answer", "")]).await.expect(303);
        assert!(restricted(&app).await);
        let id = account(&app, GALIH).await.public_id;
        sri.get(&format!("/id/akun/{id}")).await.expect(200).says("pemrosesan data akun ini dibatasi");
        browser.get("/id/akun-saya").await.expect(200).says("Pemrosesan data Anda dibatasi");
        asks(&mut browser, "restrict", "x", "y").await.expect(422);
        asks(&mut browser, "lift", "Semua", "Selesai").await.expect(303);
        let path = first(&mut sri).await;
        sri.post(&path, &[("decision", "done")]).await.expect(303);
        assert!(!restricted(&app).await);
        assert_eq!(acts(&app, GALIH).await[..2], [Action::LiftRestriction, Action::AskData]);
    }

    whoever_is_restricted_is_not_invited_to_the_survey(app) {
        let id = account(&app, HERI).await.id;
        app.app.db().write(move |tx| accounts::restrict(tx, id, Some(1))).await.unwrap();
        let code = fixture::submitted(&app).await;
        let sop = service(&app, "unblock");
        // Who works on it reads so.
        app.sign_in(SRI).await.get(&format!("/id/meja/{code}")).await.expect(200).says("pemrosesan data heri.widodo");
        decide(&mut app.sign_in(SRI).await, &sop, &code, "verify", &[]).await.expect(303);
        dispose(&app, &mut app.sign_in(ARY).await, &sop, &code, BAGUS).await.expect(303);
        let mut bagus = app.sign_in(BAGUS).await;
        take(&mut bagus, &code).await.expect(303);
        finish(&mut bagus, &code, "done", "").await.expect(303);
        app.deliver().await;
        let told = app.messages_to(HERI);
        let done = told.iter().find(|message| message.text.contains("Permintaan Anda selesai")).expect("told that it is done");
        assert!(!done.text.contains("survei"), "{}", done.text);
    }

    only_keepers_answer_and_nobody_the_own_request(app) {
        let mut sri = app.sign_in(SRI).await;
        asks(&mut sri, "correct", "Nama", "KTP").await.expect(303);
        let path = first(&mut sri).await;
        sri.get(&path).await.expect(200).says("Ini permintaan Anda sendiri");
        sri.post(&path, &[("decision", "refuse"), ("answer", "x")]).await.expect(422);
        for address in [GALIH, BAGUS, "maya.puspita@staff.uns.ac.id"] {
            let mut browser = app.sign_in(address).await;
            browser.get("/id/permintaan-data").await.expect(403);
            browser.get(&path).await.expect(403);
            browser.post(&path, &[("decision", "refuse"), ("answer", "x")]).await.expect(403);
        }
        let mut joko = app.sign_in("joko.santoso@staff.uns.ac.id").await;
        app.wait(15 * MINUTE);
        let reply = joko.post(&path, &[("decision", "refuse"), ("answer", "x")]).await.expect(303);
        assert!(reply.location().contains("/masuk/konfirmasi?"));
        let mut joko = app.sign_in("joko.santoso@staff.uns.ac.id").await;
        joko.post(&path, &[("decision", "refuse"), ("answer", "x")]).await.expect(303);
    }

    no_more_than_three_wait_and_two_keepers_give_one_answer(app) {
        let mut browser = app.sign_in(GALIH).await;
        for _ in 0..3 {
            asks(&mut browser, "correct", "a", "b").await.expect(303);
        }
        asks(&mut browser, "correct", "keep this", "b").await.expect(422).says("Tiga permintaan").says("keep this");
        let mut sri = app.sign_in(SRI).await;
        let path = first(&mut sri).await;
        let joko = app.sign_in("joko.santoso@staff.uns.ac.id").await;
        let tries = [sri, joko].map(|mut keeper| {
            let path = path.clone();
            tokio::spawn(async move {
                let fields = [("decision", "refuse"), ("answer", "x")];
                keeper.post(&path, &fields).await.status.as_u16()
            })
        });
        let mut got = Vec::new();
        for one in tries {
            got.push(one.await.unwrap());
        }
        got.sort_unstable();
        assert_eq!(got, [303, 409]);
    }
}

/// Tables with rows of somebody that a copy leaves out, and why.
const LEFT_OUT: &[(&str, &str)] = &[
    ("roster_imports", "files that officers read in: theirs"),
    ("link_tokens", "hashes of secrets"),
    ("second_steps", "for minutes, while somebody signs in"),
    ("ceremonies", "for minutes, sealed"),
    (
        "audit",
        "what officers did to others: theirs, not the officer's",
    ),
    (
        "account_words",
        "made of name, address and number, which are in it",
    ),
    (
        "decision_reasons",
        "for minutes, while an officer's reason is awaited; then it is in the event",
    ),
    ("request_words", "made of the requests, which are in it"),
];

/// Whoever adds a table with rows of somebody has to say here whether a copy holds it.
#[test]
fn a_copy_knows_every_table_that_knows_somebody() {
    let read = concat!(
        include_str!("../../src/profile/store/held/account.rs"),
        include_str!("../../src/profile/store/held/doings.rs"),
    );
    let mut missing = Vec::new();
    for migration in portal::migrations::all() {
        for table in migration.sql.split("CREATE TABLE ").skip(1) {
            let (name, rest) = table.split_once(" (").unwrap();
            let body = rest.split(") STRICT").next().unwrap();
            let knows = body.contains("REFERENCES accounts") || body.contains("account_id");
            let is_read = [" ", ")"].iter().any(|end| {
                read.contains(&format!("FROM {name}{end}"))
                    || read.contains(&format!("JOIN {name}{end}"))
            });
            if knows && !is_read && !LEFT_OUT.iter().any(|(left, _)| *left == name) {
                missing.push(name.to_owned());
            }
        }
    }
    assert_eq!(
        missing,
        Vec::<String>::new(),
        "in a copy, or left out with a reason"
    );
}
