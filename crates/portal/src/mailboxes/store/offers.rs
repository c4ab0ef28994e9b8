//! SQL of invitations.

use crate::{
    clock::Millis,
    mailboxes::model::{Answer, Offer},
};
use db::{Columns, Error, Tx, params};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT o.id, o.public_id, o.account_id, o.person_id, o.part, o.by_id, o.by_name, o.ground, o.offered_at, \
             o.expires_at, o.answer FROM mailbox_offers o ",
            $rest
        )
    };
}

fn offer(row: &mut Columns<'_>) -> Result<Offer, Error> {
    Ok(Offer {
        id: row.get()?,
        public_id: row.get()?,
        account_id: row.get()?,
        person_id: row.get()?,
        part: row.parse()?,
        by_id: row.get()?,
        by_name: row.get()?,
        ground: row.get()?,
        offered_at: row.get()?,
        expires_at: row.get()?,
        answer: row.parse_some()?,
    })
}

pub(crate) fn by_public_id(tx: &mut Tx<'_>, public_id: &str) -> Result<Option<Offer>, Error> {
    tx.first(select!("WHERE o.public_id = ?1"), params![public_id], offer)
}

/// The invitations to a mailbox that were not answered, whether their time has passed or not.
pub(crate) fn of_account(tx: &mut Tx<'_>, account_id: i64) -> Result<Vec<Offer>, Error> {
    tx.rows(
        select!("WHERE o.account_id = ?1 AND o.answered_at IS NULL ORDER BY o.id"),
        params![account_id],
        offer,
    )
}

/// The invitations that somebody can still answer.
pub(crate) fn of_person(tx: &mut Tx<'_>, person_id: i64, now: Millis) -> Result<Vec<Offer>, Error> {
    tx.rows(
        select!(
            "JOIN accounts a ON a.id = o.account_id WHERE o.person_id = ?1 AND o.answered_at IS NULL AND o.expires_at > ?2 \
             AND a.closed_at IS NULL ORDER BY o.id"
        ),
        params![person_id, now],
        offer,
    )
}

/// Adds an invitation; `false` when that person has one to this mailbox that is not answered.
pub(crate) fn insert(tx: &mut Tx<'_>, new: &Offer) -> Result<bool, Error> {
    let added = tx.execute(
        "INSERT INTO mailbox_offers (public_id, account_id, person_id, part, by_id, by_name, ground, offered_at, expires_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING",
        params![
            &new.public_id, new.account_id, new.person_id, new.part.key(), new.by_id, &new.by_name, &new.ground,
            new.offered_at, new.expires_at
        ],
    )?;
    Ok(added == 1)
}

/// Writes down what became of one; `false` when it was answered before.
pub(crate) fn answer(tx: &mut Tx<'_>, id: i64, answer: Answer, now: Millis) -> Result<bool, Error> {
    let answered = tx.execute(
        "UPDATE mailbox_offers SET answer = ?2, answered_at = ?3 WHERE id = ?1 AND answered_at IS NULL",
        params![id, answer.key(), now],
    )?;
    Ok(answered == 1)
}

/// Somebody is in charge of a mailbox now: whoever else was invited to be, and whatever else that person was invited to,
/// comes too late.
pub(crate) fn answer_others(
    tx: &mut Tx<'_>,
    (account_id, person_id): (i64, i64),
    answer: Answer,
    now: Millis,
) -> Result<(), Error> {
    tx.execute(
        "UPDATE mailbox_offers SET answer = ?3, answered_at = ?4 WHERE account_id = ?1 AND answered_at IS NULL \
         AND (part = 'pic' OR person_id = ?2)",
        params![account_id, person_id, answer.key(), now],
    )
    .map(drop)
}

/// All that wait for an answer are answered: the mailbox is closed.
pub(crate) fn answer_all(
    tx: &mut Tx<'_>,
    account_id: i64,
    answer: Answer,
    now: Millis,
) -> Result<(), Error> {
    tx.execute(
        "UPDATE mailbox_offers SET answer = ?2, answered_at = ?3 WHERE account_id = ?1 AND answered_at IS NULL",
        params![account_id, answer.key(), now],
    )
    .map(drop)
}

/// Invitations whose time has passed without an answer, after a row.
pub(crate) fn lapsed(
    tx: &mut Tx<'_>,
    now: Millis,
    after: i64,
    limit: i64,
) -> Result<Vec<i64>, Error> {
    tx.rows(
        "SELECT id FROM mailbox_offers WHERE answered_at IS NULL AND expires_at <= ?1 AND id > ?2 ORDER BY id LIMIT ?3",
        params![now, after, limit],
        |row| row.get(),
    )
}

pub(crate) fn by_id(tx: &mut Tx<'_>, id: i64) -> Result<Option<Offer>, Error> {
    tx.first(select!("WHERE o.id = ?1"), params![id], offer)
}

/// What somebody did not answer in time stands in the way of another invitation no more.
pub(crate) fn expire(
    tx: &mut Tx<'_>,
    (account_id, person_id): (i64, i64),
    now: Millis,
) -> Result<(), Error> {
    tx.execute(
        "UPDATE mailbox_offers SET answer = 'expired', answered_at = expires_at WHERE account_id = ?1 AND person_id = ?2 \
         AND answered_at IS NULL AND expires_at <= ?3",
        params![account_id, person_id, now],
    )
    .map(drop)
}
