//! Roles: what a person may do, in which unit, in which capacity, from when until when.

use crate::clock::{DAY, HOUR, Millis};
use sop::Lang;
use std::str::FromStr;

/// What a person does in a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Takes in letters that are handed over at the office.
    Helpdesk,
    /// *Admin unit*: verifies letters, edits the services of the unit.
    Admin,
    /// *Pimpinan*: disposes, approves.
    Leader,
    /// *Staf*: carries out.
    Staff,
    /// Reads.
    Auditor,
    /// Units, people, roles of the whole campus.
    SuperAdmin,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Helpdesk,
        Self::Admin,
        Self::Leader,
        Self::Staff,
        Self::Auditor,
        Self::SuperAdmin,
    ];

    /// As it is stored.
    pub fn key(self) -> &'static str {
        match self {
            Self::Helpdesk => "helpdesk",
            Self::Admin => "admin",
            Self::Leader => "leader",
            Self::Staff => "staff",
            Self::Auditor => "auditor",
            Self::SuperAdmin => "superadmin",
        }
    }

    /// What people call it.
    pub fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Helpdesk, _) => "Helpdesk",
            (Self::Admin, Lang::Id) => "Admin unit",
            (Self::Admin, Lang::En) => "Unit admin",
            (Self::Leader, Lang::Id) => "Pimpinan",
            (Self::Leader, Lang::En) => "Leader",
            (Self::Staff, Lang::Id) => "Staf",
            (Self::Staff, Lang::En) => "Staff",
            (Self::Auditor, _) => "Auditor",
            (Self::SuperAdmin, _) => "Super admin",
        }
    }
}

impl FromStr for Role {
    type Err = ();

    fn from_str(key: &str) -> Result<Self, ()> {
        Self::ALL
            .into_iter()
            .find(|role| role.key() == key)
            .ok_or(())
    }
}

/// How somebody holds an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capacity {
    /// Appointed.
    Definitive,
    /// *Pelaksana tugas*: the office is vacant.
    Plt,
    /// *Pelaksana harian*: its holder is away.
    Plh,
}

impl Capacity {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Definitive, Self::Plt, Self::Plh];

    /// As it is stored.
    pub fn key(self) -> &'static str {
        match self {
            Self::Definitive => "definitive",
            Self::Plt => "plt",
            Self::Plh => "plh",
        }
    }
}

impl FromStr for Capacity {
    type Err = ();

    fn from_str(key: &str) -> Result<Self, ()> {
        Self::ALL
            .into_iter()
            .find(|capacity| capacity.key() == key)
            .ok_or(())
    }
}

/// A role in a unit, in force now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoleIn {
    /// What.
    pub role: Role,
    /// Number of the unit; 0 is the whole campus.
    pub unit_id: i64,
    /// How the office is held.
    pub capacity: Capacity,
}

/// How long one sign-in is good for (NIST SP 800-63B-4 sections 2.1.3 and 2.2.3; `docs/security/sessions.md`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// From signing in to the end, whatever happens.
    pub whole: Millis,
    /// Without being used.
    pub idle: Millis,
}

impl Term {
    /// The owner of a blocked account: long enough to have the letter signed and to send it, on whatever machine.
    pub const BLOCKED: Self = Self {
        whole: 4 * HOUR,
        idle: HOUR,
    };

    /// An officer has power over others, on a machine that others walk past: a working day, and an hour unused. Everybody
    /// else comes back to one request over days, often on the own phone.
    pub fn of(is_staff: bool) -> Self {
        if is_staff {
            Self {
                whole: 12 * HOUR,
                idle: HOUR,
            }
        } else {
            Self {
                whole: 14 * DAY,
                idle: 7 * DAY,
            }
        }
    }
}
