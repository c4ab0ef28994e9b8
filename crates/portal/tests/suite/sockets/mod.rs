//! The real serving loop over real connections: slow clients, broken uploads; in [`gone`] what it stands on goes away.

mod gone;

use crate::{
    fixture,
    http::Client,
    on_both_engines,
    support::{Browser, TestApp},
};
use portal::{routes, web::serve};
use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    time::{Duration, Instant},
};

const SOON: Duration = Duration::from_millis(400);
/// Only a mistake takes as long as this.
const NEVER: Duration = Duration::from_secs(20);

/// Serves the application as `loket serve` does, with little patience.
async fn serve(app: &TestApp) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let patience = serve::Patience {
        headers: SOON,
        silence: SOON,
        refused: SOON * 5,
        end: SOON,
    };
    let site = routes::site(app.app.clone());
    tokio::spawn(serve::serve(
        site,
        listener,
        patience,
        std::future::pending(),
    ));
    address
}

fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(NEVER)).unwrap();
    stream
}

/// All that comes until the other side ends the connection; panics when it does not.
fn until_cut_off(mut stream: TcpStream) -> String {
    let mut all = Vec::new();
    match stream.read_to_end(&mut all) {
        Ok(_) => (),
        // Ended with something of ours unread.
        Err(error) => assert_eq!(
            error.kind(),
            std::io::ErrorKind::ConnectionReset,
            "not cut off"
        ),
    }
    String::from_utf8_lossy(&all).into_owned()
}

/// Sends these pieces with a pause before each until they are through or nobody listens any more.
fn trickle(stream: &TcpStream, pieces: impl Iterator<Item = u8>, pause: Duration) -> usize {
    let mut stream = stream;
    let mut sent = 0;
    for byte in pieces {
        std::thread::sleep(pause);
        if stream.write_all(&[byte]).is_err() {
            break;
        }
        sent += 1;
    }
    sent
}

/// The head of a request as this browser sends it.
fn head(browser: &Browser, line: &str, more: &str) -> String {
    let cookies: Vec<_> = browser
        .cookies
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    format!(
        "{line} HTTP/1.1\r\nHost: 127.0.0.1\r\nSec-Fetch-Site: same-origin\r\nCookie: {}\r\n{more}\r\n",
        cookies.join("; ")
    )
}

/// One request on a connection of its own; the whole answer.
fn ask(address: SocketAddr, head: &str, body: &str) -> String {
    let mut stream = connect(address);
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(body.as_bytes()).unwrap();
    until_cut_off(stream)
}

const CLOSE: &str = "Connection: close\r\n";

fn get(address: SocketAddr, browser: &Browser, path: &str) -> String {
    ask(address, &head(browser, &format!("GET {path}"), CLOSE), "")
}

fn post(address: SocketAddr, browser: &Browser, path: &str, body: &str) -> String {
    let kind = "Content-Type: application/x-www-form-urlencoded\r\n";
    let more = format!("{CLOSE}{kind}Content-Length: {}\r\n", body.len());
    ask(
        address,
        &head(browser, &format!("POST {path}"), &more),
        body,
    )
}

fn is(answer: &str, status: u16) -> bool {
    answer.starts_with(&format!("HTTP/1.1 {status} "))
}

