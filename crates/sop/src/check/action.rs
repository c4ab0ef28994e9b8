//! The action's inputs come from fields that fit and are always answered.

use super::{form, say};
use crate::model::{Action, Existence, FieldKind, Sop};
use crate::parse::Doc;
use crate::problem::Code;

/// What an input of an action needs.
#[derive(Clone, Copy)]
enum Need {
    Account(Existence),
    Application,
    Pic,
    /// May stay unanswered.
    Day,
}

impl Need {
    fn fits(self, kind: &FieldKind) -> bool {
        match (self, kind) {
            (Self::Account(must), FieldKind::Account(rule)) => rule.must == must,
            (Self::Application, FieldKind::Application { .. })
            | (Self::Pic, FieldKind::PersonInCharge)
            | (Self::Day, FieldKind::Date) => true,
            (Self::Account(_) | Self::Application | Self::Pic | Self::Day, _) => false,
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::Account(Existence::Exists) => "account with must = \"exists\"",
            Self::Account(Existence::New) => "account with must = \"new\"",
            Self::Application => "application",
            Self::Pic => "person-in-charge",
            Self::Day => "date",
        }
    }
}

fn inputs(action: &Action) -> Vec<(&'static str, &str, Need)> {
    let exists = Need::Account(Existence::Exists);
    match action {
        Action::Unblock { account } | Action::ResetSecondStep { account } => {
            vec![("account", account, exists)]
        }
        Action::ChangePassword { account, pic } | Action::RequireSecondStep { account, pic } => {
            vec![("account", account, exists), ("pic", pic, Need::Pic)]
        }
        Action::OpenApplication {
            account,
            application,
        } => {
            vec![
                ("account", account, exists),
                ("application", application, Need::Application),
            ]
        }
        Action::CreateMailbox { address, pic, ends } => {
            let mut needs = vec![
                ("address", address.as_str(), Need::Account(Existence::New)),
                ("pic", pic, Need::Pic),
            ];
            needs.extend(ends.iter().map(|key| ("ends", key.as_str(), Need::Day)));
            needs
        }
    }
}

pub(super) fn check(doc: &Doc<'_>, sop: &Sop) {
    let Some(action) = &sop.action else { return };
    for (input, key, need) in inputs(action) {
        let path = format!("action.{}.{input}", action.key());
        let Some(position) = sop.fields.iter().position(|field| field.key == key) else {
            let message = format!("the input `{input}` names no field: there is no `{key}`");
            say(
                doc,
                Code::ActionUnbound,
                &path,
                message,
                Some("write the key of a field"),
            );
            continue;
        };
        if doc.is_broken(&format!("field[{position}]")) {
            continue;
        }
        let field = &sop.fields[position];
        if !need.fits(&field.kind) {
            let message = format!(
                "the input `{input}` needs a field of kind {}, `{key}` is of kind {}",
                need.words(),
                field.kind.key()
            );
            say(doc, Code::ActionKind, &path, message, None);
        } else if !matches!(need, Need::Day) && !form::is_certain(field) {
            let message = format!("`{key}` may stay empty, the input `{input}` must not");
            say(
                doc,
                Code::ActionOptional,
                &path,
                message,
                Some("make the field required and unconditional"),
            );
        }
    }
}
