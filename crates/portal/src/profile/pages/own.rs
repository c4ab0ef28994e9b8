//! One's own account at a glance: `/akun-saya`, and the language of its messages.

use super::{account, raw};
use crate::{
    Answer, App, Error,
    accounts::{self, Account, Action, Order, Touch},
    actor::{Capacity, Person, RoleIn},
    signin::{self, Session, device_name},
    web::{Lang, Page, Values, Visitor, format, html, page::Nav, redirect, visitor::with_flash},
};
use askama::Template;
use axum::{Form, extract::State};
use std::sync::Arc;

#[derive(Template)]
#[template(path = "profile/own.html")]
struct Own {
    page: Page,
    person: Arc<Person>,
    account: Account,
    sessions: Vec<Session>,
    restricted: Option<i64>,
}

impl Own {
    fn device(&self, session: &Session) -> String {
        device_name(&session.device)
            .unwrap_or_else(|| self.page.t("signin-device-unknown").into_owned())
    }

    fn is_this(&self, session: &Session) -> bool {
        session.id == self.person.session_id
    }

    fn office(&self, held: &RoleIn) -> String {
        signin::office(&self.page, held.role, held.capacity)
    }

    fn unit(&self, held: &RoleIn) -> String {
        signin::unit(&self.page, held.unit_id)
    }

    fn phone(&self, number: &str) -> String {
        format::phone(number)
    }

    fn leads(&self) -> bool {
        self.person
            .leads()
            .any(|held| held.capacity == Capacity::Definitive)
    }

    fn orders(&self) -> &'static [Order] {
        Order::ALL
    }

    fn langs(&self) -> [(Lang, &'static str); 2] {
        [(Lang::Id, "profile-lang-id"), (Lang::En, "profile-lang-en")]
    }
}

/// `GET /akun-saya`.
pub async fn show(State(app): State<App>, visitor: Visitor) -> Answer {
    let person = visitor.person()?.clone();
    let (id, now) = (person.account_id, app.now());
    let (account, sessions, restricted) = app
        .db()
        .read(move |tx| {
            let account = accounts::get(tx, id)?;
            let sessions = signin::sessions(tx, id, now)?;
            Ok::<_, Error>((account, sessions, accounts::restricted_since(tx, id)?))
        })
        .await?;
    html(&Own {
        page: Page::new(&app, &visitor, Nav::Elsewhere),
        person,
        account,
        sessions,
        restricted,
    })
}

/// `POST /akun-saya/bahasa`: in which language messages are written.
pub async fn update_language(
    State(app): State<App>,
    visitor: Visitor,
    Form(values): Form<Values>,
) -> Answer {
    let account = account(&app, visitor.person()?).await?;
    let lang = Lang::from_code(raw(&values, "lang")).ok_or(Error::BadRequest)?;
    let inner = app.clone();
    app.db()
        .write(move |tx| {
            accounts::set_language(tx, account.id, lang)?;
            let touch = Touch {
                account_id: account.id,
                by: Some((account.id, &account.name)),
                action: Action::SetLanguage,
                detail: lang.code(),
                request_id: None,
            };
            accounts::trail(tx, &inner, touch)
        })
        .await?;
    let response = redirect(visitor.lang, "/akun-saya");
    Ok(with_flash(response, "flash-profile-language", ""))
}

/// `POST /akun-saya/kabar`: on which channels one is told.
pub async fn update_order(
    State(app): State<App>,
    visitor: Visitor,
    Form(values): Form<Values>,
) -> Answer {
    let account = account(&app, visitor.person()?).await?;
    let order: Order = raw(&values, "order")
        .parse()
        .map_err(|()| Error::BadRequest)?;
    let inner = app.clone();
    app.db()
        .write(move |tx| {
            accounts::set_order(tx, account.id, order)?;
            let touch = Touch {
                account_id: account.id,
                by: Some((account.id, &account.name)),
                action: Action::SetOrder,
                detail: order.key(),
                request_id: None,
            };
            accounts::trail(tx, &inner, touch)
        })
        .await?;
    let response = redirect(visitor.lang, "/akun-saya");
    Ok(with_flash(response, "flash-profile-order", ""))
}

/// `POST /akun-saya/keputusan`: whether one is told of what waits for a decision.
pub async fn update_matters(
    State(app): State<App>,
    visitor: Visitor,
    Form(values): Form<Values>,
) -> Answer {
    let account = account(&app, visitor.person()?).await?;
    let word = match raw(&values, "matters") {
        "yes" => "yes",
        "no" => "no",
        _ => return Err(Error::BadRequest),
    };
    let inner = app.clone();
    app.db()
        .write(move |tx| {
            accounts::set_told_of_matters(tx, account.id, word == "yes")?;
            let touch = Touch {
                account_id: account.id,
                by: Some((account.id, &account.name)),
                action: Action::SetMatters,
                detail: word,
                request_id: None,
            };
            accounts::trail(tx, &inner, touch)
        })
        .await?;
    let response = redirect(visitor.lang, "/akun-saya");
    Ok(with_flash(response, "flash-profile-order", ""))
}
