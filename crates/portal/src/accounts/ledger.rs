//! The ledger of blocks: a block and what lifted it are two entries, and none is ever changed.

use super::{
    model::{Account, Action, BlockEntry, Cause, Touch},
    store::{self, blocks::NewEntry},
    trail,
};
use crate::{
    App, Error,
    actor::{self, Keeper},
};
use db::Tx;

/// Blocks an account; all its sessions end at once.
///
/// # Errors
/// [`Error::Conflict`] when it is blocked already, [`Error::Refused`] for one's own account.
pub fn block(
    tx: &mut Tx<'_>,
    app: &App,
    account_id: i64,
    (cause, evidence): (Cause, &str),
    by: &Keeper,
) -> Result<(), Error> {
    if account_id == by.account_id {
        return Err(Error::Refused("accounts-own-block"));
    }
    let account = locked(tx, account_id)?;
    if account.blocked {
        return Err(Error::Conflict("accounts-already-blocked", account.address));
    }
    record(
        tx,
        &account,
        true,
        cause,
        (evidence, Some(by.account_id), None, app.now()),
    )?;
    kept(tx, app, (account_id, by), Action::Block, cause.key())?;
    actor::end_sessions(tx, account_id, app.now())
}

/// Lifts a block, on a ground.
///
/// # Errors
/// [`Error::Conflict`] when it is not blocked.
pub fn unblock(
    tx: &mut Tx<'_>,
    app: &App,
    account_id: i64,
    ground: &str,
    by: &Keeper,
) -> Result<(), Error> {
    let account = locked(tx, account_id)?;
    if !account.blocked {
        return Err(Error::Conflict("accounts-not-blocked", account.address));
    }
    lift(tx, &account, (ground, Some(by.account_id), None, app.now()))?;
    kept(tx, app, (account_id, by), Action::Unblock, ground)
}

/// Writes down what a keeper did to an account.
fn kept(
    tx: &mut Tx<'_>,
    app: &App,
    (account_id, by): (i64, &Keeper),
    action: Action,
    detail: &str,
) -> Result<(), Error> {
    let touch = Touch {
        account_id,
        by: Some((by.account_id, &by.name)),
        action,
        detail,
        request_id: None,
    };
    trail(tx, app, touch)
}

/// The newest block of an account: cause, evidence, since when, how many in 90 days.
///
/// # Errors
/// As the database says.
pub fn last_block(tx: &mut Tx<'_>, account_id: i64) -> Result<Option<BlockEntry>, Error> {
    Ok(store::blocks::last(tx, account_id)?)
}

/// Evidence or ground, by whom (`None`: Loket itself), for which request, when.
pub type Because<'a> = (&'a str, Option<i64>, Option<i64>, i64);

/// The account, held until the end of the transaction.
pub(super) fn locked(tx: &mut Tx<'_>, account_id: i64) -> Result<Account, Error> {
    store::accounts::lock(tx, account_id)?;
    super::get(tx, account_id)
}

/// Writes the entry that lifts the newest block.
pub(super) fn lift(tx: &mut Tx<'_>, account: &Account, because: Because<'_>) -> Result<(), Error> {
    let cause = store::blocks::last(tx, account.id)?.map_or(Cause::Policy, |entry| entry.cause);
    record(tx, account, false, cause, because)
}

/// Writes an entry into the ledger as it happened, and its projection into the account.
///
/// # Errors
/// As the database says.
pub fn record(
    tx: &mut Tx<'_>,
    account: &Account,
    is_block: bool,
    cause: Cause,
    (detail, by_id, request_id, at): Because<'_>,
) -> Result<(), Error> {
    let entry = NewEntry {
        account_id: account.id,
        is_block,
        cause,
        account_kind: account.kind,
        detail,
        by_id,
        request_id,
        at,
    };
    store::blocks::insert(tx, &entry)?;
    Ok(store::accounts::set_blocked(tx, account.id, is_block)?)
}
