//! What the Cloud API's refusals mean for a message and for the channel (Graph API, error codes).

use crate::{clock::Millis, notify::SendError};
use serde_json::Value;

/// One message to the same person every so often.
pub(super) const PAIR: Millis = 6_000;
/// After the channel as a whole was too fast.
pub(super) const SLOW: Millis = 10_000;

/// What an error asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Try later.
    Later,
    /// The number sends too fast: slow down.
    TooFast,
    /// Too fast for this person.
    TooFastForOne,
    /// This person is not reached here.
    Unreachable,
    /// More than 24 hours since this person wrote: only as a template.
    Closed,
    /// Meta has chosen not to deliver it; soon is of no use.
    Withheld,
    /// A person has to do something: token, permission, bill, policy.
    Stopped,
    /// The message is wrong.
    Wrong,
    /// The template is missing, paused, or fits no more.
    Template,
}

/// What a code means.
pub fn meaning(code: i64) -> Meaning {
    match code {
        0 | 190 | 3 | 10 | 200..=299 | 131_048 | 131_031 | 368 | 131_042 => Meaning::Stopped,
        4 | 80_007 | 130_429 => Meaning::TooFast,
        131_056 => Meaning::TooFastForOne,
        131_026 => Meaning::Unreachable,
        131_047 => Meaning::Closed,
        131_049 => Meaning::Withheld,
        100 | 131_008 | 131_009 => Meaning::Wrong,
        132_000..=132_099 => Meaning::Template,
        // 1, 2, 131000, 131016, and what nobody has described yet.
        _ => Meaning::Later,
    }
}

/// What an answer with an error says of a message.
pub fn refusal(status: u16, body: &Value) -> SendError {
    let error = &body["error"];
    let Some(code) = error["code"].as_i64() else {
        return bare(status);
    };
    let why = words(code, error);
    match meaning(code) {
        Meaning::Later => SendError::Retry(why),
        Meaning::TooFast => SendError::Wait(SLOW, why),
        Meaning::TooFastForOne => SendError::Wait(PAIR, why),
        Meaning::Closed => SendError::Closed(why),
        Meaning::Unreachable | Meaning::Withheld | Meaning::Wrong => SendError::Permanent(why),
        Meaning::Template => SendError::Template(why),
        Meaning::Stopped => SendError::Stop(why),
    }
}

/// Without words of Meta's own, the number speaks.
fn bare(status: u16) -> SendError {
    let why = format!("HTTP {status}");
    match status {
        401 | 403 => SendError::Stop(why),
        429 => SendError::Wait(SLOW, why),
        400..=499 => SendError::Permanent(why),
        // Of a server in between, whose words are not Meta's: it got no answer. What it asked for may have been done.
        500 | 502 | 504 => SendError::Unsure(why),
        _ => SendError::Retry(why),
    }
}

/// `131026: Message undeliverable. …`, for the super admin.
pub fn words(code: i64, error: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let details = text(&error["error_data"]["details"]);
    let said = if details.is_empty() {
        text(&error["message"])
    } else {
        details
    };
    let said: String = said.chars().take(300).collect();
    format!("{code}: {said}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_row_of_the_table_has_its_meaning() {
        let rows: [(&[i64], Meaning); 9] = [
            (
                &[0, 190, 3, 10, 200, 299, 131_048, 131_031, 368, 131_042],
                Meaning::Stopped,
            ),
            (&[1, 2, 131_000, 131_016, 999_999], Meaning::Later),
            (&[4, 80_007, 130_429], Meaning::TooFast),
            (&[131_056], Meaning::TooFastForOne),
            (&[131_026], Meaning::Unreachable),
            (&[131_047], Meaning::Closed),
            (&[131_049], Meaning::Withheld),
            (&[100, 131_008, 131_009], Meaning::Wrong),
            (
                &[
                    132_000, 132_001, 132_005, 132_007, 132_012, 132_015, 132_016,
                ],
                Meaning::Template,
            ),
        ];
        for (codes, expected) in rows {
            for code in codes {
                assert_eq!(meaning(*code), expected, "{code}");
            }
        }
    }

    #[test]
    fn details_speak_before_titles_and_bare_statuses_for_themselves() {
        let error = json!({"error": {"code": 131_026, "message": "(#131026) Message undeliverable",
            "error_data": {"details": "Message Undeliverable. Reasons can include …"}}});
        let SendError::Permanent(why) = refusal(400, &error) else {
            panic!()
        };
        assert_eq!(why, "131026: Message Undeliverable. Reasons can include …");
        assert!(matches!(refusal(503, &Value::Null), SendError::Retry(_)));
        assert!(matches!(refusal(429, &Value::Null), SendError::Wait(..)));
        assert!(matches!(refusal(401, &Value::Null), SendError::Stop(_)));
        assert!(matches!(
            refusal(404, &Value::Null),
            SendError::Permanent(_)
        ));
    }
}
