//! What the two databases must be told in different words, and the register of all statements.

use crate::database::{Conn, Pools, Raw, Tx};
use crate::error::Result;
use futures::future::BoxFuture;
use rules::TeamId;
use sqlx::Sqlite;
use sqlx::migrate::{Migration, Migrator};
use sqlx::query_builder::{QueryBuilder, Separated};
use std::task::Poll;

static COMMON: Migrator = sqlx::migrate!("../../../migrations");
static SQLITE: Migrator = sqlx::migrate!("../../../migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("../../../migrations/postgres");

/// Every statement written with [`sql!`](crate::sql), so that a test can prepare them all.
#[linkme::distributed_slice]
#[allow(unsafe_code, reason = "a distributed slice is a linker section")]
pub static STATEMENTS: [&'static str];

/// An SQL text, registered for the test that prepares every statement on both databases.
#[macro_export]
macro_rules! sql {
    ($text:literal) => {{
        #[linkme::distributed_slice($crate::dialect::STATEMENTS)]
        #[allow(unsafe_code, reason = "a distributed slice is a linker section")]
        static STATEMENT: &str = $text;
        $text
    }};
}

/// The common tables, then what this dialect says itself.
fn migrator(own: &'static Migrator) -> Migrator {
    let all: Vec<Migration> = COMMON.iter().chain(own.iter()).cloned().collect();
    Migrator::with_migrations(all)
}

/// Brings the tables up to date.
pub(crate) async fn migrate(pools: &Pools) -> Result<()> {
    match pools {
        Pools::Sqlite { writer, .. } => {
            migrator(&SQLITE).run(writer).await?;
            crate::statistics::tell(writer).await?;
        }
        Pools::Postgres(pool) => migrator(&POSTGRES).run(pool).await?,
    }
    Ok(())
}

/// Makes writers of a team wait for each other. SQLite's one writer already does.
pub(crate) async fn lock_team(tx: &mut Tx, team: TeamId) -> Result<()> {
    if let Raw::Postgres(c) = tx.raw() {
        sqlx::query("select id from team where id = $1 for update")
            .bind(team.0)
            .execute(c)
            .await?;
    }
    Ok(())
}

/// One value of a bulk row; its column is a `bigint` or a `text`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// A whole number.
    Int(i64),
    /// A whole number or nothing.
    MaybeInt(Option<i64>),
    /// A text.
    Text(&'a str),
    /// A text or nothing.
    MaybeText(Option<&'a str>),
    /// A text that was made for the row.
    Made(String),
    /// A text that was made for the row, or nothing.
    MaybeMade(Option<String>),
}

/// Inserts many rows in the fewest statements: multi-row VALUES on SQLite, COPY on PostgreSQL. The rows
/// are made while the database is at work on those before them.
///
/// The future is boxed: a handler that waits on an iterator with closures in it could not be shown to
/// be `Send`.
pub fn bulk_insert<'f, 'a: 'f, const N: usize>(
    tx: &'f mut Tx,
    table: &'static str,
    columns: [&'static str; N],
    rows: impl IntoIterator<Item = [Cell<'a>; N], IntoIter: Send + 'f>,
) -> BoxFuture<'f, Result<()>> {
    let rows = rows.into_iter();
    Box::pin(insert_all(tx, table, columns, rows))
}

async fn insert_all<'a, const N: usize>(
    tx: &mut Tx,
    table: &'static str,
    columns: [&'static str; N],
    rows: impl Iterator<Item = [Cell<'a>; N]>,
) -> Result<()> {
    let mut written = 0;
    let mut rows = rows.inspect(|_| written += 1);
    match tx.raw() {
        Raw::Sqlite(c) => {
            // 200 rows a statement is where more stops paying (measured), 32 766 values is the limit.
            let at_most = (32_766 / N).min(200);
            let mut next = move || {
                let some: Vec<[Cell<'a>; N]> = rows.by_ref().take(at_most).collect();
                (!some.is_empty()).then(|| statement(table, columns, some))
            };
            let mut waiting = next();
            while let Some(mut query) = waiting {
                let running = std::pin::pin!(query.build().execute(&mut *c));
                let (done, then) = meanwhile(running, &mut next).await;
                done?;
                waiting = then;
            }
        }
        Raw::Postgres(c) => {
            let columns = columns.join(", ");
            let mut copy = c
                .copy_in_raw(&format!(
                    "copy {table} ({columns}) from stdin with (format binary)"
                ))
                .await?;
            let mut next = move || {
                let mut bytes = Vec::with_capacity(COPY_BYTES + 4096);
                while bytes.len() < COPY_BYTES
                    && let Some(row) = rows.next()
                {
                    push_copy_row(&mut bytes, &row);
                }
                bytes
            };
            let mut waiting = [COPY_HEAD, next().as_slice()].concat();
            while !waiting.is_empty() {
                let running = std::pin::pin!(copy.send(waiting));
                let (done, then) = meanwhile(running, &mut next).await;
                done?;
                waiting = then;
            }
            copy.send(COPY_END).await?;
            copy.finish().await?;
        }
    }
    tx.rows += written;
    Ok(())
}

/// Prepares what comes next while something runs.
async fn meanwhile<T, F: Future + Unpin>(
    mut running: F,
    next: impl FnOnce() -> T,
) -> (F::Output, T) {
    let done = futures::poll!(&mut running);
    let next = next();
    match done {
        Poll::Ready(done) => (done, next),
        Poll::Pending => (running.await, next),
    }
}

/// One statement for some rows. A value that all of them share is bound once: most of the time of a
/// large insert goes into binding (measured). It fails without taking back its own rows, for which
/// SQLite would copy pages aside: who meets an error drops the transaction.
fn statement<const N: usize>(
    table: &str,
    columns: [&str; N],
    mut rows: Vec<[Cell<'_>; N]>,
) -> QueryBuilder<Sqlite> {
    // The last column always stands in the rows, which must have one.
    let shared: [bool; N] = std::array::from_fn(|i| {
        i + 1 < N && rows.len() > 1 && rows.iter().all(|row| row[i] == rows[0][i])
    });
    let mut query = QueryBuilder::new(format!(
        "insert or fail into {table} ({}) select ",
        columns.join(", ")
    ));
    let mut selected = query.separated(", ");
    let mut own = 0;
    for (cell, shared) in rows[0].iter_mut().zip(shared) {
        if shared {
            push_bind(&mut selected, std::mem::replace(cell, Cell::MaybeInt(None)));
        } else {
            own += 1;
            selected.push(format_args!("column{own}"));
        }
    }
    query.push(" from (");
    query.push_values(rows, |mut values, row| {
        for (cell, _) in row.into_iter().zip(shared).filter(|(_, shared)| !shared) {
            push_bind(&mut values, cell);
        }
    });
    query.push(")");
    query
}

fn push_bind(values: &mut Separated<'_, Sqlite, &'static str>, cell: Cell<'_>) {
    match cell {
        Cell::Int(n) => values.push_bind(n),
        Cell::MaybeInt(n) => values.push_bind(n),
        Cell::Text(t) => values.push_bind(t.to_owned()),
        Cell::MaybeText(t) => values.push_bind(t.map(str::to_owned)),
        Cell::Made(t) => values.push_bind(t),
        Cell::MaybeMade(t) => values.push_bind(t),
    };
}

/// Rows are sent in parts of this many bytes: what a socket takes at once, so that the server never waits.
const COPY_BYTES: usize = 64 << 10;
/// PostgreSQL's binary COPY: signature, no flags, no further head (manual, COPY, file formats).
const COPY_HEAD: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";
/// What ends it: a row of −1 values.
const COPY_END: &[u8] = &[0xff, 0xff];

/// A row in that format: how many values, then each with its length before it, −1 for null.
fn push_copy_row<const N: usize>(bytes: &mut Vec<u8>, row: &[Cell<'_>; N]) {
    bytes.extend((N as u16).to_be_bytes());
    for cell in row {
        match cell {
            Cell::Int(n) | Cell::MaybeInt(Some(n)) => {
                bytes.extend(8_u32.to_be_bytes());
                bytes.extend(n.to_be_bytes());
            }
            Cell::Text(t) | Cell::MaybeText(Some(t)) => push_copy_text(bytes, t),
            Cell::Made(t) | Cell::MaybeMade(Some(t)) => push_copy_text(bytes, t),
            Cell::MaybeInt(None) | Cell::MaybeText(None) | Cell::MaybeMade(None) => {
                bytes.extend((-1_i32).to_be_bytes());
            }
        }
    }
}

fn push_copy_text(bytes: &mut Vec<u8>, text: &str) {
    let place = bytes.len();
    bytes.extend([0; 4]);
    // PostgreSQL keeps no NUL in text.
    for part in text.split('\0') {
        bytes.extend_from_slice(part.as_bytes());
    }
    let length = (bytes.len() - place - 4) as u32;
    bytes[place..place + 4].copy_from_slice(&length.to_be_bytes());
}

/// Asks the database to parse a statement without running it; for the test over [`STATEMENTS`].
pub async fn prepare(conn: &mut Conn, text: &'static str) -> Result<()> {
    use sqlx::{Executor as _, SqlSafeStr as _};
    match conn.raw() {
        Raw::Sqlite(c) => drop(c.prepare(text.into_sql_str()).await?),
        Raw::Postgres(c) => drop(c.prepare(text.into_sql_str()).await?),
    }
    Ok(())
}
