//! An activation from step to step. Where it stands is in a row that only the cookie finds; what a page sends besides its
//! own fields counts for nothing.

use super::{
    model::{Act, LIFETIME, PER_NAME, PER_STUDENT, Stage},
    roster::{self, Entry},
    store,
    username::{self, Name, Reason, Username},
};
use crate::{
    App, Error,
    accounts::{self, Action, Kind, NewAccount, Touch},
    credentials::{News, tell_owner, throttle},
    random::digest,
};
use db::Tx;
use sop::{AccountType, Lang};

/// An activation under way, and whose it is.
pub(super) struct Progress {
    id: i64,
    pub(super) stage: Stage,
    pub(super) entry: Entry,
    pub(super) username: Option<String>,
}

impl Progress {
    /// The address that was chosen.
    ///
    /// # Errors
    /// As [`domain`].
    pub(super) fn address(&self, app: &App) -> Result<String, Error> {
        let username = self.username.as_deref().unwrap_or_default();
        Ok(format!("{username}@{}", domain(app)?))
    }
}

/// Where somebody stands who opens or sends a page of an activation.
pub(super) enum Place {
    /// Nowhere: no cookie, or its time has passed.
    Outside,
    /// At a stage.
    At(Box<Progress>),
    /// Another device was faster with the same NIM.
    Elsewhere,
}

/// What choosing a username came to.
pub(super) enum Choice {
    /// It is kept.
    Kept,
    /// It is against the rules.
    Refused(Reason),
    /// Somebody else has it.
    Taken,
}

/// What became of something that was sent.
pub(super) enum Sent<T> {
    /// It was done.
    Done(T),
    /// Its turn has not come, or is over.
    Refused(Place),
}

/// Where the holder of a cookie stands.
///
/// # Errors
/// As the database says.
pub(super) fn place(tx: &mut Tx<'_>, app: &App, token: Option<&str>) -> Result<Place, Error> {
    let Some(row) = under_way(tx, app, token)? else {
        return Ok(Place::Outside);
    };
    let entry = roster::find(tx, &row.nim)?.ok_or(Error::NotFound)?;
    Ok(stand(row, entry))
}

/// The activation of a cookie.
fn under_way(tx: &mut Tx<'_>, app: &App, token: Option<&str>) -> Result<Option<store::Row>, Error> {
    Ok(match token {
        Some(token) => store::of_cookie(tx, &digest(token), app.now())?,
        None => None,
    })
}

fn stand(row: store::Row, entry: Entry) -> Place {
    if entry.account_id.is_some() && row.stage != Stage::Done {
        return Place::Elsewhere;
    }
    Place::At(Box::new(Progress {
        id: row.id,
        stage: row.stage,
        entry,
        username: row.username,
    }))
}

/// The activation of a cookie, held until the end of the transaction, when the turn of an act has come.
fn turn(
    tx: &mut Tx<'_>,
    app: &App,
    token: Option<&str>,
    act: Act,
) -> Result<Result<Progress, Place>, Error> {
    let Some(before) = under_way(tx, app, token)? else {
        return Ok(Err(Place::Outside));
    };
    let entry = roster::find_locked(tx, &before.nim)?.ok_or(Error::NotFound)?;
    // Read again once the entry is held: another tab may have been faster.
    let Some(row) = under_way(tx, app, token)? else {
        return Ok(Err(Place::Outside));
    };
    Ok(match stand(row, entry) {
        Place::At(progress) if progress.stage.allows(act) => Ok(*progress),
        other => Err(other),
    })
}

fn advance(
    tx: &mut Tx<'_>,
    app: &App,
    progress: &Progress,
    stage: Stage,
    username: Option<&str>,
) -> Result<(), Error> {
    let until = app.now() + LIFETIME;
    Ok(store::advance(tx, progress.id, (stage, username), until)?)
}

/// *This is me.*
///
/// # Errors
/// As the database says.
pub(super) fn confirm(tx: &mut Tx<'_>, app: &App, token: Option<&str>) -> Result<Sent<()>, Error> {
    match turn(tx, app, token, Act::Confirm)? {
        Err(place) => Ok(Sent::Refused(place)),
        Ok(progress) => {
            advance(tx, app, &progress, Stage::Confirmed, None)?;
            Ok(Sent::Done(()))
        }
    }
}

/// *This is not me*: the activation on this device is over.
///
/// # Errors
/// As the database says.
pub(super) fn leave(tx: &mut Tx<'_>, token: Option<&str>) -> Result<(), Error> {
    token.map_or(Ok(()), |token| Ok(store::end(tx, &digest(token))?))
}

/// The domain of students' addresses.
///
/// # Errors
/// [`Error::Internal`] when the campus declares none.
pub(super) fn domain(app: &App) -> Result<String, Error> {
    let catalog = app.catalog();
    let domain = catalog.campus().domains_of(AccountType::Student).next();
    domain
        .map(str::to_owned)
        .ok_or_else(|| Error::Internal("the campus declares no domain for students".into()))
}

/// Whether somebody else has a username, or is about to.
fn is_taken(
    tx: &mut Tx<'_>,
    app: &App,
    (username, domain): (&Username, &str),
    entry: &Entry,
) -> Result<bool, Error> {
    Ok(store::is_kept(tx, username.as_str(), entry.id, app.now())?
        || accounts::find(tx, &username.at(domain))?.is_some())
}

/// Usernames that are free for a student, the best first.
///
/// # Errors
/// As the database says.
pub(super) fn suggestions(
    tx: &mut Tx<'_>,
    app: &App,
    entry: &Entry,
) -> Result<Vec<Username>, Error> {
    let domain = domain(app)?;
    username::free(&Name::of(&entry.name), |candidate| {
        is_taken(tx, app, (candidate, &domain), entry)
    })
}

