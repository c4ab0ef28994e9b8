//! SQL of conversations.

use super::model::{Author, Conversation, Line, Memory, Reply, State};
use crate::{clock::Millis, notify::Button};
use db::{Columns, Error, Tx, params};
use sop::Lang;

/// The columns of [`read`], in its order.
const COLUMNS: &str = "c.id, c.public_id, c.peer, c.account_id, c.lang, c.lang_chosen, c.memory, c.state, c.unit_id, \
    c.officer_name, c.seen_at, c.waiting_since, c.updated_at";

fn read(row: &mut Columns<'_>) -> Result<Conversation, Error> {
    Ok(Conversation {
        id: row.get()?,
        public_id: row.get()?,
        peer: row.get()?,
        account_id: row.get()?,
        lang: Lang::from_code(&row.get::<String>()?).unwrap_or(Lang::Id),
        lang_chosen: row.get()?,
        memory: serde_json::from_str::<Memory>(&row.get::<String>()?).unwrap_or_default(),
        state: row.parse()?,
        unit_id: row.get()?,
        officer_name: row.get()?,
        seen_at: row.get()?,
        waiting_since: row.get()?,
        updated_at: row.get()?,
    })
}

/// Opens a conversation with somebody, unless there is one.
pub(super) fn open(
    tx: &mut Tx<'_>,
    public_id: &str,
    peer: &str,
    (account_id, lang): (Option<i64>, Lang),
    now: Millis,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO chats (public_id, peer, account_id, lang, lang_chosen, memory, memory_until, state, unit_id, \
         officer_name, seen_at, waiting_since, updated_at, created_at) \
         VALUES (?1, ?2, ?3, ?4, FALSE, '{}', 0, 'engine', 0, '', ?5, 0, ?5, ?5) ON CONFLICT (peer) DO NOTHING",
        params![public_id, peer, account_id, lang.code(), now],
    )
    .map(drop)
}

/// The conversation with somebody, what it remembers only if it is not too long ago.
pub(super) fn of_peer(
    tx: &mut Tx<'_>,
    peer: &str,
    now: Millis,
) -> Result<Option<Conversation>, Error> {
    one(tx, "c.peer", peer, (now, ""))
}

/// As [`of_peer`], held until the end of the transaction.
pub(super) fn of_peer_for_update(
    tx: &mut Tx<'_>,
    peer: &str,
    now: Millis,
) -> Result<Option<Conversation>, Error> {
    let lock = tx.engine().for_update();
    one(tx, "c.peer", peer, (now, lock))
}

/// The conversation with a name in addresses of pages.
pub(super) fn by_public_id(
    tx: &mut Tx<'_>,
    public_id: &str,
    now: Millis,
) -> Result<Option<Conversation>, Error> {
    one(tx, "c.public_id", public_id, (now, ""))
}

/// As [`by_public_id`], held until the end of the transaction.
pub(super) fn by_public_id_for_update(
    tx: &mut Tx<'_>,
    public_id: &str,
    now: Millis,
) -> Result<Option<Conversation>, Error> {
    let lock = tx.engine().for_update();
    one(tx, "c.public_id", public_id, (now, lock))
}

fn one(
    tx: &mut Tx<'_>,
    column: &str,
    value: &str,
    (now, lock): (Millis, &str),
) -> Result<Option<Conversation>, Error> {
    let sql = format!("SELECT {COLUMNS}, c.memory_until FROM chats c WHERE {column} = ?1{lock}");
    tx.first(&sql, params![value], |row| {
        let mut found = read(row)?;
        if row.get::<i64>()? <= now {
            found.memory = Memory::default();
        }
        Ok(found)
    })
}

/// Writes down how a conversation stands.
pub(super) fn keep(
    tx: &mut Tx<'_>,
    conversation: &Conversation,
    memory_until: Millis,
) -> Result<(), Error> {
    let memory = serde_json::to_string(&conversation.memory)
        .map_err(|error| Error::Broken(error.to_string()))?;
    tx.execute(
        "UPDATE chats SET account_id = ?2, lang = ?3, lang_chosen = ?4, memory = ?5, memory_until = ?6, state = ?7, \
         unit_id = ?8, officer_name = ?9, seen_at = ?10, waiting_since = ?11, updated_at = ?12 WHERE id = ?1",
        params![
            conversation.id,
            conversation.account_id,
            conversation.lang.code(),
            conversation.lang_chosen,
            &memory,
            memory_until,
            conversation.state.key(),
            conversation.unit_id,
            &conversation.officer_name,
            conversation.seen_at,
            conversation.waiting_since,
            conversation.updated_at
        ],
    )
    .map(drop)
}

/// Its page is open.
pub(super) fn seen(tx: &mut Tx<'_>, id: i64, now: Millis) -> Result<(), Error> {
    tx.execute(
        "UPDATE chats SET seen_at = ?2 WHERE id = ?1",
        params![id, now],
    )
    .map(drop)
}

