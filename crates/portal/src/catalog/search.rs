//! Search over services and units, in memory: forgives typos, knows everyday words and the affixes of Indonesian.
//! Pure: an index is made at publishing, a question is answered from it.

mod language;

pub use language::{distance, fold, meaning, words};

use sop::{Campus, Lang, Sop, Text, Unit};
use std::collections::{HashMap, HashSet};

/// Everything that can be found.
#[derive(Debug, Default)]
pub struct Index {
    entries: Vec<Entry>,
    /// In how many entries a meaning occurs: what is in all of them says little.
    spread: HashMap<String, usize>,
}

/// What was found, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// The service with this number.
    Service(i64),
    /// The unit with this number.
    Unit(i64),
}

#[derive(Debug)]
struct Entry {
    target: Target,
    /// The strongest place of each meaning, with the word as written.
    terms: HashMap<String, Term>,
    /// The meanings of each keyword: found whole, it is what was meant.
    phrases: Vec<HashSet<String>>,
}

#[derive(Debug)]
struct Term {
    word: String,
    weight: f32,
}

/// Below this share of the best score a find is noise.
const TAIL: f32 = 0.3;
/// More than so much of the question must be found at all.
const COVERAGE: f32 = 0.5;

impl Index {
    /// The index of a campus.
    pub fn new(campus: &Campus) -> Self {
        let services = campus.services.iter().map(|sop| service(campus, sop));
        let units = campus.units.iter().map(unit);
        let entries: Vec<_> = services.chain(units).collect();
        let mut spread = HashMap::new();
        for meaning in entries.iter().flat_map(|entry| entry.terms.keys()) {
            *spread.entry(meaning.clone()).or_default() += 1;
        }
        Self { entries, spread }
    }

    /// What answers a question, best first.
    pub fn find(&self, question: &str) -> Vec<Target> {
        let asked = words(question);
        let mut found: Vec<_> = self
            .entries
            .iter()
            .filter_map(|entry| Some((self.score(entry, &asked)?, entry.target)))
            .collect();
        // Equal scores keep the order of the numbers.
        found.sort_by(|one, other| other.0.total_cmp(&one.0));
        let best = found.first().map_or(0.0, |(score, _)| *score);
        found.retain(|(score, _)| *score >= best * TAIL);
        found.into_iter().map(|(_, target)| target).collect()
    }

    fn score(&self, entry: &Entry, asked: &[String]) -> Option<f32> {
        let (mut score, mut hit, mut all) = (0.0, 0.0, 0.0);
        let mut meant = HashSet::new();
        for word in asked {
            let worth = self.worth(word);
            all += worth;
            if let Some((likeness, meaning, weight)) = entry.best(word) {
                score += likeness * weight * worth;
                hit += likeness * worth;
                meant.insert(meaning);
            }
        }
        if all == 0.0 || hit / all <= COVERAGE {
            return None;
        }
        let whole = entry.phrases.iter().filter(|phrase| {
            phrase
                .iter()
                .all(|meaning| meant.contains(meaning.as_str()))
        });
        let longest = whole.map(HashSet::len).max().unwrap_or(0);
        Some(score * (hit / all) * (1.0 + 0.5 * longest as f32))
    }

    /// Rare words say more than common ones.
    fn worth(&self, word: &str) -> f32 {
        let entries = self.entries.len() as f32;
        let spread = *self.spread.get(&meaning(word)).unwrap_or(&1) as f32;
        (1.0 + entries / spread).ln()
    }
}

impl Entry {
    /// The term that is most like a word: how much, which, and how much it weighs.
    fn best(&self, word: &str) -> Option<(f32, &str, f32)> {
        let meant = meaning(word);
        if let Some((key, term)) = self.terms.get_key_value(&meant) {
            return Some((1.0, key, term.weight));
        }
        let alike = self.terms.iter().filter_map(|(key, term)| {
            let likeness = likeness(word, &term.word).max(likeness(&meant, key));
            (likeness > 0.0).then_some((likeness, key.as_str(), term.weight))
        });
        alike.max_by(|one, other| {
            (one.0 * one.2)
                .total_cmp(&(other.0 * other.2))
                .then_with(|| other.1.cmp(one.1))
        })
    }
}

/// How much one word is like another: the beginning of it, or a few letters wrong.
fn likeness(asked: &str, known: &str) -> f32 {
    let length = asked.chars().count();
    if asked == known {
        return 1.0;
    }
    if length >= 3 && known.starts_with(asked) {
        return 0.75;
    }
    let allowed = match length {
        0..4 => return 0.0,
        4..7 => 1,
        _ => 2,
    };
    match distance(asked, known, allowed) {
        Some(1) => 0.7,
        Some(_) => 0.55,
        None => 0.0,
    }
}

fn service(campus: &Campus, sop: &Sop) -> Entry {
    let mut entry = Entry::new(Target::Service(sop.id));
    entry.add(&sop.id.to_string(), 8.0);
    entry.both(&sop.title, 4.0);
    for keyword in &sop.keywords {
        entry.add(keyword, 4.0);
        let phrase: HashSet<_> = words(keyword).iter().map(|word| meaning(word)).collect();
        if !phrase.is_empty() {
            entry.phrases.push(phrase);
        }
    }
    entry.both(&sop.summary, 1.5);
    if let Some(category) = campus.category(&sop.category) {
        entry.both(&category.name, 1.0);
    }
    if let Some(unit) = campus.unit(&sop.unit) {
        entry.add(&unit.short, 1.0);
    }
    for product in &sop.standard.product {
        entry.both(product, 1.0);
    }
    entry
}

fn unit(unit: &Unit) -> Entry {
    let mut entry = Entry::new(Target::Unit(unit.id));
    entry.add(&unit.short, 5.0);
    entry.both(&unit.name, 4.0);
    entry
}

impl Entry {
    fn new(target: Target) -> Self {
        Self {
            target,
            terms: HashMap::new(),
            phrases: Vec::new(),
        }
    }

    fn both(&mut self, text: &Text, weight: f32) {
        for lang in Lang::ALL {
            self.add(text.get(lang), weight);
        }
    }

    fn add(&mut self, text: &str, weight: f32) {
        for word in words(text) {
            let term = self
                .terms
                .entry(meaning(&word))
                .or_insert(Term { word, weight: 0.0 });
            term.weight = term.weight.max(weight);
        }
    }
}

#[cfg(test)]
mod tests;
