//! What the desk can be asked to show: the entries of its rail.

use super::Queue;
use crate::actor::{Person, Role};

/// An entry of the rail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shelf {
    /// Taken by the reader, or given to the reader.
    Mine,
    /// Late at the step where it stands.
    Overdue,
    /// Everything that is not finished.
    Open,
    /// Waits for the unit's admin.
    Verify,
    /// Waits for its applicant.
    Returned,
    /// Waits for the leader.
    Dispose,
    /// Is carried out, or waits for it.
    Work,
    /// Finished.
    Done,
}

impl Shelf {
    /// All of them, as the rail lists them.
    pub const ALL: [Self; 8] = [
        Self::Mine,
        Self::Overdue,
        Self::Open,
        Self::Verify,
        Self::Returned,
        Self::Dispose,
        Self::Work,
        Self::Done,
    ];

    /// Its name in addresses and the end of its keys in the locales.
    pub fn key(self) -> &'static str {
        match self {
            Self::Mine => "milik-saya",
            Self::Overdue => "terlambat",
            Self::Open => "semua-terbuka",
            Self::Verify => "perlu-verifikasi",
            Self::Returned => "dikembalikan",
            Self::Dispose => "perlu-disposisi",
            Self::Work => "diproses",
            Self::Done => "selesai",
        }
    }

    /// The one with this name.
    pub fn named(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shelf| shelf.key() == key)
    }

    /// What somebody opens first in a unit: the queue that waits for that role.
    pub fn first_of(person: &Person, unit_id: i64) -> Self {
        let holds = |role| {
            person
                .roles
                .iter()
                .any(|held| held.role == role && held.unit_id == unit_id)
        };
        if holds(Role::Admin) {
            Self::Verify
        } else if holds(Role::Leader) {
            Self::Dispose
        } else if holds(Role::Staff) {
            Self::Mine
        } else {
            Self::Open
        }
    }

    /// The stored queue behind it, if it is one.
    pub fn queue(self) -> Option<Queue> {
        match self {
            Self::Verify => Some(Queue::Verify),
            Self::Returned => Some(Queue::Applicant),
            Self::Dispose => Some(Queue::Dispose),
            Self::Work => Some(Queue::Work),
            Self::Mine | Self::Overdue | Self::Open | Self::Done => None,
        }
    }
}
