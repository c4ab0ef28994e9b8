//! A request for those who work in its unit: what was handed in, what happened, and what waits for the reader.

use super::{
    super::{
        Code, Officer, Request, Status,
        record::{of_unit, sop_of},
        store::attachments::{Attachment, Owner},
        timeline::{self, Ahead, Line, Reader},
    },
    dossier::{Dossier, dossier, note_read},
    draft::download,
    due::{self, Asked, Due},
    remote::{Prove, Remote},
    ticket::proof,
    turn::{Turn, crumb, facts, instruction, kept, turn, verified},
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
use sop::{Action, Sop};
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

#[derive(Template)]
#[template(path = "requests/officer.html")]
pub(super) struct OfficerPage {
    page: Page,
    /// Where the request is, for its files and what is posted.
    at: String,
    /// Opened through a link instead of a session.
    remote: Option<Remote>,
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
    /// The same for an officer who is not signed in: what is there to decide, and nothing else.
    pub(super) fn through(self, at: String, remote: Remote, prove: Option<Prove>) -> Self {
        let turn = match prove {
            Some(prove) => Turn::Prove(prove),
            None => self.turn,
        };
        Self {
            at,
            remote: Some(remote),
            can_release: false,
            can_recall: false,
            can_note: false,
            receipt: false,
            turn,
            ..self
        }
    }

    /// The question that a file answers.
    fn question(&self, file: &Attachment) -> &str {
        let field = self.sop.field(&file.field);
        self.page
            .of(field.map_or(&self.sop.title, |field| &field.label))
    }

    /// That the data of an address are under restriction, since when, and what that means.
    fn limits(&self, (address, since): &(String, Millis)) -> String {
        let when = self.page.moment(*since);
        self.page.t2(
            "desk-restricted",
            ("address", address.as_str()),
            ("when", when),
        )
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
        // Not straight to the proof: what was typed would be lost on the way.
        Error::StepUp => {
            again.problem = Some(sentence("desk-confirm-late", ""));
            return page(app, visitor, code, StatusCode::FORBIDDEN, again).await;
        }
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

/// The page of a request for somebody of its unit.
pub(super) fn officer(
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
        at: page.url(&format!("/meja/{}", request.code)),
        remote: None,
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
