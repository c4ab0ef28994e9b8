//! Every request has a number: its answer and each line of the log about it carry it, and a page that refuses shows it.
//!
//! The log has the pattern of the route and never the path: a path may hold a link's token, a query what was typed.

use crate::{App, random::Random};
use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use std::{fmt, sync::Arc, time::Instant};
use tracing::Instrument;

static HEADER: HeaderName = HeaderName::from_static("x-request-id");
/// As long as a UUID; a proxy that sends more is not believed.
const LONGEST: usize = 36;
/// What stands for the pattern where nothing is.
const NOWHERE: &str = "none";

/// The number of a request.
#[derive(Clone, Debug)]
pub struct RequestId(Arc<str>);

impl RequestId {
    /// What our own proxy calls it, so that both logs have the same number; else one of ours.
    fn of(app: &App, headers: &HeaderMap) -> Self {
        let given = headers.get(&HEADER).and_then(|value| value.to_str().ok());
        match given {
            Some(given) if app.config().behind_proxy && is_plain(given) => Self(given.into()),
            _ => Self::new(app.random()),
        }
    }

    /// Eight letters and digits that are easy to read out: `5TQ8-1CXK`.
    fn new(random: &Random) -> Self {
        const SYMBOLS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
        let symbol = |byte: &u8| char::from(SYMBOLS[usize::from(byte % 32)]);
        let text: String = random.bytes::<8>().iter().map(symbol).collect();
        Self(format!("{}-{}", &text[..4], &text[4..]).into())
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Nothing that could be taken for anything else in a line of a log or on a page.
fn is_plain(text: &str) -> bool {
    (1..=LONGEST).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

/// Gives the request its number, has its lines in the log carry it, and counts its answer.
pub async fn observe(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let id = RequestId::of(&app, request.headers());
    let (method, matched) = (
        request.method().clone(),
        request.extensions().get().cloned(),
    );
    let route = matched.as_ref().map_or(NOWHERE, MatchedPath::as_str);
    let span = tracing::info_span!("request", %id, %method, route);
    request.extensions_mut().insert(id.clone());

    let since = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let (took, status) = (since.elapsed(), response.status());
    app.meter().record(route, &method, status, took);
    span.in_scope(|| {
        let ms = took.as_millis() as u64;
        tracing::debug!(status = status.as_u16(), ms, "answered");
    });
    if let Ok(value) = HeaderValue::from_str(&id.0) {
        response.headers_mut().insert(&HEADER, value);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_short_and_plain_numbers_are_believed() {
        assert!(is_plain("0198a000-0000-7000-8000-000000000000") && is_plain("a_B-9"));
        for bad in [
            "",
            "a b",
            "a\tb",
            "<b>",
            "a=b",
            "a\"b",
            "é",
            &"a".repeat(37),
        ] {
            assert!(!is_plain(bad), "{bad}");
        }
    }

    #[test]
    fn our_own_numbers_are_plain_and_differ() {
        let random = Random::seeded(1);
        let (one, two) = (RequestId::new(&random), RequestId::new(&random));
        assert!(is_plain(&one.0) && one.0.len() == 9 && one.0 != two.0);
    }
}
