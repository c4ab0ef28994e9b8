//! Signing in and out: `/masuk`, `/masuk/kode`, `/keluar`.

use super::{Token, Way, blocked, field, origin, welcome};
use crate::{
    Answer, App, Error,
    accounts::{self, Account},
    actor::{self, cookie_name},
    demo,
    signin::{
        attempt::{self, CODE_LIFETIME},
        model::Verdict,
    },
    web::{
        FormErrors, Page, Values, Visitor, html, html_with,
        page::Nav,
        redirect,
        visitor::{cookie, host_cookie, set_cookie, with_flash},
    },
};
use askama::Template;
use axum::{
    Form,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};

#[derive(Template)]
#[template(path = "signin/sign-in.html")]
struct SignIn {
    page: Page,
    way: Way,
    errors: FormErrors,
    identifier: String,
    unblock: Option<sop::Sop>,
    cast: &'static demo::Cast,
}

#[derive(Template)]
#[template(path = "signin/code.html")]
struct Code {
    page: Page,
    way: Way,
    errors: FormErrors,
}

#[derive(Template)]
#[template(path = "signin/stopped.html")]
struct Stopped {
    page: Page,
    key: &'static str,
    next: String,
    address: String,
}

/// The service that opens a blocked account, whatever it is called.
pub(super) fn unblock_service(page: &Page) -> Option<sop::Sop> {
    let lifts = |sop: &&sop::Sop| matches!(sop.action, Some(sop::Action::Unblock { .. }));
    page.catalog.campus().services.iter().find(lifts).cloned()
}

/// `GET /masuk`.
pub async fn new(State(app): State<App>, visitor: Visitor, way: Way) -> Answer {
    form(&app, &visitor, way, (FormErrors::none(), String::new()))
}

fn form(
    app: &App,
    visitor: &Visitor,
    way: Way,
    (errors, identifier): (FormErrors, String),
) -> Answer {
    let page = Page::new(app, visitor, Nav::Elsewhere);
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let unblock = unblock_service(&page);
    html_with(
        status,
        &SignIn {
            page,
            way,
            errors,
            identifier,
            unblock,
            cast: demo::cast(),
        },
    )
}

/// `POST /masuk`.
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Token(old): Token,
    Form(values): Form<Values>,
) -> Answer {
    let (way, identifier) = (Way::of(&values), field(&values, "identifier").to_owned());
    let password = values.get("password").map_or("", String::as_str);
    let mut errors = FormErrors::none();
    for (name, value) in [("identifier", identifier.as_str()), ("password", password)] {
        if value.is_empty() {
            errors.add_key(visitor.lang, name, "form-required");
        }
    }
    if !errors.is_empty() {
        return form(&app, &visitor, way, (errors, identifier));
    }
    let outcome = attempt::compare(&app, &identifier, password, &visitor.source).await?;
    let Some(account) = outcome.account else {
        errors.add_key(visitor.lang, "identifier", "signin-wrong");
        return form(&app, &visitor, way, (errors, identifier));
    };
    match outcome.verdict {
        Verdict::Welcome => {
            let entered = attempt::enter(&app, account.id, origin(&visitor), old).await?;
            Ok(welcome(&app, visitor.lang, &way, &entered))
        }
        Verdict::SecondStep => await_code(&app, &visitor, &way, account.id).await,
        verdict => stop(&app, &visitor, account, verdict).await,
    }
}

/// The password was right, and still nobody gets in: the owner is told why, and what to do.
pub(super) async fn stop(
    app: &App,
    visitor: &Visitor,
    account: Account,
    verdict: Verdict,
) -> Answer {
    let page = Page::new(app, visitor, Nav::Elsewhere);
    let address = account.address.clone();
    let key = match verdict {
        Verdict::Blocked => return blocked::told(app, visitor, account).await,
        Verdict::Unconfirmed => {
            let inner = app.clone();
            attempt::ask(app, &address, &visitor.source, move |tx| {
                attempt::send_confirmation(tx, &inner, &account)
            })
            .await?;
            "signin-unconfirmed"
        }
        Verdict::NotEnrolled => "signin-not-enrolled",
        _ => "signin-closed",
    };
    html_with(
        StatusCode::FORBIDDEN,
        &Stopped {
            page,
            key,
            next: format!("{key}-next"),
            address,
        },
    )
}

fn step_cookie(app: &App) -> String {
    host_cookie(app, "loket-step")
}

/// Goes on to the second step, with a cookie that lives for some minutes.
pub(super) async fn await_code(app: &App, visitor: &Visitor, way: &Way, account_id: i64) -> Answer {
    let token = attempt::await_code(app, account_id).await?;
    let mut response = redirect(visitor.lang, &format!("/masuk/kode{}", way.query()));
    set_cookie(
        app,
        response.headers_mut(),
        (&step_cookie(app), &token),
        CODE_LIFETIME / 1_000,
    );
    Ok(response)
}

/// Whose code is awaited from this browser.
async fn awaited(app: &App, headers: &HeaderMap) -> Result<Option<i64>, Error> {
    match cookie(headers, &step_cookie(app)) {
        Some(token) => attempt::awaited(app, &token).await,
        None => Ok(None),
    }
}

fn too_late(visitor: &Visitor, way: &Way) -> Response {
    with_flash(
        redirect(visitor.lang, &format!("/masuk{}", way.query())),
        "flash-signin-too-late",
        "",
    )
}

/// `GET /masuk/kode`.
pub async fn code(
    State(app): State<App>,
    visitor: Visitor,
    way: Way,
    headers: HeaderMap,
) -> Answer {
    if awaited(&app, &headers).await?.is_none() {
        return Ok(too_late(&visitor, &way));
    }
    let page = Page::new(&app, &visitor, Nav::Elsewhere);
    html(&Code {
        page,
        way,
        errors: FormErrors::none(),
    })
}

/// `POST /masuk/kode`.
pub async fn check(
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
    if !attempt::check_code(&app, account_id, field(&values, "code").to_owned()).await? {
        let mut errors = FormErrors::none();
        errors.add_key(visitor.lang, "code", "signin-code-wrong");
        let page = Page::new(&app, &visitor, Nav::Elsewhere);
        return html_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &Code { page, way, errors },
        );
    }
    let account = app
        .db()
        .read(move |tx| accounts::get(tx, account_id))
        .await?;
    if account.closed {
        return stop(&app, &visitor, account, Verdict::Closed).await;
    }
    if account.blocked {
        return blocked::enter(&app, &visitor, account.id).await;
    }
    let entered = attempt::enter(&app, account_id, origin(&visitor), old).await?;
    let mut response = welcome(&app, visitor.lang, &way, &entered);
    set_cookie(&app, response.headers_mut(), (&step_cookie(&app), ""), 0);
    Ok(response)
}

/// `POST /keluar`.
pub async fn destroy(State(app): State<App>, visitor: Visitor, Token(token): Token) -> Answer {
    if let Some(token) = token {
        let now = app.now();
        app.db()
            .write(move |tx| actor::end_session(tx, &token, now))
            .await?;
    }
    let mut response = with_flash(redirect(visitor.lang, "/site"), "flash-signin-out", "");
    set_cookie(&app, response.headers_mut(), (cookie_name(&app), ""), 0);
    Ok(response)
}
