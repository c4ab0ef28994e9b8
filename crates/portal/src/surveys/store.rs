//! SQL of surveys.

use super::{Element, Summary};
use crate::clock::Millis;
use db::{Error, Tx, params};

/// What was answered.
pub(super) struct Questionnaire {
    pub scores: [i64; 9],
    /// JSON of what the respondent said of himself or herself.
    pub respondent: String,
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
    let inserted = tx.execute(
        "INSERT INTO surveys (request_id, service_id, unit_id, respondent, suggestion, answered_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (request_id) DO NOTHING",
        params![request_id, service_id, unit_id, &filled.respondent, &filled.suggestion, now],
    )?;
    if inserted == 0 {
        return Ok(false);
    }
    for (element, score) in Element::ALL.iter().zip(filled.scores) {
        tx.execute(
            "INSERT INTO survey_scores (request_id, element, score) VALUES (?1, ?2, ?3)",
            params![request_id, element.key(), score],
        )?;
    }
    Ok(true)
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
    let mut summary = Summary::default();
    let rows = tx.rows(
        "SELECT c.element, CAST(sum(c.score) AS BIGINT), count(*) \
         FROM surveys s JOIN survey_scores c ON c.request_id = s.request_id \
         WHERE s.unit_id = ?1 AND s.answered_at >= ?2 AND s.answered_at < ?3 GROUP BY c.element",
        params![unit_id, from, to],
        |row| Ok((row.parse::<Element>()?, row.get()?, row.get()?)),
    )?;
    for (element, total, respondents) in rows {
        summary.totals[element as usize] = total;
        summary.respondents = respondents;
    }
    summary.population = tx.value(
        "SELECT count(*) FROM requests WHERE unit_id = ?1 AND finished_at >= ?2 AND finished_at < ?3 \
         AND status IN ('completed', 'closed')",
        params![unit_id, from, to],
    )?;
    Ok(summary)
}
