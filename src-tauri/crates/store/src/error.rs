//! What can go wrong underneath, as opposed to what is refused.

/// The store's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure of the database or of a row in it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database said no.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// The tables could not be brought up to date.
    #[error("migration: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A row cannot be read as what it should be.
    #[error("unreadable row: {table}.{column} of id {id} reads {read:?}")]
    Unreadable {
        /// Its table.
        table: &'static str,
        /// Its column.
        column: &'static str,
        /// Its id.
        id: i64,
        /// What stands there.
        read: String,
    },
    /// A file beside the database cannot be read or written.
    #[error("file: {0}")]
    File(std::io::Error),
    /// The address of the database is neither a file nor `postgres://`.
    #[error("{0}")]
    Address(String),
}

impl Error {
    /// Whether the disk has no room for what was to be written.
    pub fn is_disk_full(&self) -> bool {
        // SQLITE_FULL; PostgreSQL's disk_full.
        matches!(self, Self::Database(sqlx::Error::Database(e)) if e.code().is_some_and(|code| code == "13" || code == "53100"))
    }
}
