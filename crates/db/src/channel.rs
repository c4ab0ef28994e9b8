//! `NOTIFY` and `LISTEN`, within this process: whoever waits for something is woken when what was written is durable.

use std::{
    collections::HashMap,
    future,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::watch;

/// The channels of a database, by name; cheap to clone.
#[derive(Clone, Default)]
pub(crate) struct Channels(Arc<Mutex<HashMap<String, watch::Sender<()>>>>);

impl Channels {
    pub(crate) fn listen(&self, name: &str) -> Listener {
        let mut channels = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Listener(channels.entry(name.to_owned()).or_default().subscribe())
    }

    pub(crate) fn notify(&self, names: &[String]) {
        let channels = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for name in names {
            if let Some(channel) = channels.get(name) {
                channel.send_replace(());
            }
        }
    }
}

/// Hears of a channel; see [`crate::Db::listen`].
pub struct Listener(watch::Receiver<()>);

impl Listener {
    /// Returns when something was written that it has not heard of yet; several writes may be heard as one. May be dropped
    /// while it waits.
    pub async fn heard(&mut self) {
        if self.0.changed().await.is_err() {
            future::pending::<()>().await;
        }
    }
}
