//! How often accounts were blocked: `/laporan/blokir`.

use crate::{
    Answer, App,
    accounts::{Cause, Kind, chart, model::Frequency, store},
    clock::Millis,
    web::{Page, Values, Visitor, format, html, page::Nav},
};
use askama::Template;
use axum::extract::{Query, State};
use jiff::{ToSpan, Zoned, civil::Date, tz::TimeZone};

#[derive(Template)]
#[template(path = "accounts/report.html")]
struct Report {
    page: Page,
    kind: Option<Kind>,
    months: Vec<Date>,
    report: Frequency,
}

impl Report {
    fn kinds(&self) -> &'static [Kind] {
        Kind::ALL
    }

    fn month(&self, index: &usize) -> String {
        let date = self.months[*index];
        format!(
            "{} {}",
            format::month(date.month(), self.page.lang),
            date.year()
        )
    }

    fn period(&self) -> String {
        let last = self.months.len().saturating_sub(1);
        format!("{}–{}", self.month(&0), self.month(&last))
    }

    fn series(&self) -> Vec<(String, &'static str)> {
        chart::series(&self.report)
            .iter()
            .map(|part| (part.label(self.page.lang), part.class))
            .collect()
    }

    fn draw(&self, width: i32, class: &str) -> String {
        let months: Vec<_> = self.months.iter().map(|date| date.month()).collect();
        chart::draw(&self.report, &months, (width, class), self.page.lang)
    }

    fn cause(&self, index: &usize) -> String {
        Cause::ALL[*index].label(self.page.lang)
    }

    fn times(&self, month: &usize, cause: &usize) -> i64 {
        self.report.blocks[*month][*cause]
    }

    fn lifted(&self, month: &usize) -> i64 {
        self.report.lifted[*month]
    }

    fn in_month(&self, month: &usize) -> i64 {
        self.report.in_month(*month)
    }

    fn of_cause(&self, cause: &usize) -> i64 {
        self.report.of_cause(*cause)
    }

    fn by_kind(&self) -> Vec<(String, i64)> {
        let label = |kind: &Kind| kind.label(self.page.lang);
        Kind::ALL
            .iter()
            .map(label)
            .zip(self.report.kinds.iter().copied())
            .collect()
    }
}

/// The first days of this month and the five before it, and the bounds of all six in time.
fn half_year(now: &Zoned, zone: &TimeZone) -> Option<(Vec<Date>, [Millis; 7])> {
    let this = now.date().first_of_month();
    let mut firsts = Vec::new();
    for back in (-1..=5_i64).rev() {
        firsts.push(this.checked_sub(back.months()).ok()?);
    }
    let at = |date: &Date| {
        Some(
            date.to_zoned(zone.clone())
                .ok()?
                .timestamp()
                .as_millisecond(),
        )
    };
    let bounds: Vec<_> = firsts.iter().map(at).collect::<Option<_>>()?;
    firsts.pop();
    Some((firsts, bounds.try_into().ok()?))
}

/// `GET /laporan/blokir`.
pub async fn index(
    State(app): State<App>,
    visitor: Visitor,
    Query(values): Query<Values>,
) -> Answer {
    visitor.person()?.reader()?;
    let page = Page::new(&app, &visitor, Nav::Reports);
    let kind = values.get("jenis").and_then(|key| key.parse::<Kind>().ok());
    let (months, bounds) = half_year(&page.zoned(app.now()), page.catalog.zone())
        .ok_or_else(|| crate::Error::Internal("the calendar ends".into()))?;
    let counts = app
        .db()
        .read(move |tx| store::blocks::counted(tx, &bounds))
        .await?;
    let report = Frequency::of(bounds.to_vec(), &counts, kind);
    html(&Report {
        page,
        kind,
        months,
        report,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_months_end_with_this_one() {
        let now: Zoned = "2027-03-05T09:12[Asia/Jakarta]".parse().unwrap();
        let (months, bounds) = half_year(&now, now.time_zone()).unwrap();
        assert_eq!(
            months.iter().map(|date| date.month()).collect::<Vec<_>>(),
            [10, 11, 12, 1, 2, 3]
        );
        assert!(bounds.windows(2).all(|pair| pair[0] < pair[1]));
        let ms = now.timestamp().as_millisecond();
        assert!(bounds[5] <= ms && ms < bounds[6]);
    }
}
