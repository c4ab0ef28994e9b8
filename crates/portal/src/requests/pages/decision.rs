//! Deciding: the checklist and what follows from it.

use super::{
    super::{
        Event, Officer,
        model::{Checked, Via, handed_in},
        record::of_unit,
        work::{self, Decision, Verdict},
    },
    form::value,
    officer::{Again, again},
};
use crate::{
    Answer, App, Error,
    web::{FormErrors, Page, Values, Visitor, redirect, visitor::with_flash},
};
use axum::{
    Form,
    extract::{Path, State},
};
use sop::{Actor, Sop, Step};

/// One line of the checklist.
pub(super) struct Judged {
    /// Key of the line.
    pub key: String,
    /// The rule.
    pub text: String,
    /// Whether it fits, once somebody judged it.
    pub fits: Option<bool>,
    /// Why not.
    pub reason: String,
}

/// The form of a decision.
pub(super) struct DecisionForm {
    /// Key of the step.
    pub step: String,
    /// The event with which the request was handed in as it is shown.
    pub handed_in: Option<i64>,
    /// Its name.
    pub name: String,
    /// The checklist.
    pub lines: Vec<Judged>,
    /// What is chosen.
    pub verdict: String,
    /// Words to the applicant.
    pub note: String,
    /// What to approve is called.
    pub approve: String,
    /// What happens after it.
    pub then: String,
}

impl DecisionForm {
    /// The form of a step, with what was posted.
    pub fn new(page: &Page, sop: &Sop, step: &Step, events: &[Event], values: &Values) -> Self {
        let lines = step.checklist.iter().map(|line| Judged {
            key: line.key.clone(),
            text: page.of(&line.text).to_owned(),
            fits: match value(values, &format!("butir.{}", line.key)) {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            },
            reason: value(values, &format!("alasan.{}", line.key)).to_owned(),
        });
        let next = sop
            .run_steps()
            .skip_while(|other| other.key != step.key)
            .nth(1);
        let approve = match step.actor {
            Actor::Leader => "desk-approve",
            _ => "desk-verify",
        };
        Self {
            step: step.key.clone(),
            handed_in: handed_in(events),
            name: page.of(&step.name).to_owned(),
            lines: lines.collect(),
            verdict: value(values, "keputusan").to_owned(),
            note: value(values, "catatan").to_owned(),
            approve: page.t(approve).into_owned(),
            then: next.map_or_else(String::new, |next| {
                page.t1("desk-then", "step", page.of(&next.name))
            }),
        }
    }
}

/// What was posted, judged only as far as the domain cannot: that something was chosen at all.
pub(super) fn decision(step: &Step, values: &Values) -> Option<Decision> {
    let verdict = match value(values, "keputusan") {
        "verify" => Verdict::Approve,
        "return" => Verdict::Return,
        "reject" => Verdict::Reject,
        _ => return None,
    };
    let judged = |key: &str| match value(values, &format!("butir.{key}")) {
        "yes" => Some(Checked {
            key: key.to_owned(),
            fits: true,
            reason: String::new(),
        }),
        "no" => Some(Checked {
            key: key.to_owned(),
            fits: false,
            reason: value(values, &format!("alasan.{key}")).trim().to_owned(),
        }),
        _ => None,
    };
    Some(Decision {
        step: value(values, "langkah").to_owned(),
        handed_in: value(values, "diajukan").parse().ok(),
        verdict,
        checks: step
            .checklist
            .iter()
            .filter_map(|line| judged(&line.key))
            .collect(),
        note: value(values, "catatan").trim().to_owned(),
        via: Via::Desk,
    })
}

/// Which fields a refusal is about.
pub(super) fn mistakes(visitor: &Visitor, step: &Step, values: &Values, key: &str) -> FormErrors {
    let mut errors = FormErrors::none();
    let mut add = |field: String, key: &str| errors.add_key(visitor.lang, field, key);
    let chosen = |line: &str| value(values, &format!("butir.{line}")).to_owned();
    match key {
        "refused-approve" => {
            let open = step
                .checklist
                .iter()
                .filter(|line| chosen(&line.key) != "yes");
            for line in open {
                let key = if chosen(&line.key) == "no" {
                    "desk-line-misfits"
                } else {
                    "desk-line-open"
                };
                add(format!("butir.{}", line.key), key);
            }
            add("keputusan".into(), "refused-approve");
        }
        "refused-return" => {
            let misfits = step
                .checklist
                .iter()
                .filter(|line| chosen(&line.key) == "no");
            let silent: Vec<_> = misfits
                .map(|line| format!("alasan.{}", line.key))
                .filter(|field| value(values, field).trim().is_empty())
                .collect();
            if silent.is_empty() {
                add("catatan".into(), "desk-return-why");
            }
            for field in silent {
                add(field, "refused-return");
            }
        }
        "refused-reject" | "refused-long" => {
            add(
                "catatan".into(),
                if key == "refused-long" {
                    "refused-long"
                } else {
                    "refused-reject"
                },
            );
        }
        _ => (),
    }
    errors
}

/// `POST /meja/{code}/keputusan`.
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Path(code): Path<String>,
    Form(values): Form<Values>,
) -> Answer {
    let (person, wanted) = (visitor.person()?.clone(), code.clone());
    let reader = person.clone();
    let request = app
        .db()
        .read(move |tx| of_unit(tx, &wanted, &reader))
        .await?;
    let sop = app.catalog().revision(request.revision_id)?.clone();
    // The step that the form showed, not the one that waits now: its actor is who may decide.
    let Some(step) = sop.step(value(&values, "langkah")) else {
        Officer::of(&person, work::actor_of(&app, &request)?, request.unit_id)?;
        return Err(Error::BadRequest);
    };
    let by = Officer::of(&person, step.actor, request.unit_id)?;
    let Some(decision) = decision(step, &values) else {
        let mut errors = FormErrors::none();
        errors.add_key(visitor.lang, "keputusan", "desk-choose");
        let shown = Again {
            values,
            errors,
            problem: None,
        };
        return again(&app, &visitor, code, Error::Refused("desk-choose"), shown).await;
    };
    let (verdict, misfits) = (
        decision.verdict,
        decision.checks.iter().filter(|line| !line.fits).count(),
    );
    let (app_, wanted) = (app.clone(), code.clone());
    let done = app
        .db()
        .write(move |tx| work::decide(tx, &app_, &by, &wanted, decision))
        .await;
    match done {
        Ok(request) => {
            let response = redirect(visitor.lang, &format!("/meja/{}", request.code));
            Ok(with_flash(response, told(verdict), &misfits.to_string()))
        }
        Err(error) => {
            let errors = match &error {
                Error::Refused(key) => mistakes(&visitor, step, &values, key),
                _ => FormErrors::none(),
            };
            let shown = Again {
                values,
                errors,
                problem: None,
            };
            again(&app, &visitor, code, error, shown).await
        }
    }
}

/// What the next page says of a decision.
pub(super) fn told(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Approve => "flash-desk-approved",
        Verdict::Return => "flash-desk-returned",
        Verdict::Reject => "flash-desk-rejected",
    }
}
