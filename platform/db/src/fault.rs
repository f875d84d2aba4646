//! What can go wrong that is nobody's typing and no rule: the disk, the network, a damaged row.

/// A technical failure. Its text may go to the log: it never holds the content of a record.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error("the database refused: {0}")]
    Database(String),
    #[error("a unique value is already there: {0}")]
    AlreadyThere(String),
    #[error("a value in a column is not a {0}")]
    NotA(&'static str),
    #[error("a row that must exist is missing")]
    Missing,
    #[error("the disk is full")]
    DiskFull,
    #[error("the database is shut down")]
    ShutDown,
    #[error("{0}")]
    Other(String),
}

impl Fault {
    /// A stored text that is not one of a type's values. The text itself is left out: it may be content.
    #[must_use]
    pub fn not_a(what: &'static str, _text: &str) -> Self {
        Self::NotA(what)
    }

    pub fn other(text: impl Into<String>) -> Self {
        Self::Other(text.into())
    }
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error() {
            Some(e) if e.code == rusqlite::ErrorCode::DiskFull => Self::DiskFull,
            Some(e)
                if matches!(
                    e.extended_code,
                    rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE | rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY
                ) =>
            {
                Self::AlreadyThere(error.to_string())
            }
            _ => Self::Database(error.to_string()),
        }
    }
}

impl From<postgres::Error> for Fault {
    fn from(error: postgres::Error) -> Self {
        match error.as_db_error() {
            // The detail line of PostgreSQL quotes the row, so only message and code are kept.
            Some(e) if *e.code() == postgres::error::SqlState::UNIQUE_VIOLATION => {
                Self::AlreadyThere(e.message().to_owned())
            }
            Some(e) if *e.code() == postgres::error::SqlState::DISK_FULL => Self::DiskFull,
            Some(e) => Self::Database(format!("{} ({})", e.message(), e.code().code())),
            None => Self::Database(error.to_string()),
        }
    }
}
