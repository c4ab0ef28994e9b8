//! Taking a request out of its queue, and giving it back.

use super::{
    super::{
        Officer, Request,
        record::{of_unit, sop_of},
        work,
    },
    officer::{Again, again},
    turn::unties,
};
use crate::{
    Answer, App, Error,
    actor::Person,
    web::{Visitor, redirect, visitor::with_flash},
};
use axum::extract::{Path, State};

/// The reader, and a request of the reader's unit.
async fn asked(app: &App, visitor: &Visitor, code: &str) -> Result<(Person, Request), Error> {
    let (person, code) = ((**visitor.person()?).clone(), code.to_owned());
    let find = move |tx: &mut db::Tx<'_>| {
        let request = of_unit(tx, &code, &person)?;
        Ok::<_, Error>((person, request))
    };
    app.db().read(find).await
}

/// The reader in the office that the waiting step asks for.
pub(super) async fn officer(app: &App, visitor: &Visitor, code: &str) -> Result<Officer, Error> {
    let (person, request) = asked(app, visitor, code).await?;
    Officer::of(&person, work::actor_of(app, &request)?, request.unit_id)
}

/// The same for who ends the work of the step; completing it asks for a fresh proof where that takes away what an account is
/// proven with.
pub(super) async fn finisher(
    app: &App,
    visitor: &Visitor,
    code: &str,
    completes: bool,
) -> Result<Officer, Error> {
    let (person, request) = asked(app, visitor, code).await?;
    let by = Officer::of(&person, work::actor_of(app, &request)?, request.unit_id)?;
    let sop = sop_of(app, &request)?;
    let step = sop.step(&request.state.step);
    if completes && step.is_some_and(|step| unties(&sop, step)) {
        person.stepped_up(app.now())?;
    }
    Ok(by)
}

/// Who gives a request back: its holder, else a leader of the unit, else the office that the waiting step asks for, which
/// is told that it is in other hands.
async fn releaser(app: &App, visitor: &Visitor, code: &str) -> Result<Officer, Error> {
    let (person, request) = asked(app, visitor, code).await?;
    let office = Officer::of(&person, work::actor_of(app, &request)?, request.unit_id);
    let holder = request.state.holder_id;
    if holder.is_none_or(|id| id == person.account_id) {
        return office;
    }
    person
        .leader(request.unit_id)
        .map(Officer::Leader)
        .or(office)
}

/// `POST /meja/{code}/ambil`.
pub async fn create(State(app): State<App>, visitor: Visitor, Path(code): Path<String>) -> Answer {
    let by = officer(&app, &visitor, &code).await;
    carry_out((&app, &visitor), code, by, work::take, "flash-desk-taken").await
}

/// `POST /meja/{code}/lepas`.
pub async fn destroy(State(app): State<App>, visitor: Visitor, Path(code): Path<String>) -> Answer {
    let by = releaser(&app, &visitor, &code).await;
    carry_out(
        (&app, &visitor),
        code,
        by,
        work::release,
        "flash-desk-released",
    )
    .await
}

type Deed = fn(&mut db::Tx<'_>, &App, &Officer, &str) -> Result<Request, Error>;

/// Does what needs nothing but the officer, and shows the request.
async fn carry_out(
    (app, visitor): (&App, &Visitor),
    code: String,
    by: Result<Officer, Error>,
    deed: Deed,
    flash: &str,
) -> Answer {
    let (app_, wanted) = (app.clone(), code.clone());
    let done = match by {
        Ok(by) => {
            app.db()
                .write(move |tx| deed(tx, &app_, &by, &wanted))
                .await
        }
        Err(error) => Err(error),
    };
    match done {
        Ok(request) => {
            let response = redirect(visitor.lang, &format!("/meja/{}", request.code));
            Ok(with_flash(response, flash, ""))
        }
        Err(error) => again(app, visitor, code, error, Again::default()).await,
    }
}
