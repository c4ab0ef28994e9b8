//! Numbered changes to the schema, each applied once.

use crate::{Db, Engine, Error, Tx, params};

/// One change: `migrations/0001_name.sql`.
#[derive(Clone, Debug)]
pub struct Migration {
    /// Applied in this order.
    pub number: i64,
    /// What it does, in a word.
    pub name: String,
    /// In the portable words of [`Engine::translate`].
    pub sql: String,
    /// Taken instead of `sql` on PostgreSQL where the engines must differ.
    pub postgres: Option<String>,
}

const TABLE: &str = "CREATE TABLE IF NOT EXISTS migrations \
    (number BIGINT PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)";
/// Two nodes that start together must not both migrate; any number will do, this one is "Loket".
const LOCK: &str = "SET LOCAL lock_timeout = 0; SELECT pg_advisory_xact_lock(328475920116);";

/// Applies what is not applied yet, all in one transaction, and returns the names of what it applied.
///
/// `now` is in UTC milliseconds.
///
/// # Errors
/// As the engine says; then nothing is applied.
pub fn migrate(db: &Db, migrations: &[Migration], now: i64) -> Result<Vec<String>, Error> {
    let migrations = migrations.to_vec();
    db.write_now(move |tx| {
        if tx.engine() == Engine::Postgres {
            tx.script(LOCK)?;
        }
        let table = tx.engine().translate(TABLE);
        tx.script(&table)?;
        let done = applied(tx)?;
        let open = migrations.iter().filter(|one| !done.contains(&one.number));
        open.map(|one| apply(tx, one, now)).collect()
    })
}

/// The numbers of the migrations that the database has.
///
/// # Errors
/// [`Error::Broken`] when it was never migrated.
pub fn applied(tx: &mut Tx<'_>) -> Result<Vec<i64>, Error> {
    tx.rows(
        "SELECT number FROM migrations ORDER BY number",
        params![],
        |row| row.get(),
    )
}

/// The names of the migrations that the database does not have yet; of a database that was never migrated, all.
///
/// # Errors
/// As the engine says.
pub fn pending(tx: &mut Tx<'_>, migrations: &[Migration]) -> Result<Vec<String>, Error> {
    let tables = match tx.engine() {
        Engine::Sqlite => "SELECT count(*) FROM sqlite_master WHERE name = 'migrations'",
        // On the search path, as the statements of the program will look for it.
        Engine::Postgres => "SELECT count(*) FROM pg_class WHERE oid = to_regclass('migrations')",
    };
    let done = match tx.value::<i64>(tables, params![])? {
        0 => Vec::new(),
        _ => applied(tx)?,
    };
    let open = migrations.iter().filter(|one| !done.contains(&one.number));
    Ok(open.map(|one| one.name.clone()).collect())
}

fn apply(tx: &mut Tx<'_>, one: &Migration, now: i64) -> Result<String, Error> {
    let engine = tx.engine();
    let sql = one
        .postgres
        .as_ref()
        .filter(|_| engine == Engine::Postgres)
        .unwrap_or(&one.sql);
    tx.script(&engine.translate(sql))?;
    tx.execute(
        "INSERT INTO migrations (number, name, applied_at) VALUES (?1, ?2, ?3)",
        params![one.number, &one.name, now],
    )?;
    Ok(one.name.clone())
}
