//! Wrong attempts at passwords, codes and PINs: counted before the costly comparison, in the database, exactly.
//!
//! Each authenticator of each account has a count of its own, in lanes: one for every network, and one for every browser
//! that has signed in before. A lane makes itself wait; all lanes together disable. What the numbers are and why is in
//! `docs/security/attempts.md`.

mod consequence;
mod model;
mod typed;

pub use consequence::drawing;
pub use model::{Kind, MANY, MOST, wait_after};
pub use typed::Typed;

use super::{
    News, browsers,
    store::{
        attempts::{self as store, Tally},
        throttles,
    },
    tell_owner, totp,
};
use crate::{
    App, Error,
    accounts::{self, Account, Cause, NewBlock},
    actor::Origin,
    clock::DAY,
    random::hex,
    web::{format, text},
};
use db::Tx;
use sop::Lang;

/// How long the same wrong secret does not count again.
const REPEAT: i64 = DAY;

/// One attempt at an authenticator.
#[derive(Clone, Copy)]
pub struct Attempt<'a> {
    /// Which of them.
    pub kind: Kind,
    /// Whose: the address of the account, of a PIN the NIM. It need not exist; nobody must notice whether it does.
    pub whom: &'a str,
    /// From where.
    pub from: &'a Origin,
    /// What was typed.
    pub typed: &'a str,
}

/// An attempt that was let through, counted as if it had failed.
#[derive(Clone, Debug)]
pub struct Counted {
    subject: String,
    lane: String,
    /// Failures of all lanes, this one among them.
    all: i64,
    /// Whether this one added to them.
    in_all: bool,
    /// Failures of this lane, this one among them.
    own: i64,
    /// Whether this one added to those: not when the same was tried from here lately.
    fresh: bool,
    /// The job of what follows if it is a wrong one.
    expected: Option<String>,
    /// The browser that is known, if it is.
    browser: Option<i64>,
}

/// Counts an attempt as failed, before it is compared: of many at once none gets through uncounted. Whoever calls commits
/// this, and then says how it ended: [`succeeded`] or [`failed`].
///
/// # Errors
/// [`Error::TooMany`] with the seconds to wait, [`Error::Refused`] when the authenticator is disabled. Neither counts.
pub fn check(tx: &mut Tx<'_>, app: &App, attempt: &Attempt<'_>) -> Result<Counted, Error> {
    let now = app.now();
    let subject = subject(app, attempt.kind, attempt.whom);
    let browser = browsers::known(tx, app, attempt.from, attempt.whom)?;
    let lane = lane(app, attempt.from, browser);
    store::sweep(tx, now)?;
    let mut all = store::hold(tx, &subject, now)?;
    let mut own = store::tally(tx, &subject, &lane)?.unwrap_or(Tally::starting(now));
    let deciding = if browser.is_some() { own } else { all };
    if deciding.failures >= MOST {
        return Err(Error::Refused(attempt.kind.disabled()));
    }
    let wait = own.last_at + wait_after(own.failures) - now;
    if own.failures > 0 && wait > 0 {
        return Err(Error::TooMany((wait + 999) / 1_000));
    }
    let mark = mark(app, &subject, &guess(attempt, now));
    let lanes = store::lanes_of(tx, &subject, mark, now)?;
    let (fresh, in_all) = (!lanes.contains(&lane), lanes.is_empty());
    if fresh {
        own = own.one_more(now);
        store::write(tx, (&subject, &lane), own)?;
    }
    if in_all {
        all = all.one_more(now);
        store::write(tx, (&subject, ""), all)?;
    }
    store::remember(tx, (&subject, &lane), mark, now + REPEAT)?;
    let last = consequence::is_last(attempt.kind, all.failures);
    let expected = if in_all && last {
        Some(consequence::expect(tx, app, attempt, all.failures)?)
    } else {
        None
    };
    Ok(Counted {
        subject,
        lane,
        all: all.failures,
        in_all,
        own: own.failures,
        fresh,
        expected,
        browser,
    })
}

