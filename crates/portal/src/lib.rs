//! Loket: a self-hosted e-service portal with account lifecycle for universities.
//!
//! Start at [`routes`], the whole site map on one screen. A feature is a folder with the same rooms everywhere:
//! `mod.rs` (what it is, its public names), `pages.rs` (handlers and their templates), `model.rs` (rules, no I/O),
//! `store.rs` (its SQL), `jobs.rs`, and its `*.html` beside them.

pub mod app;
pub mod chores;
pub mod cli;
pub mod clock;
pub mod config;
pub mod demo;
pub mod error;
pub mod files;
pub mod keys;
pub mod log;
pub mod migrations;
pub mod process;
pub mod random;
pub mod routes;
pub mod web;
pub mod worktime;

pub mod accounts;
pub mod activation;
pub mod actor;
pub mod blocks;
pub mod catalog;
pub mod chat;
pub mod credentials;
pub mod health;
pub mod mailboxes;
pub mod notify;
pub mod previews;
pub mod profile;
pub mod requests;
pub mod sample;
pub mod signin;
pub mod surveys;

pub use app::App;
pub use error::Error;

/// What a handler answers with.
pub type Answer = Result<axum::response::Response, Error>;
