//! In which queue of the desk a request stands: who has to act next. Part of the projection, so that every queue is
//! one range of an index.

use sop::{Actor, Step, StepKind};
use std::str::FromStr;

/// Who has to act next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Queue {
    /// The unit's admin checks it.
    Verify,
    /// The leader disposes or approves.
    Dispose,
    /// Somebody carries it out.
    Work,
    /// Its applicant corrects it.
    Applicant,
    /// Nobody: it is done or has ended.
    Done,
}

impl Queue {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Verify,
        Self::Dispose,
        Self::Work,
        Self::Applicant,
        Self::Done,
    ];

    /// As it is stored.
    pub fn key(self) -> &'static str {
        match self {
            Self::Verify => "verify",
            Self::Dispose => "dispose",
            Self::Work => "work",
            Self::Applicant => "applicant",
            Self::Done => "done",
        }
    }

    /// The queue in which requests wait for a step.
    pub fn of(step: &Step) -> Self {
        match (step.kind, step.actor) {
            (StepKind::Perform, _) => Self::Work,
            (_, Actor::Leader) => Self::Dispose,
            _ => Self::Verify,
        }
    }
}

impl FromStr for Queue {
    type Err = ();

    fn from_str(key: &str) -> Result<Self, ()> {
        Self::ALL
            .into_iter()
            .find(|queue| queue.key() == key)
            .ok_or(())
    }
}
