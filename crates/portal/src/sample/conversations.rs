//! A conversation of `loket demo` that waits for the helpdesk.

use crate::{
    App, Error,
    chat::{self, Heard, Peer},
    clock::{Clock, MINUTE},
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Script {
    said: Vec<Said>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    number: String,
    minutes_ago: i64,
    text: String,
}

/// Lets somebody ask on WhatsApp, and ask for a person.
///
/// # Errors
/// As the database says; a sentence when `conversations.toml` cannot be read.
pub async fn conversations(app: &App) -> Result<(), Error> {
    let script: Script = toml::from_str(include_str!("conversations.toml"))
        .map_err(|error| Error::Internal(format!("conversations.toml: {error}")))?;
    let inner = app.clone();
    app.db()
        .write(move |tx| {
            for (index, said) in script.said.into_iter().enumerate() {
                let at = inner.now() - said.minutes_ago * MINUTE;
                let heard = Heard {
                    from: Peer::Number(said.number),
                    text: said.text,
                    payload: None,
                    message_id: format!("demo-{index}"),
                    lang: None,
                    at,
                };
                chat::hear(tx, &inner.at(Clock::fixed(at)), &heard)?;
            }
            Ok(())
        })
        .await
}
