//! When an invitation, an end, a yearly question is due. Rules only.

use crate::{
    accounts::{Account, Part},
    clock::{DAY, HOUR, MINUTE, Millis},
    credentials::Limit,
};
use jiff::{ToSpan, Zoned, civil::Date, tz::TimeZone};
use std::str::FromStr;

/// How long an invitation can be answered: whoever is away for a week still sees it.
pub const OFFER_LIFETIME: Millis = 14 * DAY;
/// How many deputies a mailbox can have. More people than these who share one mailbox need a ticket system, not a mailbox.
pub const MOST_DEPUTIES: usize = 10;
/// Invitations of one person: nobody fills the boxes of others.
pub const PER_INVITER: Limit = Limit {
    attempts: 20,
    window: DAY,
};

/// An end is told so many days before it, the nearest first; 0 is the end itself. A month is enough to ask for more time
/// by letter, a week is a warning, a day is the last one.
pub const NOTICES: [i64; 4] = [0, 1, 7, 30];

/// After so long without one the person in charge is asked again whether a mailbox is needed.
pub const ASK_AFTER: Millis = 365 * DAY;
/// How long between the question and each reminder.
pub const REMIND_EVERY: Millis = 14 * DAY;
/// How many reminders there are.
pub const REMINDERS: i64 = 2;
/// So long after the question a mailbox counts as not confirmed: two reminders have passed, and holidays too. Then a
/// keeper of the directory decides; nothing is closed by itself.
pub const GRACE: Millis = 45 * DAY;
/// A mailbox that ends this soon is not asked about.
pub const ENDS_SOON: Millis = 30 * DAY;

/// Of the days before an end, the one whose notice is due: none yet, or the nearest. One that was missed while the server
/// was down is passed over.
pub fn notice_due(expires_at: Millis, now: Millis) -> Option<i64> {
    NOTICES
        .into_iter()
        .find(|days| now >= expires_at - days * DAY)
}

/// How many reminders should have left by now.
pub fn reminders_due(asked_at: Millis, now: Millis) -> i64 {
    ((now - asked_at) / REMIND_EVERY).clamp(0, REMINDERS)
}

/// Whether people may be told something that can wait: nobody is woken up for it.
pub fn is_day(now: &Zoned) -> bool {
    (7..20).contains(&now.hour())
}

/// The first moment after a day in the campus's time zone: through that day a mailbox works.
pub fn end_of(day: Date, zone: &TimeZone) -> Option<Millis> {
    let after = day.checked_add(1.day()).ok()?;
    let start = after.to_zoned(zone.clone()).ok()?;
    Some(start.timestamp().as_millisecond())
}

/// The last day on which a mailbox works that ends at a moment.
pub fn last_day(expires_at: Millis, zone: &TimeZone) -> Date {
    crate::web::format::zoned(expires_at - MINUTE, zone).date()
}

/// What became of an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Agreed to.
    Accepted,
    /// Not agreed to.
    Declined,
    /// Taken back by whoever made it, or by what happened to the mailbox.
    Withdrawn,
    /// Somebody else agreed first.
    Superseded,
    /// Nobody answered in time.
    Expired,
}

impl Answer {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Accepted,
        Self::Declined,
        Self::Withdrawn,
        Self::Superseded,
        Self::Expired,
    ];

    /// As it is stored.
    pub fn key(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
            Self::Superseded => "superseded",
            Self::Expired => "expired",
        }
    }
}

impl FromStr for Answer {
    type Err = ();

    fn from_str(key: &str) -> Result<Self, ()> {
        let found = Self::ALL.into_iter().find(|answer| answer.key() == key);
        found.ok_or(())
    }
}

/// An invitation to answer for a mailbox.
#[derive(Clone, Debug)]
pub struct Offer {
    /// Its row.
    pub id: i64,
    /// Its name in addresses of pages.
    pub public_id: String,
    /// Row of the mailbox.
    pub account_id: i64,
    /// Row of whoever is invited.
    pub person_id: i64,
    /// As what.
    pub part: Part,
    /// Row of whoever invites.
    pub by_id: i64,
    /// Name, as it was then.
    pub by_name: String,
    /// Why, when a keeper of the directory invites.
    pub ground: String,
    /// Since when.
    pub offered_at: Millis,
    /// Until when it can be answered.
    pub expires_at: Millis,
    /// What became of it.
    pub answer: Option<Answer>,
}

impl Offer {
    /// Whether it can still be answered.
    pub fn is_open(&self, now: Millis) -> bool {
        self.answer.is_none() && now < self.expires_at
    }

    /// Where whoever invited goes on: a keeper of the directory gives a ground, and has no part in the mailbox.
    pub fn inviters_page(&self, mailbox: &Account) -> String {
        if self.ground.is_empty() {
            format!("/akun-saya/kotak/{}", mailbox.public_id)
        } else {
            format!("/akun/{}/kotak", mailbox.public_id)
        }
    }
}

