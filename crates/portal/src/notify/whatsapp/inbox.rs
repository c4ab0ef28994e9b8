//! Works off what came to the webhook, after it was acknowledged: moves messages on, opens windows, writes down charges,
//! and hands what people wrote to whoever answers.

use super::{
    errors::{self, Meaning},
    events::{self, Heard, Item, Status},
    store,
};
use crate::{
    App, Error,
    chores::Chore,
    notify::{
        Channel, breaker,
        delivery::{self, Fate},
        store::people,
    },
    web::format::zoned,
};
use db::Tx;

/// The kind of the jobs that work off the webhook.
const WEBHOOK: &str = "whatsapp-webhook";
/// The kind of the jobs that answer people; payload: the row in `incoming`.
pub const INCOMING: &str = "whatsapp-incoming";

/// Takes in what came, once, however often it comes. The transaction must be committed before it is acknowledged.
pub(super) fn take_in(tx: &mut Tx<'_>, app: &App, body: &[u8]) -> Result<(), Error> {
    let now = app.now();
    if let Some(id) = store::keep(tx, body, now)? {
        ::jobs::enqueue(tx, WEBHOOK, &id.to_string(), now, now)?;
    }
    Ok(())
}

/// Who works off the webhook.
pub(in crate::notify) fn inbox(app: &App) -> Chore {
    Chore {
        app: app.clone(),
        kind: WEBHOOK,
        work: work_off,
    }
}

fn work_off(tx: &mut Tx<'_>, app: &App, id: &str) -> Result<(), Error> {
    let body = store::body(tx, id.parse().unwrap_or_default())?.unwrap_or_default();
    let envelope = serde_json::from_slice(&body).unwrap_or_default();
    let ours = &app.config().whatsapp.phone_number_id;
    for item in events::items(&envelope, ours) {
        match item {
            Item::Status(status) => hear_status(tx, app, &status)?,
            Item::Message(heard) => hear_message(tx, app, &heard)?,
            Item::Trouble { code, why } if errors::meaning(code) == Meaning::Stopped => {
                breaker::stop(tx, app, Channel::WhatsApp, &why)?;
            }
            Item::Trouble { why, .. } => breaker::alert_trouble(tx, app, &why)?,
        }
    }
    Ok(())
}

fn hear_status(tx: &mut Tx<'_>, app: &App, status: &Status) -> Result<(), Error> {
    let names = (status.ours.as_str(), status.wamid.as_str());
    let at = if status.at > 0 { status.at } else { app.now() };
    let fate = match (&status.fate, status.code.map(errors::meaning)) {
        // Accepted as free words, and the window was closed: as a template it may arrive.
        (Fate::Failed(why), Some(Meaning::Closed)) => Fate::Closed(why.clone()),
        (Fate::Failed(why), Some(Meaning::Later | Meaning::TooFast | Meaning::TooFastForOne)) => {
            Fate::Again(why.clone())
        }
        (Fate::Failed(why), Some(Meaning::Stopped)) => {
            breaker::stop(tx, app, Channel::WhatsApp, why)?;
            Fate::Again(why.clone())
        }
        (Fate::Failed(why), Some(Meaning::Template)) => {
            breaker::alert_template(tx, app, why)?;
            status.fate.clone()
        }
        (fate, _) => fate.clone(),
    };
    delivery::hear(tx, app, Channel::WhatsApp, (names, &fate, at))?;
    if let Some(pricing) = &status.pricing {
        let month = zoned(at, app.catalog().zone())
            .strftime("%Y-%m")
            .to_string();
        store::charge(tx, names, pricing, (&month, at))?;
    }
    Ok(())
}

fn hear_message(tx: &mut Tx<'_>, app: &App, heard: &Heard) -> Result<(), Error> {
    let who = (heard.number.as_deref(), heard.user_id.as_deref());
    let now = app.now();
    // A clock ahead of ours must not hold the window open.
    let at = if heard.at > 0 { heard.at.min(now) } else { now };
    people::heard(tx, who, at)?;
    if let Some(id) = store::hear(tx, heard, at)? {
        ::jobs::enqueue(tx, INCOMING, &id.to_string(), now, now)?;
    }
    Ok(())
}
