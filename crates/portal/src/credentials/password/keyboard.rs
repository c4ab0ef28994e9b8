//! Runs of keys: what fingers type without thinking.

/// Rows and columns of a keyboard, digits, the alphabet.
const ROWS: [&str; 7] = [
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "01234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "qazwsxedcrfvtgbyhnujmikolp",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
];
/// Fewer keys in a row happen in words.
const LEAST: usize = 3;

/// How many characters at the beginning are a run, forwards, backwards or of one key; 0 when too few are.
pub(super) fn run(text: &str) -> usize {
    let first = text.chars().next();
    let same = text.chars().take_while(|one| Some(*one) == first).count();
    let rows = ROWS.iter().map(|row| along(text, row.chars()));
    let back = ROWS.iter().map(|row| along(text, row.chars().rev()));
    let longest = rows.chain(back).max().unwrap_or_default().max(same);
    if longest < LEAST { 0 } else { longest }
}

/// How far a text goes along a row, from wherever it begins in it.
fn along(text: &str, row: impl Iterator<Item = char> + Clone) -> usize {
    let first = text.chars().next();
    let starts = (0..)
        .zip(row.clone())
        .filter(|(_, key)| Some(*key) == first);
    let lengths = starts.map(|(at, _)| {
        let keys = row.clone().skip(at);
        text.chars().zip(keys).take_while(|(a, b)| a == b).count()
    });
    lengths.max().unwrap_or_default()
}

/// Of keys typed with Shift the keys of the upper row.
pub(super) fn unshifted(one: char) -> char {
    let shifted = ")!@#$%^&*(";
    let found = shifted
        .chars()
        .zip('0'..='9')
        .find(|(with, _)| *with == one);
    found.map_or(one, |(_, key)| key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_go_along_rows_columns_the_alphabet_and_one_key() {
        for (text, length) in [
            ("qwerty", 6),
            ("poiuz", 4),
            ("123456", 6),
            ("987x", 3),
            ("890123", 3),
            ("1qaz2wsx", 8),
            ("abcd", 4),
            ("aaaa", 4),
            ("kereta", 0),
            ("", 0),
        ] {
            assert_eq!(run(text), length, "{text}");
        }
    }
}
