//! A shared mailbox, opened from the own account by whoever answers for it: nobody needs to know its password.

use super::{Token, Way, again, origin, session, step, welcome};
use crate::{
    Answer, App, Error, accounts,
    credentials::second,
    signin::{
        attempt::{self, Proven},
        model::{Verdict, judge},
    },
    web::{Visitor, redirect, visitor::with_flash},
};
use axum::extract::{Path, State};

/// `POST /akun-saya/kotak/{id}/pembukaan`: the fresh proof of the own account takes the place of a password. What the
/// mailbox asks for besides is the second step that this person has enrolled for it.
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Path(public_id): Path<String>,
    Token(old): Token,
) -> Answer {
    let (person_id, now) = (visitor.person()?.account_id, app.now());
    visitor.person()?.stepped_up(now)?;
    let (mailbox, ways, has_own) = app
        .db()
        .read(move |tx| {
            let mailbox = accounts::by_public_id(tx, &public_id)?;
            let holders = accounts::acting_holders(tx, mailbox.id)?;
            if !holders.iter().any(|holder| holder.id == person_id) {
                return Err(Error::NotFound);
            }
            let enrolled = second::of_account(tx, mailbox.id)?;
            let has_own = enrolled.iter().any(|one| one.whose.person_id == person_id);
            let ways = second::ways(tx, mailbox.id)?;
            Ok((mailbox, ways, has_own))
        })
        .await?;
    match judge(&mailbox, ways, now) {
        Verdict::Welcome => {
            let whose = (mailbox.id, Some(person_id));
            let address = mailbox.address.clone();
            let (way, proven) = (Way::default(), Proven::Judged(Box::new(mailbox)));
            let entered = attempt::enter(&app, whose, proven, (origin(&visitor), old)).await?;
            Ok(match entered {
                Some(entered) => {
                    let response = welcome(&app, visitor.lang, &way, &entered);
                    with_flash(response, "flash-signin-mailbox", &address)
                }
                None => again(&visitor, &way, "flash-signin-changed"),
            })
        }
        Verdict::SecondStep if has_own => {
            step::await_code(&app, &visitor, &Way::default(), &mailbox).await
        }
        // One's own comes first.
        Verdict::SecondStep | Verdict::NotEnrolled => {
            let next = format!("/akun-saya/langkah-kedua?untuk={}", mailbox.public_id);
            Ok(redirect(visitor.lang, &next))
        }
        verdict => session::stop(&app, &visitor, mailbox, verdict).await,
    }
}
