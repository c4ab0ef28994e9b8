//! The conversation: what is understood, what is told to whom, the helpdesk.

mod desk;
mod told;
mod utterances;
mod window;

use crate::support::{Browser, Reply, TestApp};
use portal::chat::{self, Heard, Peer};

/// Heri's number, and nobody's.
pub const HERIS: &str = "6285890001204";
pub const STRANGERS: &str = "6281234567890";

/// Somebody who writes on WhatsApp.
pub struct Phone<'a> {
    app: &'a TestApp,
    number: &'static str,
    sent: usize,
}

impl<'a> Phone<'a> {
    pub fn new(app: &'a TestApp, number: &'static str) -> Self {
        let sent = 0;
        Self { app, number, sent }
    }

    /// Writes, and reads what comes back at once.
    pub async fn says(&mut self, text: &str) -> String {
        self.sends(text, None).await
    }

    /// Taps a button.
    pub async fn taps(&mut self, id: &str) -> String {
        self.sends("", Some(id)).await
    }

    async fn sends(&mut self, text: &str, payload: Option<&str>) -> String {
        self.sent += 1;
        let id = format!("wamid.{}", self.sent);
        self.delivers(&id, text, payload).await
    }

    /// A message with this id is delivered, perhaps once more.
    pub async fn delivers(&self, id: &str, text: &str, payload: Option<&str>) -> String {
        let app = self.app.app.clone();
        let heard = Heard {
            from: Peer::Number(self.number.to_owned()),
            text: text.to_owned(),
            payload: payload.map(str::to_owned),
            message_id: id.to_owned(),
            lang: None,
            at: app.now(),
        };
        let inner = app.clone();
        let hear = move |tx: &mut db::Tx<'_>| chat::hear(tx, &inner, &heard);
        let replies = app.db().write(hear).await.unwrap();
        let texts: Vec<_> = replies.into_iter().map(|reply| reply.text).collect();
        texts.join("\n\n")
    }
}

/// Writes on the site.
pub async fn ask(browser: &mut Browser, text: &str) -> Reply {
    browser.post("/id/tanya", &[("pesan", text)]).await
}

/// Writes on the site and reads the page.
pub async fn asked(browser: &mut Browser, text: &str) -> Reply {
    ask(browser, text).await.expect(303);
    browser.get("/id/tanya").await.expect(200)
}
