//! Working time of a unit: its office hours, those of the season, without breaks, public holidays and collective leave. Pure: whoever asks
//! brings the time.

use crate::{
    catalog::Catalog,
    clock::{MINUTE, Millis},
    web::format::zoned,
};
use jiff::{
    ToSpan, Zoned,
    civil::{Date, Time},
    tz::TimeZone,
};
use sop::{Holiday, Limit, Shift, Unit};

/// No calendar is searched farther than this: a unit that is never open must not keep us searching.
const HORIZON: usize = 3_660;

/// When work must be done that begins at `start` and goes through these limits one after the other.
///
/// Day counting starts on the next working day and ends with its office hours; hours are office hours; minutes run
/// by the clock.
pub fn due(catalog: &Catalog, unit: &Unit, start: Millis, limits: &[Limit]) -> Millis {
    let office = Office::new(catalog, unit);
    limits
        .iter()
        .fold(start, |start, limit| office.due(start, *limit))
}

/// A unit with the calendar and the time zone of its campus.
#[derive(Clone, Copy)]
pub struct Office<'a> {
    unit: &'a Unit,
    holidays: &'a [Holiday],
    zone: &'a TimeZone,
}

/// Whether the counter is open.
#[derive(Debug)]
pub enum State<'a> {
    /// People are served until this moment.
    Open(Zoned),
    /// The break ends at this moment.
    Break(Zoned),
    /// Closed until this moment (`None`: for good), today because of a holiday if there is one.
    Closed(Option<Zoned>, Option<&'a Holiday>),
}

impl<'a> Office<'a> {
    /// The office of a unit.
    pub fn new(catalog: &'a Catalog, unit: &'a Unit) -> Self {
        Self {
            unit,
            holidays: &catalog.campus().holidays,
            zone: catalog.zone(),
        }
    }

    /// When work must be done that begins at `start`.
    pub fn due(&self, start: Millis, limit: Limit) -> Millis {
        match limit {
            Limit::WorkingDays(0) | Limit::WorkingHours(0) | Limit::Minutes(0) => start,
            Limit::Minutes(minutes) => start + Millis::from(minutes) * MINUTE,
            Limit::WorkingDays(days) => self
                .days_after(self.date(start))
                .nth(days as usize - 1)
                .map_or(start, |(date, shift)| self.at(date, shift.end)),
            Limit::WorkingHours(hours) => self.after(start, Millis::from(hours) * 60 * MINUTE),
        }
    }

    /// When the unit's working day ends; `None` on a day on which it does not work.
    pub fn closes(&self, date: Date) -> Option<Millis> {
        self.shift(date).map(|shift| self.at(date, shift.end))
    }

    /// How many working days come after the day of `from`, up to and with the day of `until`.
    pub fn working_days_between(&self, from: Millis, until: Millis) -> usize {
        let last = self.date(until);
        self.days_after(self.date(from))
            .take_while(|(date, _)| *date <= last)
            .count()
    }

    /// The holidays after `from`, up to and with the day of `until`, on which the unit would have worked.
    pub fn skipped(&self, from: Millis, until: Millis) -> Vec<&'a Holiday> {
        let (first, last) = (self.date(from), self.date(until));
        let between = |holiday: &&Holiday| {
            holiday.date > first
                && holiday.date <= last
                && self.unit.shift(holiday.date).is_some()
                && self.counts(holiday)
        };
        self.holidays.iter().filter(between).collect()
    }

    /// Whether the counter is open at a moment, and until when that is so.
    pub fn state(&self, now: Millis) -> State<'a> {
        let at = zoned(now, self.zone);
        let (date, time) = (at.date(), at.time());
        if let Some(shift) = self.shift(date) {
            let moment = |time| zoned(self.at(date, time), self.zone);
            match shift.rest {
                Some((from, until)) if from <= time && time < until => {
                    return State::Break(moment(until));
                }
                _ if shift.start <= time && time < shift.end => {
                    return State::Open(moment(shift.end));
                }
                _ if time < shift.start => return State::Closed(Some(moment(shift.start)), None),
                _ => (),
            }
        }
        let next = self.days_after(date).next();
        let opens = next.map(|(date, shift)| zoned(self.at(date, shift.start), self.zone));
        State::Closed(opens, self.holiday(date))
    }

    /// Whether the counter serves people at a moment.
    pub fn is_open(&self, now: Millis) -> bool {
        matches!(self.state(now), State::Open(_))
    }

    /// Whether the unit works on a day.
    pub fn is_working_day(&self, date: Date) -> bool {
        self.shift(date).is_some()
    }

    fn date(&self, at: Millis) -> Date {
        zoned(at, self.zone).date()
    }

    fn at(&self, date: Date, time: Time) -> Millis {
        self.zone
            .to_ambiguous_zoned(date.to_datetime(time))
            .compatible()
            .map_or(Millis::MAX, |zoned| zoned.timestamp().as_millisecond())
    }

    fn counts(&self, holiday: &Holiday) -> bool {
        !holiday.collective_leave || self.unit.observes_collective_leave
    }

    fn holiday(&self, date: Date) -> Option<&'a Holiday> {
        self.holidays
            .iter()
            .find(|holiday| holiday.date == date && self.counts(holiday))
    }

    fn shift(&self, date: Date) -> Option<Shift> {
        let shift = self.unit.shift(date).copied()?;
        self.holiday(date).is_none().then_some(shift)
    }

    /// The working days after a day, with their hours.
    fn days_after(&self, date: Date) -> impl Iterator<Item = (Date, Shift)> {
        date.series(1.day())
            .skip(1)
            .take(HORIZON)
            .filter_map(|day| Some((day, self.shift(day)?)))
    }

    /// The moment at which so much office time has passed.
    fn after(&self, start: Millis, amount: Millis) -> Millis {
        let today = self.date(start);
        let first = self.shift(today).map(|shift| (today, shift));
        let mut left = amount;
        for (date, shift) in first.into_iter().chain(self.days_after(today)) {
            for (from, until) in stretches(shift) {
                let from = self.at(date, from).max(start);
                let open = self.at(date, until) - from;
                if open >= left {
                    return from + left;
                }
                left -= open.max(0);
            }
        }
        start + amount
    }
}

/// The hours of a day without its break.
fn stretches(shift: Shift) -> Vec<(Time, Time)> {
    match shift.rest {
        Some((from, until)) => vec![(shift.start, from), (until, shift.end)],
        None => vec![(shift.start, shift.end)],
    }
}

#[cfg(test)]
mod tests;
