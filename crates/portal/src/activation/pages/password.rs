//! The password, and the account that it opens: `/aktivasi/sandi`, `/aktivasi/selesai`.

use super::{Key, back, on, place, standing};
use crate::{
    Answer, App,
    activation::{
        model::{Act, Stage},
        progress::{self, Place, Progress, Sent},
        roster::Entry,
    },
    credentials::{hasher, new_password},
    web::{
        FormErrors, Page, Values, Visitor, format, headers, html, html_with, page::Nav,
        visitor::with_refusal,
    },
};
use askama::Template;
use axum::{Form, extract::State, http::StatusCode};

#[derive(Template)]
#[template(path = "activation/password.html")]
struct Password {
    page: Page,
    errors: FormErrors,
    address: String,
    entry: Entry,
}

#[derive(Template)]
#[template(path = "activation/done.html")]
struct Done {
    page: Page,
    address: String,
    entry: Entry,
}

fn form(app: &App, visitor: &Visitor, progress: &Progress, errors: FormErrors) -> Answer {
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let password = Password {
        page: Page::new(app, visitor, Nav::Elsewhere),
        errors,
        address: progress.address(app)?,
        entry: progress.entry.clone(),
    };
    html_with(status, &password).map(headers::kept_nowhere)
}

/// What everybody may know about a student, as [`crate::credentials::password::about`] has it of an account.
fn known(progress: &Progress) -> Vec<String> {
    let entry = &progress.entry;
    let known = [
        Some(entry.name.clone()),
        Some(entry.nim.clone()),
        progress.username.clone(),
        entry.whatsapp.clone(),
        entry.whatsapp.as_deref().map(format::phone),
    ];
    known.into_iter().flatten().collect()
}

/// `GET /aktivasi/sandi`.
pub async fn new(State(app): State<App>, visitor: Visitor, key: Key) -> Answer {
    let here = |progress: &Progress| progress.stage == Stage::Settled;
    match standing(&app, &visitor, &key, here).await? {
        Err(elsewhere) => elsewhere,
        Ok(progress) => form(&app, &visitor, &progress, FormErrors::none()),
    }
}

/// `POST /aktivasi/sandi`: makes the account.
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    key: Key,
    Form(values): Form<Values>,
) -> Answer {
    let progress = match place(&app, &key).await? {
        Place::At(progress) if progress.stage.allows(Act::Finish) => progress,
        // The second of two clicks finds the account made.
        Place::At(progress) if progress.stage == Stage::Done => {
            return Ok(on(&app, &visitor, &key, Stage::Done.path()));
        }
        elsewhere => return Ok(back(&app, &visitor, &key, &elsewhere)),
    };
    let mut errors = FormErrors::none();
    let about = known(&progress);
    let password = new_password(&app, visitor.lang, &values, about, &mut errors).await?;
    if !errors.is_empty() {
        return form(&app, &visitor, &progress, errors);
    }
    let hash = hasher::hash(password, app.random().clone()).await?;
    let (inner, token, lang) = (app.clone(), key.0.clone(), visitor.lang);
    let sent = app
        .db()
        .write(move |tx| progress::finish(tx, &inner, token.as_deref(), (hash, lang)))
        .await?;
    match sent {
        Sent::Done(true) => Ok(on(&app, &visitor, &key, Stage::Done.path())),
        Sent::Done(false) => {
            let response = on(&app, &visitor, &key, Stage::Confirmed.path());
            Ok(with_refusal(response, "flash-activation-taken"))
        }
        Sent::Refused(Place::At(progress)) if progress.stage == Stage::Done => {
            Ok(on(&app, &visitor, &key, Stage::Done.path()))
        }
        Sent::Refused(place) => Ok(back(&app, &visitor, &key, &place)),
    }
}

/// `GET /aktivasi/selesai`: the address, what to do next, and a card to print.
pub async fn show(State(app): State<App>, visitor: Visitor, key: Key) -> Answer {
    let here = |progress: &Progress| progress.stage == Stage::Done;
    match standing(&app, &visitor, &key, here).await? {
        Err(elsewhere) => elsewhere,
        Ok(progress) => html(&Done {
            page: Page::new(&app, &visitor, Nav::Elsewhere),
            address: progress.address(&app)?,
            entry: progress.entry,
        }),
    }
}
