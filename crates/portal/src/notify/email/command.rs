//! `loket mail bounce < message`: what a mail server pipes to us.

use super::inbox;
use crate::{
    App,
    app::{Mode, Parts},
    clock::Clock,
    config::Config,
    notify::Gateways,
    random::Random,
};
use std::io::Read;

/// A report carries at most the mail that it is about; more than this is none.
const LARGEST: u64 = 1024 * 1024;

/// Takes in one mail from standard input.
///
/// # Errors
/// A sentence for the mail server's log; it then tries again. A mail that is no report is no error: it must not bounce.
pub async fn bounce(config: Config) -> Result<String, String> {
    let mut raw = Vec::new();
    let mut input = std::io::stdin().lock().take(LARGEST);
    input
        .read_to_end(&mut raw)
        .map_err(|error| error.to_string())?;
    drop(input);
    let parts = Parts {
        config,
        mode: Mode::Production,
        clock: Clock::System,
        random: Random::system(),
        gateways: Gateways::none(),
    };
    let app = App::open(parts).await?;
    let inner = app.clone();
    let taken = app
        .db()
        .write(move |tx| inbox::take_in(tx, &inner, &raw))
        .await;
    let known = taken.map_err(|error: crate::Error| error.to_string())?;
    Ok(if known {
        "taken in"
    } else {
        "ignored: no report on a message of ours"
    }
    .into())
}
