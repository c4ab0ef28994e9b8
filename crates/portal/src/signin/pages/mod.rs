//! Pages of signing in, by noun.

pub mod acting;
mod blocked;
pub mod confirmation;
mod enrolment;
pub mod forgotten;
pub mod links;
pub mod mailbox;
pub mod panel;
pub mod registration;
pub mod second;
pub mod session;
pub mod step;

use crate::{
    Answer, App, Error,
    actor::{Capacity, Origin, Role, browser_cookie, cookie_name},
    credentials::browsers,
    signin::model::local_path,
    web::{
        Lang, Page, Values, Visitor,
        errors::{encode, wait},
        redirect,
        text::t,
        visitor::{set_cookie, with_refusal},
    },
};
use axum::{
    extract::{FromRequestParts, Query},
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::Response,
};

/// Back to signing in, with the sentence that says why.
fn again(visitor: &Visitor, way: &Way, why: &str) -> Response {
    let response = redirect(visitor.lang, &format!("/masuk{}", way.query()));
    with_refusal(response, why)
}

/// Where somebody was going when signing in came in between: carried through every step of it.
#[derive(Clone, Debug, Default)]
pub struct Way {
    /// The page, without language; only one of ours.
    pub lanjut: Option<String>,
    /// The draft that was typed after the session had ended.
    pub simpanan: Option<String>,
}

impl Way {
    /// From the hidden fields of a form, or a query.
    pub fn of(values: &Values) -> Self {
        let is_id = |id: &&String| {
            (1..=64).contains(&id.len())
                && id
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        };
        Self {
            lanjut: values.get("lanjut").and_then(|wanted| local_path(wanted)),
            simpanan: values.get("simpanan").filter(is_id).cloned(),
        }
    }

    /// As a query: `?lanjut=…`, or nothing.
    pub fn query(&self) -> String {
        let parts = [("lanjut", &self.lanjut), ("simpanan", &self.simpanan)];
        let given = parts
            .iter()
            .filter_map(|(name, value)| Some(format!("{name}={}", encode(value.as_deref()?))));
        let query = given.collect::<Vec<_>>().join("&");
        if query.is_empty() {
            query
        } else {
            format!("?{query}")
        }
    }

    /// Where it ends: the page, with the draft if there is one.
    pub fn end(&self, is_staff: bool) -> String {
        let default = if is_staff { "/meja" } else { "/riwayat" };
        let path = self.lanjut.as_deref().unwrap_or(default);
        let mark = if path.contains('?') { '&' } else { '?' };
        match &self.simpanan {
            Some(id) => format!("{path}{mark}simpanan={id}"),
            None => path.to_owned(),
        }
    }
}

impl FromRequestParts<App> for Way {
    type Rejection = crate::Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, crate::Error> {
        let query = Query::<Values>::from_request_parts(parts, app).await;
        Ok(query
            .map(|Query(values)| Self::of(&values))
            .unwrap_or_default())
    }
}

/// The value of the session's cookie that the browser sent.
pub struct Token(pub Option<String>);

impl FromRequestParts<App> for Token {
    type Rejection = crate::Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, crate::Error> {
        Ok(Self(crate::web::visitor::cookie(
            &parts.headers,
            cookie_name(app),
        )))
    }
}

/// `Pimpinan`, or `Plt. Pimpinan`.
pub fn office(page: &Page, role: Role, capacity: Capacity) -> String {
    let role = role.label(page.lang);
    match capacity {
        Capacity::Definitive => role.to_owned(),
        acting => format!(
            "{} {role}",
            page.t(&format!("signin-capacity-{}", acting.key()))
        ),
    }
}

/// What people call a unit.
pub fn unit(page: &Page, unit_id: i64) -> String {
    match page.catalog.unit(unit_id) {
        Ok(unit) => page.of(&unit.name).to_owned(),
        Err(_) => page.t("signin-whole-campus").into_owned(),
    }
}

/// The value of a field, trimmed.
pub(super) fn field<'v>(values: &'v Values, name: &str) -> &'v str {
    values.get(name).map_or("", |value| value.trim())
}

/// Where somebody proves who they are from.
pub fn origin(visitor: &Visitor) -> Origin {
    Origin {
        device: visitor.device.clone(),
        source: visitor.source.clone(),
        browser: visitor.browser.clone(),
    }
}

/// Why somebody has to wait, or use another way, before anything is compared.
pub struct Held {
    /// In a sentence.
    pub sentence: String,
    /// Of the page that says so.
    pub status: StatusCode,
    seconds: Option<i64>,
}

impl Held {
    /// The page that says so, with when to come back.
    pub fn answer(&self, page: Answer) -> Answer {
        let mut page = page?;
        *page.status_mut() = self.status;
        if let Some(seconds) = self.seconds {
            let value = HeaderValue::from(seconds);
            page.headers_mut().insert(header::RETRY_AFTER, value);
        }
        Ok(page)
    }
}

/// Takes apart what came of an attempt: those who are held up see the form again, with what they typed.
///
/// # Errors
/// Whatever else came of it.
pub fn held_up<T>(lang: Lang, tried: Result<T, Error>) -> Result<Result<T, Held>, Error> {
    match tried {
        Ok(done) => Ok(Ok(done)),
        Err(Error::TooMany(seconds)) => Ok(Err(Held {
            sentence: wait(lang, seconds),
            status: StatusCode::TOO_MANY_REQUESTS,
            seconds: Some(seconds),
        })),
        Err(Error::Refused(key)) => Ok(Err(Held {
            sentence: t(lang, key).into_owned(),
            status: StatusCode::UNPROCESSABLE_ENTITY,
            seconds: None,
        })),
        Err(other) => Err(other),
    }
}

/// Goes on with a fresh session.
pub(super) fn welcome(
    app: &App,
    lang: Lang,
    way: &Way,
    entered: &crate::signin::attempt::Entered,
) -> Response {
    let mut response = redirect(lang, &way.end(entered.is_staff));
    let seconds = crate::actor::Term::of(false).whole / 1_000;
    set_cookie(
        app,
        response.headers_mut(),
        (cookie_name(app), &entered.token),
        seconds,
    );
    let browser = (browser_cookie(app), entered.browser.as_str());
    set_cookie(app, response.headers_mut(), browser, browsers::LIFETIME);
    response
}
