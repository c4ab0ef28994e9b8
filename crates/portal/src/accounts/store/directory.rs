//! SQL of the list of accounts.
