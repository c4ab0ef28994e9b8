//! What a completed request does: its declared action on the account, and the link that the action needs.

use super::{Request, model::Officer, opening, tell::pic};
use crate::{
    App, Error,
    accounts::{self, Effect, Handled},
    actor::Executor,
    credentials, mailboxes,
    notify::{self, Contact, Message, Topic},
    web::text::t_with,
};
use db::Tx;
use jiff::civil::Date;
use sop::{Action, FieldKind, Lang, Sop};

/// Carries out the account action of the declaration, and sends the person in charge the link that it needs.
///
/// # Errors
/// What the directory refuses.
pub(super) fn act(
    tx: &mut Tx<'_>,
    app: &App,
    sop: &Sop,
    request: &Request,
    (by, handled): (&Officer, &[Handled]),
) -> Result<(), Error> {
    let Some(action) = &sop.action else {
        return Ok(());
    };
    let Officer::Executor(executor) = by else {
        return Err(Error::Forbidden);
    };
    let effect = effect(tx, sop, action, request, handled)?;
    hand_over(tx, app, (action, request), executor)?;
    let done = credentials::perform(tx, app, effect, request.id, executor)?;
    if let Some(day) = last_day(action, request) {
        let by = (executor, request.id);
        mailboxes::set_end_by_request(tx, app, done.account_id, by, day)?;
    }
    let Some(link_id) = done.link_id else {
        return Ok(());
    };
    let to = link_goes_to(tx, app, sop, request, done.account_id)?;
    for (index, to) in to.iter().enumerate() {
        send_link(tx, app, (action, request), to, (link_id, index))?;
    }
    Ok(())
}

/// Who gets the link that the action of a request needs.
pub(super) fn link_goes_to(
    tx: &mut Tx<'_>,
    app: &App,
    sop: &Sop,
    request: &Request,
    account_id: i64,
) -> Result<Vec<Contact>, Error> {
    let named = pic(tx, sop, request)?;
    Ok(match &sop.action {
        None => Vec::new(),
        Some(Action::Unblock { .. }) => opening::contacts(tx, app, account_id, named)?,
        // The address itself has to be proven: whoever is named in the form cannot do that.
        Some(Action::RequireSecondStep { .. }) => vec![mailbox(tx, request)?],
        Some(
            Action::ChangePassword { .. }
            | Action::ResetSecondStep { .. }
            | Action::OpenApplication { .. }
            | Action::CreateMailbox { .. },
        ) => named.into_iter().collect(),
    })
}

/// The link that an action needs, to who uses it.
pub(super) fn send_link(
    tx: &mut Tx<'_>,
    app: &App,
    (action, request): (&Action, &Request),
    to: &Contact,
    link: (i64, usize),
) -> Result<(), Error> {
    notify::tell(tx, app, to, &linked(action, request, to.lang, link))
}

/// Whether an action ends with such a link.
pub(super) fn sends_link(action: &Action) -> bool {
    matches!(
        action,
        Action::Unblock { .. }
            | Action::ChangePassword { .. }
            | Action::RequireSecondStep { .. }
            | Action::CreateMailbox { .. }
    )
}

/// The words around the link.
pub(super) fn linked(
    action: &Action,
    request: &Request,
    lang: Lang,
    (link_id, index): (i64, usize),
) -> Message {
    let address = ("address", request.subject_address.as_str().into());
    let code = ("code", request.code.to_string().into());
    let key = format!("message-link-{}", action.key());
    let words = t_with(lang, &key, &[address.clone(), code]);
    Message {
        origin: format!("link:{link_id}:{index}"),
        request_id: Some(request.id),
        unit_id: request.unit_id,
        subject: t_with(lang, "message-link-subject", &[address]),
        body: format!("{words}\n\n{}", notify::LINK),
        link_id: Some(link_id),
        topic: Topic::Link,
        buttons: Vec::new(),
    }
}

