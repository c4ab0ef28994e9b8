use super::*;
use crate::clock::{DAY, HOUR};
use jiff::civil::{date, time};
use proptest::prelude::*;
use sop::{Hours, Season, Text};

struct Fixture {
    unit: Unit,
    holidays: Vec<Holiday>,
    zone: TimeZone,
}

impl Fixture {
    /// Monday to Friday as Perpres 21/2023 has them, with the holidays that the campus declares.
    fn new() -> Self {
        let sources = crate::catalog::sources(std::path::Path::new("")).unwrap();
        let campus = sources
            .iter()
            .find(|file| file.path == "campus.toml")
            .unwrap();
        let table: toml::Table = campus.text.parse().unwrap();
        let holidays = table["holiday"].as_array().unwrap().iter().map(|entry| {
            let name = &entry["name"];
            Holiday {
                date: entry["date"]
                    .as_datetime()
                    .unwrap()
                    .to_string()
                    .parse()
                    .unwrap(),
                name: Text::new(name["id"].as_str().unwrap(), name["en"].as_str().unwrap()),
                collective_leave: entry.get("collective_leave").is_some(),
            }
        });
        Self {
            unit: unit(),
            holidays: holidays.collect(),
            zone: TimeZone::get("Asia/Jakarta").unwrap(),
        }
    }

    fn office(&self) -> Office<'_> {
        Office {
            unit: &self.unit,
            holidays: &self.holidays,
            zone: &self.zone,
        }
    }
}

fn unit() -> Unit {
    let shift = |rest_from, end| {
        Some(Shift {
            start: time(7, 30, 0, 0),
            end,
            rest: Some((rest_from, time(13, 0, 0, 0))),
        })
    };
    let usual = shift(time(12, 0, 0, 0), time(16, 0, 0, 0));
    let friday = shift(time(11, 30, 0, 0), time(16, 30, 0, 0));
    Unit {
        id: 1,
        slug: "unit".into(),
        hash: "00000000".into(),
        aliases: Vec::new(),
        name: Text::same("Unit"),
        short: "U".into(),
        place: Text::same("-"),
        address: String::new(),
        phone: String::new(),
        email: String::new(),
        website: None,
        hotline: String::new(),
        head: Text::same("-"),
        hours: Hours {
            days: [usual, usual, usual, usual, friday, None, None],
        },
        seasons: Vec::new(),
        observes_collective_leave: true,
    }
}

fn ms(local: &str) -> Millis {
    let at: Zoned = format!("{local}[Asia/Jakarta]").parse().unwrap();
    at.timestamp().as_millisecond()
}

#[test]
fn the_three_agreed_deadlines() {
    let fixture = Fixture::new();
    let office = fixture.office();
    for (start, days, expected) in [
        ("2027-03-05T09:12", 3, "2027-03-18T16:00"),
        ("2026-12-23T10:00", 2, "2026-12-29T16:00"),
        ("2027-05-13T10:00", 3, "2027-05-24T16:00"),
    ] {
        let end = office.due(ms(start), Limit::WorkingDays(days));
        assert_eq!(end, ms(expected), "{start} + {days}");
        assert_eq!(office.working_days_between(ms(start), end), days as usize);
    }
}

#[test]
fn a_unit_that_works_through_collective_leave_is_faster() {
    let mut fixture = Fixture::new();
    fixture.unit.observes_collective_leave = false;
    let end = fixture
        .office()
        .due(ms("2027-03-05T09:12"), Limit::WorkingDays(3));
    assert_eq!(end, ms("2027-03-15T16:00"));
}

#[test]
fn says_which_holidays_were_not_counted() {
    let fixture = Fixture::new();
    let skipped = fixture
        .office()
        .skipped(ms("2027-03-05T09:12"), ms("2027-03-18T16:00"));
    let days: Vec<_> = skipped.iter().map(|holiday| holiday.date.day()).collect();
    assert_eq!(days, [8, 9, 10, 11, 12, 15]);
}

#[test]
fn hours_are_office_hours_and_minutes_are_not() {
    let fixture = Fixture::new();
    let office = fixture.office();
    let two = Limit::WorkingHours(2);
    // Over the break, over the evening, over a weekend, and exactly to the end of the day.
    for (start, expected) in [
        ("2027-02-16T11:00", "2027-02-16T14:00"),
        ("2027-02-16T15:00", "2027-02-17T08:30"),
        ("2027-02-20T23:00", "2027-02-22T09:30"),
        ("2027-02-16T14:00", "2027-02-16T16:00"),
        ("2027-02-16T12:30", "2027-02-16T15:00"),
    ] {
        assert_eq!(office.due(ms(start), two), ms(expected), "{start}");
    }
    let night = ms("2027-02-20T23:00");
    assert_eq!(office.due(night, Limit::Minutes(15)), night + 15 * MINUTE);
}

