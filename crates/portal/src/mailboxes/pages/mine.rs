//! The mailboxes that one answers for: `/akun-saya/kotak`.

use super::{address, beside, detail, field, is_away, last, need_words, status, title};
use crate::{
    Answer, App, Error,
    accounts::{self, Account, Holder, Part, Touched},
    actor::Person,
    mailboxes::{
        self, Held,
        model::{Need, Offer},
        store::offers,
    },
    web::{
        FormErrors, Lang, Page, Values, Visitor, html, html_with,
        page::{Nav, Whole},
        redirect,
        visitor::with_flash,
    },
};
use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
};
use db::Tx;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "mailboxes/index.html")]
struct Index {
    page: Page,
    offers: Vec<(Offer, Account)>,
    mailboxes: Vec<(Account, Part, Need)>,
}

#[derive(Template)]
#[template(path = "mailboxes/show.html")]
struct Show {
    page: Page,
    held: Held,
    facts: Facts,
    errors: FormErrors,
    values: Values,
}

/// What belongs to a mailbox.
pub(super) struct Facts {
    pub holders: Vec<Holder>,
    /// Invitations that wait for an answer, and to whom.
    pub offers: Vec<(Offer, Account)>,
    pub agreed: Vec<Touched>,
    pub need: Need,
}

impl Facts {
    pub fn gather(tx: &mut Tx<'_>, account_id: i64, now: i64) -> Result<Self, Error> {
        let mut waiting = Vec::new();
        for offer in offers::of_account(tx, account_id)? {
            if offer.is_open(now) {
                let person = accounts::get(tx, offer.person_id)?;
                waiting.push((offer, person));
            }
        }
        Ok(Self {
            holders: accounts::holders(tx, account_id)?,
            offers: waiting,
            agreed: accounts::agreed(tx, account_id)?,
            need: mailboxes::need(tx, account_id, now)?,
        })
    }
}

impl Index {
    fn lang(&self) -> Lang {
        self.page.lang
    }

    fn last(&self, expires_at: impl Whole) -> String {
        last(&self.page, expires_at.whole())
    }

    fn invited_by(&self, offer: &Offer) -> String {
        let until = last(&self.page, offer.expires_at);
        let who = offer.by_name.as_str();
        self.page
            .t2("mailboxes-invited-by", ("who", who), ("until", until))
    }
}

impl Show {
    fn lang(&self) -> Lang {
        self.page.lang
    }

    fn last(&self, expires_at: impl Whole) -> String {
        last(&self.page, expires_at.whole())
    }

    fn is_pic(&self) -> bool {
        self.held.part == Part::Pic
    }

    fn is_own(&self, holder: &Holder) -> bool {
        holder.person.id == self.held.person_id
    }

    fn is_away(&self, holder: &Holder) -> bool {
        is_away(&self.page, holder)
    }

    fn typed(&self, name: &str) -> &str {
        field(&self.values, name)
    }

    fn need(&self) -> String {
        need_words(&self.page, self.facts.need)
    }

    fn title(&self, line: &Touched) -> String {
        title(&self.page, line)
    }

    fn detail(&self, line: &Touched) -> String {
        detail(&self.page, line)
    }

    fn hotline(&self) -> &str {
        &self.page.office().hotline
    }
}

/// `GET /akun-saya/kotak`.
pub async fn index(State(app): State<App>, visitor: Visitor) -> Answer {
    let (person, now) = (visitor.person()?.clone(), app.now());
    let (offers, mailboxes) = app
        .db()
        .read(move |tx| {
            let offered = mailboxes::waiting_for(tx, &person, now)?;
            let mut mine = Vec::new();
            for (mailbox, part) in accounts::held_by(tx, person.account_id)? {
                let need = mailboxes::need(tx, mailbox.id, now)?;
                mine.push((mailbox, part, need));
            }
            Ok::<_, Error>((offered, mine))
        })
        .await?;
    let page = Page::new(&app, &visitor, Nav::Elsewhere);
    html(&Index {
        page,
        offers,
        mailboxes,
    })
}

/// `GET /akun-saya/kotak/{id}`.
pub async fn show(State(app): State<App>, visitor: Visitor, Path(id): Path<String>) -> Answer {
    page(&app, &visitor, id, FormErrors::none(), Values::new()).await
}

