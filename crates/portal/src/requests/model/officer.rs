//! Whoever acts on a request for the unit: proof of the role that the step asks for.

use crate::{
    Error,
    actor::{Capacity, Executor, Leader, Person, Verifier},
};
use sop::Actor;

/// The actor of a step that the workflow runs.
#[derive(Clone, Debug)]
pub enum Officer {
    /// *Admin unit*.
    Verifier(Verifier),
    /// *Pimpinan*, also acting.
    Leader(Leader),
    /// *Staf*.
    Executor(Executor),
}

impl Officer {
    /// The person as the actor that a step of this unit asks for.
    ///
    /// # Errors
    /// [`Error::Forbidden`] without that role in that unit, or for a step that no officer does.
    pub fn of(person: &Person, actor: Actor, unit_id: i64) -> Result<Self, Error> {
        match actor {
            Actor::Admin => person.verifier(unit_id).map(Self::Verifier),
            Actor::Leader => person.leader(unit_id).map(Self::Leader),
            Actor::Staff => person.executor(unit_id).map(Self::Executor),
            Actor::Applicant | Actor::Helpdesk | Actor::System => Err(Error::Forbidden),
        }
    }

    /// Any office that the person has in the unit, for notes and messages.
    ///
    /// # Errors
    /// [`Error::Forbidden`] without one.
    pub fn any(person: &Person, unit_id: i64) -> Result<Self, Error> {
        [Actor::Admin, Actor::Staff, Actor::Leader]
            .into_iter()
            .find_map(|actor| Self::of(person, actor, unit_id).ok())
            .ok_or(Error::Forbidden)
    }

    /// Which actor of the declaration this is.
    pub fn actor(&self) -> Actor {
        match self {
            Self::Verifier(_) => Actor::Admin,
            Self::Leader(_) => Actor::Leader,
            Self::Executor(_) => Actor::Staff,
        }
    }

    /// Row of the account.
    pub fn account_id(&self) -> i64 {
        match self {
            Self::Verifier(by) => by.account_id,
            Self::Leader(by) => by.account_id,
            Self::Executor(by) => by.account_id,
        }
    }

    /// Number of the unit.
    pub fn unit_id(&self) -> i64 {
        match self {
            Self::Verifier(by) => by.unit_id,
            Self::Leader(by) => by.unit_id,
            Self::Executor(by) => by.unit_id,
        }
    }

    /// Name.
    pub fn name(&self) -> &str {
        match self {
            Self::Verifier(by) => &by.name,
            Self::Leader(by) => &by.name,
            Self::Executor(by) => &by.name,
        }
    }

    /// As the record shows it: the office, or how it is held by somebody acting.
    pub fn capacity(&self) -> &'static str {
        let (office, held) = match self {
            Self::Verifier(by) => ("admin", by.capacity),
            Self::Leader(by) => ("leader", by.capacity),
            Self::Executor(by) => ("staff", by.capacity),
        };
        match held {
            Capacity::Definitive => office,
            Capacity::Plt => "plt",
            Capacity::Plh => "plh",
        }
    }
}
