//! A mailbox changes hands: by agreement, or by a request that a unit has signed.

use super::{
    Held, InCharge,
    letters::{self, About, News},
    model::Answer,
    store::{confirmations, offers},
};
use crate::{
    App, Error,
    accounts::{self, Account, Action, Part, Touch},
    actor::{self, Executor},
    credentials::second,
};
use db::Tx;

/// Who does it, and for which request.
#[derive(Clone, Copy)]
pub(super) struct By<'a> {
    pub id: i64,
    pub name: &'a str,
    pub request_id: Option<i64>,
}

/// The campus account of somebody who can answer for a mailbox: a person who can sign in.
///
/// # Errors
/// As the database says.
pub(super) fn person_at(
    tx: &mut Tx<'_>,
    app: &App,
    address: &str,
) -> Result<Option<Account>, Error> {
    let found = accounts::find(tx, address)?;
    let now = app.now();
    Ok(found.filter(|account| account.kind.is_personal() && account.can_act(now)))
}

/// A request names the person in charge: it is completed only when somebody is there to take the mailbox.
///
/// # Errors
/// [`Error::RefusedFor`] when that person has no campus account, or none that works.
pub fn named(tx: &mut Tx<'_>, app: &App, address: &str) -> Result<Account, Error> {
    person_at(tx, app, address)?
        .ok_or_else(|| Error::RefusedFor("mailboxes-pic-gone", address.to_owned()))
}

/// Completing a request puts the person that it names in charge of the mailbox. `with_link`: the request itself sends no
/// link to set a password, so the news of it does.
///
/// # Errors
/// As the database says.
pub fn appoint(
    tx: &mut Tx<'_>,
    app: &App,
    (account_id, to): (i64, &Account),
    (by, request_id): (&Executor, i64),
    with_link: bool,
) -> Result<(), Error> {
    let mailbox = accounts::lock(tx, account_id)?;
    if !mailbox.kind.is_shared() || mailbox.pic_id == Some(to.id) {
        return Ok(());
    }
    let by = By {
        id: by.account_id,
        name: &by.name,
        request_id: Some(request_id),
    };
    hand_over(tx, app, (&mailbox, to), by, with_link)
}

/// Somebody else is in charge of a mailbox that the caller has locked. Whoever was knows the password, so it ends with
/// all sessions and authenticators of theirs. Everybody is told.
pub(super) fn hand_over(
    tx: &mut Tx<'_>,
    app: &App,
    (mailbox, to): (&Account, &Account),
    by: By<'_>,
    with_link: bool,
) -> Result<(), Error> {
    let (now, before) = (app.now(), accounts::holders(tx, mailbox.id)?);
    accounts::set_pic(tx, app, (mailbox.id, to.id), by.request_id)?;
    second::end_of_former(tx, app, mailbox.id)?;
    let link_id = accounts::renew_password(tx, app, mailbox.id)?;
    actor::end_sessions(tx, mailbox.id, now)?;
    write_down(tx, app, (mailbox, Action::SetPic), by, &to.name)?;
    // Other invitations to the same part have no object any more, and whoever takes it says that it is needed.
    offers::answer_others(tx, (mailbox.id, to.id), Answer::Superseded, now)?;
    confirmations::answer(tx, mailbox.id, to.id, now)?;
    let about = About {
        who: &to.name,
        ..About::default()
    };
    for holder in before.iter().filter(|one| one.person.id != to.id) {
        letters::tell(tx, app, (mailbox, &holder.person), News::HandedOver, about)?;
    }
    let (news, link_id) = if with_link {
        (News::InCharge, Some(link_id))
    } else {
        (News::InChargeByRequest, None)
    };
    letters::tell(tx, app, (mailbox, to), news, About { link_id, ..about })
}

/// The person in charge ends a deputy's part, named as on the page.
///
/// # Errors
/// [`Error::Conflict`] when that person is no deputy any more.
pub fn end(tx: &mut Tx<'_>, app: &App, by: &InCharge, holder: &str) -> Result<(), Error> {
    let Held {
        mailbox,
        person_id,
        name,
        ..
    } = &by.0;
    let deputy = accounts::holders(tx, mailbox.id)?
        .into_iter()
        .find(|one| one.public_id == holder && one.part == Part::Deputy);
    let deputy = deputy.ok_or(Error::Conflict("mailboxes-no-holder", String::new()))?;
    let by = By {
        id: *person_id,
        name,
        request_id: None,
    };
    end_deputy(tx, app, (mailbox, &deputy.person), by)
}

/// A deputy leaves. Whoever is in charge hands over instead.
///
/// # Errors
/// [`Error::Refused`] for the person in charge.
pub fn leave(tx: &mut Tx<'_>, app: &App, by: &Held) -> Result<(), Error> {
    if by.part == Part::Pic {
        return Err(Error::Refused("mailboxes-pic-stays"));
    }
    let own = accounts::get(tx, by.person_id)?;
    let who = By {
        id: by.person_id,
        name: &by.name,
        request_id: None,
    };
    end_deputy(tx, app, (&by.mailbox, &own), who)
}

/// A deputy is one no more. Whoever was knows the password: it ends with their sessions, and with those of which nobody
/// knows whose they are; the person in charge gets a link to set another.
fn end_deputy(
    tx: &mut Tx<'_>,
    app: &App,
    (mailbox, deputy): (&Account, &Account),
    by: By<'_>,
) -> Result<(), Error> {
    if !accounts::end_deputy(tx, app, (mailbox.id, deputy.id))? {
        return Err(Error::Conflict("mailboxes-no-holder", deputy.name.clone()));
    }
    actor::end_sessions_of(tx, mailbox.id, deputy.id, app.now())?;
    second::end_of_former(tx, app, mailbox.id)?;
    let link_id = accounts::renew_password(tx, app, mailbox.id)?;
    write_down(tx, app, (mailbox, Action::EndHolder), by, &deputy.name)?;
    let about = About {
        who: &deputy.name,
        ..About::default()
    };
    letters::tell(tx, app, (mailbox, deputy), News::DeputyEnded, about)?;
    let Some(pic) = letters::in_charge(tx, app, mailbox)? else {
        return Ok(());
    };
    let about = About {
        link_id: Some(link_id),
        ..about
    };
    letters::tell(tx, app, (mailbox, &pic), News::PasswordDue, about)
}

/// Somebody has agreed to be deputy.
pub(super) fn begin_deputy(
    tx: &mut Tx<'_>,
    app: &App,
    (mailbox, deputy): (&Account, &Account),
) -> Result<(), Error> {
    accounts::add_deputy(tx, app, (mailbox.id, deputy.id))?;
    let by = By {
        id: deputy.id,
        name: &deputy.name,
        request_id: None,
    };
    write_down(tx, app, (mailbox, Action::AddDeputy), by, &deputy.name)?;
    let about = About {
        who: &deputy.name,
        ..About::default()
    };
    let others = accounts::holders(tx, mailbox.id)?;
    for holder in others.iter().filter(|one| one.part == Part::Pic) {
        letters::tell(tx, app, (mailbox, &holder.person), News::DeputyAdded, about)?;
    }
    Ok(())
}

/// A line in the trail of the mailbox.
pub(super) fn write_down(
    tx: &mut Tx<'_>,
    app: &App,
    (mailbox, action): (&Account, Action),
    by: By<'_>,
    detail: &str,
) -> Result<(), Error> {
    let touch = Touch {
        account_id: mailbox.id,
        by: Some((by.id, by.name)),
        action,
        detail,
        request_id: by.request_id,
    };
    accounts::trail(tx, app, touch)
}
