//! What waits for the reader of a request, and what is to be known for it.

use super::{
    super::{
        Event, Officer, Request,
        model::{Happening, Queue, Shelf},
    },
    decision::DecisionForm,
    disposition::DispositionForm,
    dossier::Dossier,
    officer::Again,
    outcome::OutcomeForm,
    remote::Prove,
    ticket::answers,
};
use crate::{
    App, Error,
    actor::Person,
    clock::Millis,
    web::{Page, Values},
};
use sop::{Action, Sop, Step, StepKind};

/// What waits for the reader.
pub(in crate::requests) enum Turn {
    /// A decision.
    Decide(DecisionForm),
    /// A disposition.
    Dispose(DispositionForm),
    /// To take the work.
    Take(String),
    /// To carry it out.
    Finish(OutcomeForm),
    /// To prove once more who it is, before what takes away what an account is proven with: name of the step.
    Confirm(String),
    /// A second step, before a decision that is made without signing in.
    Prove(Prove),
    /// Nothing: who has to act, in a sentence.
    Wait(String),
}

/// What the request says, without the account, which is shown with what the directory knows of it.
pub(super) fn facts(app: &App, page: &Page, sop: &Sop, request: &Request) -> Vec<(String, String)> {
    let account = sop.action.as_ref().map(Action::account_field);
    let account = account.and_then(|key| sop.field(key));
    let mut all = answers(app, page, sop, request);
    all.retain(|(label, _)| account.is_none_or(|field| page.of(&field.label) != label));
    all
}

/// The queue in which it stands.
pub(super) fn crumb(page: &Page, request: &Request) -> (String, String) {
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
pub(super) fn turn(
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
        _ if unties(sop, step) && person.stepped_up(page.now).is_err() => {
            Turn::Confirm(page.of(&step.name).to_owned())
        }
        _ => Turn::Finish(OutcomeForm::new(page, (sop, step), dossier, values)),
    })
}

/// Whether completing a step leaves an account with its password alone, so that a fresh proof is asked for (OWASP ASVS 5.0,
/// 7.5.3).
pub(super) fn unties(sop: &Sop, step: &Step) -> bool {
    let is_last = sop
        .run_steps()
        .last()
        .is_some_and(|last| last.key == step.key);
    is_last && matches!(sop.action, Some(Action::ResetSecondStep { .. }))
}

fn waits(page: &Page, actor: sop::Actor, hands: Option<&str>) -> String {
    match hands {
        Some(name) => page.t1("desk-waits-for-person", "who", name),
        None => page.t1("desk-waits-for-office", "who", actor.label(page.lang)),
    }
}

/// What the leader asked for, and until when.
pub(super) fn instruction(sop: &Sop, dossier: &Dossier) -> Option<(String, Millis)> {
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
pub(super) fn verified(page: &Page, events: &[Event]) -> Option<String> {
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
pub(super) fn kept(turn: &Turn, again: &Again) -> Vec<String> {
    let has_form = !matches!(turn, Turn::Take(_) | Turn::Wait(_) | Turn::Confirm(_));
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
