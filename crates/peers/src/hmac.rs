//! HMAC-SHA256, as hexadecimal digits and as bytes.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The bytes; a key of any length will do.
pub fn bytes(key: &str, text: &[u8]) -> Vec<u8> {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key.as_bytes()) else {
        return Vec::new();
    };
    mac.update(text);
    mac.finalize().into_bytes().to_vec()
}

/// The digits.
pub fn hex(key: &str, text: &[u8]) -> String {
    let digits = bytes(key, text);
    digits.iter().map(|byte| format!("{byte:02x}")).collect()
}
