//! One request to a gateway over HTTP, and what its failure means.

use super::{super::SendError, Settings};
use serde_json::Value;
use std::{io, time::Duration};
use ureq::{Agent, Body, Error, Timeout, http::Response};

const CONNECTING: Duration = Duration::from_secs(5);
/// What is read of an answer.
const LONGEST: u64 = 64 * 1024;
/// What is kept of words that somebody else wrote.
const WORDS: usize = 200;
/// How long a gateway that says "too many" is left alone.
const SLOWER: i64 = 60_000;

/// Keeps connections open from one message to the next.
pub fn agent(settings: &Settings) -> Agent {
    let patience = Duration::from_secs(settings.timeout_seconds);
    let config = Agent::config_builder()
        .timeout_global(Some(patience))
        .timeout_connect(Some(CONNECTING))
        // What a gateway says with a bad status is worth reading.
        .http_status_as_error(false)
        .build();
    config.into()
}

/// What a gateway answered.
pub struct Answer {
    /// Status.
    pub status: u16,
    /// Null when it was not JSON.
    pub body: Value,
}

/// Reads an answer, or says what its absence means.
///
/// # Errors
/// [`SendError::Retry`] when nothing was sent, [`SendError::Unsure`] when the answer was lost.
pub fn read(answer: Result<Response<Body>, Error>) -> Result<Answer, SendError> {
    let mut answer = answer.map_err(lost)?;
    let status = answer.status().as_u16();
    let text = answer
        .body_mut()
        .with_config()
        .limit(LONGEST)
        .read_to_string();
    let text = text.map_err(lost)?;
    let body = serde_json::from_str(&text).unwrap_or_default();
    Ok(Answer { status, body })
}

fn lost(error: Error) -> SendError {
    let is_unsent = match &error {
        Error::HostNotFound | Error::ConnectionFailed | Error::Tls(_) | Error::BadUri(_) => true,
        Error::Timeout(part) => matches!(part, Timeout::Resolve | Timeout::Connect),
        Error::Io(error) => is_unreached(error),
        _ => false,
    };
    let why = error.to_string();
    if is_unsent {
        SendError::Retry(why)
    } else {
        SendError::Unsure(why)
    }
}

/// Whether nobody was reached at all.
fn is_unreached(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionRefused, HostUnreachable, NetworkUnreachable};
    let kinds = [ConnectionRefused, HostUnreachable, NetworkUnreachable];
    // The system's resolver has no kind of its own.
    kinds.contains(&error.kind()) || error.to_string().starts_with("failed to lookup address")
}

/// What a status means when the words with it are not known.
pub fn by_status(status: u16, why: String) -> SendError {
    match status {
        401..=403 => SendError::Stop(why),
        429 => SendError::Wait(SLOWER, why),
        400 | 404..=428 => SendError::Permanent(why),
        // Taken, and then words that nobody understands.
        200..=299 => SendError::Unsure(why),
        _ => SendError::Retry(why),
    }
}

/// Words for the super admin: whose, which status, and what they were.
pub fn words(who: &str, status: u16, said: &Value) -> String {
    let said = match said {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let said: String = said.chars().take(WORDS).collect();
    format!("{who} {status}: {said}")
        .trim_end_matches([':', ' '])
        .to_owned()
}

/// Whether words speak of one of these things.
pub fn speaks_of(words: &str, things: &[&str]) -> bool {
    let words = words.to_lowercase();
    things.iter().any(|thing| words.contains(thing))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_status_means_what_is_to_be_done() {
        let of = |status| by_status(status, String::new());
        let nothing = String::new;
        assert_eq!(of(200), SendError::Unsure(nothing()));
        assert_eq!(of(401), SendError::Stop(nothing()));
        assert_eq!(of(402), SendError::Stop(nothing()));
        assert_eq!(of(403), SendError::Stop(nothing()));
        assert_eq!(of(404), SendError::Permanent(nothing()));
        assert_eq!(of(422), SendError::Permanent(nothing()));
        assert_eq!(of(429), SendError::Wait(SLOWER, nothing()));
        assert_eq!(of(500), SendError::Retry(nothing()));
        assert_eq!(of(503), SendError::Retry(nothing()));
    }

    #[test]
    fn what_never_left_is_sent_again_and_what_may_have_arrived_is_unsure() {
        let broken = |kind: io::ErrorKind| lost(Error::Io(kind.into()));
        let is_unsure = |error| matches!(error, SendError::Unsure(_));
        assert!(!is_unsure(broken(io::ErrorKind::ConnectionRefused)));
        assert!(!is_unsure(broken(io::ErrorKind::NetworkUnreachable)));
        assert!(is_unsure(broken(io::ErrorKind::ConnectionReset)));
        assert!(!is_unsure(lost(Error::HostNotFound)));
        assert!(!is_unsure(lost(Error::Timeout(Timeout::Connect))));
        assert!(is_unsure(lost(Error::Timeout(Timeout::Global))));
    }
}
