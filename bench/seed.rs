//! Many requests out of few: copies of real ones in every state, with all that belongs to them.

use portal::{random::Random, requests::Code};
use rusqlite::{Connection, types::Value};
use std::path::Path;

/// One in so many is open; the others are done.
const OPEN_SHARE: usize = 10;

/// A request that copies are made of: its row of each table.
struct Template {
    open: bool,
    tables: Vec<(String, Vec<Vec<Value>>)>,
}

/// Fills the database up until it has so many requests.
pub fn fill(database: &Path, wanted: usize) {
    let connection = Connection::open(database).unwrap();
    connection.execute_batch("PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -200000; BEGIN;").unwrap();
    let (there, highest): (i64, i64) = connection
        .query_row("SELECT count(*), max(id) FROM requests", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    let templates = templates(&connection);
    let (open, done): (Vec<_>, Vec<_>) = templates.iter().partition(|one| one.open);
    let random = Random::seeded(wanted as u64);
    for number in 0..wanted.saturating_sub(there as usize) {
        let kinds = if number % OPEN_SHARE == 0 {
            &open
        } else {
            &done
        };
        let template = kinds[number / OPEN_SHARE % kinds.len()];
        copy(
            &connection,
            template,
            highest + 1 + number as i64,
            number,
            Code::new(&random).as_str(),
        );
    }
    connection
        .execute_batch("COMMIT; ANALYZE; PRAGMA wal_checkpoint(TRUNCATE);")
        .unwrap();
}

/// Up to five requests of each status.
fn templates(connection: &Connection) -> Vec<Template> {
    let sql = "SELECT id, is_open FROM (SELECT id, is_open, row_number() OVER (PARTITION BY status ORDER BY id) AS n FROM requests) WHERE n <= 5";
    let mut statement = connection.prepare(sql).unwrap();
    let found = statement
        .query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?)))
        .unwrap();
    let found: Vec<_> = found.map(Result::unwrap).collect();
    let tables = [
        ("requests", "id"),
        ("request_events", "request_id"),
        ("attachments", "request_id"),
        ("request_words", "request_id"),
        ("messages", "request_id"),
        ("receipts", "request_id"),
    ];
    let template = |(id, open)| Template {
        open,
        tables: tables
            .iter()
            .map(|(table, key)| (insert(connection, table), rows(connection, table, key, id)))
            .collect(),
    };
    found.into_iter().map(template).collect()
}

fn columns(connection: &Connection, table: &str) -> Vec<String> {
    let statement = connection
        .prepare(&format!("SELECT * FROM {table}"))
        .unwrap();
    statement.column_names().map(str::to_owned).collect()
}

fn insert(connection: &Connection, table: &str) -> String {
    let columns = columns(connection, table);
    let places: Vec<_> = (1..=columns.len())
        .map(|number| format!("?{number}"))
        .collect();
    format!(
        "INSERT OR IGNORE INTO {table} ({}) VALUES ({})",
        columns.join(", "),
        places.join(", ")
    )
}

fn rows(connection: &Connection, table: &str, key: &str, id: i64) -> Vec<Vec<Value>> {
    let mut statement = connection
        .prepare(&format!("SELECT * FROM {table} WHERE {key} = ?1"))
        .unwrap();
    let width = statement.column_count();
    let read = |row: &rusqlite::Row<'_>| {
        (0..width)
            .map(|index| row.get(index))
            .collect::<Result<Vec<Value>, _>>()
    };
    let found = statement.query_map([id], read).unwrap();
    found.map(Result::unwrap).collect()
}

/// The same request once more, under another row, another code and at another time.
fn copy(connection: &Connection, template: &Template, id: i64, number: usize, code: &str) {
    for (sql, rows) in &template.tables {
        let names: Vec<&str> = sql.split(['(', ')']).nth(1).unwrap().split(", ").collect();
        let mut statement = connection.prepare_cached(sql).unwrap();
        for (index, row) in rows.iter().enumerate() {
            let is_request = sql.contains(" INTO requests ");
            let changed = names
                .iter()
                .zip(row)
                .map(|(name, value)| match (*name, value) {
                    ("id", _) if is_request => Value::Integer(id),
                    ("id", _) => Value::Null,
                    ("request_id", _) => Value::Integer(id),
                    ("code", _) => Value::Text(code.to_owned()),
                    ("origin" | "public_id", _) => {
                        Value::Text(format!("copy-{id}-{index}-{}", names.len()))
                    }
                    (name, Value::Integer(at)) if name.ends_with("_at") || name == "at" => {
                        Value::Integer(at - number as i64 * 60_000)
                    }
                    (_, value) => value.clone(),
                });
            statement
                .execute(rusqlite::params_from_iter(changed))
                .unwrap();
        }
    }
}
