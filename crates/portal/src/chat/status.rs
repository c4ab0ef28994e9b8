//! How a request stands: to who has proven to be its applicant, and to nobody else.

use super::{
    answer::Talk,
    model::{Awaiting, Choice, Reply, Ticket},
    who,
};
use crate::{
    Error,
    clock::Millis,
    requests::{Code, Request, Status},
};
use db::Tx;

/// Answers how a request stands.
pub(super) fn status(
    tx: &mut Tx<'_>,
    talk: &mut Talk,
    ticket: &Ticket,
) -> Result<Vec<Reply>, Error> {
    if *ticket == Ticket::Mistyped {
        talk.memory().awaiting = Some(Awaiting::Status);
        return Ok(vec![Reply::with(
            talk.t("chat-code-wrong"),
            vec![talk.button("person", "")],
        )]);
    }
    if talk.known.is_empty() {
        return Ok(vec![prove(talk, ticket)]);
    }
    if let Ticket::Coded(code) = ticket {
        let found = who::request(tx, &talk.known, code)?;
        return Ok(vec![match found {
            Some(request) => one(talk, &request)?,
            None => not_yours(talk, code),
        }]);
    }
    let found = who::requests(tx, &talk.known)?;
    if let [request] = found.as_slice() {
        return Ok(vec![one(talk, request)?]);
    }
    if found.is_empty() {
        return Ok(vec![Reply::with(talk.t("chat-no-requests"), talk.usual())]);
    }
    let choices = found
        .iter()
        .map(|request| Choice::Status(request.code.as_str().to_owned()));
    talk.memory().choices = choices.collect();
    talk.memory().awaiting = Some(Awaiting::Status);
    let list = listed(talk, &found)?;
    let text = format!(
        "{}\n\n{list}\n\n{}",
        talk.t("chat-which-request"),
        talk.t("chat-choose")
    );
    Ok(vec![Reply::new(text)])
}

/// The lines of a list of requests.
pub(super) fn listed(talk: &Talk, found: &[Request]) -> Result<String, Error> {
    let line = |request: &Request| {
        let sop = talk.catalog.revision(request.revision_id)?;
        let (word, title) = (
            talk.t(&request.state.status.word()),
            sop.title.get(talk.lang()),
        );
        Ok(format!("{} · {word} · {title}", request.code))
    };
    let lines = found.iter().map(line).collect::<Result<Vec<_>, Error>>()?;
    Ok(Talk::numbered(lines))
}

/// How one proves to be its applicant. The answer is the same whether there is such a request or not: nothing is looked up.
pub(super) fn prove(talk: &Talk, ticket: &Ticket) -> Reply {
    let path = match ticket {
        Ticket::Coded(code) => format!("/masuk?lanjut=/tiket/{code}"),
        Ticket::Unnamed | Ticket::Mistyped => "/masuk?lanjut=/riwayat".to_owned(),
    };
    let (url, number) = (talk.url(&path), talk.url("/akun-saya/kontak/whatsapp"));
    let key = if talk.whatsapp {
        "chat-prove-number"
    } else {
        "chat-prove"
    };
    let text = talk.t_with(key, &[("url", url.into()), ("number", number.into())]);
    Reply::with(text, vec![talk.button("person", "")])
}

/// The same for a request of somebody else and for a code that is nobody's.
pub(super) fn not_yours(talk: &Talk, code: &Code) -> Reply {
    let text = talk.t_with("chat-not-yours", &[("code", code.to_string().into())]);
    Reply::with(
        text,
        vec![talk.button("status", ""), talk.button("person", "")],
    )
}

fn one(talk: &mut Talk, request: &Request) -> Result<Reply, Error> {
    let sop = talk.catalog.revision(request.revision_id)?.clone();
    talk.memory().service = Some(sop.id);
    let head = talk.t_with(
        "chat-status",
        &[
            ("code", request.code.to_string().into()),
            ("status", talk.t(&request.state.status.word()).into()),
            (
                "service",
                format!("{} {}", sop.id, sop.title.get(talk.lang())).into(),
            ),
        ],
    );
    let mut buttons = Vec::new();
    if matches!(request.state.status, Status::Completed | Status::Closed) {
        buttons.push(talk.button("link", &request.code));
    }
    buttons.push(talk.button("person", ""));
    let url = format!("{}/t/{}", talk.app.config().base_url, request.code);
    let text = format!("{head}\n{}\n\n{url}", next(talk, request));
    Ok(Reply::with(text, buttons))
}

/// What comes next, and by when.
fn next(talk: &Talk, request: &Request) -> String {
    let due = |at: Millis| talk.t_with("chat-status-open", &[("due", talk.moment(at).into())]);
    match request.state.status {
        Status::Submitted | Status::Verified | Status::Disposed | Status::Processing => {
            due(request.due_at)
        }
        Status::Returned => talk.t("chat-status-returned"),
        Status::Completed | Status::Closed => talk.t("chat-status-done"),
        Status::Rejected | Status::Failed => talk.t("chat-status-refused"),
        Status::Cancelled => talk.t("chat-status-cancelled"),
    }
}
