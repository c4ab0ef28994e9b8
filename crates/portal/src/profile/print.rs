//! The copy of one's data as a document on paper: the same parts, in words.

mod documents;

use super::model::{Cell, Part, Stamp};
use crate::{
    App, Error,
    actor::Role,
    catalog::Catalog,
    notify,
    signin::device_name,
    web::{format, text},
};
use paper::{Block, Column, Document, Fact, Margins, Table};
use sop::Lang;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// More columns than this do not stand side by side: then each row is a list of facts.
const COLUMNS: usize = 6;
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
        // In the footer there is room for less.
        let short = format::moment(&format::zoned(stamp.at, self.catalog.zone()), self.lang);
        let below = [values[0].clone(), ("when", short.as_str().into())];
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
                footer: text::t_with(self.lang, "profile-print-footer", &below),
                numbering: self.t("profile-print-pages"),
            },
            blocks,
        }
    }

    fn part(&self, part: &Part) -> Vec<Block> {
        if part.rows.is_empty() {
            return vec![Block::Note(self.t("profile-print-nothing"))];
        }
        let columns: Vec<_> = (0..part.columns.len())
            .filter(|at| part.rows.iter().any(|row| is_known(&row[*at])))
            .collect();
        if columns.len() <= COLUMNS && part.rows.len() > 1 {
            return vec![Block::Table(self.table(part, &columns))];
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
            let known = columns.iter().filter(|at| is_known(&row[**at]));
            let facts = known.map(|at| {
                let label = self.label(part.columns[*at]);
                Fact::new(label, self.said(part, row, *at))
            });
            blocks.push(Block::Facts(facts.collect()));
        }
        blocks
    }

    fn table(&self, part: &Part, columns: &[usize]) -> Table {
        let heads = columns
            .iter()
            .map(|at| Column::new(self.label(part.columns[*at])));
        let row = |row: &Vec<Cell>| {
            let cells = columns.iter().map(|at| self.said(part, row, *at));
            cells.collect()
        };
        Table {
            columns: heads.collect(),
            rows: part.rows.iter().map(row).collect(),
            empty: self.t("profile-print-nothing"),
        }
    }

    fn label(&self, column: &str) -> String {
        self.t(&format!("profile-field-{column}"))
    }

    /// A cell as people say it.
    fn said(&self, part: &Part, row: &[Cell], at: usize) -> String {
        let column = part.columns[at];
        match &row[at] {
            Cell::Nothing => "–".to_owned(),
            Cell::Time(at) => format::moment(&format::zoned(*at, self.catalog.zone()), self.lang),
            Cell::Flag(true) => self.t("profile-print-yes"),
            Cell::Flag(false) => self.t("profile-print-no"),
            Cell::Number(number) => self.number(column, *number),
            Cell::Text(text) => self.word(part.key, column, text),
            Cell::Document(json) => {
                let service = part.columns.iter().position(|name| *name == "service");
                self.document_said(column, service.map(|at| &row[at]), json)
            }
        }
    }

    /// Units and services are called by their names.
    fn number(&self, column: &str, number: i64) -> String {
        match column {
            "unit" => self.unit(number),
            "service" => match self.catalog.service(number) {
                Ok((sop, _)) => format!("{number} {}", sop.title.get(self.lang)),
                Err(_) => number.to_string(),
            },
            _ => number.to_string(),
        }
    }

    fn unit(&self, number: i64) -> String {
        match self.catalog.unit(number) {
            Ok(unit) => unit.name.get(self.lang).to_owned(),
            Err(_) => self.t("signin-whole-campus"),
        }
    }

    /// What is stored as a key, as on the pages.
    fn word(&self, part: &str, column: &str, text: &str) -> String {
        let head = match (part, column) {
            ("trail", "action") => "accounts-touch-",
            ("requests", "status") => "status-",
            ("events", "kind") => "event-",
            ("events", "capacity") => "capacity-",
            ("account", "kind") => "accounts-kind-",
            ("account", "lang") => "profile-lang-",
            ("authenticators", "kind") => "proof-kind-",
            ("mailboxes" | "mailbox_offers", "part") => "accounts-part-",
            ("mailbox_offers", "outcome") => "profile-print-offer-",
            ("requests" | "drafts", "kind") => "profile-print-ticket-",
            ("messages" | "notices", "status") => "requests-told-",
            (_, "channel") => "notify-channel-",
            ("blocks", "kind") => "accounts-line-",
            ("blocks", "cause") => "accounts-cause-",
            ("data_requests", "kind") => "profile-ask-kind-",
            ("data_requests", "status") => "profile-ask-state-",
            ("conversations", "kind") => "profile-print-author-",
            ("trail", "capacity") => return self.offices(text),
            (_, "role") => return self.role(text),
            (_, "ticket") => return notify::dashed(text),
            (_, "whatsapp" | "whatsapp_awaited") => return format::phone(text),
            (_, "recipient") if text.bytes().all(|one| one.is_ascii_digit()) => {
                return format::phone(text);
            }
            (_, "device") => return device_name(text).unwrap_or_else(|| text.to_owned()),
            _ => return text.to_owned(),
        };
        let key = format!("{head}{text}");
        let said = self.t(&key);
        if said == key { text.to_owned() } else { said }
    }

    fn role(&self, key: &str) -> String {
        let role = key.parse::<Role>();
        role.map_or_else(|()| key.to_owned(), |role| role.label(self.lang).to_owned())
    }

    /// `admin:3 superadmin:0` in words.
    fn offices(&self, text: &str) -> String {
        let office = |word: &str| match word.split_once(':') {
            Some((role, unit)) => {
                let unit = self.unit(unit.parse().unwrap_or_default());
                format!("{}, {unit}", self.role(role))
            }
            None => word.to_owned(),
        };
        let all: Vec<_> = text.split_whitespace().map(office).collect();
        all.join("; ")
    }
}

fn is_known(cell: &Cell) -> bool {
    match cell {
        Cell::Nothing => false,
        Cell::Text(text) => !text.is_empty(),
        Cell::Time(_) | Cell::Number(_) | Cell::Flag(_) | Cell::Document(_) => true,
    }
}