/// Counts a question about a username: nobody finds out by asking which addresses there are.
fn count(tx: &mut Tx<'_>, app: &App, entry: &Entry, source: &str) -> Result<(), Error> {
    let now = app.now();
    throttle(tx, "username-source", source, PER_NAME, now)?;
    throttle(tx, "username-student", &entry.nim, PER_STUDENT, now)
}

/// Whether a username may be had and is free, for somebody who is about to choose.
///
/// # Errors
/// [`Error::NotFound`] for everybody else, [`Error::TooMany`] when too many were asked for.
pub(super) fn availability(
    tx: &mut Tx<'_>,
    app: &App,
    token: Option<&str>,
    (typed, source): (&str, &str),
) -> Result<Choice, Error> {
    let Place::At(progress) = place(tx, app, token)? else {
        return Err(Error::NotFound);
    };
    if !progress.stage.allows(Act::Choose) {
        return Err(Error::NotFound);
    }
    count(tx, app, &progress.entry, source)?;
    let wanted = match username::check(&Name::of(&progress.entry.name), typed) {
        Ok(wanted) => wanted,
        Err(reason) => return Ok(Choice::Refused(reason)),
    };
    let taken = is_taken(tx, app, (&wanted, &domain(app)?), &progress.entry)?;
    Ok(if taken { Choice::Taken } else { Choice::Kept })
}

/// Chooses a username: from now on it is kept.
///
/// # Errors
/// [`Error::TooMany`] when too many were asked for.
pub(super) fn choose(
    tx: &mut Tx<'_>,
    app: &App,
    token: Option<&str>,
    (typed, source): (&str, &str),
) -> Result<Sent<Choice>, Error> {
    let progress = match turn(tx, app, token, Act::Choose)? {
        Ok(progress) => progress,
        Err(place) => return Ok(Sent::Refused(place)),
    };
    count(tx, app, &progress.entry, source)?;
    let wanted = match username::check(&Name::of(&progress.entry.name), typed) {
        Ok(wanted) => wanted,
        Err(reason) => return Ok(Sent::Done(Choice::Refused(reason))),
    };
    let (now, entry) = (app.now(), &progress.entry);
    let exists = accounts::find(tx, &wanted.at(&domain(app)?))?.is_some();
    if exists || !store::keep(tx, wanted.as_str(), entry.id, (now, now + LIFETIME))? {
        return Ok(Sent::Done(Choice::Taken));
    }
    advance(tx, app, &progress, Stage::Chosen, Some(wanted.as_str()))?;
    Ok(Sent::Done(Choice::Kept))
}

/// *It is permanent, I know.*
///
/// # Errors
/// As the database says.
pub(super) fn settle(tx: &mut Tx<'_>, app: &App, token: Option<&str>) -> Result<Sent<()>, Error> {
    match turn(tx, app, token, Act::Settle)? {
        Err(place) => Ok(Sent::Refused(place)),
        Ok(progress) => {
            let username = progress.username.as_deref();
            if let Some(username) = username {
                let (now, entry_id) = (app.now(), progress.entry.id);
                store::keep(tx, username, entry_id, (now, now + LIFETIME))?;
            }
            advance(tx, app, &progress, Stage::Settled, username)?;
            Ok(Sent::Done(()))
        }
    }
}

/// Makes the account. `false` when somebody has got the address in the meantime: the student chooses another.
///
/// # Errors
/// As the database says.
pub(super) fn finish(
    tx: &mut Tx<'_>,
    app: &App,
    token: Option<&str>,
    (password_hash, lang): (String, Lang),
) -> Result<Sent<bool>, Error> {
    let progress = match turn(tx, app, token, Act::Finish)? {
        Ok(progress) => progress,
        Err(place) => return Ok(Sent::Refused(place)),
    };
    let (entry, now) = (&progress.entry, app.now());
    let username = progress.username.clone().unwrap_or_default();
    let new = NewAccount {
        address: progress.address(app)?,
        kind: Kind::Student,
        name: entry.name.clone(),
        number: Some(entry.nim.clone()),
        organisation: entry.faculty.clone(),
        // As the academic office has it: nobody has shown yet to have this number.
        whatsapp: entry.whatsapp.clone(),
        lang,
        pic_id: None,
        password_hash: Some(password_hash),
        confirmed: true,
    };
    // One that was kept too long ago may be kept for somebody else by now.
    let is_lost = store::is_kept(tx, &username, entry.id, now)?;
    let added = if is_lost {
        None
    } else {
        accounts::add(tx, app, &new)?
    };
    let Some(account_id) = added else {
        advance(tx, app, &progress, Stage::Confirmed, Some(&username))?;
        return Ok(Sent::Done(false));
    };
    roster::activated(tx, entry.id, account_id, now)?;
    store::give_up(tx, entry.id)?;
    advance(tx, app, &progress, Stage::Done, Some(&username))?;
    record(tx, app, entry, account_id)?;
    Ok(Sent::Done(true))
}

/// Writes down whose act it was, who has issued a PIN for it before, and tells the owner.
fn record(tx: &mut Tx<'_>, app: &App, entry: &Entry, account_id: i64) -> Result<(), Error> {
    for (by_id, by_name) in roster::issuers(tx, entry.id)? {
        let touch = Touch {
            account_id,
            by: Some((by_id, &by_name)),
            action: Action::IssuePin,
            detail: "",
            request_id: None,
        };
        accounts::trail(tx, app, touch)?;
    }
    let touch = Touch {
        account_id,
        by: Some((account_id, &entry.name)),
        action: Action::Activate,
        detail: "",
        request_id: None,
    };
    accounts::trail(tx, app, touch)?;
    let account = accounts::get(tx, account_id)?;
    tell_owner(tx, app, &account, News::Activated)
}
