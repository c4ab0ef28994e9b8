//! One's own second step: what it is proven with, for the own account and for the shared mailboxes that one answers for:
//! `/akun-saya/langkah-kedua`. A mailbox is named by `?untuk=`, or by a field of that name.

pub mod app;
pub mod codes;
pub mod list;
pub mod mailbox;
pub mod passkey;

use super::{field, origin};
use crate::{
    App, Error,
    accounts::{self, Account},
    actor::{self, Person},
    credentials::{
        News,
        second::{self, Whose},
        tell_owner,
    },
    signin::{model::device_name, store::sessions},
    web::{Values, Visitor},
};
use axum::{
    extract::{FromRequestParts, Query},
    http::request::Parts,
};
use db::Tx;
use std::sync::Arc;

/// Which mailbox a page is about; empty: the own account.
pub struct For(String);

impl For {
    fn of(values: &Values) -> Self {
        Self(field(values, "untuk").to_owned())
    }
}

impl FromRequestParts<App> for For {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let query = Query::<Values>::from_request_parts(parts, app).await;
        Ok(query.map_or_else(|_| Self(String::new()), |Query(values)| Self::of(&values)))
    }
}

/// Whose second step it is, and who acts.
#[derive(Clone)]
pub(super) struct Hand {
    pub(super) whose: Whose,
    /// What it opens.
    pub(super) account: Account,
    /// Whose it is.
    pub(super) owner: Account,
    person: Arc<Person>,
    /// Why nothing can be enrolled here: key of the sentence.
    pub(super) bar: Option<&'static str>,
}

impl Hand {
    /// Whether it is about a mailbox, seen from the own account.
    pub(super) fn is_mailbox(&self) -> bool {
        self.account.id != self.person.account_id
    }

    /// The name of the mailbox in addresses of pages.
    pub(super) fn mailbox(&self) -> &str {
        if self.is_mailbox() {
            &self.account.public_id
        } else {
            ""
        }
    }

    /// Whether the last authenticator must stay.
    fn must_have(&self, app: &App) -> bool {
        let of_officer = app.demands_second_step() && !self.is_mailbox() && self.person.is_staff();
        self.account.second_step_required || of_officer
    }

    /// What opens the account has changed: whoever else is in has to come in anew, and its owner is told.
    pub(super) fn settle(&self, tx: &mut Tx<'_>, app: &App, news: News) -> Result<(), Error> {
        let (id, now) = (self.account.id, app.now());
        if self.is_mailbox() {
            actor::end_sessions(tx, id, now)?;
        } else {
            sessions::end_others(tx, id, self.person.session_id, now)?;
        }
        tell_owner(tx, app, &self.account, news)
    }

    /// Something was enrolled.
    pub(super) fn enrolled(&self, tx: &mut Tx<'_>, app: &App) -> Result<(), Error> {
        let by = (self.owner.id, self.owner.name.as_str());
        accounts::enrolled(tx, app, self.account.id, by)?;
        self.settle(tx, app, News::SecondStepEnrolled)
    }
}

/// Whose second step a page is about: the own account's, or that of a mailbox that the person answers for.
pub(super) fn hand(tx: &mut Tx<'_>, person: &Arc<Person>, of: &For) -> Result<Hand, Error> {
    let account = if of.0.is_empty() {
        accounts::get(tx, person.account_id)?
    } else {
        accounts::by_public_id(tx, &of.0)?
    };
    let is_own = account.id == person.account_id;
    let holders = if account.kind.is_shared() {
        accounts::acting_holders(tx, account.id)?
    } else {
        Vec::new()
    };
    if !is_own && !holders.iter().any(|one| one.id == person.account_id) {
        return Err(Error::NotFound);
    }
    let person_id = match (is_own, person.opened_by) {
        (true, opened_by) => opened_by.unwrap_or(account.id),
        (false, _) => person.account_id,
    };
    let bar = if is_own && account.kind.is_shared() && person.opened_by.is_none() {
        Some("proof-as-yourself")
    } else if !is_own && !account.second_step_enrolled && !accounts::is_proven(tx, account.id)? {
        Some("proof-not-proven")
    } else {
        None
    };
    Ok(Hand {
        whose: Whose {
            account_id: account.id,
            person_id,
        },
        owner: accounts::get(tx, person_id)?,
        account,
        person: person.clone(),
        bar,
    })
}

/// As [`hand`], for whoever has just proven who that is and may enrol here.
pub(super) async fn ready(app: &App, visitor: &Visitor, of: For) -> Result<Hand, Error> {
    let person = visitor.owner()?.clone();
    person.stepped_up(app.now())?;
    let hand = app.db().read(move |tx| hand(tx, &person, &of)).await?;
    match hand.bar {
        Some(key) => Err(Error::Refused(key)),
        None => Ok(hand),
    }
}

/// Where a change ends: the list; after the first authenticator of the own account the recovery codes.
pub(super) fn next(hand: &Hand, codes: i64) -> String {
    if hand.is_mailbox() {
        format!("/akun-saya/langkah-kedua?untuk={}", hand.mailbox())
    } else if codes == 0 && !hand.account.kind.is_shared() {
        "/akun-saya/langkah-kedua/kode".into()
    } else {
        "/akun-saya/langkah-kedua".into()
    }
}

/// A secret in groups of four, as people type it.
pub(super) fn groups(secret: &str) -> Vec<&str> {
    let ends = (0..secret.len()).step_by(4);
    ends.filter_map(|at| secret.get(at..(at + 4).min(secret.len())))
        .collect()
}

/// What an authenticator is called without a name: the device that it was made on.
pub(super) fn label(visitor: &Visitor, values: &Values, otherwise: &str) -> String {
    let device = device_name(&origin(visitor).device);
    second::label(
        field(values, "label"),
        device.as_deref().unwrap_or(otherwise),
    )
}
