//! Delivers messages: builds the text at that moment, so that a secret link is in no table, and hands it to the gateway.

use super::{
    Accepted, Channel, Gateway, LINK, Message, Outgoing, SendError, State, Topic, breaker, choice,
    code, email,
    model::{self, Letter},
    store::{self, Outcome, Waiting, delivery, message_id, people},
    whatsapp::WINDOW,
};
use crate::{
    App, Error, accounts,
    clock::{MINUTE, Millis},
    web::text::{self, Value},
};
use ::jobs::{Failure, Future, Handler, Job, NEVER_ENDED, Verdict};
use db::Tx;
use sop::Lang;
use std::sync::Arc;

/// So long is waited for word of a message whose answer was lost, before it is sent again.
const UNSURE: Millis = 5 * MINUTE;

/// Answers that would come too close to the end of the window go as templates.
const SPARE: Millis = MINUTE;

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
        Box::pin(self.deliver(job))
    }

    fn width(&self) -> usize {
        self.gateway.width()
    }

    fn admit(&self, tx: &mut Tx<'_>, now: i64) -> Result<bool, db::Error> {
        breaker::admit(tx, self.gateway.channel(), now)
    }

    fn settle(&self, tx: &mut Tx<'_>, job: &Job, verdict: &Verdict) -> Result<(), db::Error> {
        let (id, now) = (message_id(job), self.app.now());
        let mut outcome = Outcome {
            state: State::Queued,
            error: "",
            provider_id: "",
            retry_at: None,
            attempts: job.attempts,
            now,
        };
        match verdict {
            Verdict::Done(provider_id) => {
                outcome.state = State::Sent;
                outcome.provider_id = provider_id;
            }
            Verdict::Again {
                at,
                why,
                counts,
                broken_off,
            } => {
                if *broken_off {
                    store::set_unsure(tx, id, now)?;
                }
                outcome.error = why;
                outcome.retry_at = Some(*at);
                outcome.attempts -= i64::from(!counts);
            }
            Verdict::Dead { why } => {
                outcome.error = if why == NEVER_ENDED {
                    "notify-never-ended"
                } else {
                    why
                };
                outcome.state = match delivery::by_id(tx, id)? {
                    Some(found) => choice::after_failure(tx, &found, now)?,
                    None => State::Failed,
                };
            }
        }
        let is_settled = store::settle(tx, id, &outcome)?;
        match verdict {
            Verdict::Done(_) if is_settled => breaker::mend(tx, self.gateway.channel()),
            // Whoever was not handed over has not tried the channel, and whoever was refused alone need not keep it closed.
            _ => breaker::next(tx, self.gateway.channel()),
        }
    }
}

impl Deliver {
    async fn deliver(&self, job: &Job) -> Result<String, Failure> {
        let id = message_id(job);
        let found = self.app.db().read(move |tx| look_up(tx, id)).await;
        let Some((message, unreachable)) = found.map_err(|error| failure(error.into()))? else {
            return Ok(String::new());
        };
        if message.opted_out && !message.topic.was_asked_for() {
            return Err(Failure::Permanent("notify-opted-out".into()));
        }
        self.by_day(&message)?;
        if let Some(why) = unreachable {
            return Err(Failure::Permanent(why));
        }
        self.be_sure(job, &message).await?;
        let url = match self.fresh_link(message.link_id).await {
            // What was to be decided through it has not been for too long: there is nothing left to tell.
            Err(Error::NotFound) if message.topic == Topic::Matter => return self.spare(id).await,
            url => url.map_err(failure)?,
        };
        let outgoing = outgoing(&self.app, message, url);
        let gateway = Arc::clone(&self.gateway);
        let sent = tokio::task::spawn_blocking(move || gateway.send(&outgoing)).await;
        // It may have been handed over before.
        let sent = sent.unwrap_or_else(|panic| Err(SendError::Unsure(panic.to_string())));
        match sent {
            Ok(Accepted { provider_id }) => Ok(provider_id),
            Err(error) => Err(self.note(id, error).await),
        }
    }

    /// A telephone that rings at night wakes people.
    fn by_day(&self, message: &Waiting) -> Result<(), Failure> {
        if message.channel != Channel::WhatsApp || message.topic.is_urgent() {
            return Ok(());
        }
        let now = self.app.now();
        match choice::wakes(&self.app, now) {
            Some(morning) => Err(Failure::Wait(morning - now, "notify-night".into())),
            None => Ok(()),
        }
    }

