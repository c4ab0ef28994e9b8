//! SQL of roles and of the trail of who gave them.

use crate::{
    App,
    actor::{Capacity, Role},
    clock::Millis,
};
use db::{Error, Tx, params};

/// A role on its way to somebody.
#[derive(Clone, Debug)]
pub struct NewRole {
    /// To whom.
    pub account_id: i64,
    /// What.
    pub role: Role,
    /// Number of the unit; 0 is the whole campus.
    pub unit_id: i64,
    /// How the office is held.
    pub capacity: Capacity,
    /// From when.
    pub from_at: Millis,
    /// Until when; `None`: until it is ended.
    pub until_at: Option<Millis>,
    /// Who gives it; `None`: the command line.
    pub granted_by: Option<i64>,
}

/// Gives a role.
///
/// # Errors
/// As the database says.
pub fn grant(tx: &mut Tx<'_>, app: &App, new: &NewRole) -> Result<(), Error> {
    let now = app.now();
    tx.execute(
        "INSERT INTO roles (public_id, account_id, role, unit_id, capacity, from_at, until_at, granted_by, created_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            &app.random().uuid(now), new.account_id, new.role.key(), new.unit_id, new.capacity.key(), new.from_at,
            new.until_at, new.granted_by, now
        ],
    )
    .map(drop)
}

/// Writes down who did what to whom.
pub(crate) fn audit(
    tx: &mut Tx<'_>,
    (by_id, action, now): (Option<i64>, &str, Millis),
    subject: &str,
    detail: &str,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO audit (by_id, action, subject, detail, at) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![by_id, action, subject, detail, now],
    )
    .map(drop)
}
