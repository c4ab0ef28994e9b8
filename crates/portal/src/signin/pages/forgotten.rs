//! A forgotten password: `/lupa-sandi`.

use super::{field, registration::sent_page};
use crate::{
    Answer, App,
    signin::{attempt, jobs::look_into},
    web::{FormErrors, Page, Values, Visitor, html_with, page::Nav, redirect},
};
use askama::Template;
use axum::{Form, extract::State, http::StatusCode};

#[derive(Template)]
#[template(path = "signin/forgotten.html")]
struct Forgotten {
    page: Page,
    errors: FormErrors,
    typed: String,
}

fn form(app: &App, visitor: &Visitor, errors: FormErrors, typed: &str) -> Answer {
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    html_with(
        status,
        &Forgotten {
            page: Page::new(app, visitor, Nav::Elsewhere),
            errors,
            typed: typed.to_owned(),
        },
    )
}

/// `GET /lupa-sandi`.
pub async fn new(State(app): State<App>, visitor: Visitor) -> Answer {
    form(&app, &visitor, FormErrors::none(), "")
}

/// `POST /lupa-sandi`. The answer is the same, and takes as long, whether the address has an account or not.
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Form(values): Form<Values>,
) -> Answer {
    let typed = field(&values, "identifier");
    let address = typed.to_lowercase();
    let mut errors = FormErrors::none();
    if address.is_empty() {
        errors.add_key(visitor.lang, "identifier", "signin-own-address-missing");
    } else if let Err(why) = sop::validate::email(&address) {
        errors.add("identifier", why.get(visitor.lang).to_owned());
    }
    if !errors.is_empty() {
        return form(&app, &visitor, errors, typed);
    }
    let (inner, wanted) = (app.clone(), address.clone());
    attempt::ask(&app, &address, &visitor.source, move |tx| {
        look_into(tx, &inner, &wanted)
    })
    .await?;
    Ok(redirect(visitor.lang, "/lupa-sandi/terkirim"))
}

/// `GET /lupa-sandi/terkirim`.
pub async fn sent(State(app): State<App>, visitor: Visitor) -> Answer {
    sent_page(&app, &visitor, "signin-forgotten-sent", "/lupa-sandi")
}
