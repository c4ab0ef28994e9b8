//! Delivers messages: builds the text at that moment, so that a secret link is in no table, and hands it to the gateway.

use super::{
    Channel, Gateway, LINK, Outgoing, SendError, State, code,
    model::{self, Letter},
    store::{self, Waiting},
};
use crate::{
    App, Error, accounts,
    web::text::{self, Value},
};
use ::jobs::{Failure, Future, Handler, Job, NEVER_ENDED, Verdict};
use std::sync::Arc;

/// Delivers on one channel.
pub(super) struct Deliver {
    pub(super) app: App,
    pub(super) gateway: Arc<dyn Gateway>,
}

impl Handler for Deliver {
    fn kind(&self) -> &'static str {
        self.gateway.channel().job()
    }

    fn run<'a>(&'a self, job: &'a Job) -> Future<'a> {
        Box::pin(self.deliver(message_id(job)))
    }

    fn settle(&self, tx: &mut db::Tx<'_>, job: &Job, verdict: &Verdict) -> Result<(), db::Error> {
        let now = self.app.now();
        let (state, error, retry_at, sent_at) = match verdict {
            Verdict::Done => (State::Sent, "", None, Some(now)),
            Verdict::Again { at, why } => (State::Queued, why.as_str(), Some(*at), None),
            Verdict::Dead { why } if why == NEVER_ENDED => {
                (State::Failed, "notify-never-ended", None, None)
            }
            Verdict::Dead { why } => (State::Failed, why.as_str(), None, None),
        };
        store::settle(
            tx,
            job,
            message_id(job),
            (state, error),
            (retry_at, sent_at),
        )
    }
}

/// What `notify::tell` wrote into the job.
fn message_id(job: &Job) -> i64 {
    job.payload.parse().unwrap_or_default()
}

impl Deliver {
    async fn deliver(&self, id: i64) -> Result<(), Failure> {
        let found = self.app.db().read(move |tx| store::waiting(tx, id)).await;
        let Some(message) = found.map_err(|error| failure(error.into()))? else {
            return Ok(());
        };
        let url = self.fresh_link(message.link_id).await.map_err(failure)?;
        let outgoing = outgoing(&self.app, message, url.as_deref());
        let gateway = Arc::clone(&self.gateway);
        let sent = tokio::task::spawn_blocking(move || gateway.send(&outgoing)).await;
        match sent {
            Ok(Ok(())) => Ok(()),
            Ok(Err(SendError::Retry(why))) => Err(Failure::Retry(why)),
            Ok(Err(SendError::Permanent(why))) => Err(Failure::Permanent(why)),
            Err(panic) => Err(Failure::Retry(panic.to_string())),
        }
    }

    /// The address of a single-use link with a token that nobody has seen before.
    async fn fresh_link(&self, link_id: Option<i64>) -> Result<Option<String>, Error> {
        let Some(link_id) = link_id else {
            return Ok(None);
        };
        let app = self.app.clone();
        let write = move |tx: &mut db::Tx<'_>| accounts::issue_token(tx, &app, link_id);
        self.app.db().write(write).await.map(Some)
    }
}

/// A link that is used up or expired stays so; anything else may pass.
fn failure(error: Error) -> Failure {
    match error {
        Error::NotFound => Failure::Permanent("notify-link-gone".into()),
        Error::Refused(key) => Failure::Permanent(key.into()),
        other => Failure::Retry(other.to_string()),
    }
}

fn outgoing(app: &App, message: Waiting, url: Option<&str>) -> Outgoing {
    let (catalog, lang) = (app.catalog(), message.lang);
    let campus = catalog.campus();
    let unit = catalog.unit(message.unit_id).unwrap_or(&campus.units[0]);
    let body = code::fill(app, &message.origin, &message.body);
    let body = match url {
        Some(url) => body.replace(LINK, url),
        None => body,
    };
    let name = Value::from(&message.name);
    let letter = Letter {
        salutation: &text::t_with(lang, "notify-dear", &[("name", name)]),
        subject: &message.subject,
        body: &body,
        promise: &text::t(lang, "notify-promise"),
        sender: match message.channel {
            Channel::WhatsApp => &unit.short,
            Channel::Email => unit.name.get(lang),
        },
    };
    Outgoing {
        text: model::compose(message.channel, &letter),
        id: message.public_id,
        channel: message.channel,
        recipient: message.recipient,
        name: message.name,
        lang,
        sender: format!("Loket {}", campus.short),
        reply_to: unit.email.clone(),
        subject: message.subject,
        ticket: message.ticket,
        at: app.now(),
    }
}
