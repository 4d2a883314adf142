//! Files put up for import: kept in memory until they are confirmed, given up or forgotten.

mod choice;
mod cut;
mod earlier;
mod job;
mod preview;
mod shown;
mod take;
mod who;

pub(super) use who::Members;

use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::{Json, Path};
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use bytes::Bytes;
use job::Job;
use rules::{Moment, TeamId};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use shown::UploadShown;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use store::sale::Origin;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

rules::refusals! {
    /// The upload has no file in it, or did not arrive whole.
    FileMissing { why: String } 422,
    "没有收到完整的文件，请重新选择后再试（{why}）。",
    "No whole file arrived. Choose it again and retry ({why}).";

    /// The file put up for import is gone.
    UploadGone {} 404,
    "这份文件已经不在了（可能程序重启过，或放得太久），请重新选择。",
    "This file is no longer here: the program may have been restarted, or it was kept too long. Choose it again.";

    /// Nothing was pasted.
    PasteEmpty {} 422,
    "没有粘贴任何内容，请从表格里连同列名一起复制后再粘贴。",
    "Nothing was pasted. Copy cells together with their headings.";
}

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(upload_orders))
        .routes(routes!(paste_orders))
        .routes(routes!(upload, give_up))
        .routes(routes!(preview::preview_orders))
        .routes(routes!(take::import_orders))
        .routes(routes!(take::import_progress))
        .routes(routes!(take::cancel_import))
}

/// A file put up for import.
pub(super) struct Upload {
    id: i64,
    team: TeamId,
    origin: Origin,
    name: String,
    bytes: Bytes,
    hash: String,
    at: Moment,
    job: Job,
}

/// The files put up for import.
#[derive(Default)]
pub struct Uploads(Mutex<BTreeMap<i64, Arc<Upload>>>);

/// Files kept at once; the oldest that is not being imported makes room.
const KEPT_MAX: usize = 8;
/// A file nobody has confirmed for so long is forgotten.
const KEPT_MS: i64 = 2 * 3_600_000;

impl Uploads {
    fn keep(&self, mut upload: Upload) -> Arc<Upload> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = upload.at;
        all.retain(|_, old| old.job.is_running() || old.at.plus_ms(KEPT_MS) > now);
        while all.len() >= KEPT_MAX {
            let Some(oldest) = all.values().find(|old| !old.job.is_running()) else {
                break;
            };
            let oldest = oldest.id;
            all.remove(&oldest);
        }
        // Numbers are not given twice in a run, so that a page left open never meets another's file.
        upload.id = upload
            .at
            .0
            .max(all.keys().last().map_or(0, |last| last + 1));
        let upload = Arc::new(upload);
        all.insert(upload.id, upload.clone());
        upload
    }

    fn get(&self, team: TeamId, id: i64) -> Result<Arc<Upload>> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match all.get(&id).filter(|upload| upload.team == team) {
            Some(upload) => Ok(upload.clone()),
            None => refuse(UploadGone {}),
        }
    }

    fn forget(&self, id: i64) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.remove(&id);
    }
}

/// Runs work that takes the processor for long beside the requests.
async fn beside<T: Send + 'static>(
    work: impl Future<Output = Result<T>> + Send + 'static,
) -> Result<T> {
    let handle = tokio::runtime::Handle::current();
    let done = tokio::task::spawn_blocking(move || handle.block_on(work)).await;
    done.unwrap_or_else(|error| Err(anyhow::Error::from(error).into()))
}

/// A file, as `multipart/form-data`.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the body; the part is read as it comes")]
struct OrdersFile {
    /// Orders: csv, xlsx, xls or zip.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// Puts a file up for import; nothing is written.
#[utoipa::path(post, path = "/api/uploads", operation_id = "upload_orders", request_body(content = OrdersFile, content_type = "multipart/form-data"), responses((status = 200, body = UploadShown)))]
async fn upload_orders(
    State(app): State<App>,
    caller: Caller,
    mut form: Multipart,
) -> Result<axum::Json<UploadShown>> {
    let missing = |why: String| rules::Refusal::from(FileMissing { why });
    while let Some(part) = form
        .next_field()
        .await
        .map_err(|e| missing(e.body_text()))?
    {
        if part.name() != Some("file") {
            continue;
        }
        let name = part.file_name().unwrap_or_default().to_owned();
        let bytes = part.bytes().await.map_err(|e| missing(e.body_text()))?;
        return put_up(&app, &caller, Origin::File, name, bytes).await;
    }
    refuse(FileMissing {
        why: "file".to_owned(),
    })
}

/// Cells copied out of a table.
#[derive(Deserialize, ToSchema)]
struct Pasted {
    /// Lines and tabs, the headings first.
    text: String,
}

/// Puts pasted cells up for import; nothing is written.
#[utoipa::path(post, path = "/api/uploads/paste", operation_id = "paste_orders", request_body = Pasted, responses((status = 200, body = UploadShown)))]
async fn paste_orders(
    State(app): State<App>,
    caller: Caller,
    Json(pasted): Json<Pasted>,
) -> Result<axum::Json<UploadShown>> {
    if pasted.text.trim().is_empty() {
        return refuse(PasteEmpty {});
    }
    put_up(
        &app,
        &caller,
        Origin::Paste,
        String::new(),
        pasted.text.into(),
    )
    .await
}

async fn put_up(
    app: &App,
    caller: &Caller,
    origin: Origin,
    name: String,
    bytes: Bytes,
) -> Result<axum::Json<UploadShown>> {
    let (app, caller) = (app.clone(), *caller);
    let shown = beside(async move {
        let upload = Upload {
            id: 0,
            team: caller.team,
            origin,
            name,
            hash: format!("{:x}", Sha256::digest(&bytes)),
            bytes,
            at: app.clock.now(),
            job: Job::default(),
        };
        let mut shown = shown::show(&app, &upload).await?;
        shown.id = app.uploads.keep(upload).id;
        Ok(shown)
    });
    Ok(axum::Json(shown.await?))
}

/// A file put up for import.
#[utoipa::path(get, path = "/api/uploads/{id}", operation_id = "upload", params(("id" = i64, Path)), responses((status = 200, body = UploadShown)))]
async fn upload(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<axum::Json<UploadShown>> {
    let upload = app.uploads.get(caller.team, id)?;
    let shown = beside(async move {
        let mut shown = shown::show(&app, &upload).await?;
        shown.id = id;
        Ok(shown)
    });
    Ok(axum::Json(shown.await?))
}

/// Gives a file up.
#[utoipa::path(delete, path = "/api/uploads/{id}", operation_id = "give_up_upload", params(("id" = i64, Path)), responses((status = 204)))]
async fn give_up(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<StatusCode> {
    let upload = app.uploads.get(caller.team, id)?;
    upload.job.cancel();
    app.uploads.forget(id);
    Ok(StatusCode::NO_CONTENT)
}
