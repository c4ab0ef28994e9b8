//! Blocking and unblocking from the page of an account: `/akun/{id}/blokir`, `/akun/{id}/pembukaan`.

use super::directory::page;
use crate::{
    Answer, App, Error,
    accounts::{Cause, block, store, unblock},
    web::{FormErrors, Values, Visitor, redirect, visitor::with_flash},
};
use axum::{
    Form,
    extract::{Path, State},
};

/// Longest evidence or ground.
const LONGEST: usize = 1_000;

/// A field that must say something.
fn words(values: &Values, name: &str, visitor: &Visitor, errors: &mut FormErrors) -> String {
    let text = values
        .get(name)
        .map(|value| value.trim().to_owned())
        .unwrap_or_default();
    if text.is_empty() {
        errors.add_key(visitor.lang, name, &format!("accounts-{name}-missing"));
    } else if text.chars().count() > LONGEST {
        errors.add_key(visitor.lang, name, "accounts-too-long");
    }
    text
}

/// `POST /akun/{id}/blokir`.
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Path(public_id): Path<String>,
    Form(values): Form<Values>,
) -> Answer {
    let keeper = visitor.person()?.keeper(&app.catalog())?;
    visitor.person()?.stepped_up(app.now())?;
    let mut errors = FormErrors::none();
    let cause = values
        .get("cause")
        .and_then(|key| key.parse::<Cause>().ok());
    if cause.is_none() {
        errors.add_key(visitor.lang, "cause", "accounts-cause-missing");
    }
    let evidence = words(&values, "evidence", &visitor, &mut errors);
    let Some(cause) = cause.filter(|_| errors.is_empty()) else {
        return page(&app, &visitor, public_id, errors, values).await;
    };
    let (inner, id) = (app.clone(), public_id.clone());
    app.db()
        .write(move |tx| {
            let account = store::accounts::by_public_id(tx, &id)?.ok_or(Error::NotFound)?;
            block(tx, &inner, account.id, (cause, &evidence), &keeper)
        })
        .await?;
    Ok(with_flash(
        redirect(visitor.lang, &format!("/akun/{public_id}")),
        "flash-accounts-blocked",
        "",
    ))
}

/// `POST /akun/{id}/pembukaan`.
pub async fn destroy(
    State(app): State<App>,
    visitor: Visitor,
    Path(public_id): Path<String>,
    Form(values): Form<Values>,
) -> Answer {
    let keeper = visitor.person()?.keeper(&app.catalog())?;
    visitor.person()?.stepped_up(app.now())?;
    let mut errors = FormErrors::none();
    let ground = words(&values, "ground", &visitor, &mut errors);
    if !errors.is_empty() {
        return page(&app, &visitor, public_id, errors, values).await;
    }
    let (inner, id) = (app.clone(), public_id.clone());
    app.db()
        .write(move |tx| {
            let account = store::accounts::by_public_id(tx, &id)?.ok_or(Error::NotFound)?;
            unblock(tx, &inner, account.id, &ground, &keeper)
        })
        .await?;
    Ok(with_flash(
        redirect(visitor.lang, &format!("/akun/{public_id}")),
        "flash-accounts-unblocked",
        "",
    ))
}
