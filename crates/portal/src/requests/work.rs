//! What is done with a request after it was handed in: decide, dispose, carry out, and what its applicant may still do.

use super::{
    Request, Status,
    model::{Checked, Event, Happening, Officer},
    record::{own_for_update, record, sop_of, unit_for_update},
};
use crate::{
    App, Error, accounts,
    actor::{Leader, Person, Role},
    clock::Millis,
};
use db::Tx;
use sop::{Actor, Sop, Step, StepKind};

/// Longest note, instruction or reason, in characters.
pub const LONGEST_NOTE: usize = 2000;

/// What an officer decides, as it was posted.
#[derive(Clone, Debug)]
pub struct Decision {
    /// Key of the step that the page showed: a decision on a step that has passed is refused.
    pub step: String,
    /// The event with which what the page showed was handed in: it may have been corrected since.
    pub handed_in: Option<i64>,
    /// In order, back, or no.
    pub verdict: Verdict,
    /// The checklist.
    pub checks: Vec<Checked>,
    /// Words to the applicant.
    pub note: String,
}

/// The ways to decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// In order.
    Approve,
    /// Back to the applicant.
    Return,
    /// No.
    Reject,
}

/// The actor that the step which waits asks for.
///
/// # Errors
/// [`Error::Conflict`] when no step waits.
pub fn actor_of(app: &App, request: &Request) -> Result<Actor, Error> {
    let sop = sop_of(app, request)?;
    let step = sop.step(&request.state.step);
    step.map(|step| step.actor)
        .ok_or_else(|| Error::Conflict("conflict-moved", request.code.to_string()))
}

/// The step that waits, if it is of this kind, of this actor, the one that the page showed, and not in other hands.
fn waiting<'s>(
    tx: &mut Tx<'_>,
    sop: &'s Sop,
    request: &Request,
    by: &Officer,
    kind: StepKind,
) -> Result<&'s Step, Error> {
    let moved = || Error::Conflict("conflict-moved", request.code.to_string());
    let step = sop
        .step(&request.state.step)
        .filter(|step| step.kind == kind)
        .ok_or_else(moved)?;
    if step.actor != by.actor() {
        return Err(Error::Forbidden);
    }
    match request.state.holder_id {
        Some(holder) if holder != by.account_id() => Err(Error::Conflict(
            "conflict-held",
            accounts::get(tx, holder)?.name,
        )),
        _ => Ok(step),
    }
}

/// Claims a decision or takes the work. Two who try at once: the second is told who was first.
///
/// # Errors
/// [`Error::Conflict`] when somebody else has it or was appointed for it.
pub fn take(tx: &mut Tx<'_>, app: &App, by: &Officer, code: &str) -> Result<Request, Error> {
    let mut request = unit_for_update(tx, code, by)?;
    let sop = sop_of(app, &request)?;
    let moved = || Error::Conflict("conflict-moved", request.code.to_string());
    let kind = sop.step(&request.state.step).ok_or_else(moved)?.kind;
    let step = waiting(tx, &sop, &request, by, kind)?;
    if request.state.holder_id == Some(by.account_id()) {
        return Ok(request);
    }
    if let Some(assignee) = request
        .state
        .assignee_id
        .filter(|id| kind == StepKind::Perform && *id != by.account_id())
    {
        return Err(Error::Conflict(
            "conflict-assigned",
            accounts::get(tx, assignee)?.name,
        ));
    }
    let event = Event::by_officer(by, &step.key, Happening::Taken, "", app.now());
    record(tx, app, &mut request, event)?;
    Ok(request)
}

/// Gives a claimed request back to the queue.
///
/// # Errors
/// [`Error::Conflict`] when it is in other hands or nobody's.
pub fn release(tx: &mut Tx<'_>, app: &App, by: &Officer, code: &str) -> Result<Request, Error> {
    let mut request = unit_for_update(tx, code, by)?;
    if request.state.holder_id != Some(by.account_id()) {
        return Err(Error::Conflict("conflict-moved", request.code.to_string()));
    }
    let step = request.state.step.clone();
    record(
        tx,
        app,
        &mut request,
        Event::by_officer(by, &step, Happening::Released, "", app.now()),
    )?;
    Ok(request)
}

