//! A slip: a new PIN for somebody whose own is lost, after the helpdesk has made sure who it is.

use super::{Entry, find, find_locked, pin_hash, store};
use crate::{
    App, Error,
    accounts::{self, Touched},
    actor::Clerk,
    clock::{DAY, MINUTE, Millis},
    credentials::attempts::{self, Kind},
    web::text,
};
use db::Tx;
use sop::Lang;
use std::str::FromStr;

/// How long the PIN of a slip opens the activation.
pub const LIFETIME: Millis = 3 * DAY;
/// How long the same slip is shown again to who made it: the second of two clicks prints what the first made.
const SHOWN: Millis = MINUTE;

/// What the helpdesk has made sure of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// A card of the state with a picture.
    PhotoCard,
    /// The card of a student.
    StudentCard,
    /// The letter of admission, with a card of the family or the school.
    Admission,
    /// The face is the one on the picture.
    Face,
}

impl Check {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::PhotoCard,
        Self::StudentCard,
        Self::Admission,
        Self::Face,
    ];

    /// As it is stored, and what its field is called.
    pub fn key(self) -> &'static str {
        match self {
            Self::PhotoCard => "photo-card",
            Self::StudentCard => "student-card",
            Self::Admission => "admission",
            Self::Face => "face",
        }
    }

    /// As people read it.
    pub fn label(self, lang: Lang) -> String {
        text::t(lang, &format!("activation-check-{}", self.key())).into_owned()
    }
}

impl FromStr for Check {
    type Err = ();

    fn from_str(key: &str) -> Result<Self, ()> {
        Self::ALL
            .into_iter()
            .find(|check| check.key() == key)
            .ok_or(())
    }
}

/// Whether as much was checked as is needed: a document, and that it belongs to who brings it.
pub fn is_enough(checked: &[Check]) -> bool {
    checked.contains(&Check::Face) && checked.iter().any(|check| *check != Check::Face)
}

/// A slip that was made before.
#[derive(Clone, Debug)]
pub struct Slip {
    /// Name of who made it.
    pub by_name: String,
    /// What was checked.
    pub checked: Vec<Check>,
    /// When.
    pub made_at: Millis,
    /// Until when its PIN opens the activation.
    pub expires_at: Millis,
}

/// What is printed.
#[derive(Clone, Debug)]
pub struct Printed {
    /// For whom.
    pub entry: Entry,
    /// The PIN; `None` when this slip was printed longer ago.
    pub pin: Option<String>,
    /// Until when it opens the activation.
    pub expires_at: Millis,
}

/// Makes a slip and returns what is printed. The PIN follows from the name of the slip and the secret key, so that the same
/// slip, asked for twice, is the same; stored is only its hash. What was begun with the PIN before is over.
///
/// # Errors
/// [`Error::Refused`] when the identity was not made sure of, or there is an account already.
pub fn issue(
    tx: &mut Tx<'_>,
    app: &App,
    clerk: &Clerk,
    (nim, slip): (&str, &str),
    checked: &[Check],
) -> Result<Printed, Error> {
    if !is_enough(checked) {
        return Err(Error::Refused("activation-slip-unchecked"));
    }
    let entry = find(tx, nim)?.ok_or(Error::NotFound)?;
    if let Some(printed) = again(tx, app, clerk, &entry, slip)? {
        return Ok(printed);
    }
    // In the order in which whoever activates takes them: the counts of a NIM, then its entry.
    attempts::rebound(tx, app, Kind::Pin, &entry.nim)?;
    let entry = find_locked(tx, nim)?.ok_or(Error::NotFound)?;
    if let Some(printed) = again(tx, app, clerk, &entry, slip)? {
        return Ok(printed);
    }
    if entry.account_id.is_some() {
        return Err(Error::Refused("activation-slip-active"));
    }
    let (now, until) = (app.now(), app.now() + LIFETIME);
    let keys: Vec<_> = checked.iter().map(|check| check.key()).collect();
    let by = (clerk.account_id, clerk.name.as_str());
    store::slips::add(tx, (slip, entry.id), by, &keys.join(" "), (now, until))?;
    let pin = pin(app, &entry.nim, slip);
    let hash = pin_hash(app, &entry.nim, &pin);
    store::slips::put_in_force(tx, entry.id, &hash, (now, until))?;
    crate::activation::end_all(tx, entry.id)?;
    Ok(Printed {
        entry,
        pin: Some(pin),
        expires_at: until,
    })
}

/// A slip that was made already; its PIN only for who made it, and only at once.
fn again(
    tx: &mut Tx<'_>,
    app: &App,
    clerk: &Clerk,
    entry: &Entry,
    slip: &str,
) -> Result<Option<Printed>, Error> {
    let made = store::slips::made(tx, slip, entry.id)?;
    Ok(made.map(|made| {
        let shown = made.by_id == clerk.account_id && app.now() - made.at < SHOWN;
        Printed {
            entry: entry.clone(),
            pin: shown.then(|| pin(app, &entry.nim, slip)),
            expires_at: made.expires_at,
        }
    }))
}

/// Ten digits in groups that can be typed off.
fn pin(app: &App, nim: &str, slip: &str) -> String {
    let hash = app.keys().hash("slip", &format!("{nim}\n{slip}"));
    let eight = hash.iter().take(8);
    let number = eight.fold(0_u64, |number, byte| number << 8 | u64::from(*byte)) % 10_000_000_000;
    format!("{number:010}")
}

/// The entry with a NIM, and the slips and links that were made for it, the newest first.
///
/// # Errors
/// [`Error::NotFound`] without such an entry.
pub(super) fn with_history(
    tx: &mut Tx<'_>,
    nim: &str,
) -> Result<(Entry, Vec<Slip>, Vec<Touched>), Error> {
    let entry = find(tx, nim)?.ok_or(Error::NotFound)?;
    let slips = store::slips::of_entry(tx, entry.id)?;
    let links = match entry.account_id {
        Some(account_id) => accounts::links_sent(tx, account_id)?,
        None => Vec::new(),
    };
    Ok((entry, slips, links))
}
