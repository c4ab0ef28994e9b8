//! The ledger of blocks: a block, each time it is looked at, and what lifted it are entries, and none is ever changed.

use super::{
    effects,
    model::{
        Account, Action, BlockEntry, Cause, Condition, Deed, Handled, Lifted, Opening, Past, Touch,
        missing,
    },
    store::{self, blocks::NewEntry},
    trail,
};
use crate::{
    App, Error,
    actor::{self, Keeper},
    clock::{DAY, Millis},
};
use db::Tx;

/// A block as a keeper writes it down.
#[derive(Clone, Debug)]
pub struct NewBlock {
    /// Why.
    pub cause: Cause,
    /// What shows it.
    pub evidence: String,
    /// Whether somebody else may know the password; of some causes that is so anyway.
    pub password_at_risk: bool,
    /// When it is looked at again; `None`: as is usual for the cause.
    pub review_at: Option<Millis>,
}

/// Blocks an account; all its sessions end at once.
///
/// # Errors
/// [`Error::Conflict`] when it is blocked already, [`Error::Refused`] for one's own account.
pub fn block(
    tx: &mut Tx<'_>,
    app: &App,
    account_id: i64,
    new: &NewBlock,
    by: &Keeper,
) -> Result<(), Error> {
    if account_id == by.account_id {
        return Err(Error::Refused("accounts-own-block"));
    }
    let account = locked(tx, account_id)?;
    if account.blocked {
        return Err(Error::Conflict("accounts-already-blocked", account.address));
    }
    write_block(tx, &account, new, (Some(by.account_id), app.now()))?;
    kept(tx, app, (account_id, by), Action::Block, new.cause.key())?;
    actor::end_sessions(tx, account_id, app.now())
}

/// A block is looked at and stays, until a later day, on a ground. A release that waits for a password is taken back by it.
///
/// # Errors
/// [`Error::Conflict`] when it is not blocked.
pub fn review(
    tx: &mut Tx<'_>,
    app: &App,
    account_id: i64,
    (ground, review_at): (&str, Millis),
    by: &Keeper,
) -> Result<(), Error> {
    let (account, block) = blocked(tx, account_id)?;
    let entry = NewEntry {
        deed: Deed::Review,
        review_at: Some(review_at),
        ..entry(
            &account,
            block.cause,
            (ground, Some(by.account_id), None, app.now()),
        )
    };
    store::blocks::insert(tx, &entry)?;
    store::blocks::project(tx, account_id, true, Some(review_at))?;
    kept(tx, app, (account_id, by), Action::ReviewBlock, ground)
}

/// Lifts a block, on a ground, with what is said about the conditions that no machine can prove. Where a new password is a
/// condition and there is none yet, the block is lifted with it.
///
/// # Errors
/// [`Error::Conflict`] when it is not blocked, or waits for the password already; [`Error::Refused`] when nothing is said
/// about a condition.
pub fn unblock(
    tx: &mut Tx<'_>,
    app: &App,
    account_id: i64,
    (ground, handled): (&str, &[Handled]),
    by: &Keeper,
) -> Result<Lifted, Error> {
    let (account, block) = blocked(tx, account_id)?;
    if block.released_at.is_some() {
        return Err(Error::Conflict(
            "accounts-already-released",
            account.address,
        ));
    }
    let because = (ground, Some(by.account_id), None, app.now());
    let lifted = open(tx, app, (&account, &block), handled, because)?;
    let action = match lifted {
        Lifted::Now => Action::Unblock,
        Lifted::WithNewPassword => Action::ReleaseBlock,
    };
    kept(tx, app, (account_id, by), action, ground)?;
    Ok(lifted)
}

/// Lifts a block whose conditions are handled, at once or with the new password that it needs.
///
/// # Errors
/// [`Error::Refused`] when nothing is said about a condition.
pub(super) fn open(
    tx: &mut Tx<'_>,
    app: &App,
    (account, block): (&Account, &BlockEntry),
    handled: &[Handled],
    because: Because<'_>,
) -> Result<Lifted, Error> {
    let conditions = block.conditions();
    if !missing(&conditions, handled).is_empty() {
        return Err(Error::Refused("accounts-condition-missing"));
    }
    let mut handled = handled.to_vec();
    handled.retain(|one| conditions.iter().any(|known| known.key() == one.condition));
    if block.wants_password(account.password_changed_at) {
        let entry = NewEntry {
            deed: Deed::Release,
            handled: &handled,
            ..entry(account, block.cause, because)
        };
        store::blocks::insert(tx, &entry)?;
        return Ok(Lifted::WithNewPassword);
    }
    if conditions.contains(&Condition::NewPassword) {
        handled.push(Handled::new(Condition::NewPassword, ""));
    }
    lift(tx, app, (account, block), &handled, because)?;
    Ok(Lifted::Now)
}

