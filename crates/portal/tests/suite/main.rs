//! Black-box tests: each feature through HTTP, on SQLite and on PostgreSQL, with a fixed clock and seeded randomness.

// An `expect` in a test says what had to be there; there is nobody to hand an error to.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod access;
mod accounts;
mod activation;
mod attempts;
mod authenticator;
mod blocked;
mod blocks;
mod catalog;
mod chat;
mod cloud;
mod command;
mod contents;
mod counter;
mod delivery;
mod desk;
mod effects;
mod evidence;
mod fixture;
mod gateways;
mod health;
#[path = "../common/http.rs"]
mod http;
mod links;
mod lost;
mod mail;
mod mailboxes;
mod notify;
mod offices;
mod outbox;
mod own;
mod own_data;
mod parked;
mod passkeys;
mod previews;
mod remote;
mod reopened;
mod requests;
mod road;
mod roster;
mod sample;
mod second;
mod shared;
mod signin;
mod sockets;
mod steps;
mod support;
mod surveys;
mod telephones;
mod tickets;
mod trace;
mod trail;
mod web;
mod whatsapp;
