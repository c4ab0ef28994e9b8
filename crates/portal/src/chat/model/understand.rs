//! Reads what somebody wants from what they wrote. Pure and deterministic: the same words after the same talk are always
//! understood in the same way.

use super::{
    intent::Intent,
    memory::{Awaiting, Memory},
    words::{self, any, only, tokens},
};
use crate::catalog::{Catalog, search::Target};
use sop::Lang;

/// What was understood, and in which language it was said, if that can be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Understood {
    /// What is wanted.
    pub intent: Intent,
    /// Language of the words.
    pub lang: Option<Lang>,
}

/// How many services one answer offers.
const OFFERED: usize = 4;

/// Reads what somebody wrote.
pub fn understand(catalog: &Catalog, text: &str, memory: &Memory) -> Understood {
    let said = tokens(text);
    let lang = words::language(&said);
    let heard = Heard {
        catalog,
        text,
        said: &said,
        memory,
    };
    let intent = heard
        .command()
        .or_else(|| heard.ticket())
        .or_else(|| heard.question())
        .or_else(|| heard.small_talk())
        .or_else(|| heard.search())
        .unwrap_or_else(|| heard.otherwise());
    Understood { intent, lang }
}

/// What was said, and after what.
pub(super) struct Heard<'a> {
    catalog: &'a Catalog,
    pub(super) text: &'a str,
    pub(super) said: &'a [String],
    pub(super) memory: &'a Memory,
}

impl Heard<'_> {
    pub(super) fn says(&self, list: &[&str]) -> bool {
        any(self.said, list)
    }

    pub(super) fn length(&self) -> usize {
        self.said.len()
    }

    fn question(&self) -> Option<Intent> {
        let reads: [fn(&Self) -> Option<Intent>; 5] = [
            Self::person,
            Self::link,
            Self::hours,
            Self::status,
            Self::terms,
        ];
        reads.into_iter().find_map(|read| read(self))
    }

    fn small_talk(&self) -> Option<Intent> {
        if self.said.is_empty() {
            return Some(Intent::Help);
        }
        let beside: [&[&str]; 3] = [words::THANKS, words::BESIDE_THANKS, words::CHATTER];
        let thanks = self.says(words::THANKS) || self.said.join(" ").contains("terima kasih");
        if thanks && only(self.said, &beside) {
            return Some(Intent::Thanks);
        }
        let exact = |list: &[&str]| self.said.iter().any(|word| list.contains(&word.as_str()));
        if only(self.said, &[words::CHATTER, words::HELP]) && self.says(words::HELP) {
            return Some(Intent::Help);
        }
        (exact(words::GREETINGS) && only(self.said, &[words::CHATTER])).then_some(Intent::Greeting)
    }

    fn search(&self) -> Option<Intent> {
        let rest = self.rest();
        if rest.is_empty() {
            return None;
        }
        let mut found = self.catalog.find(&rest);
        if found.is_empty() {
            found = nearly(self.catalog, &rest);
        }
        match found.first()? {
            Target::Unit(id) => Some(Intent::Unit(*id)),
            Target::Service(id) if self.memory.awaiting == Some(Awaiting::Terms) => {
                Some(Intent::Terms(Some(*id)))
            }
            Target::Service(_) => Some(Intent::Service(services(found))),
        }
    }

    /// Nothing was found: what is left are words that only make sense after what was said before.
    fn otherwise(&self) -> Intent {
        if self.says(&["layanan", "service", "services"])
            && self.length() <= 6
            && !self.said.iter().any(|word| word.parse::<i64>().is_ok())
        {
            return Intent::Help;
        }
        Intent::Unknown
    }

    /// What was said without what may stand around anything.
    pub(super) fn rest(&self) -> String {
        self.without(&[words::THANKS])
    }

    pub(super) fn without(&self, lists: &[&[&str]]) -> String {
        let plain = |word: &&String| {
            !words::CHATTER.contains(&word.as_str())
                && !lists.iter().any(|list| words::is_one(word, list))
        };
        let left: Vec<&str> = self.said.iter().filter(plain).map(String::as_str).collect();
        left.join(" ")
    }

    pub(super) fn is_nothing_but(&self, list: &[&str]) -> bool {
        self.without(&[list]).is_empty()
    }

    pub(super) fn names_service(&self) -> bool {
        let rest = self.without(&[words::FOLLOWS, words::TICKET]);
        !self.services(&rest).is_empty()
    }

    pub(super) fn services(&self, question: &str) -> Vec<i64> {
        if question.is_empty() {
            return Vec::new();
        }
        services(self.catalog.find(question))
    }

    /// The service that is named, perhaps beside a word that nobody knows.
    pub(super) fn nearest(&self, question: &str) -> Option<i64> {
        let found = self.services(question);
        let found = if found.is_empty() {
            services(nearly(self.catalog, question))
        } else {
            found
        };
        found.first().copied()
    }

    /// The unit that is named beside hours, if one is.
    pub(super) fn unit(&self) -> Option<i64> {
        self.unit_of(&self.without(&[words::HOURS, words::TIMES, words::OPEN]))
    }

    pub(super) fn unit_of(&self, question: &str) -> Option<i64> {
        let found = if question.is_empty() {
            Vec::new()
        } else {
            self.catalog.find(question)
        };
        match found.first()? {
            Target::Unit(id) => Some(*id),
            Target::Service(_) => None,
        }
    }
}

/// What is found when one of the words is left out.
fn nearly(catalog: &Catalog, rest: &str) -> Vec<Target> {
    let words: Vec<&str> = rest.split(' ').collect();
    if !(2..=5).contains(&words.len()) {
        return Vec::new();
    }
    let without = |at: usize| [&words[..at], &words[at + 1..]].concat().join(" ");
    let mut found = (0..words.len()).map(|at| catalog.find(&without(at)));
    found.find(|found| !found.is_empty()).unwrap_or_default()
}

fn services(found: Vec<Target>) -> Vec<i64> {
    let numbers = found.into_iter().filter_map(|target| match target {
        Target::Service(id) => Some(id),
        Target::Unit(_) => None,
    });
    numbers.take(OFFERED).collect()
}
