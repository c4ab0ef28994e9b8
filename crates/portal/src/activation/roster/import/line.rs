//! One line of a file, read and judged.

use super::{
    header::Header,
    mistake::{Column, Mistake},
};
use crate::{
    App,
    activation::roster::{normalise_nim, normalise_pin, pin_hash, read_date},
    random::Digest32,
    web::format,
};
use csv::StringRecord;
use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

/// Longest name, in characters; the longest of real ones have about 80.
const LONGEST_NAME: usize = 120;
/// Longest name of a faculty or programme.
const LONGEST_UNIT: usize = 120;
/// How old a student is, in years.
const AGES: std::ops::RangeInclusive<i16> = 12..=100;

/// A student as a file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// NIM in its normal shape.
    pub nim: String,
    /// Official name.
    pub name: String,
    /// Faculty.
    pub faculty: String,
    /// Programme of study.
    pub programme: String,
    /// Year in which the studies began.
    pub intake: i64,
    /// Birth date, if given.
    pub birth_date: Option<Date>,
    /// WhatsApp number `628…`, if given.
    pub whatsapp: Option<String>,
    /// Keyed hash of the PIN; the PIN itself goes no further.
    pub pin_hash: Digest32,
}

/// Reads a line; everything that is wrong with it is said at once.
pub(super) fn read(
    app: &App,
    header: &Header,
    record: &StringRecord,
) -> Result<Line, Vec<Mistake>> {
    if record.len() != header.width {
        return Err(vec![Mistake::Cells]);
    }
    let mut cells = Cells {
        header,
        record,
        mistakes: Vec::new(),
    };
    let today = format::zoned(app.now(), app.catalog().zone()).date();
    let nim = cells.read(Column::Nim, Mistake::Nim, |typed| {
        normalise_nim(app.catalog().campus(), typed)
    });
    let name = cells.words(Column::Name, LONGEST_NAME);
    let faculty = cells.words(Column::Faculty, LONGEST_UNIT);
    let programme = cells.words(Column::Programme, LONGEST_UNIT);
    let intake = cells.read(Column::Intake, Mistake::Intake, |typed| {
        let year = typed.parse::<i64>().ok()?;
        let this = i64::from(today.year());
        (this - 60..=this + 1).contains(&year).then_some(year)
    });
    let birth_date = cells.read(Column::Birth, Mistake::Birth, |typed| {
        read_date(typed).filter(|date| AGES.contains(&(today.year() - date.year())))
    });
    let whatsapp = cells.read(Column::Whatsapp, Mistake::Whatsapp, |typed| {
        sop::validate::whatsapp(typed).ok()
    });
    let pin = cells.read(Column::Pin, Mistake::Pin, normalise_pin);
    match (nim, intake, pin) {
        (Some(nim), Some(intake), Some(pin)) if cells.mistakes.is_empty() => Ok(Line {
            pin_hash: pin_hash(app, &nim, &pin),
            nim,
            name,
            faculty,
            programme,
            intake,
            birth_date,
            whatsapp,
        }),
        _ => Err(cells.mistakes),
    }
}

struct Cells<'r> {
    header: &'r Header,
    record: &'r StringRecord,
    mistakes: Vec<Mistake>,
}

impl<'r> Cells<'r> {
    /// A cell without what no cell may have; empty when it is refused or says nothing.
    fn cell(&mut self, column: Column) -> &'r str {
        let cell = self.header.cell(self.record, column);
        let is_number = column == Column::Whatsapp && cell.starts_with('+');
        if cell.starts_with(['=', '@', '+', '-']) && !is_number {
            self.mistakes.push(Mistake::Formula(column));
            return "";
        }
        if cell.chars().any(|c| c.is_control() || c == '\u{fffd}') {
            self.mistakes.push(Mistake::Signs(column));
            return "";
        }
        if cell.is_empty() && !column.is_optional() {
            self.mistakes.push(Mistake::Missing(column));
        }
        cell
    }

    fn read<T>(
        &mut self,
        column: Column,
        wrong: Mistake,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let cell = self.cell(column);
        if cell.is_empty() {
            return None;
        }
        let parsed = parse(cell);
        if parsed.is_none() {
            self.mistakes.push(wrong);
        }
        parsed
    }

    fn words(&mut self, column: Column, longest: usize) -> String {
        let cell: String = self.cell(column).nfc().collect();
        let words = cell.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.chars().count() > longest {
            self.mistakes.push(Mistake::Long(column));
        }
        words
    }
}
