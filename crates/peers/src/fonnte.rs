//! Fonnte: a telephone that is linked to WhatsApp Web. A form, a bare token, and 200 for everything: only the body says
//! whether the message was taken.

use crate::gateway::{Book, Gateway, Read, Sent, is_number};
use axum::{
    Json, Router,
    body::Bytes,
    extract::{Form, FromRequest, Request, State},
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
    routing::post,
};
use serde_json::{Value, json};
use std::{collections::HashMap, io};

type Desk = State<(Book, String)>;

/// Starts one that lets this token in.
///
/// # Errors
/// As the system says.
pub async fn start(token: &str) -> io::Result<Gateway> {
    let book = Book::default();
    let router = Router::new()
        .route("/send", post(send))
        .with_state((book.clone(), token.to_owned()));
    Gateway::start(book, router).await
}

async fn send(State((book, token)): Desk, headers: HeaderMap, body: Bytes) -> Response {
    let read = read(&token, &headers, body).await;
    book.answer(read, words, accepted).await
}

fn words(_: u16, why: &str) -> Value {
    json!({"status": false, "reason": why})
}

fn accepted(sent: &Sent) -> Response {
    let body = json!({
        "detail": "success! message in queue",
        "id": [sent.id],
        "process": "pending",
        "status": true,
        "target": [sent.to],
    });
    Json(body).into_response()
}

async fn read(token: &str, headers: &HeaderMap, body: Bytes) -> Read {
    let refuse = |why: &str| (200, why.to_owned());
    let sent = headers.get(header::AUTHORIZATION);
    if sent.is_none_or(|sent| sent.as_bytes() != token.as_bytes()) {
        return Err(refuse("token invalid"));
    }
    let mut request = Request::new(body.into());
    *request.method_mut() = axum::http::Method::POST;
    if let Some(kind) = headers.get(header::CONTENT_TYPE) {
        request
            .headers_mut()
            .insert(header::CONTENT_TYPE, kind.clone());
    }
    let form = Form::<HashMap<String, String>>::from_request(request, &()).await;
    let Ok(Form(form)) = form else {
        return Err(refuse("invalid/empty body value"));
    };
    let field = |key: &str| form.get(key).map(String::as_str).unwrap_or_default();
    let country = match field("countryCode") {
        "" => "62",
        "0" => "",
        given => given,
    };
    let target = match field("target").strip_prefix('0') {
        Some(rest) if !country.is_empty() => format!("{country}{rest}"),
        _ => field("target").to_owned(),
    };
    if !is_number(&target) {
        return Err(refuse("target input invalid"));
    }
    if field("message").is_empty() {
        return Err(refuse("invalid/empty body value"));
    }
    Ok((target, field("message").to_owned(), json!(form)))
}
