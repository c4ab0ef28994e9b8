//! What can go wrong, as far as a caller can act on it.

/// An error of either engine.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database cannot be used now: locked, disk full, connection gone, too many waiting. Trying later may help.
    #[error("database unavailable: {0}")]
    Unavailable(String),
    /// A unique constraint was hit; the value is `table.column[, table.column]` on both engines.
    #[error("already exists: {0}")]
    Unique(String),
    /// A query that must return a row returned none.
    #[error("no row")]
    NoRow,
    /// Anything else: a mistake in the program or damaged data.
    #[error("database: {0}")]
    Broken(String),
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let rusqlite::Error::SqliteFailure(failure, message) = &error else {
            return match error {
                rusqlite::Error::QueryReturnedNoRows => Self::NoRow,
                other => Self::Broken(other.to_string()),
            };
        };
        let text = message.clone().unwrap_or_else(|| error.to_string());
        match failure.code {
            Code::ConstraintViolation => match text.strip_prefix("UNIQUE constraint failed: ") {
                Some(columns) => Self::Unique(columns.to_owned()),
                None => Self::Broken(text),
            },
            Code::DatabaseBusy
            | Code::DatabaseLocked
            | Code::DiskFull
            | Code::SystemIoFailure
            | Code::CannotOpen
            | Code::ReadOnly
            | Code::OutOfMemory => Self::Unavailable(text),
            _ => Self::Broken(text),
        }
    }
}

impl From<postgres::Error> for Error {
    fn from(error: postgres::Error) -> Self {
        use postgres::error::SqlState as State;
        let Some(db) = error.as_db_error() else {
            let text = error.to_string();
            // Without an answer of the server it is the connection, unless a value did not convert.
            let convert =
                text.contains("serializ") || text.contains("conver") || text.contains("column");
            return if convert {
                Self::Broken(text)
            } else {
                Self::Unavailable(text)
            };
        };
        match db.code() {
            &State::UNIQUE_VIOLATION => Self::Unique(violated_columns(db)),
            &State::T_R_SERIALIZATION_FAILURE
            | &State::T_R_DEADLOCK_DETECTED
            | &State::ADMIN_SHUTDOWN
            | &State::CRASH_SHUTDOWN
            | &State::CANNOT_CONNECT_NOW
            | &State::TOO_MANY_CONNECTIONS
            | &State::DISK_FULL
            | &State::LOCK_NOT_AVAILABLE
            | &State::QUERY_CANCELED
            // A standby that took the address of the primary, until that one is back.
            | &State::READ_ONLY_SQL_TRANSACTION => Self::Unavailable(db.to_string()),
            _ => Self::Broken(db.to_string()),
        }
    }
}

/// `Key (a, b)=(…) already exists.` of table t becomes `t.a, t.b`, as SQLite says it.
fn violated_columns(db: &postgres::error::DbError) -> String {
    let table = db.table().unwrap_or_default();
    let columns = db
        .detail()
        .and_then(|detail| detail.strip_prefix("Key ("))
        .and_then(|rest| rest.split_once(")="))
        .map_or("", |(columns, _)| columns);
    let columns: Vec<_> = columns
        .split(", ")
        .map(|column| format!("{table}.{column}"))
        .collect();
    columns.join(", ")
}
