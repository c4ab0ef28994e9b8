//! The address of a shared mailbox is proven by a link that is sent to it: `/akun-saya/langkah-kedua/tautan`.

use super::{For, hand};
use crate::{
    Answer, App, Error,
    signin::proof::send_enrolment,
    web::{Values, Visitor, redirect, visitor::with_flash},
};
use axum::{Form, extract::State};

/// `POST /akun-saya/langkah-kedua/tautan`: one who answers for the mailbox has the link sent there.
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Form(values): Form<Values>,
) -> Answer {
    let person = visitor.owner()?.clone();
    person.stepped_up(app.now())?;
    let (inner, of, source) = (app.clone(), For::of(&values), visitor.source.clone());
    let mailbox = app
        .db()
        .write(move |tx| {
            let hand = hand(tx, &person, &of)?;
            if hand.bar != Some("proof-not-proven") {
                return Err(Error::NotFound);
            }
            send_enrolment(tx, &inner, &hand.account, &source)?;
            Ok(hand.account.public_id)
        })
        .await?;
    let next = format!("/akun-saya/langkah-kedua?untuk={mailbox}");
    let response = redirect(visitor.lang, &next);
    Ok(with_flash(response, "flash-second-link-sent", ""))
}
