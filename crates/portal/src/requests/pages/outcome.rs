//! How work on a request ended.

use super::{
    super::{
        model::before,
        work::{self, Outcome},
    },
    claim::officer,
    dossier::Dossier,
    form::value,
    officer::{Again, again, deed},
};
use crate::{
    Answer, App, Error,
    accounts::{Condition, Handled},
    web::{FormErrors, Page, Values, Visitor, redirect, visitor::with_flash},
};
use axum::{
    Form,
    extract::{Path, State},
};
use sop::{Action, Actor, Sop, Step};

/// The form of an outcome.
pub(super) struct OutcomeForm {
    /// Name of the step.
    pub name: String,
    /// What completing it does.
    pub deed: String,
    /// What follows from that, in a sentence.
    pub effect: String,
    /// Words on the button.
    pub finish: String,
    /// To whom it goes back when it cannot be done.
    pub back_to: Option<String>,
    /// What has to be handled before a block is lifted.
    pub conditions: Vec<Point>,
    /// What is chosen.
    pub result: String,
    /// Words to the applicant.
    pub note: String,
    /// For staff only.
    pub remark: String,
}

/// A condition of lifting a block.
pub(super) struct Point {
    /// Name of its field.
    pub name: String,
    /// What has to be handled.
    pub label: String,
    /// What the officer writes about it; `None` for what Loket sees itself.
    pub question: Option<String>,
    /// Whether it is handled, where Loket sees that.
    pub is_met: bool,
    /// What was typed.
    pub words: String,
}

/// The conditions of the block that is in force.
fn points(page: &Page, dossier: &Dossier, values: &Values) -> Vec<Point> {
    let Some((account, block)) = dossier.account.as_ref().zip(dossier.block.as_ref()) else {
        return Vec::new();
    };
    let renewed = block.is_renewed(account.password_changed_at);
    let point = |condition: &Condition| {
        let name = format!("{CONDITION}{}", condition.key());
        Point {
            label: condition.label(page.lang),
            question: (!condition.is_proven()).then(|| condition.question(page.lang)),
            is_met: condition.is_proven() && renewed,
            words: value(values, &name).to_owned(),
            name,
        }
    };
    block.conditions().iter().map(point).collect()
}

/// What is said about the conditions.
fn handled(values: &Values) -> Vec<Handled> {
    let said = |condition: &Condition| {
        let words = value(values, &format!("{CONDITION}{}", condition.key()));
        (!words.trim().is_empty()).then(|| Handled::new(*condition, words))
    };
    Condition::ALL.iter().filter_map(said).collect()
}

/// Whether anything that was written is too long.
fn too_long(visitor: &Visitor, values: &Values, said: &[String], errors: &mut FormErrors) {
    let fields = ["catatan", "keterangan"].map(str::to_owned);
    for field in fields.iter().chain(said) {
        if value(values, field).chars().count() > work::LONGEST_NOTE {
            errors.add_key(visitor.lang, field, "refused-long");
        }
    }
}

/// What the name of a field about a condition begins with.
const CONDITION: &str = "syarat.";

impl OutcomeForm {
    /// The form of a step, with what was posted.
    pub fn new(
        page: &Page,
        (sop, step): (&Sop, &Step),
        dossier: &Dossier,
        values: &Values,
    ) -> Self {
        let is_last = sop
            .run_steps()
            .last()
            .is_some_and(|last| last.key == step.key);
        let action = sop.action.as_ref().filter(|_| is_last);
        let key = deed(action);
        let lifts = matches!(action, Some(Action::Unblock { .. }));
        let conditions = if lifts {
            points(page, dossier, values)
        } else {
            Vec::new()
        };
        let waits = |point: &Point| point.question.is_none() && !point.is_met;
        let effect = if conditions.iter().any(waits) {
            page.t("desk-do-unblock-waits").into_owned()
        } else {
            page.t(&format!("{key}-effect")).into_owned()
        };
        Self {
            name: page.of(&step.name).to_owned(),
            deed: page.t1(key, "step", page.of(&step.name)),
            effect,
            conditions,
            finish: page.t("desk-finish").into_owned(),
            back_to: before(sop, &step.key).map(|before| match before.actor {
                Actor::Leader => page.t("desk-back-to-leader").into_owned(),
                _ => page.t("desk-back-to-admin").into_owned(),
            }),
            result: value(values, "hasil").to_owned(),
            note: value(values, "catatan").to_owned(),
            remark: value(values, "keterangan").to_owned(),
        }
    }
}

/// `POST /meja/{code}/hasil`.
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Path(code): Path<String>,
    Form(values): Form<Values>,
) -> Answer {
    let mut errors = FormErrors::none();
    let outcome = match value(&values, "hasil") {
        "done" => Some(Outcome::Completed {
            remark: value(&values, "keterangan").trim().to_owned(),
            handled: handled(&values),
        }),
        "back" => Some(Outcome::Failed { back: true }),
        "end" => Some(Outcome::Failed { back: false }),
        _ => None,
    };
    if outcome.is_none() {
        errors.add_key(visitor.lang, "hasil", "desk-choose-result");
    }
    let said: Vec<_> = values
        .keys()
        .filter(|name| name.starts_with(CONDITION))
        .cloned()
        .collect();
    too_long(&visitor, &values, &said, &mut errors);
    let done = match (officer(&app, &visitor, &code).await, outcome) {
        (Err(error), _) => Err(error),
        (Ok(by), Some(outcome)) if errors.is_empty() => {
            let (app_, wanted) = (app.clone(), code.clone());
            let note = value(&values, "catatan").to_owned();
            app.db()
                .write(move |tx| work::finish(tx, &app_, &by, &wanted, outcome, &note))
                .await
        }
        _ => Err(Error::Refused("desk-choose-result")),
    };
    match done {
        Ok(request) => {
            let flash = match value(&values, "hasil") {
                "done" => "flash-desk-completed",
                "back" => "flash-desk-sent-back",
                _ => "flash-desk-ended",
            };
            let response = redirect(visitor.lang, &format!("/meja/{}", request.code));
            Ok(with_flash(response, flash, ""))
        }
        Err(error) => {
            if let Error::Refused(key @ "refused-reason") = error {
                errors.add_key(visitor.lang, "catatan", key);
            }
            if let Error::Refused(key @ "accounts-condition-missing") = error {
                let empty = |name: &&String| value(&values, name).trim().is_empty();
                for field in said.iter().filter(empty) {
                    errors.add_key(visitor.lang, field, key);
                }
            }
            let shown = Again {
                values,
                errors,
                problem: None,
            };
            again(&app, &visitor, code, error, shown).await
        }
    }
}
