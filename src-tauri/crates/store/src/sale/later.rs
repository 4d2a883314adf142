//! What came after the first reading of lines: rows by line.

use super::known::{CHUNK, ReadingRow};
use crate::{Conn, Result, on};
use rules::TeamId;
use sqlx::QueryBuilder;

/// Runs a statement over chunks of line numbers: `$head … sale_id in (…) $tail`.
macro_rules! over_lines {
    ($conn:expr, $team:expr, $ids:expr, $row:ty, $head:literal, $tail:literal) => {{
        let mut found: Vec<$row> = Vec::new();
        for chunk in $ids.chunks(CHUNK * 4) {
            let rows: Vec<$row> = on!($conn, c, Base => {
                let mut query = QueryBuilder::<Base>::new($head);
                query.push_bind($team.0).push(" and r.sale_id in (");
                let mut list = query.separated(", ");
                for id in chunk {
                    list.push_bind(*id);
                }
                query.push($tail).build_query_as().fetch_all(c).await?
            });
            found.extend(rows);
        }
        found
    }};
}

pub(super) async fn readings(
    conn: &mut Conn,
    team: TeamId,
    ids: &[i64],
) -> Result<Vec<ReadingRow>> {
    Ok(over_lines!(
        conn,
        team,
        ids,
        ReadingRow,
        "select r.sale_id, r.id as reading_id, r.import_id, r.exported_at,
                exists (select 1 from import_undo u where u.team_id = r.team_id and u.import_id = r.import_id) as undone,
                r.item, r.category, r.state, r.amount_fen, r.refunded_fen, r.quantity, r.seller_key, r.buyer_key,
                r.placed_at, r.paid_at, r.finished_at
         from sale_reading r where r.team_id = ",
        ") order by r.id"
    ))
}

pub(super) async fn sightings(
    conn: &mut Conn,
    team: TeamId,
    ids: &[i64],
) -> Result<Vec<(i64, i64, i64, i64)>> {
    Ok(over_lines!(
        conn,
        team,
        ids,
        (i64, i64, i64, i64),
        "select r.sale_id, r.import_id, r.exported_at, r.reading_id from sale_sighting r
         where not exists (select 1 from import_undo u where u.team_id = r.team_id and u.import_id = r.import_id)
           and r.team_id = ",
        ")"
    ))
}

pub(super) async fn refunds(
    conn: &mut Conn,
    team: TeamId,
    ids: &[i64],
) -> Result<Vec<(i64, i64, Option<i64>)>> {
    Ok(over_lines!(
        conn,
        team,
        ids,
        (i64, i64, Option<i64>),
        "select r.sale_id, r.fen, r.total_fen from refund r where r.team_id = ",
        ") order by r.id"
    ))
}

pub(super) type EntryRow = (i64, i64, i64, i64, i64, i64);

pub(super) async fn entries(conn: &mut Conn, team: TeamId, ids: &[i64]) -> Result<Vec<EntryRow>> {
    Ok(over_lines!(
        conn,
        team,
        ids,
        EntryRow,
        "select r.sale_id, r.member_id, r.at, r.fen, r.orders, r.pieces from sale_entry r where r.team_id = ",
        ") order by r.id"
    ))
}
