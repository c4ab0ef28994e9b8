//! The stages of an activation, which act belongs to which, and how often something may be tried. No I/O.

use crate::{
    clock::{DAY, HOUR, MINUTE, Millis},
    credentials::Limit,
};
use std::str::FromStr;

/// How long an activation waits for its next step.
pub const LIFETIME: Millis = 30 * MINUTE;
/// How long it is remembered where somebody stopped, who then shows NIM and PIN again.
pub const KEPT: Millis = 7 * DAY;
/// In which time the failures from one network are counted; how many there may be is a setting.
pub const PER_SOURCE: Millis = HOUR;
/// Failures of the whole campus: on the busiest day students make a tenth of these.
pub const WHOLE_CAMPUS: Limit = Limit {
    attempts: 3_000,
    window: HOUR,
};
/// How many usernames one student may ask for.
pub const PER_STUDENT: Limit = Limit {
    attempts: 120,
    window: HOUR,
};
/// How many usernames may be asked for from one network: a whole campus may stand behind one address, a thousand students
/// an hour who each look at thirty. What one student finds out is bounded by [`PER_STUDENT`] and by the own name.
pub const PER_NAME: Limit = Limit {
    attempts: 30_000,
    window: HOUR,
};

/// How far an activation has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// NIM and PIN fit.
    Identified,
    /// The name is that of the student.
    Confirmed,
    /// A username is chosen, and kept.
    Chosen,
    /// The student has read that it is permanent.
    Settled,
    /// There is an account.
    Done,
}

/// What is sent from the pages of an activation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// *This is me.*
    Confirm,
    /// A username.
    Choose,
    /// *It is permanent, I know.*
    Settle,
    /// The password.
    Finish,
}

impl Stage {
    /// All of them, in order.
    pub const ALL: [Self; 5] = [
        Self::Identified,
        Self::Confirmed,
        Self::Chosen,
        Self::Settled,
        Self::Done,
    ];

    /// As it is stored.
    pub fn key(self) -> &'static str {
        match self {
            Self::Identified => "identified",
            Self::Confirmed => "confirmed",
            Self::Chosen => "chosen",
            Self::Settled => "settled",
            Self::Done => "done",
        }
    }

    /// The page that comes next, without the language.
    pub fn path(self) -> &'static str {
        match self {
            Self::Identified => "/aktivasi/nama",
            Self::Confirmed => "/aktivasi/nama-pengguna",
            Self::Chosen => "/aktivasi/alamat",
            Self::Settled => "/aktivasi/sandi",
            Self::Done => "/aktivasi/selesai",
        }
    }

    /// Whether the turn of an act has come. A username may be chosen anew until there is an account.
    pub fn allows(self, act: Act) -> bool {
        match act {
            Act::Confirm => self == Self::Identified,
            Act::Choose => matches!(self, Self::Confirmed | Self::Chosen | Self::Settled),
            Act::Settle => self == Self::Chosen,
            Act::Finish => self == Self::Settled,
        }
    }
}

impl FromStr for Stage {
    type Err = ();

    fn from_str(key: &str) -> Result<Self, ()> {
        Self::ALL
            .into_iter()
            .find(|stage| stage.key() == key)
            .ok_or(())
    }
}

/// A name that its owner recognises and nobody else reads off: `Na••• Sa•••• M.`
pub fn masked(name: &str) -> String {
    let mask = |word: &str| {
        let letters: Vec<char> = word.chars().collect();
        let shown = if letters.len() > 3 { 2 } else { 1 };
        let signs = letters.iter().enumerate().map(|(at, letter)| {
            let kept = at < shown || !letter.is_alphanumeric();
            if kept { *letter } else { '•' }
        });
        signs.collect::<String>()
    };
    let words: Vec<_> = name.split_whitespace().map(mask).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_reads_back_and_each_act_has_its_turn() {
        for stage in Stage::ALL {
            assert_eq!(stage.key().parse(), Ok(stage));
        }
        let allowed = |act| Stage::ALL.map(|stage| stage.allows(act));
        assert_eq!(allowed(Act::Confirm), [true, false, false, false, false]);
        assert_eq!(allowed(Act::Choose), [false, true, true, true, false]);
        assert_eq!(allowed(Act::Settle), [false, false, true, false, false]);
        assert_eq!(allowed(Act::Finish), [false, false, false, true, false]);
    }

    #[test]
    fn a_masked_name_keeps_its_shape_and_hides_most_of_it() {
        assert_eq!(masked("Nadia Safira Maharani"), "Na••• Sa•••• Ma••••••");
        assert_eq!(masked("Siti  Nur'aini, S.Pd."), "Si•• Nu•'••••, S.••.");
        assert_eq!(masked("Ai"), "A•");
        assert_eq!(masked("I Gede Ary"), "I Ge•• A••");
    }
}
