//! Who acts, as types. A domain function asks for the actor that it needs, and only a person with that role in
//! that unit can make one: what is not authorised does not compile.

use super::{Capacity, Role, RoleIn};
use crate::{Error, catalog::Catalog, clock::Millis};

/// The person of a session, with the roles in force now. Every signed-in person is an applicant.
#[derive(Clone, Debug)]
pub struct Person {
    /// Row of the account.
    pub account_id: i64,
    /// Row of the session.
    pub session_id: i64,
    /// Address with which one signs in.
    pub address: String,
    /// Name.
    pub name: String,
    /// WhatsApp number `628…`.
    pub whatsapp: Option<String>,
    /// NIM or NIP.
    pub number: Option<String>,
    /// Unit or faculty.
    pub organisation: String,
    /// Roles in force now.
    pub roles: Vec<RoleIn>,
    /// Of a session in a shared mailbox: row of the account of the person who opened it.
    pub opened_by: Option<i64>,
    /// Whether the account must have a second step.
    pub second_step_required: bool,
    /// Whether it has one.
    pub has_second_step: bool,
    /// When this session last proved who it belongs to.
    pub stepped_up_at: Option<Millis>,
}

macro_rules! actors {
    ($($(#[$meta:meta])* $name:ident = $role:path, $make:ident;)*) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Debug)]
            pub struct $name {
                /// The person who acts.
                pub account_id: i64,
                /// Name, as the record will show it.
                pub name: String,
                /// Number of the unit in which it is done.
                pub unit_id: i64,
                /// How the office is held.
                pub capacity: Capacity,
            }
        )*
        impl Person {
            $(
                #[doc = concat!("This person as [`", stringify!($name), "`] of a unit.")]
                ///
                /// # Errors
                /// [`Error::Forbidden`] without that role in that unit.
                pub fn $make(&self, unit_id: i64) -> Result<$name, Error> {
                    let held = self.role($role, unit_id).ok_or(Error::Forbidden)?;
                    Ok($name { account_id: self.account_id, name: self.name.clone(), unit_id, capacity: held.capacity })
                }
            )*
        }
    };
}

actors! {
    /// *Helpdesk*: takes in a letter for somebody else.
    Clerk = Role::Helpdesk, clerk;
    /// *Admin unit* as *verifikator*.
    Verifier = Role::Admin, verifier;
    /// *Admin unit* as the one who looks after the unit's services.
    UnitAdmin = Role::Admin, unit_admin;
    /// *Pimpinan*, also acting.
    Leader = Role::Leader, leader;
    /// *Staf*.
    Executor = Role::Staff, executor;
    /// Reads reports and trails.
    Auditor = Role::Auditor, auditor;
}

/// The one who looks after the whole campus.
#[derive(Clone, Debug)]
pub struct SuperAdmin {
    /// The person who acts.
    pub account_id: i64,
    /// Name, as the record will show it.
    pub name: String,
}

/// Who looks after the accounts: an admin of a unit that keeps the directory, or the super admin. They block and unblock.
#[derive(Clone, Debug)]
pub struct Keeper {
    /// The person who acts.
    pub account_id: i64,
    /// Name, as the record will show it.
    pub name: String,
}

/// Who may read the account directory: whoever works in a unit that keeps it, and the super admin.
#[derive(Clone, Copy, Debug)]
pub struct DirectoryReader(());

/// Who may read reports on the accounts.
#[derive(Clone, Copy, Debug)]
pub struct Reader(());

impl Person {
    fn role(&self, role: Role, unit_id: i64) -> Option<&RoleIn> {
        self.roles
            .iter()
            .find(|held| held.role == role && held.unit_id == unit_id)
    }

    /// Asks for a fresh proof of who this is, before a sensitive act (OWASP ASVS 5.0, 7.5.3). Signing in is one too.
    ///
    /// # Errors
    /// [`Error::StepUp`] when the last one is longer ago than [`super::STEP_UP_LIFETIME`].
    pub fn stepped_up(&self, now: Millis) -> Result<(), Error> {
        let until = self.stepped_up_at.map(|at| at + super::STEP_UP_LIFETIME);
        let fresh = until.is_some_and(|until| now < until);
        fresh.then_some(()).ok_or(Error::StepUp)
    }

    /// Whether a second step must be had before anything else can be done; `of_officers`: whether everybody with power
    /// over others must have one.
    pub fn owes_second_step(&self, of_officers: bool) -> bool {
        let must = self.second_step_required || (of_officers && self.is_staff());
        must && !self.has_second_step
    }

    /// This person as super admin.
    ///
    /// # Errors
    /// [`Error::Forbidden`] without that role.
    pub fn super_admin(&self) -> Result<SuperAdmin, Error> {
        self.role(Role::SuperAdmin, 0).ok_or(Error::Forbidden)?;
        Ok(SuperAdmin {
            account_id: self.account_id,
            name: self.name.clone(),
        })
    }

    /// Whether the person holds one of these roles in a unit that keeps the directory, or is super admin.
    fn is_of_directory(&self, catalog: &Catalog, roles: &[Role]) -> Result<(), Error> {
        let of_directory = |held: &RoleIn| {
            held.role == Role::SuperAdmin
                || (roles.contains(&held.role) && catalog.keeps_directory(held.unit_id))
        };
        let is = self.roles.iter().any(of_directory);
        is.then_some(()).ok_or(Error::Forbidden)
    }

    /// This person as reader of the account directory.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for whoever neither works in a unit that keeps the directory nor is super admin.
    pub fn directory_reader(&self, catalog: &Catalog) -> Result<DirectoryReader, Error> {
        self.is_of_directory(catalog, &Role::ALL)?;
        Ok(DirectoryReader(()))
    }

    /// This person as keeper of the accounts.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for whoever is neither admin of a unit that keeps the directory nor super admin.
    pub fn keeper(&self, catalog: &Catalog) -> Result<Keeper, Error> {
        self.is_of_directory(catalog, &[Role::Admin])?;
        Ok(Keeper {
            account_id: self.account_id,
            name: self.name.clone(),
        })
    }

    /// This person as reader of reports on the accounts.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for whoever is neither admin, leader nor auditor of a unit that keeps the directory, nor super
    /// admin.
    pub fn reader(&self, catalog: &Catalog) -> Result<Reader, Error> {
        self.is_of_directory(catalog, &[Role::Admin, Role::Leader, Role::Auditor])?;
        Ok(Reader(()))
    }

    /// This person as clerk of a unit that keeps the directory.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for whoever is not of the helpdesk of such a unit.
    pub fn directory_clerk(&self, catalog: &Catalog) -> Result<Clerk, Error> {
        let mut units = self.units().into_iter();
        let unit = units.find(|unit| catalog.keeps_directory(*unit) && self.clerk(*unit).is_ok());
        self.clerk(unit.ok_or(Error::Forbidden)?)
    }

    /// The units that the person leads, also acting.
    pub fn leads(&self) -> impl Iterator<Item = &RoleIn> {
        self.roles.iter().filter(|held| held.role == Role::Leader)
    }

    /// Whether the person has any role in a unit.
    pub fn works_in(&self, unit_id: i64) -> bool {
        self.roles.iter().any(|held| held.unit_id == unit_id)
    }

    /// The units in which the person has a role, in order.
    pub fn units(&self) -> Vec<i64> {
        let mut units: Vec<_> = self
            .roles
            .iter()
            .map(|held| held.unit_id)
            .filter(|unit| *unit != 0)
            .collect();
        units.sort_unstable();
        units.dedup();
        units
    }

    /// Whether the person works at any desk.
    pub fn is_staff(&self) -> bool {
        !self.roles.is_empty()
    }

    /// Whether the person has this role anywhere.
    pub fn is(&self, role: Role) -> bool {
        self.roles.iter().any(|held| held.role == role)
    }
}
