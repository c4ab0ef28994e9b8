//! One attempt to sign in: counted, compared, judged, and remembered as a session only when all of it fits.

use super::{
    model::{PER_ADDRESS, PER_ASKER, Verdict, barred, judge},
    store::sessions,
};
use crate::{
    App, Error,
    accounts::{self, Account, Purpose},
    actor::{self, Origin},
    clock::{DAY, MINUTE, Millis},
    credentials::{
        self, Limit,
        attempts::{Kind, Typed},
        browsers,
        hasher::{self, Place},
        letters, second, throttles,
    },
    random::digest,
};
use db::Tx;

/// How long the code of a second step is awaited.
pub(super) const CODE_LIFETIME: i64 = 5 * MINUTE;
/// How long a guest has to prove the address.
const CONFIRM_LIFETIME: i64 = 2 * DAY;

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

/// Compares a password with the one of an account; `None` when there is no such account or it has another. Whatever the
/// address is, the same is done and takes as long.
///
/// # Errors
/// [`Error::TooMany`] when more time has to pass first, [`Error::Refused`] when the password is disabled here,
/// [`Error::Unavailable`] when too many are being compared.
pub(super) async fn compare(
    app: &App,
    identifier: &str,
    password: &str,
    from: &Origin,
) -> Result<Option<(Verdict, Account)>, Error> {
    let typed = Typed {
        kind: Kind::Password,
        whom: identifier.trim().to_lowercase(),
        from: from.clone(),
        secret: password.to_owned(),
    };
    let (inner, given) = (app.clone(), (typed.whom.clone(), password.to_owned()));
    typed.compared(app, |place| look(inner, given, place)).await
}

/// The account of an address and what is to be said of it, if the password is the one of it.
async fn look(
    app: App,
    (address, password): (String, String),
    place: Place<'_>,
) -> Result<Option<(Verdict, Account)>, Error> {
    let (account, hash, ways) = app
        .db()
        .read(move |tx| {
            let account = accounts::find(tx, &address)?;
            let id = account.as_ref().map_or(0, |account| account.id);
            let hash = accounts::password_hash(tx, id)?;
            Ok::<_, Error>((account, hash, second::ways(tx, id)?))
        })
        .await?;
    let fits = hasher::verify(place, password.clone(), hash.clone()).await?;
    let Some((account, hash)) = account.zip(hash).filter(|_| fits) else {
        return Ok(None);
    };
    credentials::rehashed(&app, account.id, &password, &hash).await;
    Ok(Some((judge(&account, ways, app.now()), account)))
}

/// What opened the way in, to be looked at once more in the transaction that opens the session.
pub(super) enum Proven {
    /// The password, or who one is already, and no second step: the account as it was then.
    Judged(Box<Account>),
    /// A second step, awaited from the browser with this cookie.
    Step(String),
    /// A passkey alone.
    Passkey,
}

impl Proven {
    /// Whether it holds still. Comparing takes a while, and the password may have been changed meanwhile just because
    /// somebody else knows it.
    pub(super) fn holds(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        now: Millis,
    ) -> Result<bool, Error> {
        Ok(match self {
            Self::Judged(seen) => {
                is_as_seen(seen, account) && !second::ways(tx, account.id)?.is_enrolled()
            }
            Self::Step(token) => sessions::awaited(tx, &digest(token), now)? == Some(account.id),
            Self::Passkey => true,
        })
    }

    /// Whether it opens the account still.
    fn opens(&self, tx: &mut Tx<'_>, account: &Account, now: Millis) -> Result<bool, Error> {
        let is_in = match self {
            Self::Judged(_) => {
                judge(account, second::ways(tx, account.id)?, now) == Verdict::Welcome
            }
            Self::Step(_) | Self::Passkey => barred(account, now).is_none(),
        };
        Ok(is_in && self.holds(tx, account, now)?)
    }
}

fn is_as_seen(seen: &Account, account: &Account) -> bool {
    seen.password_changed_at == account.password_changed_at
}

/// Opens the session of an account for a person, knows the browser from now on, and ends the session that it had. `None`
/// when what was proven opens the account no more.
///
/// # Errors
/// As the database says.
pub(super) async fn enter(
    app: &App,
    (account_id, person_id): (i64, Option<i64>),
    proven: Proven,
    (origin, old): (Origin, Option<String>),
) -> Result<Option<Entered>, Error> {
    let inner = app.clone();
    app.db()
        .write(move |tx| {
            let now = inner.now();
            let account = accounts::lock(tx, account_id)?;
            if !proven.opens(tx, &account, now)? {
                return Ok(None);
            }
            if let Some(old) = &old {
                actor::end_session(tx, old, now)?;
            }
            actor::end_half_done(tx, account_id)?;
            let token = actor::open_session(tx, &inner, (account_id, person_id), &origin)?;
            let browser = browsers::remember(tx, &inner, account_id, &origin)?;
            let is_staff = !actor::roles(tx, account_id, now)?.is_empty();
            Ok(Some(Entered {
                token,
                browser,
                is_staff,
            }))
        })
        .await
}

/// Remembers for a few minutes that the password was right; returns the value of the cookie that says so, or `None` when it
/// has been changed since.
///
/// # Errors
/// As the database says.
pub(super) async fn await_code(app: &App, seen: &Account) -> Result<Option<String>, Error> {
    let (token, until) = (app.random().token(), app.now() + CODE_LIFETIME);
    let (hash, seen) = (digest(&token), seen.clone());
    app.db()
        .write(move |tx| {
            let account = accounts::lock(tx, seen.id)?;
            if !is_as_seen(&seen, &account) {
                return Ok(None);
            }
            actor::end_half_done(tx, seen.id)?;
            sessions::open_step(tx, &hash, seen.id, until)?;
            Ok::<_, Error>(Some(token))
        })
        .await
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