/// The last day on which the mailbox of the request works, if it gives one.
fn last_day(action: &Action, request: &Request) -> Option<Date> {
    match action {
        Action::CreateMailbox {
            ends: Some(key), ..
        } => request.answers.get(key)?.parse().ok(),
        _ => None,
    }
}

/// Whoever the form names as person in charge is it from now on.
fn hand_over(
    tx: &mut Tx<'_>,
    app: &App,
    (action, request): (&Action, &Request),
    by: &Executor,
) -> Result<(), Error> {
    let Some(key) = action.pic_field() else {
        return Ok(());
    };
    let address = request.answers.get(&format!("{key}.email"));
    let to = mailboxes::named(tx, app, address.map_or("", String::as_str))?;
    // A mailbox that is yet to be made gets its first one as it is made.
    let Some(account) = accounts::find(tx, &request.subject_address)? else {
        return Ok(());
    };
    let needs_link = matches!(action, Action::RequireSecondStep { .. });
    mailboxes::appoint(tx, app, (account.id, &to), (by, request.id), needs_link)
}

/// The account that a request is about, by its own address and nothing else.
fn mailbox(tx: &mut Tx<'_>, request: &Request) -> Result<Contact, Error> {
    let account = accounts::find(tx, &request.subject_address)?.ok_or(Error::NotFound)?;
    Ok(Contact {
        name: account.name,
        whatsapp: None,
        email: Some(account.address),
        lang: account.lang,
        order: account.order,
    })
}

/// The declaration's action with the answers of the request put in.
fn effect(
    tx: &mut Tx<'_>,
    sop: &Sop,
    action: &Action,
    request: &Request,
    handled: &[Handled],
) -> Result<Effect, Error> {
    let answer = |key: &str| request.answers.get(key).cloned().unwrap_or_default();
    let mut account = |key: &str| {
        let address = answer(key);
        accounts::find(tx, &address)?
            .map(|found| found.id)
            .ok_or(Error::RefusedFor("refused-account-gone", address))
    };
    Ok(match action {
        Action::Unblock { account: key } => Effect::Unblock {
            account_id: account(key)?,
            ground: format!("{} {}", sop.number, request.code),
            handled: handled.to_vec(),
        },
        Action::ChangePassword { account: key, .. } => Effect::ChangePassword {
            account_id: account(key)?,
        },
        Action::RequireSecondStep { account: key, .. } => Effect::RequireSecondStep {
            account_id: account(key)?,
        },
        Action::ResetSecondStep { account: key } => Effect::ResetSecondStep {
            account_id: account(key)?,
        },
        Action::OpenApplication {
            account: key,
            application,
        } => Effect::OpenApplication {
            account_id: account(key)?,
            application: answer(application),
        },
        Action::CreateMailbox { address, pic, .. } => Effect::CreateMailbox {
            address: answer(address),
            name: mailbox_name(sop, request),
            organisation: organisation(sop, request),
            pic: accounts::Pic {
                name: answer(&format!("{pic}.name")),
                email: answer(&format!("{pic}.email")),
                whatsapp: Some(answer(&format!("{pic}.whatsapp"))),
            },
        },
    })
}

/// The unit or faculty that the form names.
fn organisation(sop: &Sop, request: &Request) -> String {
    let field = sop
        .fields
        .iter()
        .find(|field| matches!(field.kind, FieldKind::Unit));
    field
        .and_then(|field| request.answers.get(&field.key))
        .cloned()
        .unwrap_or_default()
}

/// What a new mailbox is called: its unit, unless it belongs to a journal or an event with a name of its own.
fn mailbox_name(sop: &Sop, request: &Request) -> String {
    let local = request
        .subject_address
        .split('@')
        .next()
        .unwrap_or_default()
        .to_owned();
    let unit = organisation(sop, request);
    if unit.is_empty() {
        local
    } else {
        format!("{unit} ({local})")
    }
}
