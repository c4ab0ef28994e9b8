//! A row on its way out, column by column.

use crate::Error;

/// The columns of one row, read from left to right: `|row| Ok(Unit { id: row.get()?, name: row.get()? })`.
pub struct Columns<'r> {
    row: Source<'r>,
    next: usize,
}

enum Source<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Postgres(&'r postgres::Row),
}

impl<'r> Columns<'r> {
    pub(crate) fn sqlite(row: &'r rusqlite::Row<'r>) -> Self {
        Self {
            row: Source::Sqlite(row),
            next: 0,
        }
    }

    pub(crate) fn postgres(row: &'r postgres::Row) -> Self {
        Self {
            row: Source::Postgres(row),
            next: 0,
        }
    }

    /// The next column as `i64`, `bool`, `String`, `Vec<u8>` or an `Option` of these.
    ///
    /// # Errors
    /// [`Error::Broken`] when there is no such column or it holds another type.
    pub fn get<T>(&mut self) -> Result<T, Error>
    where
        T: rusqlite::types::FromSql + for<'a> postgres::types::FromSql<'a>,
    {
        let index = self.next;
        self.next += 1;
        match self.row {
            Source::Sqlite(row) => Ok(row.get(index)?),
            Source::Postgres(row) => row
                .try_get(index)
                .map_err(|error| Error::Broken(error.to_string())),
        }
    }

    /// The next column, TEXT, parsed into one of our types.
    ///
    /// # Errors
    /// [`Error::Broken`] when the text is not of that type.
    pub fn parse<T: std::str::FromStr>(&mut self) -> Result<T, Error> {
        let text: String = self.get()?;
        text.parse()
            .map_err(|_| Error::Broken(format!("{text:?} is not a {}", std::any::type_name::<T>())))
    }

    /// As [`Columns::parse`], NULL being `None`.
    ///
    /// # Errors
    /// [`Error::Broken`] when the text is not of that type.
    pub fn parse_some<T: std::str::FromStr>(&mut self) -> Result<Option<T>, Error> {
        let Some(text) = self.get::<Option<String>>()? else {
            return Ok(None);
        };
        let broken = |_| Error::Broken(format!("{text:?} is not a {}", std::any::type_name::<T>()));
        text.parse().map(Some).map_err(broken)
    }
}
