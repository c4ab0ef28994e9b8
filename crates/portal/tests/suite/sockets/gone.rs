//! A database that goes away or is held by others, a disk that is full.

use super::*;
use std::{
    path::Path,
    process::{Child, Command, Stdio},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_goes_away_is_told_and_its_return_is_noticed() {
    let Some(app) = TestApp::postgres().await else {
        return;
    };
    let address = serve(&app).await;
    let mut browser = app.sign_in(fixture::APPLICANT).await;
    let path = format!("/id/draf/{}", draft(&mut browser).await);
    assert!(is(&get(address, &browser, "/id/riwayat"), 200));
    for _ in 0..2 {
        app.database.administer(db::testing::GONE).unwrap();
        // More often than there are connections.
        for _ in 0..10 {
            unavailable(&get(address, &browser, "/id/riwayat"));
            unavailable(&post(address, &browser, &path, "purpose=Hilang"));
        }
        app.database.administer(db::testing::BACK).unwrap();
        assert!(is(&get(address, &browser, "/id/riwayat"), 200));
        let form = get(address, &browser, fixture::FORM);
        assert!(is(&form, 200) && !form.contains("Hilang"));
    }
    assert!(is(&post(address, &browser, &path, "purpose=Ada"), 200));
    assert!(get(address, &browser, fixture::FORM).contains("Ada</textarea>"));
}

/// The primary is down and a standby answers in its place: reading goes on, writing is told to wait.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_standby_refuses_writing_with_a_sentence() {
    let Some(app) = TestApp::postgres().await else {
        return;
    };
    let address = serve(&app).await;
    let mut browser = app.sign_in(fixture::APPLICANT).await;
    let path = format!("/id/draf/{}", draft(&mut browser).await);
    let standby = "ALTER DATABASE {} SET default_transaction_read_only = on;";
    app.database
        .administer(&format!(
            "{standby} {} {}",
            db::testing::GONE,
            db::testing::BACK
        ))
        .unwrap();
    assert!(is(&get(address, &browser, "/id/riwayat"), 200));
    unavailable(&post(address, &browser, &path, "purpose=Hilang"));
    let primary = standby.replace("= on", "= off");
    app.database
        .administer(&format!(
            "{primary} {} {}",
            db::testing::GONE,
            db::testing::BACK
        ))
        .unwrap();
    assert!(is(&post(address, &browser, &path, "purpose=Ada"), 200));
}

const LOCK: &str = "LOKET_TEST_LOCK";

/// Not a test but the other process of the next one: holds the database until nobody listens.
#[test]
#[ignore = "another process of the test below"]
fn holds_the_lock() {
    let path = std::env::var(LOCK).expect("which database");
    let other = rusqlite::Connection::open(path).unwrap();
    other
        .execute_batch("BEGIN IMMEDIATE; DELETE FROM audit;")
        .unwrap();
    println!("locked");
    let _ = std::io::stdin().read_line(&mut String::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_another_process_holds_is_told_and_its_return_is_noticed() {
    let app = TestApp::sqlite().await;
    let address = serve(&app).await;
    let mut browser = app.sign_in(fixture::APPLICANT).await;
    let path = format!("/id/draf/{}", draft(&mut browser).await);
    let db::Place::Sqlite(file) = app.place() else {
        panic!("not a file")
    };
    let child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "sockets::gone::holds_the_lock",
            "--ignored",
            "--nocapture",
        ])
        .env(LOCK, file)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let mut child = Ended(child.unwrap());
    let said = BufReader::new(child.0.stdout.take().unwrap())
        .lines()
        .map_while(Result::ok);
    assert!(said.into_iter().any(|line| line.contains("locked")));
    assert!(
        is(&get(address, &browser, "/id/bantuan"), 200),
        "reading needs no lock"
    );
    unavailable(&post(address, &browser, &path, "purpose=Hilang"));
    // It dies without a word; its lock dies with it.
    drop(child);
    let form = get(address, &browser, fixture::FORM);
    assert!(is(&form, 200) && !form.contains("Hilang"));
    assert!(is(&post(address, &browser, &path, "purpose=Ada"), 200));
}

/// Killed at the end of a test, however it ends.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The program with files of at most so many KiB: what is longer fails to be written in the middle, as on a full disk.
fn with_little_room(folder: &Path, kib: usize) -> (Ended, SocketAddr) {
    let address = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let script =
        format!("trap '' XFSZ; ulimit -f {kib}; exec \"$0\" demo --listen {address} --data \"$1\"");
    let child = Command::new("bash")
        .args(["-c", &script, env!("CARGO_BIN_EXE_loket")])
        .arg(folder)
        .env("LOKET_LOG", "off")
        .stdout(Stdio::null())
        .spawn();
    let mut child = Ended(child.unwrap());
    wait_for("loket does not answer", || {
        Client::new(address).get("/healthz").is_ok()
    });
    assert!(child.0.try_wait().unwrap().is_none());
    (child, address)
}

#[test]
fn a_disk_that_is_full_in_the_middle_of_an_upload_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (_loket, address) = with_little_room(folder.path(), 6 * 1024);
    let mut client = Client::new(address);
    let password = portal::demo::cast().password.as_str();
    let reply = client
        .post(
            "/id/masuk",
            &[("identifier", fixture::APPLICANT), ("password", password)],
        )
        .unwrap();
    assert_eq!((reply.status, reply.location.is_empty()), (303, false));
    let draft = client
        .get(fixture::FORM)
        .unwrap()
        .between("name=\"draf\" value=\"", "\"")
        .unwrap();
    let path = format!("/id/draf/{draft}");
    assert_eq!(
        client
            .post(&path, &[("purpose", "Kuliah daring")])
            .unwrap()
            .status,
        200
    );

    let mut large = fixture::PDF.to_vec();
    large.resize(8 * 1024 * 1024, b' ');
    let address = format!("{path}/berkas/letter");
    let reply = client
        .upload(
            &address,
            &[],
            &[("letter", "besar.pdf", "application/pdf", &large)],
        )
        .unwrap();
    assert_eq!(reply.status, 503, "{}", reply.text());
    assert!(
        reply.text().contains("sedang tidak dapat melayani"),
        "{}",
        reply.text()
    );
    assert_eq!(
        fs::read_dir(folder.path().join("attachments/incoming"))
            .unwrap()
            .count(),
        0
    );
    let form = client.get(fixture::FORM).unwrap().text();
    assert!(form.contains("Kuliah daring") && !form.contains("besar.pdf"));

    let files = [("letter", "kecil.pdf", "application/pdf", fixture::PDF)];
    assert_eq!(client.upload(&address, &[], &files).unwrap().status, 200);
    assert!(
        client
            .get(fixture::FORM)
            .unwrap()
            .text()
            .contains("kecil.pdf")
    );
}
