//! Pages of one's own account, by noun.

pub mod asks;
pub mod contacts;
pub mod data;
pub mod keeping;
pub mod own;
pub mod password;
pub mod sessions;
pub mod trail;

use crate::{
    App, Error,
    accounts::{self, Account},
    actor::{Origin, Person, Term, cookie_name},
    web::{Values, Visitor, visitor::set_cookie},
};
use axum::response::Response;

/// The account of who is signed in.
async fn account(app: &App, person: &Person) -> Result<Account, Error> {
    let id = person.account_id;
    app.db().read(move |tx| accounts::get(tx, id)).await
}

/// What was typed, as it was.
fn raw<'v>(values: &'v Values, name: &str) -> &'v str {
    values.get(name).map_or("", String::as_str)
}

fn origin(visitor: &Visitor) -> Origin {
    Origin {
        device: visitor.device.clone(),
        source: visitor.source.clone(),
        browser: visitor.browser.clone(),
    }
}

/// The session goes on under another cookie.
fn renew(app: &App, mut response: Response, token: &str) -> Response {
    let seconds = Term::of(false).whole / 1_000;
    set_cookie(
        app,
        response.headers_mut(),
        (cookie_name(app), token),
        seconds,
    );
    response
}
