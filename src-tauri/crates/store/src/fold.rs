//! When SQLite folds its write-ahead log into the file.

use sqlx::{AssertSqlSafe, SqliteConnection, SqlitePool};

/// Pages of the log after which a commit folds it into the file. Fewer, larger foldings: a page written
/// ten times is folded once.
pub(crate) const FOLD_PAGES: &str = "4000";
/// Rows after which a transaction leaves the folding of its log for after its answer.
pub(crate) const MANY_ROWS: usize = 20_000;

/// Has the log folded when it goes, however that comes.
pub(crate) struct FoldLater(SqlitePool);

impl FoldLater {
    /// Keeps the commit of this connection's transaction from folding.
    pub(crate) async fn begin(c: &mut SqliteConnection, writer: SqlitePool) -> sqlx::Result<Self> {
        let later = Self(writer);
        pragma(c, "wal_autocheckpoint = 0").await?;
        Ok(later)
    }
}

impl Drop for FoldLater {
    fn drop(&mut self) {
        tokio::spawn(fold(self.0.clone()));
    }
}

/// Folds the log of a large transaction into the file, and gives back the memory it took. The log is
/// durable already; the next writer waits for this, whoever waits for the transaction does not.
async fn fold(writer: SqlitePool) {
    let folded = async {
        let mut c = writer.acquire().await?;
        pragma(&mut c, &format!("wal_autocheckpoint = {FOLD_PAGES}")).await?;
        pragma(&mut c, "wal_checkpoint(passive)").await?;
        pragma(&mut c, "shrink_memory").await
    };
    if let Err(error) = folded.await {
        tracing::warn!("folding the log: {error}");
    }
}

async fn pragma(c: &mut SqliteConnection, what: &str) -> sqlx::Result<()> {
    let statement = AssertSqlSafe(format!("pragma {what}"));
    sqlx::query(statement).execute(c).await.map(drop)
}
