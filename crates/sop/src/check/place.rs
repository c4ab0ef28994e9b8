//! A service is either done by the person alone or has a form.

use super::say;
use crate::model::Sop;
use crate::parse::Doc;
use crate::problem::Code;

pub(super) fn check(doc: &Doc<'_>, sop: &Sop) {
    let parts = [
        ("tickets", sop.tickets.is_empty()),
        ("field", sop.fields.is_empty()),
        ("letter", sop.letter.is_none()),
        ("action", sop.action.is_none()),
    ];
    if sop.self_service.is_some() {
        for (key, _) in parts.into_iter().filter(|(_, empty)| !empty) {
            say(
                doc,
                Code::SelfService,
                key,
                format!("a self-service has no `{key}`"),
                Some("remove it, or remove [self_service]"),
            );
        }
    } else {
        for (key, _) in parts
            .into_iter()
            .take(2)
            .filter(|(key, empty)| *empty && !doc.is_broken(key))
        {
            let message = format!("a service with requests needs `{key}`");
            say(
                doc,
                Code::SelfService,
                key,
                message,
                Some("or make it a self-service with [self_service]"),
            );
        }
    }
}
