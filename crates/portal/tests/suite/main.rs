//! Black-box tests: each feature through HTTP, on SQLite and on PostgreSQL, with a fixed clock and seeded randomness.

// An `expect` in a test says what had to be there; there is nobody to hand an error to.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod access;
mod accounts;
mod catalog;
mod command;
mod counter;
mod desk;
mod effects;
mod fixture;
mod links;
mod notify;
mod offices;
mod outbox;
mod requests;
mod road;
mod sample;
mod second;
mod signin;
mod support;
mod surveys;
mod tickets;
mod web;
