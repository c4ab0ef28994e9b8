//! The window of the site, and the page on which the helpdesk answers.

pub mod desk;
pub mod window;

use super::{
    model::{Author, Line},
    store,
};
use crate::{
    App,
    notify::{Channel, Piece, pieces},
    web::Page,
};

/// The longest address that is shown as it is.
const LEGIBLE: usize = 44;

/// A stretch of a line, as a page shows it.
enum Stretch {
    Plain(String),
    Bold(String),
    /// Address and what stands for it.
    Link(String, String),
}

impl Stretch {
    /// Addresses of our own lead to this host, and a long one is not read out.
    fn new(app: &App, page: &Page, piece: Piece) -> Self {
        match piece {
            Piece::Plain(text) => Self::Plain(text),
            Piece::Bold(text) => Self::Bold(text),
            Piece::Link(url) => {
                let base = app.config().base_url.as_str();
                let own = url.strip_prefix(base).filter(|path| path.starts_with('/'));
                let bare = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
                let label = if own.is_some() && bare.len() > LEGIBLE {
                    page.t("chat-open-page").into_owned()
                } else {
                    bare.to_owned()
                };
                Self::Link(own.unwrap_or(&url).to_owned(), label)
            }
        }
    }
}

/// A line as a page shows it.
struct Said {
    /// `visitor`, `engine`, `officer`.
    author: &'static str,
    who: String,
    pieces: Vec<Stretch>,
    time: String,
    iso: String,
}

/// `own`: the reader is the visitor.
impl Said {
    fn new(app: &App, page: &Page, line: &Line, own: bool) -> Self {
        let who = match line.author {
            Author::Visitor if own => page.t("chat-you").into_owned(),
            Author::Visitor => page.t("chat-applicant").into_owned(),
            Author::Engine => page.t("chat-engine").into_owned(),
            Author::Officer => line.officer_name.clone(),
        };
        Self {
            author: line.author.key(),
            who,
            pieces: pieces(&line.body, Channel::WhatsApp)
                .into_iter()
                .map(|piece| Stretch::new(app, page, piece))
                .collect(),
            time: page.moment(line.at),
            iso: page.iso(line.at),
        }
    }
}

fn lines(tx: &mut db::Tx<'_>, id: i64) -> Result<Vec<Line>, db::Error> {
    store::lines(tx, id, SHOWN)
}

/// How many lines a page shows.
const SHOWN: i64 = 60;
