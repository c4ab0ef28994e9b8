//! The one layer that renders what was refused or went wrong.

use super::{
    Page, Visitor, html_with,
    page::{Nav, redirect},
    trace::RequestId,
    visitor::clear_flash,
};
use crate::{App, Error};
use askama::Template;
use axum::{
    body::Body,
    extract::{FromRequestParts, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::sync::Arc;

#[derive(Template)]
#[template(path = "web/error.html")]
struct ErrorPage {
    page: Page,
    title: String,
    sentence: String,
    reference: String,
    searchable: bool,
}

/// Renders every answer that carries an [`Error`] in the reader's language, with the number under which
/// the log has it.
pub async fn render(State(app): State<App>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let (method, headers) = (parts.method.clone(), parts.headers.clone());
    let mut copy = Request::new(Body::empty()).into_parts().0;
    (copy.uri, copy.headers, copy.extensions) = (
        parts.uri.clone(),
        parts.headers.clone(),
        parts.extensions.clone(),
    );

    let mut response = next.run(Request::from_parts(parts, body)).await;
    if let Some(page) = page_of_the_form(&method, copy.uri.path(), &response) {
        let lang = copy.extensions.get().copied().unwrap_or(super::Lang::Id);
        return redirect(lang, page);
    }
    let error = response
        .extensions()
        .get::<Arc<Error>>()
        .map(|error| (**error).clone())
        .or_else(|| plain(&response));
    if let Some(error) = error {
        show(&app, &mut copy, &method, &error).await
    } else {
        clear_flash(&headers, &mut response);
        response
    }
}

/// A form that came back with mistakes stands under the address that it was sent to. Who opens that again, or is brought
/// back there after proving who it is, goes to the page that the form is on.
fn page_of_the_form<'a>(method: &Method, path: &'a str, response: &Response) -> Option<&'a str> {
    let is_form = response.status() == StatusCode::METHOD_NOT_ALLOWED;
    let (page, _) = path.rsplit_once('/')?;
    (method == Method::GET && is_form && !page.is_empty()).then_some(page)
}

/// Marks a refusal that a script reads: its sentence stays as it is.
#[derive(Clone, Copy)]
pub struct ForScript;

/// A refusal for a script: 422 with one sentence.
pub fn sentence(words: String) -> Response {
    let mut response = (StatusCode::UNPROCESSABLE_ENTITY, words).into_response();
    response.extensions_mut().insert(ForScript);
    response
}

/// Answers of the framework itself: no such route, wrong method, a body that is too long or cannot be read.
fn plain(response: &Response) -> Option<Error> {
    let is_text = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    if !is_text || response.extensions().get::<ForScript>().is_some() {
        return None;
    }
    match response.status() {
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Some(Error::NotFound),
        StatusCode::PAYLOAD_TOO_LARGE => Some(Error::TooLarge),
        StatusCode::FORBIDDEN => Some(Error::Forbidden),
        StatusCode::REQUEST_TIMEOUT => Some(Error::Unavailable("too slow".into())),
        StatusCode::INTERNAL_SERVER_ERROR => Some(Error::Internal("a handler failed".into())),
        status if status.is_client_error() => Some(Error::BadRequest),
        _ => None,
    }
}

async fn show(
    app: &App,
    parts: &mut axum::http::request::Parts,
    method: &Method,
    error: &Error,
) -> Response {
    // The span of the request says which one and on which route; its path may hold a secret.
    match error {
        Error::Internal(why) => tracing::error!(why, "internal error"),
        Error::Unavailable(why) => tracing::warn!(why, "unavailable"),
        other => tracing::debug!(%other, "refused"),
    }
    let reference = parts.extensions.get().map(RequestId::to_string);
    // When the database is what fails, the page is made for a stranger.
    let visitor = match Visitor::from_request_parts(parts, app).await {
        Ok(visitor) => visitor,
        Err(_) => stranger(parts),
    };
    if matches!(error, Error::SignIn) {
        let back = if method == Method::GET {
            visitor.here.clone()
        } else {
            came_from(&parts.headers).unwrap_or_else(|| String::from("/riwayat"))
        };
        let query = format!("/masuk?lanjut={}", encode(&back));
        return redirect(visitor.lang, &query);
    }
    if matches!(error, Error::Enrol) {
        return redirect(visitor.lang, "/akun-saya/langkah-kedua");
    }
    if matches!(error, Error::StepUp) {
        let back = if method == Method::GET {
            visitor.here.clone()
        } else {
            came_from(&parts.headers).unwrap_or_else(|| String::from("/akun-saya"))
        };
        let query = format!("/masuk/konfirmasi?lanjut={}", encode(&back));
        return redirect(visitor.lang, &query);
    }
    let mut response = page(app, &visitor, error, reference.unwrap_or_default())
        .unwrap_or_else(|_| (error.status(), "Loket").into_response());
    let retry = match error {
        Error::TooMany(seconds) => Some(*seconds),
        Error::Unavailable(_) => Some(5),
        _ => None,
    };
    if let Some(value) = retry.and_then(|seconds| HeaderValue::from_str(&seconds.to_string()).ok())
    {
        response.headers_mut().insert(header::RETRY_AFTER, value);
    }
    response
}

