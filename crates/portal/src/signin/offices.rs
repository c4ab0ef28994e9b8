//! Offices: who gives which role to whom, for how long. Nothing is taken away without a trace: an ended role keeps its
//! dates, and every change is in the audit trail.

use super::store::roles::{self, Held, NewRole};
use crate::{
    App, Error,
    accounts::{self, Account, Kind},
    actor::{Capacity, Leader, Role, SuperAdmin},
    clock::Millis,
};
use db::Tx;
use jiff::{ToSpan, civil::Date, tz::TimeZone};

/// From which day until which, as typed; both count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// First moment.
    pub from_at: Millis,
    /// First moment after it; `None`: until it is ended.
    pub until_at: Option<Millis>,
}

/// What is wrong with a term: the field, and the key of a sentence.
pub type TermError = (&'static str, &'static str);

impl Term {
    /// Reads two days in the campus's time zone. Whoever acts for somebody does so until a day.
    ///
    /// # Errors
    /// The field that is wrong, and why.
    pub fn read(
        (from, until): (&str, &str),
        capacity: Capacity,
        zone: &TimeZone,
        now: Millis,
    ) -> Result<Self, TermError> {
        let day = |text: &str, field: &'static str| {
            text.parse::<Date>()
                .map_err(|_| (field, "signin-term-date"))
        };
        let start = |date: Date, field: &'static str| {
            let zoned = date
                .to_zoned(zone.clone())
                .map_err(|_| (field, "signin-term-date"))?;
            Ok::<_, TermError>(zoned.timestamp().as_millisecond())
        };
        let first = day(from, "from")?;
        let from_at = start(first, "from")?;
        if until.is_empty() {
            let open = Self {
                from_at,
                until_at: None,
            };
            return if capacity == Capacity::Definitive {
                Ok(open)
            } else {
                Err(("until", "signin-term-acting"))
            };
        }
        let last = day(until, "until")?;
        if last < first {
            return Err(("until", "signin-term-order"));
        }
        let after = last
            .checked_add(1.day())
            .map_err(|_| ("until", "signin-term-date"))?;
        let until_at = start(after, "until")?;
        if until_at <= now {
            return Err(("until", "signin-term-past"));
        }
        Ok(Self {
            from_at,
            until_at: Some(until_at),
        })
    }
}

/// What is to be given.
#[derive(Clone, Copy, Debug)]
pub struct Office {
    /// What.
    pub role: Role,
    /// Number of the unit; 0 is the whole campus.
    pub unit_id: i64,
    /// How it is held.
    pub capacity: Capacity,
    /// For how long.
    pub term: Term,
}

/// The super admin gives a role.
///
/// # Errors
/// A refusal when the account is not that of a person in office, or holds the role already.
pub fn appoint(
    tx: &mut Tx<'_>,
    app: &App,
    address: &str,
    office: Office,
    by: &SuperAdmin,
) -> Result<(), Error> {
    let account = accounts::find(tx, address)?
        .ok_or_else(|| Error::RefusedFor("signin-nobody", address.to_owned()))?;
    give(tx, app, &account, office, by.account_id)
}

/// A leader has somebody of the own unit act as leader for some days.
///
/// # Errors
/// A refusal when the leader is only acting, or the person does not work in the unit.
pub fn appoint_acting(
    tx: &mut Tx<'_>,
    app: &App,
    account_id: i64,
    (capacity, term): (Capacity, Term),
    by: &Leader,
) -> Result<(), Error> {
    if by.capacity != Capacity::Definitive {
        return Err(Error::Refused("signin-acting-cannot"));
    }
    let works_here = crate::actor::roles(tx, account_id, app.now())?
        .iter()
        .any(|held| held.unit_id == by.unit_id);
    if !works_here || account_id == by.account_id {
        return Err(Error::Refused("signin-not-of-unit"));
    }
    let account = accounts::get(tx, account_id)?;
    give(
        tx,
        app,
        &account,
        Office {
            role: Role::Leader,
            unit_id: by.unit_id,
            capacity,
            term,
        },
        by.account_id,
    )
}