/// How a mailbox stands with the yearly question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It was confirmed then, or is younger than a year.
    Confirmed(Option<Millis>),
    /// Asked then, and not answered yet.
    Asked(Millis),
    /// Asked then, and the time for an answer has passed.
    Unconfirmed(Millis),
}

impl Need {
    /// From the question that is open, if one is, and the last confirmation.
    pub fn of(asked_at: Option<Millis>, confirmed_at: Option<Millis>, now: Millis) -> Self {
        match asked_at {
            Some(at) if now - at >= GRACE => Self::Unconfirmed(at),
            Some(at) => Self::Asked(at),
            None => Self::Confirmed(confirmed_at),
        }
    }

    /// Whether an answer is awaited.
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Confirmed(_))
    }
}

/// Why a mailbox is on the list of the keepers of the directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concern {
    /// It ends within a month, or has ended.
    Ending,
    /// Its yearly question was not answered.
    Unconfirmed,
    /// Nobody who can act is in charge of it.
    Orphaned,
    /// It is for an event, and nobody has said when that ends.
    Endless,
}

impl Concern {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::Ending,
        Self::Unconfirmed,
        Self::Orphaned,
        Self::Endless,
    ];

    /// As it stands in addresses.
    pub fn key(self) -> &'static str {
        match self {
            Self::Ending => "berakhir",
            Self::Unconfirmed => "belum-dikonfirmasi",
            Self::Orphaned => "tanpa-pic",
            Self::Endless => "tanpa-batas",
        }
    }

    /// Its part of the keys of its words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ending => "ending",
            Self::Unconfirmed => "unconfirmed",
            Self::Orphaned => "orphaned",
            Self::Endless => "endless",
        }
    }
}

impl FromStr for Concern {
    type Err = ();

    fn from_str(key: &str) -> Result<Self, ()> {
        let found = Self::ALL.into_iter().find(|concern| concern.key() == key);
        found.ok_or(())
    }
}

/// A line of that list.
#[derive(Clone, Debug)]
pub struct Concerned {
    /// The mailbox.
    pub account: Account,
    /// Name of the person in charge.
    pub pic: Option<String>,
    /// When it was asked about, if the answer is awaited.
    pub asked_at: Option<Millis>,
}

/// How often the house is kept.
pub const ROUND_EVERY: Millis = HOUR;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_end_is_told_a_month_a_week_and_a_day_before() {
        let end = 100 * DAY;
        let due = |days: i64| notice_due(end, end - days * DAY);
        assert_eq!(
            [31, 30, 8, 7, 2, 1, 0, -3].map(due),
            [
                None,
                Some(30),
                Some(30),
                Some(7),
                Some(7),
                Some(1),
                Some(0),
                Some(0)
            ]
        );
        assert_eq!(notice_due(end, end - 1), Some(1));
    }

    proptest! {
        /// Whenever rounds are made, no notice comes twice and none after a nearer one.
        #[test]
        fn notices_only_come_nearer(mut rounds in prop::collection::vec(0..60 * DAY, 0..40)) {
            rounds.sort_unstable();
            let mut told: Vec<i64> = Vec::new();
            for now in rounds {
                if let Some(days) = notice_due(45 * DAY, now).filter(|days| !told.contains(days)) {
                    prop_assert!(told.iter().all(|before| *before > days));
                    prop_assert!(now >= (45 - days) * DAY);
                    told.push(days);
                }
            }
        }

        #[test]
        fn a_mailbox_works_through_its_last_day(days in 0_i64..20_000) {
            let zone = TimeZone::fixed(jiff::tz::offset(7));
            let day = Date::constant(2027, 1, 1).checked_add(days.days()).unwrap();
            prop_assert_eq!(last_day(end_of(day, &zone).unwrap(), &zone), day);
        }
    }

    #[test]
    fn reminders_stop_and_do_not_pile_up() {
        let due = |days: i64| reminders_due(0, days * DAY);
        assert_eq!([0, 13, 14, 27, 28, 400].map(due), [0, 0, 1, 1, 2, 2]);
        const { assert!(GRACE > REMINDERS * REMIND_EVERY) };
    }

    #[test]
    fn what_was_asked_counts_as_not_confirmed_after_the_grace() {
        assert_eq!(Need::of(None, Some(5), DAY), Need::Confirmed(Some(5)));
        assert_eq!(Need::of(Some(0), None, GRACE - 1), Need::Asked(0));
        assert_eq!(Need::of(Some(0), Some(5), GRACE), Need::Unconfirmed(0));
    }

    #[test]
    fn every_word_reads_back() {
        for answer in Answer::ALL {
            assert_eq!(answer.key().parse(), Ok(answer));
        }
        for concern in Concern::ALL {
            assert_eq!(concern.key().parse(), Ok(concern));
        }
    }
}
