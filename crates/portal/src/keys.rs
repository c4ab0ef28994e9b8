//! What the database must not know: one secret key, outside of it, from which the keys of single purposes are derived.
//!
//! With the key a stolen database still gives away no PIN (a keyed hash of ten digits cannot be tried out) and no secret
//! of a second step (they are sealed). Lost, every PIN has to be issued anew and every second step enrolled anew.

use crate::random::{Digest32, Random, hex};
use chacha20poly1305::{
    ChaCha20Poly1305, KeyInit as _,
    aead::{Aead as _, Payload},
};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use std::{fs, io::Write as _, path::Path};

/// Length of a nonce of ChaCha20-Poly1305 (RFC 8439), in bytes.
const NONCE: usize = 12;

/// The secret key.
#[derive(Clone)]
pub struct Keys(Digest32);

impl Keys {
    /// The key given in the settings, else the one in a file, which is made when there is none.
    ///
    /// # Errors
    /// A sentence for the operator: the key is not 64 hexadecimal digits, the file cannot be read or made.
    pub fn load(given: &str, file: &Path, random: &Random) -> Result<Self, String> {
        let text = if given.is_empty() {
            read_or_make(file, random).map_err(|error| format!("{}: {error}", file.display()))?
        } else {
            given.to_owned()
        };
        let bytes = unhex(text.trim()).and_then(|bytes| bytes.try_into().ok());
        bytes.map(Self).ok_or_else(|| {
            "secret_key: must be 64 hexadecimal digits, such as `openssl rand -hex 32` prints"
                .into()
        })
    }

    /// A hash that nobody can try texts out against without the key (HMAC-SHA-256, RFC 2104), different for each purpose.
    pub fn hash(&self, purpose: &str, text: &str) -> Digest32 {
        mac(&mac(&self.0, purpose.as_bytes()), text.as_bytes())
    }

    /// Seals something that has to be read again, for one purpose: what is sealed for one opens for no other.
    ///
    /// # Errors
    /// [`crate::Error::Internal`] when it is too long to be sealed.
    pub fn seal(
        &self,
        random: &Random,
        purpose: &str,
        plain: &[u8],
    ) -> Result<String, crate::Error> {
        let nonce = random.bytes::<NONCE>();
        let payload = Payload {
            msg: plain,
            aad: purpose.as_bytes(),
        };
        let sealed = self.cipher().encrypt((&nonce).into(), payload);
        let sealed = sealed.map_err(|error| crate::Error::internal(error.to_string()))?;
        Ok(hex(&[nonce.as_slice(), &sealed].concat()))
    }

    /// Opens what was sealed for a purpose; `None` when it was altered, or sealed with another key or for another purpose.
    pub fn open(&self, purpose: &str, sealed: &str) -> Option<Vec<u8>> {
        let bytes = unhex(sealed)?;
        let (nonce, sealed) = bytes.split_at_checked(NONCE)?;
        let nonce: [u8; NONCE] = nonce.try_into().ok()?;
        let payload = Payload {
            msg: sealed,
            aad: purpose.as_bytes(),
        };
        self.cipher().decrypt((&nonce).into(), payload).ok()
    }

    /// Tells this key from another without giving anything of it away: kept in the database, so that a wrong key is
    /// noticed at the start and not at the first sign-in.
    pub fn fingerprint(&self) -> String {
        hex(&self.hash("fingerprint", "loket"))
    }

    fn cipher(&self) -> ChaCha20Poly1305 {
        ChaCha20Poly1305::new(&mac(&self.0, b"seal").into())
    }
}

fn mac(key: &Digest32, message: &[u8]) -> Digest32 {
    // RFC 2104: a key shorter than the block is filled up with zeros.
    let mut block = [0_u8; 64];
    block[..key.len()].copy_from_slice(key);
    let mut mac = Hmac::<Sha256>::new(&block.into());
    mac.update(message);
    mac.finalize().into_bytes().into()
}

fn read_or_make(file: &Path, random: &Random) -> std::io::Result<String> {
    if file.exists() {
        return fs::read_to_string(file);
    }
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let key = random.token();
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut made = options.open(file)?;
    writeln!(made, "{key}")?;
    made.sync_all()?;
    Ok(key)
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || text.len() % 2 == 1 {
        return None;
    }
    let pairs = (0..text.len()).step_by(2);
    pairs
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(seed: u64) -> Keys {
        Keys(Random::seeded(seed).bytes::<32>())
    }

    #[test]
    fn what_is_sealed_opens_only_with_its_key_and_for_its_purpose() {
        let (random, keys) = (Random::seeded(1), keys(2));
        let sealed = keys.seal(&random, "totp", b"JBSWY3DP").unwrap();
        assert_eq!(
            keys.open("totp", &sealed).as_deref(),
            Some(&b"JBSWY3DP"[..])
        );
        assert_eq!(keys.open("other", &sealed), None);
        assert_eq!(self::keys(3).open("totp", &sealed), None);
        let altered = sealed.replace(
            &sealed[30..31],
            if &sealed[30..31] == "0" { "1" } else { "0" },
        );
        assert_eq!(keys.open("totp", &altered), None);
        assert_eq!(keys.open("totp", "zz"), None);
        assert_ne!(sealed, keys.seal(&random, "totp", b"JBSWY3DP").unwrap());
    }

    #[test]
    fn a_hash_depends_on_key_and_purpose() {
        assert_eq!(keys(2).hash("pin", "1234"), keys(2).hash("pin", "1234"));
        assert_ne!(keys(2).hash("pin", "1234"), keys(3).hash("pin", "1234"));
        assert_ne!(keys(2).hash("pin", "1234"), keys(2).hash("nim", "1234"));
    }

    #[test]
    fn the_key_is_made_once_readable_by_its_owner_only() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("data").join("loket.key");
        let first = Keys::load("", &file, &Random::seeded(4)).unwrap();
        let second = Keys::load("", &file, &Random::seeded(5)).unwrap();
        assert_eq!(first.fingerprint(), second.fingerprint());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(
                fs::metadata(&file).unwrap().permissions().mode() & 0o777,
                0o600
            );
        }
        assert!(Keys::load("too short", &file, &Random::seeded(6)).is_err());
    }
}
