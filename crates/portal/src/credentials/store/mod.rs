//! SQL of credentials.

pub(super) mod keys;
pub(crate) mod throttles;
