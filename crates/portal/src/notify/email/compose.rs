//! Makes a mail of a message: headers, text and page.

use super::letter;
use crate::notify::{Outgoing, SendError};
use lettre::{
    Address, Message,
    address::Envelope,
    message::{
        Body, Mailbox, MessageBuilder, MultiPart,
        header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue, MIME_VERSION_1_0},
    },
};
use std::time::{Duration, UNIX_EPOCH};

/// From whom mail is sent.
pub(super) struct From<'a> {
    /// The address that people see.
    pub address: &'a Address,
    /// The address that bounces come back to.
    pub returns_to: &'a str,
}

/// The name of a message for mail programs: the same at every attempt.
pub(super) fn message_id(id: &str, domain: &str) -> String {
    format!("<{id}@{domain}>")
}

/// The mail.
///
/// # Errors
/// [`SendError::Permanent`] for an address that is none, and for a line break where a header would begin.
pub(super) fn mail(message: &Outgoing, from: &From<'_>) -> Result<Message, SendError> {
    let in_headers = [
        &message.recipient,
        &message.name,
        &message.sender,
        &message.reply_to,
        &message.subject,
        &message.id,
    ];
    if in_headers
        .into_iter()
        .any(|text| text.contains(char::is_control))
    {
        return Err(SendError::Permanent("notify-mail-header".into()));
    }
    let domain = from.address.domain();
    let to = address(&message.recipient)?;
    let returns_to = address(from.returns_to)?;
    let at = Duration::from_millis(u64::try_from(message.at).unwrap_or_default());
    let mut mail = Message::builder()
        .date(UNIX_EPOCH + at)
        .message_id(Some(message_id(&message.id, domain)))
        .from(Mailbox::new(
            Some(message.sender.clone()),
            from.address.clone(),
        ))
        .to(Mailbox::new(named(&message.name), to.clone()))
        .subject(message.subject.clone());
    if let Ok(reply_to) = message.reply_to.parse() {
        mail = mail.reply_to(Mailbox::new(Some(message.sender.clone()), reply_to));
    }
    if let Some(code) = &message.ticket {
        // No message has this id: programs put together what answers the same one.
        let thread = format!("<ticket-{}@{domain}>", code.to_lowercase());
        mail = mail.in_reply_to(thread.clone()).references(thread);
    }
    let envelope = Envelope::new(Some(returns_to), vec![to])
        .map_err(|error| SendError::Permanent(error.to_string()))?;
    for (name, value) in [
        ("Auto-Submitted", "auto-generated"),
        ("X-Auto-Response-Suppress", "All"),
        ("Content-Language", message.lang.code()),
    ] {
        let name = HeaderName::new_from_ascii_str(name);
        mail = mail.raw_header(HeaderValue::new(name, value.to_owned()));
    }
    let page = letter::page(message).map_err(|error| SendError::Retry(error.to_string()))?;
    let both = MultiPart::alternative_plain_html(message.text.clone(), page);
    finished(mail.envelope(envelope), &both)
}

/// `lettre` signs no header that belongs to its parts, and without the boundary a signature holds for nobody: what the
/// parts say of themselves becomes a header of the mail.
fn finished(mail: MessageBuilder, parts: &MultiPart) -> Result<Message, SendError> {
    let text = parts.formatted();
    let end = text.windows(4).position(|at| at == b"\r\n\r\n");
    let (Some(end), Some(kind)) = (end, parts.headers().get::<ContentType>()) else {
        return Err(SendError::Retry("a mail without parts".into()));
    };
    let body =
        Body::dangerous_pre_encoded(text[end + 4..].to_vec(), ContentTransferEncoding::SevenBit);
    mail.header(MIME_VERSION_1_0)
        .header(kind)
        .body(body)
        .map_err(|error| SendError::Permanent(error.to_string()))
}

fn address(text: &str) -> Result<Address, SendError> {
    let parsed = text.parse::<Address>();
    parsed.map_err(|error| SendError::Permanent(format!("5.1.3 {error}")))
}

fn named(name: &str) -> Option<String> {
    Some(name.trim().to_owned()).filter(|name| !name.is_empty())
}
