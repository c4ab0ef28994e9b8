//! SQLite: several readers, one writer that commits what waits together.

use crate::{
    Db, Engine, Error, Tx,
    channel::Channels,
    lane::{Done, Queue, Work, lane},
};
use rusqlite::{Connection, OpenFlags, config::DbConfig};
use std::{path::Path, sync::Arc, thread, time::Duration};

/// Reading connections; more than cores only cost memory.
const READERS: usize = 4;
/// How many transactions share one commit at most: bounds how long the first of them waits.
const TOGETHER: usize = 64;
/// How long another process may hold the lock before a transaction is refused.
const LOCK_TIMEOUT: Duration = Duration::from_secs(5);
/// How often the lock is asked for meanwhile. SQLite has no queue for it, and its own `busy_timeout` soon asks
/// only ten times a second: beside a process that writes without a pause that is seconds without a turn.
const LOCK_POLL: Duration = Duration::from_millis(1);
/// Prepared statements a connection keeps.
const STATEMENTS: usize = 256;

pub(crate) fn open(path: &Path) -> Result<Db, Error> {
    let (writer, work) = lane();
    let connection = connect(path, false)?;
    spawn("db-writer", move || write_all(&connection, &work))?;

    let (readers, work) = lane();
    for _ in 0..READERS {
        let (connection, work) = (connect(path, true)?, work.clone());
        spawn("db-reader", move || read_all(&connection, &work))?;
    }
    Ok(Db {
        engine: Engine::Sqlite,
        readers: Arc::new(readers),
        writer: Arc::new(writer),
        writing: Arc::default(),
        channels: Channels::default(),
    })
}

fn connect(path: &Path, read_only: bool) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)?;
    connection.busy_handler(Some(wait_for_the_lock))?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    // Else a statement is planned anew for each value that an index has statistics for, which costs more than it runs.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // FULL: an acknowledged write survives a power cut, not only a crash of the process.
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
         PRAGMA temp_store = MEMORY; PRAGMA cache_size = -4096;",
    )?;
    if read_only {
        connection.execute_batch("PRAGMA query_only = ON;")?;
    }
    Ok(connection)
}

/// Whether to ask for the lock again, `asked` times refused.
fn wait_for_the_lock(asked: i32) -> bool {
    thread::sleep(LOCK_POLL);
    LOCK_POLL * asked.unsigned_abs() < LOCK_TIMEOUT
}

fn spawn(name: &str, body: impl FnOnce() + Send + 'static) -> Result<(), Error> {
    let thread = thread::Builder::new().name(name.to_owned()).spawn(body);
    thread
        .map(drop)
        .map_err(|error| Error::Unavailable(error.to_string()))
}

fn read_all(connection: &Connection, queue: &Queue) {
    while let Some(work) = queue.next() {
        if let Err(error) = say(connection, "BEGIN") {
            work.refuse(error.into());
            continue;
        }
        let done = work.run(&mut Tx::sqlite(connection));
        let ended = say(connection, "ROLLBACK");
        (done.acknowledge)(ended.err().map(Error::from));
    }
}

fn write_all(connection: &Connection, queue: &Queue) {
    while let Some(first) = queue.next_in_company() {
        commit_together(connection, first, queue);
    }
}

/// One commit for all transactions that wait. Each is acknowledged after it, or told that it was lost.
fn commit_together(connection: &Connection, first: Work, queue: &Queue) {
    if let Err(error) = say(connection, "BEGIN IMMEDIATE") {
        return first.refuse(error.into());
    }
    // What fails as the first has no neighbour yet that a savepoint would save from it.
    let one = first.run(&mut Tx::sqlite(connection));
    let mut lost = disk_error(connection);
    if !one.keep && lost.is_none() {
        let ended = say(connection, "ROLLBACK");
        return (one.acknowledge)(ended.err().map(Error::from));
    }
    let mut done = vec![one];
    while lost.is_none()
        && done.len() < TOGETHER
        && let Some(work) = queue.waiting()
    {
        let (one, broken) = step(connection, work);
        done.push(one);
        lost = broken;
    }
    let lost = lost.or_else(|| say(connection, "COMMIT").err().map(Error::from));
    if lost.is_some() && !connection.is_autocommit() {
        let _ = say(connection, "ROLLBACK");
    }
    let lost = lost.map(|error| error.to_string());
    for one in done {
        (one.acknowledge)(lost.clone().map(Error::Unavailable));
    }
}

/// Runs one transaction in a savepoint of its own, so that its failure does not touch its neighbours.
/// With the error, if there is one, the common transaction is lost.
fn step(connection: &Connection, work: Work) -> (Done, Option<Error>) {
    if let Err(error) = say(connection, "SAVEPOINT one") {
        let text = error.to_string();
        return (work.fail(error.into()), Some(Error::Unavailable(text)));
    }
    let done = work.run(&mut Tx::sqlite(connection));
    let lost = disk_error(connection);
    if lost.is_some() {
        return (done, lost);
    }
    let undone = if done.keep {
        Ok(())
    } else {
        say(connection, "ROLLBACK TO one")
    };
    let broken = undone.and_then(|()| say(connection, "RELEASE one")).err();
    (done, broken.map(Error::from))
}

/// A full disk rolls back the whole transaction, with the savepoints in it.
fn disk_error(connection: &Connection) -> Option<Error> {
    connection
        .is_autocommit()
        .then(|| Error::Unavailable("the disk is full, or the database was damaged".into()))
}

/// A statement about transactions, prepared once.
fn say(connection: &Connection, sql: &str) -> rusqlite::Result<()> {
    connection.prepare_cached(sql)?.execute([]).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::StatementStatus::RePrepare;

    #[test]
    fn a_statement_is_planned_once_whatever_it_is_asked() {
        let folder = tempfile::tempdir().unwrap();
        let connection = connect(&folder.path().join("one.db"), false).unwrap();
        let rows = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)";
        let script = format!(
            "CREATE TABLE t (a INTEGER, b INTEGER); CREATE INDEX t_a ON t (a); \
             INSERT INTO t {rows} SELECT i / 100, i FROM n; ANALYZE;"
        );
        connection.execute_batch(&script).unwrap();
        let mut statement = connection
            .prepare("SELECT count(*) FROM t WHERE a > ?1 AND b > ?2")
            .unwrap();
        for value in 0..10 {
            let found: i64 = statement.query_one([value, 0], |row| row.get(0)).unwrap();
            assert_eq!(found, 1000 - 99 - value * 100, "{value}");
        }
        assert_eq!(statement.get_status(RePrepare), 0);
    }
}
