//! SQL of credentials.

pub(super) mod attempts;
pub(super) mod browsers;
pub(super) mod keys;
pub(crate) mod throttles;
