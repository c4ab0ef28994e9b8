//! An invitation, as whoever is invited reads and answers it: `/akun-saya/tawaran/{id}`.

use super::last;
use crate::{
    Answer, App,
    accounts::{Account, Part},
    mailboxes::{
        self,
        model::{Answer as Answered, Offer},
        offers,
    },
    web::{
        Page, Visitor, html,
        page::{Nav, Whole},
        redirect,
        visitor::with_flash,
    },
};
use askama::Template;
use axum::extract::{Path, State};

#[derive(Template)]
#[template(path = "mailboxes/offer.html")]
struct Show {
    page: Page,
    offer: Offer,
    mailbox: Account,
}

impl Show {
    fn is_pic(&self) -> bool {
        self.offer.part == Part::Pic
    }

    fn is_open(&self) -> bool {
        self.offer.is_open(self.page.now) && !self.mailbox.closed
    }

    /// What became of it, if it cannot be answered any more.
    fn outcome(&self) -> &'static str {
        match self.offer.answer {
            Some(Answered::Accepted) => "mailboxes-offer-accepted",
            Some(Answered::Declined) => "mailboxes-offer-declined",
            Some(Answered::Superseded) => "mailboxes-offer-superseded",
            Some(Answered::Withdrawn) => "mailboxes-offer-withdrawn",
            Some(Answered::Expired) | None => "mailboxes-offer-expired",
        }
    }

    fn until(&self) -> String {
        last(&self.page, self.offer.expires_at)
    }

    fn last(&self, expires_at: impl Whole) -> String {
        last(&self.page, expires_at.whole())
    }
}

/// `GET /akun-saya/tawaran/{id}`.
pub async fn show(State(app): State<App>, visitor: Visitor, Path(id): Path<String>) -> Answer {
    let person = visitor.person()?.clone();
    let (offer, mailbox) = app
        .db()
        .read(move |tx| offers::own(tx, &person, &id))
        .await?;
    html(&Show {
        page: Page::new(&app, &visitor, Nav::Elsewhere),
        offer,
        mailbox,
    })
}

/// `POST /akun-saya/tawaran/{id}/penerimaan`.
pub async fn accept(State(app): State<App>, visitor: Visitor, Path(id): Path<String>) -> Answer {
    let (person, inner) = (visitor.person()?.clone(), app.clone());
    person.stepped_up(app.now())?;
    let mailbox = app
        .db()
        .write(move |tx| mailboxes::accept(tx, &inner, &person, &id))
        .await?;
    let path = format!("/akun-saya/kotak/{}", mailbox.public_id);
    let response = redirect(visitor.lang, &path);
    Ok(with_flash(response, "flash-mailboxes-accepted", ""))
}

/// `POST /akun-saya/tawaran/{id}/penolakan`.
pub async fn decline(State(app): State<App>, visitor: Visitor, Path(id): Path<String>) -> Answer {
    let (person, inner) = (visitor.person()?.clone(), app.clone());
    app.db()
        .write(move |tx| mailboxes::decline(tx, &inner, &person, &id))
        .await?;
    let response = redirect(visitor.lang, "/akun-saya/kotak");
    Ok(with_flash(response, "flash-mailboxes-declined", ""))
}

/// `POST /akun-saya/tawaran/{id}/penarikan`: by whoever is in charge of the mailbox.
pub async fn withdraw(State(app): State<App>, visitor: Visitor, Path(id): Path<String>) -> Answer {
    let (person, inner) = (visitor.person()?.clone(), app.clone());
    person.stepped_up(app.now())?;
    let mailbox = app
        .db()
        .write(move |tx| mailboxes::withdraw(tx, &inner, &person, &id))
        .await?;
    let path = format!("/akun-saya/kotak/{}", mailbox.public_id);
    let response = redirect(visitor.lang, &path);
    Ok(with_flash(response, "flash-mailboxes-withdrawn", ""))
}
