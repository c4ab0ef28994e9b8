//! The address that a bounce comes back to names the message, and a keyed mark on it shows that we gave it out: nobody can
//! make up a bounce of a message that they were not sent.

use crate::{keys::Keys, random::hex};
use subtle::ConstantTimeEq;

/// Before the `+` of the address.
const LOCAL: &str = "bounce";
/// For which purpose the key is used.
const PURPOSE: &str = "mail-bounce";
/// Bytes of the mark: with the rest it must fit into the 64 characters of a local part.
const MARK: usize = 10;
/// Hexadecimal digits of a message's id.
const ID: usize = 32;

/// The address for the bounces of a message: `bounce+<id><mark>@domain`.
pub(super) fn address(keys: &Keys, id: &str, domain: &str) -> String {
    let bare = id.replace('-', "");
    format!("{LOCAL}+{bare}{}@{domain}", mark(keys, &bare))
}

/// Whom an address stands for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Read {
    /// Not one of these addresses.
    Other,
    /// It looks like one, and we did not make it.
    Forged,
    /// The message with this id.
    Message(String),
}

/// Reads an address of a bounce. Servers on the way may have changed its letters to small ones.
pub(super) fn read(keys: &Keys, address: &str) -> Read {
    let address = address.to_ascii_lowercase();
    let Some((local, _)) = address.rsplit_once('@') else {
        return Read::Other;
    };
    let Some((LOCAL, token)) = local.split_once('+') else {
        return Read::Other;
    };
    let Some((bare, given)) = token.split_at_checked(ID) else {
        return Read::Forged;
    };
    if !bare.bytes().all(|one| one.is_ascii_hexdigit()) {
        return Read::Forged;
    }
    if !bool::from(mark(keys, bare).as_bytes().ct_eq(given.as_bytes())) {
        return Read::Forged;
    }
    let groups = [0..8, 8..12, 12..16, 16..20, 20..32].map(|range| &bare[range]);
    Read::Message(groups.join("-"))
}

fn mark(keys: &Keys, bare: &str) -> String {
    hex(&keys.hash(PURPOSE, bare)[..MARK])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Random;

    const MESSAGE: &str = "0195663a-1f00-7abc-8def-0123456789ab";

    fn keys(digit: &str) -> Keys {
        Keys::load(
            &digit.repeat(64),
            std::path::Path::new(""),
            &Random::seeded(1),
        )
        .unwrap()
    }

    #[test]
    fn a_bounce_address_names_its_message_and_cannot_be_made_up() {
        let address = address(&keys("a"), MESSAGE, "kampus.example");
        let (local, domain) = address.split_once('@').unwrap();
        assert!(local.len() <= 64, "{local}");
        assert_eq!(domain, "kampus.example");
        assert_eq!(read(&keys("a"), &address), Read::Message(MESSAGE.into()));
        assert_eq!(
            read(&keys("a"), &address.to_uppercase()),
            Read::Message(MESSAGE.into())
        );
        assert_eq!(read(&keys("b"), &address), Read::Forged);
        for end in 1..21 {
            let shorter = format!("{}@kampus.example", &local[..local.len() - end]);
            assert_eq!(read(&keys("a"), &shorter), Read::Forged, "{shorter}");
        }
        for odd in ["bounce+@x", "bounce+é@x", "bounce+0195@x"] {
            assert_eq!(read(&keys("a"), odd), Read::Forged, "{odd}");
        }
        for other in ["", "bounce@x", "layanan@x", "x"] {
            assert_eq!(read(&keys("a"), other), Read::Other, "{other}");
        }
    }
}
