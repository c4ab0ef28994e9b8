//! What follows from many wrong attempts, a job of its own: it stands in the outbox from the moment that they are counted, so
//! that it comes also when the process dies before the comparison has ended; and the answer takes as long for an address
//! that nobody has.

use super::{Attempt, Kind, MANY, MOST, block, is_disabled, subject};
use crate::{
    App, Error,
    accounts::{self, Account},
    chores::Chore,
    clock::MINUTE,
    credentials::{News, tell_owner},
};
use ::jobs::Runner;
use db::Tx;

/// The kind of the jobs.
const KIND: &str = "many-attempts";
/// The comparison must have ended by then.
const AFTER: i64 = MINUTE;

/// Whether something follows from the last of so many when it is a wrong one.
pub(super) fn is_last(kind: Kind, all: i64) -> bool {
    match kind {
        Kind::Password => [MANY, MOST].contains(&all),
        Kind::Totp | Kind::RecoveryCode => all == MOST,
        Kind::Pin => false,
    }
}

/// Expects that an attempt, the last of so many, turns out wrong; returns the job that says so. Without an account there is
/// the same one, about nobody.
pub(super) fn expect(
    tx: &mut Tx<'_>,
    app: &App,
    attempt: &Attempt<'_>,
    all: i64,
) -> Result<String, Error> {
    let (kind, now) = (attempt.kind.key(), app.now());
    let id = accounts::find(tx, attempt.whom)?.map_or(0, |account| account.id);
    let expected = format!("{kind} {all} {id} {}", app.random().uuid(now));
    ::jobs::enqueue(tx, KIND, &expected, now + AFTER, now)?;
    Ok(expected)
}

/// It was not wrong.
pub(super) fn spare(tx: &mut Tx<'_>, expected: &str) -> Result<(), Error> {
    ::jobs::withdraw(tx, KIND, expected)?;
    Ok(())
}

/// It was wrong: what follows is not waited for any more.
pub(super) fn follow(tx: &mut Tx<'_>, app: &App, expected: &str) -> Result<(), Error> {
    if ::jobs::withdraw(tx, KIND, expected)? {
        ::jobs::enqueue(tx, KIND, expected, app.now(), app.now())?;
    }
    Ok(())
}

/// Tells the owner of the account, or blocks it: once.
fn draw(tx: &mut Tx<'_>, app: &App, expected: &str) -> Result<(), Error> {
    let Some((kind, all, id)) = read(expected).filter(|(_, _, id)| *id > 0) else {
        return spare(tx, expected);
    };
    let account = accounts::lock(tx, id)?;
    if !::jobs::withdraw(tx, KIND, expected)? || account.closed {
        return Ok(());
    }
    if all < MOST {
        return tell_owner(tx, app, &account, News::ManyAttempts);
    }
    // It may have been bound anew meanwhile.
    if is_disabled(tx, app, kind, &account.address)? {
        disabled(tx, app, &account, kind)
    } else {
        Ok(())
    }
}

fn disabled(tx: &mut Tx<'_>, app: &App, account: &Account, kind: Kind) -> Result<(), Error> {
    match kind {
        Kind::Password => tell_owner(tx, app, account, News::PasswordDisabled),
        Kind::Totp | Kind::RecoveryCode if !account.blocked => {
            block(tx, app, account, &subject(app, kind, &account.address))
        }
        Kind::Totp | Kind::RecoveryCode | Kind::Pin => Ok(()),
    }
}

fn read(expected: &str) -> Option<(Kind, i64, i64)> {
    let mut parts = expected.split(' ');
    let kind = parts.next().and_then(Kind::of_key)?;
    let mut number = || parts.next()?.parse().ok();
    Some((kind, number()?, number()?))
}

/// Also draws what follows from many wrong attempts.
pub fn drawing(app: &App, runner: Runner) -> Runner {
    runner.with(Chore {
        app: app.clone(),
        kind: KIND,
        work: draw,
    })
}
