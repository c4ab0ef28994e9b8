//! Shared and short-lived mailboxes: who answers for them, who agreed, whether they are needed, when they end.

mod confirmation;
mod consent;
mod expiry;
mod keepers;
mod migration;
mod requested;

use crate::support::{Browser, Reply, TestApp};
use portal::{
    accounts::{self, Account, Action, Touched},
    mailboxes, notify,
};

pub const LIBRARY: &str = "perpustakaan@unit.uns.ac.id";
/// A journal: a mailbox that may end.
pub const JOURNAL: &str = "yustisia@mail.uns.ac.id";

/// An account as it stands.
pub async fn account(app: &TestApp, address: &str) -> Account {
    let address = address.to_owned();
    let found = app.app.db().read(move |tx| accounts::find(tx, &address));
    found.await.unwrap().expect("an account")
}

/// Who answers for a mailbox: addresses, the person in charge first.
pub async fn holders(app: &TestApp, address: &str) -> Vec<String> {
    let id = account(app, address).await.id;
    let held = app.app.db().read(move |tx| accounts::holders(tx, id));
    let held = held.await.unwrap();
    held.into_iter().map(|one| one.person.address).collect()
}

/// What was done to an account, the newest first, reads left out.
pub async fn acts(app: &TestApp, address: &str) -> Vec<Touched> {
    let id = account(app, address).await.id;
    let all = app
        .app
        .db()
        .read(move |tx| accounts::touches(tx, id, i64::MAX, 100));
    let mut all: Vec<Touched> = all.await.unwrap();
    all.retain(|one| !one.action.is_read());
    all
}

/// Their actions, the oldest first.
pub async fn story_of(app: &TestApp, address: &str) -> Vec<Action> {
    let acts = acts(app, address).await;
    acts.into_iter().rev().map(|one| one.action).collect()
}

/// The texts that somebody received, the newest first.
pub async fn told(app: &TestApp, recipient: &str) -> Vec<String> {
    app.deliver().await;
    let sent = app.messages_to(recipient);
    sent.into_iter().map(|message| message.text).collect()
}

/// The path of the newest single-use link that somebody was sent.
pub async fn link_to(app: &TestApp, recipient: &str) -> String {
    let texts = told(app, recipient).await;
    let text = texts.iter().find(|text| text.contains("/id/tautan/"));
    let text = text.expect("a message with a link");
    let start = text.find("/id/tautan/").unwrap();
    text[start..].split_whitespace().next().unwrap().to_owned()
}

/// The page of a mailbox, for whoever answers for it.
pub async fn page_of(app: &TestApp, address: &str) -> String {
    format!(
        "/id/akun-saya/kotak/{}",
        account(app, address).await.public_id
    )
}

/// The page of a mailbox, for the keepers of the directory.
pub async fn kept_page(app: &TestApp, address: &str) -> String {
    format!("/id/akun/{}/kotak", account(app, address).await.public_id)
}

/// The invitation that somebody sees on the own page.
pub async fn offer_of(browser: &mut Browser) -> String {
    let page = browser.get("/id/akun-saya/kotak").await.expect(200);
    let id = page.between("/id/akun-saya/tawaran/", "\"");
    format!("/id/akun-saya/tawaran/{id}")
}

/// Maya invites somebody to her mailbox; that person accepts.
pub async fn accepted(app: &TestApp, part: &str, address: &str) -> Reply {
    let path = format!("{}/{part}", page_of(app, LIBRARY).await);
    let mut maya = app.sign_in(crate::tickets::MAYA).await;
    maya.post(&path, &[(part, address)]).await.expect(303);
    let mut browser = app.sign_in(address).await;
    let offer = offer_of(&mut browser).await;
    browser.get(&offer).await.expect(200);
    let reply = browser.post(&format!("{offer}/penerimaan"), &[]).await;
    reply.expect(303)
}

/// One round, as a node makes it, and everything that leaves because of it.
pub async fn round(app: &TestApp) {
    let runner = mailboxes::rounds(&app.app, notify::runner(&app.app)).await;
    runner.unwrap().run_due().await.unwrap();
}

/// Changes something in the database behind the application's back.
pub async fn change(app: &TestApp, sql: &'static str) {
    let done = app.app.db().write(move |tx| tx.execute(sql, db::params![]));
    let done: Result<u64, db::Error> = done.await;
    assert!(done.unwrap() > 0, "{sql}");
}
