//! Housekeeping: what nobody will come back for.

use super::{
    PARKED_FOR, remote,
    store::{attachments, drafts},
};
use crate::{
    App, Error,
    clock::{DAY, Millis},
};
use std::time::Duration;

/// How often the house is kept.
const EVERY: Duration = Duration::from_hours(1);

/// A message that comes twice does so within days.
const TAPS_KEPT: Millis = 30 * DAY;

/// Sweeps once an hour, for as long as the application runs.
pub async fn sweep_hourly(app: App) {
    loop {
        match sweep(&app).await {
            Ok(0) => (),
            Ok(count) => tracing::info!(count, "unreferenced files removed"),
            Err(error) => tracing::warn!(%error, "sweeping failed; the next round tries again"),
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Removes drafts that nobody signed in for, and contents that no row refers to; returns how many contents.
///
/// # Errors
/// [`Error::Unavailable`] when database or disk cannot be used.
pub async fn sweep(app: &App) -> Result<usize, Error> {
    let now = app.now();
    app.db()
        .write(move |tx| {
            remote::forget(tx, now - TAPS_KEPT, now)?;
            drafts::remove_parked(tx, now - PARKED_FOR)
        })
        .await?;
    app.files().clear_incoming().await?;
    let settled = app.files().settled().await?;
    let unreferenced = app
        .db()
        .read(move |tx| attachments::unreferenced(tx, &settled))
        .await?;
    for name in &unreferenced {
        app.files().remove(name).await?;
    }
    Ok(unreferenced.len())
}
