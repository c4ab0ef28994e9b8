//! Deciding without signing in: what officers are told, what a tap does, what a link does.

mod links;
mod proof;
mod taps;
mod told;

use crate::{
    support::{Browser, Reply as Page, TestApp},
    tickets::{GUEST, SRI, ask, decide, stored},
};
use portal::{
    notify::{Button, Outgoing, Topic},
    requests::{
        self, Event, Via,
        remote::{self, Reply, Said, Tap},
    },
};
use sop::Sop;
use std::sync::atomic::{AtomicU64, Ordering};

const SRI_PHONE: &str = "6285890001206";
const ARY_PHONE: &str = "6285890001207";

/// A request that waits for its verifier, about whom the outbox is empty.
async fn submitted(app: &TestApp, sop: &Sop) -> String {
    let code = ask(app, &mut app.sign_in(GUEST).await, sop, 1).await;
    app.deliver().await;
    code
}

/// A request that waits for its leader.
async fn verified(app: &TestApp, sop: &Sop) -> String {
    let code = submitted(app, sop).await;
    let mut sri = app.sign_in(SRI).await;
    decide(&mut sri, sop, &code, "verify", &[])
        .await
        .expect(303);
    app.deliver().await;
    code
}

/// What an officer was told of matters, at a number or address, the newest first.
fn matters(app: &TestApp, recipient: &str) -> Vec<Outgoing> {
    let all = app.messages_to(recipient).into_iter();
    all.filter(|message| message.topic == Topic::Matter)
        .collect()
}

/// The address in the newest e-mail about a matter, without the host.
fn link(app: &TestApp, address: &str) -> String {
    let url = matters(app, address)[0].url.clone().expect("a link");
    url.replace("http://127.0.0.1:8080", "")
}

/// What comes back with the button that says this.
#[track_caller]
fn payload(buttons: &[Button], title: &str) -> String {
    let found = buttons.iter().find(|button| button.title == title);
    found
        .unwrap_or_else(|| panic!("no {title} in {buttons:?}"))
        .id
        .clone()
}

/// The button of the newest message to a number.
#[track_caller]
fn offered(app: &TestApp, number: &str, title: &str) -> String {
    payload(&matters(app, number)[0].buttons, title)
}

fn fresh() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    format!("wamid.{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

fn a_tap(app: &TestApp, number: &str, payload: &str) -> Tap {
    Tap {
        number: number.into(),
        payload: payload.into(),
        message_id: fresh(),
        at: app.app.now(),
    }
}

async fn send(app: &TestApp, tap: Tap) -> Reply {
    let inner = app.app.clone();
    let tapped = app
        .app
        .db()
        .write(move |tx| remote::tapped(tx, &inner, &tap));
    tapped.await.unwrap()
}

async fn tap(app: &TestApp, number: &str, payload: &str) -> Reply {
    send(app, a_tap(app, number, payload)).await
}

async fn write(app: &TestApp, number: &str, text: &str) -> Option<Reply> {
    let said = Said {
        number: number.into(),
        text: text.into(),
        message_id: fresh(),
        at: app.app.now(),
    };
    let inner = app.app.clone();
    let answered = app
        .app
        .db()
        .write(move |tx| remote::said(tx, &inner, &said));
    answered.await.unwrap()
}

async fn events(app: &TestApp, sop: &Sop, code: &str) -> Vec<Event> {
    let id = stored(app, sop, code).await.id;
    let read = app.app.db().read(move |tx| requests::events(tx, id));
    read.await.unwrap()
}

/// Kind and channel of the last event, and how many there are.
async fn last(app: &TestApp, sop: &Sop, code: &str) -> (&'static str, Via, usize) {
    let events = events(app, sop, code).await;
    let event = events.last().unwrap();
    (event.happening.kind().key(), event.via, events.len())
}

async fn sql(app: &TestApp, statement: &'static str) {
    let done = app
        .app
        .db()
        .write(move |tx| tx.execute(statement, db::params![]));
    let done: Result<u64, db::Error> = done.await;
    assert!(done.unwrap() > 0, "{statement} changed nothing");
}

async fn audit(app: &TestApp) -> Vec<String> {
    let read = app.app.db().read(|tx| {
        tx.rows(
            "SELECT subject, detail FROM audit WHERE action = 'decide' ORDER BY id",
            db::params![],
            |row| Ok(format!("{} {}", row.get::<String>()?, row.get::<String>()?)),
        )
    });
    let rows: Result<_, db::Error> = read.await;
    rows.unwrap()
}

/// The fields that a page was shown with.
fn shown(page: &Page) -> Vec<(String, String)> {
    let hidden = |name: &str| page.between(&format!("name=\"{name}\" value=\""), "\"");
    ["urutan", "langkah"]
        .map(|name| (name.to_owned(), hidden(name)))
        .to_vec()
}

/// Posts a form of the page behind a link.
async fn post(browser: &mut Browser, path: &str, fields: &[(String, String)]) -> Page {
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    browser.post(path, &fields).await
}
