//! SQL of the roster.

pub(super) mod counts;
pub(super) mod entries;
pub(super) mod imports;
pub(super) mod slips;
pub(super) mod staged;
pub(super) mod students;