/// Decides on a request.
///
/// # Errors
/// [`Error::Conflict`] when somebody else decided or has it; [`Error::Refused`] for a decision that contradicts its checklist.
pub fn decide(
    tx: &mut Tx<'_>,
    app: &App,
    by: &Officer,
    code: &str,
    decision: Decision,
) -> Result<Request, Error> {
    let mut request = unit_for_update(tx, code, by)?;
    let sop = sop_of(app, &request)?;
    if request.state.step != decision.step {
        return Err(already(tx, &request)?);
    }
    let step = waiting(tx, &sop, &request, by, StepKind::Decide)?;
    let events = super::events(tx, request.id)?;
    if decision.handed_in.is_some() && decision.handed_in != handed_in(&events) {
        let code = request.code.to_string();
        return Err(Error::Conflict("conflict-corrected", code));
    }
    judge(step, &decision)?;
    let checks = decision.checks;
    let happening = match decision.verdict {
        Verdict::Approve => Happening::Approved { checks },
        Verdict::Return => Happening::Returned { checks },
        Verdict::Reject => Happening::Rejected { checks },
    };
    let event = Event::by_officer(by, &step.key, happening, &decision.note, app.now());
    record(tx, app, &mut request, event)?;
    Ok(request)
}

/// The newest event with which the answers and files that are there now were handed in.
pub fn handed_in(events: &[Event]) -> Option<i64> {
    let hands_in = |event: &&Event| {
        matches!(
            event.happening,
            Happening::Submitted { .. } | Happening::Resubmitted
        )
    };
    events.iter().rev().find(hands_in).map(|event| event.seq)
}

/// Somebody was faster: who, so that the second is told what happened.
fn already(tx: &mut Tx<'_>, request: &Request) -> Result<Error, Error> {
    let last = super::events(tx, request.id)?.pop();
    Ok(Error::Conflict(
        "conflict-decided",
        last.map_or_else(String::new, |event| event.by_name),
    ))
}

/// A decision must agree with its checklist: every line judged, a reason for each that does not fit.
fn judge(step: &Step, decision: &Decision) -> Result<(), Error> {
    let judged = |key: &str| decision.checks.iter().find(|checked| checked.key == key);
    let complete = step
        .checklist
        .iter()
        .all(|line| judged(&line.key).is_some());
    let all_fit = complete && decision.checks.iter().all(|checked| checked.fits);
    let reasons = decision
        .checks
        .iter()
        .all(|checked| checked.fits || !checked.reason.trim().is_empty());
    let texts = decision.checks.iter().map(|checked| &checked.reason);
    if texts
        .chain([&decision.note])
        .any(|text| text.chars().count() > LONGEST_NOTE)
    {
        return Err(Error::Refused("refused-long"));
    }
    let misfit = decision.checks.iter().any(|checked| !checked.fits);
    let has_words = misfit || !decision.note.trim().is_empty();
    match decision.verdict {
        Verdict::Approve if !all_fit => Err(Error::Refused("refused-approve")),
        Verdict::Return if !reasons || !has_words => Err(Error::Refused("refused-return")),
        Verdict::Reject if decision.note.trim().is_empty() => Err(Error::Refused("refused-reject")),
        Verdict::Approve | Verdict::Return | Verdict::Reject => Ok(()),
    }
}

/// To whom a request is given, and what is to be done until when.
#[derive(Clone, Debug)]
pub struct Disposition {
    /// Key of the step that the page showed.
    pub step: String,
    /// Row of the account of the member of staff.
    pub assignee_id: i64,
    /// For staff only.
    pub instruction: String,
    /// Until when.
    pub due_at: Millis,
}

/// Gives a request to a member of staff of the unit.
///
/// # Errors
/// [`Error::Refused`] for somebody who is not staff of the unit or a deadline in the past; otherwise as [`decide`].
pub fn dispose(
    tx: &mut Tx<'_>,
    app: &App,
    by: &Leader,
    code: &str,
    to: Disposition,
) -> Result<Request, Error> {
    let by = Officer::Leader(by.clone());
    let mut request = unit_for_update(tx, code, &by)?;
    let sop = sop_of(app, &request)?;
    if request.state.step != to.step {
        return Err(already(tx, &request)?);
    }
    let step = waiting(tx, &sop, &request, &by, StepKind::Assign)?;
    let now = app.now();
    let staff = crate::actor::holders(tx, Role::Staff, request.unit_id, now)?;
    let Some((assignee_id, assignee)) = staff.into_iter().find(|(id, _)| *id == to.assignee_id)
    else {
        return Err(Error::Refused("refused-assignee"));
    };
    if to.due_at <= now {
        return Err(Error::Refused("refused-deadline"));
    }
    let instruction = to.instruction.trim().to_owned();
    let happening = Happening::Disposed {
        assignee_id,
        assignee,
        instruction,
        due_at: to.due_at,
    };
    record(
        tx,
        app,
        &mut request,
        Event::by_officer(&by, &step.key, happening, "", now),
    )?;
    Ok(request)
}

