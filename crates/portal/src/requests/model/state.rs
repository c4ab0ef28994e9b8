//! The projection of the events: current step, holder, status. The same function makes it on every write and on replay.

use super::{Event, Happening, Queue, Status};
use crate::Error;
use sop::{Sop, Step, StepKind};

/// What the events of a request add up to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// Where it stands.
    pub status: Status,
    /// Key of the step that waits; empty when none does.
    pub step: String,
    /// Who has to act next.
    pub queue: Queue,
    /// To whom it was disposed.
    pub assignee_id: Option<i64>,
    /// Who has taken it.
    pub holder_id: Option<i64>,
    /// How many events there are.
    pub last_seq: i64,
}

impl State {
    /// The state right after the first event.
    pub fn submitted(sop: &Sop) -> Self {
        let mut state = Self {
            status: Status::Submitted,
            step: String::new(),
            queue: Queue::Verify,
            assignee_id: None,
            holder_id: None,
            last_seq: 1,
        };
        state.go_to(sop, sop.run_steps().next());
        state
    }

    /// What all events add up to.
    ///
    /// # Errors
    /// [`Error::Internal`] when the first event is not a submission.
    pub fn replay(sop: &Sop, events: &[Event]) -> Result<Self, Error> {
        let (first, rest) = events
            .split_first()
            .ok_or_else(|| Error::Internal("a request without events".into()))?;
        if !matches!(first.happening, Happening::Submitted { .. }) {
            return Err(Error::Internal("a request that was never submitted".into()));
        }
        let mut state = Self::submitted(sop);
        for event in rest {
            state.apply(sop, event);
        }
        Ok(state)
    }

    /// Moves on by one event.
    pub fn apply(&mut self, sop: &Sop, event: &Event) {
        self.last_seq += 1;
        match &event.happening {
            Happening::Submitted { .. } | Happening::Resubmitted => {
                self.assignee_id = None;
                self.go_to(sop, sop.run_steps().next());
            }
            Happening::Taken => self.hold(sop, event.by_id),
            Happening::Released => self.hold(sop, None),
            Happening::Approved { .. } => self.go_to(sop, after(sop, &self.step)),
            Happening::Returned { .. } => self.leave(Status::Returned),
            Happening::Rejected { .. } => self.leave(Status::Rejected),
            Happening::Disposed { assignee_id, .. } => {
                self.assignee_id = Some(*assignee_id);
                self.go_to(sop, after(sop, &self.step));
            }
            Happening::Recalled | Happening::Failed { back: true } => {
                self.assignee_id = None;
                self.go_to(sop, before(sop, &self.step));
            }
            Happening::Completed { rated, .. } => self.completed(sop, *rated),
            Happening::Failed { back: false } => self.leave(Status::Failed),
            Happening::Cancelled => self.leave(Status::Cancelled),
            Happening::Reopened => self.go_to(
                sop,
                sop.run_steps().find(|step| step.kind == StepKind::Perform),
            ),
            Happening::Rated => self.leave(Status::Closed),
            Happening::Noted | Happening::Messaged => (),
        }
    }

    /// One performed step may be followed by another decision or performance; after the last it is done, and
    /// closed if it was rated before.
    fn completed(&mut self, sop: &Sop, rated: bool) {
        match after(sop, &self.step) {
            Some(next) => self.go_to(sop, Some(next)),
            None if rated => self.leave(Status::Closed),
            None => self.leave(Status::Completed),
        }
    }

    fn hold(&mut self, sop: &Sop, holder: Option<i64>) {
        self.holder_id = holder;
        if let Some(step) = sop.step(&self.step) {
            self.status = status_at(sop, step, self.assignee_id.is_some(), holder.is_some());
        }
    }

    fn go_to(&mut self, sop: &Sop, step: Option<&Step>) {
        self.holder_id = None;
        if let Some(step) = step {
            self.step.clone_from(&step.key);
            self.queue = Queue::of(step);
            self.status = status_at(sop, step, self.assignee_id.is_some(), false);
        }
    }

    fn leave(&mut self, status: Status) {
        self.status = status;
        self.step.clear();
        self.queue = if status == Status::Returned {
            Queue::Applicant
        } else {
            Queue::Done
        };
        self.holder_id = None;
    }
}

/// What an applicant reads while a step waits.
pub fn status_at(sop: &Sop, step: &Step, is_assigned: bool, is_taken: bool) -> Status {
    let is_first = sop
        .run_steps()
        .next()
        .is_some_and(|first| first.key == step.key);
    match step.kind {
        StepKind::Perform if is_taken => Status::Processing,
        StepKind::Perform if is_assigned => Status::Disposed,
        _ if is_first => Status::Submitted,
        _ => Status::Verified,
    }
}

fn after<'s>(sop: &'s Sop, key: &str) -> Option<&'s Step> {
    sop.run_steps().skip_while(|step| step.key != key).nth(1)
}

/// The step to which work goes back: the disposition, or the last decision where there is none. Not a decision after the
/// disposition, since nobody would dispose anew then.
pub fn before<'s>(sop: &'s Sop, key: &str) -> Option<&'s Step> {
    let earlier: Vec<_> = sop.run_steps().take_while(|step| step.key != key).collect();
    let last = |kind| earlier.iter().rev().find(|step| step.kind == kind).copied();
    last(StepKind::Assign).or_else(|| last(StepKind::Decide))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::requests::Via;
    use std::path::Path;

    /// A declared service with a disposition, after which somebody decides once more.
    fn with_a_decision_after_the_disposition() -> Sop {
        let campus = sop::load(&crate::catalog::sources(Path::new("")).unwrap()).unwrap();
        let place = |sop: &Sop| {
            sop.steps
                .iter()
                .position(|step| step.kind == StepKind::Assign)
        };
        let mut sop = campus
            .services
            .into_iter()
            .find(|sop| place(sop).is_some())
            .unwrap();
        let decide = sop.steps.iter().find(|step| step.kind == StepKind::Decide);
        let mut again = decide.unwrap().clone();
        again.key = "again".into();
        let at = place(&sop).unwrap() + 1;
        sop.steps.insert(at, again);
        sop
    }

    fn event(happening: Happening) -> Event {
        Event {
            seq: 0,
            happening,
            step: String::new(),
            by_id: Some(1),
            by_name: String::new(),
            capacity: String::new(),
            note: String::new(),
            via: Via::Desk,
            at: 0,
        }
    }

    #[test]
    fn what_is_recalled_or_failed_goes_back_to_who_can_dispose_anew() {
        let sop = with_a_decision_after_the_disposition();
        let approved = || event(Happening::Approved { checks: Vec::new() });
        let disposed = event(Happening::Disposed {
            assignee_id: 7,
            assignee: String::new(),
            instruction: String::new(),
            due_at: 0,
        });
        for back in [Happening::Recalled, Happening::Failed { back: true }] {
            let mut state = State::submitted(&sop);
            for event in [
                &approved(),
                &disposed,
                &approved(),
                &event(Happening::Taken),
            ] {
                state.apply(&sop, event);
            }
            assert_eq!(
                (state.status, state.assignee_id, state.holder_id),
                (Status::Processing, Some(7), Some(1))
            );
            state.apply(&sop, &event(back));
            assert_eq!(sop.step(&state.step).unwrap().kind, StepKind::Assign);
            assert_eq!(
                (state.status, state.assignee_id, state.holder_id),
                (Status::Verified, None, None)
            );
        }
    }
}
