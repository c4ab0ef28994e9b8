//! Passwords that are not accepted because they are tried first. The *whole* password is compared, never a part of it
//! (NIST SP 800-63B-4, 3.1.1.2): with what is left when case, signs, digits around it and digits for letters are taken
//! away, and with what common words, the owner's, the campus's and runs of keys make when they are strung together.

use super::keyboard;
use deunicode::deunicode;
use std::{collections::HashSet, sync::LazyLock};

/// Common passwords and the words that they are made of, in Indonesian and English; folded.
static COMMON: LazyLock<HashSet<&str>> = LazyLock::new(|| listed(include_str!("common.txt")));
/// Whole passwords that leaked, the commonest of those that are long enough to be asked for.
static LEAKED: LazyLock<HashSet<&str>> = LazyLock::new(|| listed(include_str!("leaked.txt")));
/// Longest of them.
const LONGEST_WORD: usize = 24;
/// So many common words in a row are one guess; more of them are a phrase, which the estimate judges.
const COMMON_WORDS: usize = 2;
/// Digits and signs around the words that are still tried: a date, and a sign or two.
const DIGITS: usize = 8;
const SIGNS: usize = 6;
/// Shortest part that may stand repeated without more.
const REPEATED: usize = 12;

/// Of what a password is made that is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Listed {
    /// The owner's name or address.
    Name,
    /// The owner's student or staff number, or telephone.
    Number,
    /// Words of the campus.
    Campus,
    /// A common password.
    Common,
    /// A run of keys.
    Keyboard,
    /// A short part, again and again.
    Repeated,
}

/// What stands in lists that are made for this owner.
pub(super) struct Context<'a> {
    names: Vec<String>,
    numbers: Vec<String>,
    campus: &'a [String],
}

impl<'a> Context<'a> {
    /// Of what is known about an owner and the words of the campus.
    pub(super) fn of(about: &[String], campus: &'a [String]) -> Self {
        let (mut names, mut numbers) = (Vec::new(), Vec::new());
        for text in about {
            for word in words(text) {
                let letters: String = word.chars().filter(|one| one.is_alphabetic()).collect();
                if letters.len() < word.len() {
                    numbers.push(word);
                }
                if letters.len() > 1 {
                    names.push(letters);
                }
            }
            // A telephone number is written in groups.
            let whole: String = deunicode(text)
                .chars()
                .filter(char::is_ascii_alphanumeric)
                .collect();
            if whole.chars().all(|one| one.is_ascii_digit()) {
                numbers.push(whole);
            }
        }
        Self {
            names,
            numbers,
            campus,
        }
    }

    /// All of it, for the estimate.
    pub(super) fn all(&self) -> Vec<&str> {
        let own = self.names.iter().chain(&self.numbers);
        own.chain(self.campus).map(String::as_str).collect()
    }

    /// The words that begin a text: how long they are and what they are of.
    fn beginning<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, Listed)> + 't {
        let lists = [
            (self.names.as_slice(), Listed::Name),
            (&self.numbers, Listed::Number),
            (self.campus, Listed::Campus),
        ];
        let own = lists.into_iter().flat_map(move |(words, kind)| {
            let fitting = words
                .iter()
                .filter(move |word| text.starts_with(word.as_str()));
            fitting.map(move |word| (word.len(), kind))
        });
        let most = text.len().min(LONGEST_WORD);
        let common = (3..=most).filter(|end| COMMON.contains(&text[..*end]));
        let common = common.map(|end| (end, Listed::Common));
        let run = Some(keyboard::run(text)).filter(|length| *length > 0);
        own.chain(common)
            .chain(run.map(|length| (length, Listed::Keyboard)))
    }
}

/// The words of a text, folded; single letters say nothing.
pub(super) fn words(text: &str) -> Vec<String> {
    let folded = deunicode(text).to_lowercase();
    let words = folded.split(|one: char| !one.is_ascii_alphanumeric());
    words
        .filter(|word| word.len() > 1)
        .map(str::to_owned)
        .collect()
}

