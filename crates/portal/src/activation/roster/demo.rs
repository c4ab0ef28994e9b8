//! The roster of the demo. It is data: see `demo.toml`.

use super::{import::Line, pin_hash, read_date, store};
use crate::{App, Error};
use db::Tx;
use serde::Deserialize;

/// A student of the demo, with the PIN that only a demo may show.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Student {
    /// NIM.
    pub nim: String,
    /// PIN.
    pub pin: String,
    /// Name.
    pub name: String,
    /// Faculty.
    pub faculty: String,
    /// Programme.
    pub programme: String,
    /// Birth date, where the roster has it.
    pub born: Option<String>,
    /// WhatsApp number, where the roster has it.
    pub whatsapp: Option<String>,
    /// Whether the PIN stands on the page of the demo.
    #[serde(default)]
    pub shown: bool,
}

#[derive(Deserialize)]
struct Students {
    student: Vec<Student>,
}

/// All of them.
///
/// # Errors
/// [`Error::Internal`] when they cannot be read.
pub fn students() -> Result<Vec<Student>, Error> {
    let read: Result<Students, _> = toml::from_str(include_str!("demo.toml"));
    let read = read.map_err(|error| Error::Internal(format!("the roster of the demo: {error}")))?;
    Ok(read.student)
}

/// Those whose PIN stands on the page of the demo.
///
/// # Errors
/// [`Error::Internal`] when they cannot be read.
pub fn shown() -> Result<Vec<Student>, Error> {
    let mut all = students()?;
    all.retain(|student| student.shown);
    Ok(all)
}

/// Puts all of them into the roster, as students of this year.
///
/// # Errors
/// As the database says.
pub fn seed(tx: &mut Tx<'_>, app: &App) -> Result<(), Error> {
    take_over(tx, app, students()?)
}

/// Puts students into the roster, as students of this year.
///
/// # Errors
/// As the database says.
pub fn take_over(tx: &mut Tx<'_>, app: &App, students: Vec<Student>) -> Result<(), Error> {
    let year = crate::web::format::zoned(app.now(), app.catalog().zone()).year();
    let line = |student: Student| Line {
        pin_hash: pin_hash(app, &student.nim, &student.pin),
        birth_date: student.born.as_deref().and_then(read_date),
        intake: i64::from(year),
        nim: student.nim,
        name: student.name,
        faculty: student.faculty,
        programme: student.programme,
        whatsapp: student.whatsapp,
    };
    let lines: Vec<_> = students.into_iter().map(line).collect();
    store::imports::take_over(tx, &lines, app.now())?;
    Ok(())
}
