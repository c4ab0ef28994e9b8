//! When something is due, as the desk says it.

use super::super::{
    model::{Queue, Status},
    store::queue::Row,
};
use crate::{
    Error,
    clock::{HOUR, MINUTE, Millis},
    web::Page,
    worktime::Office,
};

/// A due date in two lines.
pub struct Due {
    /// `late`, `today`, or nothing.
    pub tone: &'static str,
    /// The first line.
    pub word: String,
    /// The second, soft.
    pub second: String,
}

/// What is asked about.
#[derive(Clone, Copy)]
pub struct Asked {
    /// Number of the unit.
    pub unit_id: i64,
    /// Where the request stands.
    pub status: Status,
    /// Who has to act next.
    pub queue: Queue,
    /// When.
    pub due_at: Millis,
    /// When it was finished.
    pub finished_at: Option<Millis>,
}

impl Asked {
    /// About a row of the desk.
    pub fn row(unit_id: i64, row: &Row) -> Self {
        Self {
            unit_id,
            status: row.status,
            queue: row.queue,
            due_at: row.due_at,
            finished_at: row.finished_at,
        }
    }
}

/// When it is due, and how much time is left.
///
/// # Errors
/// [`Error::NotFound`] when the unit is not declared.
pub fn due(page: &Page, asked: Asked) -> Result<Due, Error> {
    let office = Office::new(&page.catalog, page.catalog.unit(asked.unit_id)?);
    let plain = |word: String, second: String| Due {
        tone: "",
        word,
        second,
    };
    if asked.queue == Queue::Applicant {
        return Ok(plain(
            page.t("desk-waits-for-applicant").into_owned(),
            String::new(),
        ));
    }
    if let Some(at) = asked.finished_at.filter(|_| !asked.status.is_open()) {
        let word = page.t1("desk-finished-on", "day", page.short_date(at));
        return Ok(plain(word, String::new()));
    }
    let (now, at) = (page.now, asked.due_at);
    let moment = format!("{}, {}", page.short_date(at), page.clock(at));
    if now > at {
        return Ok(Due {
            tone: "late",
            word: late(page, office.working_days_between(at, now), now - at),
            second: moment,
        });
    }
    if page.zoned(now).date() == page.zoned(at).date() {
        return Ok(Due {
            tone: "today",
            word: page.t1("desk-today", "time", page.clock(at)),
            second: page.t1("desk-left", "what", span(page, at - now)),
        });
    }
    let days = office.working_days_between(now, at);
    Ok(plain(moment, page.t1("desk-left-days", "count", days)))
}

fn late(page: &Page, days: usize, by: Millis) -> String {
    if days > 0 {
        page.t1("desk-late-days", "count", days)
    } else {
        page.t1("desk-late", "what", span(page, by))
    }
}

/// `5 jam 40 menit`.
fn span(page: &Page, millis: Millis) -> String {
    let (hours, minutes) = (millis / HOUR, millis % HOUR / MINUTE);
    if hours == 0 {
        return page.t1("desk-span-minutes", "minutes", minutes);
    }
    page.t2("desk-span-hours", ("hours", hours), ("minutes", minutes))
}
