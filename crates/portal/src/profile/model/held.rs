//! All that is held on somebody, part by part: the same for a program that reads it and for a page.

use crate::{clock::Millis, web::format};
use jiff::tz::TimeZone;
use serde_json::{Map, Value as Json};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// A moment.
    Time,
    /// A number.
    Number,
    /// Yes or no.
    Flag,
    /// A JSON document of ours.
    Document,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing is known.
    Nothing,
    /// Words.
    Text(String),
    /// A moment.
    Time(Millis),
    /// A number.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// A JSON document of ours.
    Document(Json),
}

/// A part of what is held: its rows, under names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its name; also the end of its key in the locales.
    pub key: &'static str,
    /// The names of the columns; also ends of keys in the locales.
    pub columns: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

/// When, for whom and from where.
#[derive(Clone, Debug)]
pub struct Stamp {
    /// Whose data.
    pub address: String,
    /// Who holds them.
    pub holder: String,
    /// When they were copied.
    pub at: Millis,
}

/// As a document for programs. Times have the campus's offset.
pub fn document(parts: &[Part], stamp: &Stamp, zone: &TimeZone) -> Json {
    let moment = |at: Millis| {
        let zoned = format::zoned(at, zone);
        Json::from(zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
    };
    let value = |cell: &Cell| match cell {
        Cell::Nothing => Json::Null,
        Cell::Text(text) => text.as_str().into(),
        Cell::Time(at) => moment(*at),
        Cell::Number(number) => (*number).into(),
        Cell::Flag(flag) => (*flag).into(),
        Cell::Document(json) => json.clone(),
    };
    let mut whole = Map::new();
    whole.insert("format".into(), "loket-personal-data/1".into());
    whole.insert("held_by".into(), stamp.holder.as_str().into());
    whole.insert("about".into(), stamp.address.as_str().into());
    whole.insert("copied_at".into(), moment(stamp.at));
    for part in parts {
        let row = |row: &Vec<Cell>| {
            let cells = part.columns.iter().zip(row);
            let named = cells.map(|(name, cell)| ((*name).to_owned(), value(cell)));
            Json::Object(named.collect())
        };
        let rows = part.rows.iter().map(row).collect();
        whole.insert(part.key.to_owned(), Json::Array(rows));
    }
    Json::Object(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_names_every_part_also_an_empty_one_and_keeps_types() {
        let part = |key, rows| Part {
            key,
            columns: vec!["name", "at", "blocked", "answers", "number"],
            rows,
        };
        let row = vec![
            Cell::Text("Rina".into()),
            Cell::Time(1_804_212_720_000),
            Cell::Flag(false),
            Cell::Document(serde_json::json!({"a": "b"})),
            Cell::Nothing,
        ];
        let stamp = Stamp {
            address: "rina@x.id".into(),
            holder: "X".into(),
            at: 0,
        };
        let zone = TimeZone::fixed(jiff::tz::offset(7));
        let parts = [part("account", vec![row]), part("blocks", Vec::new())];
        let made = document(&parts, &stamp, &zone);
        assert_eq!(
            made["account"][0],
            serde_json::json!({
                "name": "Rina", "at": "2027-03-05T09:12:00+07:00", "blocked": false, "answers": {"a": "b"}, "number": null
            })
        );
        assert_eq!(made["blocks"], serde_json::json!([]));
        assert_eq!(made["copied_at"], "1970-01-01T07:00:00+07:00");
    }
}
