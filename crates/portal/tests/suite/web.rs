//! What every page shares: languages, refusals, headers.

use crate::{fixture, on_both_engines, support::TestApp};
use axum::http::{Method, header};
use std::time::Duration;

const FORM: &str = "application/x-www-form-urlencoded";

on_both_engines! {
    who_opens_the_address_of_a_form_again_comes_to_the_page_that_it_is_on(app) {
        let mut sri = app.sign_in("sri.handayani@staff.uns.ac.id").await;
        for (form, page) in [("/id/akun/x/blokir", "/id/akun/x"), ("/en/meja/x/hasil", "/en/meja/x")] {
            assert_eq!(sri.get(form).await.expect(303).location(), page);
        }
        sri.get("/id/tidak/ada").await.expect(404);
    }

    an_unknown_page_is_told_in_the_readers_language(app) {
        let mut browser = app.browser();
        browser.get("/id/tidak-ada").await.expect(404).says("Halaman tidak ditemukan").says("lang=\"id\"");
        browser.get("/en/nothing").await.expect(404).says("Page not found").says("lang=\"en\"");
        browser.get("/fr/site").await.expect(404).says("Halaman tidak ditemukan");
        // A method that an address does not know is answered like an address that does not exist.
        browser.send(Method::DELETE, "/id/site", None, Vec::new()).await.expect(404);
    }

    a_form_on_another_site_is_refused(app) {
        let mut browser = app.sign_in(fixture::APPLICANT).await;
        browser.comes_from = "cross-site";
        browser.post("/id/keluar", &[]).await.expect(403).says("Nomor rujukan");
        browser.comes_from = "same-origin";
        browser.get("/id/riwayat").await.expect(200);
    }

    what_cannot_be_read_as_a_form_is_a_bad_request(app) {
        let mut browser = app.browser();
        for body in [b"identifier=%ff%fe&password=x".to_vec(), b"\xff\xfe\xfd".to_vec()] {
            let reply = browser.send(Method::POST, "/id/masuk", Some(FORM), body).await;
            assert!([400, 422].contains(&reply.status.as_u16()), "{}", reply.status);
        }
        browser.send(Method::POST, "/id/masuk", Some("text/csv"), b"a,b".to_vec()).await.expect(400)
            .says("Kiriman tidak dapat dibaca");
    }

    a_form_over_the_limit_is_refused(app) {
        let body = format!("identifier={}", "x".repeat(300 * 1024));
        app.browser().send(Method::POST, "/id/masuk", Some(FORM), body.into_bytes()).await.expect(413)
            .says("Kiriman terlalu besar");
    }

    every_page_says_what_a_browser_may_do_with_it(app) {
        let mut browser = app.browser();
        for path in ["/id/site", "/id/masuk", "/id/tidak-ada", "/assets/app.css"] {
            let reply = browser.get(path).await;
            let policy = reply.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
            assert!(policy.contains("default-src 'none'"), "{path}: {policy}");
            assert!(!policy.contains("unsafe"), "{path}: {policy}");
            assert_eq!(reply.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff", "{path}");
            assert_eq!(reply.headers[header::REFERRER_POLICY], "same-origin", "{path}");
        }
    }
}

/// Another process holds the database for longer than a writer waits.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_locked_database_is_told_and_nothing_is_half_done() {
    let app = TestApp::sqlite().await;
    let mut browser = app.sign_in(fixture::APPLICANT).await;
    browser.get(fixture::FORM).await.expect(200);
    let other = db::Db::open(app.place()).unwrap();
    let holding = tokio::spawn(async move {
        other
            .write(|_| {
                std::thread::sleep(Duration::from_secs(7));
                Ok::<_, db::Error>(())
            })
            .await
    });
    tokio::time::sleep(Duration::from_millis(200)).await;
    let reply = fixture::send(&mut browser, &fixture::answers())
        .await
        .expect(503);
    assert_eq!(reply.headers[header::RETRY_AFTER], "5");
    reply.says("sedang tidak dapat melayani");
    holding.await.unwrap().unwrap();
    browser
        .get("/id/riwayat")
        .await
        .expect(200)
        .never_says("Diajukan");
    fixture::send(&mut browser, &fixture::answers())
        .await
        .expect(303);
}

/// The folder of attachments cannot be written: a full disk looks the same.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_is_told_and_what_was_typed_is_kept() {
    let app = TestApp::sqlite().await;
    let mut browser = app.sign_in(fixture::APPLICANT).await;
    let form = browser.get(fixture::FORM).await.expect(200);
    let draft = form.between("name=\"draf\" value=\"", "\"");
    browser
        .post(
            &format!("/id/draf/{draft}"),
            &[("purpose", "Kuliah daring")],
        )
        .await
        .expect(200);
    let folder = app.folder().join("attachments");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::write(&folder, b"in the way").unwrap();
    let files = [("letter", "surat.pdf", "application/pdf", fixture::PDF)];
    browser
        .upload(&format!("/id/draf/{draft}/berkas/letter"), &[], &files)
        .await
        .expect(503);
    browser
        .get(fixture::FORM)
        .await
        .expect(200)
        .says("Kuliah daring");
}

/// Contents that no row refers to go away once they have settled; others stay.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_no_row_refers_to_is_swept() {
    let app = TestApp::sqlite().await;
    let code = fixture::submitted(&app).await;
    let shelf = app.folder().join("attachments/ab");
    std::fs::create_dir_all(&shelf).unwrap();
    let (old, new) = (
        shelf.join("ab".repeat(32)),
        shelf.join(format!("ab{}", "cd".repeat(31))),
    );
    std::fs::write(&old, b"left behind").unwrap();
    std::fs::write(&new, b"still being written down").unwrap();
    let broken_off = app.folder().join("attachments/incoming/broken-off");
    std::fs::write(&broken_off, b"its process was killed").unwrap();
    let all: Vec<_> = walk(&app.folder().join("attachments"))
        .into_iter()
        .filter(|path| *path != new)
        .collect();
    for path in &all {
        let two_hours_ago =
            std::fs::metadata(path).unwrap().modified().unwrap() - Duration::from_hours(2);
        std::fs::File::options()
            .write(true)
            .open(path)
            .unwrap()
            .set_modified(two_hours_ago)
            .unwrap();
    }
    assert_eq!(portal::requests::jobs::sweep(&app.app).await.unwrap(), 1);
    assert!(!old.exists() && new.exists() && !broken_off.exists());
    let mut applicant = app.sign_in(fixture::APPLICANT).await;
    let ticket = applicant
        .get(&format!("/id/tiket/{code}"))
        .await
        .expect(200);
    let file = ticket.between(&format!("/id/tiket/{code}/berkas/"), "\"");
    assert_eq!(
        applicant
            .get(&format!("/id/tiket/{code}/berkas/{file}"))
            .await
            .expect(200)
            .body,
        fixture::PDF
    );
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| {
            if path.is_dir() {
                walk(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}
