//! The stand-ins refuse what the real ones refuse.

#![allow(
    clippy::unwrap_used,
    clippy::semicolon_if_nothing_returned,
    missing_docs
)]

mod faults;
mod gateways;
mod messages;
mod people;
mod rates;
mod support;
mod templates;
mod webhooks;
