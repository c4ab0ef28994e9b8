//! Black-box tests: each feature through HTTP, on SQLite and on PostgreSQL, with a fixed clock and seeded randomness.

// An `expect` in a test says what had to be there; there is nobody to hand an error to.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod access;
mod catalog;
mod command;
mod fixture;
mod notify;
mod outbox;
mod signin;
mod support;
mod surveys;
mod web;
