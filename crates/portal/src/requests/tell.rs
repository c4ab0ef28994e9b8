//! What is told about an event, and to whom.

use super::{
    Request, Status,
    model::{Event, Happening, Kind, misfits},
    opening,
};
use crate::{
    App, Error,
    accounts::{self, Lifted, Order},
    notify::{self, Contact, Message, Topic},
    web::{
        format,
        text::{t, t_with},
    },
};
use db::Tx;
use sop::{FieldKind, Lang, Moment, Notice, Recipient, Sop};

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
    let restricted = accounts::restricted_since(tx, request.applicant_id)?.is_some();
    let opening = opening::of(tx, request, event)?;
    let not_yet = opening.is_some_and(|opening| opening.lifted == Lifted::WithNewPassword);
    // What the declaration says of a finished request is not true yet.
    let moment = moment_of(event, request.state.status).filter(|_| !not_yet);
    let mut body = body(app, sop, request, event, (to.lang, restricted, moment));
    if let Some(opening) = opening {
        body = format!("{}\n\n{body}", opening::result(opening, to.lang));
    }
    let origin = format!("event:{}:{}", request.id, request.state.last_seq);
    let message = status(request, format!("{origin}:applicant"), (to.lang, body));
    notify::tell(tx, app, &to, &message)?;
    // Each has an origin of its own, or the second of two would pass for the first told again.
    for (index, notice) in notices(sop, moment, Recipient::Pic).enumerate() {
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

/// What the declaration adds at a moment, for somebody.
fn notices(sop: &Sop, on: Option<Moment>, to: Recipient) -> impl Iterator<Item = &Notice> {
    let wanted = move |notice: &&Notice| Some(notice.on) == on && notice.to == to;
    sop.notices.iter().filter(wanted)
}

fn words(app: &App, sop: &Sop, request: &Request, notice: &Notice, lang: Lang) -> String {
    let catalog = app.catalog();
    sop::project::fill(&notice.text, sop, catalog.campus(), lang, &request.answers)
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
    let body = words(app, sop, request, notice, to.lang);
    notify::tell(
        tx,
        app,
        &to,
        &status(request, origin.to_owned(), (to.lang, body)),
    )
}

/// What the person in charge is told at some moment of a request.
pub(super) fn to_pic(app: &App, sop: &Sop, request: &Request, lang: Lang) -> Vec<Message> {
    let all = sop.notices.iter();
    let theirs = all.filter(|notice| notice.to == Recipient::Pic);
    theirs
        .map(|notice| {
            let body = words(app, sop, request, notice, lang);
            status(request, String::new(), (lang, body))
        })
        .collect()
}

/// A message about how a request stands.
pub(super) fn status(request: &Request, origin: String, (lang, body): (Lang, String)) -> Message {
    Message {
        origin,
        request_id: Some(request.id),
        unit_id: request.unit_id,
        subject: subject(request, lang),
        body,
        link_id: None,
        topic: Topic::Status,
        buttons: Vec::new(),
    }
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
        order: account.order,
    })
}

/// The person in charge that the form names.
pub(super) fn pic(tx: &mut Tx<'_>, sop: &Sop, request: &Request) -> Result<Option<Contact>, Error> {
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
    let account = accounts::find(tx, &email)?;
    let (lang, order) = account.map_or((Lang::Id, Order::Both), |account| {
        (account.lang, account.order)
    });
    Ok(Some(Contact {
        name,
        whatsapp: Some(whatsapp),
        email: Some(email),
        lang,
        order,
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

pub(super) fn subject(request: &Request, lang: Lang) -> String {
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

/// The same, with what the declaration says at this moment.
pub(super) fn whole(
    app: &App,
    sop: &Sop,
    request: &Request,
    event: &Event,
    (lang, restricted): (Lang, bool),
) -> String {
    let moment = moment_of(event, request.state.status);
    body(app, sop, request, event, (lang, restricted, moment))
}

/// Service, what its declaration adds, reasons, what comes next, one link; the subject above it says the state.
fn body(
    app: &App,
    sop: &Sop,
    request: &Request,
    event: &Event,
    (lang, restricted, moment): (Lang, bool, Option<Moment>),
) -> String {
    let mut parts = vec![format!("{} {}", sop.id, sop.title.get(lang))];
    let notices = notices(sop, moment, Recipient::Applicant);
    parts.extend(notices.map(|notice| words(app, sop, request, notice, lang)));
    let reasons = reasons(sop, event, lang);
    if !reasons.is_empty() {
        parts.push(reasons.join("\n"));
    }
    parts.push(next(app, request, event, (lang, restricted)));
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
fn next(app: &App, request: &Request, event: &Event, (lang, restricted): (Lang, bool)) -> String {
    let zone = app.catalog().zone().clone();
    let due = format::full_moment(&format::zoned(request.due_at, &zone), lang);
    match request.state.status {
        Status::Submitted | Status::Verified | Status::Disposed | Status::Processing => {
            t_with(lang, "message-next-open", &[("due", due.into())])
        }
        Status::Closed if event.happening.kind() == Kind::Completed => {
            t(lang, "message-next-done-again").into_owned()
        }
        // Whose data may be processed only as far as needed is not asked to fill a survey in.
        Status::Completed if restricted => t(lang, "message-next-done-only").into_owned(),
        other => t(lang, &format!("message-next-{}", other.key())).into_owned(),
    }
}
