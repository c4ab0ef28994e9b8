//! The conversation with an applicant: one deterministic engine on WhatsApp and in the window of the site, and the
//! helpdesk behind it. What is understood is in [`model`]; nothing about a request is said without proof of whose it is.

mod answer;
mod engine;
mod hours;
mod incoming;
pub mod jobs;
mod links;
mod model;
pub mod pages;
mod person;
mod services;
mod status;
mod store;
mod who;

pub use engine::{Heard, hear};
pub use incoming::answering;
pub use model::{
    BUTTONS, Choice, Intent, LONGEST, Memory, Reply, TITLE, Ticket, Understood, understand,
};
pub use person::{Attendant, close, pass_on, say};
pub use store::waiting;
pub use who::Peer;
