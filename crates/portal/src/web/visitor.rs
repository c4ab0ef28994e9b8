//! Who is reading, in which language, from where: made from every request that a page answers.

use super::{Lang, page::Flash};
use crate::{
    App, Error,
    actor::{self, Applicant, Person, Use},
};
use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, HeaderValue, header, request::Parts},
    response::Response,
};
use std::{net::SocketAddr, sync::Arc};

/// The reader of a page.
#[derive(Clone)]
pub struct Visitor {
    /// The language of the address.
    pub lang: Lang,
    /// Who is signed in, and may act.
    pub person: Option<Arc<Person>>,
    /// Who is signed in, but must enrol a second step before anything else.
    pub enrolling: Option<Arc<Person>>,
    /// The owner of a blocked account, whose session opens nothing but the request to lift the block.
    pub blocked: Option<Applicant>,
    /// The address without its language, with its query.
    pub here: String,
    /// A message from the page before.
    pub flash: Option<Flash>,
    /// Where the request came from, for throttling and the list of sessions.
    pub source: String,
    /// What the browser calls itself.
    pub device: String,
    /// The cookie of a browser in which somebody has signed in before.
    pub browser: Option<String>,
}

impl Visitor {
    /// The signed-in person.
    ///
    /// # Errors
    /// [`Error::SignIn`]: the reader is sent to sign in and comes back; [`Error::Enrol`]: to enrol a second step;
    /// [`Error::Restricted`] for the owner of a blocked account.
    pub fn person(&self) -> Result<&Arc<Person>, Error> {
        let otherwise = match () {
            () if self.blocked.is_some() => Error::Restricted,
            () if self.enrolling.is_some() => Error::Enrol,
            () => Error::SignIn,
        };
        self.person.as_ref().ok_or(otherwise)
    }

    /// Who is signed in, even if a second step has to be enrolled before anything else: for the pages where that is done,
    /// and no others.
    ///
    /// # Errors
    /// [`Error::SignIn`]: the reader is sent to sign in and comes back.
    pub fn owner(&self) -> Result<&Arc<Person>, Error> {
        let either = self.person.as_ref().or(self.enrolling.as_ref());
        either.ok_or(Error::SignIn)
    }

    /// Who asks for something: the signed-in person, or the owner of a blocked account who asks for its opening.
    ///
    /// # Errors
    /// As [`Self::person`] says.
    pub fn applicant(&self) -> Result<Applicant, Error> {
        match &self.blocked {
            Some(owner) => Ok(owner.clone()),
            None => self.person().cloned().map(Applicant::from),
        }
    }
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let signed_in = match cookie(&parts.headers, actor::cookie_name(app)) {
            Some(token) => actor::resume(app, &token, used(&parts.headers)).await?,
            None => None,
        };
        let here = parts
            .uri
            .path_and_query()
            .map_or("/", |here| here.as_str())
            .to_owned();
        let blocked = signed_in.clone().filter(|who| who.free().is_none());
        let owes = |person: &Person| person.owes_second_step(app.demands_second_step());
        let (enrolling, person) = match signed_in.as_ref().and_then(Applicant::free).cloned() {
            Some(person) if owes(&person) => (Some(person), None),
            person => (None, person),
        };
        Ok(Self {
            lang: parts.extensions.get::<Lang>().copied().unwrap_or(Lang::Id),
            person,
            enrolling,
            blocked,
            here,
            flash: cookie(&parts.headers, FLASH).and_then(|value| read_flash(&value)),
            source: source(app, parts),
            device: device(&parts.headers),
            browser: cookie(&parts.headers, actor::browser_cookie(app)),
        })
    }
}

/// A stream of news comes back by itself every few minutes; a page that reads itself anew asks in the same way.
fn used(headers: &HeaderMap) -> Use {
    let accepted = headers.get(header::ACCEPT);
    if accepted.is_some_and(|value| value == "text/event-stream") {
        Use::ByThePage
    } else {
        Use::ByItsOwner
    }
}

