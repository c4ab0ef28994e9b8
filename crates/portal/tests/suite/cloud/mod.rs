//! The Cloud API from the outbox to the webhook: the adapter of a campus against a Meta that holds to the published contract.

mod adapter;
mod faults;
mod heard;
mod killed;
mod leaving;
mod process;
mod story;
mod word;

use crate::support::{Browser, TestApp};
use axum::http::Method;
use db::params;
use hmac::{Hmac, KeyInit, Mac};
use peers::{
    Clock,
    graph::{Graph, Options, Webhook},
};
use portal::{
    App,
    accounts::Order,
    app::Parts,
    notify::{self, Button, Contact, Message, Topic, consent, whatsapp},
};
use sha2::Sha256;
use sop::Lang;

const NUMBER: &str = "6285890001103";
const SITE: &str = "https://loket.test";

/// A campus whose number is at a Meta of its own. What Meta tells is carried over by hand.
struct Campus {
    app: App,
    graph: Graph,
    meta: Browser,
}

impl Campus {
    async fn of(test: &TestApp) -> Self {
        Self::with(test, |_| ()).await
    }

    async fn with(test: &TestApp, change: impl FnOnce(&mut Options)) -> Self {
        Self::set(test, change, |_| ()).await
    }

    /// With another Meta, and with other settings of the campus.
    async fn set(
        test: &TestApp,
        change: impl FnOnce(&mut Options),
        settings: impl FnOnce(&mut Parts),
    ) -> Self {
        let clock = test.app.clock().clone();
        let mut options = Options {
            clock: Clock::new(move || clock.now()),
            ..Options::default()
        };
        change(&mut options);
        let graph = Graph::on_loopback(options).await.unwrap();
        let app = opened(test, &graph, settings).await;
        let meta = test.browser_on(app.clone());
        let campus = Self { app, graph, meta };
        campus.submit().await.unwrap();
        campus
    }

    /// From now on its number is at another Meta.
    async fn point_at(&mut self, test: &TestApp, graph: Graph) {
        self.app = pointed_at(test, &graph).await;
        self.meta = test.browser_on(self.app.clone());
        self.graph = graph;
    }

    /// `loket whatsapp templates submit`.
    async fn submit(&self) -> Result<String, String> {
        let app = self.app.clone();
        tokio::task::spawn_blocking(move || whatsapp::command::submit(app.config()))
            .await
            .unwrap()
    }

    async fn tell(&self, to: &str, topic: Topic, origin: &str) {
        self.tell_with(to, (topic, Lang::Id), origin, &[]).await;
    }

    async fn tell_with(
        &self,
        to: &str,
        (topic, lang): (Topic, Lang),
        origin: &str,
        titles: &[&str],
    ) {
        let contact = Contact {
            name: "Galih Pratama".into(),
            whatsapp: Some(to.into()),
            email: None,
            lang,
            order: Order::Both,
        };
        let button = |title: &&str| Button {
            id: format!("putusan:{title}"),
            title: (*title).into(),
        };
        let message = Message {
            origin: origin.into(),
            request_id: None,
            unit_id: self.app.catalog().campus().units[0].id,
            subject: "Perlu verifikasi: tiket R4K-7MD-2QX".into(),
            body: format!("Tiket *R4K-7MD-2QX* menunggu.\n\nBuka {SITE}/id/meja/R4K7MD2QX"),
            link_id: None,
            topic,
            buttons: titles.iter().map(button).collect(),
        };
        let app = self.app.clone();
        let write = move |tx: &mut db::Tx<'_>| notify::tell(tx, &app, &contact, &message);
        self.app.db().write(write).await.unwrap();
    }

    /// All that is due leaves; then Meta tells, and that is worked off.
    async fn run(&mut self) {
        self.send().await;
        for webhook in self.graph.take_webhooks() {
            self.hear(webhook).await;
        }
        self.send().await;
    }

    async fn send(&self) {
        let runner = portal::chat::answering(&self.app, notify::runner(&self.app));
        runner.run_due().await.unwrap();
    }

    async fn hear(&mut self, webhook: Webhook) {
        self.meta.comes_from = "none";
        self.meta.headers = vec![("x-hub-signature-256", webhook.signature)];
        let body = webhook.body.into_bytes();
        self.meta
            .send(Method::POST, "/webhooks/whatsapp", None, body)
            .await
            .expect(200);
        self.send().await;
    }

    /// The kinds of what a person got, the oldest first.
    fn got(&self, who: &str) -> Vec<String> {
        self.graph
            .sent_to(who)
            .into_iter()
            .map(|line| line.shown.kind)
            .collect()
    }

    /// How far the messages came and what is said of them, the oldest first.
    async fn states(&self) -> Vec<(String, String)> {
        let read = |tx: &mut db::Tx<'_>| {
            let sql = "SELECT state, error FROM messages WHERE channel = 'whatsapp' ORDER BY id";
            tx.rows(sql, params![], |row| Ok((row.get()?, row.get()?)))
        };
        self.app.db().read(read).await.unwrap()
    }

    async fn state(&self) -> String {
        self.states().await.pop().expect("a message").0
    }

    async fn consent(&self, number: &'static str) -> bool {
        self.app
            .db()
            .read(move |tx| consent::is_given(tx, number))
            .await
            .unwrap()
    }
}

/// A node whose settings are those of a number at this Meta.
async fn pointed_at(test: &TestApp, graph: &Graph) -> App {
    opened(test, graph, |_| ()).await
}

/// The same, with more settings.
async fn opened(test: &TestApp, graph: &Graph, more: impl FnOnce(&mut Parts)) -> App {
    let change = |parts: &mut Parts| {
        more(parts);
        let (settings, options) = (&mut parts.config.whatsapp, graph.options());
        settings.base_url = graph.url();
        settings
            .phone_number_id
            .clone_from(&options.phone_number_id);
        settings.token.clone_from(&options.token);
        settings.app_secret.clone_from(&options.app_secret);
        settings.business_account_id.clone_from(&options.waba_id);
        parts.config.base_url = SITE.into();
        let cloud = whatsapp::gateway(&parts.config.whatsapp, SITE).unwrap();
        parts.gateways = parts.gateways.clone().with(cloud);
    };
    test.with(change).await
}

/// What Meta sends with a body of a test.
fn signed(graph: &Graph, body: String) -> Webhook {
    let mut mac = Hmac::<Sha256>::new_from_slice(graph.options().app_secret.as_bytes()).unwrap();
    mac.update(body.as_bytes());
    let digest = mac.finalize().into_bytes();
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    Webhook {
        body,
        signature: format!("sha256={hex}"),
    }
}
