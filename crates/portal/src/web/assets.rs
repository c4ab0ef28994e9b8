//! Style, script and icons, inside the binary. Their addresses carry a hash of the content, so that browsers keep them.

use crate::{App, random};
use axum::{
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

#[derive(rust_embed::RustEmbed)]
#[folder = "assets"]
struct Files;

/// Changes whenever any asset does; part of every asset's address.
pub static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut hash = Sha256::new();
    for name in Files::iter() {
        hash.update(
            Files::get(&name)
                .map(|file| file.data.into_owned())
                .unwrap_or_default(),
        );
    }
    random::hex(&hash.finalize()[..6])
});

/// `GET /assets/{name}`.
pub async fn show(State(app): State<App>, Path(name): Path<String>) -> Response {
    let content = match name.as_str() {
        "campus.css" => Some(app.catalog().accent_css().into_bytes()),
        _ => Files::get(&name).map(|file| file.data.into_owned()),
    };
    let Some(content) = content else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kind = match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    let mut response = content.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    response
}
