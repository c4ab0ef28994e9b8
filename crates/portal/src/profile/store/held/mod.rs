//! SQL of all that is held on somebody. Secrets and their hashes are left out, and what only staff read.

mod account;
mod doings;

use crate::profile::model::{Cell, Kind, Part};
use db::{Columns, Error, Tx, params};

/// Where a part stands and what is read of it.
struct Source {
    key: &'static str,
    sql: &'static str,
    columns: &'static [(&'static str, Kind)],
}

/// Every part, in the order in which people read them.
fn sources() -> impl Iterator<Item = &'static Source> {
    account::SOURCES.iter().chain(doings::SOURCES)
}

/// The names of all parts.
pub(in crate::profile) fn keys() -> impl Iterator<Item = &'static str> {
    sources().map(|source| source.key)
}

/// All that is held on the owner of an account.
pub(in crate::profile) fn read(tx: &mut Tx<'_>, account_id: i64) -> Result<Vec<Part>, Error> {
    let mut parts = Vec::new();
    for source in sources() {
        let row = |row: &mut Columns<'_>| {
            let cells = source.columns.iter().map(|(_, kind)| cell(row, *kind));
            cells.collect::<Result<Vec<_>, _>>()
        };
        parts.push(Part {
            key: source.key,
            columns: source.columns.iter().map(|(name, _)| *name).collect(),
            rows: tx.rows(source.sql, params![account_id], row)?,
        });
    }
    Ok(parts)
}

fn cell(row: &mut Columns<'_>, kind: Kind) -> Result<Cell, Error> {
    let cell = match kind {
        Kind::Text => row.get::<Option<String>>()?.map(Cell::Text),
        Kind::Time => row.get::<Option<i64>>()?.map(Cell::Time),
        Kind::Number => row.get::<Option<i64>>()?.map(Cell::Number),
        Kind::Flag => row.get::<Option<bool>>()?.map(Cell::Flag),
        Kind::Document => row.get::<Option<String>>()?.map(document),
    };
    Ok(cell.unwrap_or(Cell::Nothing))
}

/// What is no JSON, or nothing yet, stands as the words that it is.
fn document(text: String) -> Cell {
    match serde_json::from_str(&text) {
        Ok(json) => Cell::Document(json),
        Err(_) => Cell::Text(text),
    }
}
