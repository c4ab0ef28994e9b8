//! Passkeys (`WebAuthn` level 3): a key that a device keeps, which it uses only for this address and after asking its owner
//! for a finger, a face or a PIN. That is why one is enough to sign in: it is something one has and something one is or knows.

use super::{
    Proof, Whose, ceremony,
    model::Kind,
    store::{self, New},
};
use crate::{
    App, Error,
    accounts::Account,
    clock::{MINUTE, Millis},
    random::{digest_of, hex},
};
use db::Tx;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Url, Uuid, Webauthn, WebauthnBuilder, WebauthnError,
};

/// How long a challenge waits; the sign-in page may lie open for a while.
const LIFETIME: Millis = 15 * MINUTE;

/// A challenge on its way to a browser.
#[derive(Serialize)]
pub struct Challenge {
    /// What the form carries.
    pub ceremony: String,
    /// What the device is asked (`PublicKeyCredential…OptionsJSON`).
    pub options: Value,
}

impl Challenge {
    /// As a page carries it.
    pub fn text(&self) -> String {
        json!(self).to_string()
    }
}

/// What an answer of a device is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Whose passkey it is, of which account.
    Fits(Whose),
    /// Not signed by a key that is known here, too late, or for another challenge.
    Wrong,
    /// Its counter went backwards: there are two of a key that should be one. It opens nothing any more.
    Cloned(Whose),
}

impl Answer {
    /// As proof of a second step.
    pub fn proof(self) -> Option<Proof> {
        match self {
            Self::Fits(whose) => Some(Proof {
                person_id: whose.person_id,
                kind: Some(Kind::Passkey),
            }),
            Self::Wrong | Self::Cloned(_) => None,
        }
    }
}

/// This campus as the other side of a passkey; `None` where it has no name: passkeys do not work on a bare IP address.
fn party(app: &App) -> Option<Webauthn> {
    let origin = Url::parse(&app.config().base_url).ok()?;
    let name = format!("Loket {}", app.catalog().campus().short);
    let builder = WebauthnBuilder::new(origin.domain()?, &origin).ok()?;
    builder.rp_name(&name).build().ok()
}

/// The name that passkeys are bound to; `None` where they are not offered.
pub fn bound_to(app: &App) -> Option<String> {
    let origin = Url::parse(&app.config().base_url).ok()?;
    party(app).and(origin.domain().map(str::to_owned))
}

fn offered(app: &App) -> Result<Webauthn, Error> {
    party(app).ok_or(Error::NotFound)
}

fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}

/// The passkeys of an account, of those that `are` asked for.
fn passkeys(
    tx: &mut Tx<'_>,
    account_id: i64,
    are: impl Fn(&Whose) -> bool,
) -> Result<Vec<Passkey>, Error> {
    let held = store::of_account(tx, account_id)?;
    let keys = held.iter().filter(|held| held.of.kind == Kind::Passkey);
    let keys = keys.filter(|held| are(&held.of.whose));
    Ok(keys.filter_map(|held| read(&held.secret)).collect())
}

/// Begins to enrol a passkey that can be found without a name being typed, and that asks for its owner.
///
/// # Errors
/// [`Error::NotFound`] where passkeys are not offered.
pub fn begin(
    tx: &mut Tx<'_>,
    app: &App,
    whose: Whose,
    (account, owner): (&Account, &Account),
) -> Result<Challenge, Error> {
    let party = offered(app)?;
    // A device that has one of this person has no use for another; one that two people share has one of each.
    let known = passkeys(tx, whose.account_id, |of| of.person_id == whose.person_id)?;
    let known = known.iter().map(|key| key.cred_id().clone()).collect();
    // A device keeps one passkey for a handle and an address: of a shared mailbox each person has one of their own.
    let handle = handle(whose, (account, owner))?;
    let name = if account.id == owner.id {
        account.name.clone()
    } else {
        format!("{} ({})", account.name, owner.name)
    };
    let (asked, state) = party
        .start_passkey_registration(handle, &account.address, &name, Some(known))
        .map_err(Error::internal)?;
    let mut options = serde_json::to_value(asked)?["publicKey"].take();
    options["authenticatorSelection"]["residentKey"] = json!("required");
    options["authenticatorSelection"]["requireResidentKey"] = json!(true);
    let state = serde_json::to_string(&state)?;
    let ceremony = ceremony::begin(tx, app, ("register", Some(whose)), &state, LIFETIME)?;
    Ok(Challenge { ceremony, options })
}

/// What the device keeps a passkey under: says nothing of whose it is.
fn handle(whose: Whose, (account, owner): (&Account, &Account)) -> Result<Uuid, Error> {
    if whose == Whose::own(account.id) {
        return Uuid::parse_str(&account.public_id).map_err(Error::internal);
    }
    let both = digest_of(format!("{} {}", account.public_id, owner.public_id).as_bytes());
    Uuid::from_slice(&both[..16]).map_err(Error::internal)
}

