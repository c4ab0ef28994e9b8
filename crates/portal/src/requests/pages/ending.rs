//! What an applicant may still do with a ticket: withdraw it, take it up again. Each has a page that asks first.

use super::{
    super::{Code, work},
    form::value,
    ticket::own,
};
use crate::{
    Answer, App, Error,
    web::{
        FormErrors, Page, Values, Visitor, html, html_with, page::Nav, redirect,
        visitor::with_flash,
    },
};
use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
};

/// The page that asks before something that cannot be undone.
#[derive(Template)]
#[template(path = "requests/confirm.html")]
pub(super) struct ConfirmPage {
    pub page: Page,
    pub question: String,
    pub consequence: String,
    pub action: String,
    pub reason: Option<String>,
    pub typed: String,
    pub errors: FormErrors,
    pub danger: bool,
    pub yes: String,
    pub no: String,
    pub back: String,
}

/// The page that asks before the applicant does so.
fn confirm(page: Page, code: &Code, what: &str, errors: FormErrors, typed: String) -> ConfirmPage {
    let asks_why = what == "buka-kembali";
    let key = |part: &str| {
        page.t(&format!("requests-confirm-{what}-{part}"))
            .into_owned()
    };
    ConfirmPage {
        question: key("question"),
        consequence: page.t1(
            &format!("requests-confirm-{what}-consequence"),
            "code",
            code.to_string(),
        ),
        action: format!("/tiket/{code}/{what}"),
        reason: asks_why.then(|| key("reason")),
        typed,
        errors,
        danger: !asks_why,
        yes: key("yes"),
        no: key("no"),
        back: format!("/tiket/{code}"),
        page,
    }
}

/// `GET /tiket/{code}/batal`.
pub async fn new_cancellation(
    State(app): State<App>,
    visitor: Visitor,
    Path(code): Path<String>,
) -> Answer {
    let request = own(&app, &visitor, code).await?;
    if !request.state.status.can_cancel() {
        return Err(Error::Refused("refused-cancel"));
    }
    let page = Page::new(&app, &visitor, Nav::Mine);
    html(&confirm(
        page,
        &request.code,
        "batal",
        FormErrors::none(),
        String::new(),
    ))
}

/// `POST /tiket/{code}/batal`.
pub async fn create_cancellation(
    State(app): State<App>,
    visitor: Visitor,
    Path(code): Path<String>,
) -> Answer {
    let (applicant, app_) = (visitor.applicant()?, app.clone());
    let request = app
        .db()
        .write(move |tx| work::cancel(tx, &app_, &applicant, &code))
        .await?;
    let response = redirect(visitor.lang, &format!("/tiket/{}", request.code));
    Ok(with_flash(response, "flash-requests-cancelled", ""))
}

/// `GET /tiket/{code}/buka-kembali`.
pub async fn new_reopening(
    State(app): State<App>,
    visitor: Visitor,
    Path(code): Path<String>,
) -> Answer {
    let request = own(&app, &visitor, code).await?;
    if !request.can_reopen(app.now()) {
        return Err(Error::Refused("refused-reopen"));
    }
    let page = Page::new(&app, &visitor, Nav::Mine);
    html(&confirm(
        page,
        &request.code,
        "buka-kembali",
        FormErrors::none(),
        String::new(),
    ))
}

/// `POST /tiket/{code}/buka-kembali`.
pub async fn create_reopening(
    State(app): State<App>,
    visitor: Visitor,
    Path(code): Path<String>,
    Form(values): Form<Values>,
) -> Answer {
    let reason = value(&values, "alasan").to_owned();
    let (applicant, app_, code_, reason_) = (
        visitor.applicant()?,
        app.clone(),
        code.clone(),
        reason.clone(),
    );
    let done = app
        .db()
        .write(move |tx| work::reopen(tx, &app_, &applicant, &code_, &reason_))
        .await;
    match done {
        Err(Error::Refused("refused-reason")) => {
            let request = own(&app, &visitor, code).await?;
            let mut errors = FormErrors::none();
            errors.add_key(visitor.lang, "alasan", "refused-reason");
            let page = Page::new(&app, &visitor, Nav::Mine);
            html_with(
                StatusCode::UNPROCESSABLE_ENTITY,
                &confirm(page, &request.code, "buka-kembali", errors, reason),
            )
        }
        other => {
            let response = redirect(visitor.lang, &format!("/tiket/{}", other?.code));
            Ok(with_flash(response, "flash-requests-reopened", ""))
        }
    }
}
