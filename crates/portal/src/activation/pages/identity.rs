//! NIM and PIN, and *is this you?*: `/aktivasi`, `/aktivasi/nama`.

use super::{Key, back, field, keep, on, standing};
use crate::{
    Answer, App, Error,
    activation::{
        identify,
        model::{Stage, masked},
        progress::{self, Sent},
        roster::{self, Entry, Proof, demo},
    },
    actor::Origin,
    signin::held_up,
    web::{FormErrors, Page, Values, Visitor, html, html_with, page::Nav, redirect},
};
use askama::Template;
use axum::{Form, extract::State, http::StatusCode};

#[derive(Template)]
#[template(path = "activation/identity.html")]
struct Identity {
    page: Page,
    errors: FormErrors,
    /// Nothing that was typed is wrong in itself, but it does not fit together.
    misfit: bool,
    values: Values,
    asks_birth: bool,
    example: String,
    shown: Vec<demo::Student>,
}

impl Identity {
    fn typed(&self, name: &str) -> &str {
        field(&self.values, name)
    }
}

#[derive(Template)]
#[template(path = "activation/name.html")]
struct Name {
    page: Page,
    entry: Entry,
    masked: String,
}

async fn form(
    app: &App,
    visitor: &Visitor,
    (errors, misfit): (FormErrors, bool),
    mut values: Values,
) -> Answer {
    values.remove("pin");
    let asks_birth = app.db().read(roster::knows_births).await?;
    let page = Page::new(app, visitor, Nav::Elsewhere);
    let status = if errors.is_empty() && !misfit {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let identity = Identity {
        example: page.catalog.campus().student_number.example.clone(),
        shown: if page.demo {
            demo::shown()?
        } else {
            Vec::new()
        },
        page,
        errors,
        misfit,
        values,
        asks_birth,
    };
    html_with(status, &identity)
}

/// `GET /aktivasi`.
pub async fn new(State(app): State<App>, visitor: Visitor) -> Answer {
    form(&app, &visitor, (FormErrors::none(), false), Values::new()).await
}

/// What was typed, in its normal shape, with everything that cannot be right whoever types it.
fn read(app: &App, visitor: &Visitor, values: &Values) -> (Proof, FormErrors) {
    let (lang, mut errors) = (visitor.lang, FormErrors::none());
    let typed = |name: &str| field(values, name);
    let catalog = app.catalog();
    let nim = roster::normalise_nim(catalog.campus(), typed("nim"));
    let pin = roster::normalise_pin(typed("pin"));
    let birth_date = roster::read_date(typed("birth_date"));
    for (name, is_wrong) in [
        ("nim", nim.is_none()),
        ("pin", pin.is_none()),
        (
            "birth_date",
            birth_date.is_none() && !typed("birth_date").is_empty(),
        ),
    ] {
        if is_wrong {
            let what = if typed(name).is_empty() {
                "missing"
            } else {
                "shape"
            };
            let key = format!("activation-{what}-{}", name.replace('_', "-"));
            errors.add_key(lang, name, &key);
        }
    }
    let proof = Proof {
        nim: nim.unwrap_or_default(),
        pin: pin.unwrap_or_default(),
        birth_date,
    };
    (proof, errors)
}

/// `POST /aktivasi`. An unknown NIM, a wrong PIN, a wrong birth date and an active account are answered alike.
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Form(values): Form<Values>,
) -> Answer {
    let (proof, errors) = read(&app, &visitor, &values);
    if !errors.is_empty() {
        return form(&app, &visitor, (errors, false), values).await;
    }
    let from = Origin {
        device: visitor.device.clone(),
        source: visitor.source.clone(),
        browser: visitor.browser.clone(),
    };
    let inner = app.clone();
    let found = app
        .db()
        .write(move |tx| identify::identify(tx, &inner, &proof, &from))
        .await;
    let found = match held_up(visitor.lang, found)? {
        Ok(found) => found,
        Err(held) => {
            let mut errors = FormErrors::none();
            errors.add("nim", held.sentence.clone());
            return held.answer(form(&app, &visitor, (errors, false), values).await);
        }
    };
    let Some((token, stage)) = found else {
        return form(&app, &visitor, (FormErrors::none(), true), values).await;
    };
    Ok(on(&app, &visitor, &Key(Some(token)), stage.path()))
}

/// `GET /aktivasi/nama`: is this you?
pub async fn show(State(app): State<App>, visitor: Visitor, key: Key) -> Answer {
    let here = |progress: &progress::Progress| progress.stage == Stage::Identified;
    match standing(&app, &visitor, &key, here).await? {
        Err(elsewhere) => elsewhere,
        Ok(progress) => html(&Name {
            page: Page::new(&app, &visitor, Nav::Elsewhere),
            masked: masked(&progress.entry.name),
            entry: progress.entry,
        }),
    }
}

/// `POST /aktivasi/nama`: it is.
pub async fn confirm(State(app): State<App>, visitor: Visitor, key: Key) -> Answer {
    let (inner, token) = (app.clone(), key.0.clone());
    let sent = app
        .db()
        .write(move |tx| progress::confirm(tx, &inner, token.as_deref()))
        .await?;
    match sent {
        Sent::Refused(place) => Ok(back(&app, &visitor, &key, &place)),
        Sent::Done(()) => Ok(on(&app, &visitor, &key, Stage::Confirmed.path())),
    }
}

/// `POST /aktivasi/batal`: it is not, or not now.
pub async fn destroy(State(app): State<App>, visitor: Visitor, key: Key) -> Answer {
    let token = key.0.clone();
    app.db()
        .write(move |tx| progress::leave(tx, token.as_deref()))
        .await?;
    let mut response = redirect(visitor.lang, "/aktivasi");
    keep(&app, &mut response, None);
    Ok::<_, Error>(response)
}
