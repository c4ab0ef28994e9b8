//! SQL of shared mailboxes, by noun.

pub(super) mod confirmations;
pub(super) mod lists;
pub(super) mod notices;
pub(super) mod offers;
