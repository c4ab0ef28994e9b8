//! One attempt to sign in: counted, compared, judged, and remembered as a session only when all of it fits.

use super::{
    model::{PER_ACCOUNT, PER_ADDRESS, PER_ASKER, PER_CODE, PER_PAIR, PER_SOURCE, Verdict, judge},
    store::sessions,
};
use crate::{
    App, Error,
    accounts::{self, Account, Purpose},
    actor::{self, Origin},
    clock::{DAY, MINUTE},
    credentials::{self, Limit, hasher, letters, throttles, totp},
    random::digest,
};
use db::Tx;

/// How long the code of a second step is awaited.
pub(super) const CODE_LIFETIME: i64 = 5 * MINUTE;
/// How long a guest has to prove the address.
const CONFIRM_LIFETIME: i64 = 2 * DAY;

/// What an attempt came to; the account is there only when the password was right.
pub(super) struct Outcome {
    pub(super) verdict: Verdict,
    pub(super) account: Option<Account>,
}

/// Who has got in.
pub(super) struct Entered {
    /// Value of the session's cookie.
    pub(super) token: String,
    /// Whether there is a desk to go to.
    pub(super) is_staff: bool,
}

/// Counters of one attempt, each with its limit.
type Counters = Vec<(String, Limit)>;

/// Counts one attempt on each counter, up to the first that says no: what is refused there does not use up the others.
fn count_in(tx: &mut Tx<'_>, counters: &Counters, now: i64) -> Result<Option<i64>, Error> {
    for (subject, limit) in counters {
        let wait = throttles::count(tx, subject, *limit, now)?;
        if wait.is_some() {
            return Ok(wait);
        }
    }
    Ok(None)
}

/// Counts one attempt on each counter.
///
/// # Errors
/// [`Error::TooMany`] with the seconds to wait.
pub(super) async fn count(app: &App, counters: Counters) -> Result<(), Error> {
    count_and(app, counters, |_| Ok(())).await
}

