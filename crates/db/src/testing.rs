//! Databases for tests: each test has one of its own, thrown away at its end.

use crate::{Db, Error, Migration, Place, migrate, postgres::outside};
use ::postgres::{Client, NoTls};
use std::{
    env, fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::PathBuf,
    sync::atomic::{AtomicU64, Ordering},
};

/// The server on which tests make their databases: a superuser's connection string.
pub const POSTGRES_URL: &str = "LOKET_TEST_POSTGRES_URL";

/// A migrated database that is removed when this is dropped.
pub struct Database {
    /// Where it is, to open it once more.
    pub place: Place,
    cleanup: Cleanup,
}

enum Cleanup {
    Folder(PathBuf),
    Postgres { server: String, name: String },
}

impl Database {
    /// A SQLite file in a folder of its own.
    ///
    /// # Errors
    /// When the folder or the file cannot be made.
    pub fn sqlite(migrations: &[Migration]) -> Result<Self, Error> {
        let folder = env::temp_dir().join(format!("loket-{}", unique()));
        // What a killed test of the same number left behind must not come back.
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).map_err(|error| Error::Unavailable(error.to_string()))?;
        let place = Place::Sqlite(folder.join("loket.db"));
        migrate(&Db::open(&place)?, migrations, 0)?;
        Ok(Self {
            place,
            cleanup: Cleanup::Folder(folder),
        })
    }

    /// A database on the server of [`POSTGRES_URL`], copied from a migrated template; `None` when there is no server.
    ///
    /// # Errors
    /// When the server does not answer.
    pub fn postgres(migrations: &[Migration]) -> Result<Option<Self>, Error> {
        let Ok(server) = env::var(POSTGRES_URL) else {
            return Ok(None);
        };
        let name = format!("loket_{}", unique());
        let mut client = Client::connect(&server, NoTls)?;
        // One at a time: a template that somebody is connected to cannot be copied.
        client.batch_execute("SELECT pg_advisory_lock(1)")?;
        let template = template(&mut client, &server, migrations)?;
        client.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))?;
        client.batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template}"))?;
        let place = Place::Postgres(with_name(&server, &name));
        Ok(Some(Self {
            place,
            cleanup: Cleanup::Postgres { server, name },
        }))
    }
}

/// Takes nobody in and sends everybody away, as a server that is going down.
pub const GONE: &str = "ALTER DATABASE {} ALLOW_CONNECTIONS false; \
    SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{}';";
/// The end of [`GONE`].
pub const BACK: &str = "ALTER DATABASE {} ALLOW_CONNECTIONS true;";

impl Database {
    /// Runs statements on the PostgreSQL server, beside the database; `{}` stands for its name. SQLite has no server.
    ///
    /// # Errors
    /// As the server says.
    pub fn administer(&self, sql: &str) -> Result<(), Error> {
        match &self.cleanup {
            Cleanup::Folder(_) => Ok(()),
            Cleanup::Postgres { server, name } => {
                let sql = sql.replace("{}", name);
                // One statement at a time: some of them cannot stand in a transaction.
                let run = || {
                    let mut client = Client::connect(server, NoTls)?;
                    sql.split_inclusive(';')
                        .try_for_each(|one| client.batch_execute(one))
                };
                outside(run)
            }
        }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        match &self.cleanup {
            Cleanup::Folder(folder) => drop(fs::remove_dir_all(folder)),
            Cleanup::Postgres { server, name } => {
                let drop = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
                let _ = outside(|| Client::connect(server, NoTls)?.batch_execute(&drop));
            }
        }
    }
}

/// The migrated database that tests copy, made by the first that needs it.
fn template(client: &mut Client, server: &str, migrations: &[Migration]) -> Result<String, Error> {
    let mut hash = DefaultHasher::new();
    for one in migrations {
        (&one.sql, &one.postgres).hash(&mut hash);
    }
    let name = format!("loket_template_{:x}", hash.finish());
    let exists = client
        .query_opt("SELECT 1 FROM pg_database WHERE datname = $1", &[&name])?
        .is_some();
    if !exists {
        let making = format!("{name}_making");
        client.batch_execute(&format!("DROP DATABASE IF EXISTS {making} WITH (FORCE)"))?;
        client.batch_execute(&format!("CREATE DATABASE {making}"))?;
        migrate(
            &Db::open(&Place::Postgres(with_name(server, &making)))?,
            migrations,
            0,
        )?;
        client.batch_execute(&format!(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{making}'"
        ))?;
        client.batch_execute(&format!("ALTER DATABASE {making} RENAME TO {name}"))?;
    }
    Ok(name)
}

/// The connection string of another database on the same server.
fn with_name(server: &str, name: &str) -> String {
    let (base, query) = server
        .split_once('?')
        .map_or((server, ""), |(base, query)| (base, query));
    let host = base.rfind('/').map_or(base, |slash| &base[..slash]);
    if query.is_empty() {
        format!("{host}/{name}")
    } else {
        format!("{host}/{name}?{query}")
    }
}

fn unique() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    format!(
        "{}_{}",
        std::process::id(),
        NEXT.fetch_add(1, Ordering::Relaxed)
    )
}
