//! The campus, its units, its calendar, its applications.

use jiff::civil::{Date, Time, Weekday};
use serde::{Deserialize, Serialize};

use super::text::{Text, vocabulary};
use super::{Category, Sop};

/// Everything that is declared: the campus with its units and services.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Campus {
    /// Full name of the university.
    pub name: Text,
    /// Its abbreviation.
    pub short: String,
    /// IANA time zone, e.g. `Asia/Jakarta`.
    pub time_zone: String,
    /// Mail domains by type of account.
    pub domains: Vec<Domain>,
    /// Types of account that sign in through the campus's single sign-on.
    pub sso: Vec<AccountType>,
    /// How student numbers are written.
    #[serde(default)]
    pub student_number: StudentNumber,
    /// The campus's colour.
    pub accent: Accent,
    /// Applications for which an account can be opened.
    pub applications: Vec<Application>,
    /// Groups of categories, as in print ("IT & Software").
    pub groups: Vec<Group>,
    /// Categories of services.
    pub categories: Vec<Category>,
    /// Public holidays and collective leave, in order of date.
    pub holidays: Vec<Holiday>,
    /// Units that offer services, in order of id.
    pub units: Vec<Unit>,
    /// All services of all units, in order of id.
    pub services: Vec<Sop>,
}

impl Campus {
    /// The domains of a type of account.
    pub fn domains_of(&self, kind: AccountType) -> impl Iterator<Item = &str> {
        self.domains
            .iter()
            .filter(move |d| d.kind == kind)
            .map(|d| d.name.as_str())
    }

    /// The type of the account that an address belongs to, by its domain.
    pub fn account_type(&self, address: &str) -> Option<AccountType> {
        let (_, domain) = address.rsplit_once('@')?;
        self.domains
            .iter()
            .find(|d| d.name.eq_ignore_ascii_case(domain))
            .map(|d| d.kind)
    }

    /// The domains whose accounts sign in through single sign-on.
    pub fn sso_domains(&self) -> impl Iterator<Item = &str> {
        self.domains
            .iter()
            .filter(|d| self.sso.contains(&d.kind))
            .map(|d| d.name.as_str())
    }

    /// The unit with this slug.
    pub fn unit(&self, slug: &str) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.slug == slug)
    }

    /// The service with this number.
    pub fn service(&self, id: i64) -> Option<&Sop> {
        self.services.iter().find(|sop| sop.id == id)
    }

    /// The services of a unit, in order of their number.
    pub fn services_of<'a>(&'a self, unit: &'a str) -> impl Iterator<Item = &'a Sop> {
        self.services.iter().filter(move |sop| sop.unit == unit)
    }

    /// The application with this key.
    pub fn application(&self, key: &str) -> Option<&Application> {
        self.applications.iter().find(|app| app.key == key)
    }

    /// The category with this key.
    pub fn category(&self, key: &str) -> Option<&Category> {
        self.categories.iter().find(|category| category.key == key)
    }

    /// The group with this key.
    pub fn group(&self, key: &str) -> Option<&Group> {
        self.groups.iter().find(|group| group.key == key)
    }
}

vocabulary! {
    /// What an account is for; its mail domain follows from this.
    AccountType {
        /// A student.
        Student = "student", "Akun mahasiswa", "Student account";
        /// A lecturer or a member of the administrative staff.
        Staff = "staff", "Akun staf", "Staff account";
        /// A study programme, office, institute or other unit.
        Unit = "unit", "Akun unit", "Unit account";
        /// A journal, seminar or other event.
        Event = "event", "Akun jurnal atau kegiatan", "Journal or event account";
    }
}

/// A mail domain and what it is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Domain {
    /// Type of the accounts in it.
    pub kind: AccountType,
    /// The domain, lower case, without `@`.
    pub name: String,
}

/// How the campus writes student numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StudentNumber {
    /// Every shape there is: `A` stands for a letter, `9` for a digit, anything else for itself. Without one, a number is
    /// 5 to 20 letters and digits, at least one of them a digit.
    pub shapes: Vec<String>,
    /// One that could be, for hints.
    pub example: String,
}

