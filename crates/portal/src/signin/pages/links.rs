//! Single-use links: `/tautan/{token}`. Looking changes nothing; a message reader that opens links uses nothing up.

use super::{Token, Way, again, enrolment, origin, session, welcome};
use crate::{
    Answer, App, Error,
    accounts::{self, Account, Link, LinkState, Purpose},
    credentials::{about, hasher, new_password, password_changed},
    signin::{
        attempt::{self, Proven},
        model::Verdict,
    },
    web::{
        FormErrors, Page, Values, Visitor, headers, html_with, page::Nav, redirect,
        visitor::with_flash,
    },
};
use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
};

#[derive(Template)]
#[template(path = "signin/link-confirm.html")]
struct Confirm {
    page: Page,
    errors: FormErrors,
    account: Account,
}

#[derive(Template)]
#[template(path = "signin/link-password.html")]
struct Password {
    page: Page,
    errors: FormErrors,
    account: Account,
    expires_at: i64,
}

#[derive(Template)]
#[template(path = "signin/link-over.html")]
struct Over {
    page: Page,
    title: &'static str,
    next: &'static str,
    way: (&'static str, &'static str),
}

/// A link that works, with its account; otherwise the page that says why not and how to get another.
async fn opened(
    app: &App,
    visitor: &Visitor,
    token: String,
) -> Result<Result<(Link, Account), Answer>, Error> {
    let found = app
        .db()
        .read(move |tx| {
            // A link to decide on a request has a page of its own.
            let found = accounts::by_token(tx, &token)?;
            let Some(link) = found.filter(|link| link.purpose != Purpose::Decide) else {
                return Ok(None);
            };
            let account = accounts::get(tx, link.account_id)?;
            Ok::<_, Error>(Some((link, account)))
        })
        .await?;
    Ok(match found {
        Some((link, account)) if link.state(app.now()) == LinkState::Open => Ok((link, account)),
        Some((link, _)) => Err(over(app, visitor, Some(&link))),
        None => Err(over(app, visitor, None)),
    })
}

pub(super) fn over(app: &App, visitor: &Visitor, link: Option<&Link>) -> Answer {
    let page = Page::new(app, visitor, Nav::Elsewhere);
    let Some(link) = link else {
        let way = ("/site", "layout-home");
        let over = Over {
            page,
            title: "signin-link-unknown",
            next: "signin-link-unknown-next",
            way,
        };
        return html_with(StatusCode::NOT_FOUND, &over);
    };
    let title = if link.used_at.is_some() {
        "signin-link-used"
    } else {
        "signin-link-expired"
    };
    let (next, way) = match (link.purpose, link.request_id) {
        (Purpose::ConfirmAddress, _) => ("signin-link-confirm-next", ("/masuk", "signin-title")),
        (Purpose::SetPassword, None) => (
            "signin-link-password-next",
            ("/lupa-sandi", "signin-forgotten"),
        ),
        (Purpose::SetPassword, Some(_)) => (
            "signin-link-request-next",
            ("/lupa-sandi", "signin-forgotten"),
        ),
        (Purpose::EnrolSecondStep | Purpose::Decide, _) => {
            ("signin-link-enrol-next", ("/riwayat", "nav-mine"))
        }
    };
    html_with(
        StatusCode::GONE,
        &Over {
            page,
            title,
            next,
            way,
        },
    )
}

/// `GET /tautan/{token}`.
pub async fn show(State(app): State<App>, visitor: Visitor, Path(token): Path<String>) -> Answer {
    match opened(&app, &visitor, token).await? {
        Ok((link, account)) if link.purpose == Purpose::EnrolSecondStep => {
            enrolment::show(&app, &visitor, (&link, account)).await
        }
        Ok((link, account)) => form(&app, &visitor, (&link, account), FormErrors::none()),
        Err(page) => page,
    }
}

fn form(
    app: &App,
    visitor: &Visitor,
    (link, account): (&Link, Account),
    errors: FormErrors,
) -> Answer {
    let page = Page::new(app, visitor, Nav::Elsewhere);
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let expires_at = link.expires_at;
    match link.purpose {
        Purpose::ConfirmAddress => html_with(
            status,
            &Confirm {
                page,
                errors,
                account,
            },
        ),
        Purpose::SetPassword => html_with(
            status,
            &Password {
                page,
                errors,
                account,
                expires_at,
            },
        )
        .map(headers::kept_nowhere),
        Purpose::EnrolSecondStep | Purpose::Decide => Err(Error::NotFound),
    }
}

