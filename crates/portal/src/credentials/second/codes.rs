//! Codes of an app, and recovery codes.

use super::{
    Proof, Whose, ceremony,
    model::{self, CODES, Kind},
    store::{self, New},
};
use crate::{
    App, Error,
    accounts::{self, Account, Action, Touch},
    clock::{MINUTE, Millis},
    credentials::{
        News, attempts,
        hasher::{self, Place},
        tell_owner, totp,
    },
    keys::Keys,
    random::Random,
};
use db::Tx;

/// What the secrets of apps are sealed for.
const SEALED_FOR: &str = "totp";
/// How long one has to enrol an app.
const ENROLMENT: Millis = 15 * MINUTE;

/// An app that is being enrolled.
pub struct Pending {
    /// What the form carries. The secret itself stays here.
    pub token: String,
    /// The secret, base32: shown until the first code proves that the app has it.
    pub secret: String,
}

/// Begins to enrol an app: the secret is made and kept here.
///
/// # Errors
/// As the database says.
pub fn begin(tx: &mut Tx<'_>, app: &App, whose: Whose) -> Result<Pending, Error> {
    let secret = totp::new_secret(app.random());
    let token = ceremony::begin(tx, app, ("totp", Some(whose)), &secret, ENROLMENT)?;
    Ok(Pending { token, secret })
}

/// The app that is being enrolled under a token, by whoever began it; `None` when its time has passed.
///
/// # Errors
/// As the database says.
pub fn pending(
    tx: &mut Tx<'_>,
    app: &App,
    whose: Whose,
    token: &str,
) -> Result<Option<Pending>, Error> {
    let secret = ceremony::look(tx, app, ("totp", Some(whose)), token)?;
    Ok(secret.map(|secret| Pending {
        token: token.to_owned(),
        secret,
    }))
}

/// Enrols the app for an account (its address) when the code is the one that it shows now; `false` otherwise. That code
/// opens nothing any more, and counting of wrong ones begins anew.
///
/// # Errors
/// [`Error::Refused`] when there are too many authenticators already.
pub fn finish(
    tx: &mut Tx<'_>,
    app: &App,
    (whose, address): (Whose, &str),
    (token, code, label): (&str, &str, &str),
) -> Result<bool, Error> {
    let Some(pending) = pending(tx, app, whose, token)? else {
        return Ok(false);
    };
    let now = app.now();
    let Some(step) = totp::step_of(&pending.secret, code, now) else {
        return Ok(false);
    };
    super::make_room(tx, whose)?;
    if !ceremony::use_up(tx, token)? {
        return Ok(false);
    }
    let secret = seal(app.keys(), app.random(), &pending.secret)?;
    let new = New {
        public_id: app.random().uuid(now),
        whose,
        kind: Kind::Totp,
        label,
        secret: &secret,
        credential: None,
        last_step: step,
    };
    attempts::rebound(tx, app, attempts::Kind::Totp, address)?;
    Ok(store::insert(tx, &new, now)?)
}

fn seal(keys: &Keys, random: &Random, secret: &str) -> Result<String, Error> {
    keys.seal(random, SEALED_FOR, secret.as_bytes())
}

/// Whether a code is the one that an app for this account shows now, and has not been used before; and whose app that is.
///
/// # Errors
/// [`Error::Internal`] when a secret does not open: the key is another.
pub fn check(
    tx: &mut Tx<'_>,
    app: &App,
    account_id: i64,
    code: &str,
) -> Result<Option<Proof>, Error> {
    let now = app.now();
    for held in store::of_account(tx, account_id)? {
        if held.of.kind != Kind::Totp {
            continue;
        }
        let secret = app.keys().open(SEALED_FOR, &held.secret);
        let secret = secret.and_then(|bytes| String::from_utf8(bytes).ok());
        let secret = secret.ok_or_else(|| Error::internal("a second step does not open"))?;
        if let Some(step) = totp::step_of(&secret, code, now)
            && store::take_step(tx, held.id, step, now)?
        {
            return Ok(Some(Proof {
                person_id: held.of.whose.person_id,
                kind: Some(Kind::Totp),
            }));
        }
    }
    Ok(None)
}

