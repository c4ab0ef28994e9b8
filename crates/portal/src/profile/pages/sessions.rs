//! Ending one's sessions: `/akun-saya/sesi`. Whoever has found a device that is signed in ends no others (ASVS 5.0, 7.5.2).

use crate::{
    Answer, App, Error,
    accounts::{self, Action, Touch},
    actor::Person,
    signin,
    web::{Visitor, redirect, visitor::with_flash},
};
use axum::extract::{Path, State};
use db::Tx;

fn note(tx: &mut Tx<'_>, app: &App, person: &Person) -> Result<(), Error> {
    let touch = Touch {
        account_id: person.account_id,
        by: Some((person.account_id, &person.name)),
        action: Action::EndSessions,
        detail: "",
        request_id: None,
    };
    accounts::trail(tx, app, touch)
}

/// `POST /akun-saya/sesi/{id}/pengakhiran`.
pub async fn end(
    State(app): State<App>,
    visitor: Visitor,
    Path(public_id): Path<String>,
) -> Answer {
    let (person, inner) = (visitor.person()?.clone(), app.clone());
    person.stepped_up(app.now())?;
    app.db()
        .write(move |tx| {
            if !signin::end_session(tx, person.account_id, &public_id, inner.now())? {
                return Err(Error::NotFound);
            }
            note(tx, &inner, &person)
        })
        .await?;
    let response = redirect(visitor.lang, "/akun-saya");
    Ok(with_flash(response, "flash-signin-session-ended", ""))
}

/// `POST /akun-saya/sesi/pengakhiran`: all but this one.
pub async fn end_others(State(app): State<App>, visitor: Visitor) -> Answer {
    let (person, inner) = (visitor.person()?.clone(), app.clone());
    person.stepped_up(app.now())?;
    app.db()
        .write(move |tx| {
            let now = inner.now();
            signin::end_other_sessions(tx, person.account_id, person.session_id, now)?;
            note(tx, &inner, &person)
        })
        .await?;
    let response = redirect(visitor.lang, "/akun-saya");
    Ok(with_flash(response, "flash-signin-others-ended", ""))
}
