//! Wablas: a telephone that is linked to WhatsApp Web. Token and secret key with a dot between, and a list in JSON.

use crate::gateway::{Book, Gateway, Read, Sent, is_number};
use axum::{
    Json, Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
    routing::post,
};
use serde_json::{Value, json};
use std::io;

type Desk = State<(Book, String)>;

/// Starts one that lets this token and secret key in.
///
/// # Errors
/// As the system says.
pub async fn start(token: &str, secret: &str) -> io::Result<Gateway> {
    let book = Book::default();
    let router = Router::new()
        .route("/api/v2/send-message", post(send))
        .with_state((book.clone(), format!("{token}.{secret}")));
    Gateway::start(book, router).await
}

async fn send(State((book, key)): Desk, headers: HeaderMap, body: Bytes) -> Response {
    book.answer(read(&key, &headers, &body), words, accepted)
        .await
}

fn words(_: u16, why: &str) -> Value {
    json!({"status": false, "message": why})
}

fn accepted(sent: &Sent) -> Response {
    let body = json!({
        "status": true,
        "message": "Message is pending and waiting to be processed",
        "data": {"quota": 1000, "messages": [
            {"id": sent.id, "phone": sent.to, "message": sent.text, "status": "pending"},
        ]},
    });
    Json(body).into_response()
}

fn read(key: &str, headers: &HeaderMap, body: &Bytes) -> Read {
    let refuse = |status: u16, why: &str| (status, why.to_owned());
    let sent = headers.get(header::AUTHORIZATION);
    if sent.is_none_or(|sent| sent.as_bytes() != key.as_bytes()) {
        return Err(refuse(401, "token invalid"));
    }
    let asked: Value = serde_json::from_slice(body).map_err(|_| refuse(400, "body invalid"))?;
    let list = asked["data"].as_array().filter(|list| !list.is_empty());
    let first = &list.ok_or_else(|| refuse(400, "data is required"))?[0];
    let to = first["phone"].as_str().unwrap_or_default();
    if !is_number(to) {
        return Err(refuse(400, "phone invalid"));
    }
    let text = first["message"].as_str().unwrap_or_default();
    if text.is_empty() || !first["isGroup"].is_boolean() {
        return Err(refuse(400, "message invalid"));
    }
    Ok((to.to_owned(), text.to_owned(), asked.clone()))
}
