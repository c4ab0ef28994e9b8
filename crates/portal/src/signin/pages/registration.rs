//! Registration of a guest: `/daftar`, and how good a password is: `/sandi/ukur`.

use super::field;
use crate::{
    Answer, App, Error,
    accounts::{Kind, NewAccount},
    credentials::{self, hasher, new_password},
    signin::{attempt, register},
    web::{FormErrors, Page, Values, Visitor, html, html_with, page::Nav, redirect},
};
use askama::Template;
use axum::{Form, Json, extract::State, http::StatusCode, response::IntoResponse};

#[derive(Template)]
#[template(path = "signin/register.html")]
struct Register {
    page: Page,
    errors: FormErrors,
    values: Values,
}

impl Register {
    fn typed(&self, name: &str) -> &str {
        field(&self.values, name)
    }
}

#[derive(Template)]
#[template(path = "signin/sent.html")]
struct Sent {
    page: Page,
    key: &'static str,
    next: String,
    back: &'static str,
}

/// `GET /daftar`.
pub async fn new(State(app): State<App>, visitor: Visitor) -> Answer {
    let page = Page::new(&app, &visitor, Nav::Elsewhere);
    html(&Register {
        page,
        errors: FormErrors::none(),
        values: Values::new(),
    })
}

/// `POST /daftar`. The answer is the same whether the address has an account or not; the message says which.
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Form(mut values): Form<Values>,
) -> Answer {
    let (new, password, errors) = read(&app, &visitor, &values).await?;
    if !errors.is_empty() {
        for secret in ["password", "password_confirmation"] {
            values.remove(secret);
        }
        let page = Page::new(&app, &visitor, Nav::Elsewhere);
        return html_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &Register {
                page,
                errors,
                values,
            },
        );
    }
    // Counted before the costly part; what is written afterwards is written whether there is an account or not.
    attempt::ask(&app, &new.address, &visitor.source, |_| Ok(())).await?;
    let hash = hasher::hash(password, app.random().clone()).await?;
    let new = NewAccount {
        password_hash: Some(hash),
        ..new
    };
    let inner = app.clone();
    app.db().write(move |tx| register(tx, &inner, &new)).await?;
    Ok(redirect(visitor.lang, "/daftar/terkirim"))
}

/// `GET /daftar/terkirim`.
pub async fn sent(State(app): State<App>, visitor: Visitor) -> Answer {
    sent_page(&app, &visitor, "signin-register-sent", "/daftar")
}

/// What was typed, normalised, with everything that is wrong about it.
async fn read(
    app: &App,
    visitor: &Visitor,
    values: &Values,
) -> Result<(NewAccount, String, FormErrors), Error> {
    let (lang, mut errors) = (visitor.lang, FormErrors::none());
    let name = field(values, "name")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    if name.is_empty() {
        errors.add_key(lang, "name", "signin-name-missing");
    } else if name.chars().count() > 120 {
        errors.add_key(lang, "name", "signin-name-long");
    }
    let address = match sop::validate::email(field(values, "email")) {
        Ok(address) => address,
        Err(sentence) => {
            errors.add("email", sentence.get(lang));
            String::new()
        }
    };
    if app.catalog().campus().account_type(&address).is_some() {
        errors.add_key(lang, "email", "signin-campus-address");
    }
    let whatsapp = match field(values, "whatsapp") {
        "" => None,
        typed => match sop::validate::whatsapp(typed) {
            Ok(number) => Some(number),
            Err(sentence) => {
                errors.add("whatsapp", sentence.get(lang));
                None
            }
        },
    };
    let local = address.split('@').next().unwrap_or_default().to_owned();
    let password = new_password(app, lang, values, vec![name.clone(), local], &mut errors).await?;
    let new = NewAccount {
        address,
        kind: Kind::Guest,
        name,
        number: None,
        organisation: String::new(),
        whatsapp,
        lang,
        pic_id: None,
        password_hash: None,
        confirmed: false,
    };
    Ok((new, password, errors))
}

#[derive(serde::Serialize)]
struct Measure {
    score: u8,
    word: String,
    hint: String,
    rules: Rules,
}

#[derive(serde::Serialize)]
struct Rules {
    length: bool,
    name: bool,
    guess: bool,
}

/// `POST /sandi/ukur`: how good a password is, for the meter. Nothing of it is kept.
pub async fn measure(
    State(app): State<App>,
    visitor: Visitor,
    Form(mut values): Form<Values>,
) -> Answer {
    let password = values.remove("password").unwrap_or_default();
    let cut = |text: String| {
        text.split('@')
            .next()
            .unwrap_or_default()
            .chars()
            .take(200)
            .collect()
    };
    let about: Vec<String> = values.into_values().take(8).map(cut).collect();
    let strength = credentials::measure(&app, password, about).await?;
    let rules = Rules {
        length: strength.has_length(),
        name: strength.is_apart() && strength.score > 0,
        guess: strength.is_hard(),
    };
    let (word, hint) = (strength.word(visitor.lang), strength.hint(visitor.lang));
    Ok(Json(Measure {
        score: strength.score,
        word,
        hint,
        rules,
    })
    .into_response())
}

/// The page that answers everything about a message alike.
pub(super) fn sent_page(
    app: &App,
    visitor: &Visitor,
    key: &'static str,
    back: &'static str,
) -> Answer {
    html(&Sent {
        page: Page::new(app, visitor, Nav::Elsewhere),
        key,
        next: format!("{key}-next"),
        back,
    })
}
