//! SQL of sessions and of roles in force.

use super::{Origin, Person, RoleIn, Term};
use crate::{clock::Millis, random::Digest32};
use db::{Error, Tx, params};

/// A session that was not ended, with its person.
pub(super) struct Found {
    pub(super) person: Person,
    pub(super) created_at: Millis,
    pub(super) seen_at: Millis,
    /// Of the owner of a blocked account: since when it is blocked.
    pub(super) blocked_since: Option<Millis>,
}

impl Found {
    /// Whether its time has passed, as is right for what the person may do.
    pub(super) fn is_in_force(&self, now: Millis) -> bool {
        let term = match self.blocked_since {
            Some(_) => Term::BLOCKED,
            None => Term::of(self.person.is_staff()),
        };
        let proven = self.person.stepped_up_at.unwrap_or(self.created_at);
        now - proven < term.whole && now - self.seen_at < term.idle
    }
}

/// The session of a cookie.
pub(super) fn session(
    tx: &mut Tx<'_>,
    hash: &Digest32,
    now: Millis,
) -> Result<Option<Found>, Error> {
    let found = tx.first(
        "SELECT s.created_at, s.seen_at, (SELECT b.at FROM block_entries b WHERE b.id = s.block_id), s.stepped_up_at, s.id, s.person_id, a.second_step_required, \
         EXISTS (SELECT 1 FROM authenticators x WHERE x.account_id = a.id AND x.ended_at IS NULL), \
         a.id, a.address, a.name, a.whatsapp, a.number, a.organisation \
         FROM sessions s JOIN accounts a ON a.id = s.account_id \
         WHERE s.hash = ?1 AND s.ended_at IS NULL AND s.expires_at > ?2 AND a.blocked = (s.block_id IS NOT NULL) AND a.closed_at IS NULL \
         AND (a.expires_at IS NULL OR a.expires_at > ?2) \
         AND (s.person_id IS NULL OR EXISTS (SELECT 1 FROM accounts p WHERE p.id = s.person_id AND p.blocked = FALSE \
         AND p.closed_at IS NULL AND (p.id = a.pic_id OR EXISTS (SELECT 1 FROM mailbox_holders h WHERE h.account_id = a.id \
         AND h.person_id = p.id AND h.until_at IS NULL))))",
        params![hash, now],
        |row| {
            let (created_at, seen_at) = (row.get()?, row.get()?);
            let (blocked_since, stepped_up_at) = (row.get()?, row.get()?);
            let person = Person {
                stepped_up_at,
                session_id: row.get()?,
                opened_by: row.get()?,
                second_step_required: row.get()?,
                has_second_step: row.get()?,
                account_id: row.get()?,
                address: row.get()?,
                name: row.get()?,
                whatsapp: row.get()?,
                number: row.get()?,
                organisation: row.get()?,
                roles: Vec::new(),
            };
            Ok(Found {
                person,
                created_at,
                seen_at,
                blocked_since,
            })
        },
    )?;
    let Some(mut found) = found else {
        return Ok(None);
    };
    found.person.roles = roles(tx, found.person.account_id, now)?;
    Ok(Some(found))
}

/// The owner of an account who may act, without a session.
pub(super) fn person(
    tx: &mut Tx<'_>,
    account_id: i64,
    now: Millis,
) -> Result<Option<Person>, Error> {
    let found = tx.first(
        "SELECT a.id, a.address, a.name, a.whatsapp, a.number, a.organisation, a.second_step_required, \
         EXISTS (SELECT 1 FROM authenticators x WHERE x.account_id = a.id AND x.ended_at IS NULL) \
         FROM accounts a WHERE a.id = ?1 AND a.blocked = FALSE AND a.closed_at IS NULL \
         AND (a.expires_at IS NULL OR a.expires_at > ?2)",
        params![account_id, now],
        |row| {
            Ok(Person {
                stepped_up_at: None,
                session_id: 0,
                opened_by: None,
                account_id: row.get()?,
                address: row.get()?,
                name: row.get()?,
                whatsapp: row.get()?,
                number: row.get()?,
                organisation: row.get()?,
                second_step_required: row.get()?,
                has_second_step: row.get()?,
                roles: Vec::new(),
            })
        },
    )?;
    let Some(mut found) = found else {
        return Ok(None);
    };
    found.roles = roles(tx, account_id, now)?;
    Ok(Some(found))
}

