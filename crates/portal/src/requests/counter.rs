//! Somebody who comes to the office with a letter: found in the directory by address, else added as a guest without a
//! password, who can register with that address later.

use crate::{
    App, Error,
    accounts::{self, Kind, NewAccount},
    web::{FormErrors, Lang},
};
use db::Tx;
use sop::{Answers, validate};

/// The inputs in which a clerk types who came.
pub const INPUTS: [&str; 3] = ["pemohon.name", "pemohon.email", "pemohon.whatsapp"];

/// Longest name, in characters.
const LONGEST_NAME: usize = 120;

/// Who came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Caller {
    name: String,
    email: String,
    whatsapp: String,
}

/// Reads what a clerk typed; what is wrong is said beside the inputs.
fn read(answers: &Answers, lang: Lang) -> (Caller, FormErrors) {
    let [name, email, whatsapp] = INPUTS.map(|input| {
        answers
            .get(input)
            .map(|value| value.trim())
            .unwrap_or_default()
    });
    let mut errors = FormErrors::none();
    let mut caller = Caller {
        name: name.split_whitespace().collect::<Vec<_>>().join(" "),
        ..Caller::default()
    };
    if name.is_empty() {
        errors.add_key(lang, INPUTS[0], "requests-counter-name-missing");
    } else if name.chars().count() > LONGEST_NAME || name.contains(char::is_control) {
        errors.add_key(lang, INPUTS[0], "desk-caller-name");
    }
    match validate::email(email) {
        Ok(address) => caller.email = address,
        Err(sentence) => errors.add(INPUTS[1], sentence.get(lang)),
    }
    match validate::whatsapp(whatsapp) {
        Ok(number) => caller.whatsapp = number,
        Err(sentence) => errors.add(INPUTS[2], sentence.get(lang)),
    }
    (caller, errors)
}

/// What is wrong with who came.
///
/// # Errors
/// As the database says.
pub(super) fn mistakes(
    tx: &mut Tx<'_>,
    answers: &Answers,
    lang: Lang,
) -> Result<FormErrors, Error> {
    let (caller, mut errors) = read(answers, lang);
    if !caller.email.is_empty() && accounts::find(tx, &caller.email)?.is_some_and(|one| one.closed)
    {
        errors.add_key(lang, INPUTS[1], "desk-caller-closed");
    }
    Ok(errors)
}

/// The account of who came, added if there is none. Only after [`mistakes`] found nothing.
///
/// # Errors
/// As the database says.
pub(super) fn account(tx: &mut Tx<'_>, app: &App, answers: &Answers) -> Result<i64, Error> {
    let (caller, _) = read(answers, Lang::Id);
    let new = NewAccount {
        address: caller.email.clone(),
        kind: Kind::Guest,
        name: caller.name,
        number: None,
        organisation: String::new(),
        whatsapp: Some(caller.whatsapp),
        lang: Lang::Id,
        pic_id: None,
        password_hash: None,
        confirmed: false,
    };
    if let Some(id) = accounts::add(tx, app, &new)? {
        return Ok(id);
    }
    accounts::find(tx, &caller.email)?
        .map(|found| found.id)
        .ok_or(Error::NotFound)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(name: &str, email: &str, whatsapp: &str) -> Answers {
        let values = [name, email, whatsapp].map(str::to_owned);
        INPUTS.map(str::to_owned).into_iter().zip(values).collect()
    }

    #[test]
    fn who_came_is_read_in_one_shape() {
        let (caller, errors) = read(
            &typed(" Budi   Utomo ", "Budi@Example.com", "0858-9000-1103"),
            Lang::Id,
        );
        assert!(errors.is_empty());
        let whole = Caller {
            name: "Budi Utomo".into(),
            email: "budi@example.com".into(),
            whatsapp: "6285890001103".into(),
        };
        assert_eq!(caller, whole);
    }

    #[test]
    fn each_mistake_stands_beside_its_input() {
        let (_, errors) = read(&typed("", "budi", "0858"), Lang::Id);
        let fields: Vec<_> = errors
            .all()
            .iter()
            .map(|(field, _)| field.as_str())
            .collect();
        assert_eq!(fields, INPUTS);
        let (_, errors) = read(
            &typed(&"x".repeat(121), "b@example.com", "085890001103"),
            Lang::Id,
        );
        assert_eq!(errors.all().len(), 1);
    }
}
