//! Blocks that are looked at again: the keepers of the directory are told once when that is due. The ledger itself is in
//! [`crate::accounts`].

pub mod jobs;
