//! SQL of surveys.

use super::Summary;
use crate::clock::Millis;
use db::{Error, Tx, params};

/// What was answered.
pub struct Questionnaire {
    /// In the order of `Element::ALL`.
    pub scores: [i64; 9],
    /// JSON of what the respondent said of himself or herself.
    pub respondent: String,
    /// In words; may be empty.
    pub suggestion: String,
}

/// Writes the answers; `false` when the request was rated already.
pub(super) fn insert(
    tx: &mut Tx<'_>,
    request_id: i64,
    (service_id, unit_id): (i64, i64),
    filled: &Questionnaire,
    now: Millis,
) -> Result<bool, Error> {
    // In the order of `Element::ALL`, as all scores are.
    let [
        requirements,
        procedure,
        time,
        cost,
        product,
        competence,
        behaviour,
        complaints,
        facilities,
    ] = filled.scores;
    let inserted = tx.execute(
        "INSERT INTO surveys (request_id, service_id, unit_id, requirements, procedure, time, cost, product, \
         competence, behaviour, complaints, facilities, respondent, suggestion, answered_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15) \
         ON CONFLICT (request_id) DO NOTHING",
        params![
            request_id,
            service_id,
            unit_id,
            requirements,
            procedure,
            time,
            cost,
            product,
            competence,
            behaviour,
            complaints,
            facilities,
            &filled.respondent,
            &filled.suggestion,
            now
        ],
    )?;
    Ok(inserted > 0)
}

/// When a request was rated.
pub(super) fn answered_at(tx: &mut Tx<'_>, request_id: i64) -> Result<Option<Millis>, Error> {
    tx.first(
        "SELECT answered_at FROM surveys WHERE request_id = ?1",
        params![request_id],
        |row| row.get(),
    )
}

/// What was answered about a unit in a period, and how many could have answered.
pub(super) fn summary(
    tx: &mut Tx<'_>,
    unit_id: i64,
    (from, to): (Millis, Millis),
) -> Result<Summary, Error> {
    let found = tx.first(
        "SELECT count(*), CAST(sum(requirements) AS BIGINT), CAST(sum(procedure) AS BIGINT), \
         CAST(sum(time) AS BIGINT), CAST(sum(cost) AS BIGINT), CAST(sum(product) AS BIGINT), \
         CAST(sum(competence) AS BIGINT), CAST(sum(behaviour) AS BIGINT), CAST(sum(complaints) AS BIGINT), \
         CAST(sum(facilities) AS BIGINT) \
         FROM surveys WHERE unit_id = ?1 AND answered_at >= ?2 AND answered_at < ?3",
        params![unit_id, from, to],
        |row| {
            let mut summary = Summary {
                respondents: row.get()?,
                ..Summary::default()
            };
            for total in &mut summary.totals {
                *total = row.get::<Option<i64>>()?.unwrap_or_default();
            }
            Ok(summary)
        },
    )?;
    let mut summary = found.unwrap_or_default();
    summary.population = tx.value(
        "SELECT count(*) FROM requests WHERE unit_id = ?1 AND finished_at >= ?2 AND finished_at < ?3 \
         AND status IN ('completed', 'closed')",
        params![unit_id, from, to],
    )?;
    Ok(summary)
}
