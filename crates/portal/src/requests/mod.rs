//! The life of a request: from the draft to the survey. Everything that happens is an event; see [`model`].

mod act;
mod again;
pub mod check;
pub mod counter;
pub mod disposition;
pub mod jobs;
mod live;
pub mod model;
mod opening;
pub mod pages;
pub mod plan;
mod previews;
pub mod record;
pub mod remote;
mod store;
pub mod submit;
pub mod tell;
pub mod timeline;
pub mod work;

pub use again::{Again, link_again};
pub use live::{Arrival, Live, listen};
pub use model::{Checked, Code, Event, Happening, Officer, State, Status, Via};
pub use previews::{matters, previews};
pub use record::{events, head, newest, of_account, of_unit, rate};
pub use store::{attachments::Attachment, drafts::Draft};

use crate::clock::{DAY, HOUR, Millis};
use sop::{Answers, Ticket};

/// A completed request can be taken up again for so long.
pub const REOPEN_WITHIN: Millis = 14 * DAY;

/// What was typed after the session had ended waits for so long for its writer to sign in.
pub const PARKED_FOR: Millis = 2 * HOUR;

/// A request as it stands: what was handed in, and the projection of what happened to it since.
#[derive(Clone, Debug)]
pub struct Request {
    /// Row.
    pub id: i64,
    /// Ticket code.
    pub code: Code,
    /// Number of the service.
    pub service_id: i64,
    /// The revision under which it was submitted, and stays.
    pub revision_id: i64,
    /// Number of the unit.
    pub unit_id: i64,
    /// Request or complaint.
    pub ticket: Ticket,
    /// Where it stands.
    pub state: State,
    /// Whose it is.
    pub applicant_id: i64,
    /// Who took it in over the counter.
    pub taken_in_by: Option<i64>,
    /// Name of the applicant.
    pub applicant_name: String,
    /// The account it is about; empty when there is none.
    pub subject_address: String,
    /// What was handed in.
    pub answers: Answers,
    /// When the service is due.
    pub due_at: Millis,
    /// When the step that waits is due.
    pub step_due_at: Millis,
    /// When it was handed in.
    pub submitted_at: Millis,
    /// When something last happened.
    pub updated_at: Millis,
    /// When it was done or ended.
    pub finished_at: Option<Millis>,
}

impl Request {
    /// Whether its applicant may take it up again.
    pub fn can_reopen(&self, now: Millis) -> bool {
        let is_done = matches!(self.state.status, Status::Completed | Status::Closed);
        is_done && self.reopen_until().is_some_and(|until| now < until)
    }

    /// Until when it can be taken up again.
    pub fn reopen_until(&self) -> Option<Millis> {
        self.finished_at.map(|finished| finished + REOPEN_WITHIN)
    }

    /// Whether the step that waits, or the whole, is late.
    pub fn is_overdue(&self, now: Millis) -> bool {
        self.state.status.is_open()
            && self.state.status != Status::Returned
            && now > self.step_due_at.min(self.due_at)
    }
}
