//! Addresses of accounts: the right domain for the right type.

use super::{Answers, Fault, Verdict, email, holds};
use crate::model::{AccountRule, AccountType, Campus, Existence, Lang, Text};

/// The types that an account field accepts, given the answers so far.
pub fn account_types<'r>(rule: &'r AccountRule, answers: &Answers) -> &'r [AccountType] {
    rule.narrow
        .iter()
        .find(|narrow| holds(&narrow.when, answers))
        .map_or(&rule.types, |narrow| &narrow.types)
}

pub(super) fn judge(
    rule: &AccountRule,
    campus: &Campus,
    value: &str,
    answers: &Answers,
) -> Verdict {
    let types = account_types(rule, answers);
    if !value.contains('@') {
        let example = types
            .first()
            .and_then(|kind| campus.domains_of(*kind).next())
            .unwrap_or_default();
        let message = Text::new(
            format!("Tulis alamat lengkap dengan domainnya, misalnya {value}@{example}."),
            format!("Write the whole address with its domain, for example {value}@{example}."),
        );
        return Err((Fault::Email, message));
    }
    let address = email(value).map_err(|message| (Fault::Email, message))?;
    let kind = campus.account_type(&address);
    if !kind.is_some_and(|kind| types.contains(&kind)) {
        return Err((Fault::Domain, wrong_domain(campus, types)));
    }
    if rule.must == Existence::New && !is_fresh(&address) {
        let message = Text::new(
            "Nama sebelum @ hanya memakai huruf kecil, angka, titik, dan tanda hubung, 3–64 huruf.",
            "The name before the @ has only small letters, digits, dots and hyphens, 3–64 characters.",
        );
        return Err((Fault::Email, message));
    }
    Ok(())
}

fn is_fresh(address: &str) -> bool {
    let local = address.split('@').next().unwrap_or_default();
    (3..=64).contains(&local.len())
        && local
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '.' || c == '-')
        && local.starts_with(|c: char| c.is_ascii_alphanumeric())
        && local.ends_with(|c: char| c.is_ascii_alphanumeric())
}

fn wrong_domain(campus: &Campus, types: &[AccountType]) -> Text {
    let domains: Vec<String> = types
        .iter()
        .flat_map(|kind| campus.domains_of(*kind))
        .map(|domain| format!("@{domain}"))
        .collect();
    match types {
        [kind] => Text::new(
            format!(
                "{} berakhiran {}. Periksa kembali alamatnya.",
                kind.label(Lang::Id),
                any_of(&domains, "atau")
            ),
            format!(
                "A {} ends in {}. Please check the address.",
                kind.label(Lang::En).to_lowercase(),
                any_of(&domains, "or")
            ),
        ),
        _ => Text::new(
            format!(
                "Alamat untuk layanan ini berakhiran {}.",
                any_of(&domains, "atau")
            ),
            format!(
                "Addresses for this service end in {}.",
                any_of(&domains, "or")
            ),
        ),
    }
}

fn any_of(words: &[String], or: &str) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first, second] => format!("{first} {or} {second}"),
        [start @ .., last] => format!("{}, {or} {last}", start.join(", ")),
    }
}
