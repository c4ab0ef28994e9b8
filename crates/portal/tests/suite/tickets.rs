//! Requests for the tests: asked for and served by the people of the demo, through HTTP.

#[path = "../common/answers.rs"]
mod answers;

use crate::support::{Browser, Reply, TestApp};
use answers::Cast;
use portal::{
    accounts,
    requests::{self, Request, State},
    signin::{Capacity, Person, Role, RoleIn},
};
use sop::{Sop, StepKind, Ticket};

pub const GUEST: &str = "rina.pribadi@example.com";
pub const GALIH: &str = "galih.pratama@student.uns.ac.id";
pub const HERI: &str = "heri.widodo@staff.uns.ac.id";
pub const RINA: &str = "rina.wulandari@student.uns.ac.id";
pub const TONO: &str = "tono.wibowo@staff.uns.ac.id";
pub const SRI: &str = "sri.handayani@staff.uns.ac.id";
pub const ARY: &str = "ary.nugroho@staff.uns.ac.id";
pub const BAGUS: &str = "bagus.prasetyo@staff.uns.ac.id";
pub const LESTARI: &str = "lestari.ningsih@staff.uns.ac.id";
pub const DEWI: &str = "dewi.kartika@staff.uns.ac.id";
pub const JOKO: &str = "joko.santoso@staff.uns.ac.id";
pub const MAYA: &str = "maya.puspita@staff.uns.ac.id";
pub const HENDRA: &str = "hendra.gunawan@staff.uns.ac.id";
pub const NITA: &str = "nita.rahayu@staff.uns.ac.id";

/// A picture of one pixel.
pub const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0,
    1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0x1f, 0x15, 0xc4, 0x89, 0, 0, 0, 13, b'I', b'D', b'A', b'T',
    0x78, 0x9c, 0x63, 0xf8, 0xcf, 0xc0, 0xf0, 0x1f, 0, 5, 0, 1, 0xff, 0x56, 0xc7, 0x2f, 0x0d, 0, 0,
    0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82,
];

/// A small letter.
pub fn letter(number: usize) -> Vec<u8> {
    answers::letter(number, 600)
}

/// The service whose completion does this; named by what it does, as the declarations may number it anew.
pub fn service(app: &TestApp, action: &str) -> Sop {
    let catalog = app.app.catalog();
    let mut all = catalog.campus().services.iter();
    let found = all.find(|sop| sop.action.as_ref().is_some_and(|one| one.key() == action));
    found.expect("a declared service").clone()
}

/// Which of its two forms a service has.
pub fn form_path(sop: &Sop) -> String {
    answers::form_path(sop, sop.tickets[0])
}

/// The form of a service, filled in so that it can be sent.
pub struct Form {
    pub values: Vec<(String, String)>,
    pub files: Vec<(String, String, Vec<u8>)>,
}

impl Form {
    pub fn new(app: &TestApp, sop: &Sop, number: usize) -> Self {
        let cast = Cast::read();
        let filled = answers::fill(sop, app.app.catalog().campus(), &cast, number);
        let file = |field: String| (field, "surat.pdf".to_owned(), letter(number));
        Self {
            values: filled.answers,
            files: filled.files.into_iter().map(file).collect(),
        }
    }

