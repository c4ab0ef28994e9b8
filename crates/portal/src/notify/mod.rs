//! What people are told: messages on WhatsApp and by e-mail, written together with what they are about and delivered
//! through the outbox.

mod model;
mod store;

pub use model::{Channel, Contact, LINK, Message, State, Told};

use crate::{App, Error};
use db::Tx;

/// Tells somebody, on every channel that the contact has: a message and a job to deliver it, in the transaction of what it
/// is about. The same origin is told of once.
///
/// # Errors
/// As the database says.
pub fn tell(tx: &mut Tx<'_>, app: &App, to: &Contact, message: &Message) -> Result<(), Error> {
    let now = app.now();
    for (channel, recipient) in to.channels() {
        let public_id = app.random().uuid(now);
        let written = store::insert(tx, &public_id, (channel, recipient), to, message, now)?;
        if let Some(id) = written {
            jobs::enqueue(tx, channel.job(), &id.to_string(), now, now)?;
        }
    }
    app.bell().ring();
    Ok(())
}

/// What was told about a request, the newest first.
///
/// # Errors
/// As the database says.
pub fn of_request(tx: &mut Tx<'_>, request_id: i64) -> Result<Vec<Told>, Error> {
    Ok(store::of_request(tx, request_id)?)
}
