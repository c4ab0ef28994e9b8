//! A mail as a small page: the ticket's strip, the text, the one link as a button. Mail programs know no style sheets but
//! those inside, so this is the one template with styles in it.

use crate::{
    Error,
    notify::{Channel, Outgoing, Piece, dashed, pieces},
    web::text,
};
use askama::Template;

#[derive(Template)]
#[template(path = "notify/email/letter.html")]
struct Letter<'a> {
    lang: &'a str,
    subject: &'a str,
    ticket: Option<String>,
    ticket_label: String,
    open: String,
    paragraphs: Vec<Paragraph>,
}

struct Paragraph {
    /// The address of the button that stands above it.
    button: Option<String>,
    /// The promise and the signature.
    is_soft: bool,
    lines: Vec<Vec<Piece>>,
}

/// How many paragraphs at the end of a text are the promise and the signature.
const CLOSING: usize = 2;

/// The page.
///
/// # Errors
/// None that a test would not have found.
pub(super) fn page(message: &Outgoing) -> Result<String, Error> {
    let blocks: Vec<&str> = message.text.trim().split("\n\n").collect();
    let last = blocks.len().saturating_sub(CLOSING);
    let mut has_button = false;
    let mut paragraphs = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        let lines: Vec<_> = block
            .lines()
            .map(|line| pieces(line, Channel::Email))
            .collect();
        let link = lines.iter().flatten().find_map(|piece| match piece {
            Piece::Link(url) => Some(url.clone()),
            Piece::Plain(_) | Piece::Bold(_) => None,
        });
        let button = link.filter(|_| !has_button);
        has_button |= button.is_some();
        paragraphs.push(Paragraph {
            button,
            is_soft: index >= last,
            lines,
        });
    }
    let letter = Letter {
        lang: message.lang.code(),
        subject: &message.subject,
        ticket: message.ticket.as_deref().map(dashed),
        ticket_label: text::t(message.lang, "notify-mail-ticket").into_owned(),
        open: text::t(message.lang, "notify-mail-open").into_owned(),
        paragraphs,
    };
    letter
        .render()
        .map_err(|error| Error::internal(error.to_string()))
}
