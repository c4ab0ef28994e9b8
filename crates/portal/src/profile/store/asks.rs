//! SQL of owners' requests about their data.

use crate::{
    clock::Millis,
    profile::model::{Ask, AskState},
};
use db::{Columns, Error, Tx, params};

const COLUMNS: &str = "id, public_id, account_id, kind, what, why, state, answer, changes, created_at, due_at, answered_name, \
     answered_at";

fn ask(row: &mut Columns<'_>) -> Result<Ask, Error> {
    Ok(Ask {
        id: row.get()?,
        public_id: row.get()?,
        account_id: row.get()?,
        kind: row.parse()?,
        what: row.get()?,
        why: row.get()?,
        state: row.parse()?,
        answer: row.get()?,
        changes: serde_json::from_str(&row.get::<String>()?).unwrap_or_default(),
        created_at: row.get()?,
        due_at: row.get()?,
        answered_by: row.get()?,
        answered_at: row.get()?,
    })
}

pub(in crate::profile) fn insert(tx: &mut Tx<'_>, new: &Ask) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO data_requests (public_id, account_id, kind, what, why, state, answer, changes, created_at, due_at, \
         answered_name) VALUES (?1, ?2, ?3, ?4, ?5, 'open', '', '[]', ?6, ?7, '')",
        params![&new.public_id, new.account_id, new.kind.key(), &new.what, &new.why, new.created_at, new.due_at],
    )
    .map(drop)
}

/// How many of an owner wait.
pub(in crate::profile) fn count_open(tx: &mut Tx<'_>, account_id: i64) -> Result<i64, Error> {
    tx.value(
        "SELECT count(*) FROM data_requests WHERE account_id = ?1 AND state = 'open'",
        params![account_id],
    )
}

/// Those of an owner, the newest first, below a row.
pub(in crate::profile) fn of_account(
    tx: &mut Tx<'_>,
    (account_id, below): (i64, i64),
    limit: i64,
) -> Result<Vec<Ask>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM data_requests WHERE account_id = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3"
    );
    tx.rows(&sql, params![account_id, below, limit], ask)
}

/// Those that wait, the most urgent first, after a due time and row.
pub(in crate::profile) fn open(
    tx: &mut Tx<'_>,
    (due_at, id): (Millis, i64),
    limit: i64,
) -> Result<Vec<Ask>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM data_requests WHERE state = 'open' AND (due_at, id) > (?1, ?2) ORDER BY due_at, id LIMIT ?3"
    );
    tx.rows(&sql, params![due_at, id, limit], ask)
}

/// Those that were answered so, the newest first, before a due time and row.
pub(in crate::profile) fn answered(
    tx: &mut Tx<'_>,
    state: AskState,
    (due_at, id): (Millis, i64),
    limit: i64,
) -> Result<Vec<Ask>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM data_requests WHERE state = ?1 AND (due_at, id) < (?2, ?3) \
         ORDER BY due_at DESC, id DESC LIMIT ?4"
    );
    tx.rows(&sql, params![state.key(), due_at, id, limit], ask)
}

pub(in crate::profile) fn by_public_id(
    tx: &mut Tx<'_>,
    public_id: &str,
) -> Result<Option<Ask>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM data_requests WHERE public_id = ?1");
    tx.first(&sql, params![public_id], ask)
}

/// Writes the answer; `false` when somebody else was faster.
pub(in crate::profile) fn answer(
    tx: &mut Tx<'_>,
    (id, state): (i64, AskState),
    (words, changes): (&str, &str),
    (by, name): (i64, &str),
    now: Millis,
) -> Result<bool, Error> {
    let written = tx.execute(
        "UPDATE data_requests SET state = ?2, answer = ?3, changes = ?4, answered_by = ?5, answered_name = ?6, answered_at = ?7 \
         WHERE id = ?1 AND state = 'open'",
        params![id, state.key(), words, changes, by, name, now],
    )?;
    Ok(written == 1)
}
