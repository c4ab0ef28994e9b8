//! Pages of requests: the form, the ticket of its applicant, and the desk of those who serve.

pub mod blocked;
pub mod claim;
pub mod counter;
pub mod decision;
pub mod desk;
pub mod disposition;
mod dossier;
pub mod draft;
mod due;
pub mod ending;
mod fields;
mod filter;
pub mod form;
mod known;
pub mod letter;
pub mod mine;
pub mod news;
pub mod note;
pub mod officer;
pub mod outcome;
mod park;
mod rail;
pub mod receipt;
pub mod revise;
mod sheet;
pub mod ticket;
pub mod upload;
