//! Who touched one's account: `/akun-saya/jejak`.

use crate::{
    Answer, App,
    accounts::{self, Action, Touched},
    activation::roster::link,
    actor::Capacity,
    requests::Code,
    signin,
    web::{Lang, Page, Values, Visitor, html, page::Nav},
};
use askama::Template;
use axum::extract::{Query, State};

/// How many lines stand on a page.
const PAGE: usize = 30;

#[derive(Template)]
#[template(path = "profile/trail.html")]
struct Trail {
    page: Page,
    own_id: i64,
    rows: Vec<Touched>,
    next: Option<i64>,
    is_first: bool,
}

impl Trail {
    fn lang(&self) -> Lang {
        self.page.lang
    }

    /// Who it was, for its owner.
    fn who(&self, row: &Touched) -> String {
        match row.by_id {
            Some(id) if id == self.own_id => self.page.t("profile-trail-you").into_owned(),
            Some(_) => row.by_name.clone(),
            None => self.page.t("profile-trail-loket").into_owned(),
        }
    }

    /// What else is known, in words.
    fn detail(&self, row: &Touched) -> String {
        let head = match row.action {
            Action::AskData => "profile-ask-kind-",
            Action::SetLanguage => "profile-lang-",
            Action::SetOrder => "profile-order-",
            Action::SetMatters => "profile-matters-",
            Action::CorrectData => "profile-field-",
            Action::Block => "accounts-cause-",
            Action::OpenApplication => return self.application(&row.detail),
            Action::ChangePassword => return link::in_words(self.page.lang, &row.detail),
            _ => return row.detail.clone(),
        };
        let words = row.detail.split(", ").filter(|word| !word.is_empty());
        let said = words.map(|word| self.page.t(&format!("{head}{word}")).into_owned());
        said.collect::<Vec<_>>().join(", ")
    }

    /// A ticket, as it is written everywhere.
    fn code(&self, stored: &str) -> String {
        stored
            .parse::<Code>()
            .map_or_else(|()| stored.to_owned(), |code| code.to_string())
    }

    /// What people call an application.
    fn application(&self, key: &str) -> String {
        let known = self.page.catalog.campus().application(key);
        known.map_or_else(
            || key.to_owned(),
            |application| self.page.of(&application.name).to_owned(),
        )
    }

    /// The offices that were held then.
    fn offices(&self, row: &Touched) -> String {
        let office = |(role, unit_id): &(_, i64)| {
            let office = signin::office(&self.page, *role, Capacity::Definitive);
            format!("{office}, {}", signin::unit(&self.page, *unit_id))
        };
        let offices: Vec<_> = row.offices.iter().map(office).collect();
        offices.join("; ")
    }
}

/// `GET /akun-saya/jejak`.
pub async fn index(
    State(app): State<App>,
    visitor: Visitor,
    Query(values): Query<Values>,
) -> Answer {
    let own_id = visitor.person()?.account_id;
    let given = values.get("sebelum").and_then(|id| id.parse().ok());
    let below = given.unwrap_or(i64::MAX);
    let limit = PAGE as i64 + 1;
    let mut rows = app
        .db()
        .read(move |tx| accounts::touches(tx, own_id, below, limit))
        .await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more).map(|last| last.id);
    html(&Trail {
        page: Page::new(&app, &visitor, Nav::Elsewhere),
        own_id,
        rows,
        next,
        is_first: given.is_none(),
    })
}
