//! The two databases behind one face, connections and transactions.

use crate::error::{Error, Result};
use crate::fold::{FOLD_PAGES, FoldLater, MANY_ROWS};
use rules::TeamId;
use sqlx::pool::PoolOptions;
use sqlx::postgres::PgConnectOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{
    ConnectOptions as _, Connection as _, PgConnection, PgPool, Postgres, Sqlite, SqliteConnection,
    SqlitePool, Transaction,
};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

/// A database: an SQLite file with one writer and many readers, or a PostgreSQL address. Clones share
/// their connections, also after the file was exchanged for another.
#[derive(Clone, Debug)]
pub struct Db(Arc<RwLock<Pools>>);

/// The connections of a database.
#[derive(Clone, Debug)]
pub(crate) enum Pools {
    /// The embedded file.
    Sqlite {
        /// Where it is.
        file: PathBuf,
        /// One connection, so that writers wait for each other instead of failing.
        writer: SqlitePool,
        /// Snapshots beside the writer.
        readers: SqlitePool,
    },
    /// The server.
    Postgres(PgPool),
}

/// A connection inside a transaction: a snapshot to read from. Reads take it.
pub enum Conn {
    /// On SQLite.
    Sqlite(Transaction<'static, Sqlite>),
    /// On PostgreSQL.
    Postgres(Transaction<'static, Postgres>),
}

/// A write transaction; reads inside it see its writes. Dropped without [`Tx::commit`] it never was.
pub struct Tx {
    conn: Conn,
    /// Rows written in bulk.
    pub(crate) rows: usize,
    /// Where its connection came from, on SQLite.
    writer: Option<SqlitePool>,
}

/// The driver's own connection; what [`on!`](crate::on) matches.
pub enum Raw<'a> {
    /// On SQLite.
    Sqlite(&'a mut SqliteConnection),
    /// On PostgreSQL.
    Postgres(&'a mut PgConnection),
}

/// Runs one expression on whichever database a connection is of. `$c` is the driver's connection;
/// with a third name, that name is the driver's `Database` type, for `QueryBuilder`.
#[macro_export]
macro_rules! on {
    ($conn:expr, $c:ident => $body:expr) => {
        match $conn.raw() {
            $crate::database::Raw::Sqlite($c) => $body,
            $crate::database::Raw::Postgres($c) => $body,
        }
    };
    ($conn:expr, $c:ident, $db:ident => $body:expr) => {
        match $conn.raw() {
            $crate::database::Raw::Sqlite($c) => {
                type $db = sqlx::Sqlite;
                $body
            }
            $crate::database::Raw::Postgres($c) => {
                type $db = sqlx::Postgres;
                $body
            }
        }
    };
}

impl Db {
    /// Opens (and creates, for a file) the database and brings its tables up to date.
    pub async fn open(address: &str) -> Result<Self> {
        let pools = if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            Pools::postgres(PgConnectOptions::from_str(address)?).await?
        } else if address.contains("://") {
            return Err(Error::Address(format!(
                "“{address}” 不是数据库地址：请给一个文件路径，或 postgres://用户@主机/库名。\
                 Not a database address: give a file path, or postgres://user@host/name."
            )));
        } else {
            Pools::sqlite(Path::new(address)).await?
        };
        crate::dialect::migrate(&pools).await?;
        Ok(Self(Arc::new(RwLock::new(pools))))
    }

    pub(crate) fn pools(&self) -> Pools {
        self.0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Lets all clones use other connections from now on.
    pub(crate) fn exchange(&self, pools: Pools) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = pools;
    }

    /// A snapshot to read from: every statement on it sees the same facts.
    pub async fn read(&self) -> Result<Conn> {
        Ok(match self.pools() {
            Pools::Sqlite { readers, .. } => Conn::Sqlite(readers.begin().await?),
            Pools::Postgres(pool) => Conn::Postgres(
                pool.begin_with("begin isolation level repeatable read read only")
                    .await?,
            ),
        })
    }

    /// A write transaction over no team in particular.
    pub async fn write(&self) -> Result<Tx> {
        let (conn, writer) = match self.pools() {
            Pools::Sqlite { writer, .. } => (Conn::Sqlite(begin(&writer).await?), Some(writer)),
            Pools::Postgres(pool) => (Conn::Postgres(pool.begin().await?), None),
        };
        Ok(Tx {
            conn,
            rows: 0,
            writer,
        })
    }

    /// A write transaction over one team's books. Writers of a team wait for each other on both
    /// databases, so that what a transaction has read stays true until it commits.
    pub async fn write_team(&self, team: TeamId) -> Result<Tx> {
        let mut tx = self.write().await?;
        crate::dialect::lock_team(&mut tx, team).await?;
        Ok(tx)
    }

    /// Closes all connections; on SQLite this also folds the write-ahead log into the file.
    pub async fn close(&self) {
        self.pools().close().await;
    }
}

impl Pools {
    pub(crate) async fn sqlite(path: &Path) -> Result<Self> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(30))
            .foreign_keys(true)
            .pragma("recursive_triggers", "on")
            .pragma("cache_size", "-65536")
            .pragma("wal_autocheckpoint", FOLD_PAGES)
            .pragma("temp_store", "memory")
            .statement_cache_capacity(512);
        // A large import changes pages again and again: they are written once while they stay in memory.
        let large = options
            .clone()
            .pragma("cache_size", "-262144")
            // What a person takes back, such as their photo, is overwritten and not only let go of.
            .pragma("secure_delete", "on");
        let writer = PoolOptions::new()
            .max_connections(1)
            // A file does not hang up.
            .test_before_acquire(false)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(large)
            .await?;
        let readers = PoolOptions::new()
            .max_connections(4)
            .test_before_acquire(false)
            .idle_timeout(None)
            .max_lifetime(None)
            // Lazily, so that they know the tables and the planner's statistics from the start.
            .connect_lazy_with(options.pragma("query_only", "on"));
        Ok(Self::Sqlite {
            file: path.to_owned(),
            writer,
            readers,
        })
    }

