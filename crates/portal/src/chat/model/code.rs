//! Ticket codes in what people write: `r4k-7md-2qx`, `R4K 7MD 2QX`, `tiket r4k7md2qx`, letter by letter.

use crate::requests::Code;

/// How many characters a code has.
const LENGTH: usize = 9;

/// What a text says of a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Its code.
    Code(Code),
    /// Something that was meant as one, with a mistake.
    Mistake,
}

/// The first code in a text. `asked`: a code is what was asked for, so that even letters alone may be one.
pub fn find(text: &str, asked: bool) -> Option<Found> {
    // What is written in one piece goes before what words could be put together to.
    let whole = text.split_whitespace().find_map(|word| {
        let code = word.parse::<Code>().ok()?;
        let pieces: Vec<&str> = pieces(word).collect();
        (asked || is_meant(&pieces)).then_some(Found::Code(code))
    });
    whole.or_else(|| find_in_pieces(text, asked))
}

fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split(|one: char| !one.is_ascii_alphanumeric())
        .filter(|piece| !piece.is_empty())
}

fn find_in_pieces(text: &str, asked: bool) -> Option<Found> {
    let pieces: Vec<&str> = pieces(text).collect();
    let mut mistaken = false;
    for start in 0..pieces.len() {
        let mut joined = String::new();
        for (count, piece) in pieces[start..].iter().enumerate().take(LENGTH) {
            joined.push_str(piece);
            if joined.len() > LENGTH {
                break;
            }
            if joined.len() < LENGTH {
                continue;
            }
            let whole = &pieces[start..=start + count];
            match joined.parse::<Code>() {
                Ok(code) if asked || is_meant(whole) => return Some(Found::Code(code)),
                Err(()) => mistaken |= is_written_as_code(whole),
                Ok(_) => (),
            }
        }
    }
    let nearly = pieces.iter().any(|piece| {
        let digits = piece.bytes().filter(u8::is_ascii_digit).count();
        let is_near = (LENGTH - 1..=LENGTH + 1).contains(&piece.len());
        is_near && digits >= 1 && digits < piece.len() && !is_number_of_student(piece)
    });
    (mistaken || (asked && nearly)).then_some(Found::Mistake)
}

/// Whether pieces that fit are a code and not words of which the sum happens to be right.
fn is_meant(pieces: &[&str]) -> bool {
    let has_digit = pieces
        .iter()
        .any(|piece| piece.bytes().any(|one| one.is_ascii_digit()));
    has_digit || is_grouped(pieces) && pieces.iter().all(|piece| is_capital(piece))
}

fn is_capital(piece: &str) -> bool {
    piece.bytes().all(|one| !one.is_ascii_lowercase())
}

fn is_grouped(pieces: &[&str]) -> bool {
    pieces.len() == 3 && pieces.iter().all(|piece| piece.len() == 3)
}

/// Whether pieces look like a code, right or wrong: letters and digits in one piece, or in three groups of three.
fn is_written_as_code(pieces: &[&str]) -> bool {
    let digits: usize = pieces
        .iter()
        .map(|piece| piece.bytes().filter(u8::is_ascii_digit).count())
        .sum();
    let is_mixed = (1..LENGTH).contains(&digits);
    match pieces {
        [one] => is_mixed && digits >= 2 && !is_number_of_student(one),
        _ => is_mixed && is_grouped(pieces),
    }
}

/// `M0521014`: a letter or two and nothing but digits.
fn is_number_of_student(piece: &str) -> bool {
    let letters = piece.bytes().take_while(u8::is_ascii_alphabetic).count();
    (1..=2).contains(&letters) && piece.bytes().skip(letters).all(|one| one.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Random;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_code_is_found_in_any_spelling(seed: u64) {
            let code = Code::new(&Random::seeded(seed));
            prop_assume!(code.as_str().bytes().any(|one| one.is_ascii_digit()));
            let (dashed, plain) = (code.to_string(), code.as_str().to_lowercase());
            let letters: Vec<String> = plain.chars().map(String::from).collect();
            for text in [
                dashed.clone(),
                format!("sy mau cek tiket {plain} dong"),
                format!("ticket no. {}", dashed.replace('-', " ")),
                format!("status ({})?", dashed.to_lowercase()),
                letters.join(" "),
            ] {
                prop_assert_eq!(find(&text, true), Some(Found::Code(code.clone())), "{}", text);
            }
        }

        #[test]
        fn any_text_can_be_looked_through(text in ".{0,200}", asked: bool) {
            find(&text, asked);
        }
    }

    #[test]
    fn words_are_no_code() {
        for text in [
            "where is my ticket",
            "lupa password email",
            "NIM saya M0521014",
            "45",
            "0858-9000-1103",
            "",
        ] {
            assert_eq!(find(text, false), None, "{text}");
        }
        assert_eq!(find("tiket R4K-7MD-2Q9", false), Some(Found::Mistake));
    }
}
