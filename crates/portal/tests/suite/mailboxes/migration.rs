//! Persons in charge from before there was a record of them.

use db::{Db, Error, migrate, params, testing::Database};
use portal::migrations;

const OLD: i64 = 1_700_000_000_000;

async fn story(database: Database) {
    let db = Db::open(&database.place).unwrap();
    db.write(|tx| {
        for (id, pic) in [(1_i64, None), (2, Some(1_i64)), (3, None)] {
            tx.execute(
                "INSERT INTO accounts (id, public_id, address, kind, name, organisation, lang, pic_id, blocked, \
                 second_step_required, totp_last_step, created_at) \
                 VALUES (?1, ?2, ?2, 'unit', 'x', '', 'id', ?3, FALSE, FALSE, 0, ?4)",
                params![id, &format!("a{id}"), pic, OLD],
            )?;
        }
        Ok::<_, Error>(())
    })
    .await
    .unwrap();
    let (place, all) = (database.place.clone(), migrations::all());
    let done =
        tokio::task::spawn_blocking(move || migrate(&Db::open(&place).unwrap(), &all, OLD + 1));
    assert!(!done.await.unwrap().unwrap().is_empty());
    let held = db.read(|tx| {
        tx.rows(
            "SELECT account_id, person_id, part, from_at FROM mailbox_holders",
            params![],
            |row| Ok((row.get()?, row.get()?, row.get()?, row.get()?)),
        )
    });
    let held: Result<Vec<(i64, i64, String, i64)>, Error> = held.await;
    assert_eq!(held.unwrap(), [(2, 1, "pic".to_owned(), OLD)]);
}

fn before() -> Vec<db::Migration> {
    let mut all = migrations::all();
    all.retain(|one| one.number < 12);
    all
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_was_in_charge_before_is_written_down_on_sqlite() {
    story(Database::sqlite(&before()).unwrap()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_was_in_charge_before_is_written_down_on_postgres() {
    let made = tokio::task::spawn_blocking(|| Database::postgres(&before()))
        .await
        .unwrap();
    match made.unwrap() {
        Some(database) => story(database).await,
        None => assert!(
            std::env::var_os("LOKET_REQUIRE_POSTGRES").is_none(),
            "no PostgreSQL server"
        ),
    }
}
