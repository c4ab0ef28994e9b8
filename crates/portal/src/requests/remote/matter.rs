//! A request as an officer may decide on it at this moment.

use super::{
    super::{
        Code, Event, Officer, Request,
        model::{Happening, Via},
        record::{events, sop_of},
    },
    store,
};
use crate::{
    App, Error,
    accounts::{self, Account},
    actor::{self, Person},
    web::{format, text::t, text::t_with},
};
use db::Tx;
use sop::{Lang, Sop, Step, StepKind};
use std::sync::Arc;

/// A request with the officer who asks about it.
pub struct Matter {
    /// The request.
    pub request: Request,
    /// Under which it runs.
    pub sop: Arc<Sop>,
    /// What happened, oldest first.
    pub events: Vec<Event>,
    /// Who asks, with the roles of this moment.
    pub person: Person,
}

impl Matter {
    /// The matter of an account; `None` when it may not act now or has no office in the unit of the request: to such a
    /// one the request does not exist.
    ///
    /// # Errors
    /// As the database says.
    pub fn of(
        tx: &mut Tx<'_>,
        app: &App,
        account_id: i64,
        request: Request,
    ) -> Result<Option<Self>, Error> {
        let person = actor::person(tx, app, account_id)?;
        let Some(person) = person.filter(|person| person.works_in(request.unit_id)) else {
            return Ok(None);
        };
        Ok(Some(Self {
            sop: sop_of(app, &request)?,
            events: events(tx, request.id)?,
            person,
            request,
        }))
    }

    /// The decision that waits for this officer, if one does and nobody else has claimed it.
    pub fn turn(&self) -> Option<(&Step, Officer)> {
        let state = &self.request.state;
        let step = self.sop.step(&state.step)?;
        let decides = matches!(step.kind, StepKind::Decide | StepKind::Assign);
        let claimed = state
            .holder_id
            .is_some_and(|id| id != self.person.account_id);
        let by = Officer::of(&self.person, step.actor, self.request.unit_id).ok()?;
        (decides && !claimed).then_some((step, by))
    }

    /// Whether the step waits as it did at an event: nobody has moved or corrected the request since.
    pub fn stands_since(&self, seq: i64) -> bool {
        let mut later = self.events.iter().filter(|event| event.seq > seq);
        later.all(|event| {
            matches!(
                event.happening,
                Happening::Noted | Happening::Messaged | Happening::Taken | Happening::Released
            )
        })
    }

    /// Whether a decision here asks for a second step.
    pub fn asks_second_step(&self, app: &App, step: &Step) -> bool {
        !app.config().decide_up_to.allows(self.sop.weight(step))
    }
}

/// The account whose owner has shown to have this number, and nobody else has.
pub fn owner(tx: &mut Tx<'_>, number: &str) -> Result<Option<Account>, Error> {
    accounts::of_number(tx, number)
}

/// What was done last to a request and where it stands now, in two sentences.
pub fn standing(app: &App, request: &Request, events: &[Event], lang: Lang) -> String {
    let status = t(lang, &request.state.status.word());
    let now = t_with(
        lang,
        "remote-now",
        &[("status", status.into_owned().into())],
    );
    let seen = |event: &&Event| event.happening.is_public();
    let Some(last) = events.iter().rev().find(seen) else {
        return now;
    };
    let when = format::moment(&format::zoned(last.at, app.catalog().zone()), lang);
    let what = t(lang, &format!("event-{}", last.happening.kind().key()));
    let before = t_with(
        lang,
        "remote-last",
        &[
            ("what", what.into_owned().into()),
            ("who", last.by_name.clone().into()),
            ("when", when.into()),
        ],
    );
    format!("{before} {now}")
}

/// Where somebody signs in to see it all.
pub fn desk(app: &App, lang: Lang, code: &Code) -> String {
    format!("{}/{}/meja/{code}", app.config().base_url, lang.code())
}

/// Writes down for auditors that an officer decided without signing in.
///
/// # Errors
/// As the database says.
pub fn audit(
    tx: &mut Tx<'_>,
    app: &App,
    by: &Officer,
    request: &Request,
    via: Via,
) -> Result<(), Error> {
    let last = events(tx, request.id)?.pop();
    let kind = last.map_or("", |event| event.happening.kind().key());
    let detail = format!("{} {kind}", via.key());
    let subject = (request.code.as_str(), detail.as_str());
    store::audit(tx, by.account_id(), subject, app.now())
}
