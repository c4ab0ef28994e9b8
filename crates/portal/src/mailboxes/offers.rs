//! Invitations: nobody answers for a mailbox without having agreed.

use super::{
    Held, InCharge,
    handover::{self, By, hand_over, person_at, write_down},
    letters::{self, About, News},
    model::{Answer, MOST_DEPUTIES, OFFER_LIFETIME, Offer, PER_INVITER},
    store::offers,
};
use crate::{
    App, Error,
    accounts::{self, Account, Action, Part},
    actor::{Keeper, Person},
    clock::Millis,
    credentials::throttle,
};
use db::Tx;

/// The person in charge invites somebody: as deputy, or to take the mailbox over.
///
/// # Errors
/// [`Error::RefusedFor`] when nobody can be invited at that address, [`Error::TooMany`] after too many invitations.
pub fn invite(
    tx: &mut Tx<'_>,
    app: &App,
    by: &InCharge,
    (part, address): (Part, &str),
) -> Result<(), Error> {
    let Held {
        mailbox,
        person_id,
        name,
        ..
    } = &by.0;
    if part == Part::Deputy {
        room_for_deputies(tx, app, mailbox)?;
    }
    offer(tx, app, mailbox, (part, address), ((*person_id, name), ""))
}

/// A keeper of the directory invites somebody to take a mailbox over, on a ground: its person in charge has left, or the
/// unit has asked for it.
///
/// # Errors
/// As [`invite`]; [`Error::NotFound`] for what is no shared mailbox.
pub fn invite_successor(
    tx: &mut Tx<'_>,
    app: &App,
    by: &Keeper,
    (public_id, address): (&str, &str),
    ground: &str,
) -> Result<(), Error> {
    let mailbox = super::kept(tx, public_id)?;
    let who = (by.account_id, by.name.as_str());
    offer(tx, app, &mailbox, (Part::Pic, address), (who, ground))?;
    let about = About {
        who: ground,
        ..About::default()
    };
    // Nothing happens behind the back of whoever is in charge.
    match letters::in_charge(tx, app, &mailbox)? {
        Some(pic) => letters::tell(tx, app, (&mailbox, &pic), News::SuccessorSought, about),
        None => Ok(()),
    }
}

fn room_for_deputies(tx: &mut Tx<'_>, app: &App, mailbox: &Account) -> Result<(), Error> {
    let held = accounts::holders(tx, mailbox.id)?;
    let now = app.now();
    let open = offers::of_account(tx, mailbox.id)?;
    let open = open
        .iter()
        .filter(|one| one.part == Part::Deputy && one.is_open(now));
    let deputies = held.iter().filter(|one| one.part == Part::Deputy);
    if deputies.count() + open.count() < MOST_DEPUTIES {
        Ok(())
    } else {
        Err(Error::Refused("mailboxes-too-many"))
    }
}

/// Whoever invites (row and name), and on which ground.
type Inviter<'a> = ((i64, &'a str), &'a str);

fn offer(
    tx: &mut Tx<'_>,
    app: &App,
    mailbox: &Account,
    (part, address): (Part, &str),
    ((by_id, by_name), ground): Inviter<'_>,
) -> Result<(), Error> {
    let now = app.now();
    let person = person_at(tx, app, address)?
        .ok_or_else(|| Error::RefusedFor("mailboxes-nobody", address.to_owned()))?;
    let held = accounts::holders(tx, mailbox.id)?;
    let has = |part| {
        held.iter()
            .any(|one| one.person.id == person.id && one.part == part)
    };
    if has(Part::Pic) || part == Part::Deputy && has(Part::Deputy) {
        return Err(Error::RefusedFor("mailboxes-holds-already", person.name));
    }
    // Nobody takes what they give: a keeper of the directory finds somebody else.
    if person.id == by_id {
        return Err(Error::RefusedFor("mailboxes-own", person.address));
    }
    throttle(tx, "mailbox-offer", &by_id.to_string(), PER_INVITER, now)?;
    offers::expire(tx, (mailbox.id, person.id), now)?;
    let new = Offer {
        id: 0,
        public_id: app.random().uuid(now),
        account_id: mailbox.id,
        person_id: person.id,
        part,
        by_id,
        by_name: by_name.to_owned(),
        ground: ground.to_owned(),
        offered_at: now,
        expires_at: now + OFFER_LIFETIME,
        answer: None,
    };
    if !offers::insert(tx, &new)? {
        return Err(Error::RefusedFor("mailboxes-offered-already", person.name));
    }
    let by = By {
        id: by_id,
        name: by_name,
        request_id: None,
    };
    // What is stored is read in either language.
    let detail = match part {
        Part::Pic => format!("{} (PIC)", person.name),
        Part::Deputy => person.name.clone(),
    };
    write_down(tx, app, (mailbox, Action::OfferPart), by, &detail)?;
    let news = match part {
        Part::Pic => News::OfferedPic,
        Part::Deputy => News::OfferedDeputy,
    };
    let path = format!("/akun-saya/tawaran/{}", new.public_id);
    let about = About {
        who: by_name,
        until: Some(new.expires_at),
        path: &path,
        ..About::default()
    };
    letters::tell(tx, app, (mailbox, &person), news, about)
}

