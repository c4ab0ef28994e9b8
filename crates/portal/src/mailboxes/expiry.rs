//! The end of a mailbox: set by a keeper of the directory, told in time, lifted by another date.

use super::{
    handover::{By, write_down},
    letters::{self, About, News},
    model::{Answer, end_of, last_day, notice_due},
    store::{notices, offers},
};
use crate::{
    App, Error,
    accounts::{self, Account, Action},
    actor::{self, Executor, Keeper},
    clock::Millis,
};
use db::Tx;
use jiff::civil::Date;

/// A keeper of the directory says until when a mailbox works; `None`: without an end. One that has ended works again.
///
/// # Errors
/// [`Error::NotFound`] for what is no shared mailbox.
pub fn set_end(
    tx: &mut Tx<'_>,
    app: &App,
    by: &Keeper,
    public_id: &str,
    expires_at: Option<Millis>,
) -> Result<(), Error> {
    let mailbox = super::kept(tx, public_id)?;
    let by = By {
        id: by.account_id,
        name: &by.name,
        request_id: None,
    };
    put_end(tx, app, &mailbox, by, expires_at)
}

/// The request that made a mailbox says through which day it is needed. A day that has passed by now says nothing: a keeper
/// of the directory finds the mailbox among those without an end.
///
/// # Errors
/// As the database says.
pub fn set_end_by_request(
    tx: &mut Tx<'_>,
    app: &App,
    account_id: i64,
    (by, request_id): (&Executor, i64),
    day: Date,
) -> Result<(), Error> {
    let mailbox = accounts::lock(tx, account_id)?;
    let end = end_of(day, app.catalog().zone()).filter(|at| *at > app.now());
    if end.is_none() || !mailbox.kind.is_shared() {
        return Ok(());
    }
    let by = By {
        id: by.account_id,
        name: &by.name,
        request_id: Some(request_id),
    };
    put_end(tx, app, &mailbox, by, end)
}

fn put_end(
    tx: &mut Tx<'_>,
    app: &App,
    mailbox: &Account,
    by: By<'_>,
    expires_at: Option<Millis>,
) -> Result<(), Error> {
    let now = app.now();
    if mailbox.expires_at == expires_at {
        return Ok(());
    }
    if mailbox.is_expired(now) {
        // What was open when it ended stays ended.
        actor::end_sessions(tx, mailbox.id, now)?;
    }
    accounts::set_expiry(tx, mailbox.id, expires_at)?;
    let zone = app.catalog().zone().clone();
    let day = expires_at.map_or_else(String::new, |at| last_day(at, &zone).to_string());
    write_down(tx, app, (mailbox, Action::SetExpiry), by, &day)?;
    let news = if expires_at.is_some() {
        News::EndSet
    } else {
        News::EndLifted
    };
    let about = About {
        until: expires_at,
        ..About::default()
    };
    letters::tell_holders(tx, app, mailbox, news, about)?;
    // They have just been told: the notice that would be due today says nothing new.
    if let Some((at, days)) = expires_at.and_then(|at| Some((at, notice_due(at, now)?))) {
        notices::tell(tx, (mailbox.id, at), days, now)?;
    }
    Ok(())
}

/// Tells everybody who answers for a mailbox that it ends soon, or has ended; each of these once, whoever comes here how
/// often.
pub(super) fn notice(tx: &mut Tx<'_>, app: &App, account_id: i64) -> Result<(), Error> {
    let (mailbox, now) = (accounts::lock(tx, account_id)?, app.now());
    let Some(at) = mailbox.expires_at.filter(|_| !mailbox.closed) else {
        return Ok(());
    };
    let Some(days) = notice_due(at, now) else {
        return Ok(());
    };
    if !notices::tell(tx, (account_id, at), days, now)? {
        return Ok(());
    }
    if days == 0 {
        actor::end_sessions(tx, account_id, now)?;
    }
    let news = if days == 0 {
        News::Ended
    } else {
        News::EndsSoon
    };
    let about = About {
        until: Some(at),
        ..About::default()
    };
    letters::tell_holders(tx, app, &mailbox, news, about)
}

/// A keeper of the directory closes a mailbox for good, on a ground that everybody who answers for it is told.
///
/// # Errors
/// [`Error::NotFound`] for what is no shared mailbox.
pub fn close(
    tx: &mut Tx<'_>,
    app: &App,
    by: &Keeper,
    public_id: &str,
    ground: &str,
) -> Result<(), Error> {
    let (mailbox, now) = (super::kept(tx, public_id)?, app.now());
    let about = About {
        who: ground,
        ..About::default()
    };
    letters::tell_holders(tx, app, &mailbox, News::Closed, about)?;
    accounts::close(tx, mailbox.id, now)?;
    offers::answer_all(tx, mailbox.id, Answer::Withdrawn, now)?;
    let by = By {
        id: by.account_id,
        name: &by.name,
        request_id: None,
    };
    write_down(tx, app, (&mailbox, Action::Close), by, ground)
}
