//! News for the open desks: one look into the database every few seconds, shared by everybody who listens, so that it
//! does not matter on which node a request came in.

use super::{model::Code, store::queue};
use crate::App;
use std::{
    collections::BTreeSet,
    sync::{Mutex, PoisonError},
    time::Duration,
};
use tokio::sync::{broadcast, watch};

/// How often it looks.
const EVERY: Duration = Duration::from_secs(3);
/// Events of other nodes may become visible out of order: so many rows are looked at again.
const AGAIN: i64 = 200;

/// A request came (back) to the desk of a unit.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// Number of the unit.
    pub unit_id: i64,
    /// Ticket code.
    pub code: Code,
}

/// Those who listen.
#[derive(Debug)]
pub struct Live {
    sender: broadcast::Sender<Arrival>,
    is_looking: Mutex<bool>,
    open: watch::Sender<bool>,
}

impl Default for Live {
    fn default() -> Self {
        Self {
            sender: broadcast::Sender::new(64),
            is_looking: Mutex::new(false),
            open: watch::Sender::new(true),
        }
    }
}

impl Live {
    /// How many desks listen.
    pub fn listeners(&self) -> usize {
        self.sender.receiver_count()
    }

    /// Ends all streams, so that the server can stop.
    pub fn close(&self) {
        self.open.send_replace(false);
    }

    /// Returns once [`Live::close`] was called.
    pub async fn closed(&self) {
        // An error means that nobody can close it any more, which is the same.
        drop(self.open.subscribe().wait_for(|open| !open).await);
    }
}

/// Listens. The first listener starts the looking, and it ends with the last one.
pub fn listen(app: &App) -> broadcast::Receiver<Arrival> {
    let live = app.live();
    let receiver = live.sender.subscribe();
    let mut is_looking = live
        .is_looking
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    if !*is_looking {
        *is_looking = true;
        tokio::spawn(look(app.clone()));
    }
    receiver
}

async fn look(app: App) {
    let mut seen = BTreeSet::new();
    let mut last = None;
    loop {
        if let Some(from) = last {
            last = Some(tell(&app, from, &mut seen).await);
        } else {
            let newest = app.db().read(queue::newest_event).await;
            if let Ok(newest) = newest {
                // What is there already is not news.
                let old = app
                    .db()
                    .read(move |tx| queue::arrivals(tx, newest - AGAIN))
                    .await;
                seen.extend(old.unwrap_or_default().into_iter().map(|(id, ..)| id));
                last = Some(newest);
            }
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => (),
            () = app.live().closed() => return,
        }
        let mut is_looking = app
            .live()
            .is_looking
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if app.live().listeners() == 0 {
            *is_looking = false;
            return;
        }
    }
}

/// Tells what came since, and returns from where to look the next time. While the database does not answer nothing is lost:
/// it is told later.
async fn tell(app: &App, from: i64, seen: &mut BTreeSet<i64>) -> i64 {
    let found = app
        .db()
        .read(move |tx| queue::arrivals(tx, from - AGAIN))
        .await
        .unwrap_or_default();
    let newest = found.last().map_or(from, |(id, ..)| from.max(*id));
    for (id, unit_id, code) in found {
        if seen.insert(id) {
            // An error only says that nobody listens.
            drop(app.live().sender.send(Arrival { unit_id, code }));
        }
    }
    *seen = seen.split_off(&(newest - AGAIN));
    newest
}
