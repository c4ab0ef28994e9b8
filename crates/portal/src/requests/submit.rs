//! Handing in: from a draft to a request, and again after it was returned.

use super::{
    Request, Status, check, counter,
    model::{Code, Event, Happening, State, Via},
    record::{due, own_for_update, record, sop_of, step_due},
    remote,
    store::{
        self,
        attachments::{self, Attachment, Owner},
        drafts::{self, Draft},
    },
    tell,
};
use crate::{
    App, Error, accounts,
    actor::{Applicant, Clerk},
    web::{FormErrors, Lang},
};
use db::Tx;
use sop::{Action, Answers, Sop, Ticket};

/// What became of a form that was sent.
#[derive(Debug)]
pub enum Sent {
    /// It is a request now, or was one already: a double click ends here too.
    Request(Code),
    /// Something is wrong; the draft keeps everything.
    Mistakes(FormErrors),
    /// The service was revised while the form was open; the draft keeps everything and shows the new form.
    Revised,
}

/// Whose request it becomes.
#[derive(Clone, Debug)]
pub enum From {
    /// The person who sends it.
    Applicant(Applicant),
    /// Somebody at the office, whom the answers name; the clerk sends it.
    Counter(Clerk),
}

/// Makes a request of a draft. `revision_id` is the one that the form showed.
///
/// # Errors
/// As the database says; what is wrong with the form is [`Sent::Mistakes`].
pub fn submit(
    tx: &mut Tx<'_>,
    app: &App,
    from: From,
    draft: &Draft,
    revision_id: i64,
    lang: Lang,
) -> Result<Sent, Error> {
    if let Some(request) = store::find_by_origin(tx, &draft.public_id)? {
        return Ok(Sent::Request(request.code));
    }
    let catalog = app.catalog();
    let (sop, current) = catalog.service(draft.service_id)?;
    if current != revision_id {
        drafts::keep(tx, draft.id, &draft.answers, current, app.now())?;
        return Ok(Sent::Revised);
    }
    let answers = sop::normalise(sop, &draft.answers);
    let files = attachments::all(tx, Owner::Draft(draft.id))?;
    let mut errors = match &from {
        From::Applicant(_) => FormErrors::none(),
        From::Counter(_) => counter::mistakes(tx, &draft.answers, lang)?,
    };
    let found = check::check(tx, app, sop, &answers, &fields(&files), lang)?;
    for (field, sentence) in found.all() {
        errors.add(field.clone(), sentence.clone());
    }
    if let From::Applicant(applicant) = &from {
        applicant.may_ask(sop.id)?;
        only_own(applicant, sop, &answers, &mut errors, lang);
    }
    if !errors.is_empty() {
        return Ok(Sent::Mistakes(errors));
    }
    let request = new_request(tx, app, (sop, current), draft, answers, &from)?;
    let event = first_event(app, &from);
    let id = store::insert(tx, &request, &draft.public_id, &event)?;
    attachments::hand_over(tx, draft.id, id)?;
    drafts::remove(tx, draft.id)?;
    let request = Request { id, ..request };
    tell::announce(tx, app, sop, &request, &event)?;
    remote::call(tx, app, sop, &request, &event)?;
    Ok(Sent::Request(request.code))
}

/// A filled-in form with its files, whose contents are stored.
#[derive(Clone, Debug)]
pub struct Form {
    /// Number of the service.
    pub service_id: i64,
    /// Request or complaint.
    pub ticket: Ticket,
    /// What was typed.
    pub answers: Answers,
    /// Its files.
    pub files: Vec<Attachment>,
}

/// Fills a form in and hands it in at once.
///
/// # Errors
/// As [`submit`].
pub fn hand_in(
    tx: &mut Tx<'_>,
    app: &App,
    from: From,
    form: &Form,
    lang: Lang,
) -> Result<Sent, Error> {
    let (_, revision_id) = app.catalog().service(form.service_id)?;
    let (account_id, walk_in) = match &from {
        From::Applicant(applicant) => (applicant.who().account_id, false),
        From::Counter(clerk) => (clerk.account_id, true),
    };
    let purpose = drafts::Purpose {
        account_id,
        service_id: form.service_id,
        ticket: form.ticket,
        walk_in,
    };
    let (public_id, now) = (app.random().uuid(app.now()), app.now());
    let mut draft = drafts::open(tx, &purpose, &public_id, revision_id, now)?;
    draft.answers.clone_from(&form.answers);
    drafts::keep(tx, draft.id, &draft.answers, revision_id, now)?;
    for file in &form.files {
        attachments::add(tx, Owner::Draft(draft.id), file, now)?;
    }
    submit(tx, app, from, &draft, revision_id, lang)
}

