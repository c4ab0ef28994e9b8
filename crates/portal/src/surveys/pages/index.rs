//! `/kepuasan`: the satisfaction index of each unit, for everybody.

use crate::{
    Answer, App, Error,
    surveys::{BEST, Element, Period, Summary, Weight, model::Grade, store},
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
    period: String,
    /// Key and name of each half-year, and whether it is the chosen one.
    periods: Vec<Choice>,
    weight: Weight,
    weights: Vec<Choice>,
    /// Of the address: all but the unit.
    query: String,
    /// Place of the chosen unit in `units`.
    chosen: usize,
    units: Vec<UnitRow>,
}

/// An entry of a list to choose from.
struct Choice {
    key: String,
    name: String,
    chosen: bool,
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

    fn decimal(&self, hundredths: i64) -> String {
        format::decimal(hundredths as f64 / 100.0, 2, self.page.lang)
    }

    fn index_of(&self, summary: &Summary) -> Option<Rated> {
        let index = summary.index(self.weight)?;
        let letter = index.grade().letter();
        let key = format!("surveys-grade-{}", letter.to_lowercase());
        Some(Rated {
            value: self.decimal(index.0),
            letter,
            word: self.page.t(&key).into_owned(),
        })
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
}

/// Width of a bar that is full.
const FULL: i64 = BEST * 100;

/// An index as people read it.
struct Rated {
    value: String,
    letter: &'static str,
    word: String,
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
    let newest = Period::of(page.zoned(app.now()).date());
    let given = filter.kurun.as_deref().and_then(|key| key.parse().ok());
    let period = given.filter(|period| *period <= newest).unwrap_or(newest);
    let is_rounded = filter.bobot.as_deref() == Some(Weight::Rounded.key());
    let weight = if is_rounded {
        Weight::Rounded
    } else {
        Weight::Exact
    };
    let units = units(&app, &page, period).await?;
    let wanted = |unit: &UnitRow| filter.unit.as_deref() == Some(unit.id.to_string().as_str());
    html(&Index {
        chosen: units.iter().position(wanted).unwrap_or_default(),
        period: period_name(&page, period),
        periods: periods(&page, newest, period),
        weight,
        weights: weights(&page, weight),
        query: format!("kurun={}&bobot={}", period.key(), weight.key()),
        page,
        units,
    })
}

async fn units(app: &App, page: &Page, period: Period) -> Result<Vec<UnitRow>, Error> {
    let bounds = period.bounds(page.catalog.zone());
    let of_campus = page.catalog.campus().units.iter();
    let mut units: Vec<_> = of_campus
        .map(|unit| UnitRow {
            id: unit.id,
            name: page.of(&unit.name).to_owned(),
            summary: Summary::default(),
        })
        .collect();
    let read = move |tx: &mut db::Tx<'_>| {
        for unit in &mut units {
            unit.summary = store::summary(tx, unit.id, bounds)?;
        }
        Ok(units)
    };
    app.db().read(read).await
}

fn period_name(page: &Page, period: Period) -> String {
    let half = if period.second { "II" } else { "I" };
    let year = ("year", period.year.to_string());
    page.t2("surveys-period", ("half", half), year)
}

fn periods(page: &Page, newest: Period, chosen: Period) -> Vec<Choice> {
    let back = std::iter::successors(Some(newest), |period| Some(period.before()));
    let mut all: Vec<_> = back.take(PERIODS).collect();
    if !all.contains(&chosen) {
        all.push(chosen);
    }
    let choice = |period: Period| Choice {
        key: period.key(),
        name: period_name(page, period),
        chosen: period == chosen,
    };
    all.into_iter().map(choice).collect()
}

fn weights(page: &Page, chosen: Weight) -> Vec<Choice> {
    let choice = |weight: Weight| Choice {
        key: weight.key().to_owned(),
        name: match weight {
            Weight::Exact => page.t("surveys-weight-exact"),
            Weight::Rounded => page.t("surveys-weight-rounded"),
        }
        .into_owned(),
        chosen: weight == chosen,
    };
    Weight::ALL.map(choice).into()
}
