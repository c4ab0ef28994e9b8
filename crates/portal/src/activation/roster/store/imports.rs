//! SQL of files that are taken over into the roster.

use crate::{activation::roster::import::Line, clock::Millis};
use db::{Columns, Error, Param, Tx, params};
use deunicode::deunicode;
use serde::{Deserialize, Serialize};
use std::fmt::Write;

/// How many lines one statement takes over.
pub(crate) const TOGETHER: usize = 100;

/// How many values a line has.
pub(super) const COLUMNS: usize = 9;

/// Whether what a file says (`excluded`) is other than what is known (`roster`). Optional facts that a file leaves out stay
/// as they are.
macro_rules! differs {
    () => {
        "(roster.name <> excluded.name OR roster.faculty <> excluded.faculty OR roster.programme <> excluded.programme \
         OR roster.intake <> excluded.intake OR roster.imported_pin_hash IS DISTINCT FROM excluded.pin_hash \
         OR COALESCE(excluded.birth_date, roster.birth_date) IS DISTINCT FROM roster.birth_date \
         OR COALESCE(excluded.whatsapp, roster.whatsapp) IS DISTINCT FROM roster.whatsapp)"
    };
}

pub(super) use differs;

/// What a file says replaces what is known, where it differs. A PIN that the file before said too leaves that of a slip in
/// force; who is activated stays so.
const MERGE: &str = concat!(
    "ON CONFLICT (nim) DO UPDATE SET name = excluded.name, name_key = excluded.name_key, faculty = excluded.faculty, \
     programme = excluded.programme, intake = excluded.intake, \
     birth_date = COALESCE(excluded.birth_date, roster.birth_date), whatsapp = COALESCE(excluded.whatsapp, roster.whatsapp), \
     pin_hash = CASE WHEN roster.imported_pin_hash IS DISTINCT FROM excluded.pin_hash THEN excluded.pin_hash \
     ELSE roster.pin_hash END, \
     pin_expires_at = CASE WHEN roster.imported_pin_hash IS DISTINCT FROM excluded.pin_hash THEN NULL \
     ELSE roster.pin_expires_at END, \
     imported_pin_hash = excluded.pin_hash, updated_at = excluded.updated_at WHERE ",
    differs!(),
    " RETURNING nim"
);

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

/// Row and NIM of those among some lines who are known with another PIN of a file and have no account yet.
pub(crate) fn with_other_pin(tx: &mut Tx<'_>, lines: &[Line]) -> Result<Vec<(i64, String)>, Error> {
    let mut found = Vec::new();
    for some in lines.chunks(TOGETHER) {
        let places: Vec<_> = (1..=some.len()).map(|at| format!("?{at}")).collect();
        let sql = format!(
            "SELECT id, nim, imported_pin_hash FROM roster WHERE account_id IS NULL AND nim IN ({})",
            places.join(", ")
        );
        let nims: Vec<_> = some.iter().map(|line| Param::from(&line.nim)).collect();
        let known = tx.rows(&sql, &nims, |row| {
            Ok((
                row.get()?,
                row.get::<String>()?,
                row.get::<Option<Vec<u8>>>()?,
            ))
        })?;
        for (id, nim, hash) in known {
            let same = |line: &&Line| line.nim == nim && hash.as_deref() == Some(&line.pin_hash);
            if !some.iter().any(|line| same(&line)) {
                found.push((id, nim));
            }
        }
    }
    Ok(found)
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
    let texts = texts(lines);
    let mut params = vec![Param::from(now)];
    params.extend(values(lines, &texts));
    let rows = tx.rows(&sql, &params, |row| row.get::<String>())?;
    Ok(rows.len())
}

/// By what each line is sorted, and its birth date as it is stored.
pub(super) fn texts(lines: &[Line]) -> Vec<(String, Option<String>)> {
    let text = |line: &Line| {
        let birth = line.birth_date.map(|date| date.to_string());
        (name_key(&line.name), birth)
    };
    lines.iter().map(text).collect()
}

/// The values of lines, [`COLUMNS`] each.
pub(super) fn values<'v>(
    lines: &'v [Line],
    texts: &'v [(String, Option<String>)],
) -> impl Iterator<Item = Param<'v>> {
    lines.iter().zip(texts).flat_map(|(line, (key, birth))| {
        [
            Param::from(&line.nim),
            Param::from(&line.name),
            Param::from(key),
            Param::from(&line.faculty),
            Param::from(&line.programme),
            Param::from(line.intake),
            Param::from(birth),
            Param::from(&line.whatsapp),
            Param::from(&line.pin_hash),
        ]
    })
}

/// How many lines of a file became what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Counts {
    pub(crate) imported: i64,
    pub(crate) unchanged: i64,
    pub(crate) errors: i64,
}

/// The lines of one faculty in a file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Faculty {
    pub(crate) name: String,
    pub(crate) lines: i64,
    /// Whether nobody in the roster was of it before: new, or written otherwise.
    pub(crate) is_new: bool,
}

/// A file that was read.
#[derive(Clone, Debug)]
pub(crate) struct Import {
    pub(crate) public_id: String,
    pub(crate) file_name: String,
    /// Row and name of who read it; without a row: the command line.
    pub(crate) by: (Option<i64>, String),
    pub(crate) report: Counts,
    /// The first mistakes, by line, as sentences.
    pub(crate) mistakes: Vec<(u64, String)>,
    /// The faculties of the good lines, as far as they are shown.
    pub(crate) faculties: Vec<Faculty>,
    pub(crate) created_at: Millis,
    pub(crate) applied_at: Option<Millis>,
}

/// What is written down of a file.
#[derive(Serialize, Deserialize)]
pub(crate) struct Stored {
    pub(crate) counts: Counts,
    pub(crate) mistakes: Vec<(u64, String)>,
    #[serde(default)]
    pub(crate) faculties: Vec<Faculty>,
}

/// A file as it was written down.
pub(super) fn import(row: &mut Columns<'_>) -> Result<Import, Error> {
    let (public_id, file_name) = (row.get()?, row.get()?);
    let by = (row.get()?, row.get()?);
    let stored: Stored = serde_json::from_str(&row.get::<String>()?)
        .map_err(|error| Error::Broken(error.to_string()))?;
    Ok(Import {
        public_id,
        file_name,
        by,
        report: stored.counts,
        mistakes: stored.mistakes,
        faculties: stored.faculties,
        created_at: row.get()?,
        applied_at: row.get()?,
    })
}

fn report(import: &Import) -> Result<String, Error> {
    let stored = Stored {
        counts: import.report,
        mistakes: import.mistakes.clone(),
        faculties: import.faculties.clone(),
    };
    serde_json::to_string(&stored).map_err(|error| Error::Broken(error.to_string()))
}

/// Writes down that a file was read; returns its row.
pub(crate) fn add(tx: &mut Tx<'_>, import: &Import) -> Result<i64, Error> {
    tx.value(
        "INSERT INTO roster_imports (public_id, file_name, by_id, by_name, report, created_at, applied_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING id",
        params![
            &import.public_id,
            &import.file_name,
            import.by.0,
            &import.by.1,
            &report(import)?,
            import.created_at,
            import.applied_at
        ],
    )
}
