//! What people write on WhatsApp finds whoever answers: a tapped decision the desk, a reason that is awaited its request,
//! everything else the conversation.

use super::{Heard, Peer, Reply, hear};
use crate::{
    App, Error, accounts,
    accounts::Order,
    chores::Chore,
    notify::{self, Contact, Message, Topic, whatsapp},
    requests::remote,
};
use ::jobs::Runner;
use db::Tx;
use sop::Lang;

/// Also answers what people write on WhatsApp.
pub fn answering(app: &App, runner: Runner) -> Runner {
    runner.with(Chore {
        app: app.clone(),
        kind: whatsapp::INCOMING,
        work: answer,
    })
}

/// Answers once: what is said carries the identifier of the message that it answers.
fn answer(tx: &mut Tx<'_>, app: &App, payload: &str) -> Result<(), Error> {
    let heard = &whatsapp::heard(tx, payload)?;
    // Whoever has no number that we see cannot be known, nor answered by number.
    let Some(number) = heard.number.clone().or_else(|| heard.user_id.clone()) else {
        return Ok(());
    };
    if let Some(reply) = decided(tx, app, heard)? {
        let lang = language(tx, &number)?;
        return send_one(
            tx,
            app,
            heard,
            (&number, lang),
            (0, reply.text, reply.buttons, reply.link_id),
        );
    }
    let from = Heard {
        from: Peer::Number(number.clone()),
        text: heard.text.clone(),
        payload: Some(heard.payload.clone()).filter(|payload| !payload.is_empty()),
        message_id: heard.message_id.clone(),
        lang: None,
        at: heard.at,
    };
    let replies = hear(tx, app, &from)?;
    let lang = language(tx, &number)?;
    send(tx, app, heard, (&number, lang), &replies)
}

/// What an officer decided or gave as a reason.
fn decided(
    tx: &mut Tx<'_>,
    app: &App,
    heard: &whatsapp::Heard,
) -> Result<Option<remote::Reply>, Error> {
    let Some(number) = heard.number.clone() else {
        return Ok(None);
    };
    let message_id = heard.message_id.clone();
    if heard.payload.starts_with(remote::PREFIX) {
        let tap = remote::Tap {
            number,
            payload: heard.payload.clone(),
            message_id,
            at: heard.at,
        };
        return remote::tapped(tx, app, &tap).map(Some);
    }
    let said = remote::Said {
        number,
        text: heard.text.clone(),
        message_id,
        at: heard.at,
    };
    remote::said(tx, app, &said)
}

fn language(tx: &mut Tx<'_>, number: &str) -> Result<Lang, Error> {
    let known = accounts::by_proven_number(tx, number)?;
    Ok(known.first().map_or(Lang::Id, |account| account.lang))
}

fn send(
    tx: &mut Tx<'_>,
    app: &App,
    heard: &whatsapp::Heard,
    to: (&str, Lang),
    replies: &[Reply],
) -> Result<(), Error> {
    for (index, reply) in replies.iter().enumerate() {
        let said = (index, reply.text.clone(), reply.buttons.clone(), None);
        send_one(tx, app, heard, to, said)?;
    }
    Ok(())
}

fn send_one(
    tx: &mut Tx<'_>,
    app: &App,
    heard: &whatsapp::Heard,
    (number, lang): (&str, Lang),
    (index, body, buttons, link_id): (usize, String, Vec<notify::Button>, Option<i64>),
) -> Result<(), Error> {
    if body.is_empty() {
        return Ok(());
    }
    let catalog = app.catalog();
    let message = Message {
        origin: format!("answer:{}:{index}", heard.message_id),
        request_id: None,
        unit_id: catalog.campus().units.first().map_or(0, |unit| unit.id),
        subject: String::new(),
        body,
        link_id,
        topic: Topic::Chat,
        buttons,
    };
    let to = Contact {
        name: heard.name.clone(),
        whatsapp: Some(number.to_owned()),
        email: None,
        lang,
        order: Order::Both,
    };
    notify::tell(tx, app, &to, &message)
}
