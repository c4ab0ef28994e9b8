//! What the directory says about the answers of a form: accounts that exist, persons in charge of the right unit.
//! What the declaration alone can judge is judged by [`sop::validate`].

use crate::{
    App, Error, accounts,
    web::{FormErrors, Lang, format::zoned, text::t_with},
};
use db::Tx;
use sop::{AccountRule, AccountState, Action, Answers, Campus, Existence, FieldKind, Sop};

/// Everything that is wrong with the answers, in the order of the form. `files` are the fields that have a file.
///
/// # Errors
/// As the database says.
pub fn check(
    tx: &mut Tx<'_>,
    app: &App,
    sop: &Sop,
    answers: &Answers,
    files: &[String],
    lang: Lang,
) -> Result<FormErrors, Error> {
    let catalog = app.catalog();
    let today = zoned(app.now(), catalog.zone()).date();
    let judged = sop::validate(sop, catalog.campus(), answers, today);
    let mut errors = FormErrors::none();
    for field in sop
        .fields
        .iter()
        .filter(|field| sop::validate::is_asked(field, answers))
    {
        let prefix = format!("{}.", field.key);
        let own = judged
            .iter()
            .filter(|error| error.field == field.key || error.field.starts_with(&prefix));
        let before = errors.all().len();
        own.for_each(|error| errors.add(error.field.clone(), error.message.get(lang)));
        if errors.all().len() > before {
            continue;
        }
        match &field.kind {
            FieldKind::File(_) if field.required && !files.contains(&field.key) => {
                let what = lowered(field.label.get(lang));
                errors.add(
                    field.key.clone(),
                    t_with(lang, "requests-file-required", &[("what", what.into())]),
                );
            }
            FieldKind::Account(rule) => {
                let address = answers
                    .get(&field.key)
                    .map(String::as_str)
                    .unwrap_or_default();
                if let Some(sentence) = account(tx, rule, address, lang)? {
                    errors.add(field.key.clone(), sentence);
                }
            }
            FieldKind::PersonInCharge => {
                if let Some(sentence) =
                    person_in_charge(tx, (sop, catalog.campus()), &field.key, answers, lang)?
                {
                    errors.add(format!("{}.email", field.key), sentence);
                }
            }
            _ => (),
        }
    }
    Ok(errors)
}

/// A label within a sentence.
fn lowered(label: &str) -> String {
    let mut letters = label.chars();
    letters
        .next()
        .map(|first| first.to_lowercase().chain(letters).collect())
        .unwrap_or_default()
}

fn account(
    tx: &mut Tx<'_>,
    rule: &AccountRule,
    address: &str,
    lang: Lang,
) -> Result<Option<String>, Error> {
    if address.is_empty() {
        return Ok(None);
    }
    let found = accounts::find(tx, address)?.filter(|account| !account.closed);
    let key = match (rule.must, &found) {
        (Existence::Exists, None) => Some("requests-account-unknown"),
        (Existence::New, Some(_)) => Some("requests-account-taken"),
        (Existence::Exists, Some(account))
            if rule.state == AccountState::Blocked && !account.blocked =>
        {
            Some("requests-account-not-blocked")
        }
        (Existence::Exists, Some(_)) | (Existence::New, None) => None,
    };
    Ok(key.map(|key| t_with(lang, key, &[("address", address.into())])))
}

/// A person in charge of a mailbox signs in with the campus, and belongs to the unit of the mailbox.
fn person_in_charge(
    tx: &mut Tx<'_>,
    (sop, campus): (&Sop, &Campus),
    key: &str,
    answers: &Answers,
    lang: Lang,
) -> Result<Option<String>, Error> {
    let Some(action) = sop
        .action
        .as_ref()
        .filter(|action| action.pic_field() == Some(key))
    else {
        return Ok(None);
    };
    let answer = |key: &str| answers.get(key).map(String::as_str).unwrap_or_default();
    let email = answer(&format!("{key}.email"));
    let signs_in = campus
        .account_type(email)
        .is_some_and(|kind| campus.sso.contains(&kind));
    let Some(person) = accounts::find(tx, email)?.filter(|account| signs_in && !account.closed)
    else {
        return Ok(Some(t_with(
            lang,
            "requests-pic-unknown",
            &[("address", email.into())],
        )));
    };
    let unit = match action {
        Action::CreateMailbox { .. } => {
            let field = sop
                .fields
                .iter()
                .find(|field| matches!(field.kind, FieldKind::Unit));
            field.map(|field| answer(&field.key).to_owned())
        }
        _ => {
            accounts::find(tx, answer(action.account_field()))?.map(|account| account.organisation)
        }
    };
    let same = unit
        .as_ref()
        .is_none_or(|unit| unit.trim().eq_ignore_ascii_case(person.organisation.trim()));
    let values = [
        ("address", email.into()),
        ("unit", unit.unwrap_or_default().into()),
    ];
    Ok((!same).then(|| t_with(lang, "requests-pic-outside", &values)))
}
