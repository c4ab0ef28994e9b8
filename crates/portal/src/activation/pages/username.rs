//! Choosing a username: `/aktivasi/nama-pengguna`, and whether one is free: `/aktivasi/nama-pengguna/ketersediaan`.

use super::{Key, back, field, on, standing};
use crate::{
    Answer, App, Error,
    activation::{
        model::{Act, Stage},
        progress::{self, Choice, Progress, Sent},
        username::{DIGITS, LONGEST, SHORTEST, Username},
    },
    signin::held_up,
    web::{FormErrors, Lang, Page, Values, Visitor, html_with, page::Nav, text},
};
use askama::Template;
use axum::{Form, Json, extract::State, http::StatusCode, response::IntoResponse};

#[derive(Template)]
#[template(path = "activation/username.html")]
struct Choose {
    page: Page,
    errors: FormErrors,
    typed: String,
    free: Vec<Username>,
    domain: String,
}

impl Choose {
    fn rules(&self) -> String {
        let values = [
            ("shortest", SHORTEST.into()),
            ("longest", LONGEST.into()),
            ("digits", DIGITS.into()),
        ];
        text::t_with(self.page.lang, "activation-username-hint", &values)
    }
}

/// The sentence about a choice; `None` when it is kept.
fn sentence(lang: Lang, choice: &Choice, typed: &str) -> Option<String> {
    match choice {
        Choice::Kept => None,
        Choice::Refused(reason) => {
            let what = [("what", reason.what().into())];
            Some(text::t_with(lang, reason.key(), &what))
        }
        Choice::Taken => {
            let what = [("what", typed.to_lowercase().into())];
            Some(text::t_with(lang, "activation-username-taken", &what))
        }
    }
}

async fn form(
    app: &App,
    visitor: &Visitor,
    progress: Progress,
    (errors, typed): (FormErrors, String),
) -> Answer {
    let (inner, entry) = (app.clone(), progress.entry);
    let free = app
        .db()
        .read(move |tx| progress::suggestions(tx, &inner, &entry))
        .await?;
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let choose = Choose {
        page: Page::new(app, visitor, Nav::Elsewhere),
        errors,
        typed,
        free,
        domain: progress::domain(app)?,
    };
    html_with(status, &choose)
}

/// `GET /aktivasi/nama-pengguna`.
pub async fn edit(State(app): State<App>, visitor: Visitor, key: Key) -> Answer {
    let here = |progress: &Progress| progress.stage.allows(Act::Choose);
    match standing(&app, &visitor, &key, here).await? {
        Err(elsewhere) => elsewhere,
        Ok(progress) => {
            let typed = progress.username.clone().unwrap_or_default();
            form(&app, &visitor, progress, (FormErrors::none(), typed)).await
        }
    }
}

/// `POST /aktivasi/nama-pengguna`.
pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    key: Key,
    Form(values): Form<Values>,
) -> Answer {
    let typed = field(&values, "username").to_owned();
    let asked = (typed.clone(), visitor.source.clone());
    let (inner, token) = (app.clone(), key.0.clone());
    let sent = app
        .db()
        .write(move |tx| {
            let asked = (asked.0.as_str(), asked.1.as_str());
            progress::choose(tx, &inner, token.as_deref(), asked)
        })
        .await;
    let sent = match held_up(visitor.lang, sent)? {
        Ok(sent) => sent,
        Err(held) => {
            let page = again(&app, &visitor, &key, (held.sentence.clone(), typed)).await;
            return held.answer(page);
        }
    };
    let choice = match sent {
        Sent::Refused(place) => return Ok(back(&app, &visitor, &key, &place)),
        Sent::Done(choice) => choice,
    };
    let Some(complaint) = sentence(visitor.lang, &choice, &typed) else {
        return Ok(on(&app, &visitor, &key, Stage::Chosen.path()));
    };
    again(&app, &visitor, &key, (complaint, typed)).await
}

/// The form once more, with what was typed and why it was not taken.
async fn again(
    app: &App,
    visitor: &Visitor,
    key: &Key,
    (complaint, typed): (String, String),
) -> Answer {
    let mut errors = FormErrors::none();
    errors.add("username", complaint);
    let here = |progress: &Progress| progress.stage.allows(Act::Choose);
    match standing(app, visitor, key, here).await? {
        Err(elsewhere) => elsewhere,
        Ok(progress) => form(app, visitor, progress, (errors, typed)).await,
    }
}

#[derive(serde::Serialize)]
struct Availability {
    free: bool,
    words: String,
}

/// `POST /aktivasi/nama-pengguna/ketersediaan`: for whoever is about to choose, and for usernames that stand for the own
/// name; nobody else gets an answer.
pub async fn check(
    State(app): State<App>,
    visitor: Visitor,
    key: Key,
    Form(values): Form<Values>,
) -> Answer {
    let typed = field(&values, "username").to_owned();
    let asked = (typed.clone(), visitor.source.clone());
    let (inner, token) = (app.clone(), key.0.clone());
    let choice = app
        .db()
        .write(move |tx| {
            let asked = (asked.0.as_str(), asked.1.as_str());
            progress::availability(tx, &inner, token.as_deref(), asked)
        })
        .await?;
    let complaint = sentence(visitor.lang, &choice, &typed);
    let free = complaint.is_none();
    let address = format!("{}@{}", typed.to_lowercase(), progress::domain(&app)?);
    let words = complaint.unwrap_or_else(|| {
        let what = [("what", address.into())];
        text::t_with(visitor.lang, "activation-username-free", &what)
    });
    Ok::<_, Error>(Json(Availability { free, words }).into_response())
}