/// Whoever is invited agrees. Of two who agree to the same part at once one gets it.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's invitation, [`Error::Conflict`] when it has been answered or its time has passed.
pub fn accept(tx: &mut Tx<'_>, app: &App, by: &Person, public_id: &str) -> Result<Account, Error> {
    let (offer, mailbox) = to_answer(tx, app, by, public_id)?;
    end(tx, &offer, Answer::Accepted, app.now())?;
    let person = accounts::get(tx, by.account_id)?;
    match offer.part {
        Part::Pic => {
            let by = By {
                id: by.account_id,
                name: &by.name,
                request_id: None,
            };
            hand_over(tx, app, (&mailbox, &person), by, true)?;
        }
        Part::Deputy => handover::begin_deputy(tx, app, (&mailbox, &person))?,
    }
    Ok(mailbox)
}

/// The invitation is over, for whoever comes first: to be taken back and agreed to at once must not both be so.
fn end(tx: &mut Tx<'_>, offer: &Offer, answer: Answer, now: Millis) -> Result<(), Error> {
    if offers::answer(tx, offer.id, answer, now)? {
        Ok(())
    } else {
        Err(Error::Conflict("mailboxes-answered", String::new()))
    }
}

/// Whoever is invited does not want to; who invited is told.
///
/// # Errors
/// As [`accept`].
pub fn decline(tx: &mut Tx<'_>, app: &App, by: &Person, public_id: &str) -> Result<(), Error> {
    let (offer, mailbox) = to_answer(tx, app, by, public_id)?;
    end(tx, &offer, Answer::Declined, app.now())?;
    let who = By {
        id: by.account_id,
        name: &by.name,
        request_id: None,
    };
    write_down(tx, app, (&mailbox, Action::DeclinePart), who, &by.name)?;
    let inviter = accounts::get(tx, offer.by_id)?;
    let path = offer.inviters_page(&mailbox);
    let about = About {
        who: &by.name,
        path: &path,
        ..About::default()
    };
    letters::tell(tx, app, (&mailbox, &inviter), News::Declined, about)
}

/// The person in charge takes an invitation back.
///
/// # Errors
/// [`Error::NotFound`] for one to another's mailbox, [`Error::Conflict`] when it has been answered.
pub fn withdraw(
    tx: &mut Tx<'_>,
    app: &App,
    by: &Person,
    public_id: &str,
) -> Result<Account, Error> {
    let offer = offers::by_public_id(tx, public_id)?.ok_or(Error::NotFound)?;
    let mailbox = accounts::get(tx, offer.account_id)?;
    let pic = super::held(tx, by, &mailbox.public_id)?.in_charge()?;
    end(tx, &offer, Answer::Withdrawn, app.now())?;
    Ok(pic.0.mailbox)
}

/// Nobody answered in time: whoever invited is told, once.
pub(super) fn lapse(tx: &mut Tx<'_>, app: &App, id: i64) -> Result<(), Error> {
    let offer = offers::by_id(tx, id)?.ok_or(Error::NotFound)?;
    if !offers::answer(tx, id, Answer::Expired, app.now())? {
        return Ok(());
    }
    let mailbox = accounts::get(tx, offer.account_id)?;
    let (inviter, invited) = (
        accounts::get(tx, offer.by_id)?,
        accounts::get(tx, offer.person_id)?,
    );
    let path = offer.inviters_page(&mailbox);
    let about = About {
        who: &invited.name,
        path: &path,
        ..About::default()
    };
    letters::tell(tx, app, (&mailbox, &inviter), News::Unanswered, about)
}

/// The invitations that wait for somebody's answer, each with its mailbox.
///
/// # Errors
/// As the database says.
pub fn waiting_for(
    tx: &mut Tx<'_>,
    person: &Person,
    now: i64,
) -> Result<Vec<(Offer, Account)>, Error> {
    let waiting = offers::of_person(tx, person.account_id, now)?;
    waiting
        .into_iter()
        .map(|offer| {
            let mailbox = accounts::get(tx, offer.account_id)?;
            Ok((offer, mailbox))
        })
        .collect()
}

/// An invitation to somebody, with its mailbox, whatever became of it.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's.
pub fn own(tx: &mut Tx<'_>, by: &Person, public_id: &str) -> Result<(Offer, Account), Error> {
    let offer = offers::by_public_id(tx, public_id)?
        .filter(|offer| offer.person_id == by.account_id)
        .ok_or(Error::NotFound)?;
    let mailbox = accounts::get(tx, offer.account_id)?;
    Ok((offer, mailbox))
}

/// The invitation, with its mailbox locked: whoever comes second sees what the first has done.
fn to_answer(
    tx: &mut Tx<'_>,
    app: &App,
    by: &Person,
    public_id: &str,
) -> Result<(Offer, Account), Error> {
    let (offer, _) = own(tx, by, public_id)?;
    let mailbox = accounts::lock(tx, offer.account_id)?;
    let (offer, _) = own(tx, by, public_id)?;
    match offer.answer {
        Some(Answer::Superseded) => {
            let held = accounts::holders(tx, mailbox.id)?;
            let pic = held.into_iter().find(|one| one.part == Part::Pic);
            let name = pic.map_or_else(String::new, |one| one.person.name);
            Err(Error::Conflict("mailboxes-superseded", name))
        }
        _ if mailbox.closed || !offer.is_open(app.now()) => {
            Err(Error::Conflict("mailboxes-answered", String::new()))
        }
        _ => Ok((offer, mailbox)),
    }
}
