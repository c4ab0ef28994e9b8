//! What the second step is proven with: seen, renamed, removed: `/akun-saya/langkah-kedua`.

use super::{For, Hand, field, hand, ready};
use crate::{
    Answer, App, Error,
    accounts::{self, Account, Action, Touch},
    credentials::{
        News,
        second::{self, Authenticator, Kind, Ways, Whose},
    },
    signin::{
        model::device_name,
        store::sessions::{self, Opening},
    },
    web::{Page, Values, Visitor, html, page::Nav, redirect, visitor::with_flash},
};
use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
};

#[derive(Template)]
#[template(path = "signin/second.html")]
struct Index {
    page: Page,
    hand: Hand,
    /// Whether nothing else can be done before something is enrolled.
    owes: bool,
    ways: Ways,
    passkeys: bool,
    authenticators: Vec<Authenticator>,
    /// Who answers for the mailbox that this is about.
    holders: Vec<Account>,
    /// Who has opened it.
    openings: Vec<Opening>,
    /// The shared mailboxes that the reader answers for.
    mailboxes: Vec<Account>,
}

impl Index {
    fn owner(&self, one: &Authenticator) -> &str {
        let found = self
            .holders
            .iter()
            .find(|held| held.id == one.whose.person_id);
        found.map_or(self.hand.owner.name.as_str(), |held| held.name.as_str())
    }

    fn is_own(&self, one: &Authenticator) -> bool {
        one.whose == self.hand.whose && self.hand.bar.is_none()
    }

    fn has_one(&self, holder: &Account) -> bool {
        let owners = self.authenticators.iter().map(|one| one.whose.person_id);
        owners.into_iter().any(|owner| owner == holder.id)
    }

    /// What it is, unless that is its name, and whose.
    fn about(&self, one: &Authenticator) -> String {
        let kind = self.page.t(word(one.kind));
        let kind = (kind != one.label).then_some(&*kind);
        let is_shared = self.hand.account.kind.is_shared();
        let owner = is_shared.then(|| self.owner(one));
        let parts: Vec<_> = kind.into_iter().chain(owner).collect();
        parts.join(" · ")
    }

    fn device(&self, opening: &Opening) -> String {
        device_name(&opening.device)
            .unwrap_or_else(|| self.page.t("signin-device-unknown").into_owned())
    }

    fn has_codes(&self) -> bool {
        !self.hand.is_mailbox() && !self.hand.account.kind.is_shared()
    }
}

/// What an authenticator is: key of the word.
fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Totp => "proof-kind-totp",
        Kind::Passkey => "proof-kind-passkey",
    }
}

/// `GET /akun-saya/langkah-kedua`.
pub async fn index(State(app): State<App>, visitor: Visitor, of: For) -> Answer {
    let person = visitor.owner()?.clone();
    let found = app
        .db()
        .read(move |tx| {
            let hand = hand(tx, &person, &of)?;
            let id = hand.account.id;
            let holders = if hand.account.kind.is_shared() {
                accounts::acting_holders(tx, id)?
            } else {
                Vec::new()
            };
            let seen = (second::ways(tx, id)?, second::of_account(tx, id)?);
            let held = accounts::held_by(tx, person.account_id)?;
            let mailboxes = held.into_iter().map(|(mailbox, _)| mailbox).collect();
            let others = (sessions::openings(tx, id)?, mailboxes);
            Ok::<_, Error>((hand, seen, holders, others))
        })
        .await?;
    let (hand, (ways, authenticators), holders, (openings, mailboxes)) = found;
    html(&Index {
        page: Page::new(&app, &visitor, Nav::Elsewhere),
        hand,
        owes: visitor.enrolling.is_some(),
        ways,
        passkeys: second::bound_to(&app).is_some(),
        authenticators,
        holders,
        openings,
        mailboxes,
    })
}

#[derive(Template)]
#[template(path = "signin/second-remove.html")]
struct Removal {
    page: Page,
    hand: Hand,
    one: Authenticator,
    is_last: bool,
}

impl Removal {
    fn kind(&self) -> &'static str {
        word(self.one.kind)
    }
}

fn back(hand: &Hand) -> String {
    if hand.is_mailbox() {
        format!("/akun-saya/langkah-kedua?untuk={}", hand.mailbox())
    } else {
        "/akun-saya/langkah-kedua".into()
    }
}

/// `POST /akun-saya/langkah-kedua/{id}`: another name.
pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(values): Form<Values>,
) -> Answer {
    let hand = ready(&app, &visitor, For::of(&values)).await?;
    let (next, name) = (back(&hand), field(&values, "label").to_owned());
    let inner = app.clone();
    app.db()
        .write(move |tx| {
            let Some((before, after)) = second::rename(tx, hand.whose, &id, &name)? else {
                return Ok(());
            };
            let touch = Touch {
                account_id: hand.account.id,
                by: Some((hand.owner.id, &hand.owner.name)),
                action: Action::RenameSecondStep,
                detail: &format!("{before} → {after}"),
                request_id: None,
            };
            accounts::trail(tx, &inner, touch)
        })
        .await?;
    let response = redirect(visitor.lang, &next);
    Ok(with_flash(response, "flash-second-renamed", ""))
}

/// `GET /akun-saya/langkah-kedua/{id}/hapus`: before it is done.
pub async fn new_removal(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    of: For,
) -> Answer {
    let hand = ready(&app, &visitor, of).await?;
    let whose: Whose = hand.whose;
    let all = app
        .db()
        .read(move |tx| second::of_account(tx, whose.account_id))
        .await?;
    let is_last = all.len() == 1;
    let own = |one: &Authenticator| one.whose == whose && one.public_id == id;
    let one = all.into_iter().find(own).ok_or(Error::NotFound)?;
    if is_last && hand.must_have(&app) {
        return Err(Error::Refused("proof-last"));
    }
    html(&Removal {
        page: Page::new(&app, &visitor, Nav::Elsewhere),
        hand,
        one,
        is_last,
    })
}

/// `POST /akun-saya/langkah-kedua/{id}/hapus`.
pub async fn destroy(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(values): Form<Values>,
) -> Answer {
    let hand = ready(&app, &visitor, For::of(&values)).await?;
    let next = back(&hand);
    let must_have = hand.must_have(&app);
    let inner = app.clone();
    app.db()
        .write(move |tx| {
            second::remove(tx, (hand.whose, &id), must_have, inner.now())?;
            let touch = Touch {
                account_id: hand.account.id,
                by: Some((hand.owner.id, &hand.owner.name)),
                action: Action::RemoveSecondStep,
                detail: "",
                request_id: None,
            };
            accounts::trail(tx, &inner, touch)?;
            hand.settle(tx, &inner, News::SecondStepRemoved)
        })
        .await?;
    let response = redirect(visitor.lang, &next);
    Ok(with_flash(response, "flash-second-removed", ""))
}