/// Writes down what came in; `false` when it was heard before.
pub(super) fn hear(
    tx: &mut Tx<'_>,
    id: i64,
    origin: &str,
    body: &str,
    at: Millis,
) -> Result<bool, Error> {
    let written = tx.execute(
        "INSERT INTO chat_lines (chat_id, origin, author, officer_id, officer_name, body, buttons, at) \
         VALUES (?1, ?2, 'visitor', NULL, '', ?3, '[]', ?4) ON CONFLICT (origin) DO NOTHING",
        params![id, origin, body, at],
    )?;
    Ok(written == 1)
}

/// Writes down what the engine answers, and returns its row.
pub(super) fn answer(tx: &mut Tx<'_>, id: i64, reply: &Reply, at: Millis) -> Result<i64, Error> {
    let buttons =
        serde_json::to_string(&reply.buttons).map_err(|error| Error::Broken(error.to_string()))?;
    tx.value(
        "INSERT INTO chat_lines (chat_id, origin, author, officer_id, officer_name, body, buttons, at) \
         VALUES (?1, NULL, 'engine', NULL, '', ?2, ?3, ?4) RETURNING id",
        params![id, &reply.text, &buttons, at],
    )
}

/// Writes down what an officer says and returns its row; `None` when it was said before.
pub(super) fn say(
    tx: &mut Tx<'_>,
    id: i64,
    origin: &str,
    (officer_id, officer_name): (i64, &str),
    (body, at): (&str, Millis),
) -> Result<Option<i64>, Error> {
    tx.first(
        "INSERT INTO chat_lines (chat_id, origin, author, officer_id, officer_name, body, buttons, at) \
         VALUES (?1, ?2, 'officer', ?3, ?4, ?5, '[]', ?6) ON CONFLICT (origin) DO NOTHING RETURNING id",
        params![id, origin, officer_id, officer_name, body, at],
        |row| row.get(),
    )
}

/// The newest lines of a conversation, the oldest of them first.
pub(super) fn lines(tx: &mut Tx<'_>, id: i64, limit: i64) -> Result<Vec<Line>, Error> {
    let mut found = tx.rows(
        "SELECT author, officer_name, body, buttons, at FROM chat_lines WHERE chat_id = ?1 \
         ORDER BY id DESC LIMIT ?2",
        params![id, limit],
        line,
    )?;
    found.reverse();
    Ok(found)
}

fn line(row: &mut Columns<'_>) -> Result<Line, Error> {
    Ok(Line {
        author: row.parse::<Author>()?,
        officer_name: row.get()?,
        body: row.get()?,
        buttons: serde_json::from_str::<Vec<Button>>(&row.get::<String>()?).unwrap_or_default(),
        at: row.get()?,
    })
}

/// Takes away all but the newest lines.
pub(super) fn trim(tx: &mut Tx<'_>, id: i64, kept: i64) -> Result<(), Error> {
    tx.execute(
        "DELETE FROM chat_lines WHERE chat_id = ?1 AND id < \
         (SELECT min(n.id) FROM (SELECT id FROM chat_lines WHERE chat_id = ?1 ORDER BY id DESC LIMIT ?2) n)",
        params![id, kept],
    )
    .map(drop)
}

/// A conversation in the list of the desk.
pub(super) struct Row {
    pub conversation: Conversation,
    /// Name of the owner of the account, if that is known.
    pub name: Option<String>,
    /// The last words that came in.
    pub last: Option<String>,
}

/// The conversations of a unit in a state, the one that waits longest first.
pub(super) fn of_unit(
    tx: &mut Tx<'_>,
    unit_id: i64,
    state: State,
    limit: i64,
) -> Result<Vec<Row>, Error> {
    let sql = format!(
        "SELECT {COLUMNS}, a.name, (SELECT l.body FROM chat_lines l WHERE l.chat_id = c.id AND l.author = 'visitor' \
         ORDER BY l.id DESC LIMIT 1) FROM chats c LEFT JOIN accounts a ON a.id = c.account_id \
         WHERE c.unit_id = ?1 AND c.state = ?2 ORDER BY c.waiting_since, c.id LIMIT ?3"
    );
    tx.rows(&sql, params![unit_id, state.key(), limit], |row| {
        Ok(Row {
            conversation: read(row)?,
            name: row.get()?,
            last: row.get()?,
        })
    })
}

/// How many conversations of a unit wait for a person, up to `most`.
///
/// # Errors
/// As the database says.
pub fn waiting(tx: &mut Tx<'_>, unit_id: i64, most: i64) -> Result<i64, Error> {
    let sql = "SELECT COUNT(*) FROM (SELECT 1 FROM chats WHERE unit_id = ?1 AND state = ?2 LIMIT ?3) AS counted";
    let values = params![unit_id, State::Waiting.key(), most];
    tx.value(sql, values)
}

/// Removes conversations in which nothing was said for long; returns how many.
pub(super) fn remove_before(tx: &mut Tx<'_>, before: Millis, limit: i64) -> Result<u64, Error> {
    tx.execute(
        "DELETE FROM chat_lines WHERE chat_id IN \
         (SELECT id FROM chats WHERE updated_at < ?1 ORDER BY updated_at, id LIMIT ?2)",
        params![before, limit],
    )?;
    tx.execute(
        "DELETE FROM chats WHERE id IN \
         (SELECT id FROM chats WHERE updated_at < ?1 ORDER BY updated_at, id LIMIT ?2)",
        params![before, limit],
    )
}
