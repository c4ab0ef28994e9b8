//! A copy of all that Loket holds on the owner of an account (UU 27/2022, articles 7, 13 and 32).

use super::{
    model::{Part, Stamp},
    store::held,
};
use crate::{
    App, Error,
    accounts::{self, Action, Touch},
    actor::Person,
    clock::HOUR,
    credentials::{Limit, throttle},
};
use sop::Lang;

/// Copies that somebody takes: each reads a great deal.
const COPIES: Limit = Limit {
    attempts: 10,
    window: HOUR,
};

/// Reads everything and writes down that it was copied, and as what.
///
/// # Errors
/// [`Error::StepUp`] without a fresh proof of who it is, [`Error::TooMany`] when many were taken.
pub async fn copy(
    app: &App,
    person: &Person,
    form: &'static str,
    lang: Lang,
) -> Result<(Vec<Part>, Stamp), Error> {
    person.stepped_up(app.now())?;
    let (inner, person) = (app.clone(), person.clone());
    let (id, at) = (person.account_id, app.now());
    let address = person.address.clone();
    app.db()
        .write(move |tx| {
            throttle(tx, "copies", &person.address, COPIES, at)?;
            let touch = Touch {
                account_id: id,
                by: Some((id, &person.name)),
                action: Action::ExportData,
                detail: form,
                request_id: None,
            };
            accounts::trail(tx, &inner, touch)
        })
        .await?;
    let parts = app.db().read(move |tx| held::read(tx, id)).await;
    let parts = parts.map_err(|error: db::Error| Error::from(error))?;
    let holder = app.catalog().campus().name.get(lang).to_owned();
    let stamp = Stamp {
        address,
        holder,
        at,
    };
    Ok((parts, stamp))
}

/// The names of all parts.
pub fn parts() -> impl Iterator<Item = &'static str> {
    held::keys()
}
