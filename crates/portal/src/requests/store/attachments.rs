//! SQL of attachments: what a file is and where it belongs; its content is in [`crate::files`].

use crate::{Error, clock::Millis};
use db::{Columns, Tx, params};

/// A stored file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// In addresses.
    pub public_id: String,
    /// Key of the field that it answers.
    pub field: String,
    /// As its sender called it.
    pub name: String,
    /// Found in its content.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// Its name in the store.
    pub sha256: String,
}

/// To what a file belongs.
#[derive(Clone, Copy, Debug)]
pub enum Owner {
    /// A draft, by row.
    Draft(i64),
    /// A request, by row.
    Request(i64),
}

const COLUMNS: &str = "public_id, field, name, media_type, size, sha256";

fn read(row: &mut Columns<'_>) -> Result<Attachment, db::Error> {
    Ok(Attachment {
        public_id: row.get()?,
        field: row.get()?,
        name: row.get()?,
        media_type: row.get()?,
        size: row.get()?,
        sha256: row.get()?,
    })
}

/// The files of a draft or a request, in the order in which they came; without those that were replaced.
pub fn all(tx: &mut Tx<'_>, owner: Owner) -> Result<Vec<Attachment>, Error> {
    let (column, id) = match owner {
        Owner::Draft(id) => ("draft_id", id),
        Owner::Request(id) => ("request_id", id),
    };
    let sql = format!(
        "SELECT {COLUMNS} FROM attachments WHERE {column} = ?1 AND replaced_at IS NULL ORDER BY id"
    );
    Ok(tx.rows(&sql, params![id], read)?)
}

/// One file of a draft or a request, also one that was replaced: the record keeps it.
pub fn one(tx: &mut Tx<'_>, owner: Owner, public_id: &str) -> Result<Attachment, Error> {
    let (column, id) = match owner {
        Owner::Draft(id) => ("draft_id", id),
        Owner::Request(id) => ("request_id", id),
    };
    let sql = format!("SELECT {COLUMNS} FROM attachments WHERE {column} = ?1 AND public_id = ?2");
    tx.first(&sql, params![id, public_id], read)?
        .ok_or(Error::NotFound)
}

/// Adds a file whose content is stored already.
pub fn add(tx: &mut Tx<'_>, owner: Owner, file: &Attachment, now: Millis) -> Result<(), Error> {
    let (draft_id, request_id) = match owner {
        Owner::Draft(id) => (Some(id), None),
        Owner::Request(id) => (None, Some(id)),
    };
    tx.execute(
        "INSERT INTO attachments (public_id, draft_id, request_id, field, name, media_type, size, sha256, created_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            &file.public_id, draft_id, request_id, &file.field, &file.name, &file.media_type, file.size, &file.sha256, now
        ],
    )?;
    Ok(())
}

/// Takes a file out of a draft.
pub fn remove(tx: &mut Tx<'_>, draft_id: i64, public_id: &str) -> Result<(), Error> {
    tx.execute(
        "DELETE FROM attachments WHERE draft_id = ?1 AND public_id = ?2",
        params![draft_id, public_id],
    )?;
    Ok(())
}

/// Takes a file out of a returned request; the record keeps it.
pub fn replace(
    tx: &mut Tx<'_>,
    request_id: i64,
    public_id: &str,
    now: Millis,
) -> Result<(), Error> {
    tx.execute(
        "UPDATE attachments SET replaced_at = ?3 WHERE request_id = ?1 AND public_id = ?2 AND replaced_at IS NULL",
        params![request_id, public_id, now],
    )?;
    Ok(())
}

/// Hands the files of a draft over to the request that was made of it.
pub fn hand_over(tx: &mut Tx<'_>, draft_id: i64, request_id: i64) -> Result<(), Error> {
    tx.execute(
        "UPDATE attachments SET request_id = ?2, draft_id = NULL WHERE draft_id = ?1",
        params![draft_id, request_id],
    )?;
    Ok(())
}

/// Which of these names in the store no row refers to.
pub fn unreferenced(tx: &mut Tx<'_>, names: &[String]) -> Result<Vec<String>, Error> {
    let mut found = Vec::new();
    for name in names {
        let used: i64 = tx.value(
            "SELECT count(*) FROM attachments WHERE sha256 = ?1",
            params![name],
        )?;
        if used == 0 {
            found.push(name.clone());
        }
    }
    Ok(found)
}
