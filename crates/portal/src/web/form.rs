//! What came in with a form, and what is wrong with it.

use super::{Lang, text};
use std::collections::BTreeMap;

/// The values of a form by name; of a repeated name the last counts.
pub type Values = BTreeMap<String, String>;

/// What is wrong, field by field, in the order of the form. A page with these is answered with 422.
#[derive(Clone, Debug, Default)]
pub struct FormErrors(Vec<(String, String)>);

impl FormErrors {
    /// Nothing is wrong.
    pub fn none() -> Self {
        Self::default()
    }

    /// Adds a sentence to a field, already in the reader's language.
    pub fn add(&mut self, field: impl Into<String>, sentence: impl Into<String>) {
        self.0.push((field.into(), sentence.into()));
    }

    /// Adds the sentence behind a key.
    pub fn add_key(&mut self, lang: Lang, field: impl Into<String>, key: &str) {
        self.add(field, text::t(lang, key));
    }

    /// The sentence beside a field.
    pub fn of(&self, field: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(name, _)| name == field)
            .map(|(_, sentence)| sentence.as_str())
    }

    /// All of them, for the summary above the form.
    pub fn all(&self) -> &[(String, String)] {
        &self.0
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
