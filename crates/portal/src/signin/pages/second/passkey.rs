//! A passkey is enrolled: `/akun-saya/langkah-kedua/passkey`.

use super::{For, Hand, field, label, next, ready};
use crate::{
    Answer, App, Error,
    credentials::second,
    web::{
        FormErrors, Page, Values, Visitor, html_with, page::Nav, redirect, text::t,
        visitor::with_flash,
    },
};
use askama::Template;
use axum::{Form, extract::State, http::StatusCode};

#[derive(Template)]
#[template(path = "signin/second-passkey.html")]
struct New {
    page: Page,
    errors: FormErrors,
    hand: Hand,
    challenge: String,
    label: String,
}

/// `GET /akun-saya/langkah-kedua/passkey`.
pub async fn new(State(app): State<App>, visitor: Visitor, of: For) -> Answer {
    let hand = ready(&app, &visitor, of).await?;
    let label = label(&visitor, &Values::new(), "");
    form(&app, &visitor, hand, (FormErrors::none(), label)).await
}

async fn form(
    app: &App,
    visitor: &Visitor,
    hand: Hand,
    (errors, label): (FormErrors, String),
) -> Answer {
    let (inner, of) = (app.clone(), hand.clone());
    let challenge = app
        .db()
        .write(move |tx| second::begin_passkey(tx, &inner, of.whose, (&of.account, &of.owner)))
        .await?;
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    html_with(
        status,
        &New {
            page: Page::new(app, visitor, Nav::Elsewhere),
            errors,
            hand,
            challenge: challenge.text(),
            label,
        },
    )
}

/// `POST /akun-saya/langkah-kedua/passkey`.
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Form(values): Form<Values>,
) -> Answer {
    let hand = ready(&app, &visitor, For::of(&values)).await?;
    let value = |name: &str| field(&values, name).to_owned();
    let (token, made) = (value("ceremony"), value("answer"));
    let name = label(&visitor, &values, &t(visitor.lang, "proof-kind-passkey"));
    let (inner, kept) = (app.clone(), hand.clone());
    let done = app
        .db()
        .write(move |tx| {
            let given = (token.as_str(), made.as_str(), name.as_str());
            if !second::finish_passkey(tx, &inner, kept.whose, given)? {
                return Ok(None);
            }
            kept.enrolled(tx, &inner)?;
            Ok::<_, Error>(Some(second::ways(tx, kept.account.id)?.codes))
        })
        .await?;
    if let Some(codes) = done {
        let response = redirect(visitor.lang, &next(&hand, codes));
        return Ok(with_flash(response, "flash-second-enrolled", ""));
    }
    let mut errors = FormErrors::none();
    errors.add_key(visitor.lang, "passkey", "proof-passkey-not-made");
    form(&app, &visitor, hand, (errors, value("label"))).await
}
