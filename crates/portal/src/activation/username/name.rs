//! An official name, taken apart.

use super::words::is_title;
use deunicode::deunicode_char;

/// More parts than this take no part: names of ten words are found, names of twenty are not.
const MOST_PARTS: usize = 12;
/// What stands in for a name in which nothing can be read: *mahasiswa*, shortened.
const NAMELESS: &str = "mhs";

/// The parts of an official name that a username is made of: Latin letters, lower case, without titles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    parts: Vec<String>,
    titles: Vec<String>,
}

impl Name {
    /// Takes a name apart, in whatever script it is written.
    pub fn of(official: &str) -> Self {
        let (mut parts, mut titles) = (Vec::new(), Vec::new());
        let mut behind_comma = false;
        let mut noble = false;
        for token in official.split_whitespace() {
            let letters: String = latin(token).concat();
            let marked = behind_comma || token.trim_end_matches(',').contains('.');
            // Raden Ajeng, Raden Mas …: the second word belongs to the first.
            let second = noble && ["ajeng", "mas", "roro", "rara"].contains(&letters.as_str());
            if second || is_title(&letters, marked) {
                noble = letters == "raden";
                titles.push(letters);
            } else {
                noble = false;
                parts.extend(latin(token));
            }
            behind_comma |= token.ends_with(',');
        }
        if parts.is_empty() {
            parts.clone_from(&titles);
            titles.clear();
        }
        parts.truncate(MOST_PARTS);
        let mut name = Self { parts, titles };
        if !super::suggest::is_possible(&name) {
            name.parts.truncate(MOST_PARTS - 1);
            name.parts.push(NAMELESS.to_owned());
        }
        name
    }

    /// Its parts, in their order.
    pub(super) fn parts(&self) -> &[String] {
        &self.parts
    }

    /// Whether a word is one of its titles.
    pub(super) fn has_title(&self, word: &str) -> bool {
        self.titles.iter().any(|title| title == word)
    }
}

/// The words of a token in Latin letters, lower case: a hyphen, dot or slash parts it, an apostrophe does not, and each
/// sign of a script that writes words by sign is a word of its own.
fn latin(token: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut add = |text: &str, parts_after: bool| {
        let letters = text.chars().filter(char::is_ascii_alphabetic);
        if let Some(word) = words.last_mut() {
            word.extend(letters.map(|letter| letter.to_ascii_lowercase()));
        }
        if parts_after {
            words.push(String::new());
        }
    };
    for sign in token.chars() {
        match sign {
            '\'' | '’' | '‘' | '`' | '´' => (),
            _ if sign.is_ascii_alphabetic() => add(sign.encode_utf8(&mut [0; 4]), false),
            _ if sign.is_alphabetic() => {
                let read = deunicode_char(sign).unwrap_or_default();
                add(read, read.ends_with(' '));
            }
            // What changes the sound of the letter before it, and nothing else.
            '\u{300}'..='\u{36f}' => (),
            _ => add("", true),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}
