//! Every page that a link leads to: what everybody can read, and what each role sees.

use crate::{
    answers::Player,
    stage::Stage,
    window::{Finding, Script, Window},
};
use std::collections::{BTreeSet, VecDeque};

/// Enough for every kind of page; a campus with thousands of pages would have only kinds that were seen already.
const MOST: usize = 200;

/// Follows links from where it begins, each kind of address once.
struct Walk {
    open: VecDeque<String>,
    seen: BTreeSet<String>,
    wrong: Vec<Finding>,
}

impl Walk {
    fn new(seen: BTreeSet<String>, from: &[&str]) -> Self {
        Self {
            open: from.iter().map(|path| (*path).to_owned()).collect(),
            seen,
            wrong: Vec::new(),
        }
    }

    /// `who` looks; a link must lead to a page that is there and that one may see.
    async fn on(&mut self, window: &Window, who: &str, kind: impl Fn(&str) -> String) {
        while let Some(path) = self.open.pop_front() {
            if !is_page(&path) || self.seen.len() >= MOST || !self.seen.insert(kind(&path)) {
                continue;
            }
            window.goto(&path).await;
            let name = name(&format!("{who}{path}"));
            // The layout is the same in both languages: pictures of one.
            self.wrong.extend(match path.strip_prefix("/id/") {
                Some(_) => window.look(&name).await,
                None => window.glance(&name).await,
            });
            let status = window.status().await;
            if status != 200 {
                let what = format!("a link leads to {status}");
                self.wrong.push((what, format!("{path} for {who}")));
            }
            self.open.extend(window.links().await);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium; ./check runs it"]
async fn every_public_page_can_be_read_by_everybody() {
    let mut stage = Stage::set(Script::On).await;
    let mut walk = Walk::new(BTreeSet::new(), &["/id/site", "/en/site"]);
    walk.on(&stage.window, "", str::to_owned).await;
    assert!(walk.seen.len() > 20, "only {:?}", walk.seen);
    stage.wrong.extend(walk.wrong);
    stage.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs Chromium; ./check runs it"]
async fn every_page_of_each_role_can_be_read() {
    let mut stage = Stage::set(Script::On).await;
    let mut seen = BTreeSet::new();
    for role in [
        "superadmin",
        "admin",
        "leader",
        "staff",
        "helpdesk",
        "auditor",
    ] {
        let holds = |one: &&Player| one.roles.iter().any(|part| part.role == role);
        let player = stage.cast.person.iter().find(holds).unwrap();
        stage.enter(player).await;
        let before = seen.len();
        let mut walk = Walk::new(seen, &["/id/meja", "/id/akun-saya", "/id/riwayat"]);
        // Public pages are the same for all; of the others each role sees something else.
        let kind = |path: &str| {
            if is_public(path) {
                shape(path)
            } else {
                format!("{role} {}", shape(path))
            }
        };
        walk.on(&stage.window, role, kind).await;
        println!("{role}: {} kinds of pages", walk.seen.len() - before);
        stage.wrong.extend(walk.wrong);
        seen = walk.seen;
    }
    stage.end().await;
}

fn is_page(path: &str) -> bool {
    let files = path.starts_with("/assets/")
        || path.contains("/berkas/")
        || path.ends_with(".pdf")
        || path.ends_with(".csv");
    (path.starts_with("/id/") || path.starts_with("/en/")) && !files
}

fn is_public(path: &str) -> bool {
    let public = [
        "site",
        "layanan",
        "unit",
        "kategori",
        "cari",
        "bantuan",
        "maklumat",
        "privasi",
        "aksesibilitas",
        "kepuasan",
        "masuk",
        "daftar",
        "lupa-sandi",
    ];
    let first = path.split(['/', '?']).nth(2).unwrap_or_default();
    path.starts_with("/en/") || public.contains(&first)
}

/// The kind of an address: without its query, and with a star for what is one of many.
fn shape(path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default();
    let part = |part: &str| {
        if part.contains(|one: char| one.is_ascii_digit()) {
            "*".to_owned()
        } else {
            part.to_owned()
        }
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
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
