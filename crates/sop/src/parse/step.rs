//! Steps, the action, notices.

use super::Reader;
use crate::model::{Action, Actor, Check, Limit, Notice, Step, StepKind};
use crate::problem::Code;

pub(super) fn step(reader: &Reader<'_>) -> Option<Step> {
    let actor: Option<Actor> = reader.word("actor", Code::UnknownActor);
    let kind: Option<StepKind> = reader.word("kind", Code::UnknownKind);
    let step = Step {
        key: reader.key("key"),
        name: reader.text("name"),
        symbol: reader.opt_text("symbol"),
        actor: actor.unwrap_or(Actor::System),
        kind: kind.unwrap_or(StepKind::Notify),
        passes_to: reader.opt_word("passes_to", Code::UnknownActor),
        weight: reader.opt_word("weight", Code::UnknownWord),
        checklist: reader.tables("checklist", |r| Check {
            key: r.key("key"),
            text: r.text("text"),
        }),
        limit: limit(reader),
        inputs: reader.text("inputs"),
        output: reader.text("output"),
    };
    (actor.is_some() && kind.is_some()).then_some(step)
}

fn limit(reader: &Reader<'_>) -> Option<Limit> {
    let table = reader.opt_table("limit")?;
    let count = |key| u32::try_from(table.int(key, 1..=1000)).unwrap_or(1);
    let limit = if table.has("working_days") {
        Some(Limit::WorkingDays(count("working_days")))
    } else if table.has("working_hours") {
        Some(Limit::WorkingHours(count("working_hours")))
    } else if table.has("minutes") {
        Some(Limit::Minutes(count("minutes")))
    } else {
        let message = "the limit needs one of working_days, working_hours, minutes".to_owned();
        reader.missing(Code::MissingKey, "limit", message);
        None
    };
    table.finish();
    limit
}

const ACTIONS: [&str; 6] = [
    "unblock",
    "change-password",
    "require-second-step",
    "reset-second-step",
    "open-application",
    "create-mailbox",
];

pub(super) fn action(root: &Reader<'_>) -> Option<Action> {
    let reader = root.opt_table("action")?;
    let name = ACTIONS.into_iter().find(|name| reader.has(name));
    let action = name.and_then(|name| {
        let inputs = reader.opt_table(name)?;
        let bind = |key| input(&inputs, key);
        let action = match name {
            "unblock" => Action::Unblock {
                account: bind("account"),
            },
            "change-password" => Action::ChangePassword {
                account: bind("account"),
                pic: bind("pic"),
            },
            "require-second-step" => Action::RequireSecondStep {
                account: bind("account"),
                pic: bind("pic"),
            },
            "reset-second-step" => Action::ResetSecondStep {
                account: bind("account"),
            },
            "open-application" => Action::OpenApplication {
                account: bind("account"),
                application: bind("application"),
            },
            _ => Action::CreateMailbox {
                address: bind("address"),
                pic: bind("pic"),
                ends: inputs.opt_str("ends"),
            },
        };
        inputs.finish();
        Some(action)
    });
    if name.is_none() {
        let help = Some(format!("choose from {}", ACTIONS.join(", ")));
        root.report(
            Code::UnknownAction,
            "action",
            "the action is not known",
            help,
        );
    } else {
        reader.finish();
    }
    action
}

/// The field that an input is bound to; an unbound input is reported where it belongs.
fn input(inputs: &Reader<'_>, key: &str) -> String {
    if inputs.has(key) {
        return inputs.str(key);
    }
    inputs.missing(
        Code::ActionUnbound,
        key,
        format!("the action's input `{key}` is bound to no field"),
    );
    String::new()
}

pub(super) fn notice(reader: &Reader<'_>) -> Option<Notice> {
    let on = reader.word("on", Code::UnknownWord);
    let to = reader.word("to", Code::UnknownWord);
    let text = reader.text("text");
    Some(Notice {
        on: on?,
        to: to?,
        text,
    })
}
