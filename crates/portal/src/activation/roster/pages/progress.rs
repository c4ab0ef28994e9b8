//! How far students have come, by faculty and day: `/laporan/aktivasi`.

use crate::{
    Answer, App, Error,
    activation::roster::{report, store::counts},
    clock::Millis,
    web::{Page, Values, Visitor, format, html, page::Nav},
};
use askama::Template;
use axum::extract::{Query, State};
use jiff::{ToSpan, Zoned, civil::Date, tz::TimeZone};

/// How many days are shown.
const DAYS: i64 = 14;

#[derive(Template)]
#[template(path = "activation/roster/progress.html")]
struct Progress {
    page: Page,
    intakes: Vec<i64>,
    intake: i64,
    faculties: Vec<Faculty>,
    faculty: String,
    all: Faculty,
    /// The days, the oldest first: name, activated, tried.
    days: Vec<(String, i64, i64)>,
    charts: [String; 2],
    /// Activated and tried on all these days.
    total: (i64, i64),
}

/// How far the students of a faculty have come.
#[derive(Clone, Default)]
struct Faculty {
    name: String,
    all: i64,
    activated: i64,
    tried: i64,
    not_yet: i64,
}

impl Faculty {
    fn share(&self) -> i64 {
        if self.all == 0 {
            0
        } else {
            self.activated * 100 / self.all
        }
    }
}

/// The last days, the oldest first, and the first moment of each and of tomorrow.
fn days(now: &Zoned, zone: &TimeZone) -> Option<(Vec<Date>, Vec<Millis>)> {
    let mut all = Vec::new();
    for back in (-1..DAYS).rev() {
        all.push(now.date().checked_sub(back.days()).ok()?);
    }
    let start = |date: &Date| {
        Some(
            date.to_zoned(zone.clone())
                .ok()?
                .timestamp()
                .as_millisecond(),
        )
    };
    let bounds = all.iter().map(start).collect::<Option<Vec<_>>>()?;
    all.pop();
    Some((all, bounds))
}

/// What the database counts: of each faculty, and of each day.
type Counted = (Vec<i64>, i64, Vec<(String, i64, i64, i64)>, Vec<(i64, i64)>);

async fn count(
    app: &App,
    (intake, faculty): (Option<i64>, String),
    bounds: Vec<Millis>,
) -> Result<Counted, Error> {
    app.db()
        .read(move |tx| {
            let intakes = counts::intakes(tx)?;
            let chosen = intake.filter(|year| intakes.contains(year));
            let intake = chosen.or(intakes.first().copied()).unwrap_or_default();
            let faculties = counts::by_faculty(tx, intake)?;
            let mut by_day = Vec::new();
            for pair in bounds.windows(2) {
                let term = (pair[0], pair[1]);
                by_day.push(counts::between(tx, (intake, &faculty), term)?);
            }
            Ok((intakes, intake, faculties, by_day))
        })
        .await
}

/// `GET /laporan/aktivasi`.
pub async fn index(
    State(app): State<App>,
    visitor: Visitor,
    Query(values): Query<Values>,
) -> Answer {
    visitor.person()?.reader(&app.catalog())?;
    let page = Page::new(&app, &visitor, Nav::Reports);
    let (dates, bounds) = days(&page.zoned(app.now()), page.catalog.zone())
        .ok_or_else(|| Error::Internal("the calendar ends".into()))?;
    let intake = values.get("angkatan").and_then(|year| year.parse().ok());
    let faculty = values.get("fakultas").cloned().unwrap_or_default();
    let (intakes, intake, rows, by_day) = count(&app, (intake, faculty.clone()), bounds).await?;
    let mut all = Faculty::default();
    let faculties: Vec<_> = rows
        .into_iter()
        .map(|(name, count, tried, activated)| {
            let tried = tried - activated;
            let not_yet = count - activated - tried;
            all.all += count;
            all.activated += activated;
            all.tried += tried;
            all.not_yet += not_yet;
            Faculty {
                name,
                all: count,
                activated,
                tried,
                not_yet,
            }
        })
        .collect();
    let labels = dates.iter().map(|date| date.day().to_string());
    let bars: Vec<_> = labels.zip(by_day.iter().copied()).collect();
    let sum = |all: (i64, i64), day: &(i64, i64)| (all.0 + day.0, all.1 + day.1);
    let names = dates.iter().map(|date| format::long_date(*date, page.lang));
    html(&Progress {
        charts: [(540, "on-wide"), (328, "on-narrow")].map(|shape| report::draw(&bars, shape)),
        total: by_day.iter().fold((0, 0), sum),
        days: names
            .zip(by_day)
            .map(|(name, (activated, tried))| (name, activated, tried))
            .collect(),
        intakes,
        intake,
        faculties,
        faculty,
        all,
        page,
    })
}
