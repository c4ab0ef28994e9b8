//! What follows from an event outside of the request: messages, and the effect on the account.

use super::{
    Request, Status,
    model::{Event, Happening, Kind, Officer, misfits},
    opening,
};
use crate::{
    App, Error,
    accounts::{self, Effect, Handled, Lifted},
    notify::{self, Contact, Message},
    web::{
        format,
        text::{t, t_with},
    },
};
use db::Tx;
use sop::{Action, FieldKind, Lang, Moment, Notice, Recipient, Sop};

/// Tells the applicant, and whom else the declaration names, what happened.
///
/// # Errors
/// As the database says.
pub(super) fn announce(
    tx: &mut Tx<'_>,
    app: &App,
    sop: &Sop,
    request: &Request,
    event: &Event,
) -> Result<(), Error> {
    let to = applicant(tx, sop, request)?;
    let opening = opening::of(tx, request, event)?;
    let mut body = body(app, sop, request, event, to.lang);
    if let Some(opening) = opening {
        body = format!("{}\n\n{body}", opening::result(opening, to.lang));
    }
    let origin = format!("event:{}:{}", request.id, request.state.last_seq);
    let message = Message {
        origin: format!("{origin}:applicant"),
        request_id: Some(request.id),
        unit_id: request.unit_id,
        subject: subject(request, to.lang),
        body,
        link_id: None,
    };
    notify::tell(tx, app, &to, &message)?;
    let Some(moment) = moment_of(event, request.state.status) else {
        return Ok(());
    };
    if opening.is_some_and(|opening| opening.lifted == Lifted::WithNewPassword) {
        // What the declaration says of a finished request is not true yet.
        return Ok(());
    }
    let wanted = |notice: &&Notice| notice.on == moment && notice.to == Recipient::Pic;
    // Each has an origin of its own, or the second of two would pass for the first told again.
    for (index, notice) in sop.notices.iter().filter(wanted).enumerate() {
        tell_pic(
            tx,
            app,
            sop,
            request,
            notice,
            &format!("{origin}:pic:{index}"),
        )?;
    }
    Ok(())
}

/// Words that the declaration adds for the person in charge.
fn tell_pic(
    tx: &mut Tx<'_>,
    app: &App,
    sop: &Sop,
    request: &Request,
    notice: &Notice,
    origin: &str,
) -> Result<(), Error> {
    let Some(to) = pic(tx, sop, request)? else {
        return Ok(());
    };
    let words = sop::project::fill(
        &notice.text,
        sop,
        app.catalog().campus(),
        to.lang,
        &request.answers,
    );
    let message = Message {
        origin: origin.to_owned(),
        request_id: Some(request.id),
        unit_id: request.unit_id,
        subject: subject(request, to.lang),
        body: words,
        link_id: None,
    };
    notify::tell(tx, app, &to, &message)
}

/// The applicant, at the number that the letter gives, else the account's own.
fn applicant(tx: &mut Tx<'_>, sop: &Sop, request: &Request) -> Result<Contact, Error> {
    let account = accounts::get(tx, request.applicant_id)?;
    let given = sop
        .fields
        .iter()
        .find(|field| matches!(field.kind, FieldKind::WhatsApp));
    let given = given
        .and_then(|field| request.answers.get(&field.key))
        .filter(|number| !number.is_empty())
        .cloned();
    Ok(Contact {
        name: request.applicant_name.clone(),
        whatsapp: given.or(account.whatsapp),
        email: Some(account.address),
        lang: account.lang,
    })
}

/// The person in charge that the form names.
fn pic(tx: &mut Tx<'_>, sop: &Sop, request: &Request) -> Result<Option<Contact>, Error> {
    let Some(field) = sop
        .fields
        .iter()
        .find(|field| matches!(field.kind, FieldKind::PersonInCharge))
    else {
        return Ok(None);
    };
    let answer = |part: &str| {
        request
            .answers
            .get(&format!("{}.{part}", field.key))
            .cloned()
            .unwrap_or_default()
    };
    let (name, email, whatsapp) = (answer("name"), answer("email"), answer("whatsapp"));
    let lang = accounts::find(tx, &email)?.map_or(Lang::Id, |account| account.lang);
    Ok(Some(Contact {
        name,
        whatsapp: Some(whatsapp),
        email: Some(email),
        lang,
    }))
}

