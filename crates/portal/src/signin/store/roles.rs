//! SQL of roles and of the trail of who gave them.

use crate::{
    App,
    actor::{Capacity, Role},
    clock::Millis,
    signin::offices::Office,
};
use db::{Columns, Error, Tx, params};

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

/// A role that somebody holds, or will hold.
#[derive(Clone, Debug)]
pub struct Held {
    /// Its name in addresses of pages.
    pub public_id: String,
    /// Who holds it.
    pub account_id: i64,
    /// Name.
    pub name: String,
    /// Address.
    pub address: String,
    /// What.
    pub role: Role,
    /// Number of the unit; 0 is the whole campus.
    pub unit_id: i64,
    /// How it is held.
    pub capacity: Capacity,
    /// From when.
    pub from_at: Millis,
    /// Until when.
    pub until_at: Option<Millis>,
}

fn held(row: &mut Columns<'_>) -> Result<Held, Error> {
    Ok(Held {
        public_id: row.get()?,
        account_id: row.get()?,
        name: row.get()?,
        address: row.get()?,
        role: row.parse()?,
        unit_id: row.get()?,
        capacity: row.parse()?,
        from_at: row.get()?,
        until_at: row.get()?,
    })
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT r.public_id, a.id, a.name, a.address, r.role, r.unit_id, r.capacity, r.from_at, r.until_at \
             FROM roles r JOIN accounts a ON a.id = r.account_id ",
            $rest
        )
    };
}

/// Every role that is in force or will be, by unit and name.
pub(crate) fn all(tx: &mut Tx<'_>, now: Millis) -> Result<Vec<Held>, Error> {
    tx.rows(
        select!("WHERE r.until_at IS NULL OR r.until_at > ?1 ORDER BY r.unit_id, a.name, r.id"),
        params![now],
        held,
    )
}

/// The roles of one unit that are in force or will be.
pub(crate) fn of_unit(tx: &mut Tx<'_>, unit_id: i64, now: Millis) -> Result<Vec<Held>, Error> {
    tx.rows(
        select!(
            "WHERE r.unit_id = ?1 AND (r.until_at IS NULL OR r.until_at > ?2) ORDER BY a.name, r.id"
        ),
        params![unit_id, now],
        held,
    )
}

/// A role that has not ended.
pub(crate) fn in_force(
    tx: &mut Tx<'_>,
    public_id: &str,
    now: Millis,
) -> Result<Option<Held>, Error> {
    tx.first(
        select!("WHERE r.public_id = ?1 AND (r.until_at IS NULL OR r.until_at > ?2)"),
        params![public_id, now],
        held,
    )
}

/// Whether somebody holds the same role in the same unit at any moment of a term.
pub(crate) fn overlaps(tx: &mut Tx<'_>, account_id: i64, office: &Office) -> Result<bool, Error> {
    let until = office.term.until_at.unwrap_or(i64::MAX);
    let found: i64 = tx.value(
        "SELECT count(*) FROM roles WHERE account_id = ?1 AND role = ?2 AND unit_id = ?3 AND from_at < ?4 \
         AND (until_at IS NULL OR until_at > ?5)",
        params![account_id, office.role.key(), office.unit_id, until, office.term.from_at],
    )?;
    Ok(found > 0)
}

/// A role ends now. One that had not begun never will.
pub(crate) fn end(tx: &mut Tx<'_>, public_id: &str, now: Millis) -> Result<(), Error> {
    tx.execute(
        "UPDATE roles SET until_at = ?2 WHERE public_id = ?1",
        params![public_id, now],
    )
    .map(drop)
}