/// The attempt was a good one: what failed before it from here does not count any more, nor does what failed elsewhere,
/// unless that has disabled the authenticator.
///
/// # Errors
/// As the database says.
pub fn succeeded(tx: &mut Tx<'_>, counted: &Counted) -> Result<(), Error> {
    let is_last = counted.in_all && counted.all == MOST;
    let below = if is_last { MOST + 1 } else { MOST };
    store::clear(tx, &counted.subject, &counted.lane, below)?;
    let expected = counted.expected.as_deref();
    expected.map_or(Ok(()), |expected| consequence::spare(tx, expected))
}

/// The attempt was a wrong one: when that makes many, the owner of the account is told at once; when it makes too many codes
/// after the right password, the account is blocked. The transaction must be committed.
///
/// # Errors
/// As the database says.
pub fn failed(tx: &mut Tx<'_>, app: &App, counted: &Counted) -> Result<(), Error> {
    if let Some(browser) = counted.browser.filter(|_| counted.own >= MOST) {
        browsers::forget_one(tx, browser)?;
    }
    let expected = counted.expected.as_deref();
    expected.map_or(Ok(()), |expected| consequence::follow(tx, app, expected))
}

/// The authenticator is bound anew: counting begins anew.
///
/// # Errors
/// As the database says.
pub fn rebound(tx: &mut Tx<'_>, app: &App, kind: Kind, whom: &str) -> Result<(), Error> {
    Ok(store::forget(tx, &subject(app, kind, whom))?)
}

/// Whether new devices need a new password, or new codes, first.
///
/// # Errors
/// As the database says.
pub fn is_disabled(tx: &mut Tx<'_>, app: &App, kind: Kind, whom: &str) -> Result<bool, Error> {
    let all = store::tally(tx, &subject(app, kind, whom), "")?;
    Ok(all.is_some_and(|all| all.failures >= MOST))
}

/// Somebody has the right password and tries codes: no stranger can bring that about, and its owner is in danger.
fn block(tx: &mut Tx<'_>, app: &App, account: &Account, subject: &str) -> Result<(), Error> {
    let all = store::tally(tx, subject, "")?.unwrap_or(Tally::starting(app.now()));
    let networks = store::networks(tx, subject, all.since_at)?;
    let since = format::zoned(all.since_at, app.catalog().zone());
    let values = [
        ("count", all.failures.into()),
        ("since", format::full_moment(&since, Lang::Id).into()),
        ("networks", networks.into()),
    ];
    let new = NewBlock {
        cause: Cause::WrongAttempts,
        evidence: text::t_with(Lang::Id, "credentials-evidence", &values),
        password_at_risk: true,
        review_at: None,
    };
    accounts::block_by_loket(tx, app, account, &new)?;
    tell_owner(tx, app, account, News::CodesBlocked)
}

/// People type passwords where the address belongs, so only a keyed hash is kept.
fn subject(app: &App, kind: Kind, whom: &str) -> String {
    let whom = whom.trim().to_lowercase();
    hex(&app
        .keys()
        .hash("attempts", &format!("{} {whom}", kind.key()))[..16])
}

fn lane(app: &App, from: &Origin, browser: Option<i64>) -> String {
    if let Some(id) = browser {
        return format!("b{id}");
    }
    let network = throttles::network(&from.source);
    let hash = app.keys().hash("attempts-network", &network);
    format!("n{}", hex(&hash[..8]))
}

/// What makes two attempts the same guess. The digits of an app are another guess in each step of its time: who types the
/// same ones for ever would meet the right ones without ever being counted.
fn guess(attempt: &Attempt<'_>, now: i64) -> String {
    match attempt.kind {
        Kind::Totp => format!("{} {}", attempt.typed, totp::step_at(now)),
        Kind::Password | Kind::RecoveryCode | Kind::Pin => attempt.typed.to_owned(),
    }
}

/// 32 bits of a keyed hash: enough to tell a repetition, too few to find out what was typed, even with the key.
fn mark(app: &App, subject: &str, typed: &str) -> i64 {
    let [a, b, c, d, ..] = app
        .keys()
        .hash("attempts-mark", &format!("{subject} {typed}"));
    i64::from(u32::from_le_bytes([a, b, c, d]))
}
