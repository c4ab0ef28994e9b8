//! The second step: codes by time (RFC 6238), six digits, every 30 seconds, one step of tolerance.

use crate::{Error, clock::Millis, random::Random};
use qrcode::{EcLevel, QrCode, render::svg};
use totp_rs::{Builder, Secret, Totp};

fn totp(secret: &str) -> Option<Totp> {
    let secret = Secret::try_from_base32(secret).ok()?;
    Builder::new().with_secret(secret).with_skew(1).build().ok()
}

/// A new secret, base32.
pub(crate) fn new_secret(random: &Random) -> String {
    Secret::new(Box::new(random.bytes::<20>())).to_base32()
}

/// Seconds that a code is shown for.
const STEP: i64 = 30;

/// The time step of a moment.
pub(crate) fn step_at(now: Millis) -> i64 {
    now / 1_000 / STEP
}

/// The time step of a code, when it is one of now; spaces do not matter.
pub(crate) fn step_of(secret: &str, code: &str, now: Millis) -> Option<i64> {
    let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let seconds = u64::try_from(now / 1_000).ok()?;
    i64::try_from(totp(secret)?.check(&digits, seconds)?).ok()
}

/// What an app reads from the picture.
fn address(secret: &str, account: &str, campus: &str) -> String {
    let part = |text: &str| crate::web::errors::encode(text).replace('/', "%2F");
    format!(
        "otpauth://totp/{0}:{1}?secret={secret}&issuer={0}",
        part(&format!("Loket {campus}")),
        part(account)
    )
}

/// The picture to be read by an app on a phone.
///
/// # Errors
/// [`Error::Internal`] when it does not fit into a picture.
pub(crate) fn picture(secret: &str, account: &str, campus: &str) -> Result<String, Error> {
    let code = QrCode::with_error_correction_level(address(secret, account, campus), EcLevel::M)
        .map_err(Error::internal)?;
    let drawn = code
        .render::<svg::Color<'_>>()
        .min_dimensions(164, 164)
        .build();
    // Only the drawing: the page puts it into an element of its own.
    let start = drawn.find("<svg").unwrap_or_default();
    Ok(drawn[start..].replacen("<svg", "<svg class=\"qr\" aria-hidden=\"true\"", 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Millis = 1_804_212_720_000;

    fn code_at(secret: &str, now: Millis) -> Option<String> {
        Some(
            totp(secret)?
                .generate(u64::try_from(now / 1_000).ok()?)
                .to_string(),
        )
    }

    #[test]
    fn a_code_is_good_for_its_step_and_one_to_each_side() {
        let secret = new_secret(&Random::seeded(3));
        let code = code_at(&secret, NOW).unwrap();
        let step = NOW / 30_000;
        assert_eq!(step_of(&secret, &code, NOW), Some(step));
        assert_eq!(
            step_of(&secret, &format!("{} {}", &code[..3], &code[3..]), NOW),
            Some(step)
        );
        assert_eq!(step_of(&secret, &code, NOW + 30_000), Some(step));
        assert_eq!(step_of(&secret, &code, NOW + 90_000), None);
        assert_eq!(step_of(&new_secret(&Random::seeded(4)), &code, NOW), None);
        assert_eq!(step_of("not base 32!", &code, NOW), None);
    }

    #[test]
    fn the_picture_holds_what_an_app_needs() {
        assert_eq!(
            address("ABC", "hukum@unit.uns.ac.id", "UNS"),
            "otpauth://totp/Loket%20UNS:hukum%40unit.uns.ac.id?secret=ABC&issuer=Loket%20UNS"
        );
        assert!(
            picture("ABC", "a@b.id", "UNS")
                .unwrap()
                .starts_with("<svg class=\"qr\"")
        );
    }
}
