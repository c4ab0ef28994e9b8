//! The door: NIM, PIN and birth date. Whatever does not fit is answered alike and after the same work, so that nobody
//! learns which NIMs are in the roster, nor who has an account.

use super::{
    jobs,
    model::{KEPT, LIFETIME, PER_SOURCE, Stage, WHOLE_CAMPUS},
    roster::{self, Entry, Proof},
    store,
};
use crate::{
    App, Error,
    actor::Origin,
    clock::Millis,
    credentials::{
        Limit,
        attempts::{self, Attempt, Kind},
        throttles,
    },
    random::digest,
};
use db::Tx;

/// Compares what somebody typed with the roster and opens an activation; `None` when it does not fit. Counted before it is
/// compared, for the NIM, for the network and for the whole campus. Whoever was interrupted goes on where that was.
///
/// # Errors
/// [`Error::TooMany`] and [`Error::Refused`] when too much has failed before; then nothing was compared.
pub(super) fn identify(
    tx: &mut Tx<'_>,
    app: &App,
    proof: &Proof,
    from: &Origin,
) -> Result<Option<(String, Stage)>, Error> {
    let now = app.now();
    store::sweep(tx, now - KEPT)?;
    let source = throttles::subject("pin-source", &from.source);
    let campus = throttles::subject("pin-campus", "");
    let per_source = Limit {
        attempts: app.config().wrong_pins_per_network,
        window: PER_SOURCE,
    };
    let typed = proof.typed();
    let attempt = Attempt {
        kind: Kind::Pin,
        whom: &proof.nim,
        from,
        typed: &typed,
    };
    let counted = attempts::check(tx, app, &attempt)?;
    let entry = roster::find_locked(tx, &proof.nim)?;
    // After what may be waited for, such as an import: everybody else on the campus waits for these.
    for (subject, limit) in [(&source, per_source), (&campus, WHOLE_CAMPUS)] {
        if let Some(seconds) = throttles::count(tx, subject, limit, now)? {
            tracing::warn!(what = subject.split(':').next(), "too many wrong PINs");
            return Err(Error::TooMany(seconds));
        }
    }
    let fits = roster::fits(app, entry.as_ref(), proof);
    let Some(entry) = entry.filter(|_| fits) else {
        attempts::failed(tx, app, &counted)?;
        roster::tried(tx, &proof.nim, now)?;
        jobs::look_into(tx, app, &proof.nim)?;
        return Ok(None);
    };
    attempts::succeeded(tx, &counted)?;
    throttles::forgive(tx, &source)?;
    throttles::forgive(tx, &campus)?;
    roster::tried(tx, &entry.nim, now)?;
    let (stage, username) = resume(tx, &entry, now)?;
    let token = app.random().token();
    let progress = (stage, username.as_deref());
    let term = (now, now + LIFETIME);
    store::start(tx, &digest(&token), entry.id, progress, term)?;
    Ok(Some((token, stage)))
}

/// Where the student was, on whatever device. A username that somebody else has taken since has to be chosen anew.
fn resume(tx: &mut Tx<'_>, entry: &Entry, now: Millis) -> Result<(Stage, Option<String>), Error> {
    let Some((stage, username)) = store::last_of(tx, entry.id, now - KEPT)? else {
        return Ok((Stage::Identified, None));
    };
    let term = (now, now + LIFETIME);
    let is_lost = match &username {
        Some(username) => !store::keep(tx, username, entry.id, term)?,
        None => false,
    };
    let stage = if is_lost { Stage::Confirmed } else { stage };
    Ok((stage, username))
}
