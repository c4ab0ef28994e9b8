//! What one engine does in its own way.

use crate::{Gate, note, on_postgres, queued, schema, words};
use db::{
    Db, Error, Place, Tx, params,
    testing::{BACK, Database, GONE},
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::task::JoinSet;

/// The common commit of SQLite: nobody hears of success before all of it is on the disk.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_told_before_the_common_commit() {
    let database = Database::sqlite(&schema()).unwrap();
    let db = Db::open(&database.place).unwrap();
    let gate = Gate::default();
    let told = Arc::new(AtomicBool::new(false));
    let (first, passing) = (db.clone(), gate.clone());
    let first = tokio::spawn(async move {
        let pass = move |_: &mut Tx<'_>| -> Result<(), Error> {
            passing.pass();
            Ok(())
        };
        first.write(pass).await
    });
    queued().await;
    let (early, flag) = (db.clone(), told.clone());
    let early = tokio::spawn(async move {
        early.write(|tx| note(tx, "early")).await.unwrap();
        flag.store(true, Ordering::SeqCst);
    });
    queued().await;
    let (late, flag) = (db.clone(), told.clone());
    let late = tokio::spawn(async move {
        let look = move |tx: &mut Tx<'_>| {
            std::thread::sleep(Duration::from_millis(200));
            Ok::<_, Error>((words(tx)?, flag.load(Ordering::SeqCst)))
        };
        late.write(look).await
    });
    queued().await;
    gate.open();
    first.await.unwrap().unwrap();
    let (seen, told_early) = late.await.unwrap().unwrap();
    assert_eq!(seen, ["early"], "the two did not share a transaction");
    assert!(!told_early, "acknowledged before it was durable");
    early.await.unwrap();
}

/// A full disk undoes the common transaction: whoever was in it is told, and nobody else's word is broken.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_keeps_what_was_acknowledged() {
    let database = Database::sqlite(&schema()).unwrap();
    let db = Db::open(&database.place).unwrap();
    let full = db.write(|tx| {
        let pages: i64 = tx.value("PRAGMA page_count", params![])?;
        // Answers with a row, so it is asked as a query.
        tx.value::<i64>(&format!("PRAGMA max_page_count = {}", pages + 8), params![])
    });
    full.await.unwrap();
    let mut tasks = JoinSet::new();
    for number in 0..200 {
        let db = db.clone();
        tasks.spawn(async move {
            let word = format!(
                "{number:03}{}",
                "x".repeat(if number % 5 == 0 { 40_000 } else { 20 })
            );
            let written = word.clone();
            let result = db.write(move |tx| note(tx, &written)).await;
            (word, result)
        });
    }
    let results = tasks.join_all().await;
    let mut kept: Vec<_> = results
        .iter()
        .filter(|(_, result)| result.is_ok())
        .map(|(word, _)| word.clone())
        .collect();
    kept.sort();
    for (_, result) in &results {
        assert!(
            matches!(result, Ok(_) | Err(Error::Unavailable(_))),
            "{result:?}"
        );
    }
    assert!(kept.len() < results.len(), "the disk was not full");
    assert_eq!(db.read(words).await.unwrap(), kept);
    let roomy = db.write(|tx| tx.value::<i64>("PRAGMA max_page_count = 100000", params![]));
    roomy.await.unwrap();
    db.write(|tx| note(tx, "again")).await.unwrap();
}

/// SQLite may undo the whole common transaction by itself (disk full, memory gone); then all in it are told so.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_common_transaction_that_is_undone_is_told_to_all_in_it() {
    let database = Database::sqlite(&schema()).unwrap();
    let db = Db::open(&database.place).unwrap();
    db.write(|tx| note(tx, "there")).await.unwrap();
    let gate = Gate::default();
    let mut tasks = JoinSet::new();
    for word in ["hold", "one", "there", "two", "three"] {
        let (db, gate) = (db.clone(), gate.clone());
        tasks.spawn(async move {
            let write = move |tx: &mut Tx<'_>| {
                gate.pass();
                let sql = "INSERT OR ROLLBACK INTO notes (word) VALUES (?1)";
                tx.execute(sql, params![word])
            };
            (word, db.write(write).await.is_ok())
        });
        queued().await;
    }
    gate.open();
    let told = tasks.join_all().await;
    let mut kept: Vec<_> = told.iter().filter(|one| one.1).map(|one| one.0).collect();
    kept.push("there");
    kept.sort_unstable();
    assert!(kept.len() < 5, "nothing was undone");
    assert_eq!(db.read(words).await.unwrap(), kept);
    db.write(|tx| note(tx, "again")).await.unwrap();
}