/// The roles of an account that are in force.
pub(super) fn roles(tx: &mut Tx<'_>, account_id: i64, now: Millis) -> Result<Vec<RoleIn>, Error> {
    tx.rows(
        "SELECT role, unit_id, capacity FROM roles \
         WHERE account_id = ?1 AND from_at <= ?2 AND (until_at IS NULL OR until_at > ?2) ORDER BY id",
        params![account_id, now],
        |row| Ok(RoleIn { role: row.parse()?, unit_id: row.get()?, capacity: row.parse()? }),
    )
}

/// Writes down that a session was used.
pub(super) fn seen(tx: &mut Tx<'_>, session_id: i64, now: Millis) -> Result<(), Error> {
    tx.execute(
        "UPDATE sessions SET seen_at = ?2 WHERE id = ?1",
        params![session_id, now],
    )
    .map(drop)
}

/// Who holds a role in a unit now: row and name of the account, by name.
///
/// # Errors
/// As the database says.
pub fn holders(
    tx: &mut Tx<'_>,
    role: super::Role,
    unit_id: i64,
    now: Millis,
) -> Result<Vec<(i64, String)>, Error> {
    tx.rows(
        "SELECT DISTINCT a.id, a.name FROM roles r JOIN accounts a ON a.id = r.account_id \
         WHERE r.unit_id = ?1 AND r.role = ?2 AND r.from_at <= ?3 AND (r.until_at IS NULL OR r.until_at > ?3) \
         AND a.blocked = FALSE AND a.closed_at IS NULL ORDER BY a.name, a.id",
        params![unit_id, role.key(), now],
        |row| Ok((row.get()?, row.get()?)),
    )
}

/// A session of its own for every sign-in; with a block one that opens only the request to lift it.
pub(super) fn open(
    tx: &mut Tx<'_>,
    public_id: &str,
    hash: &Digest32,
    ((account_id, person_id), block_id): ((i64, Option<i64>), Option<i64>),
    (origin, now): (&Origin, Millis),
) -> Result<(), Error> {
    let term = block_id.map_or(Term::of(false), |_| Term::BLOCKED);
    tx.execute(
        "INSERT INTO sessions (public_id, hash, account_id, person_id, block_id, device, source, created_at, seen_at, \
         stepped_up_at, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, ?8, ?9)",
        params![
            public_id, hash, account_id, person_id, block_id, &origin.device, &origin.source, now, now + term.whole
        ],
    )
    .map(drop)
}

/// A session is proved anew, under another token.
pub(super) fn step_up(
    tx: &mut Tx<'_>,
    session_id: i64,
    hash: &Digest32,
    now: Millis,
) -> Result<bool, Error> {
    let found = tx.execute(
        "UPDATE sessions SET hash = ?2, stepped_up_at = ?3, seen_at = ?3 WHERE id = ?1 AND ended_at IS NULL",
        params![session_id, hash, now],
    )?;
    Ok(found == 1)
}

/// The session of a cookie is over.
pub(super) fn end(tx: &mut Tx<'_>, hash: &Digest32, now: Millis) -> Result<(), Error> {
    tx.execute(
        "UPDATE sessions SET ended_at = ?2 WHERE hash = ?1 AND ended_at IS NULL",
        params![hash, now],
    )
    .map(drop)
}

/// One session is over.
pub(super) fn end_one(tx: &mut Tx<'_>, session_id: i64, now: Millis) -> Result<(), Error> {
    tx.execute(
        "UPDATE sessions SET ended_at = ?2 WHERE id = ?1 AND ended_at IS NULL",
        params![session_id, now],
    )
    .map(drop)
}

/// All sessions of an account are over, and those that its owner opened in shared mailboxes.
pub(super) fn end_all(tx: &mut Tx<'_>, account_id: i64, now: Millis) -> Result<(), Error> {
    tx.execute(
        "UPDATE sessions SET ended_at = ?2 WHERE (account_id = ?1 OR person_id = ?1) AND ended_at IS NULL",
        params![account_id, now],
    )
    .map(drop)
}

/// What waits for the second step of an account is over.
pub(super) fn end_half_done(tx: &mut Tx<'_>, account_id: i64) -> Result<(), Error> {
    tx.execute(
        "DELETE FROM second_steps WHERE account_id = ?1",
        params![account_id],
    )
    .map(drop)
}

/// The sessions of an account that a person opened, or nobody knows who, are over.
pub(super) fn end_all_of(
    tx: &mut Tx<'_>,
    account_id: i64,
    person_id: i64,
    now: Millis,
) -> Result<(), Error> {
    tx.execute(
        "UPDATE sessions SET ended_at = ?3 WHERE account_id = ?1 AND (person_id = ?2 OR person_id IS NULL) \
         AND ended_at IS NULL",
        params![account_id, person_id, now],
    )
    .map(drop)
}
