//! When a unit is open: now, and when next.

use super::{
    answer::Talk,
    model::{Day, Reply},
};
use crate::{
    catalog,
    web::format::{self, zoned},
    worktime::{Office, State},
};
use jiff::{ToSpan, Zoned, civil::Date};
use sop::Unit;

/// The hours of a unit; of the first that is declared when none is named.
pub(super) fn hours(talk: &mut Talk, named: Option<i64>, day: Day) -> Vec<Reply> {
    let catalog = talk.catalog.clone();
    let unit = named.or_else(|| unit_in_mind(talk));
    let units = &catalog.campus().units;
    let unit = unit
        .and_then(|id| catalog.unit(id).ok())
        .or_else(|| units.first());
    let Some(unit) = unit else {
        return vec![Reply::with(talk.t("chat-unknown"), talk.usual())];
    };
    let mut text = format!(
        "*{}*\n{}",
        unit.name.get(talk.lang()),
        on_day(talk, unit, day)
    );
    text.push_str("\n\n");
    text.push_str(&table(talk, unit));
    let others: Vec<&str> = units
        .iter()
        .filter(|one| one.id != unit.id)
        .map(|one| one.short.as_str())
        .collect();
    if named.is_none() && !others.is_empty() {
        let names = format::list(&others, talk.lang());
        text.push_str("\n\n");
        text.push_str(&talk.t_with("chat-hours-others", &[("units", names.into())]));
    }
    vec![Reply::with(text, vec![talk.button("person", "")])]
}

/// A unit: when it is open, where it is, its page.
pub(super) fn unit(talk: &mut Talk, id: i64) -> Vec<Reply> {
    let catalog = talk.catalog.clone();
    let mut replies = hours(talk, Some(id), Day::Now);
    if let (Ok(unit), Some(first)) = (catalog.unit(id), replies.first_mut()) {
        let link = talk.url(&catalog::unit_path(unit));
        first.text = format!("{}\n\n{}\n{link}", first.text, unit.address);
    }
    replies
}

/// The unit of the service that was talked about.
pub(super) fn unit_in_mind(talk: &Talk) -> Option<i64> {
    let sop = talk
        .catalog
        .campus()
        .service(talk.conversation.memory.service?)?;
    talk.catalog.unit_of(sop).ok().map(|unit| unit.id)
}

fn table(talk: &Talk, unit: &Unit) -> String {
    let (now, lang) = (zoned(talk.at, talk.catalog.zone()), talk.lang());
    let season = unit.season(now.date());
    let hours = season.map_or(&unit.hours, |season| &season.hours);
    let mut lines = catalog::hours(hours, lang);
    if let Some(last) = lines.last_mut() {
        last.push(' ');
        last.push_str(&format::zone_name(&now));
    }
    lines.extend(season.map(|season| {
        let until = format::long_date(season.until, lang);
        let name = season.name.get(lang).into();
        talk.t_with("catalog-season", &[("name", name), ("until", until.into())])
    }));
    lines.join("\n")
}

fn on_day(talk: &Talk, unit: &Unit, day: Day) -> String {
    let today = zoned(talk.at, talk.catalog.zone()).date();
    let date = match day {
        Day::Now => return opening(talk, unit),
        Day::Tomorrow => today.saturating_add(1.day()),
        Day::Weekday(wanted) => next_weekday(today, wanted),
    };
    let works = Office::new(&talk.catalog, unit).is_working_day(date);
    let key = if works {
        "chat-hours-open-on"
    } else {
        "chat-hours-closed-on"
    };
    let sentence = talk.t_with(key, &[("day", format::long_date(date, talk.lang()).into())]);
    match unit.shift(date).filter(|_| works) {
        Some(shift) => {
            let (start, end) = (
                format::time(shift.start, talk.lang()),
                format::time(shift.end, talk.lang()),
            );
            format!("{sentence} {start}–{end}")
        }
        None => sentence,
    }
}

/// The next day of that name: today, if it is one.
fn next_weekday(today: Date, wanted: usize) -> Date {
    let days = today.series(1.day()).take(7);
    let is_wanted = |day: &Date| day.weekday().to_monday_zero_offset() as usize == wanted;
    days.into_iter().find(is_wanted).unwrap_or(today)
}

/// Whether the counter is open, in one sentence.
pub(super) fn opening(talk: &Talk, unit: &Unit) -> String {
    let lang = talk.lang();
    let clock = |at: &Zoned| format::clock(at, lang);
    let today = zoned(talk.at, talk.catalog.zone()).date();
    let when = |at: &Zoned| {
        let day = match (at.date() - today).get_days() {
            0 => return talk.t_with("catalog-today-at", &[("time", clock(at).into())]),
            1 => talk.t("catalog-tomorrow"),
            2..=6 => format::weekday(at.date(), lang).to_owned(),
            _ => format::long_date(at.date(), lang),
        };
        talk.t_with(
            "catalog-day-at",
            &[("day", day.into()), ("time", clock(at).into())],
        )
    };
    match Office::new(&talk.catalog, unit).state(talk.at) {
        State::Open(until) => talk.t_with("catalog-open-until", &[("time", clock(&until).into())]),
        State::Break(until) => talk.t_with("catalog-open-break", &[("time", clock(&until).into())]),
        State::Closed(Some(next), Some(holiday)) => {
            let name = holiday.name.get(lang).into();
            talk.t_with(
                "catalog-closed-holiday",
                &[("name", name), ("when", when(&next).into())],
            )
        }
        State::Closed(Some(next), None) => {
            talk.t_with("catalog-closed", &[("when", when(&next).into())])
        }
        State::Closed(None, _) => talk.t("catalog-closed-always"),
    }
}
