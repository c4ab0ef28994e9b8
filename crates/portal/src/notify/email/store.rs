//! SQL of addresses that are known not to exist.

use crate::clock::Millis;
use db::{Error, Tx, params};

/// Writes down that an address does not exist.
pub(super) fn set_unreachable(
    tx: &mut Tx<'_>,
    address: &str,
    why: &str,
    now: Millis,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO unreachable (address, since, why) VALUES (?1, ?2, ?3) \
         ON CONFLICT (address) DO UPDATE SET since = excluded.since, why = excluded.why",
        params![address, now, why],
    )
    .map(drop)
}

/// Why an address is not written to: it does not exist, and nobody has proved it since.
pub(super) fn unreachable(tx: &mut Tx<'_>, address: &str) -> Result<Option<String>, Error> {
    tx.first(
        "SELECT u.why FROM unreachable u WHERE u.address = ?1 AND NOT EXISTS (SELECT 1 FROM accounts a \
         WHERE lower(a.recovery_address) = u.address AND a.recovery_confirmed_at > u.since)",
        params![address],
        |row| row.get(),
    )
}

/// To whom a message was sent.
pub(super) fn recipient(tx: &mut Tx<'_>, names: &[&str]) -> Result<Option<String>, Error> {
    for name in names {
        let found = tx.first(
            "SELECT recipient FROM messages WHERE channel = 'email' AND (public_id = ?1 OR provider_id = ?1)",
            params![*name],
            |row| row.get(),
        )?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}
