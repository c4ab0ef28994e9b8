//! One's own account: who one is here, and on which devices: `/akun-saya`.

use crate::{
    Answer, App, Error,
    accounts::{self, Account},
    actor::{Capacity, Person, Role, RoleIn},
    signin::{
        model::device_name,
        store::sessions::{self, Session},
    },
    web::{Page, Visitor, format, html, page::Nav, redirect, visitor::with_flash},
};
use askama::Template;
use axum::extract::{Path, State};
use std::sync::Arc;

#[derive(Template)]
#[template(path = "signin/mine.html")]
struct Mine {
    page: Page,
    person: Arc<Person>,
    account: Account,
    sessions: Vec<Session>,
}

impl Mine {
    fn device(&self, session: &Session) -> String {
        device_name(&session.device)
            .unwrap_or_else(|| self.page.t("signin-device-unknown").into_owned())
    }

    fn is_this(&self, session: &Session) -> bool {
        session.id == self.person.session_id
    }

    fn office(&self, held: &RoleIn) -> String {
        office(&self.page, held.role, held.capacity)
    }

    fn unit(&self, held: &RoleIn) -> String {
        unit(&self.page, held.unit_id)
    }

    fn phone(&self, number: &str) -> String {
        format::phone(number)
    }

    fn leads(&self) -> bool {
        self.person
            .leads()
            .any(|held| held.capacity == Capacity::Definitive)
    }
}

/// `Pimpinan`, or `Plt. Pimpinan`.
pub(super) fn office(page: &Page, role: Role, capacity: Capacity) -> String {
    let role = role.label(page.lang);
    match capacity {
        Capacity::Definitive => role.to_owned(),
        acting => format!(
            "{} {role}",
            page.t(&format!("signin-capacity-{}", acting.key()))
        ),
    }
}

/// What people call a unit.
pub(super) fn unit(page: &Page, unit_id: i64) -> String {
    match page.catalog.unit(unit_id) {
        Ok(unit) => page.of(&unit.name).to_owned(),
        Err(_) => page.t("signin-whole-campus").into_owned(),
    }
}

/// `GET /akun-saya`.
pub async fn show(State(app): State<App>, visitor: Visitor) -> Answer {
    let person = visitor.person()?.clone();
    let (id, now) = (person.account_id, app.now());
    let (account, sessions) = app
        .db()
        .read(move |tx| {
            Ok::<_, Error>((accounts::get(tx, id)?, sessions::of_account(tx, id, now)?))
        })
        .await?;
    let page = Page::new(&app, &visitor, Nav::Elsewhere);
    html(&Mine {
        page,
        person,
        account,
        sessions,
    })
}

/// `POST /akun-saya/sesi/{id}/pengakhiran`.
pub async fn end(
    State(app): State<App>,
    visitor: Visitor,
    Path(public_id): Path<String>,
) -> Answer {
    let (id, now) = (visitor.person()?.account_id, app.now());
    let ended = app
        .db()
        .write(move |tx| sessions::end(tx, id, &public_id, now))
        .await?;
    if !ended {
        return Err(Error::NotFound);
    }
    Ok(with_flash(
        redirect(visitor.lang, "/akun-saya"),
        "flash-signin-session-ended",
        "",
    ))
}

/// `POST /akun-saya/sesi/pengakhiran`: all but this one.
pub async fn end_others(State(app): State<App>, visitor: Visitor) -> Answer {
    let (person, now) = (visitor.person()?.clone(), app.now());
    app.db()
        .write(move |tx| sessions::end_others(tx, person.account_id, person.session_id, now))
        .await?;
    Ok(with_flash(
        redirect(visitor.lang, "/akun-saya"),
        "flash-signin-others-ended",
        "",
    ))
}
