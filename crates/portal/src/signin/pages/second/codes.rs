//! Recovery codes: shown once, printed, kept in a drawer: `/akun-saya/langkah-kedua/kode`.

use super::{For, Hand, ready};
use crate::{
    Answer, App, Error,
    accounts::{self, Action, Touch},
    credentials::{
        News,
        second::{self, Ways},
    },
    web::{Page, Visitor, html, page::Nav, redirect, visitor::with_refusal},
};
use askama::Template;
use axum::{extract::State, response::Response};

#[derive(Template)]
#[template(path = "signin/second-codes.html")]
struct Codes {
    page: Page,
    hand: Hand,
    ways: Ways,
    /// Shown now and never again.
    made: Vec<String>,
}

/// Codes are a spare key to what is enrolled: without anything there is nothing to spare, and a shared mailbox has the
/// authenticators of the others.
async fn enrolled(app: &App, visitor: &Visitor) -> Result<Result<(Hand, Ways), Response>, Error> {
    let hand = ready(app, visitor, For(String::new())).await?;
    let id = hand.account.id;
    let ways = app.db().read(move |tx| second::ways(tx, id)).await?;
    if ways.is_enrolled() && !hand.account.kind.is_shared() {
        return Ok(Ok((hand, ways)));
    }
    let response = redirect(visitor.lang, "/akun-saya/langkah-kedua");
    Ok(Err(with_refusal(response, "flash-second-no-codes")))
}

/// `GET /akun-saya/langkah-kedua/kode`.
pub async fn new(State(app): State<App>, visitor: Visitor) -> Answer {
    let (hand, ways) = match enrolled(&app, &visitor).await? {
        Ok(found) => found,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let page = Page::new(&app, &visitor, Nav::Elsewhere);
    html(&Codes {
        page,
        hand,
        ways,
        made: Vec::new(),
    })
}

/// `POST /akun-saya/langkah-kedua/kode`: the answer itself shows the codes, for nothing keeps them.
pub async fn create(State(app): State<App>, visitor: Visitor) -> Answer {
    let (hand, ways) = match enrolled(&app, &visitor).await? {
        Ok(found) => found,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let made = second::make_recovery(&app).await?;
    let (inner, kept) = (app.clone(), hand.clone());
    let made = app
        .db()
        .write(move |tx| {
            second::keep_recovery(tx, &inner, &kept.account, &made)?;
            let touch = Touch {
                account_id: kept.account.id,
                by: Some((kept.owner.id, &kept.owner.name)),
                action: Action::RenewRecoveryCodes,
                detail: "",
                request_id: None,
            };
            accounts::trail(tx, &inner, touch)?;
            kept.settle(tx, &inner, News::CodesRenewed)?;
            Ok::<_, Error>(made.printed)
        })
        .await?;
    let page = Page::new(&app, &visitor, Nav::Elsewhere);
    html(&Codes {
        page,
        hand,
        ways,
        made,
    })
}