    async fn postgres(options: PgConnectOptions) -> Result<Self> {
        let options = options.application_name("hongbang");
        // The pool would try for its whole time-out and then not say why.
        options.connect().await?.close().await?;
        let pool = PoolOptions::new()
            .max_connections(16)
            .acquire_timeout(Duration::from_secs(10))
            .connect_with(options)
            .await?;
        Ok(Self::Postgres(pool))
    }

    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite {
                writer, readers, ..
            } => {
                readers.close().await;
                writer.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

impl Conn {
    /// The driver's connection, for [`on!`](crate::on).
    pub fn raw(&mut self) -> Raw<'_> {
        match self {
            Self::Sqlite(c) => Raw::Sqlite(c),
            Self::Postgres(c) => Raw::Postgres(c),
        }
    }
}

async fn begin(writer: &SqlitePool) -> sqlx::Result<Transaction<'static, Sqlite>> {
    match writer.begin_with("begin immediate").await {
        // SQLite itself gives up a transaction that meets a full disk. The driver does not notice, and takes
        // this one for a part of it.
        Err(sqlx::Error::InvalidSavePointStatement) => {
            writer.acquire().await?.detach().close_hard().await?;
            writer.begin_with("begin immediate").await
        }
        begun => begun,
    }
}

impl Tx {
    /// Makes what was written durable and visible, all of it.
    pub async fn commit(self) -> Result<()> {
        let Self { conn, rows, writer } = self;
        match conn {
            Conn::Sqlite(mut tx) => match writer.filter(|_| rows > MANY_ROWS) {
                None => tx.commit().await?,
                Some(writer) => {
                    let _later = FoldLater::begin(&mut tx, writer).await?;
                    tx.commit().await?;
                }
            },
            Conn::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}

impl std::ops::Deref for Tx {
    type Target = Conn;
    fn deref(&self) -> &Conn {
        &self.conn
    }
}

impl std::ops::DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.conn
    }
}
