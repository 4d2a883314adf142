//! What everybody and their branches sold in a window.

use crate::{Conn, Result, on, sql};
use rules::team::{Sums, Tree};
use rules::{MemberId, Moment, TeamId, Window};
use sqlx::QueryBuilder;
use std::collections::HashMap;

/// Net sales of every member and of every branch in a window: each sale counts for those who stood
/// above its seller at its moment. One scan of a covering index and one pass over the tree.
pub async fn totals<'t>(
    conn: &mut Conn,
    team: TeamId,
    tree: &'t Tree,
    window: Window,
) -> Result<Sums<'t>> {
    let mut totals = tree.totals(window.end);
    let since: HashMap<MemberId, Moment> = totals.settled_since().into_iter().collect();
    let rows: Vec<(i64, i64, i64)> = on!(conn, c => sqlx::query_as(sql!(
        "select member_id, min(at), cast(sum(fen) as bigint) from sale
         where team_id = $1 and member_id > 0 and at >= $2 and at < $3 group by member_id
         union all
         select member_id, min(at), cast(sum(fen) as bigint) from sale_entry
         where team_id = $1 and member_id > 0 and at >= $2 and at < $3 group by member_id"
    ))
    .bind(team.0).bind(window.start.0).bind(window.end.0).fetch_all(c).await?);
    let mut sold: HashMap<i64, (i64, i64)> = HashMap::with_capacity(rows.len());
    for (member, first, fen) in rows {
        let entry = sold.entry(member).or_insert((first, 0));
        *entry = (entry.0.min(first), entry.1.saturating_add(fen));
    }
    let mut moved = Vec::new();
    for (member, (first, fen)) in sold {
        let settled = since.get(&MemberId(member));
        if settled.is_none_or(|since| Moment(first) >= *since) {
            totals.add_settled(MemberId(member), fen);
        } else {
            moved.push(member);
        }
    }
    for (member, at, fen) in facts(conn, team, &moved, window).await? {
        totals.add_at(MemberId(member), Moment(at), fen);
    }
    Ok(totals.sum())
}

/// What some members sold, moment by moment.
async fn facts(
    conn: &mut Conn,
    team: TeamId,
    members: &[i64],
    window: Window,
) -> Result<Vec<(i64, i64, i64)>> {
    const MEMBERS_A_STATEMENT: usize = 2_000;
    let mut all: Vec<(i64, i64, i64)> = Vec::new();
    for some in members.chunks(MEMBERS_A_STATEMENT) {
        let rows: Vec<(i64, i64, i64)> = on!(conn, c, Dialect => {
            let mut query = QueryBuilder::<Dialect>::new("select member_id, at, fen from journal where team_id = ");
            query.push_bind(team.0).push(" and at >= ").push_bind(window.start.0);
            query.push(" and at < ").push_bind(window.end.0).push(" and member_id in (");
            let mut list = query.separated(", ");
            for member in some {
                list.push_bind(*member);
            }
            query.push(")");
            query.build_query_as().fetch_all(c).await?
        });
        all.extend(rows);
    }
    Ok(all)
}
