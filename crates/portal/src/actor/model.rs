//! Roles: what a person may do, in which unit, in which capacity, from when until when.

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
