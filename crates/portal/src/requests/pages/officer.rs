//! A request for those who work in its unit: what was handed in, what happened, and what waits for the reader.

use super::{
    super::{
        Code, Event, Officer, Request, Status,
        model::{Happening, Queue, Shelf},
        record::{of_unit, sop_of},
        store::attachments::{Attachment, Owner},
        timeline::{self, Ahead, Line, Reader},
    },
    decision::DecisionForm,
    disposition::DispositionForm,
    dossier::{Dossier, dossier, note_read},
    draft::download,
    due::{self, Asked, Due},
    outcome::OutcomeForm,
    ticket::{answers, proof},
};
use crate::{
    Answer, App, Error,
    accounts::{self, Account, Action as Touch, BlockEntry, Past},
    actor::Person,
    clock::Millis,
    notify,
    web::{FormErrors, Page, Values, Visitor, html_with, page::Nav, text::t_with},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use sop::{Action, Sop, StepKind};
use std::sync::Arc;

/// What was posted and could not be done as asked: shown again with the page.
#[derive(Default)]
pub(super) struct Again {
    /// What was typed and chosen.
    pub values: Values,
    /// What is wrong with it.
    pub errors: FormErrors,
    /// What happened meanwhile, in a sentence.
    pub problem: Option<String>,
}

/// What waits for the reader.
pub(super) enum Turn {
    /// A decision.
    Decide(DecisionForm),
    /// A disposition.
    Dispose(DispositionForm),
    /// To take the work.
    Take(String),
    /// To carry it out.
    Finish(OutcomeForm),
    /// Nothing: who has to act, in a sentence.
    Wait(String),
}

#[derive(Template)]
#[template(path = "requests/officer.html")]
struct OfficerPage {
    page: Page,
    crumb: (String, String),
    request: Request,
    code: Code,
    sop: Arc<Sop>,
    due: Due,
    hands: Option<String>,
    yours: bool,
    can_release: bool,
    files: Vec<Attachment>,
    account: Option<Account>,
    reads_ledger: bool,
    block: Option<BlockEntry>,
    /// Addresses whose data are under restriction, and since when.
    restricted: Vec<(String, Millis)>,
    /// The blocks of the last 90 days, the newest first.
    recent: Vec<Past>,
    answers: Vec<(String, String)>,
    instruction: Option<(String, Millis)>,
    /// How many lines of the checklist fitted, and who found so.
    verified: Option<String>,
    /// Whether the form comes before the paper on a phone.
    acts_first: bool,
    ahead: Vec<Ahead>,
    lines: Vec<Line>,
    told: Vec<notify::Told>,
    receipts: Vec<(String, String, Millis)>,
    turn: Turn,
    can_recall: bool,
    can_note: bool,
    /// The receipt of a letter that was handed over at the office.
    receipt: bool,
    problem: Option<String>,
    /// What was typed and has no field any more.
    kept: Vec<String>,
    note: String,
    message: String,
    errors: FormErrors,
}

impl OfficerPage {
    /// The question that a file answers.
    fn question(&self, file: &Attachment) -> &str {
        let field = self.sop.field(&file.field);
        self.page
            .of(field.map_or(&self.sop.title, |field| &field.label))
    }

    /// That the data of an address are under restriction, since when, and what that means.
    fn limits(&self, address: &str, since: &Millis) -> String {
        let when = self.page.moment(*since);
        self.page
            .t2("desk-restricted", ("address", address), ("when", when))
    }

    /// Why the account is blocked.
    fn cause(&self, block: &BlockEntry) -> String {
        block.cause.label(self.page.lang)
    }

    /// The blocks of the last 90 days when there were several: `Email massal, Sel 16 Mar 2027, 14.20`.
    fn repeats(&self) -> Vec<String> {
        let line = |one: &Past| {
            let cause = one.cause.label(self.page.lang);
            format!("{cause}, {}", self.page.moment(one.at))
        };
        let several = self.recent.len() > 1;
        self.recent.iter().filter(|_| several).map(line).collect()
    }
}

/// `GET /meja/{code}`.
pub async fn show(State(app): State<App>, visitor: Visitor, Path(code): Path<String>) -> Answer {
    page(&app, &visitor, code, StatusCode::OK, Again::default()).await
}

/// Answers a deed that was refused with the page as it is now: what was typed stays.
pub(super) async fn again(
    app: &App,
    visitor: &Visitor,
    code: String,
    error: Error,
    mut again: Again,
) -> Answer {
    let sentence =
        |key: &'static str, what: &str| t_with(visitor.lang, key, &[("what", what.into())]);
    match &error {
        Error::Conflict(key, what) | Error::RefusedFor(key, what) => {
            again.problem = Some(sentence(key, what));
        }
        Error::Refused(key) if again.errors.is_empty() => again.problem = Some(sentence(key, "")),
        Error::Refused(_) => (),
        _ => return Err(error),
    }
    page(app, visitor, code, error.status(), again).await
}

async fn page(
    app: &App,
    visitor: &Visitor,
    code: String,
    status: StatusCode,
    again: Again,
) -> Answer {
    let (person, app_) = (visitor.person()?.clone(), app.clone());
    let reader = person.clone();
    let dossier = app
        .db()
        .read(move |tx| dossier(tx, &app_, &code, &reader))
        .await?;
    let about = dossier.account.as_ref().map(|account| account.id);
    note_read(app, &person, &dossier.request, about, Touch::ReadRequest).await?;
    let page = Page::new(app, visitor, Nav::Desk);
    html_with(status, &officer(app, page, &person, dossier, again)?)
}

fn officer(
    app: &App,
    page: Page,
    person: &Person,
    dossier: Dossier,
    again: Again,
) -> Result<OfficerPage, Error> {
    let request = &dossier.request;
    let sop = sop_of(app, request)?;
    let state = &request.state;
    let turn = turn(&page, person, &sop, &dossier, &again.values)?;
    let asked = Asked {
        unit_id: request.unit_id,
        status: state.status,
        queue: state.queue,
        due_at: request.step_due_at,
        finished_at: request.finished_at,
    };
    let is_disposed = matches!(state.status, Status::Disposed | Status::Processing);
    let typed = |name: &str| again.values.get(name).cloned().unwrap_or_default();
    Ok(OfficerPage {
        crumb: crumb(&page, request),
        code: request.code.clone(),
        due: due::due(&page, asked)?,
        yours: state.holder_id == Some(person.account_id),
        can_release: state
            .holder_id
            .is_some_and(|id| id == person.account_id || person.leader(request.unit_id).is_ok()),
        answers: facts(app, &page, &sop, request),
        instruction: instruction(&sop, &dossier),
        verified: verified(&page, &dossier.events),
        acts_first: !matches!(turn, Turn::Decide(_) | Turn::Wait(_)),
        ahead: timeline::ahead(app, &page, &sop, request, Reader::Staff)?,
        lines: timeline::lines(&page, &sop, &dossier.events, Reader::Staff),
        receipts: dossier
            .receipts
            .iter()
            .map(|receipt| proof(&page, receipt))
            .collect(),
        can_recall: is_disposed
            && state.assignee_id.is_some()
            && person.leader(request.unit_id).is_ok(),
        can_note: Officer::any(person, request.unit_id).is_ok(),
        receipt: request.taken_in_by.is_some() && person.clerk(request.unit_id).is_ok(),
        kept: kept(&turn, &again),
        note: typed("catatan-internal"),
        message: typed("pesan"),
        problem: again.problem,
        errors: again.errors,
        turn,
        hands: dossier
            .hands
            .filter(|_| dossier.request.state.status.is_open()),
        files: dossier.files,
        account: dossier.account,
        reads_ledger: dossier.reads_ledger,
        block: dossier.block,
        restricted: dossier.restricted,
        recent: dossier.recent,
        told: dossier.told,
        request: dossier.request,
        sop,
        page,
    })
}

/// What the request says, without the account, which is shown with what the directory knows of it.
fn facts(app: &App, page: &Page, sop: &Sop, request: &Request) -> Vec<(String, String)> {
    let account = sop.action.as_ref().map(Action::account_field);
    let account = account.and_then(|key| sop.field(key));
    let mut all = answers(app, page, sop, request);
    all.retain(|(label, _)| account.is_none_or(|field| page.of(&field.label) != label));
    all
}

/// The queue in which it stands.
fn crumb(page: &Page, request: &Request) -> (String, String) {
    let shelf = match request.state.queue {
        Queue::Verify => Shelf::Verify,
        Queue::Dispose => Shelf::Dispose,
        Queue::Work => Shelf::Work,
        Queue::Applicant => Shelf::Returned,
        Queue::Done => Shelf::Done,
    };
    (
        format!("/meja?unit={}&antrean={}", request.unit_id, shelf.key()),
        page.t("nav-desk").into_owned(),
    )
}

/// What waits for this reader.
fn turn(
    page: &Page,
    person: &Person,
    sop: &Sop,
    dossier: &Dossier,
    values: &Values,
) -> Result<Turn, Error> {
    let request = &dossier.request;
    let state = &request.state;
    let Some(step) = sop.step(&state.step) else {
        let key = format!("desk-now-{}", state.status.key());
        return Ok(Turn::Wait(page.t(&key).into_owned()));
    };
    let others = state.holder_id.is_some_and(|id| id != person.account_id);
    let given = step.kind == StepKind::Perform
        && state.assignee_id.is_some_and(|id| id != person.account_id);
    let may = Officer::of(person, step.actor, request.unit_id).is_ok();
    if !may || others || given {
        return Ok(Turn::Wait(waits(
            page,
            step.actor,
            dossier.hands.as_deref(),
        )));
    }
    Ok(match step.kind {
        StepKind::Decide => {
            Turn::Decide(DecisionForm::new(page, sop, step, &dossier.events, values))
        }
        StepKind::Assign => Turn::Dispose(DispositionForm::new(page, sop, step, dossier, values)?),
        _ if state.holder_id.is_none() => Turn::Take(page.of(&step.name).to_owned()),
        _ => Turn::Finish(OutcomeForm::new(page, (sop, step), dossier, values)),
    })
}

fn waits(page: &Page, actor: sop::Actor, hands: Option<&str>) -> String {
    match hands {
        Some(name) => page.t1("desk-waits-for-person", "who", name),
        None => page.t1("desk-waits-for-office", "who", actor.label(page.lang)),
    }
}

/// What the leader asked for, and until when.
fn instruction(sop: &Sop, dossier: &Dossier) -> Option<(String, Millis)> {
    let performs = sop
        .step(&dossier.request.state.step)
        .is_some_and(|step| step.kind == StepKind::Perform);
    let last = dossier.events.iter().rev();
    last.filter(|_| performs)
        .find_map(|event| match &event.happening {
            Happening::Disposed {
                instruction,
                due_at,
                ..
            } => Some((instruction.clone(), *due_at)),
            _ => None,
        })
}

/// `9 dari 9 sesuai, Sri Handayani, Sel 16 Mar 2027, 09.55`: the last decision.
fn verified(page: &Page, events: &[Event]) -> Option<String> {
    let last = events
        .iter()
        .rev()
        .find(|event| matches!(event.happening, Happening::Approved { .. }))?;
    let checks = last.happening.checks();
    let fitting = checks.iter().filter(|line| line.fits).count();
    let count = page.t2("desk-fitted", ("yes", fitting), ("all", checks.len()));
    let by = format!("{}, {}", last.by_name, page.moment(last.at));
    Some(if checks.is_empty() {
        by
    } else {
        format!("{count}, {by}")
    })
}

/// What was typed for a form that is not there any more.
fn kept(turn: &Turn, again: &Again) -> Vec<String> {
    let has_form = !matches!(turn, Turn::Take(_) | Turn::Wait(_));
    if again.problem.is_none() || has_form {
        return Vec::new();
    }
    let typed = |name: &str| {
        name.starts_with("alasan.") || matches!(name, "catatan" | "instruksi" | "keterangan")
    };
    let all = again.values.iter().filter(|(name, _)| typed(name));
    all.map(|(_, words)| words.trim().to_owned())
        .filter(|words| !words.is_empty())
        .collect()
}

/// What the account action does, for those who carry it out: key of the sentence.
pub(super) fn deed(action: Option<&Action>) -> &'static str {
    match action {
        Some(Action::Unblock { .. }) => "desk-do-unblock",
        Some(Action::ChangePassword { .. }) => "desk-do-change-password",
        Some(Action::RequireSecondStep { .. }) => "desk-do-require-second-step",
        Some(Action::ResetSecondStep { .. }) => "desk-do-reset-second-step",
        Some(Action::OpenApplication { .. }) => "desk-do-open-application",
        Some(Action::CreateMailbox { .. }) => "desk-do-create-mailbox",
        None => "desk-do-nothing",
    }
}

/// `GET /meja/{code}/berkas/{file}`.
pub async fn show_file(
    State(app): State<App>,
    visitor: Visitor,
    Path((code, file)): Path<(String, String)>,
) -> Answer {
    let person = visitor.person()?.clone();
    let reader = person.clone();
    let (request, about) = app
        .db()
        .read(move |tx| {
            let request = of_unit(tx, &code, &reader)?;
            let about = accounts::find(tx, &request.subject_address)?;
            Ok::<_, Error>((request, about.map(|account| account.id)))
        })
        .await?;
    note_read(&app, &person, &request, about, Touch::ReadFile).await?;
    let owner = Owner::Request(request.id);
    download(&app, file, move |_| Ok(owner)).await
}
