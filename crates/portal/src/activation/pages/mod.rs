//! Pages of an activation, by step: `/aktivasi`.

pub mod address;
pub mod identity;
pub mod password;
pub mod username;

use super::{
    model::LIFETIME,
    progress::{self, Place, Progress},
};
use crate::{
    Answer, App, Error,
    web::{
        Values, Visitor, redirect,
        visitor::{cookie, host_cookie, set_cookie, with_refusal},
    },
};
use axum::{
    extract::FromRequestParts,
    http::request::Parts,
    response::{IntoResponse, Response},
};

/// What the cookie of an activation is called.
const COOKIE: &str = "loket-aktivasi";

/// The cookie of an activation, if the browser sent one.
pub struct Key(Option<String>);

impl Key {
    fn token(&self) -> Option<&str> {
        self.0.as_deref()
    }
}

impl FromRequestParts<App> for Key {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        Ok(Self(cookie(&parts.headers, &host_cookie(app, COOKIE))))
    }
}

/// Sets the cookie; without a token takes it away.
fn keep(app: &App, response: &mut Response, token: Option<&str>) {
    let seconds = if token.is_some() { LIFETIME / 1_000 } else { 0 };
    let name = host_cookie(app, COOKIE);
    let value = (name.as_str(), token.unwrap_or_default());
    set_cookie(app, response.headers_mut(), value, seconds);
}

/// On to a page of the activation; the time until it ends begins anew.
fn on(app: &App, visitor: &Visitor, key: &Key, path: &str) -> Response {
    let mut response = redirect(visitor.lang, path);
    keep(app, &mut response, key.token());
    response
}

/// Where somebody has to go on who came out of turn: one sentence says why, and nothing was changed.
fn back(app: &App, visitor: &Visitor, key: &Key, place: &Place) -> Response {
    match place {
        Place::At(progress) => {
            let response = on(app, visitor, key, progress.stage.path());
            with_refusal(response, "flash-activation-order")
        }
        Place::Outside => {
            with_refusal(redirect(visitor.lang, "/aktivasi"), "flash-activation-over")
        }
        Place::Elsewhere => {
            let mut response = redirect(visitor.lang, "/aktivasi");
            keep(app, &mut response, None);
            with_refusal(response, "flash-activation-elsewhere")
        }
    }
}

/// Where the holder of a cookie stands.
async fn place(app: &App, key: &Key) -> Result<Place, Error> {
    let (inner, token) = (app.clone(), key.0.clone());
    app.db()
        .read(move |tx| progress::place(tx, &inner, token.as_deref()))
        .await
}

/// The activation of a cookie when this is its page; else the way to the page that is.
async fn standing(
    app: &App,
    visitor: &Visitor,
    key: &Key,
    is_here: impl FnOnce(&Progress) -> bool,
) -> Result<Result<Progress, Answer>, Error> {
    Ok(match place(app, key).await? {
        Place::At(progress) if is_here(&progress) => Ok(*progress),
        Place::At(progress) => Err(Ok(
            redirect(visitor.lang, progress.stage.path()).into_response()
        )),
        other => Err(Ok(back(app, visitor, key, &other))),
    })
}

/// The value of a field, trimmed.
fn field<'v>(values: &'v Values, name: &str) -> &'v str {
    values.get(name).map_or("", |value| value.trim())
}
