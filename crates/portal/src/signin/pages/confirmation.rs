//! Proving anew who one is, before a sensitive act: `/masuk/konfirmasi`. With the second step; with the password only
//! where there is none.

use super::{Way, field, set_cookie};
use crate::{
    Answer, App, Error,
    accounts::{self, Account},
    actor::{self, Person, Term, cookie_name},
    signin::{attempt, model::Verdict},
    web::{FormErrors, Page, Values, Visitor, html_with, page::Nav, redirect, visitor::with_flash},
};
use askama::Template;
use axum::{Form, extract::State, http::StatusCode};

#[derive(Template)]
#[template(path = "signin/confirmation.html")]
struct Confirmation {
    page: Page,
    way: Way,
    errors: FormErrors,
    account: Account,
}

/// `GET /masuk/konfirmasi`.
pub async fn new(State(app): State<App>, visitor: Visitor, way: Way) -> Answer {
    if visitor.person()?.stepped_up(app.now()).is_ok() {
        return Ok(redirect(visitor.lang, &end(&way)));
    }
    form(&app, &visitor, way, FormErrors::none()).await
}

/// Where it ends: the page of the act.
fn end(way: &Way) -> String {
    way.lanjut.clone().unwrap_or_else(|| "/akun-saya".into())
}

async fn account(app: &App, person: &Person) -> Result<Account, Error> {
    let id = person.account_id;
    app.db().read(move |tx| accounts::get(tx, id)).await
}

async fn form(app: &App, visitor: &Visitor, way: Way, errors: FormErrors) -> Answer {
    let account = account(app, visitor.person()?).await?;
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = Page::new(app, visitor, Nav::Elsewhere);
    html_with(
        status,
        &Confirmation {
            page,
            way,
            errors,
            account,
        },
    )
}

/// `POST /masuk/konfirmasi`.
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Form(values): Form<Values>,
) -> Answer {
    let person = visitor.person()?.clone();
    let way = Way::of(&values);
    let (name, wrong) = if account(&app, &person).await?.second_step_enrolled {
        let code = field(&values, "code").to_owned();
        let fits = attempt::check_code(&app, person.account_id, code).await?;
        ("code", (!fits).then_some("signin-code-wrong"))
    } else {
        let password = values.get("password").map_or("", String::as_str);
        let found = attempt::compare(&app, &person.address, password, &visitor.source).await?;
        let fits = found.account.is_some() && found.verdict == Verdict::Welcome;
        ("password", (!fits).then_some("signin-again-wrong"))
    };
    if let Some(key) = wrong {
        let mut errors = FormErrors::none();
        errors.add_key(visitor.lang, name, key);
        return form(&app, &visitor, way, errors).await;
    }
    let (inner, session_id) = (app.clone(), person.session_id);
    let token = app
        .db()
        .write(move |tx| actor::step_up(tx, &inner, session_id))
        .await?;
    let mut response = with_flash(redirect(visitor.lang, &end(&way)), "flash-signin-again", "");
    let cookie = (cookie_name(&app), token.as_str());
    set_cookie(
        &app,
        response.headers_mut(),
        cookie,
        Term::of(false).whole / 1_000,
    );
    Ok(response)
}
