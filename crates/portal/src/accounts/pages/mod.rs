//! Pages of the account directory.
