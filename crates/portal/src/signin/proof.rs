//! Proving a second step: with the code of an app, a recovery code, a passkey.

use super::model::{PER_ADDRESS, PER_ASKER, PER_CHALLENGER, PER_SUGGESTER};
use crate::{
    App, Error,
    accounts::{self, Account, Action, LINK_LIFETIME, Purpose, Touch},
    actor::{self, Origin},
    credentials::{
        News,
        attempts::{self, Kind, Typed},
        letters,
        second::{self, Answer, Challenge, Proof, Ways, Whose},
        tell_owner, throttle,
    },
    web::Values,
};
use db::Tx;

/// What somebody proves a second step with, as a form brought it.
pub enum Given {
    /// The code of an app.
    Code(String),
    /// A recovery code.
    Recovery(String),
    /// What a passkey answered, and the challenge that it answers.
    Passkey(String, String),
}

impl Given {
    /// Of the fields of a form, the one that is filled in.
    pub fn of(values: &Values) -> Self {
        let value = |name: &str| values.get(name).map_or("", |value| value.trim()).to_owned();
        let (recovery, answer) = (value("recovery"), value("answer"));
        if !answer.is_empty() {
            Self::Passkey(value("ceremony"), answer)
        } else if !recovery.is_empty() {
            Self::Recovery(recovery)
        } else {
            Self::Code(value("code"))
        }
    }

    /// The field that it stands in, and the key of the sentence when it is wrong.
    pub fn complaint(&self) -> (&'static str, &'static str) {
        match self {
            Self::Code(_) => ("code", "signin-code-wrong"),
            Self::Recovery(_) => ("recovery", "signin-recovery-wrong"),
            Self::Passkey(..) => ("passkey", "signin-passkey-wrong"),
        }
    }
}

/// Who proves a second step for an account with what was given; `None`: nobody.
///
/// # Errors
/// [`Error::TooMany`] when more time has to pass first, [`Error::Refused`] when too many were wrong.
pub async fn prove(
    app: &App,
    account: &Account,
    given: Given,
    from: &Origin,
) -> Result<Option<Proof>, Error> {
    let typed = |kind, secret: &str| Typed {
        kind,
        whom: account.address.clone(),
        from: from.clone(),
        secret: secret.to_owned(),
    };
    match given {
        Given::Code(code) => {
            let (inner, account_id, typed) = (app.clone(), account.id, typed(Kind::Totp, &code));
            app.db()
                .write(move |tx| {
                    let counted = attempts::check(tx, &inner, &typed.attempt())?;
                    let proof = second::check_code(tx, &inner, account_id, &code)?;
                    match proof {
                        Some(_) => attempts::succeeded(tx, &counted)?,
                        None => attempts::failed(tx, &inner, &counted)?,
                    }
                    Ok(proof)
                })
                .await
        }
        Given::Recovery(code) => {
            let typed = typed(Kind::RecoveryCode, &code);
            let (inner, account) = (app.clone(), account.clone());
            let comparing =
                |place| async move { second::use_recovery(&inner, &account, (&code, place)).await };
            typed.compared(app, comparing).await
        }
        Given::Passkey(ceremony, answer) => {
            let whose = answered(app, Some(account.id), (ceremony, answer)).await?;
            Ok(whose.map(|whose| Proof {
                person_id: whose.person_id,
                kind: Some(second::Kind::Passkey),
            }))
        }
    }
}

/// Whose passkey has answered a challenge; `None`: nobody's. A cloned one ends, and its owner is told.
///
/// # Errors
/// As the database says.
pub(super) async fn answered(
    app: &App,
    account_id: Option<i64>,
    (ceremony, answer): (String, String),
) -> Result<Option<Whose>, Error> {
    let inner = app.clone();
    app.db()
        .write(
            move |tx| match second::answer(tx, &inner, account_id, (&ceremony, &answer))? {
                Answer::Fits(whose) => Ok(Some(whose)),
                Answer::Wrong => Ok(None),
                Answer::Cloned(whose) => {
                    let account = accounts::get(tx, whose.account_id)?;
                    let touch = Touch {
                        account_id: account.id,
                        by: None,
                        action: Action::RemoveSecondStep,
                        detail: "",
                        request_id: None,
                    };
                    accounts::trail(tx, &inner, touch)?;
                    actor::end_sessions(tx, account.id, inner.now())?;
                    tell_owner(tx, &inner, &account, News::PasskeyCloned)?;
                    Ok(None)
                }
            },
        )
        .await
}

/// A challenge for whatever passkey a device has for this address.
///
/// # Errors
/// [`Error::TooMany`] when too many were asked for from there, [`Error::NotFound`] where passkeys are not offered.
pub(super) async fn challenge(
    app: &App,
    source: String,
    suggests: bool,
) -> Result<Challenge, Error> {
    let inner = app.clone();
    // On a campus with one address many pages lie open: they do not use up what the button needs.
    let (what, limit) = if suggests {
        ("passkey-suggestion", PER_SUGGESTER)
    } else {
        ("passkey-source", PER_CHALLENGER)
    };
    app.db()
        .write(move |tx| {
            throttle(tx, what, &source, limit, inner.now())?;
            second::discover(tx, &inner)
        })
        .await
}

/// By what a second step can be proven for an account.
///
/// # Errors
/// As the database says.
pub(super) async fn ways(app: &App, account_id: i64) -> Result<(Account, Ways), Error> {
    app.db()
        .read(move |tx| {
            Ok((
                accounts::get(tx, account_id)?,
                second::ways(tx, account_id)?,
            ))
        })
        .await
}

/// By what a second step can be proven for an account, and the challenge for its passkeys: by one of those who answer for it
/// (`by`), where it must be that one.
///
/// # Errors
/// As the database says.
pub async fn asked(
    app: &App,
    account_id: i64,
    by: Option<i64>,
) -> Result<(Account, Ways, Option<Challenge>), Error> {
    let inner = app.clone();
    app.db()
        .write(move |tx| {
            let account = accounts::get(tx, account_id)?;
            let ways = second::ways_by(tx, account_id, by)?;
            let challenge = second::ask_of(tx, &inner, account_id, by)?;
            Ok((account, ways, challenge))
        })
        .await
}

/// Sends the link that proves the address of a shared mailbox: to that address, and nowhere else.
///
/// # Errors
/// [`Error::TooMany`] when it was asked for too often.
pub(super) fn send_enrolment(
    tx: &mut Tx<'_>,
    app: &App,
    account: &Account,
    source: &str,
) -> Result<(), Error> {
    throttle(tx, "ask-source", source, PER_ASKER, app.now())?;
    throttle(tx, "ask-address", &account.address, PER_ADDRESS, app.now())?;
    let whose = (account.id, None);
    let link_id = accounts::open_link(tx, app, Purpose::EnrolSecondStep, whose, LINK_LIFETIME)?;
    letters::enrol(tx, app, account, (link_id, app.now() + LINK_LIFETIME))
}