fn fields(files: &[Attachment]) -> Vec<String> {
    files.iter().map(|file| file.field.clone()).collect()
}

fn first_event(app: &App, from: &From) -> Event {
    match from {
        From::Applicant(applicant) => Event::by_applicant(
            applicant.who(),
            Happening::Submitted { walk_in: false },
            "",
            app.now(),
        ),
        From::Counter(clerk) => Event {
            seq: 1,
            happening: Happening::Submitted { walk_in: true },
            step: String::new(),
            by_id: Some(clerk.account_id),
            by_name: clerk.name.clone(),
            capacity: "helpdesk".into(),
            note: String::new(),
            via: Via::Desk,
            at: app.now(),
        },
    }
}

fn new_request(
    tx: &mut Tx<'_>,
    app: &App,
    (sop, revision_id): (&Sop, i64),
    draft: &Draft,
    answers: Answers,
    from: &From,
) -> Result<Request, Error> {
    let now = app.now();
    let (applicant_id, taken_in_by) = match from {
        From::Applicant(applicant) => (applicant.who().account_id, None),
        From::Counter(clerk) if clerk.unit_id != app.catalog().unit_of(sop)?.id => {
            return Err(Error::Forbidden);
        }
        From::Counter(clerk) => (
            counter::account(tx, app, &draft.answers)?,
            Some(clerk.account_id),
        ),
    };
    let mut request = Request {
        id: 0,
        code: Code::new(app.random()),
        service_id: sop.id,
        revision_id,
        unit_id: app.catalog().unit_of(sop)?.id,
        ticket: draft.ticket,
        state: State::submitted(sop),
        applicant_id,
        taken_in_by,
        applicant_name: accounts::get(tx, applicant_id)?.name,
        subject_address: subject(sop, &answers),
        answers,
        due_at: due(app, sop, now, None)?,
        step_due_at: now,
        submitted_at: now,
        updated_at: now,
        finished_at: None,
    };
    request.step_due_at = step_due(app, sop, &request, now)?;
    Ok(request)
}

/// The owner of a blocked account asks about that account and no other.
fn only_own(by: &Applicant, sop: &Sop, answers: &Answers, errors: &mut FormErrors, lang: Lang) {
    let field = sop.action.as_ref().map(Action::account_field);
    if let Some(field) = field.filter(|_| !by.may_ask_about(&subject(sop, answers))) {
        errors.add_key(lang, field, "requests-only-own-account");
    }
}

/// The account that a request is about.
fn subject(sop: &Sop, answers: &Answers) -> String {
    let field = sop.action.as_ref().map(Action::account_field);
    field
        .and_then(|field| answers.get(field))
        .cloned()
        .unwrap_or_default()
}

/// Hands a returned request in again, with corrected answers. Its files were exchanged before.
///
/// # Errors
/// [`Error::Refused`] unless it is returned.
pub fn resubmit(
    tx: &mut Tx<'_>,
    app: &App,
    by: &Applicant,
    code: &str,
    answers: &Answers,
    lang: Lang,
) -> Result<Sent, Error> {
    let mut request = own_for_update(tx, code, by)?;
    if request.state.status != Status::Returned {
        return Err(Error::Refused("refused-resubmit"));
    }
    let sop = sop_of(app, &request)?;
    request.answers = sop::normalise(&sop, answers);
    request.subject_address = subject(&sop, &request.answers);
    let files = attachments::all(tx, Owner::Request(request.id))?;
    let mut errors = check::check(tx, app, &sop, &request.answers, &fields(&files), lang)?;
    only_own(by, &sop, &request.answers, &mut errors, lang);
    store::set_answers(tx, &request)?;
    if !errors.is_empty() {
        return Ok(Sent::Mistakes(errors));
    }
    record(
        tx,
        app,
        &mut request,
        Event::by_applicant(by.who(), Happening::Resubmitted, "", app.now()),
    )?;
    Ok(Sent::Request(request.code))
}
