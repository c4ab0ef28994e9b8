//! Recording an event: the one way in which a request changes.

use super::{
    Request,
    model::{Event, Happening, Officer},
    remote, store, tell,
};
use crate::{
    App, Error,
    actor::{Applicant, Person},
    clock::Millis,
    worktime,
};
use db::Tx;
use sop::{Limit, Sop};
use std::sync::Arc;

/// Adds an event to a request: projection, event and messages in the same transaction.
///
/// # Errors
/// [`Error::Conflict`] when something else happened to the request in between.
pub fn record(
    tx: &mut Tx<'_>,
    app: &App,
    request: &mut Request,
    event: Event,
) -> Result<(), Error> {
    let sop = app.catalog().revision(request.revision_id)?.clone();
    let before = request.state.clone();
    request.state.apply(&sop, &event);
    set_due(app, &sop, request, &event)?;
    request.updated_at = event.at;
    let ended = !request.state.status.is_open();
    request.finished_at = ended.then(|| {
        request
            .finished_at
            .filter(|_| !before.status.is_open())
            .unwrap_or(event.at)
    });
    store::advance(tx, request, before.last_seq, &event)?;
    if event.is_told(Some(before.status), request.state.status) {
        tell::announce(tx, app, &sop, request, &event)?;
    }
    if request.state.step != before.step {
        remote::call(tx, app, &sop, request, &event)?;
    }
    Ok(())
}

/// A new step has a new due time; handing in again and taking up again start the whole anew.
fn set_due(app: &App, sop: &Sop, request: &mut Request, event: &Event) -> Result<(), Error> {
    let starts_anew = matches!(
        event.happening,
        Happening::Resubmitted | Happening::Reopened
    );
    if starts_anew {
        request.due_at = due(
            app,
            sop,
            event.at,
            Some(Limit::WorkingDays(sop.standard.completion.working_days)),
        )?;
    }
    request.step_due_at = match &event.happening {
        // A leader may ask for it earlier than the service promises, not later.
        Happening::Disposed { due_at, .. } => (*due_at).min(request.due_at.max(event.at)),
        Happening::Returned { .. } => Millis::MAX,
        Happening::Approved { .. }
        | Happening::Recalled
        | Happening::Failed { back: true }
        | Happening::Completed { .. }
        | Happening::Resubmitted
        | Happening::Reopened => step_due(app, sop, request, event.at)?,
        _ => request.step_due_at,
    };
    Ok(())
}

/// When the step that waits is due, if it begins at `from`; never after the whole.
pub fn step_due(app: &App, sop: &Sop, request: &Request, from: Millis) -> Result<Millis, Error> {
    let limit = sop.step(&request.state.step).and_then(|step| step.limit);
    Ok(due(app, sop, from, limit)?.min(request.due_at.max(from)))
}

/// The moment at which a limit that begins at `from` ends, by the working time of the service's unit.
pub fn due(app: &App, sop: &Sop, from: Millis, limit: Option<Limit>) -> Result<Millis, Error> {
    let catalog = app.catalog();
    let unit = catalog.unit_of(sop)?;
    let limit = limit.unwrap_or(Limit::WorkingDays(sop.standard.completion.working_days));
    Ok(worktime::due(&catalog, unit, from, &[limit]))
}

/// A request for its applicant. Another person's code is answered as one that does not exist.
///
/// # Errors
/// [`Error::NotFound`] for everybody else.
pub fn head(tx: &mut Tx<'_>, code: &str, by: &Applicant) -> Result<Request, Error> {
    let request = store::find(tx, code)?;
    own(request, by)
}

/// A request of an account whose owner is known otherwise than by a session. Whoever calls asks what of it may be told.
///
/// # Errors
/// [`Error::NotFound`] for a request of anybody else, as for one that does not exist.
pub fn of_account(tx: &mut Tx<'_>, code: &str, account_id: i64) -> Result<Request, Error> {
    let request = store::find(tx, code)?;
    if request.applicant_id == account_id {
        Ok(request)
    } else {
        Err(Error::NotFound)
    }
}

/// The newest requests of an account.
///
/// # Errors
/// As the database says.
pub fn newest(tx: &mut Tx<'_>, account_id: i64, limit: i64) -> Result<Vec<Request>, Error> {
    store::of_applicant(tx, account_id, (Millis::MAX, Millis::MAX), limit)
}

/// A request, if it is the applicant's own and within reach.
fn own(request: Request, by: &Applicant) -> Result<Request, Error> {
    if request.applicant_id != by.who().account_id {
        return Err(Error::NotFound);
    }
    let about = (request.service_id, request.subject_address.as_str());
    by.may_follow(about, request.submitted_at)?;
    Ok(request)
}

/// A request for those who work in its unit.
///
/// # Errors
/// [`Error::NotFound`] for everybody else.
pub fn of_unit(tx: &mut Tx<'_>, code: &str, by: &Person) -> Result<Request, Error> {
    let request = store::find(tx, code)?;
    if by.works_in(request.unit_id) {
        Ok(request)
    } else {
        Err(Error::NotFound)
    }
}

/// All events of a request, oldest first.
///
/// # Errors
/// As the database says.
pub fn events(tx: &mut Tx<'_>, request_id: i64) -> Result<Vec<Event>, Error> {
    store::events(tx, request_id)
}

/// As [`head`], for the transaction that changes it.
pub(super) fn own_for_update(
    tx: &mut Tx<'_>,
    code: &str,
    by: &Applicant,
) -> Result<Request, Error> {
    let request = store::find_for_update(tx, code)?;
    own(request, by)
}

/// A request of the officer's unit, for the transaction that changes it.
pub(super) fn unit_for_update(tx: &mut Tx<'_>, code: &str, by: &Officer) -> Result<Request, Error> {
    let request = store::find_for_update(tx, code)?;
    if request.unit_id == by.unit_id() {
        Ok(request)
    } else {
        Err(Error::NotFound)
    }
}

/// The declaration under which a request runs.
pub(super) fn sop_of(app: &App, request: &Request) -> Result<Arc<Sop>, Error> {
    app.catalog().revision(request.revision_id).cloned()
}

/// The applicant answered the survey: a completed request is closed.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's, [`Error::Refused`] unless it is completed and not yet rated.
pub fn rate(tx: &mut Tx<'_>, app: &App, by: &Applicant, code: &str) -> Result<Request, Error> {
    let mut request = own_for_update(tx, code, by)?;
    if request.state.status != super::Status::Completed {
        return Err(Error::Refused("refused-rate"));
    }
    let event = Event::by_applicant(by.who(), Happening::Rated, "", app.now());
    record(tx, app, &mut request, event)?;
    Ok(request)
}
