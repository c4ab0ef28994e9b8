//! The form of a service: shown, kept as a draft, sent.

use super::{
    super::{
        Code, Request, counter,
        store::{
            self,
            attachments::Owner,
            drafts::{self, Draft, Purpose},
        },
        submit::{self, From, Sent},
    },
    known::known,
    park::{Parked, forget, park},
    sheet::{FormPage, Opened, draft_page},
    upload,
};
use crate::{
    Answer, App, Error,
    web::{FormErrors, Page, Values, Visitor, page::Nav, redirect, visitor::with_flash},
};
use axum::extract::{Multipart, Path, State};
use sop::{Answers, Sop, Ticket};

/// Which of the two buttons an address belongs to.
fn ticket_of(form: &str, sop: &Sop) -> Result<Ticket, Error> {
    let ticket = match form {
        "form-layanan" => Ticket::Request,
        "form-keluhan" => Ticket::Complaint,
        _ => return Err(Error::NotFound),
    };
    if sop.tickets.contains(&ticket) {
        Ok(ticket)
    } else {
        Err(Error::NotFound)
    }
}

pub(super) fn form_path(sop: &Sop, ticket: Ticket) -> String {
    let form = match ticket {
        Ticket::Request => "form-layanan",
        Ticket::Complaint => "form-keluhan",
    };
    format!("/site/unit/{}/{form}", sop.address_key())
}

/// The service of an address `{id}-{slug}-{hash}` and the row of its revision; the number decides.
fn service(app: &App, key: &str) -> Result<(Sop, i64), Error> {
    let id = key
        .split('-')
        .next()
        .and_then(|id| id.parse().ok())
        .ok_or(Error::NotFound)?;
    let catalog = app.catalog();
    let (sop, revision_id) = catalog.service(id)?;
    Ok((sop.clone(), revision_id))
}

/// `GET /site/unit/{key}/form-layanan`, `GET /site/unit/{key}/form-keluhan`.
pub async fn new(
    State(app): State<App>,
    visitor: Visitor,
    Path((key, form)): Path<(String, String)>,
    Parked(parked): Parked,
) -> Answer {
    let (sop, revision_id) = service(&app, &key)?;
    let ticket = ticket_of(&form, &sop)?;
    if key != sop.address_key() {
        return Ok(redirect(visitor.lang, &form_path(&sop, ticket)));
    }
    let applicant = visitor.applicant()?;
    applicant.may_ask(sop.id)?;
    let purpose = Purpose {
        account_id: applicant.who().account_id,
        service_id: sop.id,
        ticket,
        walk_in: false,
    };
    let known = known(&app, &sop, &applicant).await?;
    let draft = open(&app, purpose, revision_id, known, parked.clone()).await?;
    let page = show(&app, &visitor, &sop, draft, FormErrors::none(), false).await?;
    Ok(forget(&app, parked.as_deref(), page))
}

/// The draft of a person for a service, a new one with what is known already, and with what was typed after the session
/// had ended merged into it.
pub(super) async fn open(
    app: &App,
    purpose: Purpose,
    revision_id: i64,
    known: Answers,
    parked: Option<String>,
) -> Result<Draft, Error> {
    if parked.is_none()
        && let Some(draft) = app.db().read(move |tx| drafts::find(tx, &purpose)).await?
    {
        return Ok(draft);
    }
    let (public_id, now) = (app.random().uuid(app.now()), app.now());
    app.db()
        .write(move |tx| {
            let is_new = drafts::find(tx, &purpose)?.is_none();
            let mut draft = drafts::open(tx, &purpose, &public_id, revision_id, now)?;
            if is_new {
                draft.answers = known;
            }
            let parked = parked
                .map(|id| drafts::unpark(tx, &id))
                .transpose()?
                .flatten();
            draft.answers.extend(
                parked
                    .filter(|other| other.service_id == draft.service_id)
                    .map(|other| other.answers)
                    .unwrap_or_default(),
            );
            drafts::keep(tx, draft.id, &draft.answers, draft.revision_id, now)?;
            Ok(draft)
        })
        .await
}

/// `POST` to the same addresses: keeps the draft, takes a file out, or sends it.
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Path((key, form)): Path<(String, String)>,
    multipart: Multipart,
) -> Answer {
    let (sop, revision_id) = service(&app, &key)?;
    let ticket = ticket_of(&form, &sop)?;
    let Ok(applicant) = visitor.applicant() else {
        let back = (ticket, form_path(&sop, ticket));
        return park(&app, &visitor, &sop, back, revision_id, multipart).await;
    };
    applicant.may_ask(sop.id)?;
    let posted = upload::receive(&app, &sop, visitor.lang, multipart).await?;
    let purpose = Purpose {
        account_id: applicant.who().account_id,
        service_id: sop.id,
        ticket,
        walk_in: false,
    };
    let Some(draft) = current(&app, &purpose, &posted.values, revision_id).await? else {
        let account_id = applicant.who().account_id;
        let own = |request: &Request| request.applicant_id == account_id;
        let code = sent_before(&app, &posted.values, own).await?;
        return Ok(redirect(visitor.lang, &format!("/tiket/{code}")));
    };
    let from =
        (value(&posted.values, "aksi") == "kirim").then(|| From::Applicant(applicant.clone()));
    let outcome = keep_and_send(&app, &visitor, &sop, draft, posted, from).await?;
    answer(&app, &visitor, &sop, outcome, &form_path(&sop, ticket)).await
}