#[test]
fn knows_whether_the_counter_is_open() {
    let fixture = Fixture::new();
    let office = fixture.office();
    let state = |local| office.state(ms(local));
    let is = |at: &Zoned, local| at.timestamp().as_millisecond() == ms(local);
    assert!(matches!(state("2027-03-05T09:12"), State::Open(at) if is(&at, "2027-03-05T16:30")));
    assert!(matches!(state("2027-03-05T12:00"), State::Break(at) if is(&at, "2027-03-05T13:00")));
    assert!(
        matches!(state("2027-03-05T06:00"), State::Closed(Some(at), None) if is(&at, "2027-03-05T07:30"))
    );
    assert!(
        matches!(state("2027-03-05T16:30"), State::Closed(Some(at), None) if is(&at, "2027-03-16T07:30"))
    );
    assert!(
        matches!(state("2027-03-10T09:00"), State::Closed(Some(at), Some(_)) if is(&at, "2027-03-16T07:30"))
    );
    assert!(office.is_open(ms("2027-03-16T07:30")) && !office.is_open(ms("2027-03-16T16:00")));
}

/// Ramadan as Perpres 21/2023 has it: later in, earlier out, a short break.
fn ramadan() -> Season {
    let shift = |rest_from, rest_until, end| {
        Some(Shift {
            start: time(8, 0, 0, 0),
            end,
            rest: Some((rest_from, rest_until)),
        })
    };
    let half_past = time(12, 30, 0, 0);
    let usual = shift(time(12, 0, 0, 0), half_past, time(15, 0, 0, 0));
    let friday = shift(time(11, 30, 0, 0), half_past, time(15, 30, 0, 0));
    Season {
        name: Text::same("Ramadan"),
        from: date(2027, 2, 8),
        until: date(2027, 3, 9),
        hours: Hours {
            days: [usual, usual, usual, usual, friday, None, None],
        },
    }
}

#[test]
fn a_season_has_hours_of_its_own_from_its_first_day_to_its_last() {
    let mut fixture = Fixture::new();
    fixture.unit.seasons = vec![ramadan()];
    let office = fixture.office();
    for (start, limit, expected) in [
        (
            "2027-02-05T10:00",
            Limit::WorkingDays(1),
            "2027-02-08T15:00",
        ),
        (
            "2027-03-04T10:00",
            Limit::WorkingDays(1),
            "2027-03-05T15:30",
        ),
        (
            "2027-03-05T09:12",
            Limit::WorkingDays(3),
            "2027-03-18T16:00",
        ),
        (
            "2027-02-16T11:00",
            Limit::WorkingHours(2),
            "2027-02-16T13:30",
        ),
        (
            "2027-02-16T14:00",
            Limit::WorkingHours(2),
            "2027-02-17T09:00",
        ),
    ] {
        assert_eq!(office.due(ms(start), limit), ms(expected), "{start}");
    }
    assert!(office.is_open(ms("2027-03-05T15:00")) && !office.is_open(ms("2027-03-05T15:30")));
    assert!(!office.is_open(ms("2027-02-08T07:45")) && office.is_open(ms("2027-02-04T07:45")));
}

#[test]
fn a_unit_that_is_never_open_does_not_hang() {
    let mut fixture = Fixture::new();
    fixture.unit.hours.days = [None; 7];
    let (office, start) = (fixture.office(), ms("2027-03-05T09:12"));
    assert_eq!(office.due(start, Limit::WorkingDays(2)), start);
    assert_eq!(office.due(start, Limit::WorkingHours(2)), start + 2 * HOUR);
    assert!(matches!(office.state(start), State::Closed(None, None)));
}

fn limits() -> impl Strategy<Value = Limit> {
    prop_oneof![
        (1..15_u32).prop_map(Limit::WorkingDays),
        (1..60_u32).prop_map(Limit::WorkingHours),
    ]
}

proptest! {
    #[test]
    fn never_due_when_nobody_works(hour in 0..17_000_i64, minute in 0..60_i64, limit in limits()) {
        let fixture = Fixture::new();
        let office = fixture.office();
        let start = ms("2026-01-01T00:00") + hour * HOUR + minute * MINUTE;
        let end = office.due(start, limit);
        let at = zoned(end, &fixture.zone);
        prop_assert!(end > start);
        prop_assert!(office.is_working_day(at.date()));
        prop_assert!(at.time() <= office.shift(at.date()).unwrap().end);
    }

    #[test]
    fn who_comes_first_is_never_due_later(hour in 0..17_000_i64, later in 0..(40 * 24 * 60_i64), limit in limits()) {
        let fixture = Fixture::new();
        let office = fixture.office();
        let start = ms("2026-01-01T00:00") + hour * HOUR;
        prop_assert!(office.due(start, limit) <= office.due(start + later * MINUTE, limit));
    }

    #[test]
    fn one_day_after_another_is_both_days(day in 0..700_i64, first in 1..8_u32, second in 1..8_u32) {
        let fixture = Fixture::new();
        let office = fixture.office();
        let start = ms("2026-01-01T09:00") + day * DAY;
        let end = office.due(start, Limit::WorkingDays(first));
        let both = office.due(end, Limit::WorkingDays(second));
        prop_assert_eq!(both, office.due(start, Limit::WorkingDays(first + second)));
        prop_assert_eq!(office.working_days_between(start, both), (first + second) as usize);
    }
}

#[test]
fn the_calendar_has_both_years() {
    let fixture = Fixture::new();
    let of = |year| {
        let days = fixture
            .holidays
            .iter()
            .filter(move |day| day.date.year() == year);
        let leave = days.clone().filter(|day| day.collective_leave).count();
        (days.count() - leave, leave)
    };
    assert_eq!((of(2026), of(2027)), ((17, 8), (18, 8)));
    assert!(!fixture.office().is_working_day(date(2027, 12, 24)));
}
