//! SQL of published revisions.

use crate::{Error, clock::Millis};
use db::{Tx, params};
use sop::Sop;
use std::{collections::HashMap, sync::Arc};

/// The row of this content of a service; a new one if it was never published.
pub(super) fn publish(tx: &mut Tx<'_>, sop: &Sop, now: Millis) -> Result<i64, Error> {
    let declaration = serde_json::to_string(sop)?;
    let hash = crate::random::hex(&crate::random::digest(&declaration));
    let version = sop
        .revisions
        .last()
        .map_or("", |revision| revision.version.as_str());
    tx.execute(
        "INSERT INTO revisions (service_id, version, hash, declaration, published_at) \
         VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (service_id, hash) DO NOTHING",
        params![sop.id, version, &hash, &declaration, now],
    )?;
    Ok(tx.value(
        "SELECT id FROM revisions WHERE service_id = ?1 AND hash = ?2",
        params![sop.id, &hash],
    )?)
}

/// Every revision that was ever published.
pub(super) fn revisions(tx: &mut Tx<'_>) -> Result<HashMap<i64, Arc<Sop>>, Error> {
    let rows = tx.rows("SELECT id, declaration FROM revisions", params![], |row| {
        Ok((row.get::<i64>()?, row.get::<String>()?))
    })?;
    rows.into_iter()
        .map(|(id, declaration)| Ok((id, Arc::new(serde_json::from_str(&declaration)?))))
        .collect()
}

/// How many requests each service had since a time. Counted by due date, which follows the submission within days and
/// which an index over the services has: the table itself is not read.
pub(super) fn uses(tx: &mut Tx<'_>, since: Millis) -> Result<HashMap<i64, i64>, Error> {
    let rows = tx.rows(
        "SELECT service_id, count(*) FROM requests WHERE due_at >= ?1 GROUP BY service_id",
        params![since],
        |row| Ok((row.get::<i64>()?, row.get::<i64>()?)),
    )?;
    Ok(rows.into_iter().collect())
}

/// The newest revision of each service.
pub(super) fn newest(tx: &mut Tx<'_>) -> Result<HashMap<i64, i64>, Error> {
    let rows = tx.rows(
        "SELECT service_id, max(id) FROM revisions GROUP BY service_id",
        params![],
        |row| Ok((row.get::<i64>()?, row.get::<i64>()?)),
    )?;
    Ok(rows.into_iter().collect())
}
