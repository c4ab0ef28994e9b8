//! SQL of the roster.

pub(super) mod entries;
pub(super) mod imports;
pub(super) mod slips;