/// The moment of the declaration that an event is, with the status it led to: of several steps that are carried out only
/// the last completes.
fn moment_of(event: &Event, status: Status) -> Option<Moment> {
    match &event.happening {
        Happening::Submitted { .. } | Happening::Resubmitted => Some(Moment::Submitted),
        Happening::Taken => Some(Moment::Started),
        Happening::Approved { .. } => Some(Moment::Verified),
        Happening::Returned { .. } => Some(Moment::Returned),
        Happening::Rejected { .. } => Some(Moment::Rejected),
        Happening::Disposed { .. } => Some(Moment::Assigned),
        Happening::Completed { .. } => (!status.is_open()).then_some(Moment::Completed),
        Happening::Failed { .. } => Some(Moment::Failed),
        Happening::Released
        | Happening::Recalled
        | Happening::Cancelled
        | Happening::Reopened
        | Happening::Rated
        | Happening::Noted
        | Happening::Messaged => None,
    }
}

fn subject(request: &Request, lang: Lang) -> String {
    let status = t(lang, &request.state.status.word()).into_owned();
    t_with(
        lang,
        "message-subject",
        &[
            ("code", request.code.to_string().into()),
            ("status", status.into()),
        ],
    )
}

/// Service, reasons, what comes next, one link; the subject above it says the state.
fn body(app: &App, sop: &Sop, request: &Request, event: &Event, lang: Lang) -> String {
    let mut parts = vec![format!("{} {}", sop.id, sop.title.get(lang))];
    let reasons = reasons(sop, event, lang);
    if !reasons.is_empty() {
        parts.push(reasons.join("\n"));
    }
    parts.push(next(app, request, event, lang));
    parts.push(format!("{}/t/{}", app.config().base_url, request.code));
    parts.join("\n\n")
}

/// What a verifier found, line by line, and the words of the officer.
pub(super) fn reasons(sop: &Sop, event: &Event, lang: Lang) -> Vec<String> {
    let mut found: Vec<_> = misfits(sop, event)
        .map(|(line, reason)| format!("– {} {reason}", line.get(lang)))
        .collect();
    if !event.note.is_empty() {
        found.push(event.note.clone());
    }
    found
}

/// What the applicant can expect or has to do.
fn next(app: &App, request: &Request, event: &Event, lang: Lang) -> String {
    let zone = app.catalog().zone().clone();
    let due = format::full_moment(&format::zoned(request.due_at, &zone), lang);
    match request.state.status {
        Status::Submitted | Status::Verified | Status::Disposed | Status::Processing => {
            t_with(lang, "message-next-open", &[("due", due.into())])
        }
        Status::Closed if event.happening.kind() == Kind::Completed => {
            t(lang, "message-next-done-again").into_owned()
        }
        other => t(lang, &format!("message-next-{}", other.key())).into_owned(),
    }
}

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
    let done = accounts::perform(tx, app, effect, request.id, executor)?;
    let Some(link_id) = done.link_id else {
        return Ok(());
    };
    let named = pic(tx, sop, request)?;
    let to = match action {
        Action::Unblock { .. } => opening::contacts(tx, done.account_id, named)?,
        Action::ChangePassword { .. }
        | Action::RequireSecondStep { .. }
        | Action::OpenApplication { .. }
        | Action::CreateMailbox { .. } => named.into_iter().collect(),
    };
    for (index, to) in to.iter().enumerate() {
        send_link(tx, app, (action, request), to, (link_id, index))?;
    }
    Ok(())
}

/// The link that an action needs, to who uses it.
fn send_link(
    tx: &mut Tx<'_>,
    app: &App,
    (action, request): (&Action, &Request),
    to: &Contact,
    (link_id, index): (i64, usize),
) -> Result<(), Error> {
    let address = ("address", request.subject_address.as_str().into());
    let code = ("code", request.code.to_string().into());
    let key = format!("message-link-{}", action.key());
    let words = t_with(to.lang, &key, &[address.clone(), code]);
    let message = Message {
        origin: format!("link:{link_id}:{index}"),
        request_id: Some(request.id),
        unit_id: request.unit_id,
        subject: t_with(to.lang, "message-link-subject", &[address]),
        body: format!("{words}\n\n{}", notify::LINK),
        link_id: Some(link_id),
    };
    notify::tell(tx, app, to, &message)
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
        Action::OpenApplication {
            account: key,
            application,
        } => Effect::OpenApplication {
            account_id: account(key)?,
            application: answer(application),
        },
        Action::CreateMailbox { address, pic } => Effect::CreateMailbox {
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
pub(super) fn organisation(sop: &Sop, request: &Request) -> String {
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
