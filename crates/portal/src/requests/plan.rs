//! What happens after sending, with the date of each step and the holidays that are skipped.

use crate::{
    App, Error,
    clock::Millis,
    web::{
        Lang,
        format::{long_date, zoned},
    },
    worktime::Office,
};
use sop::{Limit, Sop};

/// The road ahead of a request that is sent now.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Each step of the unit: what, and until which day.
    pub steps: Vec<(String, String)>,
    /// The day on which the whole is due.
    pub due: String,
    /// Working days of the whole.
    pub days: i64,
    /// Holidays that are not counted; empty without any.
    pub skipped: String,
}

/// The road of a request of this service that is sent at `now`.
///
/// # Errors
/// [`Error::NotFound`] when its unit is not declared.
pub fn plan(app: &App, sop: &Sop, now: Millis, lang: Lang) -> Result<Plan, Error> {
    let catalog = app.catalog();
    let unit = catalog.unit_of(sop)?;
    let time = Office::new(&catalog, unit);
    let day = |at: Millis| long_date(zoned(at, catalog.zone()).date(), lang);
    let days = sop.standard.completion.working_days;
    let due = time.due(now, Limit::WorkingDays(days));
    let mut at = now;
    let mut steps = Vec::new();
    for step in sop::project::plan(sop) {
        at = step.limit.map_or(at, |limit| time.due(at, limit)).min(due);
        steps.push((step.name.get(lang).to_owned(), day(at)));
    }
    let mut skipped: Vec<_> = time
        .skipped(now, due)
        .into_iter()
        .map(|holiday| holiday.name.get(lang))
        .collect();
    skipped.dedup();
    Ok(Plan {
        steps,
        due: day(due),
        days: i64::from(days),
        skipped: skipped.join(", "),
    })
}