async fn page(
    app: &App,
    visitor: &Visitor,
    id: String,
    errors: FormErrors,
    values: Values,
) -> Answer {
    let (person, now) = (visitor.person()?.clone(), app.now());
    let (held, facts) = app
        .db()
        .read(move |tx| {
            let held = mailboxes::held(tx, &person, &id)?;
            let facts = Facts::gather(tx, held.mailbox.id, now)?;
            Ok::<_, Error>((held, facts))
        })
        .await?;
    html_with(
        status(&errors),
        &Show {
            page: Page::new(app, visitor, Nav::Elsewhere),
            held,
            facts,
            errors,
            values,
        },
    )
}

/// The person, who has just proven who that is.
fn proven(app: &App, visitor: &Visitor) -> Result<Arc<Person>, Error> {
    let person = visitor.person()?;
    person.stepped_up(app.now())?;
    Ok(Arc::clone(person))
}

/// `POST /akun-saya/kotak/{id}/wakil`: invites a deputy.
pub async fn invite_deputy(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(values): Form<Values>,
) -> Answer {
    invite(&app, &visitor, id, (Part::Deputy, "wakil"), values).await
}

/// `POST /akun-saya/kotak/{id}/penerus`: invites a successor.
pub async fn invite_successor(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(values): Form<Values>,
) -> Answer {
    invite(&app, &visitor, id, (Part::Pic, "penerus"), values).await
}

async fn invite(
    app: &App,
    visitor: &Visitor,
    id: String,
    (part, name): (Part, &'static str),
    values: Values,
) -> Answer {
    let person = proven(app, visitor)?;
    let words = Page::new(app, visitor, Nav::Elsewhere);
    let mut errors = FormErrors::none();
    let to = address(&words, &values, name, &mut errors);
    if errors.is_empty() {
        let (inner, public_id) = (app.clone(), id.clone());
        let invited = app
            .db()
            .write(move |tx| {
                let pic = mailboxes::held_for_update(tx, &person, &public_id)?.in_charge()?;
                mailboxes::invite(tx, &inner, &pic, (part, &to))
            })
            .await;
        if beside(&words, name, invited, &mut errors)?.is_some() {
            return Ok(back(visitor, &id, "flash-mailboxes-invited"));
        }
    }
    page(app, visitor, id, errors, values).await
}

fn back(visitor: &Visitor, id: &str, flash: &str) -> axum::response::Response {
    let path = format!("/akun-saya/kotak/{id}");
    with_flash(redirect(visitor.lang, &path), flash, "")
}

/// `POST /akun-saya/kotak/{id}/wakil/pengakhiran`: the field `wakil` names whose part ends.
pub async fn end_deputy(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(values): Form<Values>,
) -> Answer {
    let (person, inner, public_id) = (proven(&app, &visitor)?, app.clone(), id.clone());
    app.db()
        .write(move |tx| {
            let pic = mailboxes::held_for_update(tx, &person, &public_id)?.in_charge()?;
            mailboxes::end(tx, &inner, &pic, field(&values, "wakil"))
        })
        .await?;
    Ok(back(&visitor, &id, "flash-mailboxes-ended"))
}

/// `POST /akun-saya/kotak/{id}/pengunduran`: a deputy leaves.
pub async fn leave(State(app): State<App>, visitor: Visitor, Path(id): Path<String>) -> Answer {
    let (person, inner) = (proven(&app, &visitor)?, app.clone());
    app.db()
        .write(move |tx| {
            let held = mailboxes::held_for_update(tx, &person, &id)?;
            mailboxes::leave(tx, &inner, &held)
        })
        .await?;
    let response = redirect(visitor.lang, "/akun-saya/kotak");
    Ok(with_flash(response, "flash-mailboxes-left", ""))
}

/// `POST /akun-saya/kotak/{id}/konfirmasi`: it is still needed.
pub async fn confirm(State(app): State<App>, visitor: Visitor, Path(id): Path<String>) -> Answer {
    let (person, inner, public_id) = (visitor.person()?.clone(), app.clone(), id.clone());
    app.db()
        .write(move |tx| {
            let pic = mailboxes::held_for_update(tx, &person, &public_id)?.in_charge()?;
            mailboxes::confirm(tx, &inner, &pic)
        })
        .await?;
    Ok(back(&visitor, &id, "flash-mailboxes-confirmed"))
}
