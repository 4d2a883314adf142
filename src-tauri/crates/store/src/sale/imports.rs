//! The imports there were.

use crate::{Conn, Result, on, sql};
use rules::{ImportId, MemberId, Moment, TeamId};
use sqlx::FromRow;

/// One import as it was recorded.
#[derive(Clone, Debug, FromRow)]
pub struct ImportRow {
    /// Its number.
    pub id: i64,
    /// File, hand, paste or report.
    pub kind: String,
    /// The shop.
    pub shop: String,
    /// The file's name.
    pub file_name: Option<String>,
    /// When the file was exported.
    pub exported_at: i64,
    /// Heading of the amount that counts.
    pub amount_column: Option<String>,
    /// New lines.
    pub rows_new: i64,
    /// Changed lines.
    pub rows_changed: i64,
    /// Lines that said what was known.
    pub rows_unchanged: i64,
    /// Rows left out.
    pub rows_refused: i64,
    /// Refunds.
    pub refunds: i64,
    /// How many imports came in by the same upload, itself among them.
    pub together: i64,
    /// Who confirmed it.
    pub by_id: Option<i64>,
    /// When.
    pub recorded_at: i64,
    /// When it was taken back.
    pub undone_at: Option<i64>,
    /// Who took it back.
    pub undone_by: Option<i64>,
    /// Why.
    pub undone_reason: Option<String>,
}

impl ImportRow {
    /// Who confirmed it.
    pub fn by(&self) -> Option<MemberId> {
        self.by_id.map(MemberId)
    }
}

/// Imports of files and pasted tables, or of everything, newest first, from before a number on.
pub async fn imports(
    conn: &mut Conn,
    team: TeamId,
    with_single: bool,
    before: ImportId,
    limit: i64,
) -> Result<Vec<ImportRow>> {
    Ok(on!(conn, c => sqlx::query_as(sql!(
        "select i.id, i.kind, i.shop, i.file_name, i.exported_at, i.amount_column, i.rows_new, i.rows_changed,
                i.rows_unchanged, i.rows_refused, i.refunds, i.by_id,
                (select count(*) from import o where o.team_id = i.team_id
                   and o.id >= coalesce(i.together_id, i.id) and o.id < coalesce(i.together_id, i.id) + 1000
                   and coalesce(o.together_id, o.id) = coalesce(i.together_id, i.id)) as together, i.recorded_at,
                u.recorded_at as undone_at, u.by_id as undone_by, u.reason as undone_reason
         from import i left join import_undo u on u.team_id = i.team_id and u.import_id = i.id
         where i.team_id = $1 and i.id < $2 and ($3 = 1 or i.kind in ('file', 'paste'))
         order by i.id desc limit $4"
    ))
    .bind(team.0).bind(before.0).bind(i64::from(with_single)).bind(limit).fetch_all(c).await?))
}

/// One import.
pub async fn import(conn: &mut Conn, team: TeamId, id: ImportId) -> Result<Option<ImportRow>> {
    Ok(on!(conn, c => sqlx::query_as(sql!(
        "select i.id, i.kind, i.shop, i.file_name, i.exported_at, i.amount_column, i.rows_new, i.rows_changed,
                i.rows_unchanged, i.rows_refused, i.refunds, i.by_id,
                (select count(*) from import o where o.team_id = i.team_id
                   and o.id >= coalesce(i.together_id, i.id) and o.id < coalesce(i.together_id, i.id) + 1000
                   and coalesce(o.together_id, o.id) = coalesce(i.together_id, i.id)) as together, i.recorded_at,
                u.recorded_at as undone_at, u.by_id as undone_by, u.reason as undone_reason
         from import i left join import_undo u on u.team_id = i.team_id and u.import_id = i.id
         where i.team_id = $1 and i.id = $2"
    ))
    .bind(team.0).bind(id.0).fetch_optional(c).await?))
}

/// An import and those of the same upload that were not undone, the last first.
pub async fn together(conn: &mut Conn, team: TeamId, id: ImportId) -> Result<Vec<ImportId>> {
    let found: Vec<i64> = on!(conn, c => sqlx::query_scalar(sql!(
        "select o.id from import i join import o on o.team_id = i.team_id and o.id >= coalesce(i.together_id, i.id)
                and o.id < coalesce(i.together_id, i.id) + 1000
                and coalesce(o.together_id, o.id) = coalesce(i.together_id, i.id)
         where i.team_id = $1 and i.id = $2
           and not exists (select 1 from import_undo u where u.team_id = o.team_id and u.import_id = o.id)
         order by o.id desc"
    ))
    .bind(team.0).bind(id.0).fetch_all(c).await?);
    Ok(found.into_iter().map(ImportId).collect())
}

/// The moment of export a file was last imported with, and when that was, unless it was undone.
pub async fn same_file(
    conn: &mut Conn,
    team: TeamId,
    file_hash: &str,
) -> Result<Option<(Moment, Moment)>> {
    let found: Option<(i64, i64)> = on!(conn, c => sqlx::query_as(sql!(
        "select i.exported_at, i.recorded_at from import i
         where i.team_id = $1 and i.file_hash = $2
           and not exists (select 1 from import_undo u where u.team_id = i.team_id and u.import_id = i.id)
         order by i.id desc limit 1"
    ))
    .bind(team.0).bind(file_hash).fetch_optional(c).await?);
    Ok(found.map(|(exported, recorded)| (Moment(exported), Moment(recorded))))
}