fn give(
    tx: &mut Tx<'_>,
    app: &App,
    account: &Account,
    office: Office,
    by_id: i64,
) -> Result<(), Error> {
    if account.kind != Kind::Staff || account.closed {
        return Err(Error::RefusedFor(
            "signin-not-staff",
            account.address.clone(),
        ));
    }
    if roles::overlaps(tx, account.id, &office)? {
        return Err(Error::RefusedFor("signin-has-role", account.name.clone()));
    }
    let new = NewRole {
        account_id: account.id,
        role: office.role,
        unit_id: office.unit_id,
        capacity: office.capacity,
        from_at: office.term.from_at,
        until_at: office.term.until_at,
        granted_by: Some(by_id),
    };
    roles::grant(tx, app, &new)?;
    let detail = format!(
        "{} {} unit={} from={} until={:?}",
        office.capacity.key(),
        office.role.key(),
        office.unit_id,
        office.term.from_at,
        office.term.until_at
    );
    Ok(roles::audit(
        tx,
        (Some(by_id), "grant-role", app.now()),
        &account.address,
        &detail,
    )?)
}

/// The super admin ends a role.
///
/// # Errors
/// A refusal for the own role: somebody must be left who can give roles.
pub fn dismiss(
    tx: &mut Tx<'_>,
    app: &App,
    public_id: &str,
    by: &SuperAdmin,
) -> Result<Held, Error> {
    let held = roles::in_force(tx, public_id, app.now())?.ok_or(Error::NotFound)?;
    if held.account_id == by.account_id && held.role == Role::SuperAdmin {
        return Err(Error::Refused("signin-own-role"));
    }
    end(tx, app, &held, by.account_id)?;
    Ok(held)
}

/// A leader ends the time of an acting officer of the own office.
///
/// # Errors
/// [`Error::NotFound`] for any other role.
pub fn dismiss_acting(
    tx: &mut Tx<'_>,
    app: &App,
    public_id: &str,
    by: &Leader,
) -> Result<Held, Error> {
    let held = roles::in_force(tx, public_id, app.now())?.ok_or(Error::NotFound)?;
    let is_own = held.role == Role::Leader
        && held.unit_id == by.unit_id
        && held.capacity != Capacity::Definitive;
    if !is_own || by.capacity != Capacity::Definitive {
        return Err(Error::NotFound);
    }
    end(tx, app, &held, by.account_id)?;
    Ok(held)
}

fn end(tx: &mut Tx<'_>, app: &App, held: &Held, by_id: i64) -> Result<(), Error> {
    let now = app.now();
    roles::end(tx, &held.public_id, now)?;
    let detail = format!(
        "{} {} unit={}",
        held.capacity.key(),
        held.role.key(),
        held.unit_id
    );
    Ok(roles::audit(
        tx,
        (Some(by_id), "end-role", now),
        &held.address,
        &detail,
    )?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Millis = 1_804_212_720_000;

    fn read(from: &str, until: &str, capacity: Capacity) -> Result<Term, TermError> {
        let zone = TimeZone::get("Asia/Jakarta").unwrap();
        Term::read((from, until), capacity, &zone, NOW)
    }

    #[test]
    fn both_days_count_from_midnight_to_midnight() {
        let term = read("2027-03-08", "2027-03-08", Capacity::Plh).unwrap();
        assert_eq!(term.until_at.unwrap() - term.from_at, 86_400_000);
        // Midnight in Jakarta is 17.00 UTC the day before.
        assert_eq!(term.from_at % 86_400_000, 17 * 3_600_000);
    }

    #[test]
    fn whoever_acts_does_so_until_a_day_that_is_still_to_come() {
        assert_eq!(
            read("2027-03-08", "", Capacity::Plt),
            Err(("until", "signin-term-acting"))
        );
        assert!(
            read("2027-03-08", "", Capacity::Definitive)
                .unwrap()
                .until_at
                .is_none()
        );
        assert_eq!(
            read("2027-03-08", "2027-03-07", Capacity::Plt),
            Err(("until", "signin-term-order"))
        );
        assert_eq!(
            read("2027-03-01", "2027-03-04", Capacity::Plt),
            Err(("until", "signin-term-past"))
        );
        assert!(read("2027-03-01", "2027-03-05", Capacity::Plt).is_ok());
        assert_eq!(
            read("8 Maret", "2027-03-07", Capacity::Plt),
            Err(("from", "signin-term-date"))
        );
    }
}
