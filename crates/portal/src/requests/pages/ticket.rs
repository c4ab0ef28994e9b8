//! The ticket of its applicant: where it stands, what to do, and what the applicant may still do with it.

use super::{
    super::{
        Code, Event, Request, Status,
        record::{head, sop_of},
        store::{
            self,
            attachments::{self, Attachment, Owner},
        },
        submit::{self, Sent},
        timeline::{self, Ahead, Line, Reader},
        work,
    },
    draft,
    form::{self, FormPage, form_page, value},
    upload,
};
use crate::{
    Answer, App, Error, accounts,
    clock::Millis,
    notify,
    web::{
        FormErrors, Page, Values, Visitor, html, html_with, page::Nav, redirect,
        visitor::with_flash,
    },
};
use askama::Template;
use axum::{
    Form,
    extract::{Multipart, Path, State},
    http::StatusCode,
    response::IntoResponse,
};
use sop::Sop;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "requests/ticket.html")]
struct TicketPage {
    page: Page,
    code: Code,
    request: Request,
    sop: Arc<Sop>,
    ahead: Vec<Ahead>,
    lines: Vec<Line>,
    returned: Vec<(String, String)>,
    answers: Vec<(String, String)>,
    receipts: Vec<(String, String, Millis)>,
    can_reopen: bool,
    told: Vec<notify::Told>,
    files: Vec<Attachment>,
}

/// `GET /tiket/{code}`.
pub async fn show(State(app): State<App>, visitor: Visitor, Path(code): Path<String>) -> Answer {
    let person = visitor.person()?.clone();
    let (request, events, files, told, receipts) = app
        .db()
        .read(move |tx| {
            let request = head(tx, &code, &person)?;
            let events = store::events(tx, request.id)?;
            let files = attachments::all(tx, Owner::Request(request.id))?;
            let told = notify::of_request(tx, request.id)?;
            let receipts = accounts::receipts_of(tx, request.id)?;
            Ok::<_, Error>((request, events, files, told, receipts))
        })
        .await?;
    let sop = sop_of(&app, &request)?;
    let page = Page::new(&app, &visitor, Nav::Mine);
    let template = TicketPage {
        ahead: timeline::ahead(&app, &page, &sop, &request)?,
        lines: timeline::lines(
            &page,
            &sop,
            &events,
            Reader::Applicant(request.applicant_id),
        ),
        returned: returned(&page, &sop, &events),
        answers: answers(&app, &page, &sop, &request),
        can_reopen: request.can_reopen(page.now),
        receipts: receipts
            .iter()
            .map(|receipt| proof(&page, receipt))
            .collect(),
        code: request.code.clone(),
        request,
        sop,
        told,
        files,
        page,
    };
    html(&template)
}

/// A receipt in words: where, what works now, since when.
pub(super) fn proof(page: &Page, receipt: &accounts::Receipt) -> (String, String, Millis) {
    let campus = page.catalog.campus();
    (
        receipt.place(page.lang),
        receipt.sentence(page.lang, campus),
        receipt.at,
    )
}

/// What a request says, question by question, without the files.
pub(super) fn answers(
    app: &App,
    page: &Page,
    sop: &Sop,
    request: &Request,
) -> Vec<(String, String)> {
    let catalog = app.catalog();
    let said = |field: &sop::Field| {
        let answer = sop::project::answer(field, catalog.campus(), page.lang, &request.answers)?;
        Some((page.of(&field.label).to_owned(), answer))
    };
    sop.fields.iter().filter_map(said).collect()
}

/// What the last verifier sent back: the lines that did not fit, and the words.
pub(super) fn returned(page: &Page, sop: &Sop, events: &[Event]) -> Vec<(String, String)> {
    let last = events
        .iter()
        .rev()
        .find(|event| event.happening.kind() == super::super::model::Kind::Returned);
    let Some(event) = last else { return Vec::new() };
    let lines = sop
        .step(&event.step)
        .map(|step| step.checklist.as_slice())
        .unwrap_or_default();
    let misfits = event
        .happening
        .checks()
        .iter()
        .filter(|checked| !checked.fits);
    let mut found: Vec<_> = misfits
        .filter_map(|checked| {
            let line = lines.iter().find(|line| line.key == checked.key)?;
            Some((page.of(&line.text).to_owned(), checked.reason.clone()))
        })
        .collect();
    if !event.note.is_empty() {
        found.push((page.t("requests-note").into_owned(), event.note.clone()));
    }
    found
}

/// `GET /tiket/{code}/berkas/{file}`.
pub async fn show_file(
    State(app): State<App>,
    visitor: Visitor,
    Path((code, file)): Path<(String, String)>,
) -> Answer {
    let person = visitor.person()?.clone();
    let file = app
        .db()
        .read(move |tx| {
            let request = head(tx, &code, &person)?;
            attachments::one(tx, Owner::Request(request.id), &file)
        })
        .await?;
    draft::download(&app, &file).await
}

#[derive(Template)]
#[template(path = "requests/confirm.html")]
struct ConfirmPage {
    page: Page,
    question: String,
    consequence: String,
    action: String,
    reason: Option<String>,
    typed: String,
    errors: FormErrors,
    danger: bool,
    yes: String,
    no: String,
    back: String,
}

/// The page that asks before something that cannot be undone.
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

