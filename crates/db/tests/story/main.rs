//! One story, told to each engine: what the rest of Loket may rely on.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod both;
mod each;

use db::{Error, Migration, Tx, params, testing::Database};
use std::{
    sync::{Arc, Condvar, Mutex},
    time::Duration,
};

/// Runs a story on each engine, on a database of its own.
#[macro_export]
macro_rules! on_both_engines {
    ($($name:ident($place:ident, $db:ident) $story:block)*) => {
        $(mod $name {
            use super::*;

            async fn story($place: Place, $db: Db) $story

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                let database = Database::sqlite(&schema()).unwrap();
                story(database.place.clone(), Db::open(&database.place).unwrap()).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                let Some(database) = on_postgres().await else { return };
                story(database.place.clone(), Db::open(&database.place).unwrap()).await;
            }
        })*
    };
}

async fn on_postgres() -> Option<Database> {
    let made = tokio::task::spawn_blocking(|| Database::postgres(&schema()));
    let database = made.await.unwrap().unwrap();
    let demanded = std::env::var_os("LOKET_REQUIRE_POSTGRES").is_some();
    assert!(database.is_some() || !demanded, "no PostgreSQL server");
    database
}

fn migration(number: i64, name: &str, sql: &str) -> Migration {
    Migration {
        number,
        name: name.into(),
        sql: sql.into(),
        postgres: None,
    }
}

fn schema() -> Vec<Migration> {
    let sql = "CREATE TABLE notes (id IDENTITY_KEY, word TEXT_KEY NOT NULL UNIQUE, big BIGINT, yes BOOLEAN, raw BLOB) STRICT;
        CREATE TABLE pairs (a BIGINT NOT NULL, b TEXT_KEY NOT NULL, PRIMARY KEY (a, b)) STRICT;";
    vec![migration(1, "start", sql)]
}

fn note(tx: &mut Tx<'_>, word: &str) -> Result<i64, Error> {
    tx.value(
        "INSERT INTO notes (word) VALUES (?1) RETURNING id",
        params![word],
    )
}

fn words(tx: &mut Tx<'_>) -> Result<Vec<String>, Error> {
    tx.rows("SELECT word FROM notes ORDER BY word", params![], |row| {
        row.get()
    })
}

/// Holds back whoever passes until it is opened.
#[derive(Clone, Default)]
struct Gate(Arc<(Mutex<bool>, Condvar)>);

impl Gate {
    fn open(&self) {
        *self.0.0.lock().unwrap() = true;
        self.0.1.notify_all();
    }

    fn pass(&self) {
        let open = self.0.0.lock().unwrap();
        drop(self.0.1.wait_while(open, |open| !*open).unwrap());
    }
}

/// Lets what was spawned reach the queue.
async fn queued() {
    tokio::time::sleep(Duration::from_millis(100)).await;
}
