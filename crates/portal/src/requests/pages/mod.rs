//! Pages of requests: the form, the ticket of its applicant, and the desk of those who serve.

pub mod draft;
mod fields;
pub mod form;
pub mod letter;
pub mod mine;
pub mod ticket;
pub mod upload;
