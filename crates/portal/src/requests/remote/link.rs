//! Links to decide: looking uses nothing up; a decision uses the link up, and is made with the authority of that moment.

use super::{
    super::{
        Officer, Request,
        disposition::{self, Disposition},
        model::Via,
        store as requests,
        work::{self, Decision},
    },
    matter::{self, Matter},
    store::{self, About},
};
use crate::{
    App, Error,
    accounts::{self, Link, LinkState, Purpose},
    actor::STEP_UP_LIFETIME,
    clock::{DAY, Millis},
    random::digest,
};
use db::Tx;

/// How long a link works: over a weekend.
pub const LIFETIME: Millis = 3 * DAY;
/// How long a second step that was proven for a link counts.
pub const PROVEN_FOR: Millis = STEP_UP_LIFETIME;

/// Opens a link for an officer to decide on a request in the step in which it is now, sent on a channel.
///
/// # Errors
/// As the database says.
pub fn open(
    tx: &mut Tx<'_>,
    app: &App,
    account_id: i64,
    request: &Request,
    via: Via,
) -> Result<i64, Error> {
    let of = (account_id, Some(request.id));
    let link_id = accounts::open_one_more(tx, app, Purpose::Decide, of, LIFETIME)?;
    let state = &request.state;
    store::insert_link(tx, link_id, (&state.step, state.last_seq), via)?;
    Ok(link_id)
}

/// A link that works, with its matter.
pub struct Opened {
    /// The link.
    pub link: Link,
    /// What it is about.
    pub about: About,
    /// The request and the officer.
    pub matter: Matter,
}

impl Opened {
    /// Whether a browser with this cookie has proven a second step for this link a short while ago.
    pub fn is_proven(&self, cookie: Option<&str>, now: Millis) -> bool {
        let fresh = self.about.proven_at.is_some_and(|at| now < at + PROVEN_FOR);
        let given = cookie.map(|cookie| digest(cookie).to_vec());
        fresh && given.is_some() && given == self.about.proof
    }
}

/// Why a link does not work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Nobody was sent it.
    Unknown,
    /// Its officer has decided with it.
    Used,
    /// Its time has passed.
    Expired,
    /// Its officer may not decide here any more.
    NotYours,
    /// Somebody else moved the request meanwhile.
    Moved,
}

/// A link that does not work.
pub struct Over {
    /// Why.
    pub why: Why,
    /// The request, for an officer who may still know of it.
    pub matter: Option<Matter>,
}

/// What a token opens now.
///
/// # Errors
/// As the database says.
pub fn opened(
    tx: &mut Tx<'_>,
    app: &App,
    token: &str,
    lock: bool,
) -> Result<Result<Opened, Over>, Error> {
    let link = accounts::by_token(tx, token)?.filter(|link| link.purpose == Purpose::Decide);
    let over = |why, matter| Ok(Err(Over { why, matter }));
    let Some((link, request_id)) =
        link.and_then(|link| Some((link.request_id?, link)).map(|(id, link)| (link, id)))
    else {
        return over(Why::Unknown, None);
    };
    let Some(about) = store::about(tx, link.id)? else {
        return over(Why::Unknown, None);
    };
    let code = store::code_of(tx, request_id)?;
    let request = if lock {
        requests::find_for_update(tx, &code)?
    } else {
        requests::find(tx, &code)?
    };
    // As it is after whoever was faster has gone through.
    let link = accounts::link(tx, link.id)?;
    let Some(matter) = Matter::of(tx, app, link.account_id, request)? else {
        return over(Why::NotYours, None);
    };
    match link.state(app.now()) {
        LinkState::Used => return over(Why::Used, Some(matter)),
        LinkState::Expired => return over(Why::Expired, Some(matter)),
        LinkState::Open => (),
    }
    let state = &matter.request.state;
    if state.step != about.step || !matter.stands_since(about.seq) {
        return over(Why::Moved, Some(matter));
    }
    let step = matter.sop.step(&state.step);
    let unit_id = matter.request.unit_id;
    let may = step.is_some_and(|step| Officer::of(&matter.person, step.actor, unit_id).is_ok());
    if !may {
        return over(Why::NotYours, Some(matter));
    }
    Ok(Ok(Opened {
        link,
        about,
        matter,
    }))
}

/// A browser has proven the second step of the officer of a link; returns the value of its cookie.
///
/// # Errors
/// As the database says.
pub fn prove(tx: &mut Tx<'_>, app: &App, link_id: i64) -> Result<String, Error> {
    let cookie = app.random().token();
    store::set_proof(tx, link_id, &digest(&cookie), app.now())?;
    Ok(cookie)
}

/// What an officer has chosen.
pub enum Choice {
    /// On a decision.
    Decide(Decision),
    /// To whom it goes.
    Dispose(Disposition),
}

impl Choice {
    fn through(self, via: Via) -> Self {
        match self {
            Self::Decide(decision) => Self::Decide(Decision { via, ..decision }),
            Self::Dispose(to) => Self::Dispose(Disposition { via, ..to }),
        }
    }
}

/// Decides through a link and uses it up. `shown` is the last event that the page showed.
///
/// # Errors
/// [`Error::Conflict`] when something happened since, or another has claimed it; [`Error::Refused`] without the second
/// step that the decision asks for, and as the desk refuses.
pub fn decide(
    tx: &mut Tx<'_>,
    app: &App,
    (token, cookie): (&str, Option<&str>),
    shown: i64,
    choice: Choice,
) -> Result<Result<Request, Over>, Error> {
    let opened = match opened(tx, app, token, true)? {
        Ok(opened) => opened,
        Err(over) => return Ok(Err(over)),
    };
    let matter = &opened.matter;
    let state = &matter.request.state;
    if state.last_seq != shown {
        return Err(Error::Conflict("remote-changed", String::new()));
    }
    let Some((step, by)) = matter.turn() else {
        let holder = accounts::get(tx, state.holder_id.unwrap_or_default())?;
        return Err(Error::Conflict("conflict-held", holder.name));
    };
    if matter.asks_second_step(app, step) && !opened.is_proven(cookie, app.now()) {
        return Err(Error::Refused("remote-prove-first"));
    }
    if !accounts::use_link(tx, opened.link.id, app.now())? {
        return Err(Error::Conflict(
            "conflict-moved",
            matter.request.code.to_string(),
        ));
    }
    let (code, via) = (matter.request.code.as_str(), opened.about.via);
    let request = match (choice.through(via), &by) {
        (Choice::Decide(decision), by) => work::decide(tx, app, by, code, decision)?,
        (Choice::Dispose(to), Officer::Leader(by)) => disposition::dispose(tx, app, by, code, to)?,
        (Choice::Dispose(_), _) => return Err(Error::Forbidden),
    };
    matter::audit(tx, app, &by, &request, via)?;
    Ok(Ok(request))
}
