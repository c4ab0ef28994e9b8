//! Half-years: the least often that a unit has to ask.

use crate::clock::Millis;
use jiff::{
    civil::{Date, date},
    tz::TimeZone,
};
use std::str::FromStr;

/// A half-year of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    /// The year.
    pub year: i16,
    /// Whether July to December.
    pub second: bool,
}

impl Period {
    /// The half-year that a day lies in.
    pub fn of(day: Date) -> Self {
        Self {
            year: day.year(),
            second: day.month() > 6,
        }
    }

    /// The half-year before.
    pub fn before(self) -> Self {
        Self {
            year: if self.second {
                self.year
            } else {
                self.year - 1
            },
            second: !self.second,
        }
    }

    fn after(self) -> Self {
        Self {
            year: if self.second {
                self.year + 1
            } else {
                self.year
            },
            second: !self.second,
        }
    }

    /// As it stands in an address: `2027-1`.
    pub fn key(self) -> String {
        format!("{}-{}", self.year, self.half())
    }

    /// 1 or 2.
    pub fn half(self) -> i64 {
        i64::from(self.second) + 1
    }

    /// From when until before when, on the campus's clock.
    pub fn bounds(self, zone: &TimeZone) -> (Millis, Millis) {
        (self.start(zone), self.after().start(zone))
    }

    fn start(self, zone: &TimeZone) -> Millis {
        let day = date(self.year, if self.second { 7 } else { 1 }, 1);
        day.to_zoned(zone.clone())
            .map_or(0, |start| start.timestamp().as_millisecond())
    }
}

impl FromStr for Period {
    type Err = ();

    fn from_str(key: &str) -> Result<Self, ()> {
        let (year, half) = key.split_once('-').ok_or(())?;
        let year = year
            .parse()
            .ok()
            .filter(|year| (2000..=9000).contains(year))
            .ok_or(())?;
        match half {
            "1" => Ok(Self {
                year,
                second: false,
            }),
            "2" => Ok(Self { year, second: true }),
            _ => Err(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_years_follow_each_other() {
        let zone = TimeZone::get("Asia/Jakarta").unwrap();
        let first = Period::of(date(2027, 6, 30));
        assert_eq!(first.key(), "2027-1");
        assert_eq!(first.before().key(), "2026-2");
        assert_eq!(first.before().before().key(), "2026-1");
        assert_eq!(first.before().bounds(&zone).1, first.bounds(&zone).0);
        // 1 January 2027, 00.00 WIB.
        assert_eq!(first.bounds(&zone).0, 1_798_736_400_000);
        assert_eq!("2027-1".parse(), Ok(first));
        assert!("2027-3".parse::<Period>().is_err() && "x".parse::<Period>().is_err());
    }
}
