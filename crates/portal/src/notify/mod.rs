//! What people are told: messages on WhatsApp and by e-mail, written together with what they are about and delivered
//! through the outbox.

mod breaker;
mod choice;
mod code;
pub mod consent;
pub mod delivery;
pub mod email;
mod gateway;
mod jobs;
mod model;
pub mod pages;
mod store;
pub mod whatsapp;

pub use breaker::{Health, alarms, try_now};
pub use code::{is_code, origin as code_origin};
pub use gateway::{Accepted, Gateway, Gateways, Outgoing, SendError, Shown};
pub use model::{Button, Channel, Contact, LINK, Message, State, Told, Topic, dashed, masked};

use self::jobs::Deliver;
pub use self::jobs::preview;
use crate::{App, Error, actor::SuperAdmin};
use ::jobs::Runner;
use db::Tx;
pub use model::{Piece, pieces};
use std::sync::Arc;

/// Tells somebody, on every channel that the contact has, or on the preferred one and the other only if it does not arrive
/// there: a message and a job to deliver it, in the transaction of what it is about. The same origin is told of once.
///
/// # Errors
/// As the database says.
pub fn tell(tx: &mut Tx<'_>, app: &App, to: &Contact, message: &Message) -> Result<(), Error> {
    choice::write(tx, app, to, |_| message)?;
    Ok(())
}

/// As [`tell`], with other words on each channel: what can be tapped on WhatsApp stands behind a link in an e-mail. Both
/// have the same origin.
///
/// # Errors
/// As the database says.
pub fn tell_apart(
    tx: &mut Tx<'_>,
    app: &App,
    to: &Contact,
    (whatsapp, email): (&Message, &Message),
) -> Result<(), Error> {
    choice::write(tx, app, to, |channel| match channel {
        Channel::WhatsApp => whatsapp,
        Channel::Email => email,
    })?;
    Ok(())
}

/// A request has moved on: whatever officers have not been told of it yet, they need not know any more.
///
/// # Errors
/// As the database says.
pub fn spare_matters(tx: &mut Tx<'_>, request_id: i64) -> Result<(), Error> {
    Ok(store::delivery::spare_matters(tx, request_id)?)
}

/// What was told about a request, the newest first.
///
/// # Errors
/// As the database says.
pub fn of_request(tx: &mut Tx<'_>, request_id: i64) -> Result<Vec<Told>, Error> {
    Ok(store::of_request(tx, request_id)?)
}

/// Puts a failed message back into the outbox.
///
/// # Errors
/// [`Error::Conflict`] when it is not failed any more.
pub fn send_again(
    tx: &mut Tx<'_>,
    app: &App,
    by: &SuperAdmin,
    public_id: &str,
) -> Result<(), Error> {
    if !store::panel::send_again(tx, by, public_id, app.now())? {
        return Err(Error::Conflict("notify-not-failed", String::new()));
    }
    Ok(())
}

/// How many failed messages go back into the outbox at once.
const TOGETHER: i64 = 200;

/// Puts the failed messages back into the outbox, the oldest first, and says how many.
///
/// # Errors
/// As the database says.
pub fn send_all_again(tx: &mut Tx<'_>, app: &App, by: &SuperAdmin) -> Result<usize, Error> {
    let failed = store::panel::failed(tx, TOGETHER)?;
    for public_id in &failed {
        store::panel::send_again(tx, by, public_id, app.now())?;
    }
    Ok(failed.len())
}

/// How many messages could not be sent and wait for a person.
///
/// # Errors
/// As the database says.
pub fn count_failed(tx: &mut Tx<'_>) -> Result<i64, db::Error> {
    store::panel::count_failed(tx)
}

/// Delivers on every channel that has a gateway; messages for the others wait.
pub fn runner(app: &App) -> Runner {
    let clock = app.clock().clone();
    let runner = Runner::new(app.db().clone(), move || clock.now());
    let runner = runner
        .with(choice::FallBack(app.clone()))
        .with(whatsapp::inbox(app));
    app.gateways().all().iter().fold(runner, |runner, gateway| {
        runner.with(Deliver {
            app: app.clone(),
            gateway: Arc::clone(gateway),
        })
    })
}
