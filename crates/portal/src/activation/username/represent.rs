//! Whether letters stand for a name: they are made of its parts, in any order and each at most once, whole, shortened
//! to a beginning of three letters or more, or to an initial; and one of them is more than an initial.

use super::{Name, words::RESERVED};
use std::collections::HashSet;
use unicode_normalization::UnicodeNormalization;

/// Shortest beginning of a part that is recognised.
const BEGINNING: usize = 3;

/// What became of the attempt to read the name.
pub(super) enum Finding {
    /// They stand for it.
    Yes,
    /// They are its initials only.
    Initials,
    /// They would, but for this word.
    Reserved(String),
    /// They do not.
    No,
}

/// Reads letters and dots as parts of a name.
pub(super) fn represents(name: &Name, letters: &str) -> Finding {
    let mut reader = Reader::new(name.parts(), letters);
    reader.read(0, 0, false);
    match (reader.named, reader.read_to_end, reader.reserved) {
        (true, ..) => Finding::Yes,
        (_, _, Some(word)) => Finding::Reserved(word),
        (_, true, None) => Finding::Initials,
        _ => Finding::No,
    }
}

/// Tries every way to read the letters; each place with the same parts left is looked at once.
struct Reader<'n> {
    parts: &'n [String],
    letters: &'n str,
    /// No part has two letters: whole ones are all that there is.
    short: bool,
    seen: HashSet<(usize, u16, bool)>,
    named: bool,
    read_to_end: bool,
    reserved: Option<String>,
}

impl<'n> Reader<'n> {
    fn new(parts: &'n [String], letters: &'n str) -> Self {
        Self {
            parts,
            letters,
            short: parts.iter().all(|part| part.len() == 1),
            seen: HashSet::new(),
            named: false,
            read_to_end: false,
            reserved: None,
        }
    }

    /// Goes on at a place, with the parts that are used and whether one of them was more than an initial.
    fn read(&mut self, at: usize, used: u16, named: bool) {
        if self.named || !self.seen.insert((at, used, named)) {
            return;
        }
        let rest = &self.letters[at..];
        if rest.is_empty() {
            self.read_to_end = true;
            self.named = named;
            return;
        }
        if at > 0 && rest.starts_with('.') {
            self.read(at + 1, used, named);
            return;
        }
        let parts = self.parts;
        for (number, part) in parts.iter().enumerate() {
            let bit = 1_u16 << number;
            if used & bit != 0 {
                continue;
            }
            let common = rest
                .bytes()
                .zip(part.bytes())
                .take_while(|(a, b)| a == b)
                .count();
            for length in (1..=common).rev() {
                let whole = length == part.len();
                let more = whole && (length > 1 || self.short) || length >= BEGINNING;
                if !(more || whole || length == 1) {
                    continue;
                }
                if RESERVED.contains(&part[..length]) {
                    self.reserved = Some(part[..length].to_owned());
                    continue;
                }
                self.read(at + length, used | bit, named || more);
            }
        }
    }
}

/// Cyrillic and Greek letters that look like Latin ones (Unicode TS 39, confusables), and those of the scripts of
/// mathematics and of full width, which are Latin letters in another dress.
pub(super) fn looks_latin(sign: char) -> bool {
    const ALIKE: &str = "аәсԁеѐёһіїјӏорԛѕѵхуүԝАВЕЅНІЈКМОРСТХУԜҮƅɡɑɩıʋᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ\
                         αβγεηικνορτυχωΑΒΕΖΗΙΚΜΝΟΡΤΥΧϲϳցհոսօրքզյԳ";
    let folded: String = std::iter::once(sign).nfkc().collect();
    ALIKE.contains(sign) || folded.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
