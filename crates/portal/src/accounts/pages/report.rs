//! How often accounts were blocked: `/laporan/blokir`.

use crate::{
    Answer, App,
    accounts::{Cause, Kind, chart, frequency::Frequency, store},
    clock::Millis,
    web::{Page, Values, Visitor, format, html, page::Nav, redirect},
};
use askama::Template;
use axum::extract::{Query, State};
use jiff::{ToSpan, Zoned, civil::Date, tz::TimeZone};

#[derive(Template)]
#[template(path = "accounts/report.html")]
struct Blocks {
    page: Page,
    kind: Option<Kind>,
    kinds: &'static [Kind],
    period: String,
    /// Name and colour of each part of a bar.
    legend: Vec<(String, &'static str)>,
    /// The chart on a wide screen, and on a narrow one.
    charts: [String; 2],
    causes: Vec<(String, i64)>,
    months: Vec<Month>,
    by_kind: Vec<(String, i64)>,
    total: i64,
}

/// A row of the table.
struct Month {
    name: String,
    times: Vec<i64>,
    total: i64,
    lifted: i64,
}

impl Blocks {
    fn new(page: Page, kind: Option<Kind>, months: &[Date], report: &Frequency) -> Self {
        let lang = page.lang;
        let causes = report.causes();
        let name = |date: &Date| format!("{} {}", format::month(date.month(), lang), date.year());
        let numbers: Vec<_> = months.iter().map(|date| date.month()).collect();
        let rows = months.iter().enumerate().map(|(month, date)| Month {
            name: name(date),
            times: causes
                .iter()
                .map(|cause| report.blocks[month][*cause])
                .collect(),
            total: report.in_month(month),
            lifted: report.lifted[month],
        });
        let label = |kind: &Kind| kind.label(lang);
        Self {
            kind,
            kinds: Kind::ALL,
            period: [months.first(), months.last()]
                .into_iter()
                .flatten()
                .map(name)
                .collect::<Vec<_>>()
                .join("–"),
            legend: chart::series(report)
                .iter()
                .map(|part| (part.label(lang), part.class))
                .collect(),
            charts: [(540, "on-wide"), (328, "on-narrow")]
                .map(|shape| chart::draw(report, &numbers, shape, lang)),
            months: rows.collect(),
            by_kind: Kind::ALL
                .iter()
                .map(label)
                .zip(report.kinds.iter().copied())
                .collect(),
            total: report.total(),
            causes: causes
                .iter()
                .map(|cause| (Cause::ALL[*cause].label(lang), report.of_cause(*cause)))
                .collect(),
            page,
        }
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

/// `GET /laporan`: the first report.
pub async fn home(State(app): State<App>, visitor: Visitor) -> Answer {
    visitor.person()?.reader(&app.catalog())?;
    Ok(redirect(visitor.lang, "/laporan/blokir"))
}

/// `GET /laporan/blokir`.
pub async fn index(
    State(app): State<App>,
    visitor: Visitor,
    Query(values): Query<Values>,
) -> Answer {
    visitor.person()?.reader(&app.catalog())?;
    let page = Page::new(&app, &visitor, Nav::Reports);
    let kind = values.get("jenis").and_then(|key| key.parse::<Kind>().ok());
    let (months, bounds) = half_year(&page.zoned(app.now()), page.catalog.zone())
        .ok_or_else(|| crate::Error::Internal("the calendar ends".into()))?;
    let counts = app
        .db()
        .read(move |tx| store::blocks::counted(tx, &bounds))
        .await?;
    let report = Frequency::of(bounds.to_vec(), &counts, kind);
    html(&Blocks::new(page, kind, &months, &report))
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
