//! SQL of how somebody is reached.

use super::accounts::{account, columns};
use crate::accounts::model::Account;
use db::{Error, Tx, params};

macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT ", columns!(), " FROM accounts a ", $rest)
    };
}

/// The accounts, not closed, whose owner has shown to have a number, the oldest first.
pub(crate) fn by_proven_number(tx: &mut Tx<'_>, number: &str) -> Result<Vec<Account>, Error> {
    tx.rows(
        select!(
            "WHERE a.whatsapp = ?1 AND a.whatsapp_confirmed_at IS NOT NULL AND a.closed_at IS NULL ORDER BY a.id LIMIT 20"
        ),
        params![number],
        account,
    )
}
