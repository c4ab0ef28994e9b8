//! Housekeeping: what came to the webhook is kept for a while, to look into and to know what comes twice.

use super::store;
use crate::{
    App, Error,
    clock::{DAY, Millis},
};
use std::time::Duration;

/// How often the house is kept.
const EVERY: Duration = Duration::from_hours(1);
/// Meta tells the same again for up to seven days.
const KEPT: Millis = 30 * DAY;
/// How many are removed at once.
const TOGETHER: i64 = 500;

/// Sweeps once an hour, for as long as the application runs.
pub async fn sweep_hourly(app: App) {
    loop {
        if let Err(error) = sweep(&app).await {
            tracing::warn!(%error, "sweeping what came from WhatsApp failed; the next round tries again");
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Removes what came more than thirty days ago, as it came and as it was understood. Conversations are kept elsewhere.
///
/// # Errors
/// As the database says.
pub async fn sweep(app: &App) -> Result<(), Error> {
    let before = app.now() - KEPT;
    loop {
        let forget = move |tx: &mut db::Tx<'_>| store::forget(tx, before, TOGETHER);
        if app.db().write(forget).await? < TOGETHER as u64 {
            return Ok(());
        }
    }
}
