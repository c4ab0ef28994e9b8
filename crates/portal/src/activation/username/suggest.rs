//! What is proposed to whom: the ways in which a name is usually written as an address, the clearest first.

use super::{
    DIGITS, LONGEST, Name, SHORTEST, Username, check,
    words::{JOINING, RESERVED},
};
use std::collections::HashSet;

/// How many are shown.
pub const SHOWN: usize = 4;
/// How many are tried before giving up: of a name that a hundred have before.
const TRIED: usize = 400;

/// The best usernames for a name, whether they are taken or not.
pub fn suggestions(name: &Name) -> Vec<Username> {
    candidates(name).take(SHOWN).collect()
}

/// The best usernames that nobody has yet.
///
/// # Errors
/// As `is_taken` says.
pub fn free<E>(
    name: &Name,
    mut is_taken: impl FnMut(&Username) -> Result<bool, E>,
) -> Result<Vec<Username>, E> {
    let mut found = Vec::new();
    for candidate in candidates(name).take(TRIED) {
        if found.len() == SHOWN {
            break;
        }
        if !is_taken(&candidate)? {
            found.push(candidate);
        }
    }
    Ok(found)
}

/// Whether any username can be made of a name.
pub(super) fn is_possible(name: &Name) -> bool {
    candidates(name).next().is_some()
}

/// Everything that may be proposed, the best first, none twice.
fn candidates(name: &Name) -> impl Iterator<Item = Username> {
    let mut shapes = shapes(name);
    let passes = |shape: &String| numbered(name, std::slice::from_ref(shape)).next().is_some();
    if !shapes.iter().any(passes) {
        // A part that must not stand whole: its beginning.
        let parts = name.parts().iter();
        shapes.extend(parts.flat_map(|part| (3..part.len()).rev().map(|end| cut(part, end))));
    }
    let plain: Vec<_> = shapes
        .iter()
        .filter_map(|shape| check(name, shape).ok())
        .collect();
    let mut seen = HashSet::new();
    let all = plain.into_iter().chain(numbered(name, &shapes));
    all.filter(move |username| seen.insert(username.clone()))
}

/// The best two shapes with a number behind them: 2 … 99, and then numbers far apart, so that not all hundred Sitis of
/// a year ask for the same one.
fn numbered<'n>(name: &'n Name, shapes: &[String]) -> impl Iterator<Item = Username> + use<'n> {
    // A short name is filled up: ayu02.
    let with = move |base: &str, number: u32| {
        let width = SHORTEST.saturating_sub(base.len()).min(DIGITS);
        check(name, &format!("{base}{number:0width$}")).ok()
    };
    let mut bases: Vec<String> = Vec::new();
    for base in shapes.iter().map(|shape| cut(shape, LONGEST - DIGITS)) {
        if bases.len() < 2 && !bases.contains(&base) && with(&base, 2).is_some() {
            bases.push(base);
        }
    }
    let spread = (0..900).map(|step| 1_000 + step * 7_919 % 9_000);
    (2..100).chain(spread).flat_map(move |number| {
        let found: Vec<_> = bases.iter().filter_map(|base| with(base, number)).collect();
        found
    })
}

/// The ways to write a name, whether they pass or not.
fn shapes(name: &Name) -> Vec<String> {
    let parts: Vec<&str> = name.parts().iter().map(String::as_str).collect();
    let joining = |part: &&str| JOINING.contains(part);
    let strong = |part: &&str| part.len() > 2 && !joining(part) && !RESERVED.contains(*part);
    let mut strong: Vec<&str> = parts.iter().copied().filter(strong).collect();
    if strong.is_empty() {
        strong.clone_from(&parts);
    }
    let Some((&first, rest)) = strong.split_first() else {
        return Vec::new();
    };
    let initial = |part: &str| part[..1].to_owned();
    let mut shapes = Vec::new();
    if let (Some(&second), Some(&last)) = (rest.first(), rest.last()) {
        shapes.push(format!("{first}.{last}"));
        shapes.push(format!("{first}{second}"));
        shapes.push(format!("{first}.{second}"));
        shapes.push(strong.concat());
        shapes.push(format!("{first}{last}"));
        shapes.push(format!("{}.{last}", initial(first)));
        shapes.push(format!("{first}.{}", initial(last)));
        shapes.push(format!("{last}.{first}"));
        shapes.push(strong.join("."));
    } else {
        shapes.push(first.to_owned());
        let others = parts
            .iter()
            .filter(|part| **part != first)
            .copied()
            .collect::<Vec<_>>();
        if let Some(other) = others.first() {
            shapes.push(parts.concat());
            shapes.push(parts.join("."));
            shapes.push(format!("{first}.{}", initial(other)));
            shapes.push(format!("{}.{first}", initial(other)));
        }
    }
    shapes.push(cut(first, LONGEST));
    shapes.push(parts.concat());
    shapes
}

fn cut(text: &str, length: usize) -> String {
    text[..length.min(text.len())]
        .trim_end_matches('.')
        .to_owned()
}
