//! Backups of an SQLite file: made, looked into, opened in its place.

use crate::database::Pools;
use crate::error::{Error, Result};
use crate::{Db, on, setting, sql};
use rules::Moment;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection};
use std::path::{Path, PathBuf};

/// Why a file is no backup of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It is no SQLite file, or not one of ours.
    Foreign,
    /// It is damaged.
    Damaged,
    /// A newer program wrote it.
    Newer,
}

impl Db {
    /// The file, none on a server.
    pub fn file(&self) -> Option<PathBuf> {
        match self.pools() {
            Pools::Sqlite { file, .. } => Some(file),
            Pools::Postgres(_) => None,
        }
    }

    /// Writes a whole copy of the file as of now, beside readers and the writer. The copy appears under
    /// its name when it is complete.
    pub async fn back_up_to(&self, to: &Path) -> Result<()> {
        let Some(file) = self.file() else {
            return Ok(());
        };
        let part = to.with_extension("part");
        remove(&part)?;
        let options = SqliteConnectOptions::new().filename(file);
        let mut connection = options.connect().await?;
        let vacuum = sqlx::query("vacuum into ?").bind(part.display().to_string());
        vacuum.execute(&mut connection).await?;
        connection.close().await?;
        std::fs::File::open(&part)
            .and_then(|file| file.sync_all())
            .map_err(Error::File)?;
        std::fs::rename(&part, to).map_err(Error::File)
    }

    /// Puts another file in the place of this one and keeps this one as `aside`. Requests under way are
    /// finished first; those that come meanwhile fail.
    pub async fn exchange_file(&self, new: &Path, aside: &Path) -> Result<()> {
        let Some(file) = self.file() else {
            return Ok(());
        };
        // Closing folds the write-ahead log into the file.
        self.close().await;
        let exchanged = std::fs::rename(&file, aside).and_then(|()| {
            std::fs::rename(new, &file).inspect_err(|_| {
                // The old books must be there again, whatever went wrong with the new.
                let _ = std::fs::rename(aside, &file);
            })
        });
        let pools = Pools::sqlite(&file).await?;
        crate::dialect::migrate(&pools).await?;
        self.exchange(pools);
        exchanged.map_err(Error::File)
    }
}

/// Looks into a file and readies it: checks that it is ours and whole, brings its tables up to date, and
/// ends what let people in when it was made. Answers its teams' names.
pub async fn ready(file: &Path, now: Moment) -> Result<Result<Vec<String>, Unfit>> {
    if let Some(unfit) = unfit(file).await {
        return Ok(Err(unfit));
    }
    let db = match Db::open(&file.display().to_string()).await {
        Ok(db) => db,
        Err(Error::Migration(_)) => return Ok(Err(Unfit::Newer)),
        Err(error) => return Err(error),
    };
    let mut tx = db.write().await?;
    on!(tx, c => {
        sqlx::query(sql!("update session set ended_at = $1 where ended_at is null"))
            .bind(now.0).execute(&mut *c).await?;
        sqlx::query(sql!(
            "update invitation set revoked_at = $1 where accepted_at is null and revoked_at is null"
        )).bind(now.0).execute(c).await?;
    });
    crate::outbox::restored(&mut tx, now).await?;
    tx.commit().await?;
    let mut conn = db.read().await?;
    let teams = setting::teams(&mut conn).await?;
    drop(conn);
    db.close().await;
    Ok(Ok(teams.into_iter().map(|team| team.name).collect()))
}

async fn unfit(file: &Path) -> Option<Unfit> {
    let options = SqliteConnectOptions::new().filename(file).read_only(true);
    let Ok(mut connection) = options.connect().await else {
        return Some(Unfit::Foreign);
    };
    let found = look(&mut connection).await;
    // It was only read from.
    let _ = connection.close().await;
    found.unwrap_or(Some(Unfit::Foreign))
}

async fn look(connection: &mut SqliteConnection) -> sqlx::Result<Option<Unfit>> {
    let ours: i64 = sqlx::query_scalar(
        "select count(*) from sqlite_master
         where type = 'table' and name in ('team', 'posting', 'sale', '_sqlx_migrations')",
    )
    .fetch_one(&mut *connection)
    .await?;
    if ours < 4 {
        return Ok(Some(Unfit::Foreign));
    }
    let check: String = sqlx::query_scalar("pragma integrity_check(1)")
        .fetch_one(connection)
        .await?;
    Ok((check != "ok").then_some(Unfit::Damaged))
}

fn remove(file: &Path) -> Result<()> {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::File(error)),
        _ => Ok(()),
    }
}
