//! Black-box tests: each feature through HTTP, on SQLite and on PostgreSQL, with a fixed clock and seeded randomness.

mod notify;
mod support;
mod web;