/// Counts one attempt and goes on, in one transaction: whether there is something to write besides the counters or not,
/// the answer waits for the disk as long.
///
/// # Errors
/// [`Error::TooMany`] with the seconds to wait; then nothing else was done.
async fn count_and(
    app: &App,
    counters: Counters,
    work: impl FnOnce(&mut Tx<'_>) -> Result<(), Error> + Send + 'static,
) -> Result<(), Error> {
    let now = app.now();
    let wait = app
        .db()
        .write(move |tx| {
            let wait = count_in(tx, &counters, now)?;
            if wait.is_none() {
                work(tx)?;
            }
            Ok::<_, Error>(wait)
        })
        .await?;
    wait.map_or(Ok(()), |seconds| Err(Error::TooMany(seconds)))
}

/// Counts a message that somebody asks for, for its address and for where it is asked from, and does what sends it.
///
/// # Errors
/// [`Error::TooMany`] with the seconds to wait.
pub(super) async fn ask(
    app: &App,
    address: &str,
    source: &str,
    work: impl FnOnce(&mut Tx<'_>) -> Result<(), Error> + Send + 'static,
) -> Result<(), Error> {
    let by_address = throttles::subject("ask-address", address);
    let by_source = throttles::subject("ask-source", source);
    let counters = vec![(by_source, PER_ASKER), (by_address, PER_ADDRESS)];
    count_and(app, counters, work).await
}

/// Of one account from one source, of one source, of one account from everywhere. A stranger far away cannot use up what
/// its owner may try.
fn counters(address: &str, source: &str) -> [(String, Limit); 3] {
    [
        (
            throttles::subject(
                "signin-pair",
                &format!("{address} {}", throttles::network(source)),
            ),
            PER_PAIR,
        ),
        (throttles::subject("signin-source", source), PER_SOURCE),
        (throttles::subject("signin-account", address), PER_ACCOUNT),
    ]
}

/// Compares a password with the one of an account.
///
/// # Errors
/// [`Error::TooMany`] after too many failures, [`Error::Unavailable`] when too many are being compared.
pub(super) async fn compare(
    app: &App,
    identifier: &str,
    password: &str,
    source: &str,
) -> Result<Outcome, Error> {
    let address = identifier.trim().to_lowercase();
    let counters = counters(&address, source);
    count(app, counters.to_vec()).await?;
    let found = app
        .db()
        .read(move |tx| {
            let Some(account) = accounts::find(tx, &address)? else {
                return Ok::<_, Error>(None);
            };
            let credentials = accounts::credentials(tx, account.id)?;
            Ok(Some((account, credentials)))
        })
        .await?;
    let hash = found
        .as_ref()
        .and_then(|(_, credentials)| credentials.password_hash.clone());
    let fits = hasher::verify(password.to_owned(), hash.clone()).await?;
    if let (true, Some((account, _)), Some(hash)) = (fits, &found, &hash) {
        credentials::rehashed(app, account.id, password, hash).await;
    }
    let verdict = judge(
        found
            .as_ref()
            .map(|(account, credentials)| (account, credentials)),
        fits,
        app.now(),
    );
    if !fits {
        return Ok(Outcome {
            verdict,
            account: None,
        });
    }
    app.db()
        .write(move |tx| {
            let [(pair, _), (source, _), (account, _)] = &counters;
            throttles::clear(tx, pair)?;
            throttles::forgive(tx, source)?;
            throttles::clear(tx, account)
        })
        .await?;
    Ok(Outcome {
        verdict,
        account: found.map(|(account, _)| account),
    })
}

/// Opens the session, and ends the one that the same browser had.
///
/// # Errors
/// As the database says.
pub(super) async fn enter(
    app: &App,
    account_id: i64,
    origin: Origin,
    old: Option<String>,
) -> Result<Entered, Error> {
    let inner = app.clone();
    app.db()
        .write(move |tx| {
            let now = inner.now();
            if let Some(old) = &old {
                actor::end_session(tx, old, now)?;
            }
            sessions::close_step(tx, account_id)?;
            let token = actor::open_session(tx, &inner, account_id, &origin)?;
            let is_staff = !actor::roles(tx, account_id, now)?.is_empty();
            Ok(Entered { token, is_staff })
        })
        .await
}

/// Remembers for a few minutes that the password was right; returns the value of the cookie that says so.
///
/// # Errors
/// As the database says.
pub(super) async fn await_code(app: &App, account_id: i64) -> Result<String, Error> {
    let (token, until) = (app.random().token(), app.now() + CODE_LIFETIME);
    let hash = digest(&token);
    app.db()
        .write(move |tx| sessions::open_step(tx, &hash, account_id, until))
        .await?;
    Ok(token)
}

/// Whose code is awaited, if the cookie says so and its time has not passed.
///
/// # Errors
/// As the database says.
pub(super) async fn awaited(app: &App, token: &str) -> Result<Option<i64>, Error> {
    let (hash, now) = (digest(token), app.now());
    Ok(app
        .db()
        .read(move |tx| sessions::awaited(tx, &hash, now))
        .await?)
}

/// Whether a code is the one of now, and has not been used before.
///
/// # Errors
/// [`Error::TooMany`] after too many wrong codes.
pub(super) async fn check_code(app: &App, account_id: i64, code: String) -> Result<bool, Error> {
    let subject = throttles::subject("signin-code", &account_id.to_string());
    count(app, vec![(subject.clone(), PER_CODE)]).await?;
    let now = app.now();
    app.db()
        .write(move |tx| {
            let secret = accounts::credentials(tx, account_id)?.totp_secret;
            let step = secret.and_then(|secret| totp::step_of(&secret, &code, now));
            let Some(step) = step else { return Ok(false) };
            let fresh = accounts::take_step(tx, account_id, step)?;
            if fresh {
                throttles::clear(tx, &subject)?;
            }
            Ok(fresh)
        })
        .await
}

/// Sends a guest the link that proves the address.
///
/// # Errors
/// As the database says.
pub(super) fn send_confirmation(
    tx: &mut Tx<'_>,
    app: &App,
    account: &Account,
) -> Result<(), Error> {
    let link_id = accounts::open_link(
        tx,
        app,
        Purpose::ConfirmAddress,
        (account.id, None),
        CONFIRM_LIFETIME,
    )?;
    letters::confirm_address(tx, app, account, (link_id, app.now() + CONFIRM_LIFETIME))
}
