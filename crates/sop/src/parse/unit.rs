//! `{unit}/unit.toml`.

use jiff::civil::Time;
use toml::de::DeValue;

use super::Reader;
use crate::model::{Hours, Season, Shift, Unit};
use crate::problem::Code;

const DAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Reads a unit.
pub(crate) fn unit(root: &Reader<'_>) -> Unit {
    let unit = Unit {
        id: root.int("id", 1..=i64::from(u32::MAX)),
        slug: root.slug("slug"),
        hash: root.hash("hash"),
        aliases: root.aliases(),
        name: root.text("name"),
        short: root.str("short"),
        place: root.text("place"),
        address: root.str("address"),
        phone: root.str("phone"),
        email: root.str("email"),
        website: root.opt_str("website"),
        hotline: root.str("hotline"),
        head: root.text("head"),
        hours: hours(root),
        seasons: root.tables("season", season),
        observes_collective_leave: root.bool("observes_collective_leave", true),
    };
    root.finish();
    unit
}

fn hours(root: &Reader<'_>) -> Hours {
    let Some(reader) = root.table("hours") else {
        return Hours { days: [None; 7] };
    };
    let hours = Hours {
        days: DAYS.map(|day| reader.opt_table(day).map(|r| shift(&r))),
    };
    if hours.days.iter().all(Option::is_none) {
        root.report(
            Code::EmptyList,
            "hours",
            "the unit is never open",
            Some("give the hours of at least one day".into()),
        );
    }
    reader.finish();
    hours
}

fn season(reader: &Reader<'_>) -> Season {
    Season {
        name: reader.text("name"),
        from: reader.date("from"),
        until: reader.date("until"),
        hours: hours(reader),
    }
}

fn shift(reader: &Reader<'_>) -> Shift {
    let rest = (reader.has("rest_from") || reader.has("rest_until"))
        .then(|| (time(reader, "rest_from"), time(reader, "rest_until")));
    let shift = Shift {
        start: time(reader, "start"),
        end: time(reader, "end"),
        rest,
    };
    reader.finish();
    let in_order = rest.map_or(shift.start < shift.end, |(from, until)| {
        shift.start <= from && from < until && until <= shift.end
    });
    if !in_order && !reader.doc.is_broken(reader.path()) {
        let help = Some("start, rest_from, rest_until, end must rise".into());
        reader.report(
            Code::BadTime,
            "start",
            "these hours do not make a day",
            help,
        );
    }
    shift
}

fn time(reader: &Reader<'_>, key: &str) -> Time {
    let value = reader.get(key).map(toml::Spanned::get_ref);
    let found = value
        .and_then(DeValue::as_datetime)
        .filter(|m| m.date.is_none())
        .and_then(|m| m.time);
    let time = found.and_then(|t| Time::new(t.hour as i8, t.minute as i8, 0, 0).ok());
    time.unwrap_or_else(|| {
        reader.report(
            Code::BadTime,
            key,
            format!("`{key}` is not a time of day"),
            Some("write it without quotes, such as 07:30:00".into()),
        );
        Time::midnight()
    })
}
