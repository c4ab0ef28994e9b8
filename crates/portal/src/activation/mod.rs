//! A new student's account (SOP#1|1): the roster of who may have one.

pub mod roster;
