//! `/tanya`: the conversation on the site, as a page of its own and inside the window that the script opens.

use super::{Said, Stretch, lines};
use crate::{
    Answer, App, Error,
    chat::{
        engine::{self, Heard, hear},
        model::{Author, Conversation, Line, State},
        store,
        who::Peer,
    },
    clock::{MINUTE, Millis},
    credentials::{self, Limit},
    notify::Button,
    web::{
        FormErrors, Page, Values, Visitor, errors, html_with,
        page::Nav,
        redirect,
        visitor::{cookie, host_cookie, set_cookie},
    },
};
use askama::Template;
use axum::{
    Form,
    extract::{Query, State as Shared},
    http::{HeaderMap, StatusCode},
};

/// The cookie by which a visitor is known who has not signed in.
const COOKIE: &str = "loket-tanya";
/// How long, in seconds: over a weekend and a holiday, in which the helpdesk does not answer.
const COOKIE_LIFETIME: i64 = 7 * 24 * 60 * 60;
/// How much one visitor may write.
const PER_VISITOR: Limit = Limit {
    attempts: 30,
    window: 10 * MINUTE,
};
/// How much may be written from one address of the network: a campus goes out through few.
const PER_SOURCE: Limit = Limit {
    attempts: 300,
    window: 10 * MINUTE,
};
/// How often it is written down that the page is open.
const SEEN_EVERY: Millis = MINUTE / 2;

struct Talk {
    said: Vec<Said>,
    /// Where the last words of the visitor stand: what was answered to them comes after.
    last: usize,
    buttons: Vec<Button>,
    /// A person was asked for, or answers: news may come.
    waits: bool,
    with: String,
    errors: FormErrors,
    typed: String,
    key: String,
    framed: bool,
    signed_in: bool,
}

#[derive(Template)]
#[template(path = "chat/page.html")]
struct Whole {
    page: Page,
    talk: Talk,
}

#[derive(Template)]
#[template(path = "chat/frame.html")]
struct Frame {
    page: Page,
    talk: Talk,
}

/// With whom, if that can be told.
fn peer(app: &App, visitor: &Visitor, headers: &HeaderMap) -> Option<Peer> {
    match visitor.applicant() {
        Ok(applicant) => Some(Peer::Account(applicant)),
        Err(_) => cookie(headers, &host_cookie(app, COOKIE)).map(Peer::Visitor),
    }
}

/// `GET /tanya`.
pub async fn index(
    Shared(app): Shared<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Query(values): Query<Values>,
) -> Answer {
    let peer = peer(&app, &visitor, &headers);
    let shown = Shown {
        framed: values.contains_key("jendela"),
        typed: String::new(),
        errors: FormErrors::none(),
    };
    show(&app, &visitor, peer, StatusCode::OK, shown).await
}

/// What was sent: words, or a button with what stands on it.
struct Posted {
    framed: bool,
    text: String,
    payload: Option<String>,
    /// Makes it one message, however often the form is sent.
    key: Option<String>,
}

impl Posted {
    fn read(values: &Values) -> Self {
        let value = |name: &str| values.get(name).filter(|value| !value.is_empty()).cloned();
        let payload = value("payload");
        let words = if payload.is_some() { "judul" } else { "pesan" };
        Self {
            framed: value("jendela").is_some(),
            text: value(words).unwrap_or_default(),
            key: value("kunci").map(|key| key.chars().take(64).collect()),
            payload,
        }
    }

    /// # Errors
    /// Key of the sentence that says why it cannot be sent.
    fn judge(&self) -> Result<(), &'static str> {
        match self.payload {
            Some(_) => Ok(()),
            None => engine::judge(&self.text),
        }
    }
}

