//! The second step of signing in, and passkeys alone: `/masuk/kode`, `/masuk/passkey`.

use super::{Token, Way, again, blocked, held_up, origin, session, welcome};
use crate::{
    Answer, App, Error,
    accounts::{self, Account},
    credentials::second::Ways,
    signin::{
        attempt::{self, CODE_LIFETIME, Proven},
        model::{Verdict, barred},
        proof::{self, Given},
    },
    web::{
        FormErrors, Page, Values, Visitor, html_with,
        page::Nav,
        redirect,
        visitor::{cookie, host_cookie, set_cookie},
    },
};
use askama::Template;
use axum::{
    Form, Json,
    extract::{Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};

#[derive(Template)]
#[template(path = "signin/code.html")]
struct Code {
    page: Page,
    way: Way,
    errors: FormErrors,
    ways: Ways,
    challenge: Option<String>,
}

fn step_cookie(app: &App) -> String {
    host_cookie(app, "loket-step")
}

/// Goes on to the second step, with a cookie that lives for some minutes.
pub(super) async fn await_code(
    app: &App,
    visitor: &Visitor,
    way: &Way,
    account: &Account,
) -> Answer {
    let Some(token) = attempt::await_code(app, account).await? else {
        return Ok(again(visitor, way, "flash-signin-changed"));
    };
    let mut response = redirect(visitor.lang, &format!("/masuk/kode{}", way.query()));
    set_cookie(
        app,
        response.headers_mut(),
        (&step_cookie(app), &token),
        CODE_LIFETIME / 1_000,
    );
    Ok(response)
}

/// Whether an answer leads on to the second step, rather than back.
pub(super) fn is_awaited(app: &App, response: &Response) -> bool {
    let cookies = response.headers().get_all(header::SET_COOKIE);
    let ours = step_cookie(app);
    let mut names = cookies.iter().filter_map(|line| line.to_str().ok());
    names.any(|line| line.starts_with(&ours))
}

/// Whose code is awaited from this browser.
async fn awaited(app: &App, headers: &HeaderMap) -> Result<Option<i64>, Error> {
    match cookie(headers, &step_cookie(app)) {
        Some(token) => attempt::awaited(app, &token).await,
        None => Ok(None),
    }
}

fn too_late(visitor: &Visitor, way: &Way) -> Response {
    again(visitor, way, "flash-signin-too-late")
}

/// `GET /masuk/kode`.
pub async fn new(State(app): State<App>, visitor: Visitor, way: Way, headers: HeaderMap) -> Answer {
    let Some(account_id) = awaited(&app, &headers).await? else {
        return Ok(too_late(&visitor, &way));
    };
    let status = StatusCode::OK;
    form(
        &app,
        &visitor,
        way,
        account_id,
        (status, FormErrors::none()),
    )
    .await
}

async fn form(
    app: &App,
    visitor: &Visitor,
    way: Way,
    account_id: i64,
    (status, errors): (StatusCode, FormErrors),
) -> Answer {
    let (_, ways, challenge) = proof::asked(app, account_id, None).await?;
    let page = Page::new(app, visitor, Nav::Elsewhere);
    html_with(
        status,
        &Code {
            page,
            way,
            errors,
            ways,
            challenge: challenge.map(|challenge| challenge.text()),
        },
    )
}

/// `POST /masuk/kode`.
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Token(old): Token,
    headers: HeaderMap,
    Form(values): Form<Values>,
) -> Answer {
    let way = Way::of(&values);
    let Some(account_id) = awaited(&app, &headers).await? else {
        return Ok(too_late(&visitor, &way));
    };
    let account = app
        .db()
        .read(move |tx| accounts::get(tx, account_id))
        .await?;
    // The owner of a blocked account proves the second step too, before asking for its opening.
    let bar = barred(&account, app.now());
    if let Some(verdict) = bar.filter(|verdict| *verdict != Verdict::Blocked) {
        return session::stop(&app, &visitor, account, verdict).await;
    }
    let given = Given::of(&values);
    let (name, key) = given.complaint();
    let mut errors = FormErrors::none();
    let proven = proof::prove(&app, &account, given, &origin(&visitor)).await;
    let proof = match held_up(visitor.lang, proven)? {
        Ok(proof) => proof,
        Err(held) => {
            errors.add(name, held.sentence.clone());
            let wrong = (held.status, errors);
            let page = form(&app, &visitor, way, account_id, wrong).await;
            return held.answer(page);
        }
    };
    let Some(proof) = proof else {
        errors.add_key(visitor.lang, name, key);
        let wrong = (StatusCode::UNPROCESSABLE_ENTITY, errors);
        return form(&app, &visitor, way, account_id, wrong).await;
    };
    let proven = Proven::Step(cookie(&headers, &step_cookie(&app)).unwrap_or_default());
    let mut response = if bar.is_some() {
        blocked::enter(&app, &visitor, account_id, proven).await?
    } else {
        let whose = (account_id, Some(proof.person_id));
        match attempt::enter(&app, whose, proven, (origin(&visitor), old)).await? {
            Some(entered) => welcome(&app, visitor.lang, &way, &entered),
            None => too_late(&visitor, &way),
        }
    };
    set_cookie(&app, response.headers_mut(), (&step_cookie(&app), ""), 0);
    Ok(response)
}

/// `POST /masuk/passkey/tantangan`: what a device is asked, for the script of the sign-in page.
/// With `saran` it asks by itself, so that the browser suggests a passkey with the address.
pub async fn challenge(
    State(app): State<App>,
    visitor: Visitor,
    Query(values): Query<Values>,
) -> Answer {
    let suggests = values.contains_key("saran");
    let challenge = proof::challenge(&app, visitor.source, suggests).await?;
    Ok(Json(challenge).into_response())
}

/// `POST /masuk/passkey`: a passkey that has asked for its owner is both steps in one.
pub async fn enter(
    State(app): State<App>,
    visitor: Visitor,
    Token(old): Token,
    Form(values): Form<Values>,
) -> Answer {
    let way = Way::of(&values);
    let value = |name: &str| values.get(name).cloned().unwrap_or_default();
    let given = (value("ceremony"), value("answer"));
    let Some(whose) = proof::answered(&app, None, given).await? else {
        let mut errors = FormErrors::none();
        errors.add_key(visitor.lang, "wrong", "signin-passkey-wrong");
        let wrong = StatusCode::UNPROCESSABLE_ENTITY;
        return session::form(&app, &visitor, way, wrong, (errors, String::new()));
    };
    let account = app
        .db()
        .read(move |tx| accounts::get(tx, whose.account_id))
        .await?;
    match barred(&account, app.now()) {
        Some(Verdict::Blocked) => {
            return blocked::enter(&app, &visitor, account.id, Proven::Passkey).await;
        }
        Some(verdict) => return session::stop(&app, &visitor, account, verdict).await,
        None => (),
    }
    let whose = (whose.account_id, Some(whose.person_id));
    let from = (origin(&visitor), old);
    Ok(
        match attempt::enter(&app, whose, Proven::Passkey, from).await? {
            Some(entered) => welcome(&app, visitor.lang, &way, &entered),
            None => again(&visitor, &way, "flash-signin-changed"),
        },
    )
}
