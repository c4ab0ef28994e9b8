//! SQL of the good lines of a file between its report and its confirmation.

use super::imports::{self, COLUMNS, Faculty, Import, Stored, TOGETHER, differs, values};
use crate::{activation::roster::import::Line, clock::Millis};
use db::{Error, Param, Tx, params};

/// How many lines are taken over in one transaction.
const BATCH: i64 = 1_000;

/// Lines of a file that say what is known.
const UNCHANGED: &str = concat!(
    "SELECT count(*) FROM roster_staged excluded JOIN roster ON roster.nim = excluded.nim WHERE excluded.import_id = ?1 \
     AND NOT ",
    differs!()
);

pub(crate) fn add(tx: &mut Tx<'_>, import_id: i64, lines: &[Line]) -> Result<(), Error> {
    for some in lines.chunks(TOGETHER) {
        let mut sql = String::from(
            "INSERT INTO roster_staged (nim, name, name_key, faculty, programme, intake, birth_date, whatsapp, pin_hash, \
             import_id, line) VALUES ",
        );
        let rows: Vec<_> = (0..some.len())
            .map(|at| {
                let columns = (0..COLUMNS).map(|column| format!("?{}", at * COLUMNS + column + 2));
                format!("({}, ?1, 0)", columns.collect::<Vec<_>>().join(", "))
            })
            .collect();
        sql.push_str(&rows.join(", "));
        let texts = imports::texts(some);
        let mut params = vec![Param::from(import_id)];
        params.extend(values(some, &texts));
        tx.execute(&sql, &params)?;
    }
    Ok(())
}

/// The faculties of the lines, those that nobody was of before first; so many at most. While the roster is empty none is
/// new.
pub(crate) fn faculties(tx: &mut Tx<'_>, import_id: i64, most: i64) -> Result<Vec<Faculty>, Error> {
    tx.rows(
        "SELECT s.faculty, count(*), k.faculty IS NULL AND EXISTS (SELECT 1 FROM roster) FROM roster_staged s \
         LEFT JOIN (SELECT DISTINCT faculty FROM roster) k ON k.faculty = s.faculty \
         WHERE s.import_id = ?1 GROUP BY s.faculty, k.faculty ORDER BY 3 DESC, s.faculty LIMIT ?2",
        params![import_id, most],
        |row| {
            Ok(Faculty {
                name: row.get()?,
                lines: row.get()?,
                is_new: row.get()?,
            })
        },
    )
}

/// How many of them are known as they are.
pub(crate) fn unchanged(tx: &mut Tx<'_>, import_id: i64) -> Result<i64, Error> {
    tx.value(UNCHANGED, params![import_id])
}

/// Some of them, taken away.
pub(crate) fn take(tx: &mut Tx<'_>, import_id: i64) -> Result<Vec<Line>, Error> {
    let lines = tx.rows(
        "SELECT nim, name, faculty, programme, intake, birth_date, whatsapp, pin_hash FROM roster_staged \
         WHERE import_id = ?1 ORDER BY nim LIMIT ?2",
        params![import_id, BATCH],
        |row| {
            Ok(Line {
                nim: row.get()?,
                name: row.get()?,
                faculty: row.get()?,
                programme: row.get()?,
                intake: row.get()?,
                birth_date: row.parse_some()?,
                whatsapp: row.get()?,
                pin_hash: row
                    .get::<Vec<u8>>()?
                    .try_into()
                    .map_err(|_| Error::Broken("pin_hash is not 32 bytes".into()))?,
            })
        },
    )?;
    if let Some(last) = lines.last() {
        tx.execute(
            "DELETE FROM roster_staged WHERE import_id = ?1 AND nim <= ?2",
            params![import_id, &last.nim],
        )?;
    }
    Ok(lines)
}

/// Takes away what nobody has confirmed since.
pub(crate) fn sweep(tx: &mut Tx<'_>, before: Millis) -> Result<(), Error> {
    tx.execute(
        "DELETE FROM roster_staged WHERE import_id IN \
         (SELECT id FROM roster_imports WHERE applied_at IS NULL AND created_at < ?1)",
        params![before],
    )
    .map(drop)
}

/// Takes away the mistakes of older files.
pub(crate) fn sweep_mistakes(tx: &mut Tx<'_>, before: Millis) -> Result<(), Error> {
    tx.execute(
        "DELETE FROM roster_mistakes WHERE import_id IN (SELECT id FROM roster_imports WHERE created_at < ?1)",
        params![before],
    )
    .map(drop)
}

/// All mistakes of a file.
pub(crate) fn keep_mistakes(tx: &mut Tx<'_>, import_id: i64, csv: &str) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO roster_mistakes (import_id, csv) VALUES (?1, ?2)",
        params![import_id, csv],
    )
    .map(drop)
}

/// As they were kept.
pub(crate) fn mistakes(tx: &mut Tx<'_>, public_id: &str) -> Result<Option<String>, Error> {
    tx.first(
        "SELECT m.csv FROM roster_mistakes m JOIN roster_imports i ON i.id = m.import_id WHERE i.public_id = ?1",
        params![public_id],
        |row| row.get(),
    )
}

pub(crate) fn discard(tx: &mut Tx<'_>, import_id: i64) -> Result<(), Error> {
    tx.execute(
        "DELETE FROM roster_staged WHERE import_id = ?1",
        params![import_id],
    )
    .map(drop)
}

/// What is now known of a file.
pub(crate) fn report(tx: &mut Tx<'_>, import_id: i64, stored: &Stored) -> Result<(), Error> {
    let report = serde_json::to_string(stored).map_err(|error| Error::Broken(error.to_string()))?;
    tx.execute(
        "UPDATE roster_imports SET report = ?2 WHERE id = ?1",
        params![import_id, &report],
    )
    .map(drop)
}

pub(crate) fn applied(tx: &mut Tx<'_>, import_id: i64, now: Millis) -> Result<(), Error> {
    tx.execute(
        "UPDATE roster_imports SET applied_at = ?2 WHERE id = ?1 AND applied_at IS NULL",
        params![import_id, now],
    )
    .map(drop)
}

/// A file, its row, and whether lines of it still wait.
pub(crate) fn find(tx: &mut Tx<'_>, public_id: &str) -> Result<Option<(i64, Import, bool)>, Error> {
    tx.first(
        "SELECT i.public_id, i.file_name, i.by_id, i.by_name, i.report, i.created_at, i.applied_at, i.id, \
         EXISTS (SELECT 1 FROM roster_staged s WHERE s.import_id = i.id) FROM roster_imports i WHERE i.public_id = ?1",
        params![public_id],
        |row| {
            let import = imports::import(row)?;
            Ok((row.get()?, import, row.get()?))
        },
    )
}

/// The files that were taken over last.
pub(crate) fn recent(tx: &mut Tx<'_>) -> Result<Vec<Import>, Error> {
    tx.rows(
        "SELECT public_id, file_name, by_id, by_name, report, created_at, applied_at FROM roster_imports \
         WHERE applied_at IS NOT NULL ORDER BY applied_at DESC, id DESC LIMIT 10",
        params![],
        imports::import,
    )
}

pub(crate) fn count(tx: &mut Tx<'_>, import_id: i64) -> Result<i64, Error> {
    tx.value(
        "SELECT count(*) FROM roster_staged WHERE import_id = ?1",
        params![import_id],
    )
}
