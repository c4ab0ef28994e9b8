//! The events of a request as people read them, newest first, and the steps still to come.

use super::{
    Request, Status,
    model::{Event, Happening, Kind, Via},
    record::due,
};
use crate::{App, Error, clock::Millis, web::Page};
use sop::{Sop, StepKind};

/// One line of the timeline.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its shape.
    pub icon: &'static str,
    /// The word in bold.
    pub word: String,
    /// Who, and in which office.
    pub who: String,
    /// When.
    pub at: Millis,
    /// Reasons and words, one paragraph each.
    pub notes: Vec<String>,
    /// Only staff see it.
    pub internal: bool,
}

/// A step still to come.
#[derive(Clone, Debug)]
pub struct Ahead {
    /// What.
    pub word: String,
    /// By when, or after what, in words.
    pub when: String,
}

/// For whom a timeline is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// The applicant: no internal notes, no instructions, and *Anda* for the own deeds.
    Applicant(i64),
    /// Those who serve.
    Staff,
}

/// The lines of a request for a reader.
pub fn lines(page: &Page, sop: &Sop, events: &[Event], reader: Reader) -> Vec<Line> {
    let seen = events
        .iter()
        .rev()
        .filter(|event| reader == Reader::Staff || event.happening.is_public());
    seen.map(|event| line(page, sop, event, reader)).collect()
}

fn line(page: &Page, sop: &Sop, event: &Event, reader: Reader) -> Line {
    let kind = event.happening.kind();
    // Whoever takes a decision has not begun the work.
    let decides = sop
        .step(&event.step)
        .is_some_and(|step| step.kind != StepKind::Perform);
    let is_claim = kind == Kind::Taken && decides;
    let word = match (&event.happening, sop.step(&event.step)) {
        (Happening::Approved { .. }, Some(step)) if !is_first(sop, &step.key) => {
            page.of(&step.name).to_owned()
        }
        (Happening::Completed { rated: true, .. }, _) => page.t("event-done-again").into_owned(),
        _ if is_claim => page.t("event-claimed").into_owned(),
        _ => page.t(&format!("event-{}", kind.key())).into_owned(),
    };
    let mut notes = super::tell::reasons(sop, event, page.lang);
    if reader == Reader::Staff {
        notes.extend(for_staff(page, event));
        notes.extend(through(page, event));
    }
    Line {
        icon: if is_claim { "submitted" } else { event.icon() },
        word,
        who: who(page, event, reader),
        at: event.at,
        notes,
        internal: matches!(kind, Kind::Noted | Kind::Released | Kind::Recalled),
    }
}

fn is_first(sop: &Sop, key: &str) -> bool {
    sop.run_steps().next().is_some_and(|step| step.key == key)
}

fn who(page: &Page, event: &Event, reader: Reader) -> String {
    let is_self = matches!(reader, Reader::Applicant(id) if event.by_id == Some(id));
    let office = page.t(&format!("capacity-{}", event.capacity));
    match &event.happening {
        _ if is_self => page.t("requests-you").into_owned(),
        Happening::Disposed { assignee, .. } => page.t2(
            "requests-who-disposed",
            ("who", event.by_name.as_str()),
            ("what", assignee.as_str()),
        ),
        Happening::Submitted { walk_in: true } => {
            page.t1("requests-who-counter", "who", event.by_name.as_str())
        }
        _ => format!("{}, {office}", event.by_name),
    }
}

/// Through what it was decided, where that was not the desk; for staff.
fn through(page: &Page, event: &Event) -> Option<String> {
    match event.via {
        Via::Desk => None,
        Via::WhatsApp | Via::Email => Some(
            page.t(&format!("remote-via-{}", event.via.key()))
                .into_owned(),
        ),
    }
}

/// What only staff read of an event.
fn for_staff(page: &Page, event: &Event) -> Option<String> {
    match &event.happening {
        Happening::Disposed {
            instruction,
            due_at,
            ..
        } => {
            let due = page.t1("requests-plan-by", "day", page.long_date(*due_at));
            Some(format!("{instruction} ({due})")).filter(|_| !instruction.is_empty())
        }
        Happening::Completed { remark, .. } if !remark.is_empty() => Some(remark.clone()),
        _ => None,
    }
}

/// The steps that are still to come, with the days by which they are due.
///
/// # Errors
/// [`Error::NotFound`] when the unit is not declared.
pub fn ahead(
    app: &App,
    page: &Page,
    sop: &Sop,
    request: &Request,
    reader: Reader,
) -> Result<Vec<Ahead>, Error> {
    if request.state.status == Status::Returned {
        let after = page.t(match reader {
            Reader::Applicant(_) => "requests-after-resubmit",
            Reader::Staff => "desk-after-resubmit",
        });
        let first = sop.run_steps().next().map(|step| Ahead {
            word: page.of(&step.name).to_owned(),
            when: after.into_owned(),
        });
        return Ok(first.into_iter().collect());
    }
    if !request.state.status.is_open() {
        return Ok(Vec::new());
    }
    let mut at = request.step_due_at;
    let mut found = Vec::new();
    for step in sop
        .run_steps()
        .skip_while(|step| step.key != request.state.step)
    {
        if !found.is_empty() {
            at = due(app, sop, at, step.limit)?.min(request.due_at);
        }
        found.push(Ahead {
            word: page.of(&step.name).to_owned(),
            when: page.t1("requests-plan-by", "day", page.long_date(at)),
        });
    }
    found.reverse();
    Ok(found)
}
