//! Every route × every role, and where a request is in the address × every state of it: who gets what. The table is
//! `access.txt`, to be read by people; a route without a row, or an answer that differs, fails.

use crate::{
    fixture,
    support::{Browser, TestApp},
    tickets::{
        ARY, BAGUS, Form, HERI, SRI, code, decide, dispose, finish, form_path, service, stored,
        take,
    },
};
use axum::http::Method;
use sop::Sop;
use std::{collections::BTreeSet, fmt::Write};

/// The columns: who asks. Nobody; the applicant of the request; another applicant; the roles of the request's unit;
/// roles of another unit; the super admin; the owner of a blocked account.
const WHO: [(&str, Option<&str>); 12] = [
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
    ("blocked", None),
];

/// Whose account is blocked, besides those that the requests are about.
const BLOCKED: &str = "perpustakaan@unit.uns.ac.id";

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
#[derive(Clone)]
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
            _ if path.starts_with("/mahasiswa/") => "M0526001",
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
            .replace("{way}", "whatsapp")
            .replace("{channel}", "whatsapp")
            .replace("{token}", "tidak-ada")
            .replace("{secret}", "tidak-ada")
            .replace("{*path}", "tidak/ada.docx")
            .replace("{name}", "app.css");
        assert!(!filled.contains('{'), "what stands for {filled}?");
        let bare = [
            "/t/",
            "/dev/",
            "/assets/",
            "/healthz",
            "/readyz",
            "/metrics",
            "/webhooks/",
        ]
        .iter()
        .any(|bare| filled.starts_with(bare));
        if bare || filled == "/" {
            filled
        } else {
            format!("/id{filled}")
        }
    }
}

/// Where the request of an address stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Submitted,
    Returned,
    Processing,
    Completed,
    /// Just submitted, to the other unit.
    Elsewhere,
}

impl Stage {
    const ALL: [Self; 5] = [
        Self::Submitted,
        Self::Returned,
        Self::Processing,
        Self::Completed,
        Self::Elsewhere,
    ];

    fn letter(self) -> char {
        match self {
            Self::Submitted => 's',
            Self::Returned => 'r',
            Self::Processing => 'p',
            Self::Completed => 'c',
            Self::Elsewhere => 'e',
        }
    }

    /// The service of a request in this stage.
    fn sop(self, app: &TestApp) -> Sop {
        let catalog = app.app.catalog();
        let mut all = catalog.campus().services.iter();
        match self {
            Self::Elsewhere => all
                .find(|sop| sop.unit == "perpustakaan" && sop.action.is_some())
                .unwrap()
                .clone(),
            _ => service(app, "unblock"),
        }
    }

    /// A request of the applicant that stands there, and one of its files.
    async fn request(self, app: &TestApp) -> (String, String) {
        let sop = self.sop(app);
        let mut applicant = app.sign_in(HERI).await;
        let code = match self {
            Self::Elsewhere => {
                let form = Form::new(app, &sop, 1);
                code(
                    &form
                        .send(&mut applicant, &form_path(&sop))
                        .await
                        .expect(303),
                )
            }
            // What is done is done: each needs an account of its own that is blocked.
            Self::Completed => code(
                &fixture::send(&mut applicant, &about_another())
                    .await
                    .expect(303),
            ),
            _ => fixture::submitted(app).await,
        };
        self.advance(app, &sop, &code).await;
        let page = applicant
            .get(&format!("/id/tiket/{code}"))
            .await
            .expect(200);
        let file = page.between(&format!("/id/tiket/{code}/berkas/"), "\"");
        (code, file)
    }

    async fn advance(self, app: &TestApp, sop: &Sop, code: &str) {
        let mut admin = app.sign_in(SRI).await;
        match self {
            Self::Submitted | Self::Elsewhere => return,
            Self::Returned => {
                let misfits = [("stamp", "Belum ada.")];
                decide(&mut admin, sop, code, "return", &misfits)
                    .await
                    .expect(303);
                return;
            }
            Self::Processing | Self::Completed => (),
        }
        decide(&mut admin, sop, code, "verify", &[])
            .await
            .expect(303);
        dispose(app, &mut app.sign_in(ARY).await, sop, code, BAGUS)
            .await
            .expect(303);
        let mut staff = app.sign_in(BAGUS).await;
        take(&mut staff, code).await.expect(303);
        if self == Self::Completed {
            finish(&mut staff, code, "done", "").await.expect(303);
        }
    }
}

/// The form of the fixture, about the other blocked account.
fn about_another() -> Vec<(&'static str, &'static str)> {
    let other = |(name, value)| match name {
        "account" => (name, "dimasaryo@student.uns.ac.id"),
        "owner_name" => (name, "Dimas Aryo Saputro"),
        "owner_number" => (name, "K7121001"),
        _ => (name, value),
    };
    fixture::answers().into_iter().map(other).collect()
}

