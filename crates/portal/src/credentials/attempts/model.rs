//! How long one waits after how many failures. The numbers, and why these, are in `docs/security/attempts.md`.

use crate::{
    clock::{HOUR, MINUTE, Millis},
    credentials::Limit,
};

/// As many failures in a row, of all lanes together, disable an authenticator (NIST SP 800-63B-4, 3.2.2).
pub const MOST: i64 = 100;
/// At so many in a row its owner is told.
pub const MANY: i64 = 20;

/// Wrong passwords from one address of the network: a lecture hall shares one.
pub(super) const PER_SOURCE: Limit = Limit {
    attempts: 60,
    window: 15 * MINUTE,
};
/// Attempts that are no guesses: of one known device, or the same wrong password once more from one address of the network.
/// Each costs a hash, so they are bounded too.
pub(super) const PER_REPEATER: Limit = Limit {
    attempts: 600,
    window: 15 * MINUTE,
};

/// What is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The password of an account.
    Password,
    /// A code of an app, after the right password.
    Totp,
    /// A recovery code, after the right password.
    RecoveryCode,
    /// The PIN of somebody in the roster.
    Pin,
}

impl Kind {
    /// Its part of what is counted.
    pub fn key(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Totp => "totp",
            Self::RecoveryCode => "recovery-code",
            Self::Pin => "pin",
        }
    }

    /// The one that [`Kind::key`] says.
    pub fn of_key(key: &str) -> Option<Self> {
        let all = [Self::Password, Self::Totp, Self::RecoveryCode, Self::Pin];
        all.into_iter().find(|kind| kind.key() == key)
    }

    /// Key of the sentence that says that it is disabled, and what to do.
    pub fn disabled(self) -> &'static str {
        match self {
            Self::Password => "credentials-disabled-password",
            Self::Totp => "credentials-disabled-totp",
            Self::RecoveryCode => "credentials-disabled-recovery-code",
            Self::Pin => "credentials-disabled-pin",
        }
    }
}

/// How long a lane waits after so many failures in a row before the next attempt from there is compared.
pub fn wait_after(failures: i64) -> Millis {
    match failures {
        ..=4 => 0,
        5 => MINUTE / 2,
        6 => MINUTE,
        7 => 2 * MINUTE,
        8 => 5 * MINUTE,
        9 => 15 * MINUTE,
        10..=19 => 30 * MINUTE,
        _ => HOUR,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_never_shrinks_and_one_network_needs_days_for_all_attempts() {
        let waits: Vec<_> = (0..MOST).map(wait_after).collect();
        assert!(waits.is_sorted());
        assert!(waits.iter().sum::<Millis>() > 80 * HOUR);
    }
}
