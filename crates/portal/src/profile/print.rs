//! The copy of one's data as a document on paper: the same parts, in words.

use super::model::{Cell, Part, Stamp};
use crate::{
    App, Error,
    accounts::Action,
    catalog::Catalog,
    notify,
    web::{format, text},
};
use paper::{Block, Column, Document, Fact, Margins, Table};
use serde_json::Value as Json;
use sop::Lang;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// More columns than this do not stand side by side: then each row is a list of facts.
const COLUMNS: usize = 5;
/// How many documents are set at once: each takes a core for a while.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// The PDF of a copy, made off the threads that serve.
///
/// # Errors
/// [`Error::Refused`] when it has too many pages, which the file for programs has not.
pub async fn pdf(app: &App, parts: Vec<Part>, stamp: Stamp, lang: Lang) -> Result<Vec<u8>, Error> {
    let words = Words {
        lang,
        catalog: app.catalog(),
    };
    let _turn = AT_ONCE.acquire().await.map_err(Error::internal)?;
    let made = tokio::task::spawn_blocking(move || paper::render(&words.document(&parts, &stamp)));
    match made.await.map_err(Error::internal)? {
        Ok(bytes) => Ok(bytes),
        Err(paper::Error::Characters | paper::Error::Pages | paper::Error::Text(_)) => {
            Err(Error::Refused("profile-data-too-long"))
        }
        Err(other) => Err(Error::internal(other)),
    }
}

/// Puts into words what is held.
struct Words {
    lang: Lang,
    catalog: Arc<Catalog>,
}

impl Words {
    fn t(&self, key: &str) -> String {
        text::t(self.lang, key).into_owned()
    }

    fn document(&self, parts: &[Part], stamp: &Stamp) -> Document {
        let when = format::full_moment(&format::zoned(stamp.at, self.catalog.zone()), self.lang);
        let values = [
            ("who", stamp.address.as_str().into()),
            ("when", when.as_str().into()),
        ];
        let mut blocks = vec![
            Block::Paragraph(text::t_with(self.lang, "profile-print-lead", &values)),
            Block::Note(self.t("profile-data-without")),
        ];
        for part in parts {
            blocks.push(Block::Heading(
                self.t(&format!("profile-part-{}", part.key)),
            ));
            blocks.extend(self.part(part));
        }
        Document {
            title: self.t("profile-print-title"),
            language: self.lang.code().to_owned(),
            author: stamp.holder.clone(),
            created: stamp.at,
            margins: Margins {
                header: stamp.holder.clone(),
                footer: text::t_with(self.lang, "profile-print-footer", &values),
                numbering: self.t("profile-print-pages"),
            },
            blocks,
        }
    }

    fn part(&self, part: &Part) -> Vec<Block> {
        if part.rows.is_empty() {
            return vec![Block::Note(self.t("profile-print-nothing"))];
        }
        if part.columns.len() <= COLUMNS && part.rows.len() > 1 {
            return vec![Block::Table(self.table(part))];
        }
        let mut blocks = Vec::new();
        for (index, row) in part.rows.iter().enumerate() {
            if part.rows.len() > 1 {
                let number = [("number", (index + 1).into())];
                blocks.push(Block::Subheading(text::t_with(
                    self.lang,
                    "profile-print-row",
                    &number,
                )));
            }
            let cells = part.columns.iter().zip(row);
            let known = cells.filter(|(_, cell)| **cell != Cell::Nothing);
            let facts =
                known.map(|(name, cell)| Fact::new(self.label(name), self.said(name, cell)));
            blocks.push(Block::Facts(facts.collect()));
        }
        blocks
    }

    fn table(&self, part: &Part) -> Table {
        let columns = part.columns.iter();
        let row = |row: &Vec<Cell>| {
            let cells = part.columns.iter().zip(row);
            cells.map(|(name, cell)| self.said(name, cell)).collect()
        };
        Table {
            columns: columns
                .map(|name| Column::new(self.label(name), 1))
                .collect(),
            rows: part.rows.iter().map(row).collect(),
            empty: self.t("profile-print-nothing"),
        }
    }

    fn label(&self, column: &str) -> String {
        self.t(&format!("profile-field-{column}"))
    }

    /// A cell as people say it.
    fn said(&self, column: &str, cell: &Cell) -> String {
        match cell {
            Cell::Nothing => "–".to_owned(),
            Cell::Time(at) => format::moment(&format::zoned(*at, self.catalog.zone()), self.lang),
            Cell::Flag(flag) => self.t(if *flag {
                "profile-print-yes"
            } else {
                "profile-print-no"
            }),
            Cell::Number(number) => self.number(column, *number),
            Cell::Text(text) => self.word(column, text),
            Cell::Document(json) => said_json(json),
        }
    }

    /// Units are called by their names.
    fn number(&self, column: &str, number: i64) -> String {
        match self.catalog.unit(number) {
            Ok(unit) if column == "unit" => unit.name.get(self.lang).to_owned(),
            _ => number.to_string(),
        }
    }

    /// Acts, codes and numbers as on the pages.
    fn word(&self, column: &str, text: &str) -> String {
        match column {
            "action" => match text.parse::<Action>() {
                Ok(action) => action.label(self.lang),
                Err(()) => text.to_owned(),
            },
            "ticket" => notify::dashed(text),
            "whatsapp" => format::phone(text),
            _ => text.to_owned(),
        }
    }
}

/// `name: Rina` on a line each.
fn said_json(json: &Json) -> String {
    match json {
        Json::Null => "–".to_owned(),
        Json::String(text) => text.clone(),
        Json::Object(fields) => {
            let line = |(name, value): (&String, &Json)| format!("{name}: {}", said_json(value));
            fields.iter().map(line).collect::<Vec<_>>().join("\n")
        }
        Json::Array(all) => all.iter().map(said_json).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}
