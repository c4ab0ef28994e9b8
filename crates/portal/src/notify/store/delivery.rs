//! SQL of what became of a message after it was handed over, and of the second choice.

use crate::{
    clock::Millis,
    notify::{Channel, State},
};
use ::jobs::Queue;
use db::{Error, Tx, params};

/// A message that something is heard of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::notify) struct Found {
    pub id: i64,
    pub matter: String,
    pub channel: Channel,
    pub state: State,
    pub attempts: i64,
    /// What the gateway calls the last attempt that it spoke of.
    pub provider_id: Option<String>,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, matter, channel, state, attempts, provider_id FROM messages WHERE ",
            $rest
        )
    };
}

fn read(row: &mut db::Columns<'_>) -> Result<Found, Error> {
    Ok(Found {
        id: row.get()?,
        matter: row.get()?,
        channel: row.parse()?,
        state: row.parse()?,
        attempts: row.get()?,
        provider_id: row.get()?,
    })
}

/// A message by our name for it, or by the gateway's.
pub(in crate::notify) fn by_name(
    tx: &mut Tx<'_>,
    channel: Channel,
    name: &str,
) -> Result<Option<Found>, Error> {
    if let Some(found) = tx.first(
        select!("public_id = ?1 AND channel = ?2"),
        params![name, channel.key()],
        read,
    )? {
        return Ok(Some(found));
    }
    tx.first(
        select!("provider_id = ?1 AND channel = ?2"),
        params![name, channel.key()],
        read,
    )
}

/// The message as it is now, and nobody changes it before this transaction ends: another node may hear of it too, or end
/// its attempt.
pub(in crate::notify) fn lock(tx: &mut Tx<'_>, found: &Found) -> Result<Option<Found>, Error> {
    ::jobs::lock(tx, found.channel.job(), &found.id.to_string())?;
    let sql = format!("{}{}", select!("id = ?1"), tx.engine().for_update());
    tx.first(&sql, params![found.id], read)
}

/// A message by its row.
pub(in crate::notify) fn by_id(tx: &mut Tx<'_>, id: i64) -> Result<Option<Found>, Error> {
    tx.first(select!("id = ?1"), params![id], read)
}

/// The same matter on the other channel.
pub(in crate::notify) fn sibling(tx: &mut Tx<'_>, found: &Found) -> Result<Option<Found>, Error> {
    tx.first(
        select!("matter = ?1 AND id <> ?2"),
        params![&found.matter, found.id],
        read,
    )
}

/// Writes down how far it came, when, and what the gateway calls it. Moments that are known stay.
pub(in crate::notify) fn advance(
    tx: &mut Tx<'_>,
    id: i64,
    state: State,
    provider_id: &str,
    at: Millis,
) -> Result<(), Error> {
    let at_if = |reached: bool| reached.then_some(at);
    let provider_id = Some(provider_id).filter(|id| !id.is_empty());
    tx.execute(
        "UPDATE messages SET state = ?2, sent_at = coalesce(sent_at, ?3), delivered_at = coalesce(delivered_at, ?4), \
         read_at = coalesce(read_at, ?5), provider_id = coalesce(?6, provider_id), error = '', retry_at = NULL, \
         unsure_since = NULL WHERE id = ?1",
        params![
            id,
            state.key(),
            at_if(state.has_left()),
            at_if(matches!(state, State::Delivered | State::Read)),
            at_if(state == State::Read),
            provider_id
        ],
    )
    .map(drop)
}

/// It came to nothing, or is not needed.
pub(in crate::notify) fn give_up(
    tx: &mut Tx<'_>,
    id: i64,
    state: State,
    error: &str,
) -> Result<(), Error> {
    tx.execute(
        "UPDATE messages SET state = ?2, error = ?3, retry_at = NULL WHERE id = ?1",
        params![id, state.key(), error],
    )
    .map(drop)
}

/// What the gateway calls a message, if it has said so.
pub(in crate::notify) fn set_name(
    tx: &mut Tx<'_>,
    id: i64,
    provider_id: &str,
) -> Result<(), Error> {
    if provider_id.is_empty() {
        return Ok(());
    }
    tx.execute(
        "UPDATE messages SET provider_id = ?2 WHERE id = ?1",
        params![id, provider_id],
    )
    .map(drop)
}

/// What officers were to be told of a request, and has not left, is not needed.
pub(in crate::notify) fn spare_matters(tx: &mut Tx<'_>, request_id: i64) -> Result<(), Error> {
    tx.execute(
        "UPDATE messages SET state = 'spared', retry_at = NULL WHERE request_id = ?1 AND topic = 'matter' \
         AND state IN ('queued', 'held')",
        params![request_id],
    )
    .map(drop)
}

/// What took the place of a message came to nothing: it is a failed one after all.
pub(in crate::notify) fn counts_no_more(tx: &mut Tx<'_>, id: i64) -> Result<(), Error> {
    tx.execute(
        "UPDATE messages SET state = 'failed' WHERE id = ?1 AND state = 'replaced'",
        params![id],
    )
    .map(drop)
}

/// A message that had left goes back into the outbox, before those that were written later. It keeps the name of the
/// attempt that failed, so that what is told
/// of that one twice is known.
pub(in crate::notify) fn requeue(
    tx: &mut Tx<'_>,
    found: &Found,
    (theirs, why, due): (&str, &str, Millis),
    now: Millis,
) -> Result<(), Error> {
    let theirs = Some(theirs).filter(|id| !id.is_empty());
    // An attempt that is told of before its answer was taken in has not been counted.
    let attempts = found.attempts + i64::from(found.state == State::Queued);
    let (unit_id, lane) = tx
        .first(
            "UPDATE messages SET state = 'queued', error = ?2, retry_at = ?3, attempts = ?5, sent_at = NULL, \
             provider_id = coalesce(?4, provider_id), unsure_since = NULL WHERE id = ?1 RETURNING unit_id, recipient, request_id",
            params![found.id, why, due, theirs, attempts],
            place,
        )?
        .ok_or(Error::NoRow)?;
    let (kind, payload) = (found.channel.job(), found.id.to_string());
    let queue = Queue {
        kind,
        lane: &lane,
        share: unit_id,
    };
    ::jobs::put_back(tx, queue, &payload, (due, attempts), now)
}

/// The unit and the lane of a message.
pub(super) fn place(row: &mut db::Columns<'_>) -> Result<(i64, String), Error> {
    let (unit_id, recipient): (i64, String) = (row.get()?, row.get()?);
    let request_id: Option<i64> = row.get()?;
    Ok((unit_id, super::lane(request_id, &recipient)))
}

/// A message that was held back or spared goes into the outbox; its unit and lane, to queue it. `None` for what officers
/// were to be told: that is spared because somebody decided.
pub(in crate::notify) fn release(tx: &mut Tx<'_>, id: i64) -> Result<Option<(i64, String)>, Error> {
    tx.first(
        "UPDATE messages SET state = 'queued' WHERE id = ?1 AND (state = 'held' OR state = 'spared' AND topic <> 'matter') \
         RETURNING unit_id, recipient, request_id",
        params![id],
        place,
    )
}
