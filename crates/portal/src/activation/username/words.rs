//! The lists behind the rules: data, one word a line, `#` for remarks.

use std::{collections::HashSet, sync::LazyLock};

type Words = HashSet<&'static str>;

fn read(text: &'static str) -> Words {
    let lines = text.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect()
}

/// Offices, services and technical addresses: whoever gets a mail from one would be misled.
pub(super) static RESERVED: LazyLock<Words> =
    LazyLock::new(|| read(include_str!("words/reserved.txt")));
/// Rude words, refused where they stand alone.
pub(super) static RUDE: LazyLock<Words> = LazyLock::new(|| read(include_str!("words/rude.txt")));
/// Words that join the parts of a name.
pub(super) static JOINING: LazyLock<Words> =
    LazyLock::new(|| read(include_str!("words/joining.txt")));

/// Titles that are never a name; and those that are one unless they are written with a dot or behind a comma.
static TITLES: LazyLock<(Words, Words)> = LazyLock::new(|| {
    let text = include_str!("words/titles.txt");
    let (always, dotted) = text.split_once("\nbertitik\n").unwrap_or((text, ""));
    (read(always), read(dotted))
});

/// Whether a word of an official name is a title; `marked` says that it has a dot or stands behind a comma.
pub(super) fn is_title(letters: &str, marked: bool) -> bool {
    let (always, dotted) = &*TITLES;
    always.contains(letters) || marked && dotted.contains(letters)
}
