//! What is the same on both engines.

use crate::{Gate, migration, note, on_both_engines, on_postgres, queued, schema, words};
use db::{Db, Error, Param, Place, Tx, migrate, params, testing::Database};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::task::JoinSet;

on_both_engines! {
    a_failure_leaves_no_trace_and_its_neighbours_stay(_place, db) {
        let gate = Gate::default();
        let (held, passing) = (db.clone(), gate.clone());
        let first = tokio::spawn(async move { held.write(move |_| -> Result<(), Error> { passing.pass(); Ok(()) }).await });
        queued().await;
        let mut tasks = JoinSet::new();
        for (word, fails) in [("one", false), ("two", true), ("three", false)] {
            let db = db.clone();
            tasks.spawn(async move {
                let result = db.write(move |tx| {
                    note(tx, word)?;
                    if fails { Err(Error::NoRow) } else { Ok(word) }
                }).await;
                (word, result)
            });
        }
        queued().await;
        gate.open();
        first.await.unwrap().unwrap();
        for (word, result) in tasks.join_all().await {
            match word {
                "two" => assert!(matches!(result, Err(Error::NoRow)), "{result:?}"),
                _ => assert_eq!(result.unwrap(), word),
            }
        }
        assert_eq!(db.read(words).await.unwrap(), ["one", "three"]);
    }

    what_is_acknowledged_is_there_for_everybody(place, db) {
        let other = Db::open(&place).unwrap();
        for round in 0..50 {
            let word = format!("{round:02}");
            db.write(move |tx| note(tx, &word)).await.unwrap();
            assert_eq!(other.read(words).await.unwrap().len(), round + 1);
        }
    }

    a_panic_undoes_its_transaction_and_no_more(_place, db) {
        let gone = db.write(|tx| -> Result<i64, Error> { note(tx, "lost")?; panic!("on purpose") }).await;
        assert!(matches!(gone, Err(Error::Unavailable(_))), "{gone:?}");
        let gone = db.read(|_| -> Result<(), Error> { panic!("on purpose") }).await;
        assert!(matches!(gone, Err(Error::Unavailable(_))), "{gone:?}");
        for word in ["a", "b", "c"] {
            db.write(move |tx| note(tx, word)).await.unwrap();
        }
        assert_eq!(db.read(words).await.unwrap(), ["a", "b", "c"]);
    }

    a_read_cannot_write_and_sees_one_moment(_place, db) {
        db.write(|tx| note(tx, "before")).await.unwrap();
        assert!(db.read(|tx| note(tx, "never")).await.is_err());
        let (seen, written) = (Gate::default(), Gate::default());
        let (reader, seen_too, written_too) = (db.clone(), seen.clone(), written.clone());
        let read = tokio::spawn(async move {
            reader.read(move |tx| {
                let first = words(tx)?;
                seen_too.open();
                written_too.pass();
                Ok::<_, Error>((first, words(tx)?))
            }).await
        });
        tokio::task::spawn_blocking(move || seen.pass()).await.unwrap();
        db.write(|tx| note(tx, "meanwhile")).await.unwrap();
        written.open();
        let (first, second) = read.await.unwrap().unwrap();
        assert_eq!((first.len(), second), (1, first));
        assert_eq!(db.read(words).await.unwrap(), ["before", "meanwhile"]);
    }

    what_is_durable_is_heard_of_and_what_is_undone_is_not(_place, db) {
        let (mut notes, mut others) = (db.listen("notes"), db.listen("others"));
        let undone = db.write(|tx| { tx.notify("notes"); note(tx, "x")?; note(tx, "x") }).await;
        assert!(undone.is_err());
        let soon = Duration::from_millis(50);
        assert!(tokio::time::timeout(soon, notes.heard()).await.is_err());
        db.write(|tx| { tx.notify("notes"); note(tx, "x")?; tx.notify("notes"); note(tx, "y") }).await.unwrap();
        notes.heard().await;
        assert_eq!(db.read(words).await.unwrap(), ["x", "y"]);
        assert!(tokio::time::timeout(soon, notes.heard()).await.is_err());
        assert!(tokio::time::timeout(soon, others.heard()).await.is_err());
    }

    what_exists_already_has_the_same_name(_place, db) {
        let twice = db.write(|tx| { note(tx, "x")?; note(tx, "x") }).await.unwrap_err();
        assert!(matches!(&twice, Error::Unique(what) if what == "notes.word"), "{twice:?}");
        let pair = |tx: &mut Tx<'_>| tx.execute("INSERT INTO pairs (a, b) VALUES (?1, ?2)", params![1_i64, "(b)=(c)"]);
        let twice = db.write(move |tx| { pair(tx)?; pair(tx) }).await.unwrap_err();
        assert!(matches!(&twice, Error::Unique(what) if what == "pairs.a, pairs.b"), "{twice:?}");
        let ignored = db.write(move |tx| {
            pair(tx)?;
            tx.execute("INSERT INTO pairs (a, b) VALUES (?1, ?2) ON CONFLICT DO NOTHING", params![1_i64, "(b)=(c)"])
        }).await;
        assert_eq!(ignored.unwrap(), 0);
    }

    a_missing_row_and_a_mistake_are_told_apart(_place, db) {
        let none = db.read(|tx| tx.value::<i64>("SELECT id FROM notes WHERE word = ?1", params!["nobody"])).await;
        assert!(matches!(none, Err(Error::NoRow)), "{none:?}");
        let mistake = db.read(|tx| tx.prepare("SELECT nothing FROM nowhere")).await;
        assert!(matches!(mistake, Err(Error::Broken(_))), "{mistake:?}");
        db.write(|tx| note(tx, "word")).await.unwrap();
        let kind = db.read(|tx| tx.value::<i64>("SELECT word FROM notes", params![])).await;
        assert!(matches!(kind, Err(Error::Broken(_))), "{kind:?}");
        let null = db.read(|tx| tx.value::<i64>("SELECT big FROM notes", params![])).await;
        assert!(matches!(null, Err(Error::Broken(_))), "{null:?}");
    }

    values_come_back_as_they_went(_place, db) {
        type Row = (String, Option<i64>, Option<bool>, Option<Vec<u8>>);
        let rows: [Row; 4] = [
            (String::new(), None, None, None),
            ("it's ? \u{1F600} é \\ %".into(), Some(i64::MIN), Some(true), Some(Vec::new())),
            ("\u{7f} $1 ?1".into(), Some(i64::MAX), Some(false), Some((0..=255).collect())),
            ("z".into(), Some(0), None, Some(vec![0])),
        ];
        let sent = rows.clone();
        db.write(move |tx| {
            for (word, big, yes, raw) in &sent {
                let raw = raw.as_deref().map_or(Param::Null, Param::Bytes);
                tx.execute("INSERT INTO notes (word, big, yes, raw) VALUES (?1, ?2, ?3, ?4)", params![word, *big, *yes, raw])?;
            }
            Ok::<_, Error>(())
        }).await.unwrap();
        let back = db.read(|tx| {
            tx.rows("SELECT word, big, yes, raw FROM notes ORDER BY id", params![], |row| {
                Ok((row.get()?, row.get()?, row.get()?, row.get()?))
            })
        });
        assert_eq!(back.await.unwrap(), rows);
        let same = db.read(|tx| tx.value::<i64>("SELECT count(*) FROM notes WHERE yes = TRUE OR big = ?1 OR word = ?2", params![0_i64, ""]));
        assert_eq!(same.await.unwrap(), 3);
    }

    keys_are_compared_byte_by_byte(_place, db) {
        let mut sorted = vec!["B", "Z", "a", "a b", "a-b", "aZ", "ab", "abc", "b", "é", "中"];
        sorted.sort_unstable();
        db.write(move |tx| {
            for word in ["é", "aZ", "ab", "Z", "a", "a-b", "B", "abc", "a b", "中", "b"] {
                note(tx, word)?;
            }
            Ok::<_, Error>(())
        }).await.unwrap();
        assert_eq!(db.read(words).await.unwrap(), sorted);
        let prefixed = db.read(|tx| {
            tx.rows("SELECT word FROM notes WHERE word >= ?1 AND word < ?2 ORDER BY word", params!["ab", "ac"], |row| row.get::<String>())
        });
        assert_eq!(prefixed.await.unwrap(), ["ab", "abc"]);
    }

    a_migration_is_applied_once_and_wholly(_place, db) {
        let (again, more) = (db.clone(), schema());
        tokio::task::spawn_blocking(move || {
            assert!(migrate(&again, &more, 5).unwrap().is_empty());
            let broken = [more[0].clone(), migration(2, "good", "CREATE TABLE extra (id IDENTITY_KEY)"), migration(3, "bad", "CREATE TABLE notes (id IDENTITY_KEY)")];
            assert!(migrate(&again, &broken, 5).is_err());
            // Two nodes that start together: one applies, the other finds it done.
            let both = [again.clone(), again.clone()].map(|db| {
                let two = broken[..2].to_vec();
                std::thread::spawn(move || migrate(&db, &two, 6).unwrap().len())
            });
            assert_eq!(both.map(|one| one.join().unwrap()).iter().sum::<usize>(), 1);
        }).await.unwrap();
        assert_eq!(db.read(db::applied).await.unwrap(), [1, 2]);
        db.write(|tx| tx.execute("INSERT INTO extra (id) VALUES (?1)", params![9_i64])).await.unwrap();
    }

    what_is_missing_of_the_schema_is_told(_place, db) {
        let more = [schema(), vec![migration(2, "more", "")]].concat();
        let looked = more.clone();
        assert_eq!(db.read(move |tx| db::pending(tx, &looked)).await.unwrap(), ["more"]);
        db.write(|tx| tx.script("DROP TABLE migrations")).await.unwrap();
        assert_eq!(db.read(move |tx| db::pending(tx, &more)).await.unwrap(), ["start", "more"]);
    }

    too_much_work_is_refused_at_once(_place, db) {
        let gate = Gate::default();
        let mut tasks = JoinSet::new();
        let many = 2_500;
        for number in 0..many {
            let (db, gate) = (db.clone(), gate.clone());
            tasks.spawn(async move {
                db.write(move |tx| { gate.pass(); note(tx, &format!("{number}")) }).await
            });
        }
        let refused = tasks.join_next().await.unwrap().unwrap();
        assert!(matches!(refused, Err(Error::Unavailable(_))), "{refused:?}");
        gate.open();
        let done = tasks.join_all().await.iter().filter(|result| result.is_ok()).count();
        assert!((2_048..many).contains(&done), "{done} of {many}");
        assert_eq!(db.read(words).await.unwrap().len(), done);
    }

    who_writes_without_a_pause_lets_others_in(place, db) {
        let stopped = Arc::new(AtomicBool::new(false));
        let mut busy = JoinSet::new();
        for writer in 0..8 {
            let (db, stopped) = (db.clone(), stopped.clone());
            busy.spawn(async move {
                let mut round = 0;
                while !stopped.load(Ordering::Relaxed) {
                    let word = format!("{writer}-{round}");
                    db.write(move |tx| note(tx, &word)).await.unwrap();
                    round += 1;
                }
            });
        }
        // As a command beside the server, which does something else between its writes.
        let other = Db::open(&place).unwrap();
        let mut longest = Duration::ZERO;
        for round in 0..40 {
            let word = format!("other-{round}");
            let since = Instant::now();
            other.write(move |tx| note(tx, &word)).await.unwrap();
            longest = longest.max(since.elapsed());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        stopped.store(true, Ordering::Relaxed);
        busy.join_all().await;
        assert!(longest < Duration::from_millis(500), "{longest:?}");
    }

    a_lock_that_is_not_let_go_is_told(place, db) {
        db.write(|tx| note(tx, "here")).await.unwrap();
        let held = Gate::default();
        let (holding, let_go) = (Gate::default(), held.clone());
        let (other, told) = (Db::open(&place).unwrap(), holding.clone());
        let holder = tokio::spawn(async move {
            other.write(move |tx| -> Result<u64, Error> {
                let rows = tx.execute("UPDATE notes SET big = ?1", params![1_i64])?;
                told.open();
                let_go.pass();
                Ok(rows)
            }).await
        });
        tokio::task::spawn_blocking(move || holding.pass()).await.unwrap();
        let since = Instant::now();
        let refused = db.write(|tx| tx.execute("UPDATE notes SET big = ?1", params![2_i64])).await;
        assert!(matches!(refused, Err(Error::Unavailable(_))), "{refused:?}");
        assert!(since.elapsed() > Duration::from_secs(4), "{:?}", since.elapsed());
        held.open();
        assert_eq!(holder.await.unwrap().unwrap(), 1);
        db.write(|tx| tx.execute("UPDATE notes SET big = ?1", params![3_i64])).await.unwrap();
    }
}
