//! How wide words are, roughly, and where to break them.

/// Width of a line in pixels, in a humanist sans serif.
pub(super) fn width(words: &str, size: i32) -> i32 {
    let thousandths: i32 = words.chars().map(thousandths).sum();
    thousandths * size / 1000
}

const fn thousandths(c: char) -> i32 {
    match c {
        'i' | 'j' | 'l' | '.' | ',' | '\'' | '|' | ' ' => 270,
        'f' | 'r' | 't' | '(' | ')' | '-' | ':' => 390,
        'm' | 'w' | 'M' | 'W' | '@' | '—' => 880,
        'A'..='Z' | '&' => 680,
        _ => 580,
    }
}

/// Breaks words into as few lines as possible, as even as possible.
pub(super) fn wrap(words: &str, size: i32, widest: i32) -> Vec<String> {
    let lines = greedy(words, size, widest);
    let count = lines.len();
    let mut best = lines;
    let mut limit = widest - 6;
    while limit > widest / 3 {
        let narrower = greedy(words, size, limit);
        if narrower.len() > count {
            break;
        }
        best = narrower;
        limit -= 6;
    }
    best
}

fn greedy(words: &str, size: i32, widest: i32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(line, size) + width(" ", size) + width(word, size) <= widest => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
