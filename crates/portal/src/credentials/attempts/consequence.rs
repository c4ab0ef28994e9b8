//! What follows from many wrong attempts. It stands in the outbox from the moment that they are counted, and is due when the
//! comparison must have ended: should the process die in between, it comes nevertheless.

use super::{Attempt, Kind, MANY, MOST, block, subject};
use crate::{
    App, Error, accounts,
    chores::Chore,
    clock::MINUTE,
    credentials::{News, tell_owner},
};
use ::jobs::Runner;
use db::Tx;

/// The kind of the jobs.
const KIND: &str = "many-attempts";
/// What follows is not waited for longer than this.
const AFTER: i64 = MINUTE;

/// Expects that an attempt, the last of so many, turns out wrong. What it says is for [`draw`] or [`spare`]; `None`: nothing
/// follows from it. Without an account the same job is left behind, about nobody: it must not be noticed.
pub(super) fn expect(
    tx: &mut Tx<'_>,
    app: &App,
    attempt: &Attempt<'_>,
    all: i64,
) -> Result<Option<String>, Error> {
    if ![MANY, MOST].contains(&all) || attempt.kind == Kind::Pin {
        return Ok(None);
    }
    let id = accounts::find(tx, attempt.whom)?.map_or(0, |account| account.id);
    let (expected, now) = (format!("{} {all} {id}", attempt.kind.key()), app.now());
    ::jobs::enqueue(tx, KIND, &expected, now + AFTER, now)?;
    Ok(Some(expected))
}

/// It was not wrong, or could not be compared.
pub(super) fn spare(tx: &mut Tx<'_>, expected: &str) -> Result<(), Error> {
    ::jobs::withdraw(tx, KIND, expected)?;
    Ok(())
}

/// It was wrong: the owner of the account is told, or the account is blocked. Whoever comes second finds nothing to do.
pub(super) fn draw(tx: &mut Tx<'_>, app: &App, expected: &str) -> Result<(), Error> {
    if !::jobs::withdraw(tx, KIND, expected)? {
        return Ok(());
    }
    let Some((kind, all, id)) = read(expected).filter(|(_, _, id)| *id > 0) else {
        return Ok(());
    };
    let account = accounts::get(tx, id)?;
    match kind {
        _ if account.closed => Ok(()),
        Kind::Password if all < MOST => tell_owner(tx, app, &account, News::ManyAttempts),
        Kind::Password => tell_owner(tx, app, &account, News::PasswordDisabled),
        Kind::Totp | Kind::RecoveryCode if all >= MOST && !account.blocked => {
            block(tx, app, &account, &subject(app, kind, &account.address))
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

/// Also draws what follows from attempts whose comparison the process did not live to end.
pub fn drawing(app: &App, runner: Runner) -> Runner {
    runner.with(Chore {
        app: app.clone(),
        kind: KIND,
        work: draw,
    })
}
