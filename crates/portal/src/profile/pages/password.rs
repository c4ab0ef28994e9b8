//! Changing one's password: `/akun-saya/sandi`.

use super::{account, origin, raw, renew};
use crate::{
    Answer, App, Error,
    accounts::{self, Account},
    actor::{self, Person},
    credentials::{about, hasher, knows_password, new_password, password_changed},
    signin,
    web::{FormErrors, Page, Values, Visitor, html_with, page::Nav, redirect, visitor::with_flash},
};
use askama::Template;
use axum::{Form, extract::State, http::StatusCode};

#[derive(Template)]
#[template(path = "profile/password.html")]
struct Password {
    page: Page,
    errors: FormErrors,
    account: Account,
}

/// Whether the old password is asked for: where there is a second step a fresh proof with it takes its place, and is
/// demanded here.
fn asks_old(app: &App, person: &Person, account: &Account) -> Result<bool, Error> {
    if account.second_step_enrolled || account.password_changed_at.is_none() {
        person.stepped_up(app.now())?;
        return Ok(false);
    }
    Ok(true)
}

fn form(app: &App, visitor: &Visitor, account: Account, errors: FormErrors) -> Answer {
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = Page::new(app, visitor, Nav::Elsewhere);
    html_with(
        status,
        &Password {
            page,
            errors,
            account,
        },
    )
}

impl Password {
    fn asks_old(&self) -> bool {
        !self.account.second_step_enrolled && self.account.password_changed_at.is_some()
    }
}

/// `GET /akun-saya/sandi`.
pub async fn edit(State(app): State<App>, visitor: Visitor) -> Answer {
    let person = visitor.person()?;
    let account = account(&app, person).await?;
    asks_old(&app, person, &account)?;
    form(&app, &visitor, account, FormErrors::none())
}

/// `POST /akun-saya/sandi`: all other sessions end, this one goes on under another cookie.
pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Form(values): Form<Values>,
) -> Answer {
    let person = visitor.person()?.clone();
    let account = account(&app, &person).await?;
    let mut errors = FormErrors::none();
    if asks_old(&app, &person, &account)? {
        check_old(&app, &visitor, account.id, (&values, &mut errors)).await?;
    }
    let known = about(&account);
    let password = new_password(&app, visitor.lang, &values, known, &mut errors).await?;
    if errors.is_empty() && is_same(&app, account.id, password.clone()).await? {
        errors.add_key(visitor.lang, "password", "profile-password-same");
    }
    if !errors.is_empty() {
        return form(&app, &visitor, account, errors);
    }
    let hash = hasher::hash(password, app.random().clone()).await?;
    let (inner, browser) = (app.clone(), visitor.browser.clone());
    let token = app
        .db()
        .write(move |tx| {
            // The old one may have been changed while it was compared, because somebody else knows it.
            let now = accounts::lock(tx, account.id)?;
            if now.password_changed_at != account.password_changed_at {
                return Err(Error::Conflict("profile-password-overtaken", String::new()));
            }
            accounts::change_password(tx, &inner, &account, &hash)?;
            signin::end_other_sessions(tx, account.id, person.session_id, inner.now())?;
            password_changed(tx, &inner, &account, browser.as_deref())?;
            actor::step_up(tx, &inner, person.session_id)
        })
        .await?;
    let response = redirect(visitor.lang, "/akun-saya");
    let response = with_flash(response, "flash-profile-password-changed", "");
    Ok(renew(&app, response, &token))
}

/// Compares the old password; a wrong one counts as one at sign-in does.
async fn check_old(
    app: &App,
    visitor: &Visitor,
    account_id: i64,
    (values, errors): (&Values, &mut FormErrors),
) -> Result<(), Error> {
    let typed = raw(values, "current_password");
    if typed.is_empty() {
        errors.add_key(visitor.lang, "current_password", "profile-password-missing");
        return Ok(());
    }
    let fits = knows_password(app, account_id, origin(visitor), typed.to_owned()).await?;
    if !fits {
        errors.add_key(visitor.lang, "current_password", "signin-again-wrong");
    }
    Ok(())
}

/// Whether the new password is the old one.
async fn is_same(app: &App, account_id: i64, password: String) -> Result<bool, Error> {
    let read = move |tx: &mut db::Tx<'_>| accounts::password_hash(tx, account_id);
    match app.db().read(read).await? {
        Some(hash) => hasher::verify(hasher::PASSWORDS.line_up()?, password, Some(hash)).await,
        None => Ok(false),
    }
}
