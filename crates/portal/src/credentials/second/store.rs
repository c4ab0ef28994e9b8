//! SQL of authenticators, recovery codes and what is under way.

use super::model::{Authenticator, Kind, Whose};
use crate::{clock::Millis, random::Digest32};
use db::{Columns, Error, Tx, params};

/// An authenticator with what it is compared with.
pub(super) struct Held {
    pub(super) id: i64,
    pub(super) of: Authenticator,
    /// Of a code: the sealed secret. Of a passkey: its JSON.
    pub(super) secret: String,
}

fn held(row: &mut Columns<'_>) -> Result<Held, Error> {
    Ok(Held {
        id: row.get()?,
        secret: row.get()?,
        of: Authenticator {
            public_id: row.get()?,
            whose: Whose {
                account_id: row.get()?,
                person_id: row.get()?,
            },
            kind: row.parse()?,
            label: row.get()?,
            created_at: row.get()?,
            used_at: row.get()?,
        },
    })
}

/// Authenticators in force: not ended, and of somebody who still answers for the account and can act.
macro_rules! in_force {
    ($rest:literal) => {
        concat!(
            "SELECT x.id, x.secret, x.public_id, x.account_id, x.person_id, x.kind, x.label, x.created_at, x.used_at \
             FROM authenticators x JOIN accounts a ON a.id = x.account_id JOIN accounts p ON p.id = x.person_id \
             WHERE x.ended_at IS NULL AND (p.id = a.id OR (p.blocked = FALSE AND p.closed_at IS NULL AND (p.id = a.pic_id OR \
             EXISTS (SELECT 1 FROM mailbox_holders h WHERE h.account_id = a.id AND h.person_id = p.id AND h.until_at IS NULL)))) ",
            $rest
        )
    };
}

/// What opens an account, the oldest first.
pub(super) fn of_account(tx: &mut Tx<'_>, account_id: i64) -> Result<Vec<Held>, Error> {
    tx.rows(
        in_force!("AND x.account_id = ?1 ORDER BY x.id"),
        params![account_id],
        held,
    )
}

/// A passkey by the hash of its identifier.
pub(super) fn by_credential(tx: &mut Tx<'_>, hash: &str) -> Result<Option<Held>, Error> {
    tx.first(in_force!("AND x.credential = ?1"), params![hash], held)
}

/// An authenticator on its way in.
pub(super) struct New<'a> {
    pub(super) public_id: String,
    pub(super) whose: Whose,
    pub(super) kind: Kind,
    pub(super) label: &'a str,
    pub(super) secret: &'a str,
    pub(super) credential: Option<String>,
    pub(super) last_step: i64,
}

/// Adds an authenticator; `false` when that passkey is known already.
pub(super) fn insert(tx: &mut Tx<'_>, new: &New<'_>, now: Millis) -> Result<bool, Error> {
    let added = tx.execute(
        "INSERT INTO authenticators (public_id, account_id, person_id, kind, label, secret, credential, last_step, created_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (credential) DO NOTHING",
        params![
            &new.public_id, new.whose.account_id, new.whose.person_id, new.kind.key(), new.label, new.secret,
            &new.credential, new.last_step, now
        ],
    )?;
    Ok(added == 1)
}

/// Takes a code's time step; `false` when that step or a later one was taken before.
pub(super) fn take_step(tx: &mut Tx<'_>, id: i64, step: i64, now: Millis) -> Result<bool, Error> {
    let taken = tx.execute(
        "UPDATE authenticators SET last_step = ?2, used_at = ?3 WHERE id = ?1 AND last_step < ?2",
        params![id, step, now],
    )?;
    Ok(taken == 1)
}

/// A passkey was used: its counter may have moved. `false` when somebody else used it in the same moment.
pub(super) fn used(tx: &mut Tx<'_>, held: &Held, secret: &str, now: Millis) -> Result<bool, Error> {
    let used = tx.execute(
        "UPDATE authenticators SET secret = ?3, used_at = ?4 WHERE id = ?1 AND secret = ?2 AND ended_at IS NULL",
        params![held.id, &held.secret, secret, now],
    )?;
    Ok(used == 1)
}

/// An authenticator opens nothing any more.
pub(super) fn end(tx: &mut Tx<'_>, id: i64, why: &str, now: Millis) -> Result<(), Error> {
    tx.execute(
        "UPDATE authenticators SET ended_at = ?3, ended_why = ?2 WHERE id = ?1 AND ended_at IS NULL",
        params![id, why, now],
    )
    .map(drop)
}

/// All authenticators of a person, for whatever they open, open nothing any more.
pub(super) fn end_all_of(
    tx: &mut Tx<'_>,
    person_id: i64,
    why: &str,
    now: Millis,
) -> Result<(), Error> {
    tx.execute(
        "UPDATE authenticators SET ended_at = ?3, ended_why = ?2 WHERE (person_id = ?1 OR account_id = ?1) AND ended_at IS NULL",
        params![person_id, why, now],
    )
    .map(drop)
}

/// What opens a shared mailbox for others than those who answer for it opens nothing any more.
pub(super) fn end_of_former(tx: &mut Tx<'_>, account_id: i64, now: Millis) -> Result<(), Error> {
    tx.execute(
        "UPDATE authenticators SET ended_at = ?2, ended_why = 'left' WHERE account_id = ?1 AND ended_at IS NULL \
         AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.id = ?1 AND a.pic_id = authenticators.person_id) \
         AND NOT EXISTS (SELECT 1 FROM mailbox_holders h WHERE h.account_id = ?1 AND h.person_id = authenticators.person_id \
         AND h.until_at IS NULL)",
        params![account_id, now],
    )
    .map(drop)
}

