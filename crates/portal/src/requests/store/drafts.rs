//! SQL of drafts: what was typed and not sent yet.

use super::{json, ticket};
use crate::{Error, clock::Millis};
use db::{Columns, Tx, params};
use sop::{Answers, Ticket};

/// What somebody has typed so far for one service.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Row.
    pub id: i64,
    /// In addresses; becomes the origin of the request.
    pub public_id: String,
    /// Number of the service.
    pub service_id: i64,
    /// Which button it was opened with.
    pub ticket: Ticket,
    /// The revision that the form showed.
    pub revision_id: i64,
    /// Typed by the helpdesk for somebody at the office.
    pub walk_in: bool,
    /// What was typed.
    pub answers: Answers,
    /// When it was last kept.
    pub updated_at: Millis,
}

const COLUMNS: &str =
    "id, public_id, service_id, ticket, revision_id, walk_in, answers, updated_at";

fn read(row: &mut Columns<'_>) -> Result<Draft, db::Error> {
    Ok(Draft {
        id: row.get()?,
        public_id: row.get()?,
        service_id: row.get()?,
        ticket: ticket(&row.get::<String>()?)?,
        revision_id: row.get()?,
        walk_in: row.get()?,
        answers: json(&row.get::<String>()?)?,
        updated_at: row.get()?,
    })
}

/// What a draft is for: one of each kind a person.
#[derive(Clone, Copy, Debug)]
pub struct Purpose {
    /// Whose it is.
    pub account_id: i64,
    /// Number of the service.
    pub service_id: i64,
    /// Request or complaint.
    pub ticket: Ticket,
    /// For somebody at the office.
    pub walk_in: bool,
}

/// The draft for a purpose, if there is one.
pub fn find(tx: &mut Tx<'_>, purpose: &Purpose) -> Result<Option<Draft>, Error> {
    Ok(tx.first(
        &format!("SELECT {COLUMNS} FROM drafts WHERE account_id = ?1 AND service_id = ?2 AND ticket = ?3 AND walk_in = ?4"),
        params![purpose.account_id, purpose.service_id, purpose.ticket.key(), purpose.walk_in],
        read,
    )?)
}

/// The draft with this id, if it belongs to the account.
pub fn of_account(
    tx: &mut Tx<'_>,
    public_id: &str,
    account_id: i64,
) -> Result<Option<Draft>, Error> {
    Ok(tx.first(
        &format!("SELECT {COLUMNS} FROM drafts WHERE public_id = ?1 AND account_id = ?2"),
        params![public_id, account_id],
        read,
    )?)
}

/// Holds a draft until the end of the transaction.
///
/// # Errors
/// [`Error::NotFound`] when it is gone, because it was sent meanwhile.
pub fn hold(tx: &mut Tx<'_>, id: i64) -> Result<(), Error> {
    let sql = format!(
        "SELECT id FROM drafts WHERE id = ?1{}",
        tx.engine().for_update()
    );
    Ok(tx.value::<i64>(&sql, params![id]).map(drop)?)
}

/// All drafts of an account, newest first.
pub fn all_of_account(tx: &mut Tx<'_>, account_id: i64) -> Result<Vec<Draft>, Error> {
    Ok(tx.rows(
        &format!(
            "SELECT {COLUMNS} FROM drafts WHERE account_id = ?1 ORDER BY updated_at DESC LIMIT 50"
        ),
        params![account_id],
        read,
    )?)
}

/// Opens a draft for a purpose; two tabs that open it at once get the same one.
pub fn open(
    tx: &mut Tx<'_>,
    purpose: &Purpose,
    public_id: &str,
    revision_id: i64,
    now: Millis,
) -> Result<Draft, Error> {
    tx.execute(
        "INSERT INTO drafts (public_id, account_id, service_id, ticket, revision_id, walk_in, answers, updated_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, '{}', ?7) ON CONFLICT DO NOTHING",
        params![public_id, purpose.account_id, purpose.service_id, purpose.ticket.key(), revision_id, purpose.walk_in, now],
    )?;
    find(tx, purpose)?.ok_or(Error::NotFound)
}

/// Keeps what was typed; `false` when the draft is gone, because it was sent meanwhile.
pub fn keep(
    tx: &mut Tx<'_>,
    id: i64,
    answers: &Answers,
    revision_id: i64,
    now: Millis,
) -> Result<bool, Error> {
    let answers = serde_json::to_string(answers)?;
    let changed = tx.execute(
        "UPDATE drafts SET answers = ?2, revision_id = ?3, updated_at = ?4 WHERE id = ?1",
        params![id, &answers, revision_id, now],
    )?;
    Ok(changed > 0)
}

/// Keeps what was typed after the session had ended; its writer gets it after signing in.
pub fn park(tx: &mut Tx<'_>, draft: &Draft) -> Result<(), Error> {
    let answers = serde_json::to_string(&draft.answers)?;
    tx.execute(
        "INSERT INTO drafts (public_id, account_id, service_id, ticket, revision_id, walk_in, answers, updated_at) \
         VALUES (?1, NULL, ?2, ?3, ?4, FALSE, ?5, ?6)",
        params![&draft.public_id, draft.service_id, draft.ticket.key(), draft.revision_id, &answers, draft.updated_at],
    )?;
    Ok(())
}

/// Takes a parked draft out, to be merged into the one of its writer.
pub fn unpark(tx: &mut Tx<'_>, public_id: &str) -> Result<Option<Draft>, Error> {
    let found = tx.first(
        &format!("SELECT {COLUMNS} FROM drafts WHERE public_id = ?1 AND account_id IS NULL"),
        params![public_id],
        read,
    )?;
    if let Some(draft) = &found {
        remove(tx, draft.id)?;
    }
    Ok(found)
}

/// Removes a draft.
pub fn remove(tx: &mut Tx<'_>, id: i64) -> Result<(), Error> {
    tx.execute("DELETE FROM attachments WHERE draft_id = ?1", params![id])?;
    tx.execute("DELETE FROM drafts WHERE id = ?1", params![id])?;
    Ok(())
}

/// Removes what was parked before a moment and never taken out.
pub fn remove_parked(tx: &mut Tx<'_>, before: Millis) -> Result<(), Error> {
    tx.execute(
        "DELETE FROM drafts WHERE account_id IS NULL AND updated_at < ?1",
        params![before],
    )?;
    Ok(())
}