/// New recovery codes: as they are printed, and as they are kept.
pub struct Recovery {
    /// Shown once, now.
    pub printed: Vec<String>,
    rows: Vec<(String, String)>,
}

/// Makes recovery codes. They open nothing before they are kept.
///
/// # Errors
/// [`Error::Unavailable`] when too many passwords are being compared.
pub async fn make_recovery(app: &App) -> Result<Recovery, Error> {
    let codes = model::new_codes(app.random());
    let mut rows = Vec::with_capacity(CODES);
    for code in &codes {
        let hash = hasher::hash(code.clone(), app.random().clone()).await?;
        rows.push((code[..1].to_owned(), hash));
    }
    let printed = codes.iter().map(|code| model::printed(code)).collect();
    Ok(Recovery { printed, rows })
}

/// Puts recovery codes in force for the own account of a person; earlier ones end, and counting begins anew.
///
/// # Errors
/// As the database says.
pub fn keep_recovery(
    tx: &mut Tx<'_>,
    app: &App,
    account: &Account,
    made: &Recovery,
) -> Result<(), Error> {
    store::replace_codes(tx, account.id, &made.rows, app.now())?;
    attempts::rebound(tx, app, attempts::Kind::RecoveryCode, &account.address)
}

/// Uses a recovery code, and tells its owner; `None` when it is none, or was used.
///
/// # Errors
/// [`Error::Unavailable`] when too many passwords are being compared.
pub async fn use_recovery(
    app: &App,
    account: &Account,
    (typed, place): (&str, Place<'_>),
) -> Result<Option<Proof>, Error> {
    let code = model::read_code(typed);
    let mark = code.as_deref().map_or("", |code| &code[..1]).to_owned();
    let account_id = account.id;
    let hash = app
        .db()
        .read(move |tx| store::code(tx, account_id, &mark))
        .await?;
    // Without such a code the same work is done for nothing.
    let fits = hasher::verify(place, code.unwrap_or_default(), hash.clone()).await?;
    let (true, Some(hash)) = (fits, hash) else {
        return Ok(None);
    };
    let (inner, account) = (app.clone(), account.clone());
    let first = app
        .db()
        .write(move |tx| use_code(tx, &inner, &account, &hash))
        .await?;
    Ok(first.then_some(Proof {
        person_id: account_id,
        kind: None,
    }))
}

fn use_code(tx: &mut Tx<'_>, app: &App, account: &Account, hash: &str) -> Result<bool, Error> {
    let first = store::use_code(tx, account.id, hash, app.now())?;
    if first {
        let touch = Touch {
            account_id: account.id,
            by: Some((account.id, &account.name)),
            action: Action::UseRecoveryCode,
            detail: "",
            request_id: None,
        };
        accounts::trail(tx, app, touch)?;
        tell_owner(tx, app, account, News::CodeUsed)?;
    }
    Ok(first)
}

/// Seals the secrets that an earlier version kept in the clear. What was enrolled stays enrolled.
///
/// # Errors
/// A sentence for the operator.
pub async fn seal_old(
    db: &db::Db,
    keys: &Keys,
    random: &Random,
    now: Millis,
) -> Result<(), String> {
    loop {
        let (keys, random) = (keys.clone(), random.clone());
        let more = db
            .write(move |tx| seal_some(tx, (&keys, &random), now))
            .await;
        if !more.map_err(|error: Error| error.to_string())? {
            return Ok(());
        }
    }
}

fn seal_some(
    tx: &mut Tx<'_>,
    (keys, random): (&Keys, &Random),
    now: Millis,
) -> Result<bool, Error> {
    let found = store::in_the_clear(tx)?;
    for (whose, secret, last_step) in &found {
        if !store::clear(tx, whose.account_id)? {
            continue;
        }
        let sealed = seal(keys, random, secret)?;
        let new = New {
            public_id: random.uuid(now),
            whose: *whose,
            kind: Kind::Totp,
            label: "TOTP",
            secret: &sealed,
            credential: None,
            last_step: *last_step,
        };
        store::insert(tx, &new, now)?;
    }
    Ok(!found.is_empty())
}