impl StudentNumber {
    /// Whether a number in upper case without ornament has one of the shapes.
    pub fn fits(&self, number: &str) -> bool {
        if self.shapes.is_empty() {
            return (5..=20).contains(&number.len())
                && number.chars().all(|c| c.is_ascii_alphanumeric())
                && number.chars().any(|c| c.is_ascii_digit());
        }
        self.shapes.iter().any(|shape| has_shape(number, shape))
    }
}

fn has_shape(number: &str, shape: &str) -> bool {
    let fits = |(given, wanted): (char, char)| match wanted {
        'A' => given.is_ascii_uppercase(),
        '9' => given.is_ascii_digit(),
        other => given == other,
    };
    number.chars().count() == shape.chars().count() && number.chars().zip(shape.chars()).all(fits)
}

/// The campus's colour in both schemes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accent {
    /// On light paper.
    pub light: Palette,
    /// On dark paper.
    pub dark: Palette,
}

/// The four tokens that a campus decides, each `#rrggbb`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Palette {
    /// Links, primary button, plate.
    pub accent: String,
    /// Hover and pressed.
    pub accent_deep: String,
    /// Text on the accent.
    pub accent_ink: String,
    /// Background of what is chosen.
    pub tint: String,
}

/// An application of the campus.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    /// Stable key.
    pub key: String,
    /// What people call it.
    pub name: Text,
    /// Belongs to the campus; only such can be opened by a service.
    pub internal: bool,
}

/// A group of categories.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Stable key.
    pub key: String,
    /// Heading.
    pub name: Text,
}

/// A day on which the public offices are closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holiday {
    /// The day.
    pub date: Date,
    /// Its name.
    pub name: Text,
    /// `true` for collective leave, which a unit may choose to work through.
    pub collective_leave: bool,
}

/// A unit that offers services.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Number, as in print.
    pub id: i64,
    /// Words in its address and the name of its folder.
    pub slug: String,
    /// Eight hexadecimal digits that end its address.
    pub hash: String,
    /// Earlier `slug-hash` endings that still lead here.
    pub aliases: Vec<String>,
    /// Full name.
    pub name: Text,
    /// Abbreviation.
    pub short: String,
    /// Where it stands in the university ("Kantor Pusat").
    pub place: Text,
    /// Street address.
    pub address: String,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// Web site, if it has one of its own.
    pub website: Option<String>,
    /// Number for questions, as people write it.
    pub hotline: String,
    /// Post of its head ("Direktur …"), to whom letters are addressed.
    pub head: Text,
    /// Office hours.
    pub hours: Hours,
    /// Times of the year with hours of their own, in order.
    pub seasons: Vec<Season>,
    /// Closed on collective leave.
    pub observes_collective_leave: bool,
}

impl Unit {
    /// Last part of its address: `{id}-{slug}-{hash}`.
    pub fn address_key(&self) -> String {
        format!("{}-{}-{}", self.id, self.slug, self.hash)
    }

    /// The season of a day, if it is one with hours of its own.
    pub fn season(&self, date: Date) -> Option<&Season> {
        let holds = |season: &&Season| (season.from..=season.until).contains(&date);
        self.seasons.iter().find(holds)
    }

    /// The shift of a day by its office hours; `None` when the unit is closed on such a day. Holidays are the campus's.
    pub fn shift(&self, date: Date) -> Option<&Shift> {
        let hours = self
            .season(date)
            .map_or(&self.hours, |season| &season.hours);
        hours.on(date.weekday())
    }
}

/// A time of the year with office hours of its own, such as Ramadan (Presidential Regulation 21/2023).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Season {
    /// What people call it.
    pub name: Text,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// Office hours on these days.
    pub hours: Hours,
}

/// Office hours by day of the week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    /// Monday to Sunday; `None` is a closed day.
    pub days: [Option<Shift>; 7],
}

impl Hours {
    /// The shift of a day of the week.
    pub fn on(&self, day: Weekday) -> Option<&Shift> {
        let index = usize::try_from(day.to_monday_zero_offset()).ok()?;
        self.days.get(index)?.as_ref()
    }
}

/// One working day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shift {
    /// Opening.
    pub start: Time,
    /// Closing.
    pub end: Time,
    /// Break within it, from and to.
    pub rest: Option<(Time, Time)>,
}
