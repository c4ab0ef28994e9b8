//! What a gateway tells later: that a message arrived, was read, or did not arrive after all. In any order, and more than
//! once.

use super::{
    Channel, State, choice,
    store::{
        delivery::{self as store, Found},
        people,
    },
};
use crate::{
    App, Error,
    clock::{MINUTE, Millis},
};
use db::Tx;

/// What became of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It was accepted.
    Sent,
    /// It arrived.
    Delivered,
    /// It was opened.
    Read,
    /// It did not arrive, and why.
    Failed(String),
    /// It did not arrive for want of an open chat: at once again, as a template.
    Closed(String),
    /// It did not arrive, and later it may.
    Again(String),
}

impl Fate {
    fn is_failure(&self) -> bool {
        match self {
            Self::Sent | Self::Delivered | Self::Read => false,
            Self::Failed(_) | Self::Closed(_) | Self::Again(_) => true,
        }
    }
}

/// Whether this is about an attempt that was given up before: told twice, or late. The message is in the outbox again, or
/// has left under another name.
fn is_over(found: &Found, theirs: &str) -> bool {
    let Some(last) = found.provider_id.as_deref() else {
        return false;
    };
    !theirs.is_empty() && (found.state == State::Queued) == (last == theirs)
}

/// How long until a message that may arrive later is sent again.
const LATER: Millis = MINUTE;

/// Writes down what a gateway tells of a message, by our name for it or its own. `false` for a message that nobody knows.
/// An accepted one whose answer was lost is resolved by it.
///
/// # Errors
/// As the database says.
pub fn hear(
    tx: &mut Tx<'_>,
    app: &App,
    channel: Channel,
    (names, fate, at): ((&str, &str), &Fate, Millis),
) -> Result<bool, Error> {
    let (ours, theirs) = names;
    // A gateway without names of its own calls it as we do.
    let theirs = if theirs == ours { "" } else { theirs };
    let found = match store::by_name(tx, channel, ours)? {
        Some(found) => Some(found),
        None => store::by_name(tx, channel, theirs)?,
    };
    let Some(found) = found else {
        return Ok(false);
    };
    let Some(found) = store::lock(tx, &found)? else {
        return Ok(false);
    };
    if fate.is_failure() && is_over(&found, theirs) {
        return Ok(true);
    }
    match fate {
        Fate::Sent => advance(tx, &found, State::Sent, theirs, at)?,
        Fate::Delivered => advance(tx, &found, State::Delivered, theirs, at)?,
        Fate::Read => advance(tx, &found, State::Read, theirs, at)?,
        Fate::Failed(why) => fail(tx, app, &found, (theirs, why))?,
        Fate::Closed(why) => {
            people::close(tx, found.id)?;
            again(tx, app, &found, (theirs, why, app.now()))?;
        }
        Fate::Again(why) => again(tx, app, &found, (theirs, why, app.now() + LATER))?,
    }
    Ok(true)
}

fn advance(
    tx: &mut Tx<'_>,
    found: &Found,
    state: State,
    provider_id: &str,
    at: Millis,
) -> Result<(), Error> {
    // Forward only: queued, failed < sent < delivered < read. News of a message that was given up are true too, but that an
    // attempt was accepted says nothing once it has failed.
    let has_failed = found.provider_id.as_deref() == Some(provider_id);
    let further = match found.state {
        State::Queued | State::Failed | State::Replaced => state != State::Sent || !has_failed,
        State::Sent => state != State::Sent,
        State::Delivered => state == State::Read,
        State::Read | State::Held | State::Spared => false,
    };
    if !further {
        return Ok(());
    }
    store::advance(tx, found.id, state, provider_id, at)?;
    ::jobs::withdraw(tx, found.channel.job(), &found.id.to_string())?;
    if state != State::Sent {
        choice::after_arrival(tx, found)?;
    }
    Ok(())
}

/// Back into the outbox, as often as a message is tried.
fn again(
    tx: &mut Tx<'_>,
    app: &App,
    found: &Found,
    (theirs, why, due): (&str, &str, Millis),
) -> Result<(), Error> {
    if !matches!(found.state, State::Queued | State::Sent) {
        return Ok(());
    }
    if found.attempts >= ::jobs::ATTEMPTS {
        return fail(tx, app, found, (theirs, why));
    }
    Ok(store::requeue(tx, found, (theirs, why, due), app.now())?)
}

fn fail(
    tx: &mut Tx<'_>,
    app: &App,
    found: &Found,
    (theirs, why): (&str, &str),
) -> Result<(), Error> {
    match found.state {
        State::Queued | State::Sent => {
            let state = choice::after_failure(tx, found, app.now())?;
            store::give_up(tx, found.id, state, why)?;
            store::set_name(tx, found.id, theirs)?;
            ::jobs::withdraw(tx, found.channel.job(), &found.id.to_string())?;
            Ok(())
        }
        // What arrived has arrived: some networks say so of a second copy.
        _ => Ok(()),
    }
}
