//! The imports there were, and taking one back.

use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::{Json, Path, Query};
use axum::extract::State;
use rules::points::Because;
use rules::record::Kind;
use rules::refusal::NotFound;
use rules::team::Roster;
use rules::{ImportId, MemberId, Moment};
use serde::{Deserialize, Serialize};
use store::record::{Change, record};
use store::sale::{ImportRow, Mark};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(imports))
        .routes(routes!(undo_import))
}

/// An import.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ImportShown {
    id: ImportId,
    /// `file`, `paste`, `hand` or `report`.
    kind: String,
    /// The shop's code.
    shop: String,
    file_name: Option<String>,
    exported_at: Moment,
    amount_column: Option<String>,
    rows_new: i64,
    rows_changed: i64,
    rows_unchanged: i64,
    rows_refused: i64,
    refunds: i64,
    /// How many imports came in by the same upload and are undone as one, itself among them.
    together: i64,
    by: Option<String>,
    recorded_at: Moment,
    undone_at: Option<Moment>,
    undone_by: Option<String>,
    undone_reason: Option<String>,
}

fn show(row: ImportRow, roster: &Roster) -> ImportShown {
    let name = |id: Option<i64>| id.map(|id| roster.name(MemberId(id)).to_owned());
    ImportShown {
        id: ImportId(row.id),
        by: name(row.by_id),
        undone_by: name(row.undone_by),
        kind: row.kind,
        shop: row.shop,
        file_name: row.file_name,
        exported_at: Moment(row.exported_at),
        amount_column: row.amount_column,
        rows_new: row.rows_new,
        rows_changed: row.rows_changed,
        rows_unchanged: row.rows_unchanged,
        rows_refused: row.rows_refused,
        refunds: row.refunds,
        together: row.together,
        recorded_at: Moment(row.recorded_at),
        undone_at: row.undone_at.map(Moment),
        undone_reason: row.undone_reason,
    }
}

/// Which imports.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// Also single sales entered by hand or reported.
    #[serde(default)]
    all: bool,
    /// Only those before this one.
    before: Option<ImportId>,
}

/// A page of imports, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Imports {
    imports: Vec<ImportShown>,
    /// Ask with this as `before` for the next page; none at the end.
    next: Option<ImportId>,
}

const PAGE: usize = 50;

/// The imports there were.
#[utoipa::path(get, path = "/api/imports", operation_id = "imports", params(Which), responses((status = 200, body = Imports)))]
async fn imports(
    State(app): State<App>,
    caller: Caller,
    Query(which): Query<Which>,
) -> Result<axum::Json<Imports>> {
    let roster = app.roster(caller.team).await?;
    let mut conn = app.db.read().await?;
    let before = which.before.unwrap_or(ImportId(i64::MAX));
    let rows =
        store::sale::imports::imports(&mut conn, caller.team, which.all, before, PAGE as i64)
            .await?;
    let next = rows
        .last()
        .filter(|_| rows.len() == PAGE)
        .map(|row| ImportId(row.id));
    let imports = rows.into_iter().map(|row| show(row, &roster)).collect();
    Ok(axum::Json(Imports { imports, next }))
}

/// Why an import is taken back.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct Undoing {
    reason: Option<String>,
}

/// Takes a whole import back, with all that came in by the same upload.
#[utoipa::path(post, path = "/api/imports/{id}/undoing", operation_id = "undo_import", params(("id" = i64, Path)), request_body = Undoing, responses((status = 200, body = ImportShown)))]
async fn undo_import(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<ImportId>,
    Json(undoing): Json<Undoing>,
) -> Result<axum::Json<ImportShown>> {
    let now = app.clock.now();
    let reason = undoing
        .reason
        .as_deref()
        .map(str::trim)
        .filter(|reason| !reason.is_empty());
    let mut desk = app.desk(caller.team).await?;
    let roster = desk.roster.clone();
    let mut tx = desk.begin(&app).await?;
    let Some(before) = store::sale::imports::import(&mut tx, caller.team, id).await? else {
        return refuse(NotFound {
            what: format!("导入 import {id}"),
        });
    };
    let mark = Mark {
        by: Some(caller.member),
        reason,
        now,
    };
    let together = store::sale::imports::together(&mut tx, caller.team, id).await?;
    // One that was undone before is refused by its own name.
    let all = if together.is_empty() {
        vec![id]
    } else {
        together
    };
    for id in all {
        let done = store::sale::undo_import(&mut tx, caller.team, id, mark).await??;
        app.follow_correction(&mut tx, caller.team, &done, Because::Undo(id))
            .await?;
    }
    let change = Change::of(id.0, before.file_name.as_ref(), None).by(caller.member, reason);
    record(&mut tx, caller.team, Kind::Import, &change, now).await?;
    let after = store::sale::imports::import(&mut tx, caller.team, id).await?;
    desk.commit_as_is(tx).await?;
    Ok(axum::Json(show(after.unwrap_or(before), &roster)))
}
