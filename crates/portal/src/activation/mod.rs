//! A new student's account (SOP#1|1): the roster of who may have one, and the way from NIM and PIN over a username that
//! stands for the name to an account with a password.

pub mod roster;
pub mod username;
