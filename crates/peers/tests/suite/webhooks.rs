//! How news come.

use crate::support::*;
use axum::{
    Router,
    body::Bytes,
    extract::Query,
    http::{HeaderMap, StatusCode},
    routing::post,
};
use peers::{graph::Mischief, wire::Server};
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

/// A webhook that answers the first requests badly.
async fn webhook(bad: usize) -> (Server, Arc<Mutex<Vec<(String, String)>>>) {
    let heard: Arc<Mutex<Vec<(String, String)>>> = Arc::default();
    let (ears, left) = (Arc::clone(&heard), Arc::new(Mutex::new(bad)));
    let take = move |headers: HeaderMap, body: Bytes| async move {
        let mut left = left.lock().unwrap();
        if *left > 0 {
            *left -= 1;
            return StatusCode::SERVICE_UNAVAILABLE;
        }
        let signature = headers["x-hub-signature-256"].to_str().unwrap().to_owned();
        ears.lock()
            .unwrap()
            .push((String::from_utf8(body.to_vec()).unwrap(), signature));
        StatusCode::OK
    };
    let verify = |Query(asked): Query<HashMap<String, String>>| async move {
        if asked["hub.verify_token"] == "rahasia" {
            (StatusCode::OK, asked["hub.challenge"].clone())
        } else {
            (StatusCode::FORBIDDEN, String::new())
        }
    };
    let router = Router::new().route("/webhooks/whatsapp", post(take).get(verify));
    let server = Server::start(SocketAddr::from(([127, 0, 0, 1], 0)), router)
        .await
        .unwrap();
    (server, heard)
}

#[tokio::test]
async fn news_are_signed_on_the_raw_body_and_sent_to_the_webhook() {
    let (server, heard) = webhook(0).await;
    let meta = Meta::new().await;
    meta.webhook_to(&format!("{}/webhooks/whatsapp", server.url()));
    meta.verify_webhook("rahasia").await.unwrap();
    assert!(meta.verify_webhook("tebakan").await.is_err());
    meta.send(&filled()).await;
    meta.settled().await;
    let heard = heard.lock().unwrap();
    assert_eq!(heard.len(), 2);
    assert!(
        heard
            .iter()
            .all(|(_, signature)| signature.len() == 7 + 64 && signature.starts_with("sha256="))
    );
    let first: Value = serde_json::from_str(&heard[0].0).unwrap();
    let change = &first["entry"][0]["changes"][0];
    assert_eq!(change["field"], "messages");
    let status = &change["value"]["statuses"][0];
    assert_eq!(status["status"], "sent");
    assert_eq!(status["recipient_id"], SITI);
    assert_eq!(status["biz_opaque_callback_data"], "outbox:01J");
    assert_eq!(
        status["pricing"],
        json!({"billable": true, "pricing_model": "PMP", "type": "regular", "category": "utility"})
    );
}

#[tokio::test]
async fn the_signature_is_the_published_one() {
    let meta = Meta::new().await;
    meta.person_says(SITI, "halo");
    let webhook = meta.take_webhooks().pop().unwrap();
    let shape = webhook.signature.strip_prefix("sha256=").unwrap();
    // The same by another implementation, of which FACTS has the value for an empty envelope.
    let mac = |body: &str| {
        use hmac::{Hmac, KeyInit, Mac};
        let mut mac = Hmac::<sha2::Sha256>::new_from_slice(b"test_app_secret").unwrap();
        mac.update(body.as_bytes());
        let bytes = mac.finalize().into_bytes();
        bytes
            .iter()
            .map(|one| format!("{one:02x}"))
            .collect::<String>()
    };
    let vector = r#"{"object":"whatsapp_business_account","entry":[]}"#;
    assert_eq!(
        mac(vector),
        "dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756"
    );
    assert_eq!(mac(&webhook.body), shape);
}

#[tokio::test]
async fn a_webhook_that_is_not_answered_with_200_comes_again() {
    let (server, heard) = webhook(3).await;
    let meta = Meta::with(|options| options.pauses = vec![Duration::from_millis(1); 2]).await;
    meta.webhook_to(&format!("{}/webhooks/whatsapp", server.url()));
    meta.person_says(SITI, "pertama");
    meta.settled().await;
    assert_eq!(meta.lost_webhooks().len(), 1, "given up in the end");
    let (server, again) = webhook(2).await;
    meta.webhook_to(&format!("{}/webhooks/whatsapp", server.url()));
    meta.person_says(SITI, "kedua");
    meta.settled().await;
    assert!(heard.lock().unwrap().is_empty());
    assert!(again.lock().unwrap()[0].0.contains("kedua"));
}

#[tokio::test]
async fn news_come_out_of_order_twice_never_or_late() {
    let meta = Meta::new().await;
    let quiet = Mischief::default();
    meta.misbehave(Mischief {
        is_reversed: true,
        ..quiet
    });
    meta.send(&filled()).await;
    assert_eq!(words(&meta.statuses(), "status"), ["delivered", "sent"]);
    meta.misbehave(Mischief {
        is_doubled: true,
        ..quiet
    });
    meta.send(&filled()).await;
    assert_eq!(
        words(&meta.statuses(), "status"),
        ["sent", "sent", "delivered", "delivered"]
    );
    meta.misbehave(Mischief {
        is_dropped: true,
        ..quiet
    });
    meta.send(&filled()).await;
    meta.misbehave(Mischief {
        is_held: true,
        ..quiet
    });
    meta.send(&filled()).await;
    assert!(meta.take_webhooks().is_empty());
    meta.release();
    assert_eq!(words(&meta.statuses(), "status"), ["sent", "delivered"]);
}

#[tokio::test]
async fn one_envelope_may_hold_several_entries_changes_and_statuses() {
    let meta = Meta::new().await;
    meta.misbehave(Mischief {
        is_held: true,
        is_together: true,
        ..Mischief::default()
    });
    for _ in 0..3 {
        meta.send(&filled()).await;
    }
    meta.person_says(SITI, "halo");
    meta.release();
    let news = meta.news();
    assert_eq!(news.len(), 1);
    let entries = news[0]["entry"].as_array().unwrap();
    let changes: Vec<&Value> = entries
        .iter()
        .flat_map(|one| one["changes"].as_array().unwrap())
        .collect();
    let statuses = changes
        .iter()
        .filter_map(|one| one["value"]["statuses"].as_array())
        .flatten()
        .count();
    assert!(entries.len() > 1 && entries[0]["changes"].as_array().unwrap().len() > 1);
    // sent and delivered of three, and read of three as the person answers.
    assert_eq!(statuses, 9);
    assert!(
        changes
            .iter()
            .any(|one| one["value"]["messages"][0]["text"]["body"] == "halo")
    );
}
