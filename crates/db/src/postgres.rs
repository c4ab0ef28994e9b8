//! PostgreSQL: a pool of connections, each on a thread of its own, a transaction for each piece of work.

use crate::{
    Db, Engine, Error, Tx,
    channel::Channels,
    lane::{Lane, Queue, Work, lane},
    tx::Prepared,
};
use ::postgres::{Client, Config, IsolationLevel, NoTls};
use std::{sync::Arc, thread, time::Duration};

const READERS: usize = 4;
const WRITERS: usize = 8;

pub(crate) fn open(url: &str) -> Result<Db, Error> {
    let mut config: Config = url
        .parse()
        .map_err(|error: ::postgres::Error| Error::Broken(error.to_string()))?;
    config
        .connect_timeout(Duration::from_secs(5))
        // A server that is gone without a word must not hold its thread for a quarter of an hour.
        .tcp_user_timeout(Duration::from_secs(10))
        .keepalives_idle(Duration::from_secs(30))
        .application_name("loket");
    // As long as SQLite waits for another writer: a lock that is not let go must not hold up everybody.
    let options = format!(
        "{} -c lock_timeout=5000",
        config.get_options().unwrap_or_default()
    );
    config.options(options.trim());
    // Connect once now, so that a wrong address is told at the start.
    outside(|| config.connect(NoTls).map(drop))?;
    let readers = pool(&config, READERS, true)?;
    let writers = pool(&config, WRITERS, false)?;
    Ok(Db {
        engine: Engine::Postgres,
        readers: Arc::new(readers),
        writer: Arc::new(writers),
        writing: Arc::default(),
        channels: Channels::default(),
    })
}

/// Runs on a thread of its own: the client drives a runtime, which must not happen inside another.
pub(crate) fn outside<T: Send>(
    body: impl FnOnce() -> Result<T, ::postgres::Error> + Send,
) -> Result<T, Error> {
    let run = thread::scope(|scope| scope.spawn(body).join());
    Ok(run.map_err(|_| Error::Broken("the client panicked".into()))??)
}

fn pool(config: &Config, size: usize, read_only: bool) -> Result<Lane, Error> {
    let (lane, queue) = lane();
    for _ in 0..size {
        let mut connection = Connection {
            config: config.clone(),
            read_only,
            open: None,
        };
        let queue: Queue = queue.clone();
        let body = move || {
            while let Some(work) = queue.next() {
                connection.run(work);
            }
        };
        let thread = thread::Builder::new()
            .name("db-postgres".into())
            .spawn(body);
        thread.map_err(|error| Error::Unavailable(error.to_string()))?;
    }
    Ok(lane)
}

/// A connection that is opened when it is first needed, and again after it was lost.
struct Connection {
    config: Config,
    read_only: bool,
    open: Option<(Client, Prepared)>,
}

impl Connection {
    fn run(&mut self, work: Work) {
        // That a server was restarted is noticed by trying: then once more, on a new connection.
        for is_last in [false, true] {
            let read_only = self.read_only;
            let (client, prepared) = match self.client() {
                Ok(open) => open,
                Err(error) => return work.refuse(error),
            };
            let mut begin = client.build_transaction();
            if read_only {
                // One snapshot for all statements of a page, as SQLite has it.
                begin = begin
                    .read_only(true)
                    .isolation_level(IsolationLevel::RepeatableRead);
            }
            let error = match begin.start() {
                Ok(tx) => {
                    let mut tx = Tx::postgres(tx, prepared);
                    let done = work.run(&mut tx);
                    let lost = tx.finish(done.keep).err();
                    return (done.acknowledge)(lost);
                }
                Err(error) => error,
            };
            if is_last || !self.is_closed() {
                return work.refuse(error.into());
            }
        }
    }

    fn is_closed(&self) -> bool {
        self.open
            .as_ref()
            .is_none_or(|(client, _)| client.is_closed())
    }

    fn client(&mut self) -> Result<&mut (Client, Prepared), Error> {
        if self.is_closed() {
            // Whatever the server says to a newcomer, it cannot be used now.
            let connected = self.config.connect(NoTls);
            let client = connected.map_err(|error| Error::Unavailable(error.to_string()))?;
            self.open = Some((client, Prepared::new()));
        }
        self.open
            .as_mut()
            .ok_or_else(|| Error::Unavailable("no connection".into()))
    }
}
