//! Headers on every answer: what a browser may do with our pages.

use super::visitor::cookie;
use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};

static HEADERS: [(HeaderName, &str); 7] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; \
         frame-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "SAMEORIGIN"),
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=()",
    ),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];

/// Addresses that hold a token with which somebody decides.
const SECRET: &str = "/putusan/";
/// Cookies of sessions, as [`crate::actor::cookie_name`] has them.
const SESSIONS: [&str; 2] = ["__Host-loket", "loket"];

/// A page on which a secret is typed before anybody is signed in: no browser keeps it, so that nobody finds it again on the
/// way back.
pub fn kept_nowhere(mut page: Response) -> Response {
    let headers = page.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    page
}

/// Adds each header that the answer does not set itself; pages are not kept by shared caches unless they say so.
pub async fn add(request: Request, next: Next) -> Response {
    let is_secret = request.uri().path().starts_with(SECRET);
    let is_somebodys = SESSIONS
        .iter()
        .any(|name| cookie(request.headers(), name).is_some());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if is_secret {
        // Errors too: whoever has the address may act.
        headers.insert(
            header::REFERRER_POLICY,
            HeaderValue::from_static("no-referrer"),
        );
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    for (name, value) in &HEADERS {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static(if is_somebodys {
            // Whoever comes to the device next must not go back to what somebody has read (ASVS 5.0, 14.3.2).
            "no-store"
        } else {
            "private, no-cache"
        }));
    response
}
