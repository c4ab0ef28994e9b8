//! The steps: complete, in order, reachable, each with someone who can do it, within the time promised.

use super::{distinct_keys, say};
use crate::model::{Actor, Limit, Sop, Step, StepKind};
use crate::parse::Doc;
use crate::problem::Code;

/// Minutes of a working day: 37.5 hours in five days.
const DAY: u32 = 450;

pub(super) fn check(doc: &Doc<'_>, sop: &Sop) {
    distinct_keys(doc, "step", sop.steps.iter().map(|step| step.key.as_str()));
    if (0..doc.len("step")).any(|i| {
        doc.is_broken(&format!("step[{i}].kind")) || doc.is_broken(&format!("step[{i}].actor"))
    }) {
        return;
    }
    missing(doc, sop);
    order(doc, sop);
    for (i, step) in sop.steps.iter().enumerate() {
        let path = format!("step[{i}]");
        distinct_keys(
            doc,
            &format!("{path}.checklist"),
            step.checklist.iter().map(|check| check.key.as_str()),
        );
        actor(doc, sop, step, &path);
        let by_person = step.actor != Actor::System;
        if step.kind == StepKind::Decide && step.checklist.is_empty() && by_person {
            let help = Some("give one line for each rule of the SOP");
            say(
                doc,
                Code::ChecklistMissing,
                &path,
                format!("the decision `{}` has no checklist", step.key),
                help,
            );
        }
        if step.kind.is_run() && step.limit.is_none() && sop.self_service.is_none() {
            let help = Some("add limit = { working_days = 1 }");
            say(
                doc,
                Code::LimitMissing,
                &path,
                format!("the step `{}` has no time limit", step.key),
                help,
            );
        }
        passes(doc, sop, i, step);
        weighs(doc, i, step);
    }
    limits(doc, sop);
}

fn missing(doc: &Doc<'_>, sop: &Sop) {
    for kind in [StepKind::Submit, StepKind::Decide, StepKind::Perform] {
        if !sop.steps.iter().any(|step| step.kind == kind) {
            let help = Some("a workflow submits, decides and performs");
            say(
                doc,
                Code::StepMissing,
                "step",
                format!("there is no step of kind `{}`", kind.key()),
                help,
            );
        }
    }
}

/// The phases of a request, in order; a step never goes back to an earlier one.
const fn phase(kind: StepKind) -> u8 {
    match kind {
        StepKind::Submit => 0,
        StepKind::Receive => 1,
        StepKind::Decide | StepKind::Assign => 2,
        StepKind::Perform => 3,
        StepKind::Notify => 4,
        StepKind::Survey => 5,
    }
}

fn order(doc: &Doc<'_>, sop: &Sop) {
    let mut reached = 0;
    let mut decided = false;
    for (i, step) in sop.steps.iter().enumerate() {
        let path = format!("step[{i}].kind");
        let later_decision = sop.steps[i..]
            .iter()
            .any(|later| later.kind == StepKind::Decide);
        if matches!(step.kind, StepKind::Perform | StepKind::Assign) && !decided && later_decision {
            let message = format!("`{}` comes before the first decision", step.key);
            say(doc, Code::StepOrder, &path, message, Some("decide first"));
            decided |= step.kind == StepKind::Decide;
            continue;
        }
        if phase(step.kind) < reached || (step.kind == StepKind::Submit && i > 0) {
            let message = format!("no request reaches `{}` here", step.key);
            let help =
                Some("the order is submit, receive, decide and assign, perform, notify, survey");
            say(doc, Code::StepUnreachable, &path, message, help);
        }
        decided |= step.kind == StepKind::Decide;
        reached = reached.max(phase(step.kind));
    }
}

fn actor(doc: &Doc<'_>, sop: &Sop, step: &Step, path: &str) {
    let alone = sop.self_service.is_some();
    let fits = match step.kind {
        StepKind::Submit | StepKind::Survey => step.actor == Actor::Applicant,
        StepKind::Receive => step.actor == Actor::Helpdesk,
        StepKind::Decide if alone => step.actor == Actor::System,
        StepKind::Decide => matches!(step.actor, Actor::Admin | Actor::Leader),
        StepKind::Assign => matches!(step.actor, Actor::Admin | Actor::Leader),
        StepKind::Perform if alone => matches!(step.actor, Actor::Applicant | Actor::System),
        StepKind::Perform => step.actor == Actor::Staff,
        StepKind::Notify => step.actor == Actor::System,
    };
    if !fits {
        let message = format!(
            "`{}` cannot do a step of kind `{}`",
            step.actor.key(),
            step.kind.key()
        );
        say(
            doc,
            Code::StepActor,
            &format!("{path}.actor"),
            message,
            None,
        );
    }
}

fn passes(doc: &Doc<'_>, sop: &Sop, index: usize, step: &Step) {
    let Some(to) = step.passes_to else { return };
    let next = sop.steps.get(index + 1);
    if step.kind != StepKind::Decide || next.is_none_or(|next| next.actor != to) {
        let message = format!("the next step is not done by `{}`", to.key());
        let help = Some("a decision passes on to the actor of the step after it");
        say(
            doc,
            Code::StepActor,
            &format!("step[{index}].passes_to"),
            message,
            help,
        );
    }
}

fn weighs(doc: &Doc<'_>, index: usize, step: &Step) {
    let decides = matches!(step.kind, StepKind::Decide | StepKind::Assign);
    if step.weight.is_some() && !decides {
        say(
            doc,
            Code::StepActor,
            &format!("step[{index}].weight"),
            "nobody decides in this step".to_owned(),
            Some("only a decision or a disposition has a weight"),
        );
    }
}

fn limits(doc: &Doc<'_>, sop: &Sop) {
    let promised = sop.standard.completion.working_days.saturating_mul(DAY);
    let needed: u32 = sop
        .run_steps()
        .filter_map(|step| step.limit)
        .map(minutes)
        .sum();
    if needed > promised && sop.self_service.is_none() && !doc.is_broken("standard") {
        let days = f64::from(needed) / f64::from(DAY);
        let message = format!(
            "the steps may take {days:.1} working days, the standard promises {}",
            sop.standard.completion.working_days
        );
        say(
            doc,
            Code::LimitSum,
            "standard.completion.working_days",
            message,
            Some("promise more, or limit the steps"),
        );
    }
}

const fn minutes(limit: Limit) -> u32 {
    match limit {
        Limit::WorkingDays(days) => days * DAY,
        Limit::WorkingHours(hours) => hours * 60,
        Limit::Minutes(minutes) => minutes,
    }
}
