//! Dates and numbers as the reader's language writes them. The campus's time zone is the server's promise: all
//! deadlines are in it.

use super::Lang;
use crate::clock::Millis;
use jiff::{
    Timestamp, Zoned,
    civil::{Date, Time},
    tz::TimeZone,
};

const DAYS: [[&str; 7]; 2] = [
    [
        "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu",
    ],
    [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ],
];
const MONTHS: [[&str; 12]; 2] = [
    [
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
];

fn row<const N: usize>(
    names: &'static [[&'static str; N]; 2],
    lang: Lang,
) -> &'static [&'static str; N] {
    match lang {
        Lang::Id => &names[0],
        Lang::En => &names[1],
    }
}

fn short(name: &'static str) -> &'static str {
    name.get(..3).unwrap_or(name)
}

/// A moment in the campus's time zone.
pub fn zoned(at: Millis, zone: &TimeZone) -> Zoned {
    Timestamp::from_millisecond(at)
        .unwrap_or(Timestamp::UNIX_EPOCH)
        .to_zoned(zone.clone())
}

/// The name of a weekday.
pub fn weekday(date: Date, lang: Lang) -> &'static str {
    row(&DAYS, lang)[date.weekday().to_monday_zero_offset() as usize]
}

/// The name of a month, 1–12.
pub fn month(number: i8, lang: Lang) -> &'static str {
    row(&MONTHS, lang)[(number.clamp(1, 12) - 1) as usize]
}

/// `18 Maret 2027`.
pub fn date(date: Date, lang: Lang) -> String {
    format!(
        "{} {} {}",
        date.day(),
        month(date.month(), lang),
        date.year()
    )
}

/// `Kamis 18 Maret 2027`: where a date binds.
pub fn long_date(date: Date, lang: Lang) -> String {
    format!("{} {}", weekday(date, lang), self::date(date, lang))
}

/// `18 Mar`.
pub fn day_month(date: Date, lang: Lang) -> String {
    format!("{} {}", date.day(), short(month(date.month(), lang)))
}

/// `Kam 18 Mar`.
pub fn short_date(date: Date, lang: Lang) -> String {
    format!("{} {}", short(weekday(date, lang)), day_month(date, lang))
}

/// `15–19 Maret 2027`, `28 Februari – 3 Maret 2027`: from a day up to and with another.
pub fn range(first: Date, last: Date, lang: Lang) -> String {
    if first == last {
        date(first, lang)
    } else if (first.year(), first.month()) == (last.year(), last.month()) {
        format!("{}–{}", first.day(), date(last, lang))
    } else if first.year() == last.year() {
        let month = month(first.month(), lang);
        format!("{} {month} – {}", first.day(), date(last, lang))
    } else {
        format!("{} – {}", date(first, lang), date(last, lang))
    }
}

/// `14.20` or `14:20`.
pub fn clock(at: &Zoned, lang: Lang) -> String {
    time(at.time(), lang)
}

/// `07.30` or `07:30`.
pub fn time(time: Time, lang: Lang) -> String {
    let mark = if lang == Lang::Id { '.' } else { ':' };
    format!("{:02}{mark}{:02}", time.hour(), time.minute())
}

/// `Sel 16 Mar 2027, 14.20`: in lists and timelines.
pub fn moment(at: &Zoned, lang: Lang) -> String {
    format!(
        "{} {}, {}",
        short_date(at.date(), lang),
        at.year(),
        clock(at, lang)
    )
}

/// `Selasa 16 Maret 2027 pukul 14.20 WIB`: in sentences.
pub fn full_moment(at: &Zoned, lang: Lang) -> String {
    let zone = zone_name(at);
    let word = if lang == Lang::Id { "pukul" } else { "at" };
    format!(
        "{} {word} {} {zone}",
        long_date(at.date(), lang),
        clock(at, lang)
    )
}

/// `WIB`: what people call the time zone.
pub fn zone_name(at: &Zoned) -> String {
    match at.offset().seconds() {
        25_200 => "WIB".to_owned(),
        28_800 => "WITA".to_owned(),
        32_400 => "WIT".to_owned(),
        _ => at.strftime("%Z").to_string(),
    }
}

/// `A, B, dan C`.
pub fn list(names: &[&str], lang: Lang) -> String {
    joined(names, if lang == Lang::Id { "dan" } else { "and" })
}

/// `A, B, atau C`.
pub fn any_of(names: &[&str], lang: Lang) -> String {
    joined(names, if lang == Lang::Id { "atau" } else { "or" })
}

fn joined(names: &[&str], word: &str) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [one, other] => format!("{one} {word} {other}"),
        [most @ .., last] => format!("{}, {word} {last}", most.join(", ")),
    }
}

/// `1.234` or `1,234`.
pub fn number(number: i64, lang: Lang) -> String {
    let mark = if lang == Lang::Id { '.' } else { ',' };
    let digits = number.unsigned_abs().to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    if number < 0 {
        format!("−{text}")
    } else {
        text
    }
}

/// `93,6` or `93.6`, with so many decimals.
pub fn decimal(number: f64, decimals: usize, lang: Lang) -> String {
    let text = format!("{number:.decimals$}");
    if lang == Lang::Id {
        text.replace('.', ",")
    } else {
        text
    }
}

/// `1,8 MB`, `320 KB`: in powers of two, as the script and people's file managers count.
pub fn bytes(size: i64, lang: Lang) -> String {
    const KIB: i64 = 1024;
    const MIB: i64 = 1024 * KIB;
    let of = |unit: i64| size as f64 / unit as f64;
    match size {
        ..KIB => format!("{size} B"),
        KIB..MIB => format!("{} KB", decimal(of(KIB), 0, lang)),
        _ if size % MIB == 0 => format!("{} MB", size / MIB),
        _ => format!("{} MB", decimal(of(MIB), 1, lang)),
    }
}

/// `0858-9000-1103` from `6285890001103`.
pub fn phone(number: &str) -> String {
    let local = number
        .strip_prefix("62")
        .map_or_else(|| number.to_owned(), |rest| format!("0{rest}"));
    let parts: Vec<_> = local
        .as_bytes()
        .chunks(4)
        .map(String::from_utf8_lossy)
        .collect();
    parts.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_as_each_language_does() {
        let at: Zoned = "2027-03-16T14:20[Asia/Jakarta]".parse().unwrap();
        assert_eq!(
            full_moment(&at, Lang::Id),
            "Selasa 16 Maret 2027 pukul 14.20 WIB"
        );
        assert_eq!(
            full_moment(&at, Lang::En),
            "Tuesday 16 March 2027 at 14:20 WIB"
        );
        assert_eq!(moment(&at, Lang::Id), "Sel 16 Mar 2027, 14.20");
        assert_eq!(list(&["A", "B", "C"], Lang::Id), "A, B, dan C");
        assert_eq!(any_of(&["A", "B"], Lang::En), "A or B");
        assert_eq!(number(1_284, Lang::Id), "1.284");
        assert_eq!(number(-1_000_000, Lang::En), "−1,000,000");
        assert_eq!(bytes(1_900_000, Lang::Id), "1,8 MB");
        assert_eq!(bytes(10_485_760, Lang::En), "10 MB");
        assert_eq!(phone("6285890001103"), "0858-9000-1103");
    }
}
