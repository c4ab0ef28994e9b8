//! SQL of requests and their events.

pub mod attachments;
pub mod drafts;
pub mod queue;

use super::{
    Request,
    model::{Code, Event, State, words},
};
use crate::{Error, clock::Millis};
use db::{Columns, Tx, params};
use sop::Ticket;
use std::str::FromStr;

/// The columns of [`read`], in its order.
const COLUMNS: &str = "r.id, r.code, r.service_id, r.revision_id, r.unit_id, r.ticket, r.status, r.step, \
    r.queue, r.assignee_id, r.holder_id, r.last_seq, r.applicant_id, r.taken_in_by, r.applicant_name, r.subject_address, \
    r.answers, r.due_at, r.step_due_at, r.submitted_at, r.updated_at, r.finished_at";

fn read(row: &mut Columns<'_>) -> Result<Request, db::Error> {
    Ok(Request {
        id: row.get()?,
        code: row.parse()?,
        service_id: row.get()?,
        revision_id: row.get()?,
        unit_id: row.get()?,
        ticket: ticket(&row.get::<String>()?)?,
        state: State {
            status: row.parse()?,
            step: row.get()?,
            queue: row.parse()?,
            assignee_id: row.get()?,
            holder_id: row.get()?,
            last_seq: row.get()?,
        },
        applicant_id: row.get()?,
        taken_in_by: row.get()?,
        applicant_name: row.get()?,
        subject_address: row.get()?,
        answers: json(&row.get::<String>()?)?,
        due_at: row.get()?,
        step_due_at: row.get()?,
        submitted_at: row.get()?,
        updated_at: row.get()?,
        finished_at: row.get()?,
    })
}

fn ticket(key: &str) -> Result<Ticket, db::Error> {
    Ticket::from_key(key)
        .ok_or_else(|| db::Error::Broken(format!("{key:?} is not a kind of ticket")))
}

fn json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, db::Error> {
    serde_json::from_str(text).map_err(|error| db::Error::Broken(error.to_string()))
}

/// The request with this code. A code with a typing mistake is no code.
pub fn find(tx: &mut Tx<'_>, code: &str) -> Result<Request, Error> {
    one(tx, code, "")
}

/// As [`find`], for a transaction that will change it.
pub fn find_for_update(tx: &mut Tx<'_>, code: &str) -> Result<Request, Error> {
    let lock = tx.engine().for_update();
    one(tx, code, lock)
}

fn one(tx: &mut Tx<'_>, code: &str, lock: &str) -> Result<Request, Error> {
    let code = Code::from_str(code).map_err(|()| Error::NotFound)?;
    let sql = format!("SELECT {COLUMNS} FROM requests r WHERE r.code = ?1{lock}");
    tx.first(&sql, params![code.as_str()], read)?
        .ok_or(Error::NotFound)
}

/// The request that came from a draft, if it was sent already.
pub fn find_by_origin(tx: &mut Tx<'_>, origin: &str) -> Result<Option<Request>, Error> {
    Ok(tx.first(
        &format!("SELECT {COLUMNS} FROM requests r WHERE r.origin = ?1"),
        params![origin],
        read,
    )?)
}

/// The requests of an applicant, newest first, from before a moment.
pub fn of_applicant(
    tx: &mut Tx<'_>,
    account_id: i64,
    before: (Millis, i64),
    limit: i64,
) -> Result<Vec<Request>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM requests r WHERE r.applicant_id = ?1 AND (r.submitted_at, r.id) < (?2, ?3) \
         ORDER BY r.submitted_at DESC, r.id DESC LIMIT ?4"
    );
    Ok(tx.rows(&sql, params![account_id, before.0, before.1, limit], read)?)
}

/// Writes a new request with its first event and the words under which the desk finds it; returns its row.
pub fn insert(
    tx: &mut Tx<'_>,
    request: &Request,
    origin: &str,
    event: &Event,
) -> Result<i64, Error> {
    let answers = serde_json::to_string(&request.answers)?;
    let id = tx.value(
        "INSERT INTO requests (code, origin, service_id, revision_id, unit_id, ticket, status, is_open, step, queue, \
         applicant_id, taken_in_by, applicant_name, subject_address, answers, assignee_id, holder_id, due_at, \
         step_due_at, submitted_at, updated_at, finished_at, last_seq) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, TRUE, ?8, ?9, ?10, ?11, ?12, ?13, ?14, NULL, NULL, ?15, ?16, ?17, ?17, NULL, 1) \
         RETURNING id",
        params![
            request.code.as_str(),
            origin,
            request.service_id,
            request.revision_id,
            request.unit_id,
            request.ticket.key(),
            request.state.status.key(),
            &request.state.step,
            request.state.queue.key(),
            request.applicant_id,
            request.taken_in_by,
            &request.applicant_name,
            &request.subject_address,
            &answers,
            request.due_at,
            request.step_due_at,
            request.submitted_at,
        ],
    )?;
    insert_event(tx, id, 1, event)?;
    index(tx, id, request)?;
    Ok(id)
}

