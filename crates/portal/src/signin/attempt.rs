//! One attempt to sign in: counted, compared, judged, and remembered as a session only when all of it fits.

use super::{
    model::{PER_ADDRESS, PER_ASKER, PER_REPEATER, PER_SOURCE, Verdict, judge},
    store::sessions,
};
use crate::{
    App, Error,
    accounts::{self, Account, Purpose},
    actor::{self, Origin},
    clock::{DAY, MINUTE},
    credentials::{
        self, Limit,
        attempts::{self, Attempt, Counted, Kind},
        browsers, hasher, letters, second, throttle, throttles,
    },
    random::digest,
};
use db::Tx;

/// How long the code of a second step is awaited.
pub(super) const CODE_LIFETIME: i64 = 5 * MINUTE;
/// The counter of wrong passwords from one address of the network.
const SOURCE: &str = "signin-source";
/// The counter of attempts from one address of the network that are no guesses.
const AGAIN: &str = "repeat-source";
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
    /// Value of the cookie by which the browser is known.
    pub(super) browser: String,
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

/// Compares a password with the one of an account. Whatever the address is, the same is done and takes as long.
///
/// # Errors
/// [`Error::TooMany`] when more time has to pass first, [`Error::Refused`] when the password is disabled here,
/// [`Error::Unavailable`] when too many are being compared.
pub(super) async fn compare(
    app: &App,
    identifier: &str,
    password: &str,
    from: &Origin,
) -> Result<Outcome, Error> {
    let typed = Typed {
        kind: Kind::Password,
        whom: identifier.trim().to_lowercase(),
        from: from.clone(),
        secret: password.to_owned(),
    };
    let counted = typed.check(app).await?;
    let address = typed.whom.clone();
    let (account, hash, ways) = app
        .db()
        .read(move |tx| {
            let account = accounts::find(tx, &address)?;
            let id = account.as_ref().map_or(0, |account| account.id);
            let hash = accounts::password_hash(tx, id)?;
            Ok::<_, Error>((account, hash, second::ways(tx, id)?))
        })
        .await?;
    let fits = hasher::verify(password.to_owned(), hash.clone()).await?;
    if let (true, Some(account), Some(hash)) = (fits, &account, &hash) {
        credentials::rehashed(app, account.id, password, hash).await;
    }
    let verdict = judge(account.as_ref(), ways, fits, app.now());
    typed.end(app, counted, fits).await?;
    let account = account.filter(|_| fits);
    Ok(Outcome { verdict, account })
}

/// Something that was typed to be compared.
#[derive(Clone)]
pub(super) struct Typed {
    pub(super) kind: Kind,
    pub(super) whom: String,
    pub(super) from: Origin,
    pub(super) secret: String,
}

impl Typed {
    pub(super) fn attempt(&self) -> Attempt<'_> {
        Attempt {
            kind: self.kind,
            whom: &self.whom,
            from: &self.from,
            typed: &self.secret,
        }
    }

    /// Counts it as wrong, before it is compared.
    pub(super) async fn check(&self, app: &App) -> Result<Counted, Error> {
        let (inner, typed) = (app.clone(), self.clone());
        app.db()
            .write(move |tx| {
                let counted = attempts::check(tx, &inner, &typed.attempt())?;
                if let Some((what, limit)) = typed.of_source(&counted) {
                    throttle(tx, what, &typed.from.source, limit, inner.now())?;
                }
                Ok(counted)
            })
            .await
    }

    /// The counter of its source, if it has one. What others try from the same network does not keep the owner of a known
    /// device out, nor does a mail program that goes on trying an old password.
    fn of_source(&self, counted: &Counted) -> Option<(&'static str, Limit)> {
        let is_guess = counted.fresh && counted.browser.is_none();
        match self.kind {
            Kind::Password if is_guess => Some((SOURCE, PER_SOURCE)),
            Kind::Password => Some((AGAIN, PER_REPEATER)),
            Kind::Totp | Kind::RecoveryCode | Kind::Pin => None,
        }
    }

    /// Says how it ended.
    pub(super) async fn end(&self, app: &App, counted: Counted, fits: bool) -> Result<(), Error> {
        let (inner, typed) = (app.clone(), self.clone());
        app.db()
            .write(move |tx| {
                if fits {
                    if let Some((what, _)) = typed.of_source(&counted) {
                        throttles::forgive(tx, &throttles::subject(what, &typed.from.source))?;
                    }
                    attempts::succeeded(tx, &counted)
                } else {
                    attempts::failed(tx, &inner, &typed.attempt(), &counted)
                }
            })
            .await
    }
}

/// Opens the session of an account for a person, knows the browser from now on, and ends the session that it had.
///
/// # Errors
/// As the database says.
pub(super) async fn enter(
    app: &App,
    (account_id, person_id): (i64, Option<i64>),
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
            actor::end_half_done(tx, account_id)?;
            let token = actor::open_session(tx, &inner, (account_id, person_id), &origin)?;
            let browser = browsers::remember(tx, &inner, account_id, &origin)?;
            let is_staff = !actor::roles(tx, account_id, now)?.is_empty();
            Ok(Entered {
                token,
                browser,
                is_staff,
            })
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
        .write(move |tx| {
            actor::end_half_done(tx, account_id)?;
            Ok::<_, Error>(sessions::open_step(tx, &hash, account_id, until)?)
        })
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
