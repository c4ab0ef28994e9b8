//! Every route × every role: who gets what. The table is `access.txt`, to be read by people; a route without a row, or
//! an answer that differs, fails.

use crate::{fixture, support::TestApp};
use axum::http::Method;
use std::{collections::BTreeSet, fmt::Write};

/// The columns: who asks. Nobody; the applicant of the request; another applicant; the roles of the request's unit;
/// roles of another unit; the super admin.
const WHO: [(&str, Option<&str>); 11] = [
    ("nobody", None),
    ("applicant", Some("heri.widodo@staff.uns.ac.id")),
    ("other", Some("galih.pratama@student.uns.ac.id")),
    ("helpdesk", Some("tono.wibowo@staff.uns.ac.id")),
    ("admin", Some("sri.handayani@staff.uns.ac.id")),
    ("leader", Some("ary.nugroho@staff.uns.ac.id")),
    ("staff", Some("bagus.prasetyo@staff.uns.ac.id")),
    ("auditor", Some("dewi.kartika@staff.uns.ac.id")),
    ("admin2", Some("maya.puspita@staff.uns.ac.id")),
    ("staff2", Some("nita.rahayu@staff.uns.ac.id")),
    ("super", Some("joko.santoso@staff.uns.ac.id")),
];

const SITE_MAP: &str = include_str!("../../src/routes.rs");

/// Whether an address takes files in.
fn takes_files(path: &str) -> bool {
    let (_, rest) = SITE_MAP.split_once("fn uploads()").unwrap();
    let (uploads, _) = rest.split_once("\n}").unwrap();
    uploads.contains(&format!("\"{path}\""))
}

/// Every `(method, path)` of the site map, as it is written there.
fn routes() -> Vec<(Method, String)> {
    let source = SITE_MAP;
    let mut found = Vec::new();
    for line in source
        .lines()
        .filter(|line| line.trim_start().starts_with(".route(\""))
    {
        let path = line.split('"').nth(1).unwrap().to_owned();
        for (mark, method) in [("get(", Method::GET), ("post(", Method::POST)] {
            if line.contains(mark) {
                found.push((method, path.clone()));
            }
        }
    }
    found
}

/// What stands for the parts of an address in braces.
struct Places {
    code: String,
    account: String,
    attachment: String,
    draft: String,
}

impl Places {
    fn fill(&self, path: &str) -> String {
        let id = match path {
            _ if path.starts_with("/draf/") => &self.draft,
            _ if path.starts_with("/akun/") => &self.account,
            _ => "0198a000-0000-7000-8000-000000000000",
        };
        let service = "45-pembukaan-blokir-akun-student-staff-dan-unit-999f7ed7";
        let key = match path {
            _ if path.starts_with("/kategori/") => "layanan-email",
            "/site/unit/{key}" => "3-dtik-5c1f0e7a",
            _ => service,
        };
        let filled = path
            .replace("{code}", &self.code)
            .replace("{id}", id)
            .replace("{public_id}", &self.account)
            .replace("{key}", key)
            .replace("{form}", "form-layanan")
            .replace("{file}", &self.attachment)
            .replace("{service}", "45")
            .replace("{token}", "tidak-ada")
            .replace("{*path}", "tidak/ada.docx")
            .replace("{name}", "app.css");
        assert!(!filled.contains('{'), "what stands for {filled}?");
        let bare = ["/t/", "/dev/", "/assets/", "/healthz", "/readyz"]
            .iter()
            .any(|bare| filled.starts_with(bare));
        if bare || filled == "/" {
            filled
        } else {
            format!("/id{filled}")
        }
    }
}

async fn places(app: &TestApp) -> Places {
    let code = fixture::submitted(app).await;
    let mut applicant = app.sign_in(fixture::APPLICANT).await;
    let ticket = applicant
        .get(&format!("/id/tiket/{code}"))
        .await
        .expect(200);
    let attachment = ticket.between(&format!("/id/tiket/{code}/berkas/"), "\"");
    let draft = applicant
        .get(fixture::FORM)
        .await
        .expect(200)
        .between("name=\"draf\" value=\"", "\"");
    let account = app
        .app
        .db()
        .read(|tx| portal::accounts::find(tx, "rina.wulandari@student.uns.ac.id"))
        .await
        .unwrap()
        .unwrap()
        .public_id;
    Places {
        code,
        account,
        attachment,
        draft,
    }
}

/// `200`, or for a redirect whether it leads to sign-in.
fn answer(reply: &crate::support::Reply) -> String {
    let status = reply.status.as_u16();
    match status {
        303 if reply.location().contains("/masuk?lanjut=") => "sign-in".into(),
        303 if reply.location().contains("/masuk/konfirmasi?") => "prove".into(),
        other => other.to_string(),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_route_answers_every_role_as_the_table_says() {
    let app = TestApp::sqlite().await;
    let places = places(&app).await;
    // A stream of news ends as soon as it has begun.
    app.app.live().close();
    let mut table = format!("{:<52}", "");
    for (name, _) in WHO {
        let _ = write!(table, "{name:>10}");
    }
    table.push('\n');
    let mut browsers = Vec::new();
    for (_, who) in WHO {
        browsers.push(match who {
            Some(address) => app.sign_in(address).await,
            None => app.browser(),
        });
    }
    // What a role may see is asked before what changes something, and signing out comes last of all.
    let mut routes = routes();
    routes.sort_by_key(|(method, path)| (*method == Method::POST, path == "/keluar", path.clone()));
    for (method, path) in &routes {
        let _ = write!(table, "{:<52}", format!("{method} {path}"));
        let address = places.fill(path);
        for browser in &browsers {
            // Each asks in a browser of its own, so that nobody is signed out by an earlier row.
            let mut browser = browser.clone();
            let reply = match *method {
                Method::GET => browser.get(&address).await,
                _ if takes_files(path) => browser.upload(&address, &[], &[]).await,
                _ => browser.post(&address, &[]).await,
            };
            let _ = write!(table, "{:>10}", answer(&reply));
        }
        table.push('\n');
    }
    let known = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/suite/access.txt"
    ))
    .unwrap_or_default();
    if std::env::var_os("LOKET_WRITE_ACCESS").is_some() {
        std::fs::write(
            concat!(env!("CARGO_MANIFEST_DIR"), "/tests/suite/access.txt"),
            &table,
        )
        .unwrap();
        return;
    }
    let (old, new): (BTreeSet<_>, BTreeSet<_>) = (known.lines().collect(), table.lines().collect());
    let gone: Vec<_> = old.difference(&new).collect();
    let came: Vec<_> = new.difference(&old).collect();
    assert!(
        gone.is_empty() && came.is_empty(),
        "the table says:\n{gone:#?}\nbut it is:\n{came:#?}"
    );
}
