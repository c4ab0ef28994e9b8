//! SQL of one's own account, by noun.

pub(super) mod asks;
pub(super) mod codes;
pub(super) mod held;
