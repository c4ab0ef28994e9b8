//! The fields about what has to be handled before a block is lifted, wherever one is.

use crate::{
    accounts::{Account, BlockEntry, Condition, Handled, model::missing},
    web::{FormErrors, Lang, Values},
};

/// What the name of a field about a condition begins with.
const PREFIX: &str = "syarat.";

/// A condition of lifting a block.
pub struct Point {
    /// Name of its field.
    pub name: String,
    /// What has to be handled.
    pub label: String,
    /// What the officer writes about it; `None` for what Loket sees itself.
    pub question: Option<String>,
    /// Whether it is handled, where Loket sees that.
    pub is_met: bool,
    /// What was typed.
    pub words: String,
}

impl Point {
    /// Whether only its owner can handle it, who has not yet.
    pub fn waits(&self) -> bool {
        self.question.is_none() && !self.is_met
    }
}

/// The name of the field about a condition.
fn name(condition: Condition) -> String {
    format!("{PREFIX}{}", condition.key())
}

/// The conditions of a block that is in force, with what was typed about them.
pub fn points(lang: Lang, account: &Account, block: &BlockEntry, values: &Values) -> Vec<Point> {
    let renewed = block.is_renewed(account.password_changed_at);
    let point = |condition: &Condition| {
        let name = name(*condition);
        Point {
            label: condition.label(lang),
            question: (!condition.is_proven()).then(|| condition.question(lang)),
            is_met: condition.is_proven() && renewed,
            words: values.get(&name).cloned().unwrap_or_default(),
            name,
        }
    };
    block.conditions().iter().map(point).collect()
}

/// What is said about the conditions.
pub fn said(values: &Values) -> Vec<Handled> {
    let said = |condition: &Condition| {
        let words = values.get(&name(*condition))?.trim();
        (!words.is_empty()).then(|| Handled::new(*condition, words))
    };
    Condition::ALL.iter().filter_map(said).collect()
}

/// Marks the fields of the conditions about which nothing is said.
pub fn mark_missing(lang: Lang, asked: &[Condition], values: &Values, errors: &mut FormErrors) {
    for one in missing(asked, &said(values)) {
        errors.add_key(lang, name(one), "accounts-condition-missing");
    }
}

/// The names of all fields about conditions.
pub fn names() -> impl Iterator<Item = String> {
    Condition::ALL.iter().copied().map(name)
}
