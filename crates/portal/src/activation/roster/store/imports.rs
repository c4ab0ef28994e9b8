//! SQL of files that are taken over into the roster.

use crate::{activation::roster::import::Line, clock::Millis};
use db::{Error, Param, Tx};
use deunicode::deunicode;
use std::fmt::Write;

/// How many lines one statement takes over.
pub(crate) const TOGETHER: usize = 100;

/// How many values a line has.
const COLUMNS: usize = 9;

/// What a file says replaces what is there, in one statement for many lines. Optional facts that a file leaves out stay as
/// they are; a PIN that the file before said too leaves that of a slip in force; who is activated stays so. Only rows that
/// differ are written, and come back.
const MERGE: &str = "ON CONFLICT (nim) DO UPDATE SET name = excluded.name, name_key = excluded.name_key, \
    faculty = excluded.faculty, programme = excluded.programme, intake = excluded.intake, \
    birth_date = COALESCE(excluded.birth_date, roster.birth_date), whatsapp = COALESCE(excluded.whatsapp, roster.whatsapp), \
    pin_hash = CASE WHEN roster.imported_pin_hash IS DISTINCT FROM excluded.imported_pin_hash THEN excluded.pin_hash \
    ELSE roster.pin_hash END, \
    pin_expires_at = CASE WHEN roster.imported_pin_hash IS DISTINCT FROM excluded.imported_pin_hash THEN NULL \
    ELSE roster.pin_expires_at END, \
    imported_pin_hash = excluded.imported_pin_hash, updated_at = excluded.updated_at \
    WHERE roster.name <> excluded.name OR roster.faculty <> excluded.faculty OR roster.programme <> excluded.programme \
    OR roster.intake <> excluded.intake OR roster.imported_pin_hash IS DISTINCT FROM excluded.imported_pin_hash \
    OR COALESCE(excluded.birth_date, roster.birth_date) IS DISTINCT FROM roster.birth_date \
    OR COALESCE(excluded.whatsapp, roster.whatsapp) IS DISTINCT FROM roster.whatsapp RETURNING nim";

/// By what a name is sorted, and found by its beginning.
pub(crate) fn name_key(name: &str) -> String {
    deunicode(name).to_lowercase()
}

/// Takes lines over; returns how many are new or changed.
pub(crate) fn take_over(tx: &mut Tx<'_>, lines: &[Line], now: Millis) -> Result<usize, Error> {
    let mut changed = 0;
    for some in lines.chunks(TOGETHER) {
        changed += merge(tx, some, now)?;
    }
    Ok(changed)
}

fn merge(tx: &mut Tx<'_>, lines: &[Line], now: Millis) -> Result<usize, Error> {
    let mut sql = String::from(
        "INSERT INTO roster (nim, name, name_key, faculty, programme, intake, birth_date, whatsapp, pin_hash, \
         imported_pin_hash, imported_at, updated_at) VALUES ",
    );
    for at in 0..lines.len() {
        let first = at * COLUMNS + 2;
        sql.push_str(if at == 0 { "(" } else { ", (" });
        for column in first..first + COLUMNS {
            let _ = write!(sql, "?{column}, ");
        }
        // The last is the PIN: what the file said is what is in force.
        let _ = write!(sql, "?{}, ?1, ?1)", first + COLUMNS - 1);
    }
    let _ = write!(sql, " {MERGE}");
    let texts: Vec<_> = lines
        .iter()
        .map(|line| {
            (
                name_key(&line.name),
                line.birth_date.map(|date| date.to_string()),
            )
        })
        .collect();
    let mut params = vec![Param::from(now)];
    for (line, (key, birth)) in lines.iter().zip(&texts) {
        params.extend([
            Param::from(&line.nim),
            Param::from(&line.name),
            Param::from(key),
            Param::from(&line.faculty),
            Param::from(&line.programme),
            Param::from(line.intake),
            Param::from(birth),
            Param::from(&line.whatsapp),
            Param::from(&line.pin_hash),
        ]);
    }
    let rows = tx.rows(&sql, &params, |row| row.get::<String>())?;
    Ok(rows.len())
}
