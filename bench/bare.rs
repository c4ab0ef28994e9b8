//! What handing in writes, written without Loket: the same rows in one transaction each, the same file, the same
//! settings of SQLite.

use rusqlite::{Connection, OpenFlags, types::Value};
use std::{
    fs::{self, File},
    io::Write,
    path::Path,
    time::Instant,
};

/// One row: its statement and its values.
type Row = (String, Vec<Value>);

/// How many requests a second a bare loop writes.
pub fn rate(original: &Path, folder: &Path, count: usize, letter: usize) -> f64 {
    let from = Connection::open_with_flags(original, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let to = Connection::open(folder.join("bare.db")).unwrap();
    to.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -4096;").unwrap();
    for sql in schema(&from) {
        to.execute_batch(&sql).unwrap();
    }
    let ids: Vec<i64> = all(
        &from,
        "SELECT id FROM requests ORDER BY id LIMIT ?1",
        count as i64,
    );
    let requests: Vec<Vec<Row>> = ids.iter().map(|id| rows(&from, *id)).collect();
    let content = vec![7_u8; letter];
    let since = Instant::now();
    for (number, request) in requests.iter().enumerate() {
        keep(&folder.join(format!("bare-{number}")), &content);
        to.execute_batch("BEGIN IMMEDIATE").unwrap();
        for (sql, values) in request {
            let mut statement = to.prepare_cached(sql).unwrap();
            statement
                .execute(rusqlite::params_from_iter(values))
                .unwrap();
        }
        to.execute_batch("COMMIT").unwrap();
    }
    requests.len() as f64 / since.elapsed().as_secs_f64()
}

fn all(connection: &Connection, sql: &str, limit: i64) -> Vec<i64> {
    let mut statement = connection.prepare(sql).unwrap();
    let found = statement.query_map([limit], |row| row.get(0)).unwrap();
    found.map(Result::unwrap).collect()
}

fn schema(from: &Connection) -> Vec<String> {
    let sql = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type DESC, name";
    let mut statement = from.prepare(sql).unwrap();
    let found = statement.query_map([], |row| row.get(0)).unwrap();
    found.map(Result::unwrap).collect()
}

/// A durable file, as one has to write it: the name appears when the content is there.
fn keep(path: &Path, content: &[u8]) {
    let incoming = path.with_extension("incoming");
    let mut file = File::create(&incoming).unwrap();
    file.write_all(content).unwrap();
    file.sync_all().unwrap();
    fs::rename(&incoming, path).unwrap();
    File::open(path.parent().unwrap())
        .unwrap()
        .sync_all()
        .unwrap();
}

/// Every row that handing in one request wrote; a delivered message's job is gone, so it is made up.
fn rows(from: &Connection, id: i64) -> Vec<Row> {
    let tables = [
        ("requests", "id = ?1"),
        ("request_events", "request_id = ?1 AND seq = 1"),
        ("attachments", "request_id = ?1"),
        ("request_words", "request_id = ?1"),
        (
            "messages",
            "request_id = ?1 AND origin LIKE '%:1:applicant:%'",
        ),
    ];
    let mut found: Vec<Row> = tables
        .iter()
        .flat_map(|(table, filter)| table_rows(from, table, filter, id))
        .collect();
    for _ in 0..2 {
        let sql = "INSERT INTO jobs (kind, payload, due_at, attempts, leased_until, error, created_at) VALUES ('deliver', ?1, 0, 0, 0, '', 0)";
        found.push((sql.to_owned(), vec![Value::Text(id.to_string())]));
    }
    found
}

fn table_rows(from: &Connection, table: &str, filter: &str, id: i64) -> Vec<Row> {
    let mut statement = from
        .prepare(&format!("SELECT * FROM {table} WHERE {filter}"))
        .unwrap();
    let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let places: Vec<_> = (1..=columns.len())
        .map(|number| format!("?{number}"))
        .collect();
    let sql = format!(
        "INSERT INTO {table} ({}) VALUES ({})",
        columns.join(", "),
        places.join(", ")
    );
    let read = |row: &rusqlite::Row<'_>| {
        (0..columns.len())
            .map(|index| row.get(index))
            .collect::<Result<Vec<Value>, _>>()
    };
    let found = statement.query_map([id], read).unwrap();
    found.map(|values| (sql.clone(), values.unwrap())).collect()
}
