//! Ticket codes: short, unguessable, easy to dictate, with a check character. Never a counter.

use crate::random::Random;
use std::{fmt, str::FromStr};

/// No I, O, U, 0, 1: nothing that sounds or looks like something else. 31 is prime, which makes the check sum catch
/// every wrong character and every two that changed places.
const SYMBOLS: &[u8; 31] = b"23456789ABCDEFGHJKLMNPQRSTVWXYZ";
/// Eight random symbols (31⁸ ≈ 8.5 × 10¹¹) and one that checks them.
const LENGTH: usize = 9;

/// The number of a ticket: `R4K-7MD-2QX`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code(String);

impl Code {
    /// A new one.
    pub fn new(random: &Random) -> Self {
        // Of 256 values the first 248 fall evenly on 31 symbols; the others are drawn again.
        let mut symbols = String::with_capacity(LENGTH);
        while symbols.len() < LENGTH - 1 {
            let [byte] = random.bytes::<1>();
            if byte < 248 {
                symbols.push(char::from(SYMBOLS[usize::from(byte % 31)]));
            }
        }
        let check = check(symbols.as_bytes()).unwrap_or(SYMBOLS[0]);
        symbols.push(char::from(check));
        Self(symbols)
    }

    /// As it is stored: nine symbols without hyphens.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Weighted sum modulo 31 of all but the last symbol.
fn check(symbols: &[u8]) -> Option<u8> {
    let mut sum = 0;
    for (index, symbol) in symbols.iter().take(LENGTH - 1).enumerate() {
        sum += (index + 1) * SYMBOLS.iter().position(|known| known == symbol)?;
    }
    Some(SYMBOLS[sum % 31])
}

/// Reads what people type: any case, with or without hyphens and spaces.
impl FromStr for Code {
    type Err = ();

    fn from_str(typed: &str) -> Result<Self, ()> {
        let symbols: String = typed
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .take(LENGTH + 1)
            .collect();
        let symbols = symbols.to_ascii_uppercase();
        let is_whole =
            symbols.len() == LENGTH && check(symbols.as_bytes()) == symbols.bytes().last();
        is_whole.then_some(Self(symbols)).ok_or(())
    }
}

impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-{}-{}", &self.0[..3], &self.0[3..6], &self.0[6..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn reads_back_what_it_shows(seed: u64) {
            let code = Code::new(&Random::seeded(seed));
            prop_assert_eq!(code.to_string().parse(), Ok(code.clone()));
            prop_assert_eq!(code.to_string().to_lowercase().replace('-', " ").parse(), Ok(code));
        }

        #[test]
        fn a_wrong_character_is_noticed(seed: u64, at in 0..LENGTH, other in 0..31_usize) {
            let code = Code::new(&Random::seeded(seed));
            let mut symbols = code.0.clone().into_bytes();
            prop_assume!(symbols[at] != SYMBOLS[other]);
            symbols[at] = SYMBOLS[other];
            prop_assert!(String::from_utf8(symbols).unwrap().parse::<Code>().is_err());
        }

        #[test]
        fn two_that_changed_places_are_noticed(seed: u64, at in 0..LENGTH - 2) {
            let code = Code::new(&Random::seeded(seed));
            let mut symbols = code.0.clone().into_bytes();
            prop_assume!(symbols[at] != symbols[at + 1]);
            symbols.swap(at, at + 1);
            prop_assert!(String::from_utf8(symbols).unwrap().parse::<Code>().is_err());
        }
    }
}
