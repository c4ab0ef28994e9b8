//! Whether somebody wants messages on WhatsApp. A number that its owner typed and proved in the portal counts as consent;
//! STOP takes it back, and MULAI gives it again (WhatsApp Business messaging policy, opt-in and opt-out).

use super::store::conversations;
use crate::{App, Error};
use db::Tx;

/// Words that end messages, as people write them, folded.
const STOP: [&str; 5] = ["stop", "berhenti", "unsubscribe", "henti", "stop pesan"];
/// Words that begin them again.
const START: [&str; 4] = ["mulai", "start", "subscribe", "lanjut"];

/// What a text wants, if it is about this and nothing else: `Some(true)` messages, `Some(false)` none.
pub fn wish(text: &str) -> Option<bool> {
    let word = text
        .trim()
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    if STOP.contains(&word.as_str()) {
        Some(false)
    } else if START.contains(&word.as_str()) {
        Some(true)
    } else {
        None
    }
}

/// Whether a number may be written to.
///
/// # Errors
/// As the database says.
pub fn is_given(tx: &mut Tx<'_>, number: &str) -> Result<bool, Error> {
    Ok(conversations::opted_out_at(tx, number)?.is_none())
}

/// Gives or takes back consent for a number.
///
/// # Errors
/// As the database says.
pub fn set(tx: &mut Tx<'_>, app: &App, number: &str, given: bool) -> Result<(), Error> {
    let since = (!given).then(|| app.now());
    Ok(conversations::set_opted_out(tx, number, since)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_word_alone_is_a_wish() {
        for text in ["STOP", " berhenti. ", "Stop!", "unsubscribe"] {
            assert_eq!(wish(text), Some(false), "{text}");
        }
        for text in ["Mulai", "START"] {
            assert_eq!(wish(text), Some(true), "{text}");
        }
        for text in [
            "jangan stop",
            "kapan mulai?",
            "",
            "akun saya berhenti bekerja",
        ] {
            assert_eq!(wish(text), None, "{text}");
        }
    }
}
