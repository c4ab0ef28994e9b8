//! Pages of shared mailboxes, by noun.

pub mod directory;
pub mod list;
pub mod mine;
pub mod offer;

use super::model::{Need, last_day};
use crate::{
    Error,
    accounts::{Action, Holder, Touched},
    clock::Millis,
    web::{FormErrors, Page, Values, format},
};
use axum::http::StatusCode;
use jiff::civil::Date;

/// The value of a field, trimmed.
fn field<'v>(values: &'v Values, name: &str) -> &'v str {
    values.get(name).map_or("", |value| value.trim())
}

/// Longest ground.
const LONGEST: usize = 1_000;

/// A ground that must be given.
fn ground(page: &Page, values: &Values, name: &str, errors: &mut FormErrors) -> String {
    let text = field(values, name).to_owned();
    if text.is_empty() {
        errors.add_key(page.lang, name, "mailboxes-ground-missing");
    } else if text.chars().count() > LONGEST {
        errors.add_key(page.lang, name, "accounts-too-long");
    }
    text
}

/// The address of somebody who is invited.
fn address(page: &Page, values: &Values, name: &str, errors: &mut FormErrors) -> String {
    let text = field(values, name).to_lowercase();
    if text.is_empty() {
        errors.add_key(page.lang, name, "mailboxes-address-missing");
    }
    text
}

/// A refusal that belongs beside a field goes there; anything else goes on.
fn beside<T>(
    page: &Page,
    name: &str,
    answer: Result<T, Error>,
    errors: &mut FormErrors,
) -> Result<Option<T>, Error> {
    match answer {
        Ok(done) => Ok(Some(done)),
        Err(Error::RefusedFor(key, what)) => {
            errors.add(name, page.t1(key, "what", what));
            Ok(None)
        }
        Err(Error::Refused(key)) => {
            errors.add_key(page.lang, name, key);
            Ok(None)
        }
        Err(other) => Err(other),
    }
}

fn status(errors: &FormErrors) -> StatusCode {
    if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    }
}

/// `Kamis 18 Maret 2027`: the last day on which a mailbox works.
fn last(page: &Page, expires_at: Millis) -> String {
    format::long_date(last_day(expires_at, page.catalog.zone()), page.lang)
}

/// How the yearly question stands, in words.
fn need_words(page: &Page, need: Need) -> String {
    match need {
        Need::Confirmed(Some(at)) => page.t1("mailboxes-confirmed", "when", page.long_date(at)),
        Need::Confirmed(None) => page.t("mailboxes-confirmed-not-yet").into_owned(),
        Need::Asked(at) => page.t1("mailboxes-asked-since", "when", page.long_date(at)),
        Need::Unconfirmed(at) => page.t1("mailboxes-unconfirmed-since", "when", page.long_date(at)),
    }
}

/// Whether a line of the trail is about the one who did it: an agreement, or leaving.
fn is_of_oneself(line: &Touched) -> bool {
    line.detail == line.by_name
}

/// What happened, as a line of the trail says it.
fn title(page: &Page, line: &Touched) -> String {
    let key = match line.action {
        Action::SetPic if is_of_oneself(line) => "mailboxes-agreed-pic",
        Action::AddDeputy if is_of_oneself(line) => "mailboxes-agreed-deputy",
        Action::EndHolder if is_of_oneself(line) => "mailboxes-has-left",
        other => return other.label(page.lang),
    };
    page.t(key).into_owned()
}

/// What is known besides about a line of the trail; empty: nothing.
fn detail(page: &Page, line: &Touched) -> String {
    match (line.action, line.detail.parse::<Date>()) {
        (Action::SetExpiry, Ok(day)) => {
            page.t1("mailboxes-until", "day", format::long_date(day, page.lang))
        }
        (Action::SetExpiry, Err(_)) => page.t("mailboxes-no-end").into_owned(),
        _ if is_of_oneself(line) => String::new(),
        _ => line.detail.clone(),
    }
}

/// Who answers for a mailbox and cannot do anything here now.
fn is_away(page: &Page, holder: &Holder) -> bool {
    !holder.person.can_act(page.now)
}