    pub fn set(mut self, name: &str, value: &str) -> Self {
        self.values.retain(|(key, _)| key != name);
        self.values.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn file(mut self, field: &str, name: &str, content: &[u8]) -> Self {
        self.files.retain(|(key, ..)| key != field);
        self.files
            .push((field.to_owned(), name.to_owned(), content.to_vec()));
        self
    }

    pub fn without_files(mut self) -> Self {
        self.files.clear();
        self
    }

    /// Posts it as it is.
    pub async fn post(&self, browser: &mut Browser, path: &str) -> Reply {
        let pairs = |pair: &(String, String)| (pair.0.clone(), pair.1.clone());
        let values: Vec<_> = self.values.iter().map(pairs).collect();
        let values: Vec<_> = values
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let files: Vec<_> = self
            .files
            .iter()
            .map(|(field, name, content)| {
                (
                    field.as_str(),
                    name.as_str(),
                    "application/pdf",
                    content.as_slice(),
                )
            })
            .collect();
        browser.upload(path, &values, &files).await
    }

    /// Opens the page, takes its hidden fields along, and sends the form.
    pub async fn send(self, browser: &mut Browser, path: &str) -> Reply {
        let page = browser.get(path).await.expect(200);
        let hidden = |name: &str| page.between(&format!("name=\"{name}\" value=\""), "\"");
        self.set("draf", &hidden("draf"))
            .set("revisi", &hidden("revisi"))
            .set("aksi", "kirim")
            .post(browser, path)
            .await
    }
}

/// Sends a request and gives its code back.
pub async fn ask(app: &TestApp, browser: &mut Browser, sop: &Sop, number: usize) -> String {
    let reply = Form::new(app, sop, number)
        .send(browser, &form_path(sop))
        .await
        .expect(303);
    code(&reply)
}

/// The code in the address that a redirect leads to.
#[track_caller]
pub fn code(reply: &Reply) -> String {
    let mut parts = reply.location().split('/');
    let found = parts.find(|part| part.parse::<requests::Code>().is_ok());
    found.expect("a code").to_owned()
}

/// The fields of a decision on a step: everything fits but these.
pub fn decision(
    sop: &Sop,
    step: usize,
    verdict: &str,
    misfits: &[(&str, &str)],
) -> Vec<(String, String)> {
    let step = sop.run_steps().nth(step).expect("a step");
    let mut fields = vec![
        ("langkah".to_owned(), step.key.clone()),
        ("keputusan".to_owned(), verdict.to_owned()),
    ];
    for line in &step.checklist {
        let misfit = misfits.iter().find(|(key, _)| *key == line.key);
        let judged = if misfit.is_some() { "no" } else { "yes" };
        fields.push((format!("butir.{}", line.key), judged.to_owned()));
        if let Some((_, reason)) = misfit {
            fields.push((format!("alasan.{}", line.key), (*reason).to_owned()));
        }
    }
    fields
}

/// Posts something about a request at the desk.
pub async fn post(
    browser: &mut Browser,
    code: &str,
    what: &str,
    fields: &[(String, String)],
) -> Reply {
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    browser
        .post(&format!("/id/meja/{code}/{what}"), &fields)
        .await
}

pub async fn decide(
    browser: &mut Browser,
    sop: &Sop,
    code: &str,
    verdict: &str,
    misfits: &[(&str, &str)],
) -> Reply {
    post(
        browser,
        code,
        "keputusan",
        &decision(sop, 0, verdict, misfits),
    )
    .await
}

/// The fields of a disposition to somebody, until Wednesday 17 March.
pub async fn disposition(app: &TestApp, sop: &Sop, to: &'static str) -> Vec<(String, String)> {
    let step = sop.run_steps().find(|step| step.kind == StepKind::Assign);
    let id = account(app, to).await.id;
    let fields = [
        ("langkah", step.expect("a disposition").key.clone()),
        ("staf", id.to_string()),
        (
            "instruksi",
            "Hapus dahulu aturan penerusan surel.".to_owned(),
        ),
        ("tenggat", "2027-03-17".to_owned()),
    ];
    fields
        .map(|(name, value)| (name.to_owned(), value))
        .to_vec()
}

pub async fn dispose(
    app: &TestApp,
    browser: &mut Browser,
    sop: &Sop,
    code: &str,
    to: &'static str,
) -> Reply {
    let fields = disposition(app, sop, to).await;
    post(browser, code, "disposisi", &fields).await
}

pub async fn take(browser: &mut Browser, code: &str) -> Reply {
    post(browser, code, "ambil", &[]).await
}

/// What handled the block of Rina, whom most of these stories are about.
pub const STOPPED: &str = "Undangan dipindahkan ke milis himpunan.";

pub async fn finish(browser: &mut Browser, code: &str, result: &str, note: &str) -> Reply {
    let fields = [
        ("hasil", result),
        ("catatan", note),
        ("keterangan", "Aturan penerusan dihapus."),
        // The blocks of the demo, which most of these stories are about; elsewhere nobody asks.
        ("syarat.sending-stopped", STOPPED),
        ("syarat.attempts-explained", "Ponsel lama pemiliknya."),
    ];
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
    post(browser, code, "hasil", &fields).await
}

/// Verified, disposed, taken and done by the people of the unit.
pub async fn serve(app: &TestApp, sop: &Sop, code: &str) {
    decide(&mut app.sign_in(SRI).await, sop, code, "verify", &[])
        .await
        .expect(303);
    dispose(app, &mut app.sign_in(ARY).await, sop, code, BAGUS)
        .await
        .expect(303);
    let mut bagus = app.sign_in(BAGUS).await;
    take(&mut bagus, code).await.expect(303);
    finish(&mut bagus, code, "done", "").await.expect(303);
}

pub async fn account(app: &TestApp, address: &'static str) -> accounts::Account {
    let found = app.app.db().read(move |tx| accounts::find(tx, address));
    found.await.unwrap().expect("an account")
}

/// Somebody who may read every request of a unit.
fn reader(unit_id: i64) -> Person {
    Person {
        account_id: 0,
        session_id: 0,
        address: String::new(),
        name: String::new(),
        whatsapp: None,
        number: None,
        organisation: String::new(),
        roles: vec![RoleIn {
            role: Role::Auditor,
            unit_id,
            capacity: Capacity::Definitive,
        }],
        opened_by: None,
        second_step_required: false,
        has_second_step: false,
        stepped_up_at: None,
    }
}

/// A request as it stands. What its events add up to is what is stored: checked every time.
pub async fn stored(app: &TestApp, sop: &Sop, code: &str) -> Request {
    let (code, unit_id) = (code.to_owned(), app.app.catalog().unit_of(sop).unwrap().id);
    let (request, events) = app
        .app
        .db()
        .read(move |tx| {
            let request = requests::of_unit(tx, &code, &reader(unit_id))?;
            let events = requests::events(tx, request.id)?;
            Ok::<_, portal::Error>((request, events))
        })
        .await
        .unwrap();
    let catalog = app.app.catalog();
    let revision = catalog.revision(request.revision_id).unwrap();
    assert_eq!(State::replay(revision, &events).unwrap(), request.state);
    request
}

/// The other button of a service, if it has one.
pub fn complaint_path(sop: &Sop) -> Option<String> {
    let has = sop.tickets.contains(&Ticket::Complaint);
    has.then(|| answers::form_path(sop, Ticket::Complaint))
}

/// A field of a form.
pub fn field(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

/// How a sign-in with the password of the demo is answered.
pub async fn signs_in(app: &TestApp, address: &str, password: &str) -> Reply {
    let fields = [("identifier", address), ("password", password)];
    app.browser().post("/id/masuk", &fields).await
}

/// Somebody signs in, and is not led to what the owner of a blocked account may do.
pub async fn gets_in(app: &TestApp, address: &str, password: &str) {
    let reply = signs_in(app, address, password).await.expect(303);
    assert!(!reply.location().ends_with("/terblokir"), "{address}");
}
