//! An app that shows codes is enrolled: `/akun-saya/langkah-kedua/aplikasi`.

use super::{For, Hand, field, groups, next, ready};
use crate::{
    Answer, App, Error,
    credentials::second::{self, Pending},
    web::{
        FormErrors, Page, Values, Visitor, html_with, page::Nav, redirect, text::t,
        visitor::with_flash,
    },
};
use askama::Template;
use axum::{Form, extract::State, http::StatusCode};

#[derive(Template)]
#[template(path = "signin/second-app.html")]
struct New {
    page: Page,
    errors: FormErrors,
    hand: Hand,
    pending: Pending,
    picture: String,
    label: String,
}

impl New {
    fn groups(&self) -> Vec<&str> {
        groups(&self.pending.secret)
    }
}

/// `GET /akun-saya/langkah-kedua/aplikasi`.
pub async fn new(State(app): State<App>, visitor: Visitor, of: For) -> Answer {
    let hand = ready(&app, &visitor, of).await?;
    let nothing = (FormErrors::none(), String::new());
    form(&app, &visitor, hand, nothing, None).await
}

async fn form(
    app: &App,
    visitor: &Visitor,
    hand: Hand,
    (errors, label): (FormErrors, String),
    pending: Option<Pending>,
) -> Answer {
    let pending = if let Some(pending) = pending {
        pending
    } else {
        let (inner, whose) = (app.clone(), hand.whose);
        app.db()
            .write(move |tx| second::begin_totp(tx, &inner, whose))
            .await?
    };
    let page = Page::new(app, visitor, Nav::Elsewhere);
    let picture = second::picture(
        &pending,
        &hand.account.address,
        &page.catalog.campus().short,
    )?;
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    html_with(
        status,
        &New {
            page,
            errors,
            hand,
            pending,
            picture,
            label,
        },
    )
}

/// `POST /akun-saya/langkah-kedua/aplikasi`.
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Form(values): Form<Values>,
) -> Answer {
    let hand = ready(&app, &visitor, For::of(&values)).await?;
    let value = |name: &str| field(&values, name).to_owned();
    let (token, code) = (value("ceremony"), value("code"));
    let name = second::label(field(&values, "label"), &t(visitor.lang, "proof-kind-totp"));
    let (inner, kept) = (app.clone(), hand.clone());
    let done = app
        .db()
        .write(move |tx| {
            let whose = (kept.whose, kept.account.address.as_str());
            let given = (token.as_str(), code.as_str(), name.as_str());
            if !second::finish_totp(tx, &inner, whose, given)? {
                return Ok(Err(second::pending_totp(tx, &inner, kept.whose, &token)?));
            }
            kept.enrolled(tx, &inner)?;
            Ok::<_, Error>(Ok(second::ways(tx, kept.account.id)?.codes))
        })
        .await?;
    match done {
        Ok(codes) => {
            let response = redirect(visitor.lang, &next(&hand, codes));
            Ok(with_flash(response, "flash-second-enrolled", ""))
        }
        Err(pending) => {
            let key = if pending.is_some() {
                "signin-code-wrong"
            } else {
                "proof-too-late"
            };
            let mut errors = FormErrors::none();
            errors.add_key(visitor.lang, "code", key);
            let typed = value("label");
            form(&app, &visitor, hand, (errors, typed), pending).await
        }
    }
}
