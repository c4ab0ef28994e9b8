//! Who asks for something: a person who is signed in, or the owner of a blocked account in a session that opens nothing
//! but the request to lift that block. What accepts an [`Applicant`] asks each time what it reaches; what asks for a
//! [`Person`] never meets such a session.

use super::Person;
use crate::{Error, clock::Millis};
use std::sync::Arc;

/// Who asks for something.
#[derive(Clone, Debug)]
pub struct Applicant {
    person: Arc<Person>,
    limit: Option<Limit>,
}

/// How far a session reaches that was opened under a block.
#[derive(Clone, Debug)]
struct Limit {
    /// Numbers of the services that lift a block.
    services: Vec<i64>,
    /// Since when the account is blocked.
    since: Millis,
}

impl From<Arc<Person>> for Applicant {
    fn from(person: Arc<Person>) -> Self {
        Self {
            person,
            limit: None,
        }
    }
}

impl From<Person> for Applicant {
    fn from(person: Person) -> Self {
        Arc::new(person).into()
    }
}

impl Applicant {
    /// The owner of an account that is blocked since then, with the services that may lift the block. Roles stay outside.
    pub(super) fn blocked(person: Person, services: Vec<i64>, since: Millis) -> Self {
        let person = Person {
            roles: Vec::new(),
            ..person
        };
        Self {
            person: Arc::new(person),
            limit: Some(Limit { services, since }),
        }
    }

    /// Who it is; without any role while the account is blocked.
    pub fn who(&self) -> &Person {
        &self.person
    }

    /// The person of an ordinary session.
    pub fn free(&self) -> Option<&Arc<Person>> {
        self.limit.is_none().then_some(&self.person)
    }

    /// Whether this may ask for a service.
    ///
    /// # Errors
    /// [`Error::Restricted`] for any other than those that lift a block.
    pub fn may_ask(&self, service_id: i64) -> Result<(), Error> {
        let may = |limit: &Limit| limit.services.contains(&service_id);
        let allowed = self.limit.as_ref().is_none_or(may);
        allowed.then_some(()).ok_or(Error::Restricted)
    }

    /// Whether this may ask about an account: under a block about that account alone.
    pub fn may_ask_about(&self, address: &str) -> bool {
        self.limit.is_none() || address == self.person.address
    }

    /// Whether a request is one of those that this reaches: under a block those about that block.
    ///
    /// # Errors
    /// [`Error::Restricted`] for any other.
    pub fn may_follow(
        &self,
        (service_id, address): (i64, &str),
        submitted_at: Millis,
    ) -> Result<(), Error> {
        self.may_ask(service_id)?;
        let within = |limit: &Limit| submitted_at >= limit.since;
        let allowed = self.may_ask_about(address) && self.limit.as_ref().is_none_or(within);
        allowed.then_some(()).ok_or(Error::Restricted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::{Capacity, Role, RoleIn};

    fn person() -> Person {
        Person {
            account_id: 1,
            session_id: 1,
            address: "a@x.id".into(),
            name: "A".into(),
            whatsapp: None,
            number: None,
            organisation: String::new(),
            roles: vec![RoleIn {
                role: Role::Admin,
                unit_id: 3,
                capacity: Capacity::Definitive,
            }],
            stepped_up_at: None,
            second_step_required: false,
            has_second_step: false,
            opened_by: None,
        }
    }

    #[test]
    fn under_a_block_there_is_no_role_no_other_service_and_no_older_request() {
        let owner = Applicant::blocked(person(), vec![45], 100);
        assert!(owner.free().is_none() && owner.who().roles.is_empty());
        assert!(owner.may_ask(45).is_ok() && owner.may_ask(46).is_err());
        assert!(owner.may_follow((45, "a@x.id"), 100).is_ok());
        for (service, address, at) in [(45, "a@x.id", 99), (45, "b@x.id", 100), (46, "a@x.id", 100)]
        {
            assert!(owner.may_follow((service, address), at).is_err());
        }
    }

    #[test]
    fn who_is_not_blocked_reaches_everything_that_is_theirs() {
        let free = Applicant::from(person());
        assert!(free.free().is_some() && free.may_ask(46).is_ok());
        assert!(free.may_ask_about("b@x.id") && free.may_follow((46, "b@x.id"), 0).is_ok());
    }
}
