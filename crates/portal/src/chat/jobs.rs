//! Housekeeping: conversations in which nothing was said for long.

use super::store;
use crate::{
    App, Error,
    clock::{DAY, Millis},
};
use std::time::Duration;

/// How often the house is kept.
const EVERY: Duration = Duration::from_hours(1);
/// A conversation is kept for so long after its last words.
const KEPT_FOR: Millis = 30 * DAY;
/// How many are removed at once.
const TOGETHER: i64 = 500;

/// Sweeps once an hour, for as long as the application runs.
pub async fn sweep_hourly(app: App) {
    loop {
        if let Err(error) = sweep(&app).await {
            tracing::warn!(%error, "sweeping conversations failed; the next round tries again");
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Removes conversations whose last words are thirty days old.
///
/// # Errors
/// As the database says.
pub async fn sweep(app: &App) -> Result<(), Error> {
    let before = app.now() - KEPT_FOR;
    loop {
        let removed = app
            .db()
            .write(move |tx| store::remove_before(tx, before, TOGETHER))
            .await?;
        if removed < TOGETHER as u64 {
            return Ok(());
        }
    }
}
