//! Student and employee numbers.

use jiff::civil::Date;

use super::{Fault, Verdict};
use crate::model::{Campus, Text};

/// A student number in its normal shape, or a sentence that says what is wrong.
pub fn nim(campus: &Campus, value: &str) -> Result<String, Text> {
    let number = compact(value).to_ascii_uppercase();
    if campus.student_number.fits(&number) {
        return Ok(number);
    }
    let (id, en) = match campus.student_number.example.as_str() {
        "" => (String::new(), String::new()),
        like => (
            format!(" NIM ditulis seperti {like}."),
            format!(" A NIM is written like {like}."),
        ),
    };
    Err(Text::new(
        format!("Bentuk NIM ini bukan yang dipakai kampus.{id}"),
        format!("This NIM does not have the shape that the campus uses.{en}"),
    ))
}

/// An employee number of 18 digits in its normal shape, or a sentence that says what is wrong.
pub fn nip(value: &str, today: Date) -> Result<String, Text> {
    let number = compact(value);
    if number.len() != 18 || !number.chars().all(|c| c.is_ascii_digit()) {
        let count = number.chars().filter(char::is_ascii_digit).count();
        return Err(Text::new(
            format!("NIP berisi 18 angka; yang ini {count} angka. Contoh: 19860926 201505 1 001."),
            format!("A NIP has 18 digits, this one has {count}. Example: 19860926 201505 1 001."),
        ));
    }
    if is_plausible(&number, today) {
        return Ok(number);
    }
    Err(Text::new(
        "Angka NIP ini tidak cocok satu sama lain. Periksa tanggal lahir (8 angka pertama) dan bulan pengangkatan (6 angka berikutnya).",
        "The digits of this NIP do not fit each other. Check the birth date (first 8 digits) and the month of appointment (next 6 digits).",
    ))
}

/// One of the two, whichever it looks like.
pub(super) fn nim_or_nip(campus: &Campus, value: &str, today: Date) -> Verdict {
    if value.trim().starts_with(|c: char| c.is_alphabetic()) {
        nim(campus, value)
            .map(drop)
            .map_err(|message| (Fault::Nim, message))
    } else {
        nip(value, today)
            .map(drop)
            .map_err(|message| (Fault::Nip, message))
    }
}

/// Without the spaces, dots and hyphens that people put in.
pub(super) fn compact(value: &str) -> String {
    value
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-'))
        .collect()
}

/// Birth date, appointment between 15 and 60 years of age and not after today, sex 1 or 2, serial from 001.
/// Contract employees carry a code from 21 where others have the month of appointment.
fn is_plausible(number: &str, today: Date) -> bool {
    let part = |from: usize, to: usize| {
        number
            .get(from..to)
            .and_then(|digits| digits.parse::<i16>().ok())
            .unwrap_or_default()
    };
    let (year, month) = (part(8, 12), part(12, 14));
    let Ok(birth) = Date::new(part(0, 4), part(4, 6) as i8, part(6, 8) as i8) else {
        return false;
    };
    let age = year - birth.year();
    let past = match month {
        1..=12 => (year, month) <= (today.year(), i16::from(today.month())),
        21.. => year <= today.year(),
        _ => false,
    };
    past && (15..=60).contains(&age) && matches!(part(14, 15), 1 | 2) && part(15, 18) != 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::StudentNumber;

    #[test]
    fn student_numbers_have_a_shape_of_the_campus() {
        let number = |shapes: &[&str]| StudentNumber {
            shapes: shapes.iter().map(|shape| (*shape).to_owned()).collect(),
            example: String::new(),
        };
        let two = number(&["A9999999", "A999999999"]);
        assert!(two.fits("M0521009") && two.fits("S162602002"));
        let wrong = [
            "",
            "0521009",
            "M052100",
            "M05210091",
            "MM521009",
            "M052100A",
            "m0521009",
            "Ḿ0521009",
        ];
        for wrong in wrong {
            assert!(!two.fits(wrong), "{wrong}");
        }
        assert!(number(&["99AA9"]).fits("12AB3"));
        // A campus that declares none takes every number.
        assert!(number(&[]).fits("2106123456") && number(&[]).fits("H1A021001"));
        assert!(!number(&[]).fits("MAHASISWA") && !number(&[]).fits("1234"));
    }

    #[test]
    fn employee_numbers() {
        let today = jiff::civil::date(2027, 3, 5);
        assert_eq!(
            nip("19860926 201505 1 001", today).as_deref(),
            Ok("198609262015051001")
        );
        assert!(
            nip("199001012022211003", today).is_ok(),
            "contract employee"
        );
        for wrong in [
            "19860926201505100",
            "198602302015051001",
            "198609262015131001",
            "198609262015053001",
            "198609262015051000",
            "198609262027041001",
            "198609261995051001",
            "194009262015051001",
        ] {
            assert!(nip(wrong, today).is_err(), "{wrong}");
        }
    }
}
