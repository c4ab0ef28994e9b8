//! Journeys of people through Loket: the real program, a real Chromium, every click. Started by `./check`, or with
//! `cargo nextest run -p portal --test journeys --run-ignored all`. Every page that is looked at must be without
//! findings of axe-core (`axe.min.js`, MPL-2.0, only used here) and fit into 360 pixels; its pictures are in
//! `screenshots/` of the build folder.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../common/answers.rs"]
mod answers;
mod effect;
mod officers;
mod pages;
mod phone;
mod program;
mod roster;
mod services;
mod stage;
mod student;
mod typing;
mod window;
