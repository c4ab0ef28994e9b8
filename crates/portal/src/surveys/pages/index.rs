//! `/kepuasan`: the satisfaction index of each unit, for everybody.

use crate::{
    Answer, App, Error,
    surveys::{
        BEST, Element, Period, Summary, Weight,
        model::{Grade, Index as Ikm},
        store,
    },
    web::{
        Page, Visitor, format,
        page::{Nav, html},
    },
};
use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;

/// Which unit, half-year and weight.
#[derive(Deserialize)]
pub struct Filter {
    unit: Option<String>,
    kurun: Option<String>,
    bobot: Option<String>,
}

/// How many half-years one can look back.
const PERIODS: usize = 6;

#[derive(Template)]
#[template(path = "surveys/index.html")]
struct Index {
    page: Page,
    period: Period,
    periods: Vec<Period>,
    weight: Weight,
    /// Place of the chosen unit in `units`.
    chosen: usize,
    units: Vec<UnitRow>,
}

struct UnitRow {
    id: i64,
    name: String,
    summary: Summary,
}

impl Index {
    fn unit(&self) -> &UnitRow {
        &self.units[self.chosen]
    }

    fn summary(&self) -> &Summary {
        &self.unit().summary
    }

    fn period_name(&self, period: &Period) -> String {
        let half = if period.second { "II" } else { "I" };
        self.page.t2(
            "surveys-period",
            ("half", half),
            ("year", period.year.to_string()),
        )
    }

    fn weight_name(&self, weight: &Weight) -> String {
        let key = match weight {
            Weight::Exact => "surveys-weight-exact",
            Weight::Rounded => "surveys-weight-rounded",
        };
        self.page.t(key).into_owned()
    }

    fn decimal(&self, hundredths: i64) -> String {
        format::decimal(hundredths as f64 / 100.0, 2, self.page.lang)
    }

    fn index_of(&self, summary: &Summary) -> Option<(String, Grade)> {
        let index: Ikm = summary.index(self.weight)?;
        Some((self.decimal(index.0), index.grade()))
    }

    fn grade_name(&self, grade: &Grade) -> String {
        let key = format!("surveys-grade-{}", grade.letter().to_lowercase());
        self.page.t(&key).into_owned()
    }

    fn bars(&self) -> Vec<Bar> {
        let summary = self.summary();
        let bar = |element: &Element| {
            let (mean, grade) = (summary.mean(*element)?, summary.grade(*element)?);
            Some(Bar {
                name: self
                    .page
                    .t(&format!("surveys-element-{}", element.key()))
                    .into_owned(),
                width: mean,
                mean: self.decimal(mean),
                is_low: grade < Grade::B,
                grade: grade.letter(),
            })
        };
        Element::ALL.iter().filter_map(bar).collect()
    }

    /// Width of a bar that is full.
    fn full(&self) -> i64 {
        BEST * 100
    }

    fn respondents(&self, summary: &Summary) -> String {
        self.page.number(summary.respondents)
    }

    fn needed(&self) -> String {
        let summary = self.summary();
        let (needed, population) = (
            self.page.number(summary.needed()),
            self.page.number(summary.population),
        );
        self.page.t2(
            "surveys-needed",
            ("needed", needed),
            ("population", population),
        )
    }

    fn is_enough(&self) -> bool {
        self.summary().respondents >= self.summary().needed()
    }

    fn query(&self, unit: &UnitRow) -> String {
        format!(
            "?unit={}&kurun={}&bobot={}",
            unit.id,
            self.period.key(),
            self.weight.key()
        )
    }
}

/// An element in the chart that is a table.
struct Bar {
    name: String,
    width: i64,
    mean: String,
    grade: &'static str,
    is_low: bool,
}

/// The index of a unit with its elements, and of all units beside each other.
pub async fn index(
    State(app): State<App>,
    visitor: Visitor,
    Query(filter): Query<Filter>,
) -> Answer {
    let page = Page::new(&app, &visitor, Nav::Elsewhere);
    let catalog = app.catalog();
    let newest = Period::of(page.zoned(app.now()).date());
    let given = filter.kurun.as_deref().and_then(|key| key.parse().ok());
    let period = given.filter(|period| *period <= newest).unwrap_or(newest);
    let mut periods: Vec<_> = std::iter::successors(Some(newest), |period| Some(period.before()))
        .take(PERIODS)
        .collect();
    if !periods.contains(&period) {
        periods.push(period);
    }
    let of_campus = &catalog.campus().units;
    let mut units: Vec<_> = of_campus
        .iter()
        .map(|unit| UnitRow {
            id: unit.id,
            name: page.of(&unit.name).to_owned(),
            summary: Summary::default(),
        })
        .collect();
    let bounds = period.bounds(catalog.zone());
    let read = move |tx: &mut db::Tx<'_>| {
        for unit in &mut units {
            unit.summary = store::summary(tx, unit.id, bounds)?;
        }
        Ok::<_, Error>(units)
    };
    let units = app.db().read(read).await?;
    let wanted = |unit: &UnitRow| filter.unit.as_deref() == Some(unit.id.to_string().as_str());
    html(&Index {
        chosen: units.iter().position(wanted).unwrap_or_default(),
        weight: if filter.bobot.as_deref() == Some(Weight::Rounded.key()) {
            Weight::Rounded
        } else {
            Weight::Exact
        },
        page,
        period,
        periods,
        units,
    })
}