/// Whether a page would be the same for everybody: nobody is signed in and no message waits to be shown.
pub fn is_anonymous(app: &App, headers: &HeaderMap) -> bool {
    cookie(headers, actor::cookie_name(app)).is_none() && cookie(headers, FLASH).is_none()
}

/// The value of a cookie.
pub fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let all = headers
        .get_all(header::COOKIE)
        .into_iter()
        .filter_map(|value| value.to_str().ok());
    all.flat_map(|line| line.split("; "))
        .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
        .map(str::to_owned)
}

/// What a cookie is called that only this host may set: `__Host-` binds it to the host and HTTPS; loopback has none.
pub fn host_cookie(app: &App, name: &str) -> String {
    let prefix = if app.config().is_secure() {
        "__Host-"
    } else {
        ""
    };
    format!("{prefix}{name}")
}

/// Sets a cookie that scripts cannot read and other sites cannot send; no time means: take it away.
pub fn set_cookie(app: &App, headers: &mut HeaderMap, (name, value): (&str, &str), seconds: i64) {
    let secure = if app.config().is_secure() {
        "; Secure"
    } else {
        ""
    };
    let line = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    if let Ok(line) = HeaderValue::from_str(&line) {
        headers.append(header::SET_COOKIE, line);
    }
}

/// The address of the client: of the connection, or what our own proxy says.
fn source(app: &App, parts: &Parts) -> String {
    // A proxy may add a line of its own below one that the client sent: the last is the proxy's.
    let lines = parts.headers.get_all("x-forwarded-for");
    let forwarded = lines
        .into_iter()
        .next_back()
        .and_then(|value| value.to_str().ok());
    match forwarded.and_then(|list| list.rsplit(',').next()) {
        Some(client) if app.config().behind_proxy => client.trim().to_owned(),
        _ => parts
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map_or_else(String::new, |info| info.0.ip().to_string()),
    }
}

fn device(headers: &HeaderMap) -> String {
    let name = headers
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    name.chars().take(200).collect()
}

const FLASH: &str = "loket_flash";

/// Stands at the end of a message that says that something was not done.
const REFUSAL: char = '!';

/// Leaves a message for the next page. `what` may hold only what a cookie can: codes, counts, short names.
pub fn with_flash(response: Response, key: &str, what: &str) -> Response {
    let encoded: String = what.bytes().map(|byte| format!("{byte:02x}")).collect();
    leave(response, &format!("{key}.{encoded}"))
}

/// Leaves a message for the next page that something was not done, and what to do instead.
pub fn with_refusal(response: Response, key: &str) -> Response {
    leave(response, &format!("{key}.{REFUSAL}"))
}

fn leave(mut response: Response, flash: &str) -> Response {
    let value = format!("{FLASH}={flash}; Path=/; Max-Age=30; HttpOnly; SameSite=Lax");
    if let Ok(value) = HeaderValue::from_str(&value) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

fn read_flash(value: &str) -> Option<Flash> {
    let (key, encoded) = value.split_once('.')?;
    let (encoded, is_refusal) = match encoded.strip_suffix(REFUSAL) {
        Some(encoded) => (encoded, true),
        None => (encoded, false),
    };
    let safe = key.starts_with("flash-")
        && key
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    let digits = encoded
        .as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
    let what = String::from_utf8(digits.collect::<Option<Vec<u8>>>()?).ok()?;
    safe.then(|| Flash {
        key: key.to_owned(),
        what,
        is_refusal,
    })
}

/// Takes the message off once a page has shown it.
pub fn clear_flash(headers: &HeaderMap, response: &mut Response) {
    let is_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let sets_one = response
        .headers()
        .get_all(header::SET_COOKIE)
        .iter()
        .any(|value| value.as_bytes().starts_with(FLASH.as_bytes()));
    if is_page && !sets_one && cookie(headers, FLASH).is_some() {
        let gone =
            HeaderValue::from_static("loket_flash=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
        response.headers_mut().append(header::SET_COOKIE, gone);
    }
}
