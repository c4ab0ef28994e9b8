//! Reads what has parts of its own: texts, tables, lists of tables.

use toml::Spanned;
use toml::de::DeValue;

use super::Reader;
use crate::model::Text;
use crate::problem::Code;

impl<'d> Reader<'d> {
    /// A required text in every language.
    pub(crate) fn text(&self, key: &str) -> Text {
        self.need(key).map_or_else(
            || Text::same(""),
            |value| self.as_text(&self.at(key), value),
        )
    }

    /// A text that may be left out.
    pub(crate) fn opt_text(&self, key: &str) -> Option<Text> {
        self.get(key)
            .map(|value| self.as_text(&self.at(key), value))
    }

    /// A list of texts, empty if left out.
    pub(crate) fn texts(&self, key: &str) -> Vec<Text> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let path = self.at(key);
        let Some(items) = value.get_ref().as_array() else {
            self.wrong_type(&path, "a list of texts", value.get_ref());
            return Vec::new();
        };
        items
            .iter()
            .enumerate()
            .map(|(i, item)| self.as_text(&format!("{path}[{i}]"), item))
            .collect()
    }

    fn as_text(&self, path: &str, value: &'d Spanned<DeValue<'d>>) -> Text {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type(path, "a text { id = \"…\", en = \"…\" }", value.get_ref());
            return Text::same("");
        };
        let reader = Reader::new(self.doc, table, path.to_owned());
        let text = Text {
            id: reader.wording("id"),
            en: reader.wording("en"),
        };
        reader.finish();
        text
    }

    fn wording(&self, lang: &str) -> String {
        let words = self.opt_str(lang).unwrap_or_default();
        if words.trim().is_empty() && !self.doc.is_broken(&self.at(lang)) {
            let message = format!("the text has no `{lang}`");
            self.doc.report_broken(
                Code::MissingTranslation,
                &self.at(lang),
                message,
                Some("every text is written in id and en".into()),
            );
        }
        words
    }

    /// A required table.
    pub(crate) fn table(&self, key: &str) -> Option<Reader<'d>> {
        self.need(key)?;
        self.opt_table(key)
    }

    /// A table that may be left out.
    pub(crate) fn opt_table(&self, key: &str) -> Option<Reader<'d>> {
        let value = self.get(key)?;
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.wrong_type(&self.at(key), "a table", value.get_ref());
        }
        table.map(|table| Reader::new(self.doc, table, self.at(key)))
    }

    /// Reads each table of a list.
    pub(crate) fn tables<T>(&self, key: &str, mut read: impl FnMut(&Reader<'d>) -> T) -> Vec<T> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong_type(&self.at(key), "a list of tables", value.get_ref());
            return Vec::new();
        };
        let mut found = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let path = format!("{}[{index}]", self.at(key));
            if let Some(table) = item.get_ref().as_table() {
                let reader = Reader::new(self.doc, table, path);
                found.push(read(&reader));
                reader.finish();
            } else {
                self.wrong_type(&path, "a table", item.get_ref());
            }
        }
        found
    }
}