async fn own(app: &App, visitor: &Visitor, code: String) -> Result<Request, Error> {
    let person = visitor.person()?.clone();
    app.db().read(move |tx| head(tx, &code, &person)).await
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
    let (person, app_) = (visitor.person()?.clone(), app.clone());
    let request = app
        .db()
        .write(move |tx| work::cancel(tx, &app_, &person, &code))
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
    let (person, app_, code_, reason_) = (
        visitor.person()?.clone(),
        app.clone(),
        code.clone(),
        reason.clone(),
    );
    let done = app
        .db()
        .write(move |tx| work::reopen(tx, &app_, &person, &code_, &reason_))
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

/// `GET /tiket/{code}/perbaiki`: the form of a returned request, with what was typed.
pub async fn edit(State(app): State<App>, visitor: Visitor, Path(code): Path<String>) -> Answer {
    let request = own(&app, &visitor, code).await?;
    if request.state.status != Status::Returned {
        return Err(Error::Refused("refused-resubmit"));
    }
    show_edit(&app, &visitor, &request, FormErrors::none()).await
}

async fn show_edit(app: &App, visitor: &Visitor, request: &Request, errors: FormErrors) -> Answer {
    let (id, sop) = (request.id, sop_of(app, request)?);
    let (files, events) = app
        .db()
        .read(move |tx| {
            Ok::<_, Error>((
                attachments::all(tx, Owner::Request(id))?,
                store::events(tx, id)?,
            ))
        })
        .await?;
    let page = Page::new(app, visitor, Nav::Mine);
    let (returned, title) = (
        returned(&page, &sop, &events),
        page.t1("requests-form-correct", "service", page.of(&sop.title)),
    );
    let base = format!("/tiket/{}", request.code);
    let send = page.t("requests-resend").into_owned();
    let template = FormPage {
        crumb: (base.clone(), request.code.to_string()),
        action: format!("{base}/perbaiki"),
        target: format!("{base}/berkas"),
        revision_id: request.revision_id,
        returned,
        send,
        ..form_page(app, page, &sop, &request.answers, &files, errors, title)?
    };
    let status = if template.errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    html_with(status, &template)
}

/// `POST /tiket/{code}/perbaiki`: hands it in again.
pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Path(code): Path<String>,
    multipart: Multipart,
) -> Answer {
    let request = own(&app, &visitor, code.clone()).await?;
    let sop = sop_of(&app, &request)?;
    let posted = upload::receive(&app, &sop, visitor.lang, multipart).await?;
    let (person, app_, lang, id) = (
        visitor.person()?.clone(),
        app.clone(),
        visitor.lang,
        request.id,
    );
    let outcome = app
        .db()
        .write(move |tx| {
            let owner = Owner::Request(id);
            let taken_out = value(&posted.values, "hapus").to_owned();
            let mut errors = posted.errors;
            let typed = form::answers(&sop, &posted.values);
            if request.state.status == Status::Returned {
                for (field, sentence) in
                    upload::keep(tx, &app_, &sop, owner, &posted.files, lang)?.all()
                {
                    errors.add(field.clone(), sentence.clone());
                }
                if !taken_out.is_empty() {
                    upload::take_out(tx, &app_, owner, &taken_out)?;
                }
            }
            if errors.is_empty() && taken_out.is_empty() {
                return submit::resubmit(tx, &app_, &person, &code, &typed, lang);
            }
            store::set_answers(
                tx,
                &Request {
                    answers: typed,
                    ..request
                },
            )?;
            Ok(Sent::Mistakes(errors))
        })
        .await?;
    match outcome {
        Sent::Request(code) => Ok(with_flash(
            redirect(visitor.lang, &format!("/tiket/{code}")),
            "flash-requests-resent",
            "",
        )),
        Sent::Mistakes(errors) => {
            let (person, id) = (visitor.person()?.clone(), id);
            let request = app
                .db()
                .read(move |tx| store::of_applicant_by_id(tx, id, person.account_id))
                .await?;
            show_edit(&app, &visitor, &request, errors).await
        }
        Sent::Revised => Err(Error::Internal("a request keeps its revision".into())),
    }
}

/// `POST /tiket/{code}/berkas/{field}`: exchanges a file of a returned request at once.
pub async fn add_file(
    State(app): State<App>,
    visitor: Visitor,
    Path((code, field)): Path<(String, String)>,
    multipart: Multipart,
) -> Answer {
    let request = own(&app, &visitor, code).await?;
    if request.state.status != Status::Returned {
        return Err(Error::Refused("refused-resubmit"));
    }
    let sop = sop_of(&app, &request)?;
    let target = format!("/tiket/{}/berkas", request.code);
    draft::store(
        &app,
        &visitor,
        &sop,
        Owner::Request(request.id),
        (field, target),
        multipart,
    )
    .await
}

/// `POST /tiket/{code}/berkas/{file}/hapus`: takes a file out of a returned request.
pub async fn remove_file(
    State(app): State<App>,
    visitor: Visitor,
    Path((code, file)): Path<(String, String)>,
) -> Answer {
    let request = own(&app, &visitor, code).await?;
    if request.state.status != Status::Returned {
        return Err(Error::Refused("refused-resubmit"));
    }
    let app_ = app.clone();
    app.db()
        .write(move |tx| upload::take_out(tx, &app_, Owner::Request(request.id), &file))
        .await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
