//! Signing in and out: `/masuk`, `/keluar`.

use super::{Token, Way, again, blocked, field, held_up, origin, step, welcome};
use crate::{
    Answer, App,
    accounts::Account,
    actor::{self, cookie_name},
    credentials::second,
    demo,
    signin::{
        attempt::{self, Proven},
        model::Verdict,
    },
    web::{
        FormErrors, Page, Values, Visitor, html_with,
        page::Nav,
        redirect,
        visitor::{set_cookie, with_flash},
    },
};
use askama::Template;
use axum::{Form, extract::State, http::StatusCode};

#[derive(Template)]
#[template(path = "signin/sign-in.html")]
struct SignIn {
    page: Page,
    way: Way,
    errors: FormErrors,
    identifier: String,
    unblock: Option<sop::Sop>,
    passkeys: bool,
    cast: &'static demo::Cast,
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
    let status = StatusCode::OK;
    form(
        &app,
        &visitor,
        way,
        status,
        (FormErrors::none(), String::new()),
    )
}

/// The form once more, with what is wrong and the address that was typed.
pub(super) fn form(
    app: &App,
    visitor: &Visitor,
    way: Way,
    status: StatusCode,
    (errors, identifier): (FormErrors, String),
) -> Answer {
    let page = Page::new(app, visitor, Nav::Elsewhere);
    let unblock = unblock_service(&page);
    let passkeys = second::bound_to(app).is_some();
    html_with(
        status,
        &SignIn {
            page,
            way,
            errors,
            identifier,
            unblock,
            passkeys,
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
    for (name, value, missing) in [
        (
            "identifier",
            identifier.as_str(),
            "signin-own-address-missing",
        ),
        ("password", password, "signin-password-missing"),
    ] {
        if value.is_empty() {
            errors.add_key(visitor.lang, name, missing);
        }
    }
    let wrong = StatusCode::UNPROCESSABLE_ENTITY;
    if !errors.is_empty() {
        return form(&app, &visitor, way, wrong, (errors, identifier));
    }
    let compared = attempt::compare(&app, &identifier, password, &origin(&visitor)).await;
    let found = match held_up(visitor.lang, compared)? {
        Ok(found) => found,
        Err(held) => {
            errors.add("wrong", held.sentence.clone());
            let page = form(&app, &visitor, way, held.status, (errors, identifier));
            return held.answer(page);
        }
    };
    let Some((verdict, account)) = found else {
        errors.add_key(visitor.lang, "wrong", "signin-wrong");
        return form(&app, &visitor, way, wrong, (errors, identifier));
    };
    match verdict {
        Verdict::Welcome => {
            let whose = (account.id, None);
            let proven = Proven::Judged(Box::new(account));
            let entered = attempt::enter(&app, whose, proven, (origin(&visitor), old)).await?;
            Ok(match entered {
                Some(entered) => welcome(&app, visitor.lang, &way, &entered),
                None => again(&visitor, &way, "flash-signin-changed"),
            })
        }
        Verdict::SecondStep => step::await_code(&app, &visitor, &way, &account).await,
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
        Verdict::Expired => "signin-expired",
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
