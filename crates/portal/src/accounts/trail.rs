//! Who touched an account: every act, and every read of staff, so that its owner can see it (UU 27/2022, Pasal 31 and 32).

use super::{
    model::{self, Action, Touch, Touched},
    store,
};
use crate::{
    App, Error,
    actor::{self, Person},
    web::format,
};
use db::Tx;

/// How many lines of one kind stand on a page.
const LONGEST: i64 = 100;

/// Writes down that somebody touched an account. A read is written at most once a day for each person, account and reason
/// (the kind of read and the request), and never of one's own account.
///
/// # Errors
/// As the database says.
pub fn trail(tx: &mut Tx<'_>, app: &App, touch: Touch<'_>) -> Result<(), Error> {
    let own = touch.by.is_some_and(|(id, _)| id == touch.account_id);
    if own && touch.action.is_read() {
        return Ok(());
    }
    let now = app.now();
    let offices = match touch.by {
        Some((id, _)) if !own => actor::roles(tx, id, now)?,
        _ => Vec::new(),
    };
    let offices: Vec<_> = offices
        .iter()
        .map(|held| (held.role, held.unit_id))
        .collect();
    let day = touch.action.is_read().then(|| today(app));
    let offices = model::offices_text(&offices);
    Ok(store::trail::insert(
        tx,
        &touch,
        (&offices, day.as_deref()),
        now,
    )?)
}

/// Writes down that staff opened what belongs to accounts, before it is shown: what cannot be recorded is not shown.
/// The accounts are rows; one's own is passed over. When all was written down today already, nothing is written.
///
/// # Errors
/// As the database says.
pub async fn note_read(
    app: &App,
    person: &Person,
    account_ids: Vec<i64>,
    action: Action,
    request_id: Option<i64>,
) -> Result<(), Error> {
    let (reader, day) = (person.account_id, today(app));
    let others: Vec<_> = account_ids.into_iter().filter(|id| *id != reader).collect();
    let missing = app
        .db()
        .read(move |tx| {
            let mut missing = Vec::new();
            for account_id in others {
                let read = (account_id, reader, action, request_id);
                if !store::trail::is_read(tx, read, &day)? && !missing.contains(&account_id) {
                    missing.push(account_id);
                }
            }
            Ok::<_, Error>(missing)
        })
        .await?;
    if missing.is_empty() {
        return Ok(());
    }
    let (inner, name) = (app.clone(), person.name.clone());
    app.db()
        .write(move |tx| {
            missing.iter().try_for_each(|account_id| {
                let touch = Touch {
                    account_id: *account_id,
                    by: Some((reader, &name)),
                    action,
                    detail: "",
                    request_id,
                };
                trail(tx, &inner, touch)
            })
        })
        .await
}

/// What was done to an account and read of it, the newest first, below a row (`i64::MAX` from the start).
///
/// # Errors
/// As the database says.
pub fn touches(
    tx: &mut Tx<'_>,
    account_id: i64,
    below: i64,
    limit: i64,
) -> Result<Vec<Touched>, Error> {
    Ok(store::trail::list(tx, account_id, below, limit)?)
}

/// What was agreed about a shared mailbox, by whom and when, the newest first: who was invited, accepted, left, what was
/// confirmed, until when it works.
///
/// # Errors
/// As the database says.
pub fn agreed(tx: &mut Tx<'_>, account_id: i64) -> Result<Vec<Touched>, Error> {
    Ok(store::trail::agreed(tx, account_id, LONGEST)?)
}

/// Who had a link for another password sent to the owner of an account, the newest first.
///
/// # Errors
/// As the database says.
pub fn links_sent(tx: &mut Tx<'_>, account_id: i64) -> Result<Vec<Touched>, Error> {
    Ok(store::trail::links(tx, account_id, LONGEST)?)
}

fn today(app: &App) -> String {
    format::zoned(app.now(), app.catalog().zone())
        .date()
        .to_string()
}