/// The owner has set a password: a block that waits for nothing else is lifted with it, in the same transaction, so that
/// there is no moment at which the old one opens the account.
pub(super) fn password_was_set(tx: &mut Tx<'_>, app: &App, account_id: i64) -> Result<(), Error> {
    let account = super::get(tx, account_id)?;
    let Some(block) = store::blocks::last(tx, account_id)?.filter(|_| account.blocked) else {
        return Ok(());
    };
    let Some(release) = store::blocks::release(tx, account_id)? else {
        return Ok(());
    };
    if block.released_at.is_none() {
        return Ok(());
    }
    let (ground, by_id, request_id, mut handled) = release;
    handled.push(Handled::new(Condition::NewPassword, ""));
    let because = (ground.as_str(), by_id, request_id, app.now());
    lift(tx, app, (&account, &block), &handled, because)?;
    let touch = Touch {
        account_id,
        by: None,
        action: Action::Unblock,
        detail: &ground,
        request_id,
    };
    trail(tx, app, touch)?;
    effects::receipt(tx, request_id, account_id, "unblock", app.now())
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

/// The blocks of an account in the last 90 days, the newest first.
///
/// # Errors
/// As the database says.
pub fn recent_blocks(tx: &mut Tx<'_>, account_id: i64, now: Millis) -> Result<Vec<Past>, Error> {
    Ok(store::blocks::since(tx, account_id, now - 90 * DAY)?)
}

/// How many blocks have come due to be looked at again since this was last asked; each counts once.
///
/// # Errors
/// As the database says.
pub fn due_reviews(tx: &mut Tx<'_>, now: Millis) -> Result<u64, Error> {
    Ok(store::reviews::mark_told(tx, now)?)
}

/// What a request did to a block, if it did anything.
///
/// # Errors
/// As the database says.
pub fn opened_by(tx: &mut Tx<'_>, request_id: i64) -> Result<Option<Opening>, Error> {
    let found = store::blocks::of_request(tx, request_id)?;
    Ok(found.and_then(|(deed, cause)| {
        let lifted = match deed {
            Deed::Unblock => Lifted::Now,
            Deed::Release => Lifted::WithNewPassword,
            Deed::Block | Deed::Review => return None,
        };
        Some(Opening { cause, lifted })
    }))
}

/// Evidence or ground, by whom (`None`: Loket itself), for which request, when.
pub type Because<'a> = (&'a str, Option<i64>, Option<i64>, Millis);

/// The account, held until the end of the transaction.
pub(super) fn locked(tx: &mut Tx<'_>, account_id: i64) -> Result<Account, Error> {
    store::accounts::lock(tx, account_id)?;
    super::get(tx, account_id)
}

/// A blocked account, held until the end of the transaction, and its block.
fn blocked(tx: &mut Tx<'_>, account_id: i64) -> Result<(Account, BlockEntry), Error> {
    let account = locked(tx, account_id)?;
    let block = store::blocks::last(tx, account_id)?.filter(|_| account.blocked);
    match block {
        Some(block) => Ok((account, block)),
        None => Err(Error::Conflict("accounts-not-blocked", account.address)),
    }
}

/// An unblock, until something else is said of it.
fn entry<'a>(
    account: &'a Account,
    cause: Cause,
    (detail, by_id, request_id, at): Because<'a>,
) -> NewEntry<'a> {
    NewEntry {
        account_id: account.id,
        deed: Deed::Unblock,
        cause,
        account_kind: account.kind,
        organisation: &account.organisation,
        detail,
        password_at_risk: false,
        review_at: None,
        handled: &[],
        began_at: None,
        by_id,
        request_id,
        at,
    }
}

/// Writes the entry that lifts the newest block. The sessions in which its owner asked for it end.
fn lift(
    tx: &mut Tx<'_>,
    app: &App,
    (account, block): (&Account, &BlockEntry),
    handled: &[Handled],
    because: Because<'_>,
) -> Result<(), Error> {
    let entry = NewEntry {
        handled,
        began_at: Some(block.at),
        ..entry(account, block.cause, because)
    };
    store::blocks::insert(tx, &entry)?;
    store::blocks::project(tx, account.id, false, None)?;
    actor::end_sessions(tx, account.id, app.now())
}

/// Writes a block into the ledger, and its projection into the account.
fn write_block(
    tx: &mut Tx<'_>,
    account: &Account,
    new: &NewBlock,
    (by_id, at): (Option<i64>, Millis),
) -> Result<(), Error> {
    let review_at = new.review_at.unwrap_or_else(|| new.cause.review_at(at));
    let entry = NewEntry {
        deed: Deed::Block,
        password_at_risk: new.password_at_risk || new.cause.risks_password(),
        review_at: Some(review_at),
        ..entry(account, new.cause, (&new.evidence, by_id, None, at))
    };
    store::blocks::insert(tx, &entry)?;
    Ok(store::blocks::project(
        tx,
        account.id,
        true,
        Some(review_at),
    )?)
}

/// Loket itself blocks an account, whose sessions end at once.
///
/// # Errors
/// As the database says.
pub fn block_by_loket(
    tx: &mut Tx<'_>,
    app: &App,
    account: &Account,
    new: &NewBlock,
) -> Result<(), Error> {
    write_block(tx, account, new, (None, app.now()))?;
    let touch = Touch {
        account_id: account.id,
        by: None,
        action: Action::Block,
        detail: new.cause.key(),
        request_id: None,
    };
    trail(tx, app, touch)?;
    actor::end_sessions(tx, account.id, app.now())
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
    because: Because<'_>,
) -> Result<(), Error> {
    if is_block {
        let new = NewBlock {
            cause,
            evidence: because.0.to_owned(),
            password_at_risk: false,
            review_at: None,
        };
        return write_block(tx, account, &new, (because.1, because.3));
    }
    let began_at = store::blocks::last(tx, account.id)?.map(|block| block.at);
    let entry = NewEntry {
        began_at,
        ..entry(account, cause, because)
    };
    store::blocks::insert(tx, &entry)?;
    Ok(store::blocks::project(tx, account.id, false, None)?)
}
