//! Reads a mail that came back: whether it tells of a delivery (RFC 3464), of which message, and what became of it. Anything
//! else is ignored, and nothing is ever answered: no loop can begin here.

use super::errors;
use mail_parser::{HeaderValue, Message, MessageParser, MimeHeaders, PartType};

/// What a report says of one recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    /// It will not arrive.
    Failed,
    /// It is still being tried.
    Delayed,
    /// It arrived.
    Delivered,
    /// Handed on to where nobody reports.
    Passed,
}

/// A report on a delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Report {
    /// The addresses that it was sent to: one of ours among them.
    pub sent_to: Vec<String>,
    /// Message-ID of the message that it is about, if it was sent along.
    pub about: Option<String>,
    /// What became of it.
    pub action: Action,
    /// Enhanced status code.
    pub status: String,
    /// The recipients that it speaks of.
    pub recipients: Vec<String>,
    /// The server's words, with the status in front.
    pub why: String,
}

/// Where a mail says to whom it was sent; the first is what the mail server adds.
const SENT_TO: [&str; 4] = ["Delivered-To", "X-Original-To", "Envelope-To", "To"];

/// Reads it; `None`: not a report.
pub(super) fn read(raw: &[u8]) -> Option<Report> {
    let mail = MessageParser::default().parse(raw)?;
    let kind = mail.content_type()?;
    let is_report = kind.ctype().eq_ignore_ascii_case("multipart")
        && kind.subtype()?.eq_ignore_ascii_case("report")
        && kind
            .attribute("report-type")?
            .eq_ignore_ascii_case("delivery-status");
    if !is_report {
        return None;
    }
    let parts = mail.parts.iter();
    let status = parts.clone().find(|part| is(part, "delivery-status"))?;
    let groups = groups(&String::from_utf8_lossy(status.contents()));
    let about = parts.clone().find_map(message_id);
    let of = groups
        .iter()
        .find(|group| field(group, "action").is_some())?;
    let action = match field(of, "action")?.to_ascii_lowercase().as_str() {
        "failed" => Action::Failed,
        "delayed" => Action::Delayed,
        "delivered" => Action::Delivered,
        _ => Action::Passed,
    };
    let status = field(of, "status").unwrap_or_default();
    let status = errors::enhanced(status).unwrap_or_default().to_owned();
    let said = field(of, "diagnostic-code").map(typed).unwrap_or_default();
    let recipients = ["original-recipient", "final-recipient"];
    let recipients = recipients.into_iter().filter_map(|name| field(of, name));
    Some(Report {
        sent_to: sent_to(&mail),
        about,
        action,
        recipients: recipients
            .map(|value| typed(value).to_lowercase())
            .collect(),
        why: errors::short(&format!("{status} {said}")),
        status,
    })
}

fn is(part: &mail_parser::MessagePart<'_>, subtype: &str) -> bool {
    let kind = part.content_type().and_then(|kind| kind.subtype());
    kind.is_some_and(|kind| kind.eq_ignore_ascii_case(subtype))
}

/// The mails and heads of mails inside name the message that came back.
fn message_id(part: &mail_parser::MessagePart<'_>) -> Option<String> {
    let parsed;
    let inner = match &part.body {
        PartType::Message(inner) => inner,
        _ if is(part, "rfc822-headers") => {
            parsed = MessageParser::default().parse(part.contents())?;
            &parsed
        }
        _ => return None,
    };
    inner.message_id().map(str::to_owned)
}

fn sent_to(mail: &Message<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for name in SENT_TO {
        for value in mail.header_values(name) {
            match value {
                HeaderValue::Address(list) => {
                    let each = list.iter().filter_map(|one| one.address());
                    found.extend(each.map(str::to_owned));
                }
                HeaderValue::Text(text) => {
                    found.push(text.trim().trim_matches(['<', '>']).to_owned());
                }
                _ => (),
            }
        }
    }
    found
}

/// The fields of a report, in groups with an empty line between; the first is about the message as a whole.
fn groups(text: &str) -> Vec<Vec<(String, String)>> {
    let mut groups = vec![Vec::<(String, String)>::new()];
    for line in text.lines() {
        let Some(group) = groups.last_mut() else {
            continue;
        };
        if line.trim().is_empty() {
            groups.push(Vec::new());
        } else if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = group.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            group.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    groups
}

fn field<'a>(group: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let found = group.iter().find(|(key, _)| key == name);
    found.map(|(_, value)| value.as_str())
}

/// `rfc822; a@b` without its type.
fn typed(value: &str) -> &str {
    value.split_once(';').map_or(value, |(_, rest)| rest).trim()
}