/// Enrols the passkey that a device made for a challenge; `false` when it does not fit, came too late, or is known here.
///
/// # Errors
/// [`Error::Refused`] when there are too many authenticators already.
pub fn finish(
    tx: &mut Tx<'_>,
    app: &App,
    whose: Whose,
    (token, made, label): (&str, &str, &str),
) -> Result<bool, Error> {
    let party = offered(app)?;
    let Some(state) = ceremony::take(tx, app, ("register", Some(whose)), token)? else {
        return Ok(false);
    };
    let (Some(state), Some(made)) = (
        read::<PasskeyRegistration>(&state),
        read::<RegisterPublicKeyCredential>(made),
    ) else {
        return Ok(false);
    };
    let key = match party.finish_passkey_registration(&made, &state) {
        Ok(key) => key,
        Err(why) => {
            tracing::info!(%why, "a passkey was not enrolled");
            return Ok(false);
        }
    };
    super::make_room(tx, whose)?;
    let now = app.now();
    let new = New {
        public_id: app.random().uuid(now),
        whose,
        kind: Kind::Passkey,
        label,
        secret: &serde_json::to_string(&key)?,
        credential: Some(mark(key.cred_id())),
        last_step: 0,
    };
    Ok(store::insert(tx, &new, now)?)
}

/// By what a passkey is found.
fn mark(credential: &[u8]) -> String {
    hex(&digest_of(credential))
}

/// Asks for whichever passkey a device has for this address.
///
/// # Errors
/// [`Error::NotFound`] where passkeys are not offered.
pub fn discover(tx: &mut Tx<'_>, app: &App) -> Result<Challenge, Error> {
    ask(tx, app, None, &[])
}

/// Asks for a passkey of an account, as its second step: of one of those who answer for it (`by`), or of any. `None` where
/// there is none, or where passkeys are not offered.
///
/// # Errors
/// As the database says.
pub fn ask_of(
    tx: &mut Tx<'_>,
    app: &App,
    account_id: i64,
    by: Option<i64>,
) -> Result<Option<Challenge>, Error> {
    let are = |of: &Whose| by.is_none_or(|by| by == of.person_id);
    let known = passkeys(tx, account_id, are)?;
    let offered = !known.is_empty() && party(app).is_some();
    offered
        .then(|| ask(tx, app, Some(account_id), &known))
        .transpose()
}

fn ask(
    tx: &mut Tx<'_>,
    app: &App,
    account_id: Option<i64>,
    known: &[Passkey],
) -> Result<Challenge, Error> {
    let party = offered(app)?;
    let (asked, state) = party
        .start_discoverable_authentication()
        .map_err(Error::internal)?;
    let mut options = serde_json::to_value(asked)?["publicKey"].take();
    if !known.is_empty() {
        let (named, _) = party
            .start_passkey_authentication(known)
            .map_err(Error::internal)?;
        options["allowCredentials"] =
            serde_json::to_value(named)?["publicKey"]["allowCredentials"].take();
    }
    let state = serde_json::to_string(&state)?;
    let ceremony = ceremony::begin(tx, app, of(account_id), &state, LIFETIME)?;
    Ok(Challenge { ceremony, options })
}

fn of(account_id: Option<i64>) -> ceremony::Of<'static> {
    match account_id {
        Some(account_id) => ("assert", Some(Whose::own(account_id))),
        None => ("discover", None),
    }
}

/// Judges what a device answered. The challenge is used up whatever it is worth.
///
/// # Errors
/// [`Error::NotFound`] where passkeys are not offered.
pub fn answer(
    tx: &mut Tx<'_>,
    app: &App,
    account_id: Option<i64>,
    (token, given): (&str, &str),
) -> Result<Answer, Error> {
    let party = offered(app)?;
    let state = ceremony::take(tx, app, of(account_id), token)?;
    let state = state.and_then(|state| read::<DiscoverableAuthentication>(&state));
    let (Some(state), Some(given)) = (state, read::<PublicKeyCredential>(given)) else {
        return Ok(Answer::Wrong);
    };
    let Some(held) = store::by_credential(tx, &mark(given.get_credential_id()))? else {
        return Ok(Answer::Wrong);
    };
    let whose = held.of.whose;
    if account_id.is_some_and(|account_id| account_id != whose.account_id) {
        return Ok(Answer::Wrong);
    }
    let mut key: Passkey = serde_json::from_str(&held.secret)?;
    match party.finish_discoverable_authentication_v2(&given, state, &key) {
        Ok(result) => {
            key.update_credential(&result);
            let secret = serde_json::to_string(&key)?;
            let first = store::used(tx, &held, &secret, app.now())?;
            Ok(if first {
                Answer::Fits(whose)
            } else {
                Answer::Wrong
            })
        }
        Err(WebauthnError::CredentialPossibleCompromise) => {
            store::end(tx, held.id, "cloned", app.now())?;
            Ok(Answer::Cloned(whose))
        }
        Err(why) => {
            tracing::info!(%why, "a passkey did not fit");
            Ok(Answer::Wrong)
        }
    }
}
