//! What Loket knows of who asks need not be typed again (WCAG 2.2, 3.3.7): the number for news; and of the owner of a
//! blocked account, who asks about that account and no other, everything that the directory holds.

use crate::{
    App, Error,
    accounts::{self, Account, BlockEntry, Kind},
    actor::Applicant,
    web::{
        Lang,
        format::{full_moment, phone, zoned},
        text::t_with,
    },
};
use sop::{Action, Answers, Field, FieldKind, Fill, Sop};

/// The answers with which a new draft begins.
pub(super) async fn known(app: &App, sop: &Sop, applicant: &Applicant) -> Result<Answers, Error> {
    let who = applicant.who();
    let mut answers = Answers::new();
    let number = |field: &&Field| matches!(field.kind, FieldKind::WhatsApp);
    if let Some((field, number)) = sop.fields.iter().find(number).zip(who.whatsapp.as_ref()) {
        answers.insert(field.key.clone(), phone(number));
    }
    if applicant.free().is_some() {
        return Ok(answers);
    }
    let id = who.account_id;
    let found = app.db().read(move |tx| {
        let account = accounts::get(tx, id)?;
        let pic = account.pic_id.map(|pic| accounts::get(tx, pic));
        let block = accounts::last_block(tx, id)?;
        Ok::<_, Error>((account, pic.transpose()?, block))
    });
    let (account, pic, block) = found.await?;
    let purpose = purpose(app, &account, block.as_ref());
    for field in &sop.fields {
        fill(field, sop, (&account, pic.as_ref()), &purpose, &mut answers);
    }
    Ok(answers)
}

/// What is asked for, with the cause: in the language of letters.
fn purpose(app: &App, account: &Account, block: Option<&BlockEntry>) -> String {
    let Some(block) = block else {
        return String::new();
    };
    let since = zoned(block.at, app.catalog().zone());
    let values = [
        ("address", account.address.as_str().into()),
        ("since", full_moment(&since, Lang::Id).into()),
        ("cause", block.cause.label(Lang::Id).into()),
    ];
    t_with(Lang::Id, "requests-unblock-purpose", &values)
}

/// Fills one field in.
fn fill(
    field: &Field,
    sop: &Sop,
    (account, pic): (&Account, Option<&Account>),
    purpose: &str,
    answers: &mut Answers,
) {
    // Of a shared mailbox the owner is who answers for it.
    let owner = pic.unwrap_or(account);
    let is_account = sop.action.as_ref().map(Action::account_field) == Some(field.key.as_str());
    let answer = match (&field.kind, field.fill) {
        (FieldKind::Account(_), _) if is_account => Some(account.address.clone()),
        (FieldKind::Choice { .. }, _) => option(field, sop, account.kind),
        (FieldKind::Nim | FieldKind::Nip | FieldKind::NimOrNip, _) => owner.number.clone(),
        (FieldKind::Unit, _) => Some(account.organisation.clone()),
        (FieldKind::WhatsApp, _) => owner.whatsapp.as_deref().map(phone),
        (FieldKind::PersonInCharge, _) => {
            if let Some(pic) = pic {
                answers.insert(format!("{}.name", field.key), pic.name.clone());
                answers.insert(format!("{}.email", field.key), pic.address.clone());
                let number = pic.whatsapp.as_deref().map(phone).unwrap_or_default();
                answers.insert(format!("{}.whatsapp", field.key), number);
            }
            None
        }
        (_, Some(Fill::OwnerName)) => Some(owner.name.clone()),
        (_, Some(Fill::UnblockPurpose)) => Some(purpose.to_owned()),
        _ => None,
    };
    if let Some(answer) = answer.filter(|answer| !answer.is_empty()) {
        answers.insert(field.key.clone(), answer);
    }
}

/// The option of a choice that narrows the account to this kind, if only one does.
fn option(choice: &Field, sop: &Sop, kind: Kind) -> Option<String> {
    let key = sop.action.as_ref()?.account_field();
    let FieldKind::Account(rule) = &sop.field(key)?.kind else {
        return None;
    };
    let narrowing = rule.narrow.iter().filter(|one| {
        let fits = |of: &sop::AccountType| Kind::from(*of) == kind;
        one.when.field == choice.key && one.types.iter().any(fits)
    });
    let options: Vec<_> = narrowing.flat_map(|one| &one.when.is).collect();
    match options.as_slice() {
        [one] => Some((*one).clone()),
        _ => None,
    }
}
