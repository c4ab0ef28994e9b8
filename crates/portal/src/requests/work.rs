//! What is done with a request after it was handed in: decide, dispose, carry out, and what its applicant may still do.

pub use super::model::{Decision, LONGEST_NOTE, Verdict};
use super::{
    Request,
    model::{Event, Happening, Kind, Officer, handed_in, judge},
    record::{own_for_update, record, sop_of, unit_for_update},
};
use crate::{
    App, Error,
    accounts::{self, Handled},
    actor::Applicant,
};
use db::Tx;
use sop::{Actor, Sop, Step, StepKind};

/// Something else happened to it in between.
fn moved(request: &Request) -> Error {
    Error::Conflict("conflict-moved", request.code.to_string())
}

/// The actor that the step which waits asks for.
///
/// # Errors
/// [`Error::Conflict`] when no step waits.
pub fn actor_of(app: &App, request: &Request) -> Result<Actor, Error> {
    let sop = sop_of(app, request)?;
    let step = sop.step(&request.state.step);
    step.map(|step| step.actor).ok_or_else(|| moved(request))
}

/// The step that waits, if it is of this kind, of this actor, the one that the page showed, and not in other hands.
pub(super) fn waiting<'s>(
    tx: &mut Tx<'_>,
    sop: &'s Sop,
    request: &Request,
    by: &Officer,
    kind: StepKind,
) -> Result<&'s Step, Error> {
    let step = sop
        .step(&request.state.step)
        .filter(|step| step.kind == kind)
        .ok_or_else(|| moved(request))?;
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
    let kind = sop
        .step(&request.state.step)
        .ok_or_else(|| moved(&request))?
        .kind;
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

/// Gives a claimed request back to the queue. A leader may do that for somebody who is away: or it would wait for ever.
///
/// # Errors
/// [`Error::Conflict`] when it is nobody's, or in other hands and not for a leader to take out of them.
pub fn release(tx: &mut Tx<'_>, app: &App, by: &Officer, code: &str) -> Result<Request, Error> {
    let mut request = unit_for_update(tx, code, by)?;
    let holder = request.state.holder_id.ok_or_else(|| moved(&request))?;
    if holder != by.account_id() && !matches!(by, Officer::Leader(_)) {
        return Err(moved(&request));
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
    let event =
        Event::by_officer(by, &step.key, happening, &decision.note, app.now()).via(decision.via);
    record(tx, app, &mut request, event)?;
    Ok(request)
}

/// Somebody was faster: who, so that the second is told what happened.
pub(super) fn already(tx: &mut Tx<'_>, request: &Request) -> Result<Error, Error> {
    let last = super::events(tx, request.id)?.pop();
    Ok(Error::Conflict(
        "conflict-decided",
        last.map_or_else(String::new, |event| event.by_name),
    ))
}

/// How work ended.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// Done; the account action of the declaration is carried out with it.
    Completed {
        /// For staff only.
        remark: String,
        /// What the officer says about the conditions of lifting a block.
        handled: Vec<Handled>,
    },
    /// Could not be done.
    Failed {
        /// Back to whoever disposed or decided last, instead of ending it.
        back: bool,
    },
}

/// Whether its applicant answered the survey, which is asked once.
fn is_rated(events: &[Event]) -> bool {
    let mut kinds = events.iter().map(|event| event.happening.kind());
    kinds.any(|kind| kind == Kind::Rated)
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
    if let Outcome::Completed { handled, .. } = &outcome
        && is_last
    {
        super::act::act(tx, app, &sop, &request, (by, handled))?;
    }
    let happening = match outcome {
        Outcome::Completed { remark, .. } => Happening::Completed {
            remark,
            rated: is_last && is_rated(&super::events(tx, request.id)?),
        },
        Outcome::Failed { .. } if note.trim().is_empty() => {
            return Err(Error::Refused("refused-reason"));
        }
        Outcome::Failed { back } => Happening::Failed { back },
    };
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
pub fn cancel(tx: &mut Tx<'_>, app: &App, by: &Applicant, code: &str) -> Result<Request, Error> {
    let mut request = own_for_update(tx, code, by)?;
    if !request.state.status.can_cancel() {
        return Err(Error::Refused("refused-cancel"));
    }
    record(
        tx,
        app,
        &mut request,
        Event::by_applicant(by.who(), Happening::Cancelled, "", app.now()),
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
    by: &Applicant,
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
        Event::by_applicant(by.who(), Happening::Reopened, reason, app.now()),
    )?;
    Ok(request)
}
