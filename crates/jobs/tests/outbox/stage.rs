//! An outbox on either engine, and somebody who does its jobs.

use db::{Db, Error, Migration, Place, Tx, testing::Database};
use jobs::{Failure, Future, Handler, Job, Queue, Runner, Verdict};
use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicI64, AtomicUsize, Ordering},
    },
    time::Duration,
};

pub const KIND: &str = "greet";

/// A database with the schema of the project, and a clock that is moved by hand.
pub struct Outbox {
    pub db: Db,
    pub now: Arc<AtomicI64>,
    place: Place,
    _database: Option<Database>,
}

/// Tells one story on each engine.
#[macro_export]
macro_rules! on_both_engines {
    ($($name:ident($outbox:ident) $story:block)*) => {
        $(mod $name {
            #[allow(unused_imports)]
            use super::*;

            async fn story($outbox: Outbox) $story

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                story(Outbox::on(Database::sqlite(&$crate::stage::schema()).unwrap())).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                let database = tokio::task::spawn_blocking(|| Database::postgres(&$crate::stage::schema())).await.unwrap().unwrap();
                match database {
                    Some(database) => story(Outbox::on(database)).await,
                    None if std::env::var_os("LOKET_REQUIRE_POSTGRES").is_some() => panic!("no PostgreSQL server to test on"),
                    None => eprintln!("skipped: {} is not set", db::testing::POSTGRES_URL),
                }
            }
        })*
    };
}

pub fn schema() -> Vec<Migration> {
    let part = |number, name: &str, sql: &str| Migration {
        number,
        name: name.into(),
        sql: sql.into(),
        postgres: None,
    };
    vec![
        part(
            1,
            "start",
            include_str!("../../../../migrations/0001_start.sql"),
        ),
        part(
            14,
            "outbox",
            include_str!("../../../../migrations/0014_outbox.sql"),
        ),
        part(
            21,
            "lanes",
            include_str!("../../../../migrations/0021_lanes.sql"),
        ),
    ]
}

impl Outbox {
    pub fn on(database: Database) -> Self {
        Self {
            db: Db::open(&database.place).unwrap(),
            now: Arc::new(AtomicI64::new(1_000_000)),
            place: database.place.clone(),
            _database: Some(database),
        }
    }

    /// Another node on the same database.
    pub fn another(&self) -> Self {
        Self {
            db: Db::open(&self.place).unwrap(),
            now: Arc::clone(&self.now),
            place: self.place.clone(),
            _database: None,
        }
    }

    pub fn now(&self) -> i64 {
        self.now.load(Ordering::SeqCst)
    }

    pub fn wait(&self, millis: i64) {
        self.now.fetch_add(millis, Ordering::SeqCst);
    }

    pub fn runner(&self, greeter: &Greeter) -> Runner {
        let now = Arc::clone(&self.now);
        Runner::new(self.db.clone(), move || now.load(Ordering::SeqCst)).with(greeter.clone())
    }

    pub async fn enqueue(&self, payload: &'static str, due_at: i64) {
        let now = self.now();
        self.write(move |tx| jobs::enqueue(tx, KIND, payload, due_at, now))
            .await;
    }

    pub async fn enqueue_in(&self, lane: &'static str, share: i64, payload: &'static str) {
        let now = self.now();
        let queue = Queue {
            kind: KIND,
            lane,
            share,
        };
        self.write(move |tx| jobs::enqueue_in(tx, queue, payload, now, now))
            .await;
    }

    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
    ) -> T {
        self.db.write(work).await.unwrap()
    }

    pub async fn rows(&self) -> i64 {
        self.write(|tx| tx.value("SELECT count(*) FROM jobs", db::params![]))
            .await
    }
}

/// Remembers whom it greeted; fails as it is told to.
#[derive(Clone, Default)]
pub struct Greeter {
    pub greeted: Arc<Mutex<Vec<String>>>,
    pub settled: Arc<Mutex<Vec<Verdict>>>,
    pub failures: Arc<Mutex<VecDeque<Failure>>>,
    pub slow: Arc<AtomicBool>,
    pub closed: Arc<AtomicBool>,
    pub width: usize,
    pub at_once: Arc<AtomicUsize>,
    pub most_at_once: Arc<AtomicUsize>,
}

impl Greeter {
    pub fn greeted(&self) -> Vec<String> {
        self.greeted.lock().unwrap().clone()
    }

    pub fn settled(&self) -> Vec<Verdict> {
        self.settled.lock().unwrap().clone()
    }

    pub fn fails(&self, failure: Failure) {
        self.failures.lock().unwrap().push_back(failure);
    }
}

impl Handler for Greeter {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn run<'a>(&'a self, job: &'a Job) -> Future<'a> {
        Box::pin(async move {
            let now = self.at_once.fetch_add(1, Ordering::SeqCst) + 1;
            self.most_at_once.fetch_max(now, Ordering::SeqCst);
            if self.slow.load(Ordering::SeqCst) {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            self.at_once.fetch_sub(1, Ordering::SeqCst);
            assert_ne!(job.payload, "panic", "as the test wants it");
            if let Some(failure) = self.failures.lock().unwrap().pop_front() {
                return Err(failure);
            }
            self.greeted.lock().unwrap().push(job.payload.clone());
            Ok(String::new())
        })
    }

    fn width(&self) -> usize {
        self.width
    }

    fn admit(&self, _: &mut Tx<'_>, _: i64) -> Result<bool, Error> {
        Ok(!self.closed.load(Ordering::SeqCst))
    }

    fn settle(&self, _: &mut Tx<'_>, _: &Job, verdict: &Verdict) -> Result<(), Error> {
        self.settled.lock().unwrap().push(verdict.clone());
        Ok(())
    }
}
