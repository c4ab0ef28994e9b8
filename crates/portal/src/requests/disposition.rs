//! *Disposisi*: the leader gives a request to a member of staff, and may take it back.

use super::{
    Request, Status,
    model::{Event, Happening, Officer, Via},
    record::{record, sop_of, unit_for_update},
    work::{already, waiting},
};
use crate::{
    App, Error,
    actor::{Leader, Role},
    catalog::Catalog,
    clock::Millis,
    web::format::zoned,
    worktime::Office,
};
use db::Tx;
use jiff::civil::Date;
use sop::{Limit, Sop, StepKind};

/// To whom a request is given, and what is to be done until when.
#[derive(Clone, Debug)]
pub struct Disposition {
    /// Key of the step that the page showed.
    pub step: String,
    /// Row of the account of the member of staff.
    pub assignee_id: i64,
    /// For staff only.
    pub instruction: String,
    /// Until when.
    pub due_at: Millis,
    /// Through what it is given.
    pub via: Via,
}

/// Until which day a request is given out when nobody says otherwise: the day on which the service is due.
///
/// # Errors
/// [`Error::NotFound`] when the unit is not declared.
pub fn usual_day(
    catalog: &Catalog,
    sop: &Sop,
    request: &Request,
    now: Millis,
) -> Result<Date, Error> {
    let office = Office::new(catalog, catalog.unit_of(sop)?);
    let on = |at| zoned(at, catalog.zone()).date();
    let day = on(request.due_at.max(now));
    Ok(if office.is_working_day(day) {
        day
    } else {
        on(office.due(now, Limit::WorkingDays(1)))
    })
}

/// When that day ends for the office; a day later when it is over already.
///
/// # Errors
/// As [`usual_day`].
pub fn usual_deadline(app: &App, sop: &Sop, request: &Request) -> Result<Millis, Error> {
    let (catalog, now) = (app.catalog(), app.now());
    let day = usual_day(&catalog, sop, request, now)?;
    let office = Office::new(&catalog, catalog.unit_of(sop)?);
    let closes = office.closes(day).filter(|at| *at > now);
    Ok(closes.unwrap_or_else(|| office.due(now, Limit::WorkingDays(1))))
}

/// Gives a request to a member of staff of the unit.
///
/// # Errors
/// [`Error::Refused`] for somebody who is not staff of the unit or a deadline in the past; otherwise as [`decide`].
pub fn dispose(
    tx: &mut Tx<'_>,
    app: &App,
    by: &Leader,
    code: &str,
    to: Disposition,
) -> Result<Request, Error> {
    let by = Officer::Leader(by.clone());
    let mut request = unit_for_update(tx, code, &by)?;
    let sop = sop_of(app, &request)?;
    if request.state.step != to.step {
        return Err(already(tx, &request)?);
    }
    let step = waiting(tx, &sop, &request, &by, StepKind::Assign)?;
    let now = app.now();
    let staff = crate::actor::holders(tx, Role::Staff, request.unit_id, now)?;
    let Some((assignee_id, assignee)) = staff.into_iter().find(|(id, _)| *id == to.assignee_id)
    else {
        return Err(Error::Refused("refused-assignee"));
    };
    if to.due_at <= now {
        return Err(Error::Refused("refused-deadline"));
    }
    let instruction = to.instruction.trim().to_owned();
    let happening = Happening::Disposed {
        assignee_id,
        assignee,
        instruction,
        due_at: to.due_at,
    };
    record(
        tx,
        app,
        &mut request,
        Event::by_officer(&by, &step.key, happening, "", now).via(to.via),
    )?;
    Ok(request)
}

/// Takes a disposition back, to dispose anew.
///
/// # Errors
/// [`Error::Conflict`] when it is not disposed or already done.
pub fn recall(tx: &mut Tx<'_>, app: &App, by: &Leader, code: &str) -> Result<Request, Error> {
    let by = Officer::Leader(by.clone());
    let mut request = unit_for_update(tx, code, &by)?;
    if request.state.assignee_id.is_none()
        || !matches!(request.state.status, Status::Disposed | Status::Processing)
    {
        return Err(Error::Conflict("conflict-moved", request.code.to_string()));
    }
    let step = request.state.step.clone();
    record(
        tx,
        app,
        &mut request,
        Event::by_officer(&by, &step, Happening::Recalled, "", app.now()),
    )?;
    Ok(request)
}
