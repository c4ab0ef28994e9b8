//! The link with which a second step is enrolled. It proves the address that it was sent to. Of a shared mailbox those who
//! answer for it then enrol as themselves; of any other account whoever has the link enrols an app at once.

use super::{
    field,
    links::{finish, over},
    origin,
    second::groups,
};
use crate::{
    Answer, App, Error,
    accounts::{self, Account, Link},
    actor,
    credentials::{
        News,
        second::{self, Pending, Whose},
        tell_owner,
    },
    signin::model::device_name,
    web::{
        FormErrors, Page, Values, Visitor, html, html_with, page::Nav, redirect,
        visitor::with_flash,
    },
};
use askama::Template;
use axum::http::StatusCode;

#[derive(Template)]
#[template(path = "signin/link-enrol.html")]
struct Enrol {
    page: Page,
    errors: FormErrors,
    account: Account,
    expires_at: i64,
    pending: Pending,
    picture: String,
}

impl Enrol {
    fn groups(&self) -> Vec<&str> {
        groups(&self.pending.secret)
    }
}

#[derive(Template)]
#[template(path = "signin/link-prove.html")]
struct Prove {
    page: Page,
    account: Account,
    expires_at: i64,
    holders: Vec<Account>,
    /// Whether the reader is one of them.
    is_one: bool,
}

async fn holders(app: &App, id: i64) -> Result<Vec<Account>, Error> {
    app.db()
        .read(move |tx| accounts::acting_holders(tx, id))
        .await
}

/// The page of the link.
pub(super) async fn show(
    app: &App,
    visitor: &Visitor,
    (link, account): (&Link, Account),
) -> Answer {
    if !account.kind.is_shared() {
        return form(app, visitor, (link, account), FormErrors::none(), None).await;
    }
    let holders = holders(app, account.id).await?;
    let reader = visitor.owner().ok().map(|person| person.account_id);
    let is_one = holders.iter().any(|holder| Some(holder.id) == reader);
    let page = Page::new(app, visitor, Nav::Elsewhere);
    html(&Prove {
        page,
        account,
        expires_at: link.expires_at,
        holders,
        is_one,
    })
}

async fn form(
    app: &App,
    visitor: &Visitor,
    (link, account): (&Link, Account),
    errors: FormErrors,
    pending: Option<Pending>,
) -> Answer {
    let pending = if let Some(pending) = pending {
        pending
    } else {
        let (inner, whose) = (app.clone(), Whose::own(account.id));
        app.db()
            .write(move |tx| second::begin_totp(tx, &inner, whose))
            .await?
    };
    let page = Page::new(app, visitor, Nav::Elsewhere);
    let picture = second::picture(&pending, &account.address, &page.catalog.campus().short)?;
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    html_with(
        status,
        &Enrol {
            page,
            errors,
            account,
            expires_at: link.expires_at,
            pending,
            picture,
        },
    )
}

/// What the page of the link was sent with.
pub(super) async fn create(
    app: &App,
    visitor: &Visitor,
    (link, account): (Link, Account),
    values: &Values,
) -> Answer {
    if !account.kind.is_shared() {
        return enrol(app, visitor, (link, account), values).await;
    }
    let holders = holders(app, account.id).await?;
    let reader = visitor.owner()?.account_id;
    if !holders.iter().any(|holder| holder.id == reader) {
        return Err(Error::Forbidden);
    }
    let (id, now) = (link.id, app.now());
    let first = app
        .db()
        .write(move |tx| accounts::use_link(tx, id, now))
        .await?;
    if !first {
        let used_at = Some(now);
        return over(app, visitor, Some(&Link { used_at, ..link }));
    }
    let next = format!("/akun-saya/langkah-kedua?untuk={}", account.public_id);
    let response = redirect(visitor.lang, &next);
    Ok(with_flash(response, "flash-second-proven", ""))
}

async fn enrol(
    app: &App,
    visitor: &Visitor,
    (link, account): (Link, Account),
    values: &Values,
) -> Answer {
    let (token, code) = (
        field(values, "ceremony").to_owned(),
        field(values, "code").to_owned(),
    );
    let device = device_name(&origin(visitor).device).unwrap_or_else(|| "TOTP".into());
    let (inner, used, kept) = (app.clone(), link.clone(), account.clone());
    let done = app
        .db()
        .write(move |tx| {
            let whose = Whose::own(kept.id);
            let given = (token.as_str(), code.as_str(), device.as_str());
            if !second::finish_totp(tx, &inner, (whose, &kept.address), given)? {
                return Ok(Err(second::pending_totp(tx, &inner, whose, &token)?));
            }
            if !accounts::use_link(tx, used.id, inner.now())? {
                return Err(Error::Conflict("signin-link-used", kept.address));
            }
            actor::end_sessions(tx, kept.id, inner.now())?;
            accounts::enrolled(tx, &inner, kept.id, (kept.id, &kept.name))?;
            tell_owner(tx, &inner, &kept, News::SecondStepEnrolled)?;
            Ok(Ok(()))
        })
        .await?;
    match done {
        Ok(()) => finish(app, visitor, link, (true, "flash-signin-enrolled")),
        Err(pending) => {
            let mut errors = FormErrors::none();
            errors.add_key(visitor.lang, "code", "signin-code-wrong");
            form(app, visitor, (&link, account), errors, pending).await
        }
    }
}
