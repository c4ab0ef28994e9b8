//! Randomness, handed to whoever needs it: from the system, or from a seed in tests.

use rand::{Rng, SeedableRng, rngs::StdRng};
use sha2::{Digest, Sha256};
use std::sync::{Arc, Mutex, PoisonError};

/// A source of randomness; cheap to clone.
#[derive(Clone)]
pub struct Random(Arc<Mutex<StdRng>>);

/// What is stored of a secret: its SHA-256. The secret itself has 256 random bits, so that no salt is needed.
pub type Digest32 = [u8; 32];

impl Random {
    /// Seeded by the operating system.
    pub fn system() -> Self {
        Self(Arc::new(Mutex::new(rand::make_rng())))
    }

    /// Always the same; for tests and the sample data of the demo.
    pub fn seeded(seed: u64) -> Self {
        Self(Arc::new(Mutex::new(StdRng::seed_from_u64(seed))))
    }

    /// Random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .fill_bytes(&mut bytes);
        bytes
    }

    /// A secret of 256 bits as 64 hexadecimal digits.
    pub fn token(&self) -> String {
        hex(&self.bytes::<32>())
    }

    /// A UUID v7 of that time: sorts by age, says nothing else.
    pub fn uuid(&self, now: crate::clock::Millis) -> String {
        let millis = u64::try_from(now).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &self.bytes::<10>())
            .into_uuid()
            .to_string()
    }
}

/// What is stored of a token.
pub fn digest(token: &str) -> Digest32 {
    Sha256::digest(token.as_bytes()).into()
}

/// SHA-256 of bytes that are no text.
pub fn digest_of(bytes: &[u8]) -> Digest32 {
    Sha256::digest(bytes).into()
}

/// Lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_token_has_256_bits_and_no_two_starts_make_the_same() {
        let tokens: BTreeSet<_> = (0..50).map(|_| Random::system().token()).collect();
        assert_eq!(tokens.len(), 50);
        // Of so many bits each is set in some and not in others.
        let bits = |text: &String| {
            let digits = text.chars().map(|one| one.to_digit(16).unwrap());
            digits.collect::<Vec<_>>()
        };
        let all: Vec<_> = tokens.iter().map(bits).collect();
        assert!(all.iter().all(|one| one.len() == 64));
        for place in 0..64 {
            let or = all.iter().fold(0, |some, one| some | one[place]);
            let and = all.iter().fold(15, |some, one| some & one[place]);
            assert_eq!((or, and), (15, 0), "digit {place}");
        }
    }
}
