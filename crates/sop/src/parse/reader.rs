//! Takes one table apart, key by key, and reports everything that has the wrong shape.

use std::cell::RefCell;
use std::collections::BTreeSet;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Doc;
use super::words::{is_hash, is_key, is_slug, nearest};
use crate::model::Word;
use crate::problem::Code;

/// A table that is being read. [`Reader::finish`] reports the keys that nobody asked for.
pub(crate) struct Reader<'d> {
    pub(crate) doc: &'d Doc<'d>,
    table: &'d DeTable<'d>,
    path: String,
    asked: RefCell<BTreeSet<String>>,
}

impl<'d> Reader<'d> {
    /// The whole file.
    pub(crate) fn root(doc: &'d Doc<'d>) -> Self {
        Self::new(doc, &doc.table, String::new())
    }

    pub(super) fn new(doc: &'d Doc<'d>, table: &'d DeTable<'d>, path: String) -> Self {
        Self {
            doc,
            table,
            path,
            asked: RefCell::default(),
        }
    }

    /// The path of a key in this table.
    pub(crate) fn at(&self, key: &str) -> String {
        if self.path.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.path)
        }
    }

    /// The path of this table.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// Reports a problem at a key of this table.
    pub(crate) fn report(
        &self,
        code: Code,
        key: &str,
        message: impl Into<String>,
        help: Option<String>,
    ) {
        self.doc.report_broken(code, &self.at(key), message, help);
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    pub(crate) fn get(&self, key: &str) -> Option<&'d Spanned<DeValue<'d>>> {
        self.asked.borrow_mut().insert(key.to_owned());
        self.table.get(key)
    }

    pub(super) fn need(&self, key: &str) -> Option<&'d Spanned<DeValue<'d>>> {
        let value = self.get(key);
        if value.is_none() {
            self.missing(Code::MissingKey, key, format!("`{key}` is missing here"));
        }
        value
    }

    /// Reports that a key is missing, at the table.
    pub(crate) fn missing(&self, code: Code, key: &str, message: String) {
        self.doc.report_broken(code, &self.at(key), message, None);
    }

    pub(super) fn wrong_type(&self, path: &str, wanted: &str, value: &DeValue<'_>) {
        let message = format!("expected {wanted}, found {}", value.type_str());
        self.doc.report_broken(Code::WrongType, path, message, None);
    }

    /// A required line of words.
    pub(crate) fn str(&self, key: &str) -> String {
        self.need(key)
            .map(|value| self.as_str(&self.at(key), value))
            .unwrap_or_default()
    }

    /// A line of words that may be left out.
    pub(crate) fn opt_str(&self, key: &str) -> Option<String> {
        self.get(key).map(|value| self.as_str(&self.at(key), value))
    }

    fn as_str(&self, path: &str, value: &Spanned<DeValue<'_>>) -> String {
        let Some(words) = value.get_ref().as_str() else {
            self.wrong_type(path, "words in quotes", value.get_ref());
            return String::new();
        };
        words.to_owned()
    }

    /// A required key of our own (`[a-z][a-z0-9_]*`).
    pub(crate) fn key(&self, key: &str) -> String {
        self.grammar(
            key,
            Code::BadKey,
            is_key,
            "a-z, 0-9, - and _, beginning with a letter",
        )
    }

    /// A required slug.
    pub(crate) fn slug(&self, key: &str) -> String {
        self.grammar(
            key,
            Code::BadSlug,
            is_slug,
            "a-z and 0-9 in words joined by single hyphens",
        )
    }

    /// A required hash of eight hexadecimal digits.
    pub(crate) fn hash(&self, key: &str) -> String {
        self.grammar(
            key,
            Code::BadHash,
            is_hash,
            "eight hexadecimal digits in lower case",
        )
    }

    fn grammar(&self, key: &str, code: Code, fits: fn(&str) -> bool, rule: &str) -> String {
        let words = self.str(key);
        if !fits(&words) && !self.doc.is_broken(&self.at(key)) {
            self.report(
                code,
                key,
                format!("`{words}` cannot be used as {key}"),
                Some(format!("use {rule}")),
            );
        }
        words
    }

    /// Earlier endings of an address, `slug-hash` each.
    pub(crate) fn aliases(&self) -> Vec<String> {
        let aliases = self.strs("aliases");
        for (index, alias) in aliases.iter().enumerate() {
            let fits = alias
                .rsplit_once('-')
                .is_some_and(|(slug, hash)| is_slug(slug) && is_hash(hash));
            if !fits {
                let help = Some("write slug-hash, as at the end of the old address".to_owned());
                self.report(
                    Code::BadSlug,
                    &format!("aliases[{index}]"),
                    format!("`{alias}` is not the ending of an address"),
                    help,
                );
            }
        }
        aliases
    }

    /// A required whole number within a range.
    pub(crate) fn int(&self, key: &str, range: std::ops::RangeInclusive<i64>) -> i64 {
        let Some(value) = self.need(key) else {
            return *range.start();
        };
        let Some(number) = value.get_ref().as_integer() else {
            self.wrong_type(&self.at(key), "a whole number", value.get_ref());
            return *range.start();
        };
        let parsed = i64::from_str_radix(number.as_str(), number.radix()).ok();
        parsed
            .filter(|number| range.contains(number))
            .unwrap_or_else(|| {
                let help = format!("from {} to {}", range.start(), range.end());
                self.report(
                    Code::BadNumber,
                    key,
                    format!("`{key}` is out of range"),
                    Some(help),
                );
                *range.start()
            })
    }

    /// Yes or no; a default if left out.
    pub(crate) fn bool(&self, key: &str, default: bool) -> bool {
        let Some(value) = self.get(key) else {
            return default;
        };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.wrong_type(&self.at(key), "true or false", value.get_ref());
            default
        })
    }

    /// A required day.
    pub(crate) fn date(&self, key: &str) -> Date {
        self.need(key)
            .map_or(Date::ZERO, |value| self.as_date(key, value))
    }

    /// A day that may be left out.
    pub(crate) fn opt_date(&self, key: &str) -> Option<Date> {
        self.get(key).map(|value| self.as_date(key, value))
    }

    fn as_date(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Date {
        let day = value
            .get_ref()
            .as_datetime()
            .filter(|moment| moment.time.is_none())
            .and_then(|moment| moment.date);
        let date = day.and_then(|day| {
            Date::new(
                i16::try_from(day.year).ok()?,
                day.month as i8,
                day.day as i8,
            )
            .ok()
        });
        date.unwrap_or_else(|| {
            let help = "write a day without quotes, such as 2027-03-05".to_owned();
            self.report(
                Code::BadDate,
                key,
                format!("`{key}` is not a day of the calendar"),
                Some(help),
            );
            Date::ZERO
        })
    }

    /// One word or a list of words.
    pub(crate) fn strs(&self, key: &str) -> Vec<String> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let path = self.at(key);
        match value.get_ref() {
            DeValue::Array(items) => items
                .iter()
                .enumerate()
                .map(|(i, item)| self.as_str(&format!("{path}[{i}]"), item))
                .collect(),
            DeValue::String(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_)
            | DeValue::Table(_) => {
                vec![self.as_str(&path, value)]
            }
        }
    }

    /// A required word of a closed vocabulary.
    pub(crate) fn word<T: Word>(&self, key: &str, code: Code) -> Option<T> {
        let value = self.need(key)?;
        self.as_word(&self.at(key), self.as_str(&self.at(key), value), code)
    }

    /// A word of a closed vocabulary that may be left out.
    pub(crate) fn opt_word<T: Word>(&self, key: &str, code: Code) -> Option<T> {
        self.has(key).then(|| self.word(key, code))?
    }

    /// A list of words of a closed vocabulary.
    pub(crate) fn words<T: Word>(&self, key: &str, code: Code) -> Vec<T> {
        let words = self.strs(key).into_iter().enumerate();
        words
            .filter_map(|(i, word)| self.as_word(&format!("{}[{i}]", self.at(key)), word, code))
            .collect()
    }

    /// A list of words that must hold something.
    pub(crate) fn some_words<T: Word>(&self, key: &str, code: Code) -> Vec<T> {
        let words = self.words(key, code);
        if words.is_empty() && !self.doc.is_broken(&self.at(key)) {
            self.report(
                Code::EmptyList,
                key,
                format!("`{key}` holds nothing"),
                Some(format!("choose from {}", T::list())),
            );
        }
        words
    }

    fn as_word<T: Word>(&self, path: &str, word: String, code: Code) -> Option<T> {
        let known = T::find(&word);
        if known.is_none() && !self.doc.is_broken(path) {
            let keys = T::keys();
            let help = nearest(&word, keys.iter().copied()).map_or_else(
                || format!("choose from {}", T::list()),
                |near| format!("did you mean `{near}`?"),
            );
            self.doc.report_broken(
                code,
                path,
                format!("`{word}` is not known here"),
                Some(help),
            );
        }
        known
    }

    /// Reports the keys that nobody asked for.
    pub(crate) fn finish(&self) {
        let asked = self.asked.borrow();
        for key in self
            .table
            .keys()
            .map(|key| key.get_ref().as_ref())
            .filter(|key| !asked.contains(*key))
        {
            let near = nearest(
                key,
                asked
                    .iter()
                    .map(String::as_str)
                    .filter(|known| !self.has(known)),
            );
            let help = near.map(|near| format!("did you mean `{near}`?"));
            self.doc.report(
                Code::UnknownKey,
                &format!("{}#key", self.at(key)),
                format!("`{key}` has no meaning here"),
                help,
            );
        }
    }
}
