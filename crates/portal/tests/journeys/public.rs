//! What everybody can read, without signing in.

use crate::{
    program::{Driver, Loket},
    window::{Script, Window, report},
};
use std::collections::{BTreeSet, VecDeque};

/// Enough for every kind of page; a campus with thousands of pages would have only kinds that were seen already.
const MOST: usize = 120;

/// Follows every link from the first page, in both languages.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium; ./check runs it"]
async fn every_public_page_can_be_read_by_everybody() {
    let loket = Loket::start();
    let driver = Driver::start();
    let window = Window::open(&driver, &loket, Script::On).await;
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    let mut open = VecDeque::from(["/id/site".to_owned(), "/en/site".to_owned()]);
    while let Some(path) = open.pop_front() {
        if seen.contains(&path) || seen.len() >= MOST || !is_page(&path) {
            continue;
        }
        window.goto(&path).await;
        // The layout is the same in both languages: pictures of one.
        wrong.extend(match path.strip_prefix("/id/") {
            Some(_) => window.look(&name(&path)).await,
            None => window.glance(&name(&path)).await,
        });
        let status = window.status().await;
        if status != 200 {
            wrong.push((format!("a link leads to {status}"), path.clone()));
        }
        seen.insert(path);
        open.extend(window.links().await);
    }
    window.close().await;
    assert!(seen.len() > 2, "only {seen:?}");
    assert!(
        wrong.is_empty(),
        "{} pages:\n{}",
        seen.len(),
        report(&wrong)
    );
}

fn is_page(path: &str) -> bool {
    let files = path.starts_with("/assets/") || path.contains("/berkas/") || path.ends_with(".pdf");
    (path.starts_with("/id/") || path.starts_with("/en/")) && !files
}

/// `/id/site?kata=a b` becomes `id-site-kata-a-b`.
fn name(path: &str) -> String {
    let safe = |one: char| {
        if one.is_ascii_alphanumeric() {
            one
        } else {
            '-'
        }
    };
    let name: String = path.trim_matches('/').chars().map(safe).collect();
    name.chars().take(80).collect()
}
