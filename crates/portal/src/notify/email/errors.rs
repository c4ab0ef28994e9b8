//! What a server's refusal means for the message and for the channel.

use crate::{clock::MINUTE, notify::SendError};

/// How far the conversation had come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Connecting, greeting, TLS.
    Connect,
    /// Signing in.
    Login,
    /// `MAIL FROM`.
    Sender,
    /// `RCPT TO`.
    Recipient,
    /// `DATA`, before the server has said that it is ready.
    Data,
    /// The message is on its way: it may have been accepted.
    Body,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The server answered with a code of 400 or above.
    Answer(u16, String),
    /// TLS could not be agreed upon: certificate, name, no STARTTLS.
    Tls(String),
    /// The server cannot do what the settings demand.
    Unable(String),
    /// The connection broke, or the answer was no SMTP.
    Broken(String),
}

/// How often a greylisted message waits without an attempt being counted.
const GREYLISTED: u8 = 3;
/// How long: greylisting servers take a message after 1 to 5 minutes.
const PAUSE: i64 = 5 * MINUTE;
/// So much of a server's words is kept.
const LONGEST: usize = 300;

/// What that means; `waited` is how often this message was greylisted before.
pub(super) fn judge(stage: Stage, trouble: &Trouble, waited: u8) -> SendError {
    match trouble {
        Trouble::Tls(why) | Trouble::Unable(why) => SendError::Stop(short(why)),
        Trouble::Broken(why) if stage == Stage::Body => SendError::Unsure(short(why)),
        Trouble::Broken(why) => SendError::Retry(short(why)),
        Trouble::Answer(code, text) => {
            let words = short(&format!("{code} {text}"));
            match code {
                500.. => refused(stage, *code, text)(words),
                // The account is locked for a while, or the directory behind it is away.
                _ if is_greylisted(*code, text) && waited < GREYLISTED => {
                    SendError::Wait(PAUSE, words)
                }
                _ => SendError::Retry(words),
            }
        }
    }
}

/// Whether it is about us, and then nothing leaves until a person sees to it, or about this message.
fn refused(stage: Stage, code: u16, text: &str) -> fn(String) -> SendError {
    let small = text.to_lowercase();
    let no_login = matches!(code, 530 | 534 | 535 | 538);
    let no_relay = small.contains("relay") && stage != Stage::Body;
    match stage {
        // Too large is the message, whoever sends it.
        Stage::Sender if code == 552 => SendError::Permanent,
        Stage::Connect | Stage::Login | Stage::Sender => SendError::Stop,
        Stage::Recipient | Stage::Data | Stage::Body if no_login || no_relay => SendError::Stop,
        Stage::Recipient | Stage::Data | Stage::Body => SendError::Permanent,
    }
}

fn is_greylisted(code: u16, text: &str) -> bool {
    let small = text.to_lowercase();
    let says_so = small.contains("greylist") || small.contains("graylist");
    matches!(code, 450 | 451) && (says_so || enhanced(text) == Some("4.7.1"))
}

/// The enhanced status code (RFC 3463) that a text begins with: `5.1.1`.
pub(super) fn enhanced(text: &str) -> Option<&str> {
    let first = text.split_whitespace().next()?;
    let parts: Vec<_> = first.split('.').collect();
    let is_number =
        |part: &&str| (1..=3).contains(&part.len()) && part.bytes().all(|one| one.is_ascii_digit());
    (parts.len() == 3 && parts.iter().all(is_number)).then_some(first)
}

/// Whether an enhanced status code says that the address itself is no good: no such mailbox, no such domain, closed.
/// Not a full mailbox, nor a letter that somebody took for junk: the next one may arrive.
pub(super) fn is_bad_address(status: &str) -> bool {
    matches!(
        status,
        "5.1.0" | "5.1.1" | "5.1.2" | "5.1.3" | "5.1.6" | "5.1.10" | "5.2.1"
    )
}

/// One line, not too long.
pub(super) fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(stage: Stage, code: u16, text: &str) -> SendError {
        judge(stage, &Trouble::Answer(code, text.into()), 0)
    }

    #[test]
    fn every_refusal_has_its_meaning() {
        type Meaning = fn(String) -> SendError;
        use SendError::{Permanent, Retry, Stop, Unsure, Wait};
        use Stage::{Body, Connect, Data, Login, Recipient, Sender};
        let wait = |words: &str| Wait(PAUSE, words.into());
        let table: [(Stage, u16, &str, Meaning); 17] = [
            (Connect, 421, "4.3.2 shutting down", Retry),
            (Connect, 554, "5.7.1 no service for you", Stop),
            (Login, 454, "4.7.0 try later", Retry),
            (Login, 535, "5.7.8 bad credentials", Stop),
            (Sender, 451, "4.3.0 busy", Retry),
            (Sender, 530, "5.7.0 authentication required", Stop),
            (Sender, 553, "5.7.1 sender not owned", Stop),
            (Sender, 552, "5.3.4 too large", Permanent),
            (Recipient, 452, "4.2.2 mailbox full", Retry),
            (Recipient, 550, "5.1.1 no such user", Permanent),
            (Recipient, 554, "5.7.1 Relay access denied", Stop),
            (Recipient, 530, "5.7.0 authentication required", Stop),
            (Data, 554, "5.5.1 no valid recipients", Permanent),
            (Body, 552, "5.2.2 over quota", Permanent),
            (Body, 554, "5.7.1 looks like spam of a relay", Permanent),
            (Body, 451, "4.3.0 try again", Retry),
            (Body, 421, "4.4.2 timeout", Retry),
        ];
        for (stage, code, text, meaning) in table {
            assert_eq!(
                answer(stage, code, text),
                meaning(format!("{code} {text}")),
                "{stage:?}"
            );
        }
        for (code, text) in [(450, "4.2.0 Greylisted"), (451, "4.7.1 Please try again")] {
            let trouble = Trouble::Answer(code, text.into());
            let words = format!("{code} {text}");
            assert_eq!(judge(Recipient, &trouble, GREYLISTED - 1), wait(&words));
            assert_eq!(judge(Recipient, &trouble, GREYLISTED), Retry(words));
        }
        for stage in [Connect, Login, Sender, Recipient, Data] {
            assert_eq!(
                judge(stage, &Trouble::Broken("reset".into()), 0),
                Retry("reset".into())
            );
        }
        assert_eq!(
            judge(Body, &Trouble::Broken("reset".into()), 0),
            Unsure("reset".into())
        );
        assert_eq!(
            judge(Connect, &Trouble::Tls("expired".into()), 0),
            Stop("expired".into())
        );
        assert_eq!(
            judge(Login, &Trouble::Unable("no AUTH".into()), 0),
            Stop("no AUTH".into())
        );
    }

    #[test]
    fn an_enhanced_status_is_read_and_only_a_bad_address_is_remembered() {
        assert_eq!(enhanced("5.1.1 <a@b>: unknown"), Some("5.1.1"));
        for none in ["", "no such user", "5.1", "127.0.0.1 is blocked", "5.a.1 x"] {
            assert_eq!(enhanced(none), None, "{none}");
        }
        assert!(is_bad_address("5.1.1"));
        assert!(!is_bad_address("5.2.2") && !is_bad_address("5.7.1") && !is_bad_address("4.1.1"));
    }
}
