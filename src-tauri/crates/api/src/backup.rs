//! Backups: made by hand and every day, downloaded, opened in place of the books.

mod daily;
mod shelf;

pub(crate) use daily::keep_backing_up;

use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::Path;
use crate::routes::Tag;
use anyhow::Context as _;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Response};
use bytes::Bytes;
use rules::record::Kind;
use rules::refusal::NotFound;
use rules::{MemberId, Moment, TeamId};
use serde::Serialize;
use shelf::Shelf;
use std::path::Path as File;
use store::backup::Unfit;
use store::record::Change;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// This noun's routes.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(backups, make_backup))
        .routes(routes!(download_backup))
        .routes(routes!(restore_backup))
        .routes(routes!(restore_upload))
        .routes(routes!(start_backup))
}

rules::refusals! {
    /// The file is no backup of ours.
    NoBackup {} 422,
    "这不是红榜的备份文件，什么都没有改动。请选择扩展名为 .sqlite 的红榜备份。",
    "This is no backup of Hongbang and nothing was changed. Choose a backup whose name ends in .sqlite.";

    /// The backup is damaged.
    DamagedBackup {} 422,
    "这个备份已损坏，什么都没有改动。请换一个更早的备份。",
    "This backup is damaged and nothing was changed. Choose an earlier one.";

    /// The backup was made by a newer program.
    NewerBackup {} 422,
    "这个备份是更新版本的红榜做的，什么都没有改动。请先升级程序。",
    "This backup was made by a newer Hongbang and nothing was changed. Update the program first.";

    /// The books are on a server that is backed up by its own means.
    BackupOnServer {} 409,
    "账本在 PostgreSQL 上，请用 pg_dump 备份、pg_restore 恢复。",
    "The books are on PostgreSQL: back them up with pg_dump, restore them with pg_restore.";

    /// A team of one's own is here already.
    RestoreBySigningIn {} 409,
    "这里已经有团队了：请登录后在“备份”里恢复。",
    "There is a team here already: sign in and restore under Backup.";
}

/// Backups, and where they are.
#[derive(Debug, Serialize, ToSchema)]
pub struct Backups {
    /// The folder they lie in.
    pub folder: String,
    /// The latest first.
    pub backups: Vec<Backup>,
    /// On PostgreSQL: the command that makes one; none where the program makes them itself.
    pub command: Option<String>,
}

/// A backup.
#[derive(Debug, Serialize, ToSchema)]
pub struct Backup {
    /// Its file's name.
    pub name: String,
    /// Its size.
    pub bytes: i64,
    /// When it was made.
    pub made_at: Moment,
    /// Whether the program made it by itself.
    pub is_automatic: bool,
}

/// Which backups there are.
#[utoipa::path(get, path = "/api/backups", operation_id = "backups", responses((status = 200, body = Backups)))]
async fn backups(State(app): State<App>, _: Caller) -> Result<axum::Json<Backups>> {
    let shelf = Shelf::of(&app);
    let command = app.db.file().is_none();
    Ok(axum::Json(Backups {
        folder: shelf.folder.display().to_string(),
        backups: shelf.list()?,
        command: command
            .then(|| "pg_dump --format=custom --file=hongbang.dump \"$DATABASE\"".to_owned()),
    }))
}

/// Makes a backup now.
#[utoipa::path(post, path = "/api/backups", operation_id = "make_backup", responses((status = 200, body = Backup)))]
async fn make_backup(State(app): State<App>, caller: Caller) -> Result<axum::Json<Backup>> {
    if app.db.file().is_none() {
        return refuse(BackupOnServer {});
    }
    let now = app.clock.now();
    let calendar = app.settings(caller.team).await?.calendar();
    let name = format!(
        "hongbang-{}.sqlite",
        calendar.local(now).format("%Y%m%d-%H%M%S")
    );
    let shelf = Shelf::of(&app);
    app.db.back_up_to(&shelf.place(&name)?).await?;
    note(&app, caller.team, Some(caller.member), &name, now).await?;
    let made = shelf.list()?.into_iter().find(|backup| backup.name == name);
    Ok(axum::Json(made.context("a backup just made")?))
}

/// Writes into the record that a backup was made or opened.
async fn note(
    app: &App,
    team: TeamId,
    by: Option<MemberId>,
    name: &str,
    now: Moment,
) -> Result<()> {
    let mut tx = app.db.write_team(team).await?;
    let change = Change {
        by,
        ..Change::of(0, None, Some(&name))
    };
    store::record::record(&mut tx, team, Kind::Backup, &change, now).await?;
    Ok(tx.commit().await?)
}

