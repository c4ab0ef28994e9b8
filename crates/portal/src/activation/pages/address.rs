//! The address, before it is permanent: `/aktivasi/alamat`.

use super::{Key, back, on, standing};
use crate::{
    Answer, App,
    activation::{
        model::Stage,
        progress::{self, Progress, Sent},
    },
    web::{Page, Visitor, html, page::Nav},
};
use askama::Template;
use axum::extract::State;

#[derive(Template)]
#[template(path = "activation/address.html")]
struct Address {
    page: Page,
    address: String,
}

/// `GET /aktivasi/alamat`.
pub async fn show(State(app): State<App>, visitor: Visitor, key: Key) -> Answer {
    let here = |progress: &Progress| progress.stage == Stage::Chosen;
    match standing(&app, &visitor, &key, here).await? {
        Err(elsewhere) => elsewhere,
        Ok(progress) => html(&Address {
            page: Page::new(&app, &visitor, Nav::Elsewhere),
            address: progress.address(&app)?,
        }),
    }
}

/// `POST /aktivasi/alamat`.
pub async fn confirm(State(app): State<App>, visitor: Visitor, key: Key) -> Answer {
    let (inner, token) = (app.clone(), key.0.clone());
    let sent = app
        .db()
        .write(move |tx| progress::settle(tx, &inner, token.as_deref()))
        .await?;
    match sent {
        Sent::Refused(place) => Ok(back(&app, &visitor, &key, &place)),
        Sent::Done(()) => Ok(on(&app, &visitor, &key, Stage::Settled.path())),
    }
}
