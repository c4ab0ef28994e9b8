//! What stories about the second step share: an app that shows codes, and the pages on which one is enrolled.

use crate::support::{Browser, Reply, TestApp};

pub const PAGE: &str = "/id/akun-saya/langkah-kedua";

/// The secret that a page shows in groups of four.
pub fn secret_on(page: &Reply) -> String {
    let text = page.text();
    let groups = text.split("<span class=\"code\">").skip(1);
    groups
        .map(|rest| &rest[..rest.find('<').unwrap()])
        .collect()
}

/// What an app shows now.
pub fn code(app: &TestApp, secret: &str) -> String {
    let secret = totp_rs::Secret::try_from_base32(secret).unwrap();
    let totp = totp_rs::Builder::new().with_secret(secret).build().unwrap();
    totp.generate(u64::try_from(app.app.now() / 1_000).unwrap())
        .to_string()
}

/// Enrols an app on one's own page, for oneself or for a mailbox (`?untuk=…`); returns its secret.
pub async fn enrol_app(app: &TestApp, browser: &mut Browser, mailbox: &str) -> String {
    let path = format!("{PAGE}/aplikasi");
    let query = if mailbox.is_empty() {
        String::new()
    } else {
        format!("?untuk={mailbox}")
    };
    let page = browser.get(&format!("{path}{query}")).await.expect(200);
    let secret = secret_on(&page);
    let ceremony = page.between("name=\"ceremony\" value=\"", "\"");
    page.never_says("name=\"secret\"");
    let code = code(app, &secret);
    let fields = [
        ("ceremony", ceremony.as_str()),
        ("code", &code),
        ("untuk", mailbox),
        ("label", "Ponsel kantor"),
    ];
    browser.post(&path, &fields).await.expect(303);
    secret
}

/// Signs in with password and the code of an app, in a browser of one's own.
pub async fn enter(app: &TestApp, address: &str, password: &str, secret: &str) -> Browser {
    // The code of this moment may have been used to enrol.
    app.wait(30_000);
    let mut browser = app.browser();
    let fields = [("identifier", address), ("password", password)];
    let reply = browser.post("/id/masuk", &fields).await.expect(303);
    assert_eq!(reply.location(), "/id/masuk/kode");
    let code = code(app, secret);
    browser
        .post("/id/masuk/kode", &[("code", &code)])
        .await
        .expect(303);
    browser
}
