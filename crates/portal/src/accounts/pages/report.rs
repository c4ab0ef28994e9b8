//! How often accounts were blocked: `/laporan/blokir`.

use super::sheets::{self, SHOWN, Sheet};
use crate::{
    Answer, App, Error,
    accounts::{
        Cause, Kind, chart,
        frequency::Frequency,
        lapse::{self, Line, REPEATED_WITHIN},
        store,
    },
    clock::Millis,
    web::{Lang, Page, Values, Visitor, csv, format, html, page::Nav, redirect},
};
use askama::Template;
use axum::extract::{Query, State};
use jiff::{ToSpan, civil::Date, tz::TimeZone};

/// Months in the report unless others are asked for, and the most that may be.
const USUAL: usize = 6;
const MOST: usize = 12;

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
    by_kind: Sheet,
    total: i64,
    /// Units, how long blocks lasted, and repeaters.
    more: Vec<Sheet>,
    /// First and last month, as the form has them.
    span: [String; 2],
}

/// A row of the table.
pub(super) struct Month {
    pub name: String,
    pub times: Vec<i64>,
    pub total: i64,
    pub lifted: i64,
}

/// `Maret 2027`.
pub(super) fn name(date: Date, lang: Lang) -> String {
    format!("{} {}", format::month(date.month(), lang), date.year())
}

impl Blocks {
    /// The address of a table as CSV.
    fn csv(&self, key: &str) -> String {
        let kind = self.kind.map_or("", |kind| kind.key());
        let [from, until] = &self.span;
        format!("/laporan/blokir/csv?tabel={key}&jenis={kind}&dari={from}&sampai={until}")
    }

    /// A cell as people read it: numbers with their marks.
    fn cell(&self, cell: &str) -> String {
        let number = cell.parse::<i64>();
        number.map_or_else(|_| cell.to_owned(), |number| self.page.number(number))
    }

    fn title(&self, sheet: &Sheet) -> String {
        self.page
            .t(&format!("accounts-sheet-{}", sheet.key))
            .into_owned()
    }

    fn new(page: Page, asked: &Asked, lines: &[Line], keeper: bool) -> Self {
        let (lang, kind) = (page.lang, asked.kind);
        let within = lapse::counts(lines, &asked.bounds);
        let report = Frequency::of(asked.bounds.clone(), &within, kind);
        let causes = report.causes();
        let numbers: Vec<_> = asked.months.iter().map(|date| date.month()).collect();
        let rows = asked.months.iter().enumerate().map(|(month, date)| Month {
            name: name(*date, lang),
            times: causes
                .iter()
                .map(|cause| report.blocks[month][*cause])
                .collect(),
            total: report.in_month(month),
            lifted: report.lifted[month],
        });
        let ends = [asked.months.first(), asked.months.last()];
        let ends = ends.into_iter().flatten().map(|date| name(*date, lang));
        let kinds = Kind::ALL.iter().map(|kind| kind.label(lang));
        let kinds: Vec<_> = kinds.zip(report.kinds.iter().copied()).collect();
        Self {
            kind,
            kinds: Kind::ALL,
            period: ends.collect::<Vec<_>>().join("–"),
            legend: chart::series(&report)
                .iter()
                .map(|part| (part.label(lang), part.class))
                .collect(),
            charts: [(540, "on-wide"), (328, "on-narrow")]
                .map(|shape| chart::draw(&report, &numbers, shape, lang)),
            months: rows.collect(),
            by_kind: sheets::named(&page, ("jenis", "accounts-kind"), &kinds),
            total: report.total(),
            causes: causes
                .iter()
                .map(|cause| (Cause::ALL[*cause].label(lang), report.of_cause(*cause)))
                .collect(),
            more: more(&page, asked, lines, keeper),
            span: asked.span(),
            page,
        }
    }

    /// A table by its name in addresses.
    fn sheet(self, key: &str) -> Option<Sheet> {
        if key == "bulan" {
            return Some(sheets::months(&self.page, &self.causes, &self.months));
        }
        let mut others = std::iter::once(self.by_kind).chain(self.more);
        others.find(|sheet| sheet.key == key)
    }
}

/// Units, how long blocks lasted, and repeaters, of one kind of account or of all.
fn more(page: &Page, asked: &Asked, lines: &[Line], keeper: bool) -> Vec<Sheet> {
    let from = asked.bounds.first().copied().unwrap_or_default();
    let of_kind = |line: &&Line| asked.kind.is_none_or(|kind| kind == line.kind);
    let lines: Vec<_> = lines.iter().filter(of_kind).cloned().collect();
    let units = lapse::organisations(&lines, from);
    let spans = (asked.months.as_slice(), asked.bounds.as_slice());
    let [by_cause, by_month] = sheets::lasted(page, &lines, spans, asked.kind);
    vec![
        sheets::named(page, ("unit", "accounts-organisation"), &units),
        by_cause,
        by_month,
        sheets::repeaters(page, &lapse::repeaters(&lines, from), keeper),
    ]
}