/// `POST /tanya`: one message, or one button.
pub async fn create(
    Shared(app): Shared<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Form(values): Form<Values>,
) -> Answer {
    let (known, posted) = (peer(&app, &visitor, &headers), Posted::read(&values));
    let mut shown = Shown {
        framed: posted.framed,
        typed: posted.text.clone(),
        errors: FormErrors::none(),
    };
    if let Err(key) = posted.judge() {
        shown.errors.add_key(visitor.lang, "pesan", key);
        return show(
            &app,
            &visitor,
            known,
            StatusCode::UNPROCESSABLE_ENTITY,
            shown,
        )
        .await;
    }
    let from = known
        .clone()
        .unwrap_or_else(|| Peer::Visitor(app.random().token()));
    let heard = Heard {
        from: from.clone(),
        text: posted.text,
        payload: posted.payload,
        message_id: posted.key.unwrap_or_else(|| app.random().uuid(app.now())),
        lang: Some(visitor.lang),
        at: app.now(),
    };
    match told(&app, &visitor, heard).await {
        Ok(()) => (),
        Err(Error::TooMany(seconds)) => {
            shown
                .errors
                .add("pesan", errors::wait(visitor.lang, seconds));
            return show(&app, &visitor, known, StatusCode::TOO_MANY_REQUESTS, shown).await;
        }
        Err(other) => return Err(other),
    }
    let query = if posted.framed { "?jendela=1" } else { "" };
    let mut response = redirect(visitor.lang, &format!("/tanya{query}#terakhir"));
    if let Peer::Visitor(token) = &from {
        let name = host_cookie(&app, COOKIE);
        set_cookie(
            &app,
            response.headers_mut(),
            (&name, token),
            COOKIE_LIFETIME,
        );
    }
    Ok(response)
}

/// Counts it and hears it.
async fn told(app: &App, visitor: &Visitor, heard: Heard) -> Result<(), Error> {
    let (inner, source) = (app.clone(), visitor.source.clone());
    app.db()
        .write(move |tx| {
            credentials::throttle(tx, "talk-source", &source, PER_SOURCE, heard.at)?;
            credentials::throttle(tx, "talk-peer", &heard.from.key(), PER_VISITOR, heard.at)?;
            hear(tx, &inner, &heard).map(drop)
        })
        .await
}

struct Shown {
    framed: bool,
    typed: String,
    errors: FormErrors,
}

async fn show(
    app: &App,
    visitor: &Visitor,
    peer: Option<Peer>,
    status: StatusCode,
    shown: Shown,
) -> Answer {
    let found = match peer {
        Some(peer) => read(app, peer.key()).await?,
        None => None,
    };
    let page = Page::new(app, visitor, Nav::Elsewhere);
    let talk = talk(app, &page, found, shown);
    if talk.framed {
        return html_with(status, &Frame { page, talk });
    }
    html_with(status, &Whole { page, talk })
}

/// The conversation and its lines. That its page is open is written down while somebody may answer.
async fn read(app: &App, key: String) -> Result<Option<(Conversation, Vec<Line>)>, Error> {
    let now = app.now();
    let found = app
        .db()
        .read(move |tx| {
            let Some(found) = store::of_peer(tx, &key, now)? else {
                return Ok(None);
            };
            let lines = lines(tx, found.id)?;
            Ok::<_, Error>(Some((found, lines)))
        })
        .await?;
    if let Some((conversation, _)) = &found
        && conversation.state != State::Engine
        && now - conversation.seen_at > SEEN_EVERY
    {
        let id = conversation.id;
        app.db().write(move |tx| store::seen(tx, id, now)).await?;
    }
    Ok(found)
}

fn talk(app: &App, page: &Page, found: Option<(Conversation, Vec<Line>)>, shown: Shown) -> Talk {
    let usual = ["status", "hours", "person"].map(|what| Button {
        id: format!("chat:{what}"),
        title: page.t(&format!("chat-button-{what}")).into_owned(),
    });
    let (state, lines, unit_id, officer) = match found {
        Some((found, lines)) => (found.state, lines, found.unit_id, found.officer_name),
        None => (State::Engine, Vec::new(), 0, String::new()),
    };
    let unit = page
        .catalog
        .unit(unit_id)
        .map_or_else(|_| String::new(), |unit| unit.short.clone());
    let with = match state {
        State::Engine => String::new(),
        State::Waiting => page.t1("chat-with-waiting", "unit", unit),
        State::Person => page.t2("chat-with-person", ("name", officer), ("unit", unit)),
    };
    let buttons = match lines.last() {
        None => usual.into(),
        Some(last) => last.buttons.clone(),
    };
    let own = |line: &Line| line.author == Author::Visitor;
    Talk {
        last: lines.iter().rposition(own).unwrap_or(usize::MAX),
        said: lines
            .iter()
            .map(|line| Said::new(app, page, line, true))
            .collect(),
        buttons,
        waits: state != State::Engine,
        with,
        errors: shown.errors,
        typed: shown.typed,
        key: app.random().uuid(page.now),
        framed: shown.framed,
        signed_in: page.person.is_some() || page.blocked.is_some(),
    }
}
