//! What messages about a request look like, before there is one: with made-up particulars and the words in force.

use super::{
    Checked, Code, Event, Happening, Request, State, Status, Via,
    act::{linked, sends_link},
    record::due,
    remote, tell,
};
use crate::{App, Error, notify::Message, random::Random, web::text::t};
use sop::{Answers, Lang, Sop, StepKind, Ticket};

/// Whose account the examples are about.
const ADDRESS: &str = "nama@kampus.example";

/// One message for each status that a request of a service comes to, as it would be written now.
///
/// # Errors
/// [`Error::NotFound`] for a service of no unit.
pub fn previews(app: &App, sop: &Sop, lang: Lang) -> Result<Vec<Message>, Error> {
    let stages = stages(sop, lang);
    let write = |(happening, status)| {
        let request = request(app, sop, status)?;
        let event = event(app, sop, happening, lang);
        let body = tell::whole(app, sop, &request, &event, (lang, false));
        Ok(tell::status(&request, String::new(), (lang, body)))
    };
    let mut all: Vec<_> = stages
        .into_iter()
        .map(write)
        .collect::<Result<_, Error>>()?;
    let request = request(app, sop, Status::Completed)?;
    all.extend(tell::to_pic(app, sop, &request, lang));
    if let Some(action) = sop.action.as_ref().filter(|action| sends_link(action)) {
        all.push(linked(action, &request, lang, (0, 0)));
    }
    Ok(all)
}

/// What officers are told when their step has come, on WhatsApp and by mail.
///
/// # Errors
/// [`Error::NotFound`] for a service of no unit.
pub fn matters(app: &App, sop: &Sop, lang: Lang) -> Result<Vec<(Message, Message)>, Error> {
    let submitted = Happening::Submitted { walk_in: false };
    let event = event(app, sop, submitted, lang);
    let mut request = request(app, sop, Status::Submitted)?;
    request.applicant_name = t(lang, "previews-applicant").into_owned();
    let call = |step| remote::preview(app, sop, step, (&request, &event), lang);
    Ok(sop.run_steps().filter_map(call).collect())
}

/// The road of a request, and where it may leave it.
fn stages(sop: &Sop, lang: Lang) -> Vec<(Happening, Status)> {
    let lines = sop.steps.iter().find(|step| !step.checklist.is_empty());
    let line = lines.and_then(|step| step.checklist.first());
    let misfit = line.map(|line| Checked {
        key: line.key.clone(),
        fits: false,
        reason: t(lang, "previews-reason").into_owned(),
    });
    let checks: Vec<_> = misfit.into_iter().collect();
    let has = |kind: StepKind| sop.steps.iter().any(|step| step.kind == kind);
    let mut stages = vec![
        (Happening::Submitted { walk_in: false }, Status::Submitted),
        (
            Happening::Returned {
                checks: checks.clone(),
            },
            Status::Returned,
        ),
        (Happening::Rejected { checks }, Status::Rejected),
        (Happening::Approved { checks: Vec::new() }, Status::Verified),
    ];
    if has(StepKind::Assign) {
        let disposed = Happening::Disposed {
            assignee_id: 0,
            assignee: String::new(),
            instruction: String::new(),
            due_at: 0,
        };
        stages.push((disposed, Status::Disposed));
    }
    let completed = Happening::Completed {
        remark: String::new(),
        rated: false,
    };
    stages.extend([
        (Happening::Taken, Status::Processing),
        (completed, Status::Completed),
        (Happening::Failed { back: false }, Status::Failed),
        (Happening::Cancelled, Status::Cancelled),
    ]);
    stages
}

fn request(app: &App, sop: &Sop, status: Status) -> Result<Request, Error> {
    let (now, catalog) = (app.now(), app.catalog());
    let due_at = due(app, sop, now, None)?;
    let state = State {
        status,
        ..State::submitted(sop)
    };
    Ok(Request {
        id: 0,
        code: Code::new(&Random::seeded(1)),
        service_id: sop.id,
        revision_id: 0,
        unit_id: catalog.unit_of(sop).map_or(0, |unit| unit.id),
        ticket: Ticket::Request,
        state,
        applicant_id: 0,
        taken_in_by: None,
        applicant_name: String::new(),
        subject_address: ADDRESS.to_owned(),
        answers: Answers::default(),
        due_at,
        step_due_at: due_at,
        submitted_at: now,
        updated_at: now,
        finished_at: None,
    })
}

fn event(app: &App, sop: &Sop, happening: Happening, lang: Lang) -> Event {
    let decides = matches!(
        happening,
        Happening::Returned { .. } | Happening::Rejected { .. }
    );
    let step = sop
        .steps
        .iter()
        .find(|step| !decides || !step.checklist.is_empty());
    let note = match happening {
        Happening::Failed { .. } | Happening::Completed { .. } => {
            t(lang, "previews-note").into_owned()
        }
        _ => String::new(),
    };
    Event {
        seq: 1,
        happening,
        step: step.map_or_else(String::new, |step| step.key.clone()),
        by_id: None,
        by_name: String::new(),
        capacity: String::new(),
        note,
        via: Via::Desk,
        at: app.now(),
    }
}