/// Writes the words of a request that are not there yet.
pub fn index(tx: &mut Tx<'_>, id: i64, request: &Request) -> Result<(), Error> {
    // Whole and in the groups in which people read it out.
    let grouped = request.code.to_string();
    let texts = [
        request.code.as_str(),
        &grouped,
        &request.applicant_name,
        &request.subject_address,
    ];
    for word in words(&texts) {
        tx.execute(
            "INSERT INTO request_words (unit_id, word, request_id) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
            params![request.unit_id, &word, id],
        )?;
    }
    Ok(())
}

/// Moves the projection on from `from_seq` and adds the event.
///
/// # Errors
/// [`Error::Conflict`] when something else happened to the request in between.
pub fn advance(
    tx: &mut Tx<'_>,
    request: &Request,
    from_seq: i64,
    event: &Event,
) -> Result<(), Error> {
    let state = &request.state;
    let changed = tx.execute(
        "UPDATE requests SET status = ?3, is_open = ?4, step = ?5, assignee_id = ?6, holder_id = ?7, due_at = ?8, \
         step_due_at = ?9, updated_at = ?10, finished_at = ?11, last_seq = ?12, queue = ?13 WHERE id = ?1 AND last_seq = ?2",
        params![
            request.id,
            from_seq,
            state.status.key(),
            state.status.is_open(),
            &state.step,
            state.assignee_id,
            state.holder_id,
            request.due_at,
            request.step_due_at,
            event.at,
            request.finished_at,
            state.last_seq,
            state.queue.key(),
        ],
    )?;
    if changed == 0 {
        return Err(Error::Conflict("conflict-moved", request.code.to_string()));
    }
    insert_event(tx, request.id, state.last_seq, event)
}

fn insert_event(tx: &mut Tx<'_>, request_id: i64, seq: i64, event: &Event) -> Result<(), Error> {
    let detail = serde_json::to_string(&event.happening)?;
    tx.execute(
        "INSERT INTO request_events (request_id, seq, kind, step, by_id, by_name, capacity, note, detail, at, via) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        params![
            request_id,
            seq,
            event.happening.kind().key(),
            &event.step,
            event.by_id,
            &event.by_name,
            &event.capacity,
            &event.note,
            &detail,
            event.at,
            event.via.key(),
        ],
    )?;
    Ok(())
}

/// Replaces the answers on resubmission.
pub fn set_answers(tx: &mut Tx<'_>, request: &Request) -> Result<(), Error> {
    let answers = serde_json::to_string(&request.answers)?;
    tx.execute(
        "UPDATE requests SET answers = ?2, subject_address = ?3 WHERE id = ?1",
        params![request.id, &answers, &request.subject_address],
    )?;
    index(tx, request.id, request)
}

/// All events of a request, oldest first.
pub fn events(tx: &mut Tx<'_>, request_id: i64) -> Result<Vec<Event>, Error> {
    Ok(tx.rows(
        "SELECT seq, detail, step, by_id, by_name, capacity, note, at, via FROM request_events \
         WHERE request_id = ?1 ORDER BY seq",
        params![request_id],
        |row| {
            Ok(Event {
                seq: row.get()?,
                happening: json(&row.get::<String>()?)?,
                step: row.get()?,
                by_id: row.get()?,
                by_name: row.get()?,
                capacity: row.get()?,
                note: row.get()?,
                at: row.get()?,
                via: row.parse()?,
            })
        },
    )?)
}

/// A request of an applicant by its row.
pub fn of_applicant_by_id(tx: &mut Tx<'_>, id: i64, account_id: i64) -> Result<Request, Error> {
    let sql = format!("SELECT {COLUMNS} FROM requests r WHERE r.id = ?1 AND r.applicant_id = ?2");
    tx.first(&sql, params![id, account_id], read)?
        .ok_or(Error::NotFound)
}
