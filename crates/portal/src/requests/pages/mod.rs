//! Pages of requests: the form, the ticket of its applicant, and the desk of those who serve.

pub mod draft;
pub mod ending;
mod fields;
pub mod form;
pub mod letter;
pub mod mine;
mod park;
pub mod revise;
mod sheet;
pub mod ticket;
pub mod upload;
