//! SQL of the mark of the secret key.

use db::{Error, Tx, params};

/// Writes the mark down unless there is one; returns the one that is there.
pub(crate) fn remember(tx: &mut Tx<'_>, mark: &str) -> Result<String, Error> {
    tx.execute(
        "INSERT INTO secret_keys (id, fingerprint) VALUES (1, ?1) ON CONFLICT (id) DO NOTHING",
        params![mark],
    )?;
    tx.value(
        "SELECT fingerprint FROM secret_keys WHERE id = 1",
        params![],
    )
}
