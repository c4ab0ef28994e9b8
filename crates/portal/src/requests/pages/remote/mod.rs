//! Deciding through a link: `/putusan/{token}`. Looking changes nothing and uses nothing up, since programs that check
//! mail open links; only what is posted decides.

mod choice;
mod over;
mod proof;

pub use choice::{create_decision, create_disposition};
pub use proof::create as prove;

use super::{
    super::{
        remote::{self, Opened},
        store::attachments::Owner,
    },
    dossier::dossier,
    dossier::note_read,
    draft::download,
    officer::{Again, officer},
};
use crate::{
    Answer, App, Error,
    accounts::{self, Action as Touch},
    clock::{MINUTE, Millis},
    credentials::{self, Limit, second::Ways},
    signin::{self, Way},
    web::{
        FormErrors, Page, Visitor, html_with,
        page::Nav,
        visitor::{cookie, host_cookie},
    },
};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
};

/// Posts, and links that are none, from one place.
const PER_SOURCE: Limit = Limit {
    attempts: 120,
    window: 10 * MINUTE,
};

/// Who is addressed, and until when the link works.
pub(in crate::requests) struct Remote {
    /// Name.
    pub who: String,
    /// Until when.
    pub until: Millis,
}

/// By what a second step can be proven.
pub(in crate::requests) struct Prove {
    /// The ways of the officer.
    pub ways: Ways,
    /// For passkeys.
    pub challenge: Option<String>,
    /// Where it is posted.
    pub action: String,
    /// Nowhere else.
    pub way: Way,
}

fn path(token: &str) -> String {
    format!("/putusan/{token}")
}

/// What the cookie is called of a browser that has proven a second step.
fn proof_cookie(app: &App) -> String {
    host_cookie(app, "loket-putusan")
}

/// Counts a post, or a link that is none.
async fn count(app: &App, visitor: &Visitor) -> Result<(), Error> {
    let (source, now) = (visitor.source.clone(), app.now());
    app.db()
        .write(move |tx| credentials::throttle(tx, "decide-source", &source, PER_SOURCE, now))
        .await
}

/// What a link opens, read once.
async fn open(app: &App, token: &str) -> Result<Result<Opened, remote::Over>, Error> {
    let (inner, token) = (app.clone(), token.to_owned());
    app.db()
        .read(move |tx| remote::opened(tx, &inner, &token, false))
        .await
}

/// `GET /putusan/{token}`.
pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Answer {
    let seen = Seen::new(&app, &visitor, &token, &headers);
    seen.page(StatusCode::OK, Again::default()).await
}

/// A link as a browser opens it.
struct Seen<'a> {
    app: &'a App,
    visitor: &'a Visitor,
    token: &'a str,
    /// Of a browser that has proven a second step.
    cookie: Option<String>,
}

impl<'a> Seen<'a> {
    fn new(app: &'a App, visitor: &'a Visitor, token: &'a str, headers: &HeaderMap) -> Self {
        Self {
            app,
            visitor,
            token,
            cookie: cookie(headers, &proof_cookie(app)),
        }
    }

    /// The matter as it is now, with what was typed.
    async fn page(&self, status: StatusCode, again: Again) -> Answer {
        match open(self.app, self.token).await? {
            Ok(opened) => self.matter(opened, status, again).await,
            Err(over) => over::page(self.app, self.visitor, over).await,
        }
    }

    async fn matter(&self, opened: Opened, status: StatusCode, mut again: Again) -> Answer {
        let (app, person) = (self.app, opened.matter.person.clone());
        let (inner, reader) = (app.clone(), person.clone());
        let code = opened.matter.request.code.to_string();
        let dossier = app
            .db()
            .read(move |tx| dossier(tx, &inner, &code, &reader))
            .await?;
        let about = dossier.account.as_ref().map(|account| account.id);
        note_read(app, &person, &dossier.request, about, Touch::ReadRequest).await?;
        let page = Page::new(app, self.visitor, Nav::Desk);
        let prove = self.prove(&opened).await?;
        if prove.is_some() && status == StatusCode::OK {
            again.errors = FormErrors::none();
        }
        let at = page.url(&path(self.token));
        let remote = Remote {
            who: person.name.clone(),
            until: opened.link.expires_at,
        };
        let shown = officer(app, page, &person, dossier, again)?;
        html_with(status, &shown.through(at, remote, prove))
    }

    /// What is asked before a decision that is too heavy for a link alone.
    async fn prove(&self, opened: &Opened) -> Result<Option<Prove>, Error> {
        let heavy = match opened.matter.turn() {
            Some((step, _)) => opened.matter.asks_second_step(self.app, step),
            None => false,
        };
        if !heavy || opened.is_proven(self.cookie.as_deref(), self.app.now()) {
            return Ok(None);
        }
        let asked = signin::asked(self.app, opened.link.account_id, None);
        let (_, ways, challenge) = asked.await?;
        Ok(Some(Prove {
            ways,
            challenge: challenge.map(|challenge| challenge.text()),
            action: format!("{}/langkah-kedua", path(self.token)),
            way: Way::default(),
        }))
    }
}

/// `GET /putusan/{token}/berkas/{file}`.
pub async fn show_file(
    State(app): State<App>,
    visitor: Visitor,
    Path((token, file)): Path<(String, String)>,
) -> Answer {
    let opened = match open(&app, &token).await? {
        Ok(opened) => opened,
        Err(over) => return over::page(&app, &visitor, over).await,
    };
    let request = opened.matter.request;
    let address = request.subject_address.clone();
    let about = app
        .db()
        .read(move |tx| accounts::find(tx, &address))
        .await?
        .map(|account| account.id);
    note_read(
        &app,
        &opened.matter.person,
        &request,
        about,
        Touch::ReadFile,
    )
    .await?;
    let owner = Owner::Request(request.id);
    download(&app, file, move |_| Ok(owner)).await
}
