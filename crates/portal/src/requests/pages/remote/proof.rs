//! The second step before a decision that is too heavy for a link alone.

use super::{Seen, count, open, over, path, proof_cookie};
use crate::{
    Answer, App, accounts,
    requests::{pages::officer::Again, remote},
    signin::{self, Given, held_up, origin},
    web::{FormErrors, Values, Visitor, redirect, visitor::set_cookie},
};
use axum::{
    Form,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
};

/// `POST /putusan/{token}/langkah-kedua`.
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    headers: HeaderMap,
    Form(values): Form<Values>,
) -> Answer {
    let seen = Seen::new(&app, &visitor, &token, &headers);
    let opened = match open(&app, &token).await? {
        Ok(opened) => opened,
        Err(over) => return over::page(&app, &visitor, over).await,
    };
    count(&app, &visitor).await?;
    let (account_id, link_id) = (opened.link.account_id, opened.link.id);
    let account = app
        .db()
        .read(move |tx| accounts::get(tx, account_id))
        .await?;
    let given = Given::of(&values);
    let (name, key) = given.complaint();
    let proven = signin::prove(&app, &account, given, &origin(&visitor)).await;
    let mut errors = FormErrors::none();
    let status = match held_up(visitor.lang, proven)? {
        Ok(Some(_)) => {
            let inner = app.clone();
            let cookie = app
                .db()
                .write(move |tx| remote::prove(tx, &inner, link_id))
                .await?;
            let mut response = redirect(visitor.lang, &path(&token));
            let (named, seconds) = (proof_cookie(&app), remote::PROVEN_FOR / 1_000);
            set_cookie(&app, response.headers_mut(), (&named, &cookie), seconds);
            return Ok(response);
        }
        Ok(None) => {
            errors.add_key(visitor.lang, name, key);
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Err(held) => {
            errors.add(name, held.sentence.clone());
            let shown = Again {
                errors,
                ..Again::default()
            };
            let page = seen.page(held.status, shown).await;
            return held.answer(page);
        }
    };
    let shown = Again {
        errors,
        ..Again::default()
    };
    seen.page(status, shown).await
}
