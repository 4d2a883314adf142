//! What a team's records are counted from.

use crate::{Conn, Result, on, sql};
use futures::TryStreamExt as _;
use rules::{MemberId, Moment, TeamId};

/// Looks at everything that was recorded before a moment: who sold it, when, how many fen and orders. Corrections
/// come as what they add or take.
pub async fn each_fact(
    conn: &mut Conn,
    team: TeamId,
    until: Moment,
    mut look: impl FnMut(MemberId, Moment, i64, i64),
) -> Result<()> {
    on!(conn, c => {
        let mut rows = sqlx::query_as::<_, (i64, i64, i64, i64)>(sql!(
            "select member_id, at, fen, orders from sale
             where team_id = $1 and member_id > 0 and recorded_at < $2
             union all
             select member_id, at, fen, orders from sale_entry
             where team_id = $1 and member_id > 0 and recorded_at < $2"
        ))
        .bind(team.0)
        .bind(until.0)
        .fetch(c);
        while let Some((member, at, fen, orders)) = rows.try_next().await? {
            look(MemberId(member), Moment(at), fen, orders);
        }
    });
    Ok(())
}

/// The largest orders net of refunds, of those that came before a moment: who, since when, how many fen. All of
/// the largest amount.
pub async fn largest_orders(
    conn: &mut Conn,
    team: TeamId,
    until: Moment,
) -> Result<Vec<(MemberId, Moment, i64)>> {
    let rows: Vec<(i64, i64, i64)> = on!(conn, c => sqlx::query_as(sql!(
        "with part as (
             select shop, order_no, member_id, at, fen from sale
             where team_id = $1 and member_id > 0 and recorded_at < $2
             union all
             select s.shop, s.order_no, e.member_id, e.at, e.fen from sale_entry e
             join sale s on s.team_id = e.team_id and s.id = e.sale_id
             where e.team_id = $1 and e.member_id > 0 and e.recorded_at < $2),
         moment as (
             select shop, order_no, member_id, at, sum(fen) as fen from part
             group by shop, order_no, member_id, at),
         whole as (
             select member_id, coalesce(min(case when fen > 0 then at end), min(at)) as at,
                    cast(sum(fen) as bigint) as fen
             from moment group by shop, order_no, member_id)
         select member_id, at, fen from whole where fen = (select max(fen) from whole)"
    ))
    .bind(team.0).bind(until.0).fetch_all(c).await?);
    Ok(rows
        .into_iter()
        .map(|(member, at, fen)| (MemberId(member), Moment(at), fen))
        .collect())
}
