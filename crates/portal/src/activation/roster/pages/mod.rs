//! Pages of the roster: files of the academic office, students and their slips, how far they have come.

pub mod files;
pub mod progress;
pub mod students;
