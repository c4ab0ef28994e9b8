//! What people write instead of words, and how the words are read by which an intent is known.

use crate::catalog::search::{distance, fold};
use sop::Lang;

#[rustfmt::skip]
mod lists;

pub use lists::*;

/// The words of a text, in the spelling that the lists know. Letters that are drawn out stand once.
pub fn tokens(text: &str) -> Vec<String> {
    let folded = fold(text);
    folded
        .split_whitespace()
        .map(|word| spelled(&squeezed(word)))
        .collect()
}

/// `halooooo` is *halo*; two of a letter stay, and digits do.
fn squeezed(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let mut out = String::with_capacity(word.len());
    let mut at = 0;
    while at < letters.len() {
        let run = letters[at..]
            .iter()
            .take_while(|one| **one == letters[at])
            .count();
        let kept = if run > 2 && letters[at].is_alphabetic() {
            1
        } else {
            run
        };
        out.extend(std::iter::repeat_n(letters[at], kept));
        at += run;
    }
    out
}

fn spelled(word: &str) -> String {
    let known = EVERYDAY.iter().find(|(forms, _)| forms.contains(&word));
    known.map_or_else(|| word.to_owned(), |(_, meant)| (*meant).to_owned())
}

/// What is hung on at the end of a word.
const ENDINGS: &[&str] = &["nya", "ku", "mu", "kah", "lah", "in", "kan"];

/// Whether a word is one of these: with an ending, or with a letter or two wrong when it is long.
pub fn is_one(word: &str, list: &[&str]) -> bool {
    let bare = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending));
    list.iter()
        .any(|known| word == *known || bare == Some(*known) || is_misspelt(word, known))
}

fn is_misspelt(word: &str, known: &str) -> bool {
    // Short words are too near to each other, and who hits the first letter wrong is rare.
    let length = known.len().min(word.len());
    let allowed = match length {
        0..5 => return false,
        5..9 => 1,
        _ => 2,
    };
    word.as_bytes().first() == known.as_bytes().first() && distance(word, known, allowed).is_some()
}

/// Whether any of the words is one of these.
pub fn any(words: &[String], list: &[&str]) -> bool {
    words.iter().any(|word| is_one(word, list))
}

/// Whether each of the words is one of these lists, and there is a word.
pub fn only(words: &[String], lists: &[&[&str]]) -> bool {
    let known = |word: &String| lists.iter().any(|list| is_one(word, list));
    !words.is_empty() && words.iter().all(known)
}

/// In which language a sentence is; `None` when it could be either.
pub fn language(words: &[String]) -> Option<Lang> {
    let count = |list: &[&str]| {
        words
            .iter()
            .filter(|word| list.contains(&word.as_str()))
            .count()
    };
    let (english, indonesian) = (count(ENGLISH), count(INDONESIAN));
    match english.cmp(&indonesian) {
        std::cmp::Ordering::Greater => Some(Lang::En),
        std::cmp::Ordering::Less => Some(Lang::Id),
        std::cmp::Ordering::Equal => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyday_spelling_is_read() {
        assert_eq!(
            tokens("Halooo, sy mw ngmg sm org!"),
            ["halo", "saya", "mau", "bicara", "dengan", "orang"]
        );
        assert!(is_one("persyaratn", TERMS) && is_one("permintaanku", TICKET));
        assert!(!is_one("orang", &["barang"]) && !is_one("jam", &["jan"]));
    }

    #[test]
    fn a_sentence_shows_its_language() {
        assert_eq!(language(&tokens("where is my request")), Some(Lang::En));
        assert_eq!(language(&tokens("tiket sy dmn")), Some(Lang::Id));
        assert_eq!(language(&tokens("status")), None);
    }
}
