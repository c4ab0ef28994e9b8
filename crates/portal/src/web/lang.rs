//! The language stands first in every address. It is taken off before routing, so that routes do not repeat it.

use super::Lang;
use axum::{
    body::Body,
    http::{HeaderMap, Request, Uri, header},
};

/// Addresses without a language: files, machines, and links short enough for a message.
const BARE: &[&str] = &[
    "/assets/",
    "/healthz",
    "/readyz",
    "/metrics",
    "/dev/",
    "/t/",
    "/webhooks/",
];
/// Where an address without a known language is routed: nothing is there, so the page is "not found".
const NOWHERE: &str = "/-";

/// `/en/site` becomes `/site`, with [`Lang::En`] as an extension of the request.
pub fn strip(mut request: Request<Body>) -> Request<Body> {
    let path = request.uri().path();
    let (lang, rest) = split(path);
    let target = match lang {
        Some(_) => rest.to_owned(),
        None if path == "/" || BARE.iter().any(|bare| path.starts_with(bare)) => path.to_owned(),
        None => NOWHERE.to_owned(),
    };
    let query = request
        .uri()
        .query()
        .map(|query| format!("?{query}"))
        .unwrap_or_default();
    let lang = lang.unwrap_or_else(|| preferred(request.headers()));
    if let Ok(uri) = format!("{target}{query}").parse::<Uri>() {
        *request.uri_mut() = uri;
    }
    request.extensions_mut().insert(lang);
    request
}

/// The language that an address begins with, and the rest of it.
fn split(path: &str) -> (Option<Lang>, &str) {
    let first = path
        .trim_start_matches('/')
        .split('/')
        .next()
        .unwrap_or_default();
    let Some(lang) = Lang::from_code(first) else {
        return (None, path);
    };
    let rest = &path[1 + first.len()..];
    (Some(lang), if rest.is_empty() { "/" } else { rest })
}

/// What the browser asks for; Indonesian unless it prefers English.
pub fn preferred(headers: &HeaderMap) -> Lang {
    let accepted = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    accepted
        .split(',')
        .find_map(|part| Lang::from_code(part.trim().get(..2)?))
        .unwrap_or(Lang::Id)
}
