//! Webhooks: signed on the raw body, sent once more if they are not answered with 200, and as disorderly as a test wants.

use super::Inner;
use crate::{hmac, wire};
use serde_json::{Value, json};
use std::{mem, sync::Arc};
use tokio::{sync::mpsc, task::JoinSet, time::sleep};

/// How webhooks come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mischief {
    /// The last first.
    pub is_reversed: bool,
    /// Each twice.
    pub is_doubled: bool,
    /// Never.
    pub is_dropped: bool,
    /// Late: when the test releases them.
    pub is_held: bool,
    /// Several entries, changes and statuses in one.
    pub is_together: bool,
}

/// One request to the webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhook {
    /// The raw body.
    pub body: String,
    /// `X-Hub-Signature-256`.
    pub signature: String,
}

/// One piece of news.
#[derive(Clone, Debug)]
pub enum Item {
    /// What became of a message of ours.
    Status(Value),
    /// Who wrote what.
    Message(Value, Value),
}

impl Item {
    fn is_status(&self) -> bool {
        matches!(self, Self::Status(_))
    }
}

/// Sends news, or holds them back.
pub fn send(inner: &Inner, items: Vec<Item>) {
    if items.is_empty() {
        return;
    }
    let mischief = {
        let mut state = inner.state();
        if state.mischief.is_dropped {
            return;
        }
        if state.mischief.is_held {
            state.held.extend(items);
            return;
        }
        state.mischief
    };
    dispatch(inner, items, mischief);
}

/// Sends what was held back; what comes from now on is not.
pub fn release(inner: &Inner) {
    let (items, mischief) = {
        let mut state = inner.state();
        state.mischief.is_held = false;
        (mem::take(&mut state.held), state.mischief)
    };
    dispatch(inner, items, mischief);
}

fn dispatch(inner: &Inner, mut items: Vec<Item>, mischief: Mischief) {
    if mischief.is_reversed {
        items.reverse();
    }
    let heaps: Vec<Vec<Item>> = if mischief.is_together && !items.is_empty() {
        vec![items]
    } else {
        items.into_iter().map(|item| vec![item]).collect()
    };
    for heap in heaps {
        let body = envelope(inner, &heap).to_string();
        let signature = format!(
            "sha256={}",
            hmac::hex(&inner.options.app_secret, body.as_bytes())
        );
        let webhook = Webhook { body, signature };
        for _ in 0..=usize::from(mischief.is_doubled) {
            let mut state = inner.state();
            if state.webhook.is_none() {
                state.kept.push(webhook.clone());
            } else if inner.outgoing.send(webhook.clone()).is_ok() {
                state.on_their_way += 1;
            }
        }
    }
}

/// Two items of a kind make a change, two changes an entry.
fn envelope(inner: &Inner, items: &[Item]) -> Value {
    let options = &inner.options;
    let alike = items.chunk_by(|one, next| one.is_status() == next.is_status());
    let changes: Vec<Value> = alike
        .flat_map(|run| run.chunks(2))
        .map(|pair| {
            let mut value = json!({
                "messaging_product": "whatsapp",
                "metadata": {
                    "display_phone_number": options.display_number,
                    "phone_number_id": options.phone_number_id,
                },
            });
            for item in pair {
                match item {
                    Item::Status(status) => push(&mut value, "statuses", status),
                    Item::Message(contact, message) => {
                        push(&mut value, "contacts", contact);
                        push(&mut value, "messages", message);
                    }
                }
            }
            json!({"field": "messages", "value": value})
        })
        .collect();
    let entry = |changes: &[Value]| json!({"id": options.waba_id, "changes": changes});
    let entries: Vec<Value> = changes.chunks(2).map(entry).collect();
    json!({"object": "whatsapp_business_account", "entry": entries})
}

fn push(value: &mut Value, key: &str, item: &Value) {
    match value[key].as_array_mut() {
        Some(list) => list.push(item.clone()),
        None => value[key] = json!([item]),
    }
}

/// Carries webhooks out, one after the other; those that failed are tried again beside them.
pub async fn carry(inner: Arc<Inner>, mut queue: mpsc::UnboundedReceiver<Webhook>) {
    let mut again = JoinSet::new();
    loop {
        tokio::select! {
            Some(_) = again.join_next() => (),
            next = queue.recv() => {
                let Some(webhook) = next else { return };
                if attempt(&inner, &webhook).await {
                    done(&inner);
                } else {
                    again.spawn(insist(Arc::clone(&inner), webhook));
                }
            }
        }
    }
}

async fn insist(inner: Arc<Inner>, webhook: Webhook) {
    for pause in &inner.options.pauses {
        sleep(*pause).await;
        if attempt(&inner, &webhook).await {
            done(&inner);
            return;
        }
    }
    inner.state().lost.push(webhook);
    done(&inner);
}

fn done(inner: &Inner) {
    inner.state().on_their_way -= 1;
    inner.settled.notify_waiters();
}

async fn attempt(inner: &Inner, webhook: &Webhook) -> bool {
    let Some(url) = inner.state().webhook.clone() else {
        return false;
    };
    let headers = [
        ("Content-Type", "application/json"),
        ("User-Agent", "facebookexternalua"),
        ("X-Hub-Signature-256", webhook.signature.as_str()),
    ];
    let answer = wire::send("POST", &url, &headers, webhook.body.as_bytes()).await;
    answer.is_ok_and(|answer| answer.status == 200)
}

/// Sends the challenge.
pub async fn verify(inner: &Inner, verify_token: &str) -> Result<(), String> {
    let url = inner.state().webhook.clone().unwrap_or_default();
    let challenge = "1158201444";
    let address = format!(
        "{url}?hub.mode=subscribe&hub.challenge={challenge}&hub.verify_token={verify_token}"
    );
    let answer = wire::send("GET", &address, &[], b"").await;
    let answer = answer.map_err(|error| error.to_string())?;
    if answer.status == 200 && answer.body == challenge {
        Ok(())
    } else {
        Err(format!("{} {}", answer.status, answer.body))
    }
}
