//! Black-box tests: each feature through HTTP, on SQLite and on PostgreSQL, with a fixed clock and seeded randomness.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod catalog;
mod notify;
mod outbox;
mod signin;
mod support;
mod surveys;
mod web;
