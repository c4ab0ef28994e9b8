//! Codes of six digits that prove that a message was received. A code is made of the origin of its message with the secret
//! key, as the message leaves and when it is typed: it stands in no table, and nobody who reads the tables can make it.

use crate::App;
use subtle::ConstantTimeEq;

/// Where in a body the code will stand.
const PLACE: &str = "{code}";
/// How the origin of a message with a code begins.
const MARK: &str = "code:";

/// The origin of a message with a code, from 256 random bits.
pub fn origin(random: &str) -> String {
    format!("{MARK}{random}")
}

fn code(app: &App, origin: &str) -> String {
    let [a, b, c, d, ..] = app.keys().hash("code", origin);
    format!("{:06}", u32::from_be_bytes([a, b, c, d]) % 1_000_000)
}

/// Whether what was typed is the code of the message with this origin.
pub fn is_code(app: &App, origin: &str, typed: &str) -> bool {
    code(app, origin).as_bytes().ct_eq(typed.as_bytes()).into()
}

/// The code of a message, if it is to have one. The channel stands at the end of the origin of a message.
pub(super) fn of_message(app: &App, origin: &str) -> Option<String> {
    let (origin, _) = origin.rsplit_once(':')?;
    origin.starts_with(MARK).then(|| code(app, origin))
}

/// The body with its code.
pub(super) fn fill(body: &str, code: Option<&str>) -> String {
    code.map_or_else(|| body.to_owned(), |code| body.replace(PLACE, code))
}