/// `POST /tautan/{token}`.
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    old: Token,
    Form(values): Form<Values>,
) -> Answer {
    let (link, account) = match opened(&app, &visitor, token).await? {
        Ok(found) => found,
        Err(page) => return page,
    };
    match link.purpose {
        Purpose::ConfirmAddress => confirm(&app, &visitor, (link, account), &values, old).await,
        Purpose::SetPassword => set_password(&app, &visitor, (link, account), &values).await,
        Purpose::EnrolSecondStep => {
            enrolment::create(&app, &visitor, (link, account), &values).await
        }
        Purpose::Decide => Err(Error::NotFound),
    }
}

/// Whoever confirms gives the password: a registration in somebody else's name cannot be confirmed by mistake.
async fn confirm(
    app: &App,
    visitor: &Visitor,
    (link, account): (Link, Account),
    values: &Values,
    Token(old): Token,
) -> Answer {
    let password = values.get("password").map_or("", String::as_str);
    let found = attempt::compare(app, &account.address, password, &origin(visitor)).await?;
    match found {
        None => {
            let mut errors = FormErrors::none();
            errors.add_key(visitor.lang, "password", "signin-confirm-wrong");
            form(app, visitor, (&link, account), errors)
        }
        Some((Verdict::Unconfirmed, _)) => {
            let (inner, used) = (app.clone(), link.clone());
            let done = app
                .db()
                .write(move |tx| {
                    let now = inner.now();
                    accounts::lock(tx, used.account_id)?;
                    let first = accounts::use_link(tx, used.id, now)?;
                    if first {
                        accounts::confirm(tx, used.account_id, now)?;
                    }
                    Ok::<_, Error>(first)
                })
                .await?;
            if !done {
                return over(
                    app,
                    visitor,
                    Some(&Link {
                        used_at: Some(app.now()),
                        ..link
                    }),
                );
            }
            let (way, whose) = (Way::default(), (account.id, None));
            let proven = Proven::Judged(Box::new(account));
            let entered = attempt::enter(app, whose, proven, (origin(visitor), old)).await?;
            let Some(entered) = entered else {
                return Ok(again(visitor, &way, "flash-signin-changed"));
            };
            let response = welcome(app, visitor.lang, &way, &entered);
            Ok(with_flash(response, "flash-signin-confirmed", ""))
        }
        Some((verdict, account)) => session::stop(app, visitor, account, verdict).await,
    }
}

async fn set_password(
    app: &App,
    visitor: &Visitor,
    (link, account): (Link, Account),
    values: &Values,
) -> Answer {
    let mut errors = FormErrors::none();
    let password = new_password(app, visitor.lang, values, about(&account), &mut errors).await?;
    if !errors.is_empty() {
        return form(app, visitor, (&link, account), errors);
    }
    let hash = hasher::hash(password, app.random().clone()).await?;
    let (inner, used, browser) = (app.clone(), link.clone(), visitor.browser.clone());
    let done = app
        .db()
        .write(move |tx| {
            // The account before its links, as an act about it has them.
            accounts::lock(tx, used.account_id)?;
            let first = accounts::use_link(tx, used.id, inner.now())?;
            if first {
                accounts::set_password(tx, &inner, &used, &hash)?;
                password_changed(tx, &inner, &account, browser.as_deref())?;
            }
            Ok::<_, Error>(first)
        })
        .await?;
    finish(app, visitor, link, (done, "flash-signin-password-set"))
}

/// On to signing in; or, when somebody else was faster with the same link, its end.
pub(super) fn finish(
    app: &App,
    visitor: &Visitor,
    link: Link,
    (done, flash): (bool, &str),
) -> Answer {
    if done {
        Ok(with_flash(redirect(visitor.lang, "/masuk"), flash, ""))
    } else {
        over(
            app,
            visitor,
            Some(&Link {
                used_at: Some(app.now()),
                ..link
            }),
        )
    }
}