/// The words of a list; a line that begins with `#` says something about it.
fn listed(text: &'static str) -> HashSet<&'static str> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
}

/// Whether a password is on the list, and of what it is made.
pub(super) fn judge(password: &str, context: &Context<'_>) -> Option<Listed> {
    let folded = deunicode(password).to_lowercase();
    let pick = |fits: fn(&char) -> bool| folded.chars().filter(fits).collect::<String>();
    // A sign may stand between letters, or for one.
    let (letters, all) = (
        pick(char::is_ascii_alphanumeric),
        pick(char::is_ascii_graphic),
    );
    let without_signs = strung(&letters, context);
    let listed = match without_signs {
        None if all != letters => strung(&all, context),
        found => found,
    };
    let signs = all.len() - letters.len();
    let listed = listed.filter(|found| signs <= SIGNS || *found == Listed::Keyboard);
    let shown = if letters.is_empty() { all } else { letters };
    let leaked = LEAKED.contains(folded.as_str());
    let listed = listed.or_else(|| is_repeated(&shown).then_some(Listed::Repeated));
    listed.or(leaked.then_some(Listed::Common))
}

/// As what a text can be read, character by character: as it stands, with signs as the keys that they share, and with
/// digits and signs for letters.
fn readings(text: &str) -> [String; 4] {
    let spelt = |one_is| text.chars().map(|sign| letter(sign, one_is)).collect();
    let keys = text.chars().map(keyboard::unshifted).collect();
    [text.to_owned(), keys, spelt('i'), spelt('l')]
}

/// The letter that a digit or sign stands for.
fn letter(sign: char, one_is: char) -> char {
    match sign {
        '0' => 'o',
        '1' | '!' | '|' => one_is,
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '6' | '9' => 'g',
        '7' | '+' => 't',
        '8' => 'b',
        other => other,
    }
}

/// A way to read the rest of a text as words strung together.
#[derive(Clone, Copy)]
struct Way {
    common: usize,
    digits: usize,
    made_of: Option<Listed>,
}

/// Of what a text is made when nothing is left of it but words of the lists, with few digits and signs between them.
fn strung(text: &str, context: &Context<'_>) -> Option<Listed> {
    let end = Way {
        common: 0,
        digits: 0,
        made_of: None,
    };
    let mut readings = readings(text).to_vec();
    readings.dedup();
    // From the end: the best way to read what follows each place.
    let mut ways: Vec<Option<Way>> = vec![None; text.len() + 1];
    ways[text.len()] = Some(end);
    for at in (0..text.len()).rev() {
        let found = readings
            .iter()
            .flat_map(|reading| context.beginning(&reading[at..]));
        let words = found.filter_map(|(length, kind)| {
            let after = ways[at + length]?;
            Some(Way {
                common: after.common + usize::from(kind == Listed::Common),
                made_of: Some(after.made_of.map_or(kind, |other| other.min(kind))),
                ..after
            })
        });
        let first = text.as_bytes()[at];
        let passed = ways[at + 1].filter(|_| !first.is_ascii_alphabetic());
        let passed = passed.map(|after| Way {
            digits: after.digits + usize::from(first.is_ascii_digit()),
            ..after
        });
        let best = words.chain(passed);
        let best = best.filter(|way| way.common <= COMMON_WORDS && way.digits <= DIGITS);
        ways[at] = best.min_by_key(|way| (way.common, way.digits, way.made_of));
    }
    ways[0].and_then(|way| way.made_of)
}

/// Whether a text is one short part again and again, the last time perhaps broken off.
fn is_repeated(text: &str) -> bool {
    let bytes = text.as_bytes();
    let most = (bytes.len() / 2).min(REPEATED - 1);
    (1..=most).any(|part| bytes.iter().zip(&bytes[part..]).all(|(a, b)| a == b))
}
