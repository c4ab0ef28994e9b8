//! What messages about one's own account look like, before there is one.

use super::{
    asks::{told, waits},
    contacts::{code, unit},
    model::{Ask, AskKind, AskState},
};
use crate::{
    App,
    notify::{self, Message},
    web::text::t,
};
use sop::Lang;

/// What an owner is told: the code that proves a number, and what came of a request about data.
pub fn previews(app: &App, lang: Lang) -> Vec<Message> {
    let words = t(lang, "previews-note");
    let done = AskKind::ALL.map(|kind| told(app, &ask(app, kind), (AskState::Done, &words), lang));
    let refused = told(
        app,
        &ask(app, AskKind::Correct),
        (AskState::Refused, &words),
        lang,
    );
    let proof = code(app, notify::code_origin(""), ("nama@kampus.example", lang));
    [proof].into_iter().chain(done).chain([refused]).collect()
}

/// What a keeper of the directory is told: at once, and when the time is nearly over.
pub fn matters(app: &App, lang: Lang) -> [Message; 2] {
    let ask = ask(app, AskKind::Correct);
    [false, true].map(|again| waits(app, (&ask, again), (unit(app), 0), lang))
}

fn ask(app: &App, kind: AskKind) -> Ask {
    Ask::new("…".to_owned(), 0, kind, ("", ""), app.now())
}
