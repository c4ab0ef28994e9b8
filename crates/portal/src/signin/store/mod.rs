//! SQL of signing in, by noun.

pub(super) mod roles;
pub(super) mod sessions;
