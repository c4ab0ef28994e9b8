//! Public pages under load, against the same bytes from memory; and what a first visit weighs.

use crate::{answers, http::Client, line, memory, server::Server};
use std::{
    collections::BTreeSet,
    net::SocketAddr,
    path::Path,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};

const AT_ONCE: usize = 4;
const LONG: Duration = Duration::from_secs(4);

pub fn public_pages(server: &Server, folder: &Path) {
    let campus = answers::campus();
    let service = answers::asked_for(&campus).next().unwrap();
    let pages = [
        ("home", "/id/site".to_owned()),
        (
            "a service",
            format!("/id/site/unit/{}/informasi-layanan", service.address_key()),
        ),
    ];
    for (name, path) in pages {
        let page = Client::new(server.address).get(&path).unwrap();
        assert_eq!(page.status, 200);
        let file = folder.join("page.html");
        std::fs::write(&file, &page.body).unwrap();
        let memory = memory::Memory::start(&file);
        // Each is asked twice, by turns: the machine may be slower at one time than at another.
        let (mut ours, mut bare) = (0.0, 0.0);
        for _ in 0..2 {
            ours += rate(server.address, &path) / 2.0;
            bare += rate(memory.address, "/") / 2.0;
        }
        line(
            &format!("{name}, {} KB", page.body.len() / 1_000),
            &format!("{ours:.0} /s"),
            &format!("from memory {bare:.0} /s"),
        );
        line("ratio", &format!("{:.2}", ours / bare), "at least 0.50");
    }
}

/// Answers a second to several clients at once.
fn rate(address: SocketAddr, path: &str) -> f64 {
    let (count, since) = (AtomicUsize::new(0), Instant::now());
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                let mut client = Client::new(address);
                while since.elapsed() < LONG {
                    assert_eq!(client.get(path).unwrap().status, 200);
                    count.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    count.load(Ordering::Relaxed) as f64 / since.elapsed().as_secs_f64()
}

/// The first page with everything that it needs, as it comes over the wire.
pub fn first_visit(server: &Server) {
    let page = Client::new(server.address).get("/id/site").unwrap().text();
    let mut needed = BTreeSet::from(["/id/site".to_owned()]);
    for before in ["href=\"/assets/", "src=\"/assets/"] {
        for rest in page.split(before).skip(1) {
            let name = rest.split(['"', '#']).next().unwrap();
            needed.insert(format!("/assets/{name}"));
        }
    }
    let mut client = Client::new(server.address);
    client.header = "Accept-Encoding: gzip\r\n";
    let bytes: usize = needed
        .iter()
        .map(|path| client.get(path).unwrap().body.len())
        .sum();
    line(
        &format!("first visit, {} answers", needed.len()),
        &format!("{:.1} KB", bytes as f64 / 1_000.0),
        "at most 60 KB",
    );
}
