//! SQL of the roster.

pub(super) mod entries;
