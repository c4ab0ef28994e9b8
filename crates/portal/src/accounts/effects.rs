//! What completing a request does to an account, in the transaction of the decision, with a receipt of what was read
//! back from the row afterwards.

use super::{
    NewAccount, add, find, get,
    holders::set_pic,
    ledger::{last_block, locked, open},
    links::{LINK_LIFETIME, open_link},
    model::{Account, Done, Effect, Handled, Kind, Lifted, Pic, Purpose, Receipt, Touch},
    store, trail,
};
use crate::{
    App, Error,
    actor::{self, Executor},
};
use db::Tx;

/// For which request, and who carries it out.
type Of<'a> = (&'a App, i64, &'a Executor);

/// Carries an effect out and proves it.
///
/// # Errors
/// [`Error::Refused`] or [`Error::RefusedFor`] when the account cannot take it: closed, or an address that exists already.
pub fn perform(
    tx: &mut Tx<'_>,
    app: &App,
    effect: Effect,
    request_id: i64,
    by: &Executor,
) -> Result<Done, Error> {
    let of = (app, request_id, by);
    match effect {
        Effect::Unblock {
            account_id,
            ground,
            handled,
        } => unblock(tx, of, account_id, (&ground, &handled)),
        Effect::ChangePassword { account_id } => {
            open_account(tx, account_id)?;
            actor::end_sessions(tx, account_id, app.now())?;
            let link_id = send(tx, of, account_id, Purpose::SetPassword)?;
            done(tx, of, account_id, "change-password", Some(link_id))
        }
        Effect::RequireSecondStep { account_id } => {
            open_account(tx, account_id)?;
            store::accounts::require_second_step(tx, account_id)?;
            actor::end_sessions(tx, account_id, app.now())?;
            let link_id = send(tx, of, account_id, Purpose::EnrolSecondStep)?;
            done(tx, of, account_id, "require-second-step", Some(link_id))
        }
        Effect::ResetSecondStep { account_id } => {
            // What was enrolled is ended by whoever keeps it, before: here is what the account says afterwards.
            open_account(tx, account_id)?;
            actor::end_sessions(tx, account_id, app.now())?;
            done(tx, of, account_id, "reset-second-step", None)
        }
        Effect::OpenApplication {
            account_id,
            application,
        } => {
            open_account(tx, account_id)?;
            store::receipts::entitle(tx, account_id, &application, request_id, app.now())?;
            done(
                tx,
                of,
                account_id,
                &format!("open-application:{application}"),
                None,
            )
        }
        Effect::CreateMailbox {
            address,
            name,
            organisation,
            pic,
        } => {
            // A request that was taken up again has its mailbox already: its owner gets another link.
            let made = store::receipts::account_of(tx, request_id, "create-mailbox")?;
            let account_id = match made {
                Some(id) => open_account(tx, id)?.id,
                None => create(tx, of, address, (name, organisation), &pic)?,
            };
            let link_id = send(tx, of, account_id, Purpose::SetPassword)?;
            done(tx, of, account_id, "create-mailbox", Some(link_id))
        }
    }
}

/// Lifts the block, or has it lifted by the new password that its owner sets with a link. Without a block nothing is done.
fn unblock(
    tx: &mut Tx<'_>,
    of: Of<'_>,
    account_id: i64,
    (ground, handled): (&str, &[Handled]),
) -> Result<Done, Error> {
    let (app, request_id, by) = of;
    let account = open_account(tx, account_id)?;
    let Some(block) = last_block(tx, account_id)?.filter(|_| account.blocked) else {
        return done(tx, of, account_id, "unblock", None);
    };
    let because = (ground, Some(by.account_id), Some(request_id), app.now());
    match open(tx, app, (&account, &block), handled, because)? {
        Lifted::Now => done(tx, of, account_id, "unblock", None),
        Lifted::WithNewPassword => {
            let link_id = send(tx, of, account_id, Purpose::SetPassword)?;
            done(tx, of, account_id, "release-block", Some(link_id))
        }
    }
}

/// What was done for a request, oldest first.
///
/// # Errors
/// As the database says.
pub fn receipts_of(tx: &mut Tx<'_>, request_id: i64) -> Result<Vec<Receipt>, Error> {
    Ok(store::receipts::of_request(tx, request_id)?)
}

fn open_account(tx: &mut Tx<'_>, account_id: i64) -> Result<Account, Error> {
    let account = locked(tx, account_id)?;
    if account.closed {
        return Err(Error::RefusedFor("accounts-closed", account.address));
    }
    Ok(account)
}

