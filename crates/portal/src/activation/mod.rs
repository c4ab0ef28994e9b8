//! Students become accounts by themselves: with NIM and PIN, a username that stands for their name, a password (SOP#1|1).

pub mod username;
