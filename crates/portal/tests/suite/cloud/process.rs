//! A process that dies: from one of its writes on nothing of it becomes durable. What it had written stays, and another one
//! is started on the same database. To the data that is the same as SIGKILL, and it can be done at any point.

use super::{opened, story::Story};
use axum::http::Method;
use db::{Engine, Tx, params};
use peers::graph::Webhook;
use portal::{
    app::Parts,
    notify::{self, Channel},
};

/// A kind of write that fails.
#[derive(Clone, Debug)]
pub struct Cut {
    operation: &'static str,
    table: &'static str,
    when: String,
}

impl Cut {
    fn new(operation: &'static str, table: &'static str, when: impl Into<String>) -> Self {
        let when = when.into();
        Self {
            operation,
            table,
            when,
        }
    }

    /// The end of an attempt to send a message, however it went.
    pub fn end(channel: Channel, row: i64) -> Vec<Self> {
        let kind = channel.job();
        Self::ends(&format!("OLD.kind = '{kind}' AND OLD.payload = '{row}'"))
    }

    /// The end of working off what came to the webhook.
    pub fn end_of_word() -> Vec<Self> {
        Self::ends("OLD.kind = 'whatsapp-webhook'")
    }

    fn ends(which: &str) -> Vec<Self> {
        vec![
            Self::new("DELETE", "jobs", which),
            Self::new("UPDATE OF due_at", "jobs", which),
        ]
    }

    /// What an attempt that failed writes down of the channel and of the message, before its end.
    pub fn note() -> Vec<Self> {
        vec![
            Self::new("UPDATE OF failures", "channels", "1 = 1"),
            Self::new(
                "UPDATE OF unsure_since",
                "messages",
                "NEW.unsure_since IS NOT NULL",
            ),
        ]
    }

    /// What is heard of messages.
    pub fn news() -> Vec<Self> {
        vec![Self::new("UPDATE OF state", "messages", "1 = 1")]
    }

    /// What comes to the webhook.
    pub fn word() -> Vec<Self> {
        vec![Self::new("INSERT", "webhook_bodies", "1 = 1")]
    }
}

impl Story<'_> {
    /// From now on these writes fail.
    pub async fn cut(&mut self, cuts: impl IntoIterator<Item = Cut>) {
        for cut in cuts {
            let name = format!("cut_{}", self.cuts.len());
            self.cuts.push(cut.table);
            self.execute(move |engine| made(engine, &name, &cut)).await;
        }
    }

    /// Runs what is due until the write that fails, and nothing more.
    pub async fn dies(&self) {
        let died = notify::runner(&self.campus.app).run_due().await;
        assert!(died.is_err(), "it lived on");
    }

    /// Another process on the same database. Meta tells it everything again.
    pub async fn rises(&mut self) {
        for (number, table) in std::mem::take(&mut self.cuts).into_iter().enumerate() {
            self.execute(move |engine| match engine {
                Engine::Sqlite => vec![format!("DROP TRIGGER cut_{number}")],
                Engine::Postgres => vec![format!("DROP TRIGGER cut_{number} ON {table}")],
            })
            .await;
        }
        let mail = self.mail.clone();
        let more = |parts: &mut Parts| {
            if let Some(mail) = mail {
                parts.gateways = parts.gateways.clone().with(mail);
            }
        };
        self.campus.app = opened(self.test, &self.campus.graph, more).await;
        self.campus.meta = self.test.browser_on(self.campus.app.clone());
        for webhook in self.told.clone() {
            assert_eq!(self.post(&webhook).await, 200);
        }
    }

    /// Meta tells something; it is kept, and not worked off yet. The status that it gets.
    pub async fn post(&mut self, webhook: &Webhook) -> u16 {
        let meta = &mut self.campus.meta;
        meta.comes_from = "none";
        meta.headers = vec![("x-hub-signature-256", webhook.signature.clone())];
        let body = webhook.body.clone().into_bytes();
        let reply = meta.send(Method::POST, "/webhooks/whatsapp", None, body);
        reply.await.status.as_u16()
    }

    /// Meta tells everything that there is to tell.
    pub async fn word_comes(&mut self) -> Vec<u16> {
        let mut statuses = Vec::new();
        for webhook in self.campus.graph.take_webhooks() {
            statuses.push(self.post(&webhook).await);
            self.told.push(webhook);
        }
        statuses
    }

    async fn execute(&self, sql: impl FnOnce(Engine) -> Vec<String> + Send + 'static) {
        let write = |tx: &mut Tx<'_>| {
            let statements = sql(tx.engine());
            statements
                .iter()
                .try_for_each(|one| tx.execute(one, params![]).map(drop))
        };
        let written: Result<(), db::Error> = self.campus.app.db().write(write).await;
        written.unwrap();
    }
}

/// A trigger that refuses.
fn made(engine: Engine, name: &str, cut: &Cut) -> Vec<String> {
    let Cut {
        operation,
        table,
        when,
    } = cut;
    match engine {
        Engine::Sqlite => vec![format!(
            "CREATE TRIGGER {name} BEFORE {operation} ON {table} WHEN {when} BEGIN SELECT RAISE(ABORT, 'killed'); END"
        )],
        Engine::Postgres => vec![
            "CREATE OR REPLACE FUNCTION killed() RETURNS trigger LANGUAGE plpgsql AS \
             'BEGIN RAISE EXCEPTION ''killed''; END'"
                .to_owned(),
            format!(
                "CREATE TRIGGER {name} BEFORE {operation} ON {table} FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION killed()"
            ),
        ],
    }
}
