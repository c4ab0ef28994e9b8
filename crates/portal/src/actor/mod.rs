//! Who acts: the person of a session, with the roles in force, as types that domain functions demand. This is the
//! floor that every feature stands on; signing in itself is [`crate::signin`], far above it.

mod applicant;
pub mod model;
pub mod person;
mod store;

pub use applicant::Applicant;
pub use model::{Capacity, Role, RoleIn, Term};
pub use person::{
    Auditor, Clerk, DirectoryReader, Executor, Keeper, Leader, Person, Reader, SuperAdmin,
    UnitAdmin, Verifier,
};
pub use store::holders;

use crate::{
    App, Error,
    catalog::Catalog,
    clock::{MINUTE, Millis},
    random::digest,
};
use db::Tx;

/// How long a proof of who one is lasts for sensitive acts.
pub const STEP_UP_LIFETIME: i64 = 15 * MINUTE;
/// How often the last use of a session is written down.
const SEEN_EVERY: i64 = 5 * MINUTE;

/// `__Host-` binds the cookie to this host and HTTPS; loopback has none.
pub fn cookie_name(app: &App) -> &'static str {
    if app.config().is_secure() {
        "__Host-loket"
    } else {
        "loket"
    }
}

/// The cookie by which a browser is known in which somebody has signed in before.
pub fn browser_cookie(app: &App) -> &'static str {
    if app.config().is_secure() {
        "__Host-loket-known"
    } else {
        "loket-known"
    }
}

/// Who a session cookie belongs to; `None` when it is unknown, ended or expired, or the account was blocked since. The
/// owner of a blocked account has a session of another kind, which ends with the block.
///
/// # Errors
/// [`Error::Unavailable`] when the database does not answer.
pub async fn resume(app: &App, token: &str, use_: Use) -> Result<Option<Applicant>, Error> {
    let (hash, now) = (digest(token), app.now());
    let found = app
        .db()
        .read(move |tx| store::session(tx, &hash, now))
        .await?;
    let Some(found) = found.filter(|found| found.is_in_force(now)) else {
        return Ok(None);
    };
    if use_ == Use::ByItsOwner && now - found.seen_at > SEEN_EVERY {
        let id = found.person.session_id;
        app.db().write(move |tx| store::seen(tx, id, now)).await?;
    }
    Ok(Some(match found.blocked_since {
        None => found.person.into(),
        Some(since) => Applicant::blocked(found.person, app.catalog().unblocking(), since),
    }))
}

/// What uses a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Somebody who opens a page or sends a form.
    ByItsOwner,
    /// A page that keeps itself up to date: nobody need be there, so the session goes on growing idle.
    ByThePage,
}

/// Where somebody signs in from.
#[derive(Clone, Debug)]
pub struct Origin {
    /// What the browser calls itself.
    pub device: String,
    /// Address of the client.
    pub source: String,
    /// The cookie of a browser in which somebody has signed in before.
    pub browser: Option<String>,
}

/// Who keeps the account directory now: the unit and the row of the account. Nobody twice, whatever units they serve.
///
/// # Errors
/// As the database says.
pub fn keepers(tx: &mut Tx<'_>, catalog: &Catalog, now: Millis) -> Result<Vec<(i64, i64)>, Error> {
    let mut found: Vec<(i64, i64)> = Vec::new();
    let units = catalog.campus().units.iter().map(|unit| unit.id);
    for unit_id in units.filter(|id| catalog.keeps_directory(*id)) {
        for (id, _) in holders(tx, Role::Admin, unit_id, now)? {
            if found.iter().all(|(_, other)| *other != id) {
                found.push((unit_id, id));
            }
        }
    }
    Ok(found)
}

/// Opens a session and returns the value of its cookie; only its hash is stored. The session of a shared mailbox knows
/// which person opened it, and ends when that person does not answer for the mailbox any more.
///
/// # Errors
/// As the database says.
pub fn open_session(
    tx: &mut Tx<'_>,
    app: &App,
    (account_id, person_id): (i64, Option<i64>),
    origin: &Origin,
) -> Result<String, Error> {
    let (token, now) = (app.random().token(), app.now());
    let public_id = app.random().uuid(now);
    let whose = (account_id, person_id.filter(|id| *id != account_id));
    store::open(
        tx,
        &public_id,
        &digest(&token),
        (whose, None),
        (origin, now),
    )?;
    Ok(token)
}

/// Opens a session for the owner of a blocked account, for some hours: it opens nothing but the request to lift that block.
///
/// # Errors
/// As the database says.
pub fn open_blocked(
    tx: &mut Tx<'_>,
    app: &App,
    (account_id, block_id): (i64, i64),
    origin: &Origin,
) -> Result<String, Error> {
    let (token, now) = (app.random().token(), app.now());
    let public_id = app.random().uuid(now);
    let whose = ((account_id, None), Some(block_id));
    store::open(tx, &public_id, &digest(&token), whose, (origin, now))?;
    Ok(token)
}

/// Who has a session has just proved anew who that is: the session goes on under another cookie, whose value is returned.
///
/// # Errors
/// As the database says.
pub fn step_up(tx: &mut Tx<'_>, app: &App, session_id: i64) -> Result<String, Error> {
    let token = app.random().token();
    if store::step_up(tx, session_id, &digest(&token), app.now())? {
        Ok(token)
    } else {
        Err(Error::SignIn)
    }
}

/// Ends the session of a cookie.
///
/// # Errors
/// As the database says.
pub fn end_session(tx: &mut Tx<'_>, token: &str, now: i64) -> Result<(), Error> {
    Ok(store::end(tx, &digest(token), now)?)
}

/// Ends a session, by its row.
///
/// # Errors
/// As the database says.
pub fn end_session_of(tx: &mut Tx<'_>, session_id: i64, now: i64) -> Result<(), Error> {
    Ok(store::end_one(tx, session_id, now)?)
}

/// Ends all sessions of an account, at once: the next request of any of them is that of a stranger.
///
/// # Errors
/// As the database says.
pub fn end_sessions(tx: &mut Tx<'_>, account_id: i64, now: i64) -> Result<(), Error> {
    Ok(store::end_all(tx, account_id, now)?)
}

/// Ends what has begun with the password of an account and waits for the second step.
///
/// # Errors
/// As the database says.
pub fn end_half_done(tx: &mut Tx<'_>, account_id: i64) -> Result<(), Error> {
    Ok(store::end_half_done(tx, account_id)?)
}

/// Ends the sessions of a shared mailbox that one of those who answer for it opened, and those of which nobody knows who did.
///
/// # Errors
/// As the database says.
pub fn end_sessions_of(
    tx: &mut Tx<'_>,
    account_id: i64,
    person_id: i64,
    now: i64,
) -> Result<(), Error> {
    Ok(store::end_all_of(tx, account_id, person_id, now)?)
}

/// The owner of an account, with the roles in force now, for whoever proves it otherwise than by a session: with a
/// single-use link that only that account was sent, or a proven number. `None` while the account may not act: blocked,
/// closed, at its end, or without the second step that it must have.
///
/// # Errors
/// As the database says.
pub fn person(tx: &mut Tx<'_>, app: &App, account_id: i64) -> Result<Option<Person>, Error> {
    let found = store::person(tx, account_id, app.now())?;
    Ok(found.filter(|person| !person.owes_second_step(app.demands_second_step())))
}

/// The roles of an account that are in force at a moment.
///
/// # Errors
/// As the database says.
pub fn roles(tx: &mut Tx<'_>, account_id: i64, now: i64) -> Result<Vec<RoleIn>, Error> {
    Ok(store::roles(tx, account_id, now)?)
}
