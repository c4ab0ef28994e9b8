//! The time, handed to whoever needs it. Tests stop it and move it on.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

/// UTC milliseconds since 1970, as every column that ends in `_at` holds them.
pub type Millis = i64;

/// One minute.
pub const MINUTE: Millis = 60_000;
/// One hour.
pub const HOUR: Millis = 60 * MINUTE;
/// One day by the clock.
pub const DAY: Millis = 24 * HOUR;

/// Where the time comes from.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock that stands still until it is moved.
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at `now`.
    pub fn fixed(now: Millis) -> Self {
        Self::Fixed(Arc::new(AtomicI64::new(now)))
    }

    /// The time now.
    pub fn now(&self) -> Millis {
        match self {
            #[expect(
                clippy::disallowed_methods,
                reason = "the one place where the machine's clock is read"
            )]
            Self::System => jiff::Timestamp::now().as_millisecond(),
            Self::Fixed(now) => now.load(Ordering::SeqCst),
        }
    }

    /// Moves a fixed clock on; the machine's clock goes by itself.
    pub fn advance(&self, by: Millis) {
        if let Self::Fixed(now) = self {
            now.fetch_add(by, Ordering::SeqCst);
        }
    }
}