/// Its owner calls it something else.
pub(super) fn rename(tx: &mut Tx<'_>, id: i64, label: &str) -> Result<(), Error> {
    tx.execute(
        "UPDATE authenticators SET label = ?2 WHERE id = ?1",
        params![id, label],
    )
    .map(drop)
}

/// Something begins: an enrolment or a challenge. What was left lying is swept away.
pub(super) fn begin(
    tx: &mut Tx<'_>,
    hash: &Digest32,
    (purpose, whose): (&str, Option<Whose>),
    state: &str,
    (now, expires_at): (Millis, Millis),
) -> Result<(), Error> {
    let sweep = format!(
        "DELETE FROM ceremonies WHERE hash IN (SELECT hash FROM ceremonies WHERE expires_at <= ?1 LIMIT 20{})",
        tx.engine().for_update_skip_locked()
    );
    tx.execute(&sweep, params![now])?;
    let (account, person) = (whose.map(|w| w.account_id), whose.map(|w| w.person_id));
    tx.execute(
        "INSERT INTO ceremonies (hash, purpose, account_id, person_id, state, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![hash, purpose, account, person, state, expires_at],
    )
    .map(drop)
}

/// What is under way, by what its form carries and for whom it began.
pub(super) fn under_way(
    tx: &mut Tx<'_>,
    hash: &Digest32,
    (purpose, whose): (&str, Option<Whose>),
    now: Millis,
) -> Result<Option<String>, Error> {
    let (account, person) = (
        whose.map_or(0, |w| w.account_id),
        whose.map_or(0, |w| w.person_id),
    );
    tx.first(
        "SELECT state FROM ceremonies WHERE hash = ?1 AND purpose = ?2 AND COALESCE(account_id, 0) = ?3 \
         AND COALESCE(person_id, 0) = ?4 AND expires_at > ?5",
        params![hash, purpose, account, person, now],
        |row| row.get(),
    )
}

/// It is used up; `false` when somebody was faster.
pub(super) fn use_up(tx: &mut Tx<'_>, hash: &Digest32) -> Result<bool, Error> {
    let gone = tx.execute("DELETE FROM ceremonies WHERE hash = ?1", params![hash])?;
    Ok(gone == 1)
}

/// New recovery codes take the place of the old ones.
pub(super) fn replace_codes(
    tx: &mut Tx<'_>,
    account_id: i64,
    codes: &[(String, String)],
    now: Millis,
) -> Result<(), Error> {
    drop_codes(tx, account_id)?;
    for (mark, hash) in codes {
        tx.execute(
            "INSERT INTO recovery_codes (account_id, mark, hash, created_at) VALUES (?1, ?2, ?3, ?4)",
            params![account_id, mark, hash, now],
        )?;
    }
    Ok(())
}

pub(super) fn drop_codes(tx: &mut Tx<'_>, account_id: i64) -> Result<(), Error> {
    tx.execute(
        "DELETE FROM recovery_codes WHERE account_id = ?1",
        params![account_id],
    )
    .map(drop)
}

pub(super) fn codes_left(tx: &mut Tx<'_>, account_id: i64) -> Result<i64, Error> {
    tx.value(
        "SELECT count(*) FROM recovery_codes WHERE account_id = ?1 AND used_at IS NULL",
        params![account_id],
    )
}

/// The hash of one code that was not used yet.
pub(super) fn code(tx: &mut Tx<'_>, account_id: i64, mark: &str) -> Result<Option<String>, Error> {
    tx.first(
        "SELECT hash FROM recovery_codes WHERE account_id = ?1 AND mark = ?2 AND used_at IS NULL",
        params![account_id, mark],
        |row| row.get(),
    )
}

/// Uses a code; `false` when somebody was faster, or the codes are others by now.
pub(super) fn use_code(
    tx: &mut Tx<'_>,
    account_id: i64,
    hash: &str,
    now: Millis,
) -> Result<bool, Error> {
    let used = tx.execute(
        "UPDATE recovery_codes SET used_at = ?3 WHERE account_id = ?1 AND hash = ?2 AND used_at IS NULL",
        params![account_id, hash, now],
    )?;
    Ok(used == 1)
}

/// Some secrets that still lie in the clear, as an earlier version kept them: account, whose, secret, last step.
pub(super) fn in_the_clear(tx: &mut Tx<'_>) -> Result<Vec<(Whose, String, i64)>, Error> {
    tx.rows(
        "SELECT id, CASE WHEN kind IN ('unit', 'event') THEN COALESCE(pic_id, id) ELSE id END, totp_secret, totp_last_step \
         FROM accounts WHERE totp_secret IS NOT NULL ORDER BY accounts.id LIMIT 200",
        params![],
        |row| {
            let whose = Whose { account_id: row.get()?, person_id: row.get()? };
            Ok((whose, row.get()?, row.get()?))
        },
    )
}

/// Takes a secret out of the clear; `false` when another node did.
pub(super) fn clear(tx: &mut Tx<'_>, account_id: i64) -> Result<bool, Error> {
    let cleared = tx.execute(
        "UPDATE accounts SET totp_secret = NULL WHERE id = ?1 AND totp_secret IS NOT NULL",
        params![account_id],
    )?;
    Ok(cleared == 1)
}
