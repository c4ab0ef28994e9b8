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
    /// How many each list has, in the order of [`Concern::ALL`].
    counts: [i64; 4],
    rows: Vec<Concerned>,
    is_first: bool,
    next: Option<String>,
}

impl List {
    /// The lists: address, name, how many it has, whether it is this one.
    fn tabs(&self) -> Vec<(String, String, String, bool)> {
        let tab = |(concern, count): (Concern, i64)| {
            (
                self.path_of(concern),
                self.name_of(concern),
                self.page.number(count),
                concern == self.concern,
            )
        };
        Concern::ALL.into_iter().zip(self.counts).map(tab).collect()
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
    let asked = field(&values, "perihal").parse().ok();
    let (after, now) = (field(&values, "setelah").to_owned(), app.now());
    let is_first = after.is_empty();
    let (counts, concern, mut rows) = app
        .db()
        .read(move |tx| {
            let counts = lists::counts(tx, now)?;
            // Unless one is asked for, the first list that has something to be looked at.
            let first = Concern::ALL.into_iter().zip(counts);
            let first = first
                .filter(|(_, count)| *count > 0)
                .map(|(one, _)| one)
                .next();
            let concern = asked.or(first).unwrap_or(Concern::Ending);
            let lines = lists::of(tx, concern, &after, now)?;
            let concerned = lines.into_iter().map(|(id, pic, asked_at)| {
                Ok(Concerned {
                    account: accounts::get(tx, id)?,
                    pic,
                    asked_at,
                })
            });
            let rows = concerned.collect::<Result<Vec<_>, Error>>()?;
            Ok::<_, Error>((counts, concern, rows))
        })
        .await?;
    let more = rows.len() > lists::PAGE;
    rows.truncate(lists::PAGE);
    let next = rows.last().filter(|_| more);
    let next = next.map(|last| last.account.address.clone());
    html(&List {
        page: Page::new(&app, &visitor, Nav::Accounts),
        concern,
        counts,
        rows,
        is_first,
        next,
    })
}