#[track_caller]
fn unavailable(answer: &str) {
    assert!(is(answer, 503), "{answer}");
    assert!(
        answer.to_lowercase().contains("\r\nretry-after: 5\r\n"),
        "{answer}"
    );
    assert!(answer.contains("sedang tidak dapat melayani"), "{answer}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_does_not_finish_the_headers_is_cut_off() {
    let app = TestApp::sqlite().await;
    let address = serve(&app).await;
    let since = Instant::now();
    let silent = connect(address);
    let slow = connect(address);
    // Says one thing and then no more: an idle connection is not kept for ever either.
    let mut idle = connect(address);
    idle.write_all(head(&app.browser(), "GET /healthz", "").as_bytes())
        .unwrap();
    let line = "GET /id/site HTTP/1.1\r\nHost: a\r\nX-Slow: ";
    let bytes = line.bytes().chain(std::iter::repeat(b'x'));
    let sent = trickle(&slow, bytes.take(2_000), Duration::from_millis(20));
    assert!(sent < 1_000, "a slow client may go on for ever");
    for stream in [silent, slow] {
        let said = until_cut_off(stream);
        assert!(said.is_empty() || is(&said, 408), "{said}");
    }
    assert!(is(&until_cut_off(idle), 200));
    assert!(since.elapsed() >= SOON);
    // Whoever takes a while, but not that long, is served.
    let patient = connect(address);
    let request = head(&app.browser(), "GET /healthz", CLOSE);
    trickle(&patient, request.bytes(), Duration::from_micros(500));
    assert!(is(&until_cut_off(patient), 200));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_silent_in_the_middle_of_a_form_is_cut_off() {
    let app = TestApp::sqlite().await;
    let address = serve(&app).await;
    let body = "identifier=x&password=y";
    let more = format!(
        "{CLOSE}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n",
        body.len()
    );
    let head = head(&app.browser(), "POST /id/masuk", &more);

    let since = Instant::now();
    let mut silent = connect(address);
    silent.write_all(head.as_bytes()).unwrap();
    silent.write_all(b"identifier").unwrap();
    let said = until_cut_off(silent);
    assert!(is(&said, 400), "{said}");
    assert!((SOON..NEVER).contains(&since.elapsed()));

    // Slow is not silent: as long as something comes, it is waited for.
    let mut slow = connect(address);
    slow.write_all(head.as_bytes()).unwrap();
    let since = Instant::now();
    assert_eq!(trickle(&slow, body.bytes(), SOON / 16), body.len());
    assert!(since.elapsed() > SOON);
    let said = until_cut_off(slow);
    assert!(is(&said, 422), "{said}");
}

/// The session ended while a large file was under way: the way to sign in is told all the same.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_refused_while_sending_hears_why() {
    let app = TestApp::sqlite().await;
    let address = serve(&app).await;
    let large = vec![b' '; 8 * 1024 * 1024];
    let mut client = Client::new(address);
    for path in [fixture::FORM, "/id/tidak-ada", "/id/masuk"] {
        let reply = client
            .upload(
                path,
                &[],
                &[("letter", "surat.pdf", "application/pdf", &large)],
            )
            .unwrap();
        let status = if path == fixture::FORM {
            303
        } else if path == "/id/masuk" {
            400
        } else {
            404
        };
        assert_eq!(reply.status, status, "{path}: {}", reply.text());
    }
    // One that never ends is not heard for ever.
    let mut endless = connect(address);
    let more = "Content-Type: text/plain\r\nContent-Length: 1000000000\r\n";
    endless
        .write_all(head(&app.browser(), "POST /id/tidak-ada", more).as_bytes())
        .unwrap();
    let since = Instant::now();
    assert!(
        trickle(
            &endless,
            std::iter::repeat_n(b' ', 2_000),
            Duration::from_millis(20)
        ) < 1_000
    );
    assert!(since.elapsed() > SOON * 4);
}

/// The draft of the form that this browser has open.
async fn draft(browser: &mut Browser) -> String {
    let form = browser.get(fixture::FORM).await.expect(200);
    form.between("name=\"draf\" value=\"", "\"")
}

fn incoming(app: &TestApp) -> usize {
    fs::read_dir(app.folder().join("attachments/incoming")).map_or(0, Iterator::count)
}

fn wait_for(what: &str, is_so: impl Fn() -> bool) {
    let since = Instant::now();
    while !is_so() {
        assert!(since.elapsed() < NEVER, "{what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

on_both_engines! {
    an_upload_that_breaks_off_leaves_nothing(app) {
        let address = serve(&app).await;
        let mut browser = app.sign_in(fixture::APPLICANT).await;
        let draft = draft(&mut browser).await;
        let path = format!("/id/draf/{draft}");
        browser.post(&path, &[("purpose", "Kuliah daring")]).await.expect(200);

        let more = "Content-Type: multipart/form-data; boundary=LOKET\r\nContent-Length: 400000\r\n";
        let part = "--LOKET\r\nContent-Disposition: form-data; name=\"letter\"; filename=\"surat.pdf\"\r\n\r\n%PDF-1.4\n";
        let half = format!("{}{part}{}", head(&browser, &format!("POST {path}/berkas/letter"), more), "x".repeat(200_000));
        // Once the line is dead, once it is only silent.
        for breaks in [true, false] {
            let mut stream = connect(address);
            stream.write_all(half.as_bytes()).unwrap();
            wait_for("nothing came in", || incoming(&app) == 1);
            if breaks {
                drop(stream);
            } else {
                until_cut_off(stream);
            }
            wait_for("half a file stays", || incoming(&app) == 0);
            let rows = app.app.db().read(|tx| tx.value::<i64>("SELECT count(*) FROM attachments", db::params![]));
            assert_eq!(rows.await.unwrap(), 0);
            browser.get(fixture::FORM).await.expect(200).says(&draft).says("Kuliah daring").never_says("surat.pdf");
        }

        let files = [("letter", "surat.pdf", "application/pdf", fixture::PDF)];
        browser.upload(&format!("{path}/berkas/letter"), &[], &files).await.expect(200);
        browser.get(fixture::FORM).await.expect(200).says("Kuliah daring").says("surat.pdf");
    }
}
