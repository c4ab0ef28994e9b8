//! What can be wrong with a file or a line of it, each with a sentence that says what to do.

use crate::web::text;
use sop::Lang;

/// What is wrong with a line, or with the whole file. Never with a PIN in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// Nothing is in the file.
    Empty,
    /// A workbook, not a text file.
    Workbook,
    /// The first line does not name this column.
    NoColumn(Column),
    /// The first line names this column twice.
    TwoColumns(Column),
    /// Other than as many cells as columns.
    Cells,
    /// A line so long that a quotation mark must be missing.
    Quote,
    /// The file cannot be read from here on.
    Broken,
    /// A cell that a spreadsheet would calculate.
    Formula(Column),
    /// A cell that must say something.
    Missing(Column),
    /// Longer than any real one.
    Long(Column),
    /// Signs that cannot be read in the encoding of the file, or cannot be seen.
    Signs(Column),
    /// Not a NIM of this campus.
    Nim,
    /// The same NIM as in an earlier line.
    Twice(u64),
    /// Not a year in which somebody who studies now can have begun.
    Intake,
    /// Not a date, or not that of a student.
    Birth,
    /// Not a mobile number.
    Whatsapp,
    /// Not a PIN.
    Pin,
}

/// What a column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// NIM.
    Nim,
    /// Official name.
    Name,
    /// Faculty.
    Faculty,
    /// Programme of study.
    Programme,
    /// Year in which the studies began.
    Intake,
    /// Birth date; may be left out.
    Birth,
    /// WhatsApp number; may be left out.
    Whatsapp,
    /// PIN of the payment receipt.
    Pin,
}

impl Column {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Nim,
        Self::Name,
        Self::Faculty,
        Self::Programme,
        Self::Intake,
        Self::Birth,
        Self::Whatsapp,
        Self::Pin,
    ];

    /// Whether a file may leave it out.
    pub fn is_optional(self) -> bool {
        matches!(self, Self::Birth | Self::Whatsapp)
    }

    /// What people call it.
    pub fn label(self, lang: Lang) -> String {
        let key = match self {
            Self::Nim => "activation-column-nim",
            Self::Name => "activation-column-name",
            Self::Faculty => "activation-column-faculty",
            Self::Programme => "activation-column-programme",
            Self::Intake => "activation-column-intake",
            Self::Birth => "activation-column-birth",
            Self::Whatsapp => "activation-column-whatsapp",
            Self::Pin => "activation-column-pin",
        };
        text::t(lang, key).into_owned()
    }
}

impl Mistake {
    /// The sentence: what is wrong, and what to do.
    pub fn sentence(&self, lang: Lang) -> String {
        let about = |key: &str, column: Column| {
            text::t_with(lang, key, &[("column", column.label(lang).into())])
        };
        let plain = |key: &str| text::t(lang, key).into_owned();
        match self {
            Self::Empty => plain("activation-mistake-empty"),
            Self::Workbook => plain("activation-mistake-workbook"),
            Self::NoColumn(column) => about("activation-mistake-no-column", *column),
            Self::TwoColumns(column) => about("activation-mistake-two-columns", *column),
            Self::Cells => plain("activation-mistake-cells"),
            Self::Quote => plain("activation-mistake-quote"),
            Self::Broken => plain("activation-mistake-broken"),
            Self::Formula(column) => about("activation-mistake-formula", *column),
            Self::Missing(column) => about("activation-mistake-missing", *column),
            Self::Long(column) => about("activation-mistake-long", *column),
            Self::Signs(column) => about("activation-mistake-signs", *column),
            Self::Nim => plain("activation-mistake-nim"),
            Self::Twice(line) => {
                let first = [("line", i64::try_from(*line).unwrap_or_default().into())];
                text::t_with(lang, "activation-mistake-twice", &first)
            }
            Self::Intake => plain("activation-mistake-intake"),
            Self::Birth => plain("activation-mistake-birth"),
            Self::Whatsapp => plain("activation-mistake-whatsapp"),
            Self::Pin => plain("activation-mistake-pin"),
        }
    }
}
