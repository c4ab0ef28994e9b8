//! What an officer or an applicant does about a request of the script.

use super::{
    person,
    script::{Act, Deed, Scene},
};
use crate::{
    App, Error,
    accounts::Handled,
    actor::Person,
    requests::{
        self, Checked, Code, Officer, Request, Via,
        disposition::{self, Disposition},
        work::{self, Decision, Outcome, Verdict},
    },
    surveys::{self, Questionnaire},
};
use db::Tx;

/// Does it.
pub(super) fn perform(
    tx: &mut Tx<'_>,
    app: &App,
    scene: &Scene,
    act: &Act,
    code: &Code,
) -> Result<(), Error> {
    let by = person(tx, app, &act.by)?;
    let done = match act.does {
        Deed::Rate => rate(tx, app, &by, act, code),
        _ => serve(tx, app, &by, act, code),
    };
    done.map_err(|error| {
        Error::Internal(format!(
            "requests.toml: service {}, {:?} by {}: {error}",
            scene.service, act.does, act.by
        ))
    })
}

fn rate(tx: &mut Tx<'_>, app: &App, by: &Person, act: &Act, code: &Code) -> Result<(), Error> {
    let filled = Questionnaire {
        scores: act.scores,
        respondent: "{}".into(),
        suggestion: act.words.clone(),
    };
    let by = by.clone().into();
    surveys::answer(tx, app, &by, &code.to_string(), &filled)
}

fn serve(tx: &mut Tx<'_>, app: &App, by: &Person, act: &Act, code: &Code) -> Result<(), Error> {
    let code = code.to_string();
    let request = requests::of_unit(tx, &code, by)?;
    let officer =
        |request: &Request| Officer::of(by, work::actor_of(app, request)?, request.unit_id);
    match act.does {
        Deed::Approve | Deed::Return | Deed::Reject => {
            let decision = decision(app, &request, act)?;
            work::decide(tx, app, &officer(&request)?, &code, decision)?;
        }
        Deed::Dispose => {
            let staff = act.to.as_deref().unwrap_or_default();
            let to = Disposition {
                step: request.state.step.clone(),
                assignee_id: person(tx, app, staff)?.account_id,
                instruction: act.words.clone(),
                due_at: request.due_at,
                via: Via::Desk,
            };
            disposition::dispose(tx, app, &by.leader(request.unit_id)?, &code, to)?;
        }
        Deed::Take => drop(work::take(tx, app, &officer(&request)?, &code)?),
        Deed::Complete | Deed::Fail => {
            let outcome = match act.does {
                Deed::Complete => Outcome::Completed {
                    remark: String::new(),
                    handled: handled(act),
                },
                _ => Outcome::Failed { back: false },
            };
            work::finish(tx, app, &officer(&request)?, &code, outcome, &act.words)?;
        }
        Deed::Note | Deed::Message => {
            let by = Officer::any(by, request.unit_id)?;
            let to_applicant = matches!(act.does, Deed::Message);
            work::note(tx, app, &by, &code, to_applicant, &act.words)?;
        }
        Deed::Rate => (),
    }
    Ok(())
}

/// What was said about the conditions of lifting a block.
fn handled(act: &Act) -> Vec<Handled> {
    let said = act.handled.iter();
    said.map(|(condition, words)| Handled {
        condition: condition.clone(),
        words: words.clone(),
    })
    .collect()
}

/// A decision with its whole checklist: everything fits but what the script names.
fn decision(app: &App, request: &Request, act: &Act) -> Result<Decision, Error> {
    let sop = app.catalog().revision(request.revision_id)?.clone();
    let lines = sop
        .step(&request.state.step)
        .map(|step| step.checklist.as_slice())
        .unwrap_or_default();
    let check = |key: &String| Checked {
        key: key.clone(),
        fits: !act.misfits.contains_key(key),
        reason: act.misfits.get(key).cloned().unwrap_or_default(),
    };
    Ok(Decision {
        handed_in: None,
        step: request.state.step.clone(),
        verdict: match act.does {
            Deed::Return => Verdict::Return,
            Deed::Reject => Verdict::Reject,
            _ => Verdict::Approve,
        },
        checks: lines.iter().map(|line| check(&line.key)).collect(),
        note: act.words.clone(),
        via: Via::Desk,
    })
}
