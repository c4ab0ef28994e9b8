//! Which channel first, and when the other: what does not arrive on one goes out on the other, and what arrives on one is
//! spared on the other.

use super::{
    Channel, Contact, Message, State, Topic,
    store::{self, delivery, delivery::Found},
};
use crate::{
    App, Error,
    accounts::Order,
    clock::{MINUTE, Millis},
    web::format::zoned,
};
use ::jobs::{Failure, Future, Handler, Job, Queue, Verdict};
use db::Tx;

/// The kind of the jobs that look whether a first choice has arrived.
const FALL_BACK: &str = "fall-back";
/// At night nobody's telephone rings: from, until, on the campus's clock.
const QUIET: (i8, i8) = (21, 6);

/// Writes the messages of a matter, one a channel, and the jobs that deliver them.
pub(super) fn write<'m>(
    tx: &mut Tx<'_>,
    app: &App,
    to: &Contact,
    words: impl Fn(Channel) -> &'m Message,
) -> Result<(), Error> {
    let now = app.now();
    let mut first = None;
    for (channel, recipient) in to.channels() {
        let message = words(channel);
        let ordered = to.order != Order::Both && !message.topic.is_on_all_channels();
        let held = ordered && first.is_some();
        let state = if held { State::Held } else { State::Queued };
        let public_id = app.random().uuid(now);
        let place = (channel, recipient, state);
        let Some(id) = store::insert(tx, &public_id, place, to, message, now)? else {
            continue;
        };
        if held {
            let due = patience(app, first, message.topic.is_urgent());
            ::jobs::enqueue(tx, FALL_BACK, &id.to_string(), due, now)?;
        } else {
            let lane = match message.topic {
                Topic::Chat => format!("chat:{recipient}"),
                _ => store::lane(message.request_id, recipient),
            };
            queue(tx, channel, (&lane, message.unit_id), id, now)?;
        }
        first = first.or(Some(channel));
    }
    Ok(())
}

/// When a first choice must have arrived: so many minutes after it could leave.
fn patience(app: &App, first: Option<Channel>, urgent: bool) -> Millis {
    let now = app.now();
    let rings = first == Some(Channel::WhatsApp) && !urgent;
    let from = if rings {
        wakes(app, now).unwrap_or(now)
    } else {
        now
    };
    from + app.config().fallback_minutes * MINUTE
}

/// When the night ends; `None` by day.
pub(super) fn wakes(app: &App, now: Millis) -> Option<Millis> {
    let here = zoned(now, app.catalog().zone());
    let (from, until) = QUIET;
    let day = match here.hour() {
        hour if hour < until => here.date(),
        hour if hour >= from => here.date().tomorrow().ok()?,
        _ => return None,
    };
    let morning = day.at(until, 0, 0, 0).to_zoned(here.time_zone().clone());
    Some(morning.ok()?.timestamp().as_millisecond())
}

fn queue(
    tx: &mut Tx<'_>,
    channel: Channel,
    (lane, share): (&str, i64),
    id: i64,
    now: Millis,
) -> Result<(), db::Error> {
    let kind = channel.job();
    // A code typed by two people is never one lane: without a request there is no order to keep.
    ::jobs::enqueue_in(tx, Queue { kind, lane, share }, &id.to_string(), now, now)
}

/// The message was given up: the second choice goes out, or took its place already. Says how that leaves this one.
pub(super) fn after_failure(
    tx: &mut Tx<'_>,
    found: &Found,
    now: Millis,
) -> Result<State, db::Error> {
    let Some(other) = delivery::sibling(tx, found)? else {
        return Ok(State::Failed);
    };
    match other.state {
        // Spared, because this one seemed to have arrived: a mail that comes back after days.
        State::Held | State::Spared if release(tx, &other, now)? => Ok(State::Replaced),
        State::Queued | State::Sent | State::Delivered | State::Read => Ok(State::Replaced),
        // It counted on this one: now nothing told the recipient, and a person has to know.
        State::Held | State::Spared | State::Replaced | State::Failed => {
            delivery::counts_no_more(tx, other.id)?;
            Ok(State::Failed)
        }
    }
}

/// The message arrived: the second choice is not needed.
pub(super) fn after_arrival(tx: &mut Tx<'_>, found: &Found) -> Result<(), db::Error> {
    match delivery::sibling(tx, found)? {
        Some(other) if other.state == State::Held => {
            delivery::give_up(tx, other.id, State::Spared, "")?;
            ::jobs::withdraw(tx, FALL_BACK, &other.id.to_string()).map(drop)
        }
        _ => Ok(()),
    }
}

/// The second choice goes out; `false` when nobody needs it any more.
fn release(tx: &mut Tx<'_>, held: &Found, now: Millis) -> Result<bool, db::Error> {
    let Some((unit_id, lane)) = delivery::release(tx, held.id)? else {
        return Ok(false);
    };
    queue(tx, held.channel, (&lane, unit_id), held.id, now)?;
    ::jobs::withdraw(tx, FALL_BACK, &held.id.to_string())?;
    Ok(true)
}

/// Looks, when its time is over, whether a first choice has arrived.
pub(super) struct FallBack(pub(super) App);

impl Handler for FallBack {
    fn kind(&self) -> &'static str {
        FALL_BACK
    }

    fn run<'a>(&'a self, _: &'a Job) -> Future<'a> {
        Box::pin(async { Ok::<_, Failure>(String::new()) })
    }

    fn settle(&self, tx: &mut Tx<'_>, job: &Job, _: &Verdict) -> Result<(), db::Error> {
        let Some(held) = delivery::by_id(tx, store::message_id(job))? else {
            return Ok(());
        };
        let Some(first) = delivery::sibling(tx, &held)? else {
            return Ok(());
        };
        let gateway = self.0.gateways().of(first.channel);
        let has_arrived = match first.state {
            State::Delivered | State::Read => true,
            // A gateway that tells nothing more is believed.
            State::Sent => !gateway.is_some_and(|gateway| gateway.tells_delivery()),
            _ => false,
        };
        if has_arrived {
            return delivery::give_up(tx, held.id, State::Spared, "");
        }
        release(tx, &held, self.0.now()).map(drop)
    }
}
