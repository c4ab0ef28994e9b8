//! One's WhatsApp number and recovery address: `/akun-saya/kontak/{way}`. Each step needs a fresh proof of who it is.

use super::{account, raw};
use crate::{
    Answer, App, Error,
    accounts::Account,
    profile::{
        contacts::{Proof, awaited, prove, remove, send_code},
        model::{MOST_FAILURES, Way},
    },
    web::{
        FormErrors, Page, Values, Visitor, html_with,
        page::Nav,
        redirect,
        visitor::{with_flash, with_refusal},
    },
};
use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
};

#[derive(Template)]
#[template(path = "profile/contact.html")]
struct Contact {
    page: Page,
    errors: FormErrors,
    account: Account,
    way: Way,
    typed: String,
    /// Whether a code that was sent to it still works.
    waits: bool,
}

#[derive(Template)]
#[template(path = "profile/code.html")]
struct Code {
    page: Page,
    errors: FormErrors,
    way: Way,
    contact: String,
}

impl Contact {
    fn word(&self, part: &str) -> String {
        let key = format!("profile-{}-{part}", self.way.key());
        self.page.t(&key).into_owned()
    }

    fn current(&self) -> Option<String> {
        self.way.of(&self.account).map(|now| self.way.shown(now))
    }
}

impl Code {
    fn shown(&self) -> String {
        self.way.shown(&self.contact)
    }

    fn most(&self) -> i64 {
        MOST_FAILURES
    }
}

fn way(word: &str) -> Result<Way, Error> {
    word.parse().map_err(|()| Error::NotFound)
}

/// Who may change it: who is signed in and has just proven that.
async fn owner(app: &App, visitor: &Visitor) -> Result<Account, Error> {
    let person = visitor.person()?;
    person.stepped_up(app.now())?;
    account(app, person).await
}

fn status(errors: &FormErrors) -> StatusCode {
    if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    }
}

/// `GET /akun-saya/kontak/{way}`.
pub async fn edit(State(app): State<App>, visitor: Visitor, Path(word): Path<String>) -> Answer {
    let (way, account) = (way(&word)?, owner(&app, &visitor).await?);
    let (inner, id) = (app.clone(), account.id);
    let waits = app
        .db()
        .read(move |tx| awaited(tx, &inner, id, way))
        .await?;
    let unproven = way.of(&account).filter(|_| !way.is_proven(&account));
    let typed = waits.as_deref().or(unproven);
    let typed = typed.map(|now| way.shown(now)).unwrap_or_default();
    let page = Page::new(&app, &visitor, Nav::Elsewhere);
    let errors = FormErrors::none();
    html_with(
        StatusCode::OK,
        &Contact {
            page,
            errors,
            account,
            way,
            typed,
            waits: waits.is_some(),
        },
    )
}

/// `POST /akun-saya/kontak/{way}`: a code is sent there.
pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Path(word): Path<String>,
    Form(values): Form<Values>,
) -> Answer {
    let (way, account) = (way(&word)?, owner(&app, &visitor).await?);
    let typed = raw(&values, "contact").trim().to_owned();
    let contact = match way.parse(&typed, &account, visitor.lang) {
        Ok(contact) => contact,
        Err(sentence) => {
            let mut errors = FormErrors::none();
            errors.add("contact", sentence);
            let page = Page::new(&app, &visitor, Nav::Elsewhere);
            return html_with(
                status(&errors),
                &Contact {
                    page,
                    errors,
                    account,
                    way,
                    typed,
                    waits: false,
                },
            );
        }
    };
    let inner = app.clone();
    app.db()
        .write(move |tx| send_code(tx, &inner, &account, (way, &contact)))
        .await?;
    let next = format!("{}/kode", way.path());
    Ok(redirect(visitor.lang, &next))
}

async fn code_page(app: &App, visitor: &Visitor, way: Way, errors: FormErrors) -> Answer {
    let (inner, id) = (app.clone(), visitor.person()?.account_id);
    let found = app
        .db()
        .read(move |tx| awaited(tx, &inner, id, way))
        .await?;
    let Some(contact) = found else {
        let response = redirect(visitor.lang, way.path());
        return Ok(with_refusal(response, "flash-profile-code-over"));
    };
    let page = Page::new(app, visitor, Nav::Elsewhere);
    html_with(
        status(&errors),
        &Code {
            page,
            errors,
            way,
            contact,
        },
    )
}

/// `GET /akun-saya/kontak/{way}/kode`.
pub async fn code(State(app): State<App>, visitor: Visitor, Path(word): Path<String>) -> Answer {
    let way = way(&word)?;
    owner(&app, &visitor).await?;
    code_page(&app, &visitor, way, FormErrors::none()).await
}

/// `POST /akun-saya/kontak/{way}/kode`.
pub async fn check(
    State(app): State<App>,
    visitor: Visitor,
    Path(word): Path<String>,
    Form(values): Form<Values>,
) -> Answer {
    let (way, account) = (way(&word)?, owner(&app, &visitor).await?);
    let typed: String = raw(&values, "code")
        .chars()
        .filter(|one| !one.is_whitespace())
        .collect();
    if typed.len() != 6 || !typed.bytes().all(|one| one.is_ascii_digit()) {
        // No attempt: whoever presses the button too early loses none.
        let mut errors = FormErrors::none();
        errors.add_key(visitor.lang, "code", "profile-code-shape");
        return code_page(&app, &visitor, way, errors).await;
    }
    let inner = app.clone();
    let proof = app
        .db()
        .write(move |tx| prove(tx, &inner, account.id, (way, &typed)))
        .await?;
    match proof {
        Proof::Proven => {
            let response = redirect(visitor.lang, "/akun-saya");
            Ok(with_flash(response, "flash-profile-contact-proven", ""))
        }
        Proof::Wrong(left) => {
            let mut errors = FormErrors::none();
            let page = Page::new(&app, &visitor, Nav::Elsewhere);
            errors.add("code", page.t1("profile-code-wrong", "left", left));
            code_page(&app, &visitor, way, errors).await
        }
        Proof::Over => {
            let response = redirect(visitor.lang, way.path());
            Ok(with_refusal(response, "flash-profile-code-over"))
        }
    }
}

/// `POST /akun-saya/kontak/{way}/penghapusan`.
pub async fn destroy(State(app): State<App>, visitor: Visitor, Path(word): Path<String>) -> Answer {
    let (way, account) = (way(&word)?, owner(&app, &visitor).await?);
    if way.of(&account).is_some() {
        let inner = app.clone();
        app.db()
            .write(move |tx| remove(tx, &inner, account.id, way))
            .await?;
    }
    let response = redirect(visitor.lang, "/akun-saya");
    Ok(with_flash(response, "flash-profile-contact-removed", ""))
}
