//! Taking a request out of its queue, and giving it back.

use super::{
    super::{Officer, Request, record::of_unit, work},
    officer::{Again, again},
};
use crate::{
    Answer, App, Error,
    web::{Visitor, redirect, visitor::with_flash},
};
use axum::extract::{Path, State};

/// The reader in the office that the waiting step asks for.
pub(super) async fn officer(app: &App, visitor: &Visitor, code: &str) -> Result<Officer, Error> {
    let (person, wanted) = (visitor.person()?.clone(), code.to_owned());
    let reader = person.clone();
    let request: Request = app
        .db()
        .read(move |tx| of_unit(tx, &wanted, &reader))
        .await?;
    let actor = work::actor_of(app, &request)?;
    Officer::of(&person, actor, request.unit_id)
}

/// `POST /meja/{code}/ambil`.
pub async fn create(State(app): State<App>, visitor: Visitor, Path(code): Path<String>) -> Answer {
    let (app_, wanted) = (app.clone(), code.clone());
    let done = match officer(&app, &visitor, &code).await {
        Ok(by) => {
            app.db()
                .write(move |tx| work::take(tx, &app_, &by, &wanted))
                .await
        }
        Err(error) => Err(error),
    };
    match done {
        Ok(request) => Ok(with_flash(
            redirect(visitor.lang, &format!("/meja/{}", request.code)),
            "flash-desk-taken",
            "",
        )),
        Err(error) => again(&app, &visitor, code, error, Again::default()).await,
    }
}

/// Who gives a request back: its holder, else a leader of the unit, else the office that the waiting step asks for, which
/// is told that it is in other hands.
async fn releaser(app: &App, visitor: &Visitor, code: &str) -> Result<Officer, Error> {
    let (person, wanted) = (visitor.person()?.clone(), code.to_owned());
    let reader = person.clone();
    let request: Request = app
        .db()
        .read(move |tx| of_unit(tx, &wanted, &reader))
        .await?;
    let office = Officer::of(&person, work::actor_of(app, &request)?, request.unit_id);
    if request
        .state
        .holder_id
        .is_none_or(|id| id == person.account_id)
    {
        return office;
    }
    person
        .leader(request.unit_id)
        .map(Officer::Leader)
        .or(office)
}

/// `POST /meja/{code}/lepas`.
pub async fn destroy(State(app): State<App>, visitor: Visitor, Path(code): Path<String>) -> Answer {
    let (app_, wanted) = (app.clone(), code.clone());
    let done = match releaser(&app, &visitor, &code).await {
        Ok(by) => {
            app.db()
                .write(move |tx| work::release(tx, &app_, &by, &wanted))
                .await
        }
        Err(error) => Err(error),
    };
    match done {
        Ok(request) => Ok(with_flash(
            redirect(visitor.lang, &format!("/meja/{}", request.code)),
            "flash-desk-released",
            "",
        )),
        Err(error) => again(&app, &visitor, code, error, Again::default()).await,
    }
}