/// A server that went away and came back needs no restart of Loket.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lost_connections_are_made_again() {
    let Some(database) = on_postgres().await else {
        return;
    };
    let db = Db::open(&database.place).unwrap();
    let other = Db::open(&database.place).unwrap();
    db.write(|tx| note(tx, "before")).await.unwrap();
    let end = "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity \
        WHERE datname = current_database() AND pid <> pg_backend_pid()";
    other
        .read(move |tx| tx.value::<i64>(end, params![]))
        .await
        .unwrap();
    for number in 0..40 {
        db.write(move |tx| note(tx, &format!("{number}")))
            .await
            .unwrap();
    }
    assert_eq!(db.read(words).await.unwrap().len(), 41);
}

/// What became a standby answers reads and refuses writes until the primary is back.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_standby_is_unavailable_for_writing() {
    let Some(database) = on_postgres().await else {
        return;
    };
    // As on a standby, a transaction that does not ask for more may only read.
    let read_only = "ALTER DATABASE {} SET default_transaction_read_only = on";
    database.administer(read_only).unwrap();
    let db = Db::open(&database.place).unwrap();
    let refused = db.write(|tx| note(tx, "never")).await;
    assert!(matches!(refused, Err(Error::Unavailable(_))), "{refused:?}");
    assert!(db.read(words).await.unwrap().is_empty());
    database
        .administer(&read_only.replace("= on", "= off"))
        .unwrap();
    let db = Db::open(&database.place).unwrap();
    db.write(|tx| note(tx, "again")).await.unwrap();
}

/// The server ends in the middle of a transaction: it is told so, and nothing of it is there.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_transaction_whose_server_goes_away_leaves_nothing() {
    let Some(database) = on_postgres().await else {
        return;
    };
    let db = Db::open(&database.place).unwrap();
    let (half, gone) = (Gate::default(), Gate::default());
    let (written, ended) = (half.clone(), gone.clone());
    let writing = db.clone();
    let write = tokio::spawn(async move {
        let work = move |tx: &mut Tx<'_>| {
            note(tx, "half")?;
            written.open();
            ended.pass();
            note(tx, "whole")
        };
        writing.write(work).await
    });
    tokio::task::spawn_blocking(move || half.pass())
        .await
        .unwrap();
    database.administer(GONE).unwrap();
    gone.open();
    let lost = write.await.unwrap();
    assert!(matches!(lost, Err(Error::Unavailable(_))), "{lost:?}");
    database.administer(BACK).unwrap();
    assert!(db.read(words).await.unwrap().is_empty());
}

/// A server that is there but takes nobody in is one to wait for, not a mistake.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_refuses_is_unavailable_until_it_does_not() {
    let Some(database) = on_postgres().await else {
        return;
    };
    let db = Db::open(&database.place).unwrap();
    db.write(|tx| note(tx, "before")).await.unwrap();
    database.administer(GONE).unwrap();
    for _ in 0..12 {
        let refused = db.write(|tx| note(tx, "never")).await;
        assert!(matches!(refused, Err(Error::Unavailable(_))), "{refused:?}");
        let refused = db.read(words).await;
        assert!(matches!(refused, Err(Error::Unavailable(_))), "{refused:?}");
    }
    database.administer(BACK).unwrap();
    db.write(|tx| note(tx, "after")).await.unwrap();
    assert_eq!(db.read(words).await.unwrap(), ["after", "before"]);
}

#[test]
fn nowhere_is_told_at_the_start() {
    let gone = Db::open(&Place::parse("postgres://nobody@127.0.0.1:1/none"));
    assert!(matches!(gone.err(), Some(Error::Unavailable(_))));
    let gone = Db::open(&Place::parse("/no/such/folder/loket.db"));
    assert!(matches!(gone.err(), Some(Error::Unavailable(_))));
    assert!(matches!(Place::parse("sqlite:x.db"), Place::Sqlite(path) if path.ends_with("x.db")));
}
