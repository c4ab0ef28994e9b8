//! The public pages.

pub mod about;
pub mod files;
pub mod home;
pub mod lists;
pub mod search;
pub mod service;

use super::model;
use crate::{
    web::{Lang, Page, format},
    worktime::{Office, State},
};
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use sop::{Sop, Unit};

/// A service in a list.
pub struct Row {
    /// Number, as in print.
    pub number: i64,
    /// Title, in pieces: `true` marks what was searched for.
    pub title: Vec<(bool, String)>,
    /// Address.
    pub url: String,
    /// One sentence.
    pub summary: String,
    /// How long it takes.
    pub when: String,
}

impl Row {
    fn new(page: &Page, sop: &Sop) -> Self {
        Self {
            number: sop.id,
            title: vec![(false, page.of(&sop.title).to_owned())],
            url: page.url(&model::service_path(sop)),
            summary: page.of(&sop.summary).to_owned(),
            when: duration(page, sop),
        }
    }
}

fn rows<'a>(page: &Page, services: impl IntoIterator<Item = &'a Sop>) -> Vec<Row> {
    services
        .into_iter()
        .map(|sop| Row::new(page, sop))
        .collect()
}

/// A line that leads to a list, with how much is in it.
pub struct Link {
    /// Where to.
    pub url: String,
    /// Words.
    pub name: String,
    /// How many.
    pub count: usize,
}

/// Categories that have services, groups together.
fn categories(page: &Page) -> Vec<Link> {
    let campus = page.catalog.campus();
    let of_group = |group: &sop::Group| {
        let key = group.key.clone();
        campus
            .categories
            .iter()
            .filter(move |category| category.group == key)
    };
    let links = campus.groups.iter().flat_map(of_group).map(|category| {
        let inside = campus
            .services
            .iter()
            .filter(|sop| sop.category == category.key);
        Link {
            url: page.url(&format!("/kategori/{}", category.key)),
            name: page.of(&category.name).to_owned(),
            count: inside.count(),
        }
    });
    links.filter(|link| link.count > 0).collect()
}

fn units(page: &Page) -> Vec<Link> {
    let campus = page.catalog.campus();
    let links = campus.units.iter().map(|unit| Link {
        url: page.url(&model::unit_path(unit)),
        name: page.of(&unit.name).to_owned(),
        count: campus.services_of(&unit.slug).count(),
    });
    links.collect()
}

fn duration(page: &Page, sop: &Sop) -> String {
    model::duration(sop, page.lang).unwrap_or_else(|| page.t("catalog-at-once").into_owned())
}

/// What people search for most, as searches: a keyword of each of the most used services.
fn often(page: &Page, most_used: &[i64]) -> Vec<Link> {
    const ENOUGH: usize = 4;
    let keywords = most_used.iter().filter_map(|id| {
        let sop = page.catalog.campus().service(*id)?;
        model::keyword(sop, page.lang)
    });
    let links = keywords.take(ENOUGH).map(|keyword| Link {
        url: page.url(&format!(
            "/cari?q={}",
            crate::web::errors::encode(keyword).replace("%20", "+")
        )),
        name: keyword.to_owned(),
        count: 0,
    });
    links.collect()
}

/// Whether the counter is open, in one sentence.
fn opening(page: &Page, unit: &Unit) -> String {
    let lang = page.lang;
    let clock = |at: &jiff::Zoned| format::clock(at, lang);
    let today = page.zoned(page.now).date();
    let when = |at: &jiff::Zoned| {
        let day = match (at.date() - today).get_days() {
            0 => return page.t1("catalog-today-at", "time", clock(at)),
            1 => page.t("catalog-tomorrow").into_owned(),
            2..=6 => format::weekday(at.date(), lang).to_owned(),
            _ => format::long_date(at.date(), lang),
        };
        page.t2("catalog-day-at", ("day", day), ("time", clock(at)))
    };
    match Office::new(&page.catalog, unit).state(page.now) {
        State::Open(until) => page.t1("catalog-open-until", "time", clock(&until)),
        State::Break(until) => page.t1("catalog-open-break", "time", clock(&until)),
        State::Closed(Some(next), Some(holiday)) => page.t2(
            "catalog-closed-holiday",
            ("name", page.of(&holiday.name)),
            ("when", when(&next)),
        ),
        State::Closed(Some(next), None) => page.t1("catalog-closed", "when", when(&next)),
        State::Closed(None, _) => page.t("catalog-closed-always").into_owned(),
    }
}

/// Office hours in force, with the time zone once, and of a season until when they hold.
fn hours(page: &Page, unit: &Unit) -> Vec<String> {
    let now = page.zoned(page.now);
    let season = unit.season(now.date());
    let hours = season.map_or(&unit.hours, |season| &season.hours);
    let mut lines = model::hours(hours, page.lang);
    if let Some(last) = lines.last_mut() {
        last.push(' ');
        last.push_str(&format::zone_name(&now));
    }
    lines.extend(season.map(|season| {
        let (name, until) = (
            page.of(&season.name),
            format::long_date(season.until, page.lang),
        );
        page.t2("catalog-season", ("name", name), ("until", until))
    }));
    lines
}

/// An address that was right once leads to the one in force, for good.
fn moved(lang: Lang, path: &str) -> Response {
    let place = format!("/{}{path}", lang.code());
    (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, place)]).into_response()
}

/// A number as a telephone dials it: `0858-9000-1103` is `tel:+6285890001103`.
fn dial(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    match digits.strip_prefix('0') {
        Some(rest) => format!("tel:+62{rest}"),
        None => format!("tel:+{digits}"),
    }
}
