//! What the two databases must be told in different words, and the register of all statements.

use crate::database::{Conn, Pools, Raw, Tx};
use crate::error::Result;
use futures::future::BoxFuture;
use rules::TeamId;
use sqlx::Sqlite;
use sqlx::migrate::{Migration, Migrator};
use sqlx::query_builder::{QueryBuilder, Separated};
use std::fmt::Write as _;
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

/// One value of a bulk row.
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
}

/// Inserts many rows in the fewest statements: multi-row VALUES on SQLite, COPY on PostgreSQL.
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
    match tx.raw() {
        Raw::Sqlite(c) => {
            // 200 rows a statement is where more stops paying (measured), 32 766 values is the limit.
            let at_most = (32_766 / N).min(200);
            let mut rows = rows;
            let mut next = move || {
                let some: Vec<[Cell<'a>; N]> = rows.by_ref().take(at_most).collect();
                (!some.is_empty()).then(|| statement(table, columns, &some))
            };
            let mut waiting = next();
            while let Some(mut query) = waiting {
                // The next statement is put together while the database's thread runs this one.
                let mut running = std::pin::pin!(query.build().execute(&mut *c));
                let done = futures::poll!(&mut running);
                waiting = next();
                match done {
                    Poll::Ready(done) => done?,
                    Poll::Pending => running.await?,
                };
            }
        }
        Raw::Postgres(c) => {
            let columns = columns.join(", ");
            let mut copy = c
                .copy_in_raw(&format!("copy {table} ({columns}) from stdin"))
                .await?;
            let mut text = String::with_capacity(1 << 20);
            for row in rows {
                for (i, cell) in row.into_iter().enumerate() {
                    if i > 0 {
                        text.push('\t');
                    }
                    push_copy_cell(&mut text, &cell);
                }
                text.push('\n');
                if text.len() > (1 << 20) - 4096 {
                    copy.send(text.as_bytes()).await?;
                    text.clear();
                }
            }
            copy.send(text.as_bytes()).await?;
            copy.finish().await?;
        }
    }
    Ok(())
}

/// One statement for some rows. A value that all of them share is bound once: most of the time of a
/// large insert goes into binding (measured).
fn statement<const N: usize>(
    table: &str,
    columns: [&str; N],
    rows: &[[Cell<'_>; N]],
) -> QueryBuilder<Sqlite> {
    // The last column always stands in the rows, which must have one.
    let shared: [bool; N] = std::array::from_fn(|i| {
        i + 1 < N && rows.len() > 1 && rows.iter().all(|row| row[i] == rows[0][i])
    });
    let mut query = QueryBuilder::new(format!(
        "insert into {table} ({}) select ",
        columns.join(", ")
    ));
    let mut selected = query.separated(", ");
    let mut own = 0;
    for (cell, shared) in rows[0].iter().zip(shared) {
        if shared {
            push_bind(&mut selected, cell);
        } else {
            own += 1;
            selected.push(format_args!("column{own}"));
        }
    }
    query.push(" from (");
    query.push_values(rows, |mut values, row| {
        for (cell, _) in row.iter().zip(shared).filter(|(_, shared)| !shared) {
            push_bind(&mut values, cell);
        }
    });
    query.push(")");
    query
}

fn push_bind(values: &mut Separated<'_, Sqlite, &'static str>, cell: &Cell<'_>) {
    match cell {
        Cell::Int(n) => values.push_bind(*n),
        Cell::MaybeInt(n) => values.push_bind(*n),
        Cell::Text(t) => values.push_bind((*t).to_owned()),
        Cell::MaybeText(t) => values.push_bind(t.map(str::to_owned)),
    };
}

fn push_copy_cell(text: &mut String, cell: &Cell<'_>) {
    match cell {
        Cell::Int(n) | Cell::MaybeInt(Some(n)) => {
            write!(text, "{n}").expect("writing to a String cannot fail")
        }
        Cell::Text(t) | Cell::MaybeText(Some(t)) => {
            for ch in t.chars() {
                match ch {
                    '\\' => text.push_str("\\\\"),
                    '\t' => text.push_str("\\t"),
                    '\n' => text.push_str("\\n"),
                    '\r' => text.push_str("\\r"),
                    // PostgreSQL keeps no NUL in text.
                    '\0' => {}
                    ch => text.push(ch),
                }
            }
        }
        Cell::MaybeInt(None) | Cell::MaybeText(None) => text.push_str("\\N"),
    }
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
