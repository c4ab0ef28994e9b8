//! Rules of one's own account.

mod ask;
mod contact;
mod held;

pub use ask::{Ask, AskKind, AskState, Changes, LONGEST, MOST_OPEN, REMIND_BEFORE};
pub use contact::{CODE_LIFETIME, MOST_FAILURES, PER_ACCOUNT, PER_CONTACT, Way};
pub use held::{Cell, Kind, Part, Stamp, document};
