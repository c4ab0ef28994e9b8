//! SQL of the account directory, by noun.

pub(super) mod accounts;
pub(super) mod blocks;
pub(super) mod directory;
pub(super) mod holders;
pub(super) mod links;
pub(super) mod own;
pub(super) mod reach;
pub(super) mod receipts;
pub(super) mod report;
pub(super) mod reviews;
pub(super) mod trail;
