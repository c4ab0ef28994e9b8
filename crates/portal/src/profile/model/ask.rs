//! What owners may ask to be done with their data, and by when (UU 27/2022, articles 6, 11, 30 and 41).

use crate::{
    clock::{HOUR, Millis},
    web::text,
};
use sop::Lang;
use std::str::FromStr;

/// The law's three times 24 hours: by the clock on the wall, also on holidays.
pub const WITHIN: Millis = 72 * HOUR;
/// So long before that those who have not answered are reminded.
pub const REMIND_BEFORE: Millis = 24 * HOUR;
/// How many may wait at once from one owner.
pub const MOST_OPEN: i64 = 3;
/// Longest text of a form, in characters.
pub const LONGEST: usize = 2_000;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskKind {
    /// Something is wrong and is to be corrected.
    Correct,
    /// No more is to be done with the data than is needed.
    Restrict,
    /// The restriction is to end.
    Lift,
}

impl AskKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Correct, Self::Restrict, Self::Lift];

    /// As it is stored; also the end of its keys in the locales.
    pub fn key(self) -> &'static str {
        match self {
            Self::Correct => "correct",
            Self::Restrict => "restrict",
            Self::Lift => "lift",
        }
    }

    /// Whether it can be asked while there is a restriction, or none.
    pub fn fits(self, restricted: bool) -> bool {
        match self {
            Self::Correct => true,
            Self::Restrict => !restricted,
            Self::Lift => restricted,
        }
    }

    /// What people call it.
    pub fn label(self, lang: Lang) -> String {
        text::t(lang, &format!("profile-ask-kind-{}", self.key())).into_owned()
    }
}

impl FromStr for AskKind {
    type Err = ();

    fn from_str(key: &str) -> Result<Self, ()> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.key() == key)
            .ok_or(())
    }
}

/// How far a request has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskState {
    /// It waits for an answer.
    Open,
    /// It was done.
    Done,
    /// It was refused, with the reason.
    Refused,
}

impl AskState {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Open, Self::Done, Self::Refused];

    /// As it is stored; also the end of its keys in the locales.
    pub fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Refused => "refused",
        }
    }

    /// What people call it.
    pub fn label(self, lang: Lang) -> String {
        text::t(lang, &format!("profile-ask-state-{}", self.key())).into_owned()
    }
}

impl FromStr for AskState {
    type Err = ();

    fn from_str(key: &str) -> Result<Self, ()> {
        Self::ALL
            .into_iter()
            .find(|state| state.key() == key)
            .ok_or(())
    }
}

/// What was corrected: the field, what stood there, what stands there now.
pub type Changes = Vec<(String, String, String)>;

/// A request of an owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Row.
    pub id: i64,
    /// Its name in addresses of pages.
    pub public_id: String,
    /// Whose.
    pub account_id: i64,
    /// What is asked.
    pub kind: AskKind,
    /// What it is about, in the owner's words.
    pub what: String,
    /// Why.
    pub why: String,
    /// How far it has come.
    pub state: AskState,
    /// The answer, in words; may be empty.
    pub answer: String,
    /// What was corrected.
    pub changes: Changes,
    /// When it was asked.
    pub created_at: Millis,
    /// By when it must be answered.
    pub due_at: Millis,
    /// Who has answered.
    pub answered_by: String,
    /// When.
    pub answered_at: Option<Millis>,
}

impl Ask {
    /// A new one of an account, with its name in addresses, asked at that moment.
    pub fn new(
        public_id: String,
        account_id: i64,
        kind: AskKind,
        (what, why): (&str, &str),
        now: Millis,
    ) -> Self {
        Self {
            id: 0,
            public_id,
            account_id,
            kind,
            what: what.to_owned(),
            why: why.to_owned(),
            state: AskState::Open,
            answer: String::new(),
            changes: Vec::new(),
            created_at: now,
            due_at: now + WITHIN,
            answered_by: String::new(),
            answered_at: None,
        }
    }

    /// Whether it waits too long, or was answered too late.
    pub fn is_overdue(&self, now: Millis) -> bool {
        self.answered_at.unwrap_or(now) > self.due_at
    }

    /// `sisa 41 jam`, `terlambat 5 jam`: of one that waits.
    pub fn clock(&self, now: Millis, lang: Lang) -> String {
        let (key, millis) = if now > self.due_at {
            ("profile-ask-late", now - self.due_at)
        } else {
            ("profile-ask-left", self.due_at - now)
        };
        // Whole hours, as far as they are reached: "0 hours left" is the last hour.
        text::t_with(lang, key, &[("hours", (millis / HOUR).into())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(answered_at: Option<Millis>) -> Ask {
        Ask {
            id: 1,
            public_id: String::new(),
            account_id: 1,
            kind: AskKind::Correct,
            what: String::new(),
            why: String::new(),
            state: AskState::Open,
            answer: String::new(),
            changes: Vec::new(),
            created_at: 0,
            due_at: WITHIN,
            answered_by: String::new(),
            answered_at,
        }
    }

    #[test]
    fn it_is_late_after_seventy_two_hours_by_the_clock_on_the_wall() {
        assert!(!ask(None).is_overdue(72 * HOUR));
        assert!(ask(None).is_overdue(72 * HOUR + 1));
        assert!(!ask(Some(HOUR)).is_overdue(100 * HOUR));
        assert!(ask(Some(73 * HOUR)).is_overdue(100 * HOUR));
        assert_eq!(ask(None).clock(31 * HOUR, Lang::Id), "sisa 41 jam");
        assert_eq!(
            ask(None).clock(71 * HOUR + 1, Lang::Id),
            "sisa kurang dari satu jam"
        );
        assert_eq!(ask(None).clock(77 * HOUR, Lang::En), "5 hours late");
    }

    #[test]
    fn only_what_fits_can_be_asked() {
        let fitting = |restricted: bool| AskKind::ALL.map(|kind| kind.fits(restricted));
        assert_eq!(fitting(false), [true, true, false]);
        assert_eq!(fitting(true), [true, false, true]);
    }
}
