//! Until `notify` can be reached: messages and their jobs, as it writes them.

use crate::{App, Error};
use db::{Tx, params};
use sop::Lang;

pub struct Contact {
    pub name: String,
    pub whatsapp: Option<String>,
    pub email: Option<String>,
    pub lang: Lang,
}

pub struct Message {
    pub origin: String,
    pub request_id: Option<i64>,
    pub unit_id: i64,
    pub subject: String,
    pub body: String,
    pub link_id: Option<i64>,
}

pub fn tell(tx: &mut Tx<'_>, app: &App, to: &Contact, message: &Message) -> Result<(), Error> {
    let now = app.now();
    for (channel, recipient) in [("whatsapp", &to.whatsapp), ("email", &to.email)] {
        let Some(recipient) = recipient else { continue };
        let id: Option<i64> = tx.first(
            "INSERT INTO messages (public_id, origin, request_id, unit_id, channel, recipient, name, lang, subject, body, link_id, \
             state, attempts, error, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 'queued', 0, '', ?12) \
             ON CONFLICT (origin) DO NOTHING RETURNING id",
            params![
                &app.random().uuid(now), &format!("{}:{channel}", message.origin), message.request_id, message.unit_id,
                channel, recipient, &to.name, to.lang.code(), &message.subject, &message.body, message.link_id, now
            ],
            |row| row.get(),
        )?;
        if let Some(id) = id {
            tx.execute(
                "INSERT INTO jobs (kind, payload, due_at, attempts, leased_until, error, created_at) VALUES (?1, ?2, ?3, 0, 0, '', ?3)",
                params![&format!("deliver-{channel}"), &id.to_string(), now],
            )?;
        }
    }
    Ok(())
}