    /// The last attempt may have been accepted without our hearing of it: the process died, the connection broke. A gateway
    /// that tells what becomes of messages is given time to do so before the message is sent once more.
    async fn be_sure(&self, job: &Job, message: &Waiting) -> Result<(), Failure> {
        let now = self.app.now();
        let broken_off = job.attempts - 1 > message.attempts;
        let since = message.unsure_since.or(broken_off.then_some(now));
        let Some(since) = since.filter(|_| self.gateway.tells_delivery()) else {
            return Ok(());
        };
        let (id, left) = (message_id(job), since + UNSURE - now);
        let write = move |tx: &mut Tx<'_>| match left {
            1.. => store::set_unsure(tx, id, since),
            _ => store::set_sure(tx, id),
        };
        let written = self.app.db().write(write).await;
        written.map_err(|error: db::Error| failure(error.into()))?;
        match left {
            1.. => Err(Failure::Wait(left, "notify-unsure".into())),
            _ => Ok(()),
        }
    }

    /// A message that nobody needs any more.
    async fn spare(&self, id: i64) -> Result<String, Failure> {
        let write = move |tx: &mut Tx<'_>| delivery::give_up(tx, id, State::Spared, "");
        let written = self.app.db().write(write).await;
        written.map_err(|error: db::Error| failure(error.into()))?;
        Ok(String::new())
    }

    /// The address of a single-use link with a token that nobody has seen before.
    async fn fresh_link(&self, link_id: Option<i64>) -> Result<Option<String>, Error> {
        let Some(link_id) = link_id else {
            return Ok(None);
        };
        let app = self.app.clone();
        let write = move |tx: &mut Tx<'_>| accounts::issue_token(tx, &app, link_id);
        self.app.db().write(write).await.map(Some)
    }

    /// Writes down what an attempt that failed says of the channel, and what that makes of the job.
    async fn note(&self, id: i64, error: SendError) -> Failure {
        let (app, channel, noted) = (self.app.clone(), self.gateway.channel(), error.clone());
        let write = move |tx: &mut Tx<'_>| match noted {
            SendError::Retry(why) => breaker::fail(tx, channel, &why, app.now()),
            SendError::Unsure(why) => {
                store::set_unsure(tx, id, app.now())?;
                breaker::fail(tx, channel, &why, app.now())
            }
            SendError::Stop(why) => breaker::stop(tx, &app, channel, &why),
            SendError::Closed(_) => Ok(people::close(tx, id)?),
            SendError::Template(why) => breaker::alert_template(tx, &app, &why),
            SendError::Wait(..) | SendError::Permanent(_) => Ok(()),
        };
        if let Err(error) = self.app.db().write(write).await {
            tracing::warn!(%error, "how the channel is could not be written down");
        }
        match error {
            SendError::Retry(why) | SendError::Unsure(why) => Failure::Retry(why),
            SendError::Wait(millis, why) => Failure::Wait(millis, why),
            // Its messages wait with it.
            SendError::Stop(why) => Failure::Wait(MINUTE, why),
            SendError::Closed(why) => Failure::Wait(0, why),
            SendError::Permanent(why) | SendError::Template(why) => Failure::Permanent(why),
        }
    }
}

/// A message that waits, and why its address is not written to any more: mail servers think ill of who goes on writing to
/// one that does not exist.
fn look_up(tx: &mut Tx<'_>, id: i64) -> Result<Option<(Waiting, Option<String>)>, db::Error> {
    let Some(message) = store::waiting(tx, id)? else {
        return Ok(None);
    };
    let unreachable = match message.channel {
        Channel::Email => email::is_unreachable(tx, &message.recipient, message.topic)?,
        Channel::WhatsApp => None,
    };
    Ok(Some((message, unreachable)))
}

/// A link that is used up or expired stays so; anything else may pass.
fn failure(error: Error) -> Failure {
    match error {
        Error::NotFound => Failure::Permanent("notify-link-gone".into()),
        Error::Refused(key) => Failure::Permanent(key.into()),
        other => Failure::Retry(other.to_string()),
    }
}

/// What a message would look like on a channel, to somebody with that name; the link and the code are made up.
pub fn preview(
    app: &App,
    message: &Message,
    lang: Lang,
    (channel, name): (Channel, &str),
) -> Outgoing {
    let waiting = Waiting {
        public_id: String::new(),
        origin: String::new(),
        unit_id: message.unit_id,
        channel,
        recipient: String::new(),
        name: name.to_owned(),
        lang,
        topic: message.topic,
        subject: message.subject.clone(),
        body: message.body.clone(),
        buttons: message.buttons.clone(),
        link_id: message.link_id,
        ticket: None,
        attempts: 0,
        unsure_since: None,
        heard_at: None,
        opted_out: false,
    };
    let url = format!("{}/tautan/…", app.config().base_url);
    let code = (message.topic == Topic::Code).then(|| "123456".to_owned());
    written(
        app,
        waiting,
        (Some(url).filter(|_| message.link_id.is_some()), code),
    )
}

fn outgoing(app: &App, message: Waiting, url: Option<String>) -> Outgoing {
    let code = code::of_message(app, &message.origin);
    written(app, message, (url, code))
}

fn written(app: &App, message: Waiting, (url, code): (Option<String>, Option<String>)) -> Outgoing {
    let (catalog, lang) = (app.catalog(), message.lang);
    let campus = catalog.campus();
    let unit = catalog.unit(message.unit_id).unwrap_or(&campus.units[0]);
    let body = code::fill(&message.body, code.as_deref());
    let body = match &url {
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
    let text = if (message.channel, message.topic) == (Channel::WhatsApp, Topic::Chat) {
        // In a conversation one speaks without letterhead.
        body.clone()
    } else {
        model::compose(message.channel, &letter)
    };
    Outgoing {
        text,
        id: message.public_id,
        channel: message.channel,
        recipient: message.recipient,
        name: message.name,
        lang,
        sender: format!("Loket {}", campus.short),
        reply_to: unit.email.clone(),
        topic: message.topic,
        subject: message.subject,
        body,
        url,
        code,
        buttons: message.buttons,
        ticket: message.ticket,
        window_open: message
            .heard_at
            .is_some_and(|at| app.now() < at + WINDOW - SPARE),
        at: app.now(),
    }
}
