//! A Meta whose clock the test holds.

use peers::{
    Clock,
    graph::{Graph, Options},
    wire::{self, Reply},
};
use serde_json::{Value, json};
use std::{
    ops::Deref,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

/// Friday 5 March 2027, 09.12 WIB.
pub const NOW: i64 = 1_804_212_720_000;
pub const SITI: &str = "6285890001103";

pub struct Meta {
    graph: Graph,
    now: Arc<AtomicI64>,
}

impl Deref for Meta {
    type Target = Graph;

    fn deref(&self) -> &Graph {
        &self.graph
    }
}

/// A clock that stands still, and what moves it on.
pub fn clock() -> (Clock, Arc<AtomicI64>) {
    let now = Arc::new(AtomicI64::new(NOW));
    let hand = Arc::clone(&now);
    (Clock::new(move || hand.load(Ordering::SeqCst)), now)
}

impl Meta {
    pub async fn new() -> Self {
        Self::with(|_| ()).await
    }

    pub async fn with(change: impl FnOnce(&mut Options)) -> Self {
        let (clock, now) = clock();
        let mut options = Options {
            clock,
            ..Options::default()
        };
        change(&mut options);
        let graph = Graph::on_loopback(options).await.unwrap();
        graph.add_template(&status_template()).unwrap();
        Self { graph, now }
    }

    pub fn wait(&self, millis: i64) {
        self.now.fetch_add(millis, Ordering::SeqCst);
    }

    pub async fn post(&self, path: &str, body: &Value) -> Reply {
        let token = format!("Bearer {}", self.options().token);
        let headers = [
            ("Authorization", token.as_str()),
            ("Content-Type", "application/json"),
        ];
        let url = format!("{}{path}", self.url());
        wire::send("POST", &url, &headers, body.to_string().as_bytes())
            .await
            .unwrap()
    }

    pub async fn send(&self, body: &Value) -> Reply {
        let path = format!("/v26.0/{}/messages", self.options().phone_number_id);
        self.post(&path, body).await
    }

    pub async fn create(&self, body: &Value) -> Reply {
        let path = format!("/v26.0/{}/message_templates", self.options().waba_id);
        self.post(&path, body).await
    }

    /// The code with which a message is refused.
    pub async fn code(&self, body: Value) -> i64 {
        code(&self.send(&body).await)
    }

    /// The news that came so far.
    pub fn news(&self) -> Vec<Value> {
        let webhooks = self.take_webhooks().into_iter();
        webhooks
            .map(|one| serde_json::from_str(&one.body).unwrap())
            .collect()
    }

    /// Their statuses.
    pub fn statuses(&self) -> Vec<Value> {
        let value = |one: &Value| one["entry"][0]["changes"][0]["value"]["statuses"][0].clone();
        self.news().iter().map(value).collect()
    }
}

pub fn code(reply: &Reply) -> i64 {
    assert_ne!(reply.status, 200, "{}", reply.body);
    json_of(reply)["error"]["code"].as_i64().unwrap()
}

pub fn json_of(reply: &Reply) -> Value {
    serde_json::from_str(&reply.body).unwrap()
}

pub fn words(values: &[Value], key: &str) -> Vec<String> {
    let word = |one: &Value| one[key].as_str().unwrap_or_default().to_owned();
    values.iter().map(word).collect()
}

pub fn status_template() -> Value {
    json!({
        "name": "status_permohonan", "category": "UTILITY", "language": "id", "parameter_format": "NAMED",
        "components": [
            {"type": "HEADER", "format": "TEXT", "text": "Kabar permohonan"},
            {"type": "BODY", "text": "Yth. {{nama}}, permohonan {{nomor}} sudah selesai diproses. Terima kasih sudah menunggu.",
             "example": {"body_text_named_params": [{"param_name": "nama", "example": "Siti"}, {"param_name": "nomor", "example": "R4K"}]}},
            {"type": "FOOTER", "text": "Kami tidak pernah meminta kata sandi."},
            {"type": "BUTTONS", "buttons": [
                {"type": "URL", "text": "Buka tiket", "url": "https://loket.example/t/{{1}}", "example": ["R4K"]},
                {"type": "QUICK_REPLY", "text": "Sudah selesai"},
            ]},
        ],
    })
}

/// A message to Siti with more fields.
pub fn message(fields: Value) -> Value {
    let mut whole =
        json!({"messaging_product": "whatsapp", "recipient_type": "individual", "to": SITI});
    whole
        .as_object_mut()
        .unwrap()
        .extend(fields.as_object().unwrap().clone());
    whole
}

pub fn text(body: &str) -> Value {
    message(json!({"type": "text", "text": {"preview_url": false, "body": body}}))
}

pub fn buttons(buttons: Value) -> Value {
    message(json!({"type": "interactive", "interactive": {
        "type": "button", "body": {"text": "Setujui?"}, "action": {"buttons": buttons},
    }}))
}

pub fn reply(id: &str, title: &str) -> Value {
    json!({"type": "reply", "reply": {"id": id, "title": title}})
}

/// The status template, filled in so.
pub fn template(body: Value) -> Value {
    message(
        json!({"type": "template", "biz_opaque_callback_data": "outbox:01J", "template": {
            "name": "status_permohonan", "language": {"code": "id"}, "components": [
                {"type": "body", "parameters": body},
                {"type": "button", "sub_type": "url", "index": "0", "parameters": [{"type": "text", "text": "R4K"}]},
            ],
        }}),
    )
}

pub fn named(name: &str, text: &str) -> Value {
    json!({"type": "text", "parameter_name": name, "text": text})
}

pub fn filled() -> Value {
    template(json!([
        named("nama", "Siti"),
        named("nomor", "R4K-7MD-2QX")
    ]))
}
