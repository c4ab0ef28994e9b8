//! Qontak: a partner of Meta. Approved templates only; the classic token, or a signature over date and request line.

use crate::{
    gateway::{Book, Gateway, Read, Sent, is_number},
    hmac,
};
use axum::{
    Json, Router,
    body::Bytes,
    extract::{OriginalUri, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::post,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use std::{io, sync::Arc};

/// What one knows to be let in, and which templates there are.
#[derive(Clone, Debug)]
pub struct Options {
    /// For the classic address.
    pub token: String,
    /// For the newer one.
    pub client_id: String,
    /// For the newer one.
    pub client_secret: String,
    /// The number that sends.
    pub channel: String,
    /// Id, language and number of parameters of each template.
    pub templates: Vec<(String, String, usize)>,
}

type Desk = State<(Book, Arc<Options>)>;

/// Where the classic interface is.
pub const CLASSIC: &str = "/api/open/v1/broadcasts/whatsapp/direct";
/// Where the newer one is.
pub const SIGNED: &str = "/qontak/chat/v1/broadcasts/whatsapp/direct";

/// Starts one.
///
/// # Errors
/// As the system says.
pub async fn start(options: Options) -> io::Result<Gateway> {
    let book = Book::default();
    let router = Router::new()
        .route(CLASSIC, post(send))
        .route(SIGNED, post(send))
        .with_state((book.clone(), Arc::new(options)));
    Gateway::start(book, router).await
}

async fn send(
    State((book, options)): Desk,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let is_let_in = if uri.path() == CLASSIC {
        text(&headers, header::AUTHORIZATION.as_str()) == format!("Bearer {}", options.token)
    } else {
        is_signed(&options, uri.path(), &headers)
    };
    let read = if is_let_in {
        read(&options, &body)
    } else {
        Err((401, "The access token is invalid".to_owned()))
    };
    book.answer(read, words, accepted).await
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    let found = headers.get(name);
    found
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

fn is_signed(options: &Options, path: &str, headers: &HeaderMap) -> bool {
    let date = text(headers, "date");
    let signed = format!("date: {date}\nPOST {path} HTTP/1.1");
    let signature = STANDARD.encode(hmac::bytes(&options.client_secret, signed.as_bytes()));
    let wanted = format!(
        "hmac username=\"{}\", algorithm=\"hmac-sha256\", headers=\"date request-line\", signature=\"{signature}\"",
        options.client_id
    );
    // RFC 7231: Fri, 05 Mar 2027 02:12:00 GMT
    date.len() == 29 && date.ends_with(" GMT") && text(headers, "authorization") == wanted
}

fn words(status: u16, why: &str) -> Value {
    json!({"status": "error", "error": {"code": status, "messages": [why]}})
}

fn accepted(sent: &Sent) -> Response {
    let body = json!({"status": "success", "data": {"id": sent.id, "status": "todo"}});
    (StatusCode::CREATED, Json(body)).into_response()
}

fn read(options: &Options, body: &Bytes) -> Read {
    let refuse = |why: &str| (422, why.to_owned());
    let asked: Value = serde_json::from_slice(body).map_err(|_| refuse("body is invalid"))?;
    let field = |key: &str| asked[key].as_str().unwrap_or_default();
    if !is_number(field("to_number")) {
        return Err(refuse("to_number is invalid"));
    }
    if field("to_name").is_empty() {
        return Err(refuse("to_name is missing"));
    }
    if field("channel_integration_id") != options.channel {
        return Err(refuse("channel_integration_id is invalid"));
    }
    let lang = asked["language"]["code"].as_str().unwrap_or_default();
    let wanted =
        |one: &&(String, String, usize)| one.0 == field("message_template_id") && one.1 == lang;
    let Some((_, _, count)) = options.templates.iter().find(wanted) else {
        return Err(refuse("message_template_id is invalid"));
    };
    let given = asked["parameters"]["body"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    if given.len() != *count {
        return Err(refuse("parameters: wrong number"));
    }
    let mut lines = Vec::new();
    for (position, one) in given.iter().enumerate() {
        let key = (position + 1).to_string();
        let value = one["value_text"].as_str().unwrap_or_default();
        let named = one["value"].as_str().is_some_and(|name| !name.is_empty());
        let is_line =
            !value.is_empty() && !value.contains(['\n', '\t']) && !value.contains("     ");
        if one["key"] != key.as_str() || !named || !is_line {
            return Err(refuse(
                "parameters: key, value and a value_text of one line",
            ));
        }
        lines.push(value);
    }
    Ok((
        field("to_number").to_owned(),
        lines.join("\n"),
        asked.clone(),
    ))
}
