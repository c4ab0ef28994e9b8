//! The super admin's list: what could not be sent, what waits, what has left, and how the channels are.

use super::dashed;
use crate::{
    Answer, App, Error,
    notify::{
        self, Channel, Health, State,
        store::{
            channels,
            panel::{self as store, Line},
        },
    },
    web::{
        Page, Visitor,
        page::{Nav, html, redirect},
        visitor::with_flash,
    },
};
use askama::Template;
use axum::extract::{Path, Query, State as Shared};
use serde::Deserialize;

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
    /// Channels that are out of order.
    broken: Vec<(Channel, Health)>,
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

    fn since(&self, (channel, health): &(Channel, Health)) -> String {
        let name = self.page.t(&format!("notify-channel-{}", channel.key()));
        let since = health.broken_since.unwrap_or_default();
        let when = ("when", self.page.moment(since));
        self.page
            .t2("notify-broken", ("channel", name.into_owned()), when)
    }

    fn next_try(&self, (_, health): &(Channel, Health)) -> String {
        let when = self.page.moment(health.try_at.unwrap_or_default());
        self.page.t1("notify-broken-next", "when", when)
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
    let (mut lines, broken) = app
        .db()
        .read(move |tx| {
            let lines = store::list(tx, state, below, LINES as i64 + 1)?;
            Ok::<_, Error>((lines, broken(tx)?))
        })
        .await?;
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
        broken,
    })
}

fn broken(tx: &mut db::Tx<'_>) -> Result<Vec<(Channel, Health)>, db::Error> {
    let mut found = Vec::new();
    for channel in Channel::ALL {
        let health = channels::health(tx, channel)?;
        if health.try_at.is_some() {
            found.push((channel, health));
        }
    }
    Ok(found)
}

/// `POST /panel/pesan/saluran/{channel}`: it is repaired, the next message may try.
pub async fn try_channel(
    Shared(app): Shared<App>,
    visitor: Visitor,
    Path(channel): Path<String>,
) -> Answer {
    let by = visitor.person()?.super_admin()?;
    let channel: Channel = channel.parse().map_err(|()| Error::NotFound)?;
    let write_app = app.clone();
    app.db()
        .write(move |tx| notify::try_now(tx, &write_app, &by, channel))
        .await?;
    let back = redirect(visitor.lang, "/panel/pesan?keadaan=menunggu");
    Ok(with_flash(back, "flash-notify-try", ""))
}

/// `POST /panel/pesan/{id}/pengiriman`: once more.
pub async fn update(Shared(app): Shared<App>, visitor: Visitor, Path(id): Path<String>) -> Answer {
    let by = visitor.person()?.super_admin()?;
    let write_app = app.clone();
    app.db()
        .write(move |tx| notify::send_again(tx, &write_app, &by, &id))
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
        .write(move |tx| notify::send_all_again(tx, &write_app, &by))
        .await?;
    let back = redirect(visitor.lang, "/panel/pesan");
    Ok(with_flash(
        back,
        "flash-notify-all-again",
        &count.to_string(),
    ))
}
