//! SQL of how the channels are.

use crate::{
    clock::Millis,
    notify::{Channel, breaker::Health},
};
use db::{Columns, Error, Tx, params};

macro_rules! select {
    () => {
        "SELECT failures, broken_since, try_at, probed_until, demands_person, why FROM channels WHERE channel = ?1"
    };
}

fn read(row: &mut Columns<'_>) -> Result<Health, Error> {
    Ok(Health {
        failures: row.get()?,
        broken_since: row.get()?,
        try_at: row.get()?,
        probed_until: row.get()?,
        demands_person: row.get()?,
        why: row.get()?,
    })
}

/// How a channel is.
pub(in crate::notify) fn health(tx: &mut Tx<'_>, channel: Channel) -> Result<Health, Error> {
    let found = tx.first(select!(), params![channel.key()], read)?;
    Ok(found.unwrap_or_default())
}

/// The same, and nobody else changes it until this transaction ends.
pub(in crate::notify) fn lock(tx: &mut Tx<'_>, channel: Channel) -> Result<Health, Error> {
    let sql = format!("{}{}", select!(), tx.engine().for_update());
    let found = tx.first(&sql, params![channel.key()], read)?;
    Ok(found.unwrap_or_default())
}

/// Writes down how it is.
pub(in crate::notify) fn put(
    tx: &mut Tx<'_>,
    channel: Channel,
    health: &Health,
) -> Result<(), Error> {
    tx.execute(
        "UPDATE channels SET failures = ?2, broken_since = ?3, try_at = ?4, probed_until = ?5, demands_person = ?6, \
         why = ?7 WHERE channel = ?1",
        params![
            channel.key(),
            health.failures,
            health.broken_since,
            health.try_at,
            health.probed_until,
            health.demands_person,
            &health.why
        ],
    )
    .map(drop)
}

/// One message tries it, until then.
pub(in crate::notify) fn probe(
    tx: &mut Tx<'_>,
    channel: Channel,
    until: Millis,
) -> Result<(), Error> {
    tx.execute(
        "UPDATE channels SET probed_until = ?2 WHERE channel = ?1",
        params![channel.key(), until],
    )
    .map(drop)
}

/// That message has had its turn.
pub(in crate::notify) fn end_probe(tx: &mut Tx<'_>, channel: Channel) -> Result<(), Error> {
    tx.execute(
        "UPDATE channels SET probed_until = 0 WHERE channel = ?1 AND probed_until > 0",
        params![channel.key()],
    )
    .map(drop)
}

/// It works. Changes nothing when it did before: this is asked after every message.
pub(in crate::notify) fn mend(tx: &mut Tx<'_>, channel: Channel) -> Result<(), Error> {
    tx.execute(
        "UPDATE channels SET failures = 0, broken_since = NULL, try_at = NULL, probed_until = 0, demands_person = FALSE, \
         why = '' WHERE channel = ?1 AND failures > 0",
        params![channel.key()],
    )
    .map(drop)
}

/// When one message may try it, if it is out of order.
pub(in crate::notify) fn try_at(
    tx: &mut Tx<'_>,
    channel: Channel,
    at: Millis,
) -> Result<(), Error> {
    tx.execute(
        "UPDATE channels SET try_at = ?2, probed_until = 0 WHERE channel = ?1 AND try_at IS NOT NULL",
        params![channel.key(), at],
    )
    .map(drop)
}
