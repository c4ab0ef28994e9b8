//! The window of the site, and the page on which the helpdesk answers.

pub mod desk;
pub mod window;

use super::{
    model::{Author, Line},
    store,
};
use crate::{
    notify::{Channel, Piece, pieces},
    web::Page,
};

/// A line as a page shows it.
struct Said {
    /// `visitor`, `engine`, `officer`.
    author: &'static str,
    who: String,
    pieces: Vec<Piece>,
    time: String,
    iso: String,
}

impl Said {
    /// `own`: the reader is the visitor.
    fn new(page: &Page, line: &Line, own: bool) -> Self {
        let who = match line.author {
            Author::Visitor if own => page.t("chat-you").into_owned(),
            Author::Visitor => page.t("chat-applicant").into_owned(),
            Author::Engine => page.t("chat-engine").into_owned(),
            Author::Officer => line.officer_name.clone(),
        };
        Self {
            author: line.author.key(),
            who,
            pieces: pieces(&line.body, Channel::WhatsApp),
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