/// What the report is asked for.
struct Asked {
    kind: Option<Kind>,
    /// First days of the months.
    months: Vec<Date>,
    /// First moments of the months, and the end of the last.
    bounds: Vec<Millis>,
}

impl Asked {
    fn of(values: &Values, today: Date, zone: &TimeZone) -> Option<Self> {
        let day = |month: &String| format!("{month}-01").parse::<Date>().ok();
        let given = |key: &str| values.get(key).and_then(day);
        let (from, until) = (given("dari"), given("sampai"));
        let (months, bounds) = months(today, zone, from.zip(until))?;
        Some(Self {
            kind: values.get("jenis").and_then(|key| key.parse().ok()),
            months,
            bounds,
        })
    }

    /// First and last month, as a form has them.
    fn span(&self) -> [String; 2] {
        let month = |date: Option<&Date>| {
            date.map(|date| format!("{:04}-{:02}", date.year(), date.month()))
                .unwrap_or_default()
        };
        [self.months.first(), self.months.last()].map(month)
    }
}

/// The first days of the months that are asked for, at most twelve, and the bounds in time; without any, of this month and
/// the five before it.
fn months(
    today: Date,
    zone: &TimeZone,
    asked: Option<(Date, Date)>,
) -> Option<(Vec<Date>, Vec<Millis>)> {
    let this = today.first_of_month();
    let usual = (this.checked_sub((USUAL as i64 - 1).months()).ok()?, this);
    let (first, last) = asked
        .filter(|(first, last)| first <= last && *last <= this)
        .unwrap_or(usual);
    let mut firsts = vec![first];
    while firsts.len() <= MOST && firsts.last().is_some_and(|date| *date <= last) {
        let next = firsts.last()?.checked_add(1.months()).ok()?;
        firsts.push(next);
    }
    let at = |date: &Date| {
        let start = date.to_zoned(zone.clone()).ok()?;
        Some(start.timestamp().as_millisecond())
    };
    let bounds: Vec<_> = firsts.iter().map(at).collect::<Option<_>>()?;
    firsts.pop();
    Some((firsts, bounds))
}

/// The whole report, from one range of the ledger.
async fn report(app: &App, visitor: &Visitor, values: &Values) -> Result<Blocks, Error> {
    let person = visitor.person()?;
    person.reader(&app.catalog())?;
    let keeper = person.keeper(&app.catalog()).is_ok();
    let page = Page::new(app, visitor, Nav::Reports);
    let today = page.zoned(app.now()).date();
    let asked = Asked::of(values, today, page.catalog.zone());
    let asked = asked.ok_or_else(|| Error::Internal("the calendar ends".into()))?;
    let first = asked.bounds.first().copied().unwrap_or_default();
    let last = asked.bounds.last().copied().unwrap_or_default();
    let span = (first - REPEATED_WITHIN, last);
    let lines = app.db().read(move |tx| store::report::lines(tx, span));
    Ok(Blocks::new(page, &asked, &lines.await?, keeper))
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
    let mut report = report(&app, &visitor, &values).await?;
    for sheet in &mut report.more {
        sheet.rows.truncate(SHOWN);
    }
    html(&report)
}

/// `GET /laporan/blokir/csv?tabel=…`: one of its tables, whole.
pub async fn export(
    State(app): State<App>,
    visitor: Visitor,
    Query(values): Query<Values>,
) -> Answer {
    let key = values.get("tabel").cloned().unwrap_or_default();
    let report = report(&app, &visitor, &values).await?;
    let sheet = report.sheet(&key).ok_or(Error::NotFound)?;
    csv::download(sheet.csv(), &format!("blokir-{}", sheet.key))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(asked: Option<(&str, &str)>) -> Vec<i8> {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let asked = asked.map(|(from, until)| (day(from), day(until)));
        let (months, bounds) = months(day("2027-03-05"), &TimeZone::UTC, asked).unwrap();
        assert_eq!(bounds.len(), months.len() + 1);
        assert!(bounds.windows(2).all(|pair| pair[0] < pair[1]));
        months.iter().map(|date| date.month()).collect()
    }

    #[test]
    fn six_months_end_with_this_one_unless_others_are_asked_for() {
        assert_eq!(numbers(None), [10, 11, 12, 1, 2, 3]);
        assert_eq!(numbers(Some(("2026-12-01", "2027-01-01"))), [12, 1]);
        assert_eq!(numbers(Some(("2027-03-01", "2027-03-01"))), [3]);
        assert_eq!(numbers(Some(("2020-01-01", "2027-03-01"))).len(), MOST);
        // The future and a period that ends before it begins are not periods.
        assert_eq!(numbers(Some(("2027-03-01", "2027-04-01"))).len(), USUAL);
        assert_eq!(numbers(Some(("2027-03-01", "2027-01-01"))).len(), USUAL);
    }
}