async fn places(app: &TestApp) -> Places {
    // A draft of a service that no request of this test is about: handing in would use it up.
    let path = form_path(&service(app, "change-password"));
    let form = app.sign_in(HERI).await.get(&path).await.expect(200);
    let account = app
        .app
        .db()
        .read(|tx| portal::accounts::find(tx, "rina.wulandari@student.uns.ac.id"))
        .await
        .unwrap()
        .unwrap()
        .public_id;
    Places {
        code: String::new(),
        account,
        attachment: "0198a000-0000-7000-8000-000000000000".into(),
        draft: form.between("name=\"draf\" value=\"", "\""),
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

/// What a route answers to each of them, one after another.
async fn ask(browsers: &[Browser], method: &Method, path: &str, places: &Places) -> Vec<String> {
    let address = places.fill(path);
    let mut answers = Vec::new();
    for browser in browsers {
        // Each asks in a browser of its own, so that nobody is signed out by an earlier row.
        let mut browser = browser.clone();
        let reply = match *method {
            Method::GET => browser.get(&address).await,
            _ if takes_files(path) => browser.upload(&address, &[], &[]).await,
            _ => browser.post(&address, &[]).await,
        };
        answers.push(answer(&reply));
    }
    answers
}

/// The stages of a request, the answers of a route to all in that stage: those that answer alike in one row.
async fn in_each_stage(
    app: &TestApp,
    browsers: &[Browser],
    (method, path): (&Method, &str),
    all: &mut [Places],
) -> Vec<(String, Vec<String>)> {
    let mut rows: Vec<(String, Vec<String>)> = Vec::new();
    for (stage, places) in Stage::ALL.into_iter().zip(all) {
        let sop = stage.sop(app);
        let before = stored(app, &sop, &places.code).await.state.last_seq;
        let answers = ask(browsers, method, path, places).await;
        if stored(app, &sop, &places.code).await.state.last_seq != before {
            // Something happened to it: the next route gets a fresh one.
            (places.code, places.attachment) = stage.request(app).await;
        }
        match rows.iter_mut().find(|(_, known)| *known == answers) {
            Some((letters, _)) => letters.push(stage.letter()),
            None => rows.push((stage.letter().into(), answers)),
        }
    }
    rows
}

const LEGEND: &str = "\
Which request the address names: s just submitted, r returned, p processing, c completed, all to the unit of the roles
from helpdesk to auditor; e just submitted to the unit of admin2 and staff2. All are of the same applicant. A row holds
all that answer alike.

";

fn row(table: &mut String, route: &str, which: &str, answers: &[impl AsRef<str>]) {
    let _ = write!(table, "{route:<46}{which:<6}");
    for answer in answers {
        let _ = write!(table, "{:>10}", answer.as_ref());
    }
    table.push('\n');
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_route_answers_every_role_as_the_table_says() {
    let app = TestApp::sqlite().await;
    let elsewhere = places(&app).await;
    let mut requests = Vec::new();
    for stage in Stage::ALL {
        let (code, attachment) = stage.request(&app).await;
        requests.push(Places {
            code,
            attachment,
            ..elsewhere.clone()
        });
    }
    // A stream of news ends as soon as it has begun.
    app.app.live().close();
    let mut table = LEGEND.to_owned();
    row(&mut table, "", "", &WHO.map(|(name, _)| name));
    let mut browsers = Vec::new();
    let fields = [("cause", "mass-mail"), ("evidence", "log")];
    crate::blocks::block(&app, BLOCKED, &fields)
        .await
        .expect(303);
    for (name, who) in WHO {
        browsers.push(match who {
            Some(address) => app.sign_in(address).await,
            None if name == "blocked" => crate::blocked::told(&app, BLOCKED).await.0,
            None => app.browser(),
        });
    }
    // What a role may see is asked before what changes something, and signing out comes last of all.
    let mut routes = routes();
    routes.sort_by_key(|(method, path)| (*method == Method::POST, path == "/keluar", path.clone()));
    for (method, path) in &routes {
        let route = format!("{method} {path}");
        if !path.contains("{code}") {
            row(
                &mut table,
                &route,
                "",
                &ask(&browsers, method, path, &elsewhere).await,
            );
            continue;
        }
        for (which, answers) in in_each_stage(&app, &browsers, (method, path), &mut requests).await
        {
            row(&mut table, &route, &which, &answers);
        }
    }
    compare(&table);
}

/// With `LOKET_WRITE_ACCESS` the table is written anew, to be read before it is committed.
fn compare(table: &str) {
    let known = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/suite/access.txt"
    ))
    .unwrap_or_default();
    if std::env::var_os("LOKET_WRITE_ACCESS").is_some() {
        std::fs::write(
            concat!(env!("CARGO_MANIFEST_DIR"), "/tests/suite/access.txt"),
            table,
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
