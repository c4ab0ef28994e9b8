//! What Meta would refuse, and what would never be sent.

use super::{
    Category, Template, Templates, Words,
    parameter::{self, longest, named},
};
use crate::notify::Topic;
use sop::Lang;
use std::collections::BTreeSet;

/// Of a body with its parameters filled in (Cloud API, message templates).
pub(super) const LONGEST_BODY: usize = 1_024;
/// Of the words on a button.
const LONGEST_BUTTON: usize = 25;

impl Templates {
    /// Everything that Meta would refuse, and what would never be sent.
    pub fn problems(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut names = BTreeSet::new();
        for one in &self.template {
            if !names.insert(&one.name) {
                found.push(format!("{}: is there twice", one.name));
            }
            found.extend(
                one.problems()
                    .into_iter()
                    .map(|what| format!("{}: {what}", one.name)),
            );
        }
        for topic in Topic::ALL.iter().filter(|topic| **topic != Topic::Chat) {
            let plain = |one: &&Template| one.topic == topic.key() && one.id.replies.is_empty();
            if !self.template.iter().any(|one| plain(&one)) {
                found.push(format!(
                    "no template without replies for the topic {}",
                    topic.key()
                ));
            }
        }
        found
    }
}

impl Template {
    fn problems(&self) -> Vec<String> {
        let mut found = Vec::new();
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if self.name.is_empty() || self.name.len() > 512 || !self.name.chars().all(is_plain) {
            found.push("a name has lower-case letters, digits and underscores".to_owned());
        }
        if self.topic.parse::<Topic>().is_err() {
            found.push(format!("no topic is called {:?}", self.topic));
        }
        if named(&self.id.body).collect::<BTreeSet<_>>() != named(&self.en.body).collect() {
            found.push("the two languages do not speak of the same things".to_owned());
        }
        for lang in Lang::ALL {
            let said = self.words(lang).problems(self);
            found.extend(
                said.into_iter()
                    .map(|what| format!("{}: {what}", lang.code())),
            );
        }
        found
    }
}

impl Words {
    fn problems(&self, of: &Template) -> Vec<String> {
        let mut found = Vec::new();
        let mut wrong = |what: &str| found.push(what.to_owned());
        let is_code = of.category == Category::Authentication;
        let has_button = self.button.is_some();
        if is_code != self.body.is_empty() {
            wrong("codes have no body of their own, all others have one");
        }
        if is_code != of.minutes.is_some() {
            wrong("codes say how many minutes they work, and only they");
        }
        if has_button != (is_code || of.link.is_some()) {
            wrong("a button belongs to a link or a code");
        }
        if self.body.starts_with("{{") || self.body.trim_end().ends_with("}}") {
            wrong("a parameter may not stand at the beginning or the end");
        }
        let names: Vec<_> = named(&self.body).collect();
        if names.iter().any(|name| !parameter::ALL.contains(name)) {
            wrong("knows the parameters nama, tiket, perihal, keterangan");
        }
        if names.iter().collect::<BTreeSet<_>>().len() != names.len() {
            wrong("a parameter stands there twice");
        }
        let widest: usize = names.iter().map(|name| longest(name)).sum();
        if self.body.chars().count() + widest > LONGEST_BODY {
            wrong("with the longest parameters it exceeds 1024 characters");
        }
        let on_buttons = self.replies.iter().chain(&self.button);
        if on_buttons
            .clone()
            .any(|text| text.is_empty() || text.chars().count() > LONGEST_BUTTON)
        {
            wrong("a button has 1 to 25 characters");
        }
        if self.replies.len() > 3 {
            wrong("has more than three replies");
        }
        found
    }
}