/// Takes a disposition back, to dispose anew.
///
/// # Errors
/// [`Error::Conflict`] when it is not disposed or already done.
pub fn recall(tx: &mut Tx<'_>, app: &App, by: &Leader, code: &str) -> Result<Request, Error> {
    let by = Officer::Leader(by.clone());
    let mut request = unit_for_update(tx, code, &by)?;
    if request.state.assignee_id.is_none()
        || !matches!(request.state.status, Status::Disposed | Status::Processing)
    {
        return Err(Error::Conflict("conflict-moved", request.code.to_string()));
    }
    let step = request.state.step.clone();
    record(
        tx,
        app,
        &mut request,
        Event::by_officer(&by, &step, Happening::Recalled, "", app.now()),
    )?;
    Ok(request)
}

/// How work ended.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// Done; the account action of the declaration is carried out with it.
    Completed {
        /// For staff only.
        remark: String,
    },
    /// Could not be done.
    Failed {
        /// Back to whoever disposed or decided last, instead of ending it.
        back: bool,
    },
}

/// Ends the work on a request that the officer has taken. The account action runs in the same transaction.
///
/// # Errors
/// [`Error::Conflict`] unless the officer has it; what the action refuses.
pub fn finish(
    tx: &mut Tx<'_>,
    app: &App,
    by: &Officer,
    code: &str,
    outcome: Outcome,
    note: &str,
) -> Result<Request, Error> {
    let mut request = unit_for_update(tx, code, by)?;
    let sop = sop_of(app, &request)?;
    let step = waiting(tx, &sop, &request, by, StepKind::Perform)?;
    if request.state.holder_id != Some(by.account_id()) {
        return Err(Error::Refused("refused-take-first"));
    }
    let is_last = sop
        .run_steps()
        .last()
        .is_some_and(|last| last.key == step.key);
    let happening = match outcome {
        Outcome::Completed { remark } => Happening::Completed { remark },
        Outcome::Failed { .. } if note.trim().is_empty() => {
            return Err(Error::Refused("refused-reason"));
        }
        Outcome::Failed { back } => Happening::Failed { back },
    };
    if is_last && matches!(happening, Happening::Completed { .. }) {
        super::tell::act(tx, app, &sop, &request, by)?;
    }
    record(
        tx,
        app,
        &mut request,
        Event::by_officer(by, &step.key, happening, note, app.now()),
    )?;
    Ok(request)
}

/// Writes a note that only staff read, or words to the applicant.
///
/// # Errors
/// [`Error::Refused`] for nothing or too much.
pub fn note(
    tx: &mut Tx<'_>,
    app: &App,
    by: &Officer,
    code: &str,
    to_applicant: bool,
    words: &str,
) -> Result<(), Error> {
    let mut request = unit_for_update(tx, code, by)?;
    let length = words.trim().chars().count();
    if length == 0 || length > LONGEST_NOTE {
        return Err(Error::Refused("refused-note"));
    }
    let step = request.state.step.clone();
    let happening = if to_applicant {
        Happening::Messaged
    } else {
        Happening::Noted
    };
    record(
        tx,
        app,
        &mut request,
        Event::by_officer(by, &step, happening, words, app.now()),
    )
}

/// The applicant withdraws a request before it is processed.
///
/// # Errors
/// [`Error::Refused`] once it is processed.
pub fn cancel(tx: &mut Tx<'_>, app: &App, by: &Person, code: &str) -> Result<Request, Error> {
    let mut request = own_for_update(tx, code, by)?;
    if !request.state.status.can_cancel() {
        return Err(Error::Refused("refused-cancel"));
    }
    record(
        tx,
        app,
        &mut request,
        Event::by_applicant(by, Happening::Cancelled, "", app.now()),
    )?;
    Ok(request)
}

/// The applicant takes a completed request up again, with the reason.
///
/// # Errors
/// [`Error::Refused`] without a reason or after [`super::REOPEN_WITHIN`].
pub fn reopen(
    tx: &mut Tx<'_>,
    app: &App,
    by: &Person,
    code: &str,
    reason: &str,
) -> Result<Request, Error> {
    let mut request = own_for_update(tx, code, by)?;
    if !request.can_reopen(app.now()) {
        return Err(Error::Refused("refused-reopen"));
    }
    let length = reason.trim().chars().count();
    if length == 0 || length > LONGEST_NOTE {
        return Err(Error::Refused("refused-reason"));
    }
    record(
        tx,
        app,
        &mut request,
        Event::by_applicant(by, Happening::Reopened, reason, app.now()),
    )?;
    Ok(request)
}
