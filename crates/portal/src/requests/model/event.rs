//! What can happen to a request. Events are only ever added; everything else is read from them.

use super::{Officer, Status, Via};
use crate::clock::Millis;
use serde::{Deserialize, Serialize};

/// One line of a checklist, as a verifier judged it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// Key of the line in the declaration.
    pub key: String,
    /// *Sesuai* or *Tidak*.
    pub fits: bool,
    /// Why not: what the applicant will read.
    pub reason: String,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Happening {
    /// Handed in; over the counter if a clerk took it in.
    Submitted {
        /// Taken in by the helpdesk.
        walk_in: bool,
    },
    /// Handed in again after it was returned.
    Resubmitted,
    /// A decision is claimed, or the work is taken.
    Taken,
    /// Given back to the queue.
    Released,
    /// A decision: in order.
    Approved {
        /// The checklist.
        checks: Vec<Checked>,
    },
    /// A decision: back to its applicant.
    Returned {
        /// The checklist.
        checks: Vec<Checked>,
    },
    /// A decision: no.
    Rejected {
        /// The checklist.
        checks: Vec<Checked>,
    },
    /// Given to a member of staff.
    Disposed {
        /// Row of the account.
        assignee_id: i64,
        /// Name.
        assignee: String,
        /// What is to be done; for staff only.
        instruction: String,
        /// Until when.
        due_at: Millis,
    },
    /// The disposition is taken back.
    Recalled,
    /// Carried out.
    Completed {
        /// For staff only.
        remark: String,
        /// It was done and rated before it was taken up again: there is nothing left to ask, so that it is closed.
        #[serde(default)]
        rated: bool,
    },
    /// Could not be carried out.
    Failed {
        /// Goes back to whoever disposed or decided last, instead of ending.
        back: bool,
    },
    /// Withdrawn by its applicant.
    Cancelled,
    /// Taken up again after it was done.
    Reopened,
    /// Its applicant answered the survey.
    Rated,
    /// A note that only staff read.
    Noted,
    /// Words to its applicant.
    Messaged,
}

/// The names of happenings, as they are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// See [`Happening::Submitted`]; the others likewise.
    Submitted,
    /// Handed in again.
    Resubmitted,
    /// Claimed or taken.
    Taken,
    /// Given back.
    Released,
    /// Found in order.
    Approved,
    /// Sent back.
    Returned,
    /// Refused.
    Rejected,
    /// Given to staff.
    Disposed,
    /// Disposition taken back.
    Recalled,
    /// Carried out.
    Completed,
    /// Could not be carried out.
    Failed,
    /// Withdrawn.
    Cancelled,
    /// Taken up again.
    Reopened,
    /// Survey answered.
    Rated,
    /// Internal note.
    Noted,
    /// Words to the applicant.
    Messaged,
}

impl Happening {
    /// Its name.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Submitted { .. } => Kind::Submitted,
            Self::Resubmitted => Kind::Resubmitted,
            Self::Taken => Kind::Taken,
            Self::Released => Kind::Released,
            Self::Approved { .. } => Kind::Approved,
            Self::Returned { .. } => Kind::Returned,
            Self::Rejected { .. } => Kind::Rejected,
            Self::Disposed { .. } => Kind::Disposed,
            Self::Recalled => Kind::Recalled,
            Self::Completed { .. } => Kind::Completed,
            Self::Failed { .. } => Kind::Failed,
            Self::Cancelled => Kind::Cancelled,
            Self::Reopened => Kind::Reopened,
            Self::Rated => Kind::Rated,
            Self::Noted => Kind::Noted,
            Self::Messaged => Kind::Messaged,
        }
    }

    /// The lines of the checklist, if this was a decision.
    pub fn checks(&self) -> &[Checked] {
        match self {
            Self::Approved { checks } | Self::Returned { checks } | Self::Rejected { checks } => {
                checks
            }
            _ => &[],
        }
    }

    /// Whether its applicant sees it in the timeline; the rest is the desk's own business.
    pub fn is_public(&self) -> bool {
        !matches!(self, Self::Noted | Self::Released | Self::Recalled)
    }
}

impl Kind {
    /// As it is stored; also the end of its keys in the locales.
    pub fn key(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Resubmitted => "resubmitted",
            Self::Taken => "taken",
            Self::Released => "released",
            Self::Approved => "approved",
            Self::Returned => "returned",
            Self::Rejected => "rejected",
            Self::Disposed => "disposed",
            Self::Recalled => "recalled",
            Self::Completed => "completed",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
            Self::Reopened => "reopened",
            Self::Rated => "rated",
            Self::Noted => "noted",
            Self::Messaged => "messaged",
        }
    }
}

/// A happening with who, when and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// 1, 2, 3 … within the request.
    pub seq: i64,
    /// What.
    pub happening: Happening,
    /// Key of the step in which it happened; empty outside of one.
    pub step: String,
    /// Row of the account that did it; `None` is Loket itself.
    pub by_id: Option<i64>,
    /// Its name at that time.
    pub by_name: String,
    /// In which office: applicant, helpdesk, admin, leader, staff, plt, plh, system.
    pub capacity: String,
    /// Words to the applicant; of a note: words for staff.
    pub note: String,
    /// Through what.
    pub via: Via,
    /// When.
    pub at: Millis,
}

impl Event {
    /// The same, through something else than the pages.
    pub fn via(self, via: Via) -> Self {
        Self { via, ..self }
    }

    /// An event that an officer of the unit causes.
    pub fn by_officer(
        by: &Officer,
        step: &str,
        happening: Happening,
        note: &str,
        at: Millis,
    ) -> Self {
        Self {
            seq: 0,
            happening,
            step: step.to_owned(),
            by_id: Some(by.account_id()),
            by_name: by.name().to_owned(),
            capacity: by.capacity().to_owned(),
            note: note.trim().to_owned(),
            via: Via::Desk,
            at,
        }
    }

    /// An event that the applicant causes.
    pub fn by_applicant(
        person: &crate::actor::Person,
        happening: Happening,
        note: &str,
        at: Millis,
    ) -> Self {
        Self {
            seq: 0,
            happening,
            step: String::new(),
            by_id: Some(person.account_id),
            by_name: person.name.clone(),
            capacity: "applicant".into(),
            note: note.trim().to_owned(),
            via: Via::Desk,
            at,
        }
    }

    /// The shape before it in the timeline.
    pub fn icon(&self) -> &'static str {
        match self.happening.kind() {
            Kind::Submitted
            | Kind::Resubmitted
            | Kind::Reopened
            | Kind::Released
            | Kind::Recalled => "submitted",
            Kind::Approved => "verified",
            Kind::Disposed => "disposed",
            Kind::Taken | Kind::Noted | Kind::Messaged => "processing",
            Kind::Returned => "returned",
            Kind::Rejected | Kind::Failed => "rejected",
            Kind::Completed => "completed",
            Kind::Rated => "closed",
            Kind::Cancelled => "cancelled",
        }
    }

    /// Whether this ends in a status that the applicant must be told of.
    pub fn is_told(&self, before: Option<Status>, after: Status) -> bool {
        self.happening.kind() == Kind::Messaged
            || (self.happening.is_public() && before != Some(after))
    }
}
