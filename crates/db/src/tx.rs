//! A transaction: the only thing that a statement can be run on.

use crate::{Columns, Engine, Error, Param, dialect::numbered};
use postgres::Statement;
use std::{collections::HashMap, mem};

/// A transaction on either engine.
pub struct Tx<'c> {
    kind: Kind<'c>,
    notified: Vec<String>,
}

enum Kind<'c> {
    Sqlite(&'c rusqlite::Connection),
    Postgres {
        tx: postgres::Transaction<'c>,
        prepared: &'c mut Prepared,
    },
}

/// The statements that a PostgreSQL connection has prepared.
pub(crate) type Prepared = HashMap<String, Statement>;

impl<'c> Tx<'c> {
    pub(crate) fn sqlite(connection: &'c rusqlite::Connection) -> Self {
        Self::of(Kind::Sqlite(connection))
    }

    pub(crate) fn postgres(tx: postgres::Transaction<'c>, prepared: &'c mut Prepared) -> Self {
        Self::of(Kind::Postgres { tx, prepared })
    }

    fn of(kind: Kind<'c>) -> Self {
        Self {
            kind,
            notified: Vec::new(),
        }
    }

    /// Ends a PostgreSQL transaction; on SQLite the writer does it for all that wait together.
    pub(crate) fn finish(self, keep: bool) -> Result<(), Error> {
        match self.kind {
            Kind::Postgres { tx, .. } if keep => Ok(tx.commit()?),
            Kind::Postgres { tx, .. } => Ok(tx.rollback()?),
            Kind::Sqlite(_) => Ok(()),
        }
    }

    /// Wakes who listens to a channel ([`crate::Db::listen`]) once this transaction is durable; not when it is undone.
    pub fn notify(&mut self, channel: &str) {
        if !self.notified.iter().any(|one| one == channel) {
            self.notified.push(channel.to_owned());
        }
    }

    pub(crate) fn take_notified(&mut self) -> Vec<String> {
        mem::take(&mut self.notified)
    }

    /// The engine behind it, for the fragments that must differ.
    pub fn engine(&self) -> Engine {
        match self.kind {
            Kind::Sqlite(_) => Engine::Sqlite,
            Kind::Postgres { .. } => Engine::Postgres,
        }
    }

    /// Runs a statement and returns how many rows it changed.
    ///
    /// # Errors
    /// [`Error::Unique`] when a row exists already, otherwise as the engine says.
    pub fn execute(&mut self, sql: &str, params: &[Param<'_>]) -> Result<u64, Error> {
        match &mut self.kind {
            Kind::Sqlite(connection) => {
                let mut statement = connection.prepare_cached(sql)?;
                Ok(statement.execute(rusqlite::params_from_iter(params))? as u64)
            }
            Kind::Postgres { tx, prepared } => {
                let statement = prepare(tx, prepared, sql)?;
                Ok(tx.execute(&statement, &as_postgres(params))?)
            }
        }
    }

    /// All rows of a query, each made by `map`.
    ///
    /// # Errors
    /// As the engine says, or what `map` returns.
    pub fn rows<T>(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        mut map: impl FnMut(&mut Columns<'_>) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        match &mut self.kind {
            Kind::Sqlite(connection) => {
                let mut statement = connection.prepare_cached(sql)?;
                let mut rows = statement.query(rusqlite::params_from_iter(params))?;
                let mut all = Vec::new();
                while let Some(row) = rows.next()? {
                    all.push(map(&mut Columns::sqlite(row))?);
                }
                Ok(all)
            }
            Kind::Postgres { tx, prepared } => {
                let statement = prepare(tx, prepared, sql)?;
                let rows = tx.query(&statement, &as_postgres(params))?;
                rows.iter()
                    .map(|row| map(&mut Columns::postgres(row)))
                    .collect()
            }
        }
    }

    /// The first row of a query, if there is one.
    ///
    /// # Errors
    /// As [`Tx::rows`].
    pub fn first<T>(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        map: impl FnMut(&mut Columns<'_>) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        Ok(self.rows(sql, params, map)?.into_iter().next())
    }

    /// The one column of the one row that must be there: a count, an id `RETURNING`.
    ///
    /// # Errors
    /// [`Error::NoRow`] when there is none, otherwise as [`Tx::rows`].
    pub fn value<T>(&mut self, sql: &str, params: &[Param<'_>]) -> Result<T, Error>
    where
        T: rusqlite::types::FromSql + for<'a> postgres::types::FromSql<'a>,
    {
        self.first(sql, params, |row| row.get())?
            .ok_or(Error::NoRow)
    }

    /// Runs several statements without parameters: migrations and tests.
    ///
    /// # Errors
    /// As the engine says.
    pub fn script(&mut self, sql: &str) -> Result<(), Error> {
        match &mut self.kind {
            Kind::Sqlite(connection) => Ok(connection.execute_batch(sql)?),
            Kind::Postgres { tx, .. } => Ok(tx.batch_execute(sql)?),
        }
    }

    /// Has the engine read a statement without running it; a test does this with every statement of the project.
    ///
    /// # Errors
    /// [`Error::Broken`] when the engine does not understand it.
    pub fn prepare(&mut self, sql: &str) -> Result<(), Error> {
        match &mut self.kind {
            Kind::Sqlite(connection) => connection.prepare(sql).map(drop).map_err(Error::from),
            Kind::Postgres { tx, prepared } => prepare(tx, prepared, sql).map(drop),
        }
    }
}

fn prepare(
    tx: &mut postgres::Transaction<'_>,
    prepared: &mut Prepared,
    sql: &str,
) -> Result<Statement, Error> {
    if let Some(statement) = prepared.get(sql) {
        return Ok(statement.clone());
    }
    let statement = tx.prepare(&numbered(sql))?;
    prepared.insert(sql.to_owned(), statement.clone());
    Ok(statement)
}

fn as_postgres<'p>(params: &'p [Param<'p>]) -> Vec<&'p (dyn postgres::types::ToSql + Sync)> {
    params
        .iter()
        .map(|param| param as &(dyn postgres::types::ToSql + Sync))
        .collect()
}