fn send(
    tx: &mut Tx<'_>,
    (app, request_id, _): Of<'_>,
    account_id: i64,
    purpose: Purpose,
) -> Result<i64, Error> {
    open_link(
        tx,
        app,
        purpose,
        (account_id, Some(request_id)),
        LINK_LIFETIME,
    )
}

fn create(
    tx: &mut Tx<'_>,
    (app, request_id, _): Of<'_>,
    address: String,
    (name, organisation): (String, String),
    pic: &Pic,
) -> Result<i64, Error> {
    let address = address.trim().to_lowercase();
    let kind = app.catalog().campus().account_type(&address);
    let kind = kind
        .map(Kind::from)
        .ok_or_else(|| Error::RefusedFor("accounts-foreign-domain", address.clone()))?;
    let owner = find(tx, &pic.email)?;
    let new = NewAccount {
        address,
        kind,
        name,
        number: None,
        organisation,
        whatsapp: pic.whatsapp.clone(),
        lang: owner.as_ref().map_or(sop::Lang::Id, |owner| owner.lang),
        pic_id: None,
        password_hash: None,
        confirmed: true,
    };
    let added = add(tx, app, &new)?;
    let id = added.ok_or(Error::RefusedFor("accounts-address-taken", new.address))?;
    if let Some(owner) = owner {
        set_pic(tx, app, (id, owner.id), Some(request_id))?;
    }
    Ok(id)
}

fn done(
    tx: &mut Tx<'_>,
    (app, request_id, by): Of<'_>,
    account_id: i64,
    action: &str,
    link_id: Option<i64>,
) -> Result<Done, Error> {
    receipt(tx, Some(request_id), account_id, action, app.now())?;
    let (action, detail) = action.split_once(':').unwrap_or((action, ""));
    let touch = Touch {
        account_id,
        by: Some((by.account_id, &by.name)),
        action: action
            .parse()
            .map_err(|()| Error::Internal(format!("{action}: not an act on an account")))?,
        detail,
        request_id: Some(request_id),
    };
    trail(tx, app, touch)?;
    Ok(Done {
        account_id,
        link_id,
    })
}

/// Writes a receipt of an action (`action` or `action:what`): what the row says now, not what was meant.
pub(super) fn receipt(
    tx: &mut Tx<'_>,
    request_id: Option<i64>,
    account_id: i64,
    action: &str,
    now: i64,
) -> Result<(), Error> {
    let (action, what) = action.split_once(':').unwrap_or((action, ""));
    let outcome = read_back(tx, account_id, (action, what), now)?
        .ok_or_else(|| Error::Internal(format!("{action} left account {account_id} as it was")))?;
    let receipt = Receipt {
        target: "directory".into(),
        action: action.into(),
        outcome,
        at: now,
    };
    Ok(store::receipts::insert(
        tx, request_id, account_id, &receipt,
    )?)
}

/// The outcome that the directory shows; `None` when the action had no effect.
fn read_back(
    tx: &mut Tx<'_>,
    account_id: i64,
    (action, what): (&str, &str),
    now: i64,
) -> Result<Option<String>, Error> {
    let account = get(tx, account_id)?;
    let (holds, outcome) = match action {
        "unblock" => (!account.blocked, "unblocked".to_owned()),
        "release-block" => {
            let until = store::links::open_until(tx, account_id, Purpose::SetPassword, now)?;
            let waits = account.blocked && until.is_some();
            (waits, "awaits-password".to_owned())
        }
        "change-password" => {
            let until = store::links::open_until(tx, account_id, Purpose::SetPassword, now)?;
            (until.is_some(), "link-to-pic".to_owned())
        }
        "set-password" => (
            account.password_changed_at == Some(now),
            "password-set".to_owned(),
        ),
        "require-second-step" => (
            account.second_step_required,
            "second-step-required".to_owned(),
        ),
        "reset-second-step" => (
            !account.second_step_enrolled,
            "second-step-reset".to_owned(),
        ),
        "enrol-second-step" => (
            account.second_step_enrolled,
            "second-step-enrolled".to_owned(),
        ),
        "create-mailbox" => (!account.blocked, format!("mailbox:{}", account.address)),
        "open-application" => {
            let held = store::receipts::entitlements(tx, account_id)?;
            (
                held.iter().any(|(key, _)| key == what),
                format!("application:{what}"),
            )
        }
        _ => (false, String::new()),
    };
    Ok(holds.then_some(outcome))
}
