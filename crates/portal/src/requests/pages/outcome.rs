//! How work on a request ended.

use super::{
    super::{
        model::before,
        work::{self, Outcome},
    },
    claim::finisher,
    dossier::Dossier,
    form::value,
    officer::{Again, again, deed},
};
use crate::{
    Answer, App, Error,
    accounts::{Point, condition_names, points, said},
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

/// The conditions of the block that is in force.
fn conditions(page: &Page, dossier: &Dossier, values: &Values) -> Vec<Point> {
    let block = dossier.account.as_ref().zip(dossier.block.as_ref());
    block.map_or_else(Vec::new, |(account, block)| {
        points(page.lang, account, block, values)
    })
}

/// Whether anything that was written is too long.
fn too_long(visitor: &Visitor, values: &Values, errors: &mut FormErrors) {
    let fields = ["catatan", "keterangan"].map(str::to_owned);
    for field in fields.into_iter().chain(condition_names()) {
        if value(values, &field).chars().count() > work::LONGEST_NOTE {
            errors.add_key(visitor.lang, field, "refused-long");
        }
    }
}

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
            conditions(page, dossier, values)
        } else {
            Vec::new()
        };
        let effect = if conditions.iter().any(Point::waits) {
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
            handled: said(&values),
        }),
        "back" => Some(Outcome::Failed { back: true }),
        "end" => Some(Outcome::Failed { back: false }),
        _ => None,
    };
    if outcome.is_none() {
        errors.add_key(visitor.lang, "hasil", "desk-choose-result");
    }
    too_long(&visitor, &values, &mut errors);
    let completes = matches!(outcome, Some(Outcome::Completed { .. }));
    let done = match (finisher(&app, &visitor, &code, completes).await, outcome) {
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
                let empty = |name: &String| {
                    values
                        .get(name)
                        .is_some_and(|words| words.trim().is_empty())
                };
                for field in condition_names().filter(empty) {
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
