//! The messages of the demo; what could not be sent is in [`panel`].

pub mod costs;
pub mod letter;
pub mod panel;
pub mod telephones;

use self::telephones::Telephone;
use super::{
    Channel, Outgoing,
    model::{self, Piece},
};
use crate::{
    Answer, App, Error,
    web::{
        Page, Visitor, format,
        page::{Nav, html},
    },
};
use askama::Template;
use axum::extract::{Query, State as Shared};
use serde::Deserialize;

/// How many messages of a channel are shown while nobody is chosen.
const NEWEST: usize = 20;

/// Which messages of the demo.
#[derive(Deserialize)]
pub struct Filter {
    #[serde(default)]
    kepada: String,
}

#[derive(Template)]
#[template(path = "notify/shown.html")]
struct ShownPage {
    page: Page,
    recipients: Vec<String>,
    chosen: String,
    /// Whether there are more messages than are shown.
    is_cut: bool,
    chats: Vec<Chat>,
    /// In their place, where messages go to telephones.
    telephones: Option<Vec<Telephone>>,
    mails: Vec<Outgoing>,
}

/// What one number received, the newest first.
struct Chat {
    number: String,
    name: String,
    messages: Vec<Outgoing>,
}

impl ShownPage {
    fn datetime(&self, message: &Outgoing) -> String {
        self.page.zoned(message.at).strftime("%FT%R%:z").to_string()
    }

    fn moment(&self, message: &Outgoing) -> String {
        self.page.moment(message.at)
    }

    fn to(&self, message: &Outgoing) -> String {
        let who = ("who", message.recipient.as_str());
        self.page
            .t2("notify-to", who, ("when", self.moment(message)))
    }
}

fn pieces(message: &Outgoing) -> Vec<Piece> {
    model::pieces(&message.text, message.channel)
}

fn dashed(ticket: Option<&String>) -> String {
    ticket.map_or_else(String::new, |code| model::dashed(code))
}

/// A number as people write it; an address, or the name of somebody who shows no number, as it is.
fn shown_recipient(recipient: &str) -> String {
    if recipient.contains(['@', '.']) {
        recipient.to_owned()
    } else {
        format::phone(recipient)
    }
}

/// `/dev/pesan`: what the demo would have sent.
pub async fn shown(
    Shared(app): Shared<App>,
    visitor: Visitor,
    Query(filter): Query<Filter>,
) -> Answer {
    let all = app.gateways().shown().ok_or(Error::NotFound)?.all();
    let (mut recipients, telephones) = telephones::all(&app, &filter.kepada);
    for message in &all {
        if !recipients.contains(&message.recipient) {
            recipients.push(message.recipient.clone());
        }
    }
    let wanted =
        |message: &Outgoing| filter.kepada.is_empty() || message.recipient == filter.kepada;
    let (mut chats, mut mails): (Vec<Chat>, Vec<_>) = (Vec::new(), Vec::new());
    let everybody = filter.kepada.is_empty();
    let mut shown = (0, 0);
    for message in all.into_iter().filter(wanted) {
        let count = match message.channel {
            Channel::Email => &mut shown.0,
            Channel::WhatsApp => &mut shown.1,
        };
        *count += 1;
        if everybody && *count > NEWEST {
            continue;
        }
        if message.channel == Channel::Email {
            mails.push(message);
            continue;
        }
        match chats
            .iter_mut()
            .find(|chat| chat.number == message.recipient)
        {
            Some(chat) => chat.messages.push(message),
            None => chats.push(Chat {
                number: message.recipient.clone(),
                name: message.name.clone(),
                messages: vec![message],
            }),
        }
    }
    html(&ShownPage {
        page: Page::new(&app, &visitor, Nav::Elsewhere),
        recipients,
        is_cut: everybody && shown.0.max(shown.1) > NEWEST,
        chosen: filter.kepada,
        chats,
        telephones,
        mails,
    })
}
