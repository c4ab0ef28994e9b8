//! When a single-use link works.

use super::Purpose;
use crate::clock::Millis;

/// A single-use link, found by one of its tokens.
#[derive(Clone, Debug)]
pub struct Link {
    /// Its row.
    pub id: i64,
    /// What it is for.
    pub purpose: Purpose,
    /// Whose account.
    pub account_id: i64,
    /// The request that it came from.
    pub request_id: Option<i64>,
    /// Until when.
    pub expires_at: Millis,
    /// When it was used.
    pub used_at: Option<Millis>,
}

/// Why a link does not work, or that it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkState {
    /// It works.
    Open,
    /// It has done what it was for.
    Used,
    /// Its time has passed, or a newer one took its place.
    Expired,
}

impl Purpose {
    /// The page that its links lead to.
    pub fn page(self) -> &'static str {
        match self {
            Self::ConfirmAddress | Self::SetPassword | Self::EnrolSecondStep => "tautan",
            Self::Decide => "putusan",
        }
    }
}

impl Link {
    /// Whether it works at a moment.
    pub fn state(&self, now: Millis) -> LinkState {
        match self.used_at {
            Some(_) => LinkState::Used,
            None if now >= self.expires_at => LinkState::Expired,
            None => LinkState::Open,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(expires_at: Millis, used_at: Option<Millis>) -> Link {
        Link {
            id: 1,
            purpose: Purpose::SetPassword,
            account_id: 1,
            request_id: None,
            expires_at,
            used_at,
        }
    }

    #[test]
    fn a_link_ends_at_its_last_moment_and_a_used_one_stays_used() {
        assert_eq!(link(100, None).state(99), LinkState::Open);
        assert_eq!(link(100, None).state(100), LinkState::Expired);
        assert_eq!(link(100, Some(50)).state(60), LinkState::Used);
        assert_eq!(link(100, Some(50)).state(200), LinkState::Used);
    }
}
