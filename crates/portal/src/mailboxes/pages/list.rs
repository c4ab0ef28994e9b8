//! The mailboxes that need a keeper of the directory: `/kotak`.

use super::{field, last};
use crate::{
    Answer, App, Error, accounts,
    mailboxes::{
        model::{Concern, Concerned},
        store::lists,
    },
    web::{Page, Values, Visitor, errors::encode, html, page::Nav},
};
use askama::Template;
use axum::extract::{Query, State};

#[derive(Template)]
#[template(path = "mailboxes/list.html")]
struct List {
    page: Page,
    concern: Concern,
    rows: Vec<Concerned>,
    is_first: bool,
    next: Option<String>,
}

impl List {
    /// The lists: address, name, whether it is this one.
    fn tabs(&self) -> [(String, String, bool); 4] {
        Concern::ALL.map(|concern| {
            (
                self.path_of(concern),
                self.name_of(concern),
                concern == self.concern,
            )
        })
    }

    /// The address of a list, from its start.
    fn path_of(&self, concern: Concern) -> String {
        self.page.url(&format!("/kotak?perihal={}", concern.key()))
    }

    fn name_of(&self, concern: Concern) -> String {
        let key = format!("mailboxes-concern-{}", concern.word());
        self.page.t(&key).into_owned()
    }

    fn path(&self) -> String {
        self.path_of(self.concern)
    }

    fn name(&self) -> String {
        self.name_of(self.concern)
    }

    fn next_path(&self, after: &str) -> String {
        format!("{}&setelah={}", self.path(), encode(after))
    }

    fn none(&self) -> String {
        let key = format!("mailboxes-concern-{}-none", self.concern.word());
        self.page.t(&key).into_owned()
    }

    /// When it ends, or that it does not.
    fn end(&self, row: &Concerned) -> String {
        match row.account.expires_at {
            Some(at) => last(&self.page, at),
            None => self.page.t("mailboxes-no-end").into_owned(),
        }
    }

    fn asked(&self, row: &Concerned) -> String {
        row.asked_at
            .map_or_else(|| "–".to_owned(), |at| self.page.short_date(at))
    }
}

/// `GET /kotak`.
pub async fn index(
    State(app): State<App>,
    visitor: Visitor,
    Query(values): Query<Values>,
) -> Answer {
    visitor.person()?.directory_reader(&app.catalog())?;
    let concern = field(&values, "perihal").parse().unwrap_or(Concern::Ending);
    let (after, now) = (field(&values, "setelah").to_owned(), app.now());
    let is_first = after.is_empty();
    let mut rows = app
        .db()
        .read(move |tx| {
            let lines = lists::of(tx, concern, &after, now)?;
            let concerned = lines.into_iter().map(|(id, pic, asked_at)| {
                Ok(Concerned {
                    account: accounts::get(tx, id)?,
                    pic,
                    asked_at,
                })
            });
            concerned.collect::<Result<Vec<_>, Error>>()
        })
        .await?;
    let more = rows.len() > lists::PAGE;
    rows.truncate(lists::PAGE);
    let next = rows.last().filter(|_| more);
    let next = next.map(|last| last.account.address.clone());
    html(&List {
        page: Page::new(&app, &visitor, Nav::Accounts),
        concern,
        rows,
        is_first,
        next,
    })
}
