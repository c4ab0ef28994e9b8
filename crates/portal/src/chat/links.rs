//! The single-use link of a request, once more: it goes where it went before, and never into the conversation.

use super::{
    answer::Talk,
    model::{Awaiting, Choice, Reply, Ticket},
    status::{listed, not_yours, prove},
    who,
};
use crate::{
    Error,
    clock::DAY,
    credentials::{self, Limit},
    notify::{Channel, Contact, masked},
    requests::{self, Again, Request, Status},
};
use db::Tx;

/// How often a link is sent once more.
const AGAIN: Limit = Limit {
    attempts: 3,
    window: DAY,
};

/// Sends the link of a request once more.
pub(super) fn again(
    tx: &mut Tx<'_>,
    talk: &mut Talk,
    ticket: &Ticket,
) -> Result<Vec<Reply>, Error> {
    if *ticket == Ticket::Mistyped {
        talk.memory().awaiting = Some(Awaiting::Link);
        return Ok(vec![Reply::with(
            talk.t("chat-code-wrong"),
            vec![talk.button("person", "")],
        )]);
    }
    if talk.known.is_empty() {
        let reply = prove(talk, ticket);
        let own = talk.t_with(
            "chat-link-forgotten",
            &[("url", talk.url("/lupa-sandi").into())],
        );
        return Ok(vec![Reply::with(
            format!("{}\n\n{own}", reply.text),
            reply.buttons,
        )]);
    }
    if let Ticket::Coded(code) = ticket {
        return match who::request(tx, &talk.known, code)? {
            Some(request) => Ok(vec![send(tx, talk, &request)?]),
            None => Ok(vec![not_yours(talk, code)]),
        };
    }
    let mut found = who::requests(tx, &talk.known)?;
    found.retain(|request| {
        let is_done = matches!(request.state.status, Status::Completed | Status::Closed);
        is_done && request.can_reopen(talk.at)
    });
    match found.as_slice() {
        [] => Ok(vec![nothing(talk, "chat-link-none")]),
        [request] => Ok(vec![send(tx, talk, request)?]),
        several => {
            let list = listed(talk, several)?;
            let choices = several
                .iter()
                .map(|request| Choice::Link(request.code.as_str().to_owned()));
            talk.conversation.memory.choices = choices.collect();
            talk.memory().awaiting = Some(Awaiting::Link);
            let text = format!(
                "{}\n\n{list}\n\n{}",
                talk.t("chat-which-link"),
                talk.t("chat-choose")
            );
            Ok(vec![Reply::new(text)])
        }
    }
}

fn send(tx: &mut Tx<'_>, talk: &Talk, request: &Request) -> Result<Reply, Error> {
    match credentials::throttle(tx, "talk-link", request.code.as_str(), AGAIN, talk.at) {
        Ok(()) => (),
        Err(Error::TooMany(_)) => return Ok(nothing(talk, "chat-link-often")),
        Err(other) => return Err(other),
    }
    Ok(match requests::link_again(tx, &talk.app, request)? {
        Again::Sent(to) if !to.is_empty() => {
            let to: Vec<String> = to.iter().flat_map(ways).collect();
            let code = request.code.to_string();
            let values = [("code", code.into()), ("to", to.join(", ").into())];
            Reply::new(talk.t_with("chat-link-sent", &values))
        }
        Again::TooLate => nothing(talk, "chat-link-late"),
        Again::Sent(_) | Again::Nothing => nothing(talk, "chat-link-none"),
    })
}

/// Where it went, recognisable to who knows it.
fn ways(to: &Contact) -> Vec<String> {
    let number = to
        .whatsapp
        .as_deref()
        .map(|number| masked(Channel::WhatsApp, number));
    let address = to
        .email
        .as_deref()
        .map(|address| masked(Channel::Email, address));
    number.into_iter().chain(address).collect()
}

fn nothing(talk: &Talk, key: &str) -> Reply {
    let own = talk.t_with(
        "chat-link-forgotten",
        &[("url", talk.url("/lupa-sandi").into())],
    );
    let text = format!("{}\n\n{own}", talk.t(key));
    Reply::with(
        text,
        vec![talk.button("status", ""), talk.button("person", "")],
    )
}
