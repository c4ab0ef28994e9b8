//! The messages of the demo, and what could not be sent.

use super::{
    Channel, Outgoing, State,
    model::{self, Piece},
    store::panel::{self as store, Line},
};
use crate::{
    Answer, App, Error,
    web::{
        Page, Visitor, format,
        page::{Nav, html, redirect},
        visitor::with_flash,
    },
};
use askama::Template;
use axum::extract::{Path, Query, State as Shared};
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

/// A number as people write it, an address as it is.
fn shown_recipient(recipient: &str) -> String {
    if recipient.contains('@') {
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
    let mut recipients: Vec<String> = Vec::new();
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
        mails,
    })
}

/// Which messages of the outbox, and from where on.
#[derive(Deserialize)]
pub struct Part {
    #[serde(default)]
    keadaan: String,
    setelah: Option<i64>,
}

const LINES: usize = 50;

#[derive(Template)]
#[template(path = "notify/index.html")]
struct Index {
    page: Page,
    state: State,
    lines: Vec<Line>,
    /// Where the next page begins.
    next: Option<i64>,
    is_first: bool,
    /// Channels that nothing can be sent on.
    missing: Vec<Channel>,
}

impl Index {
    fn is_failed(&self) -> bool {
        self.state == State::Failed
    }

    fn reason(&self, line: &Line) -> String {
        if !self.is_failed() && self.missing.contains(&line.channel) {
            return self.page.t("notify-no-channel").into_owned();
        }
        match line.error.as_str() {
            "" => self.page.t("notify-waits").into_owned(),
            // Our own reasons are keys; a gateway's words stay as they are.
            error => self.page.t(error).into_owned(),
        }
    }

    /// What cannot leave, in sentences.
    fn warnings(&self) -> Vec<std::borrow::Cow<'static, str>> {
        let sentence = |channel: &Channel| match channel {
            Channel::WhatsApp => self.page.t("notify-missing-whatsapp"),
            Channel::Email => self.page.t("notify-missing-email"),
        };
        self.missing.iter().map(sentence).collect()
    }

    fn channel_word(&self, line: &Line) -> String {
        let key = match line.channel {
            Channel::WhatsApp => "notify-channel-whatsapp",
            Channel::Email => "notify-channel-email",
        };
        self.page.t(key).into_owned()
    }

    fn attempts(&self, line: &Line) -> String {
        let limit = ("limit", jobs::ATTEMPTS);
        self.page.t2("notify-of", ("count", line.attempts), limit)
    }

    fn written(&self, line: &Line) -> String {
        self.page.moment(line.created_at)
    }

    fn retry(&self, line: &Line) -> Option<String> {
        let when = self.page.moment(line.retry_at?);
        Some(self.page.t1("notify-retry-at", "when", when))
    }
}

/// `/panel/pesan`: what could not be sent, and what waits.
pub async fn index(Shared(app): Shared<App>, visitor: Visitor, Query(part): Query<Part>) -> Answer {
    visitor.person()?.super_admin()?;
    let state = match part.keadaan.as_str() {
        "menunggu" => State::Queued,
        _ => State::Failed,
    };
    let below = part.setelah.unwrap_or(i64::MAX);
    let mut lines = app
        .db()
        .read(move |tx| store::list(tx, state, below, LINES as i64 + 1))
        .await
        .map_err(Error::from)?;
    let more = lines.len() > LINES;
    lines.truncate(LINES);
    let missing = Channel::ALL
        .into_iter()
        .filter(|channel| !app.gateways().has(*channel));
    html(&Index {
        page: Page::new(&app, &visitor, Nav::Panel),
        state,
        next: lines.last().filter(|_| more).map(|line| line.id),
        lines,
        is_first: part.setelah.is_none(),
        missing: missing.collect(),
    })
}

/// `POST /panel/pesan/{id}/pengiriman`: once more.
pub async fn update(Shared(app): Shared<App>, visitor: Visitor, Path(id): Path<String>) -> Answer {
    let by = visitor.person()?.super_admin()?;
    let write_app = app.clone();
    app.db()
        .write(move |tx| super::send_again(tx, &write_app, &by, &id))
        .await?;
    let back = redirect(visitor.lang, "/panel/pesan");
    Ok(with_flash(back, "flash-notify-again", ""))
}

/// `POST /panel/pesan/pengiriman`: all that failed, once more.
pub async fn update_all(Shared(app): Shared<App>, visitor: Visitor) -> Answer {
    let by = visitor.person()?.super_admin()?;
    let write_app = app.clone();
    let count = app
        .db()
        .write(move |tx| super::send_all_again(tx, &write_app, &by))
        .await?;
    let back = redirect(visitor.lang, "/panel/pesan");
    Ok(with_flash(
        back,
        "flash-notify-all-again",
        &count.to_string(),
    ))
}
