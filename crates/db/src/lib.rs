//! SQL written once, run on either engine.
//!
//! A [`Db`] is one of two engines behind the same four words: [`Db::read`], [`Db::write`], [`Tx`]
//! and [`params!`]. Work is a plain synchronous closure over a transaction. It runs on a thread of the
//! database, never on the threads that serve requests.
//!
//! * **SQLite**: several readers and one writer. The writer commits all transactions that wait together
//!   (a savepoint each) and acknowledges each only after the common commit, so that a durable write
//!   costs a fraction of a disk flush.
//! * **PostgreSQL**: a pool of connections, a transaction each.
//!
//! Statements use `?1 … ?n` and the portable types TEXT, BIGINT, BOOLEAN, BLOB; see [`dialect`] for the
//! few words that differ in a migration.

mod channel;
mod dialect;
mod error;
mod histogram;
mod lane;
mod migrate;
mod param;
mod postgres;
mod row;
mod sqlite;
pub mod testing;
mod tx;

pub use channel::Listener;
pub use dialect::Engine;
pub use error::Error;
pub use histogram::{Histogram, Reading};
pub use migrate::{Migration, applied, migrate, pending};
pub use param::Param;
pub use row::Columns;
pub use tx::Tx;

use channel::Channels;
use lane::{Lane, Pace, Work};
use std::{path::PathBuf, sync::Arc, time::Instant};
use tokio::sync::oneshot;

/// Where the data lives.
#[derive(Clone, Debug)]
pub enum Place {
    /// A file on this machine; made when it does not exist.
    Sqlite(PathBuf),
    /// A connection string `postgres://…`.
    Postgres(String),
}

impl Place {
    /// Reads `postgres://…`, `sqlite:PATH` or a bare path.
    pub fn parse(url: &str) -> Self {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Self::Postgres(url.to_owned())
        } else {
            Self::Sqlite(PathBuf::from(url.strip_prefix("sqlite:").unwrap_or(url)))
        }
    }
}

/// A database of either engine; cheap to clone.
#[derive(Clone)]
pub struct Db {
    engine: Engine,
    readers: Arc<Lane>,
    writer: Arc<Lane>,
    writing: Arc<Histogram>,
    channels: Channels,
}

impl Db {
    /// Opens the database and starts its threads.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the file cannot be opened or the server does not answer.
    pub fn open(place: &Place) -> Result<Self, Error> {
        match place {
            Place::Sqlite(path) => sqlite::open(path),
            Place::Postgres(url) => postgres::open(url),
        }
    }

    /// The engine behind it.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Runs `work` on one consistent snapshot; writing in it is an error.
    ///
    /// # Errors
    /// What `work` returns, or [`Error::Unavailable`] when the database cannot be used.
    pub async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.run(&self.readers, Pace::AtOnce, work).await
    }

    /// Runs `work` in a writing transaction and returns after it is durable. On an error nothing of it remains.
    ///
    /// # Errors
    /// What `work` returns, or [`Error::Unavailable`] when the database cannot be used.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let since = Instant::now();
        let result = self.run(&self.writer, Pace::AtOnce, work).await;
        self.writing.record(since.elapsed());
        result
    }

    /// As [`Db::write`], for work that nobody waits for: while others write it may wait some milliseconds, to be committed
    /// with what comes next instead of alone.
    ///
    /// # Errors
    /// As [`Db::write`].
    pub async fn write_in_company<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let pace = match self.engine {
            Engine::Sqlite => Pace::InCompany,
            // Nobody shares a commit there.
            Engine::Postgres => Pace::AtOnce,
        };
        self.run(&self.writer, pace, work).await
    }

    /// How long [`Db::write`] took, from asking to being durable, failures too.
    pub fn writing(&self) -> &Histogram {
        &self.writing
    }

    /// Hears whenever a transaction that called [`Tx::notify`] has become durable, from now on and in this process.
    pub fn listen(&self, channel: &str) -> Listener {
        self.channels.listen(channel)
    }

    /// Whether it answers.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when it does not.
    pub async fn ping(&self) -> Result<(), Error> {
        self.read(|tx| tx.value::<i64>("SELECT CAST(1 AS BIGINT)", &[]).map(drop))
            .await
    }

    /// [`Db::write`] for the command line, where no runtime serves requests.
    ///
    /// # Errors
    /// As [`Db::write`].
    pub fn write_now<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (sender, answer) = std::sync::mpsc::channel();
        let work = Work::new(work, &self.channels, move |result| {
            drop(sender.send(result));
        });
        self.writer.send(work, Pace::AtOnce)?;
        answer.recv().unwrap_or_else(|_| Err(gone().into()))
    }

    async fn run<T, E, F>(&self, lane: &Lane, pace: Pace, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (sender, answer) = oneshot::channel();
        // The caller may have gone away by then; the work is done all the same.
        let work = Work::new(work, &self.channels, move |result| {
            drop(sender.send(result));
        });
        lane.send(work, pace)?;
        answer.await.unwrap_or_else(|_| Err(gone().into()))
    }
}

fn gone() -> Error {
    Error::Unavailable("the work was given up before it was done".into())
}
