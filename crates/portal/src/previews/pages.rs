//! `/panel/pesan/contoh`: the super admin reads what people will.

use crate::{
    Answer, App, Error, blocks, credentials, mailboxes,
    notify::{self, Channel, Message, Outgoing, Piece, pieces},
    profile, requests,
    web::{Page, Visitor, html, page::Nav},
};
use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;
use sop::Lang;

/// What is chosen.
#[derive(Deserialize)]
pub struct Filter {
    /// Number of a service; `akun`, `kotak`: what is told about those; `pengelola`: what those are told who run it all.
    #[serde(default)]
    tentang: String,
    #[serde(default)]
    bahasa: String,
}

#[derive(Template)]
#[template(path = "previews/index.html")]
struct Index {
    page: Page,
    /// What there is to choose: its key and its name.
    subjects: Vec<(String, String)>,
    chosen: String,
    lang: Lang,
    pairs: Vec<Pair>,
}

/// One message on both channels.
struct Pair {
    chat: Outgoing,
    mail: Outgoing,
}

const NAME: &str = "Rina Wulandari";

/// `GET /panel/pesan/contoh`.
pub async fn index(
    State(app): State<App>,
    visitor: Visitor,
    Query(filter): Query<Filter>,
) -> Answer {
    visitor.person()?.super_admin()?;
    let page = Page::new(&app, &visitor, Nav::Panel);
    let lang = Lang::from_code(&filter.bahasa).unwrap_or(visitor.lang);
    let subjects = subjects(&app, &page);
    let chosen = match subjects.iter().find(|(key, _)| *key == filter.tentang) {
        Some((key, _)) => key.clone(),
        None => subjects
            .first()
            .map(|(key, _)| key.clone())
            .unwrap_or_default(),
    };
    let on = |message: &Message, channel| notify::preview(&app, message, lang, (channel, NAME));
    let pair = |(chat, mail): (Message, Message)| Pair {
        chat: on(&chat, Channel::WhatsApp),
        mail: on(&mail, Channel::Email),
    };
    let messages = messages(&app, &chosen, lang)?;
    let pairs = messages.into_iter().map(pair).collect();
    html(&Index {
        page,
        subjects,
        chosen,
        lang,
        pairs,
    })
}

/// Services that are asked for through a form, then the rest.
fn subjects(app: &App, page: &Page) -> Vec<(String, String)> {
    let catalog = app.catalog();
    let services = catalog.campus().services.iter();
    let asked = services.filter(|sop| !sop.tickets.is_empty());
    let name = |sop: &sop::Sop| {
        (
            sop.id.to_string(),
            format!("{} {}", sop.id, sop.title.get(page.lang)),
        )
    };
    let rest = ["akun", "kotak", "pengelola"].map(|key| {
        let word = page.t(&format!("previews-about-{key}")).into_owned();
        (key.to_owned(), word)
    });
    asked.map(name).chain(rest).collect()
}

/// Each as it is written for WhatsApp and for mail.
fn messages(app: &App, chosen: &str, lang: Lang) -> Result<Vec<(Message, Message)>, Error> {
    let (catalog, mut apart) = (app.catalog(), Vec::new());
    let alike = match chosen {
        "akun" => [
            credentials::previews(app, lang),
            profile::previews(app, lang),
        ]
        .concat(),
        "kotak" => mailboxes::previews(app, lang),
        "pengelola" => {
            let keepers = [blocks::preview(app, lang), mailboxes::matter(app, lang)];
            let asks = profile::matters(app, lang).into_iter();
            asks.chain(keepers)
                .chain(notify::alarms(app, lang))
                .collect()
        }
        number => {
            let id = number.parse().map_err(|_| Error::NotFound)?;
            let (sop, _) = catalog.service(id)?;
            apart = requests::matters(app, sop, lang)?;
            requests::previews(app, sop, lang)?
        }
    };
    let both = alike.into_iter().map(|message| (message.clone(), message));
    Ok(both.chain(apart).collect())
}

fn of(message: &Outgoing) -> Vec<Piece> {
    pieces(&message.text, message.channel)
}
