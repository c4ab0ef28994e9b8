//! SQL of the lists of the keepers of the directory, by address, a page at a time.

use crate::{
    clock::Millis,
    mailboxes::model::{Concern, ENDS_SOON, GRACE},
};
use db::{Columns, Error, Tx, params};

/// How many stand on a page.
pub(crate) const PAGE: usize = 30;

/// Row of a mailbox, name of the person in charge, since when an answer is awaited.
pub(crate) type Line = (i64, Option<String>, Option<Millis>);

fn line(row: &mut Columns<'_>) -> Result<Line, Error> {
    Ok((row.get()?, row.get()?, row.get()?))
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT a.id, p.name, c.asked_at FROM accounts a LEFT JOIN accounts p ON p.id = a.pic_id \
             LEFT JOIN mailbox_confirmations c ON c.account_id = a.id AND c.confirmed_at IS NULL \
             WHERE a.kind IN ('unit', 'event') AND a.closed_at IS NULL AND a.address > ?1 ",
            $rest,
            " ORDER BY a.address LIMIT ?2"
        )
    };
}

/// How many need a keeper, in the order of [`Concern::ALL`]. Each reads one index, of mailboxes or of questions that
/// wait; shared mailboxes are some hundreds.
pub(crate) fn counts(tx: &mut Tx<'_>, now: Millis) -> Result<[i64; 4], Error> {
    Ok([
        tx.value(
            "SELECT count(*) FROM accounts WHERE kind IN ('unit', 'event') AND closed_at IS NULL AND expires_at <= ?1",
            params![now + ENDS_SOON],
        )?,
        tx.value(
            "SELECT count(*) FROM mailbox_confirmations c JOIN accounts a ON a.id = c.account_id \
             WHERE c.confirmed_at IS NULL AND c.asked_at <= ?1 AND a.kind IN ('unit', 'event') AND a.closed_at IS NULL",
            params![now - GRACE],
        )?,
        tx.value(
            "SELECT count(*) FROM accounts a LEFT JOIN accounts p ON p.id = a.pic_id \
             WHERE a.kind IN ('unit', 'event') AND a.closed_at IS NULL \
             AND (p.id IS NULL OR p.blocked = TRUE OR p.closed_at IS NOT NULL OR p.expires_at <= ?1)",
            params![now],
        )?,
        tx.value(
            "SELECT count(*) FROM accounts WHERE kind = 'event' AND closed_at IS NULL AND expires_at IS NULL",
            params![],
        )?,
    ])
}

/// A page of mailboxes that need a keeper, after an address, and one more when there are more.
pub(crate) fn of(
    tx: &mut Tx<'_>,
    concern: Concern,
    after: &str,
    now: Millis,
) -> Result<Vec<Line>, Error> {
    let limit = PAGE as i64 + 1;
    match concern {
        Concern::Ending => tx.rows(
            select!("AND a.expires_at <= ?3"),
            params![after, limit, now + ENDS_SOON],
            line,
        ),
        Concern::Unconfirmed => tx.rows(
            select!("AND c.asked_at <= ?3"),
            params![after, limit, now - GRACE],
            line,
        ),
        Concern::Orphaned => tx.rows(
            select!("AND (p.id IS NULL OR p.blocked = TRUE OR p.closed_at IS NOT NULL OR p.expires_at <= ?3)"),
            params![after, limit, now],
            line,
        ),
        Concern::Endless => tx.rows(
            select!("AND a.kind = 'event' AND a.expires_at IS NULL"),
            params![after, limit],
            line,
        ),
    }
}
