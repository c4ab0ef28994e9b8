//! Black-box tests: each feature through HTTP, on SQLite and on PostgreSQL, with a fixed clock and seeded randomness.

mod signin;
mod support;
mod web;
