//! Stand-ins for the services that Loket talks to. They hold to the published contract of the real ones, so that the
//! same adapter runs in tests, in the demo and on a campus. Nothing here is reachable from outside this machine unless
//! somebody binds it so, and nothing here is part of what a campus runs.

pub mod fonnte;
mod gateway;
pub mod graph;
mod hmac;
pub mod qontak;
pub mod wablas;
pub mod wire;

pub use gateway::{Gateway, Sent, Trouble};

use std::{
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};

/// The time in UTC milliseconds since 1970. A test hands in its own.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> i64 + Send + Sync>);

impl Clock {
    /// One that a test stops and moves on.
    pub fn new(now: impl Fn() -> i64 + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// The time now.
    pub fn now(&self) -> i64 {
        (self.0)()
    }
}

impl Default for Clock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where the machine's clock is read"
    )]
    fn default() -> Self {
        Self::new(|| {
            let since = SystemTime::now().duration_since(UNIX_EPOCH);
            since.map_or(0, |since| since.as_millis() as i64)
        })
    }
}
