//! What a hash of a password costs: from the settings, within what is safe.

use crate::Error;
use argon2::{Algorithm, Argon2, Params, Version};
use std::sync::{PoisonError, RwLock};

/// What one hash costs. Of this machine, as the pool is: set from the settings when the application opens.
static COST: RwLock<Cost> = RwLock::new(Cost::DEFAULT);

/// What one hash costs (Argon2id).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Memory, in KiB.
    pub memory: u32,
    /// Passes over it.
    pub iterations: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Cost {
    /// What OWASP recommends first of those that fit into a small machine.
    pub const DEFAULT: Self = Self {
        memory: 19_456,
        iterations: 2,
        lanes: 1,
    };
    /// Pairs of memory and passes that are equally strong; less than each of them is too little
    /// (OWASP, Password Storage Cheat Sheet).
    const LEAST: [(u32, u32); 5] = [
        (47_104, 1),
        (19_456, 2),
        (12_288, 3),
        (9_216, 4),
        (7_168, 5),
    ];
    /// Beyond this signing in is slow, and a few at once fill the machine: 1 GiB, 32 passes, 16 lanes.
    const MOST: Self = Self {
        memory: 1_048_576,
        iterations: 32,
        lanes: 16,
    };

    /// What makes it unsafe to serve people with.
    pub fn complaint(self) -> Option<String> {
        let enough = |(memory, passes)| self.memory >= memory && self.iterations >= passes;
        let most = Self::MOST;
        let bearable = self.memory <= most.memory
            && self.iterations <= most.iterations
            && (1..=most.lanes).contains(&self.lanes);
        let fits = bearable && Self::LEAST.into_iter().any(enough);
        (!fits).then(|| {
            format!(
                "argon2_memory = {}, argon2_iterations = {}, argon2_lanes = {}: must be at least 19456 KiB with 2 passes \
                 (or 47104 with 1, 12288 with 3, 9216 with 4, 7168 with 5), at most {} KiB, {} passes, {} lanes",
                self.memory, self.iterations, self.lanes, most.memory, most.iterations, most.lanes
            )
        })
    }

    pub(super) fn now() -> Self {
        *COST.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// How a hash of this cost begins.
    pub(super) fn prefix(self) -> String {
        format!(
            "$argon2id$v=19$m={},t={},p={}$",
            self.memory, self.iterations, self.lanes
        )
    }

    /// What a password is compared with when there is no account, so that both take the same time.
    pub(super) fn nobody(self) -> String {
        format!(
            "{}bG9rZXQgbm9ib2R5ICEhIQ$Hg1SNaCFhMWbYLmJIMYCnfHbLLa9USyUZ/rXGxSnSOI",
            self.prefix()
        )
    }

    pub(super) fn argon2(self) -> Result<Argon2<'static>, Error> {
        let params = Params::new(self.memory, self.iterations, self.lanes, None);
        let params = params.map_err(Error::internal)?;
        Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
    }
}

/// From now on hashes are made at this cost.
///
/// # Errors
/// A sentence for the operator, when no hash can be made at it.
pub fn configure(cost: Cost) -> Result<(), String> {
    cost.argon2().map_err(|error| error.to_string())?;
    *COST.write().unwrap_or_else(PoisonError::into_inner) = cost;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_cheap_or_too_dear_is_refused() {
        let cost = |memory, iterations, lanes| Cost {
            memory,
            iterations,
            lanes,
        };
        for good in [
            Cost::DEFAULT,
            cost(47_104, 1, 1),
            cost(7_168, 5, 1),
            cost(1_048_576, 3, 4),
        ] {
            assert_eq!(good.complaint(), None, "{good:?}");
        }
        for bad in [
            cost(19_455, 2, 1),
            cost(19_456, 1, 1),
            cost(7_167, 32, 1),
            cost(19_456, 2, 0),
            cost(1_048_577, 2, 1),
            cost(19_456, 33, 1),
            cost(19_456, 2, 17),
        ] {
            assert!(bad.complaint().is_some(), "{bad:?}");
        }
    }
}
