//! Who is there: sessions, local sign-in and registration, roles and acting leaders.

pub mod actor;
pub mod model;
pub mod store;

pub use actor::{Auditor, Clerk, Executor, Leader, Person, SuperAdmin, UnitAdmin, Verifier};
pub use model::{Capacity, Role, RoleIn};
pub use store::holders;

use crate::{
    App, Error,
    clock::{DAY, MINUTE},
    random::digest,
};

/// A session ends after so long, whatever happens.
pub const SESSION_LIFETIME: i64 = 14 * DAY;
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

/// Who a session cookie belongs to; `None` when it is unknown, ended or expired, or the account was blocked.
///
/// # Errors
/// [`Error::Unavailable`] when the database does not answer.
pub async fn resume(app: &App, token: &str) -> Result<Option<Person>, Error> {
    let (hash, now) = (digest(token), app.now());
    let found = app
        .db()
        .read(move |tx| store::session(tx, &hash, now))
        .await?;
    if let Some((person, seen_at)) = &found
        && now - seen_at > SEEN_EVERY
    {
        let id = person.session_id;
        app.db().write(move |tx| store::seen(tx, id, now)).await?;
    }
    Ok(found.map(|(person, _)| person))
}

/// stub
pub fn throttle(_: &mut db::Tx<'_>, _: &str, _: i64, _: i64, _: i64) -> Result<(), Error> {
    todo!()
}