/// A backup's file.
#[utoipa::path(get, path = "/api/backups/{name}", operation_id = "download_backup", params(("name" = String, Path)), responses((status = 200, description = "The file", content_type = "application/vnd.sqlite3")))]
async fn download_backup(
    State(app): State<App>,
    _: Caller,
    Path(name): Path<String>,
) -> Result<Response> {
    let Some(file) = Shelf::of(&app).find(&name)? else {
        return refuse(NotFound {
            what: "Backup 备份".to_owned(),
        });
    };
    let bytes = tokio::fs::read(file).await.context("reading a backup")?;
    let headers = AppendHeaders([
        (header::CONTENT_TYPE, "application/vnd.sqlite3".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ]);
    Ok((headers, Body::from(bytes)).into_response())
}

/// Opens a backup in place of the books. Everybody has to sign in again.
#[utoipa::path(post, path = "/api/backups/{name}/restoration", operation_id = "restore_backup", params(("name" = String, Path)), responses((status = 204)))]
async fn restore_backup(
    State(app): State<App>,
    _: Caller,
    Path(name): Path<String>,
) -> Result<StatusCode> {
    let shelf = Shelf::of(&app);
    let Some(file) = shelf.find(&name)? else {
        return refuse(NotFound {
            what: "Backup 备份".to_owned(),
        });
    };
    let copy = shelf.incoming(&app);
    tokio::fs::copy(&file, &copy)
        .await
        .context("copying a backup")?;
    app.restore(&copy).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Opens a backup given as a file in place of the books. Everybody has to sign in again.
#[utoipa::path(post, path = "/api/backups/restoration", operation_id = "restore_upload", request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses((status = 204)))]
async fn restore_upload(State(app): State<App>, _: Caller, bytes: Bytes) -> Result<StatusCode> {
    app.restore_bytes(&bytes).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Opens a backup at the first start, while there is no team of one's own.
#[utoipa::path(post, path = "/api/start/backup", operation_id = "start_backup", request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses((status = 204)))]
async fn start_backup(State(app): State<App>, _: HeaderMap, bytes: Bytes) -> Result<StatusCode> {
    let mut conn = app.db.read().await?;
    let teams = store::setting::teams(&mut conn).await?;
    drop(conn);
    if teams.iter().any(|team| !team.is_demo) {
        return refuse(RestoreBySigningIn {});
    }
    app.restore_bytes(&bytes).await?;
    Ok(StatusCode::NO_CONTENT)
}

impl App {
    async fn restore_bytes(&self, bytes: &[u8]) -> Result<()> {
        let copy = Shelf::of(self).incoming(self);
        tokio::fs::write(&copy, bytes)
            .await
            .context("keeping an uploaded backup")?;
        self.restore(&copy).await
    }

    /// Checks a file, puts it in the place of the books, and keeps those beside it.
    async fn restore(&self, copy: &File) -> Result<()> {
        let ready = self.checked(copy).await;
        if ready.is_err() {
            // A file that is not used leaves nothing behind; one that cannot be removed harms nobody.
            for part in ["", "-wal", "-shm"] {
                let _ = std::fs::remove_file(format!("{}{part}", copy.display()));
            }
        }
        ready?;
        let now = self.clock.now();
        let aside = format!(
            "before-restore-{}.sqlite",
            now.utc().format("%Y%m%d-%H%M%S")
        );
        self.db
            .exchange_file(copy, &Shelf::of(self).place(&aside)?)
            .await?;
        self.forget_everything().await;
        let mut conn = self.db.read().await?;
        let teams = store::setting::teams(&mut conn).await?;
        drop(conn);
        for team in teams {
            note(self, team.id, None, &aside, now).await?;
            self.tell(team.id, Tag::ALL);
            // A whole file can still hold books that somebody changed: the founder finds the answer
            // under 核验 after signing in.
            self.verify_behind(team.id, Vec::new());
        }
        Ok(())
    }

    async fn checked(&self, copy: &File) -> Result<()> {
        if self.db.file().is_none() {
            return refuse(BackupOnServer {});
        }
        match store::backup::ready(copy, self.clock.now()).await? {
            Ok(_) => Ok(()),
            Err(Unfit::Foreign) => refuse(NoBackup {}),
            Err(Unfit::Damaged) => refuse(DamagedBackup {}),
            Err(Unfit::Newer) => refuse(NewerBackup {}),
        }
    }

    /// Lets memory go of all teams, after the books were exchanged.
    async fn forget_everything(&self) {
        self.sold.forget_all();
        self.records.forget_all();
        self.sessions.clear();
        self.settings.forget_all().await;
        self.rosters.forget_all();
        self.boards.forget_all();
        self.fields.forget_all();
        self.censuses.forget_all();
        self.verifications.forget_all();
    }
}