pub(super) fn value<'v>(values: &'v Values, name: &str) -> &'v str {
    values.get(name).map(String::as_str).unwrap_or_default()
}

/// The draft that was posted; `None` when it was sent already.
pub(super) async fn current(
    app: &App,
    purpose: &Purpose,
    values: &Values,
    revision_id: i64,
) -> Result<Option<Draft>, Error> {
    let (purpose, id, now) = (*purpose, value(values, "draf").to_owned(), app.now());
    let fresh = app.random().uuid(now);
    app.db()
        .write(move |tx| {
            if let Some(draft) = drafts::of_account(tx, &id, purpose.account_id)? {
                return Ok(Some(draft));
            }
            if store::find_by_origin(tx, &id)?.is_some() {
                return Ok(None);
            }
            drafts::open(tx, &purpose, &fresh, revision_id, now).map(Some)
        })
        .await
}

/// A double click: the second one ends at the ticket that the first one made, if it is the reader's own.
pub(super) async fn sent_before(
    app: &App,
    values: &Values,
    is_own: impl Fn(&Request) -> bool,
) -> Result<Code, Error> {
    let id = value(values, "draf").to_owned();
    let found = app
        .db()
        .read(move |tx| store::find_by_origin(tx, &id))
        .await?;
    let request = found.filter(is_own).ok_or(Error::NotFound)?;
    Ok(request.code)
}

/// What became of a posted form.
pub(super) enum Outcome {
    /// Kept; show it again with these mistakes.
    Kept(Draft, FormErrors, bool),
    /// Sent.
    Sent(Code),
}

/// Writes the answers and files of a form down and sends it, if asked, all in one transaction.
pub(super) async fn keep_and_send(
    app: &App,
    visitor: &Visitor,
    sop: &Sop,
    mut draft: Draft,
    posted: upload::Posted,
    from: Option<From>,
) -> Result<Outcome, Error> {
    let (app_, sop, lang) = (app.clone(), sop.clone(), visitor.lang);
    app.db()
        .write(move |tx| {
            let shown = value(&posted.values, "revisi")
                .parse()
                .unwrap_or(draft.revision_id);
            draft.answers = answers(&sop, &posted.values);
            draft.updated_at = app_.now();
            if !drafts::keep(tx, draft.id, &draft.answers, shown, draft.updated_at)? {
                // The other one of two clicks was faster.
                let sent = store::find_by_origin(tx, &draft.public_id)?;
                return sent
                    .map(|request| Outcome::Sent(request.code))
                    .ok_or(Error::NotFound);
            }
            let owner = Owner::Draft(draft.id);
            let taken_out = value(&posted.values, "hapus");
            if !taken_out.is_empty() {
                upload::take_out(tx, &app_, owner, taken_out)?;
            }
            let mut errors = posted.errors;
            for (field, sentence) in
                upload::keep(tx, &app_, &sop, owner, &posted.files, lang)?.all()
            {
                errors.add(field.clone(), sentence.clone());
            }
            let Some(from) = from.filter(|_| errors.is_empty() && taken_out.is_empty()) else {
                return Ok(Outcome::Kept(draft, errors, false));
            };
            Ok(
                match submit::submit(tx, &app_, from, &draft, shown, lang)? {
                    Sent::Request(code) => Outcome::Sent(code),
                    Sent::Mistakes(errors) => Outcome::Kept(draft, errors, false),
                    Sent::Revised => Outcome::Kept(draft, FormErrors::none(), true),
                },
            )
        })
        .await
}

/// The answers among the values of a form: only what the declaration asks, or a clerk types for somebody.
pub(super) fn answers(sop: &Sop, values: &Values) -> Answers {
    let asked = sop.fields.iter().flat_map(sop::validate::input_names);
    asked
        .chain(counter::INPUTS.map(str::to_owned))
        .filter_map(|name| Some((name.clone(), values.get(&name)?.clone())))
        .collect()
}

async fn answer(app: &App, visitor: &Visitor, sop: &Sop, outcome: Outcome, path: &str) -> Answer {
    match outcome {
        Outcome::Sent(code) => {
            let response = redirect(visitor.lang, &format!("/tiket/{code}"));
            Ok(with_flash(
                response,
                "flash-requests-sent",
                &code.to_string(),
            ))
        }
        Outcome::Kept(_, errors, false) if errors.is_empty() => Ok(with_flash(
            redirect(visitor.lang, path),
            "flash-requests-draft",
            "",
        )),
        Outcome::Kept(draft, errors, revised) => {
            show(app, visitor, sop, draft, errors, revised).await
        }
    }
}

async fn show(
    app: &App,
    visitor: &Visitor,
    sop: &Sop,
    draft: Draft,
    errors: FormErrors,
    revised: bool,
) -> Answer {
    let page = Page::new(app, visitor, Nav::Services);
    let title = page.t1(
        match draft.ticket {
            Ticket::Request => "requests-form-request",
            Ticket::Complaint => "requests-form-complaint",
        },
        "service",
        page.of(&sop.title),
    );
    let crumb = (
        format!("/site/unit/{}/informasi-layanan", sop.address_key()),
        format!("{} {}", sop.id, page.of(&sop.title)),
    );
    let letter = format!("/draf/{}/surat", draft.public_id);
    let opened = Opened {
        sop,
        draft: &draft,
        errors: &errors,
        revised,
    };
    let form = FormPage {
        crumb,
        action: form_path(sop, draft.ticket),
        letter: sop.letter.is_some().then_some(letter),
        ..draft_page(app, page, &opened, title).await?
    };
    form.answer()
}