/// The page that a form was on: what is typed into it is not kept, so one begins there again. Only its path is taken.
fn came_from(headers: &HeaderMap) -> Option<String> {
    let referer = headers.get(header::REFERER)?.to_str().ok()?;
    let page = url::Url::parse(referer).ok()?;
    let query = page
        .query()
        .map_or_else(String::new, |query| format!("?{query}"));
    Some(format!("{}{query}", page.path()))
}

fn stranger(parts: &axum::http::request::Parts) -> Visitor {
    Visitor {
        lang: parts.extensions.get().copied().unwrap_or(super::Lang::Id),
        person: None,
        enrolling: None,
        blocked: None,
        here: parts.uri.path().to_owned(),
        flash: None,
        source: String::new(),
        device: String::new(),
        browser: None,
    }
}

fn page(app: &App, visitor: &Visitor, error: &Error, reference: String) -> crate::Answer {
    let page = Page::new(app, visitor, Nav::Elsewhere);
    let (title, sentence) = match error {
        Error::NotFound => (
            page.t("error-not-found"),
            page.t("error-not-found-next").into_owned(),
        ),
        Error::Forbidden | Error::SignIn | Error::StepUp | Error::Enrol => (
            page.t("error-forbidden"),
            page.t("error-forbidden-next").into_owned(),
        ),
        Error::Restricted => (
            page.t("error-restricted"),
            page.t("error-restricted-next").into_owned(),
        ),
        Error::Refused(key) => (page.t("error-refused"), page.t(key).into_owned()),
        Error::RefusedFor(key, what) => (page.t("error-refused"), page.t1(key, "what", what)),
        Error::Conflict(key, what) => (page.t("error-conflict"), page.t1(key, "what", what)),
        Error::TooLarge => (
            page.t("error-too-large"),
            page.t("error-too-large-next").into_owned(),
        ),
        Error::BadRequest => (
            page.t("error-bad-request"),
            page.t("error-bad-request-next").into_owned(),
        ),
        Error::TooMany(seconds) => (page.t("error-too-many"), wait(visitor.lang, *seconds)),
        Error::Unavailable(_) => (
            page.t("error-unavailable"),
            page.t("error-unavailable-next").into_owned(),
        ),
        Error::Internal(_) => (
            page.t("error-internal"),
            page.t("error-internal-next").into_owned(),
        ),
    };
    let searchable = matches!(error, Error::NotFound);
    let template = ErrorPage {
        title: title.into_owned(),
        sentence,
        reference,
        searchable,
        page,
    };
    html_with(error.status(), &template)
}

/// How long to wait, in whole seconds below a minute, else in minutes.
pub fn wait(lang: super::Lang, seconds: i64) -> String {
    let (key, name, count) = if seconds < 60 {
        ("error-too-many-seconds", "seconds", seconds)
    } else {
        ("error-too-many-next", "minutes", (seconds + 59) / 60)
    };
    super::text::t_with(lang, key, &[(name, count.into())])
}

/// Percent-encodes everything that could end a value in a query.
pub fn encode(text: &str) -> String {
    let safe = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    text.bytes()
        .map(|byte| {
            if safe(byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_value_cannot_break_out() {
        assert_eq!(encode("/site?q=a&b#c"), "/site%3Fq%3Da%26b%23c");
    }
}
