//! What everybody and their branches sold in a window.

use crate::leaderboard::{Marks, marks, sold_after};
use crate::{Conn, Result, on, sql};
use rules::team::{Sums, Tree};
use rules::{MemberId, Moment, TeamId, Window};
use sqlx::QueryBuilder;
use std::collections::HashMap;

/// What each member sold in a window, as far as the books were read.
#[derive(Clone, Debug)]
pub struct Sold {
    /// The window.
    pub window: Window,
    /// How far the books were read.
    pub marks: Marks,
    /// The first moment and the sum in fen, by member.
    members: HashMap<MemberId, (Moment, i64)>,
}

impl Sold {
    fn add(&mut self, member: MemberId, at: Moment, fen: i64) {
        let entry = self.members.entry(member).or_insert((at, 0));
        *entry = (entry.0.min(at), entry.1.saturating_add(fen));
    }
}

/// What each member sold in a window: one scan of two covering indexes.
pub async fn sold(conn: &mut Conn, team: TeamId, window: Window) -> Result<Sold> {
    let marks = marks(conn, team).await?;
    let rows: Vec<(i64, i64, i64)> = on!(conn, c => sqlx::query_as(sql!(
        "select member_id, min(at), cast(sum(fen) as bigint) from sale
         where team_id = $1 and member_id > 0 and at >= $2 and at < $3 group by member_id
         union all
         select member_id, min(at), cast(sum(fen) as bigint) from sale_entry
         where team_id = $1 and member_id > 0 and at >= $2 and at < $3 group by member_id"
    ))
    .bind(team.0).bind(window.start.0).bind(window.end.0).fetch_all(c).await?);
    let mut sold = Sold {
        window,
        marks,
        members: HashMap::with_capacity(rows.len()),
    };
    for (member, first, fen) in rows {
        sold.add(MemberId(member), Moment(first), fen);
    }
    Ok(sold)
}

/// The facts that are quicker to add than to count everything anew.
const FACTS_ADDED: i64 = 20_000;

/// The same with what was recorded since; `None` when counting anew is quicker.
pub async fn sold_since(conn: &mut Conn, team: TeamId, before: &Sold) -> Result<Option<Sold>> {
    let marks = marks(conn, team).await?;
    let behind = marks.sale - before.marks.sale + marks.entry - before.marks.entry;
    if behind > FACTS_ADDED {
        return Ok(None);
    }
    let facts = sold_after(conn, team, before.marks).await?;
    let mut sold = Sold {
        marks,
        ..before.clone()
    };
    for fact in facts {
        if sold.window.holds(fact.at) {
            sold.add(fact.member, fact.at, fact.fen);
        }
    }
    Ok(Some(sold))
}

/// Net sales of every member and of every branch in a window: each sale counts for those who stood
/// above its seller at its moment. One pass over the tree; only those who sold before they or someone
/// above them moved are asked for one by one.
pub async fn branches<'t>(
    conn: &mut Conn,
    team: TeamId,
    tree: &'t Tree,
    sold: &Sold,
) -> Result<Sums<'t>> {
    let mut totals = tree.totals(sold.window.end);
    let since: HashMap<MemberId, Moment> = totals.settled_since().into_iter().collect();
    let mut moved = Vec::new();
    for (member, (first, fen)) in &sold.members {
        if since.get(member).is_none_or(|since| first >= since) {
            totals.add_settled(*member, *fen);
        } else {
            moved.push(*member);
        }
    }
    for (member, at, fen) in facts(conn, team, &moved, sold.window).await? {
        totals.add_at(member, at, fen);
    }
    Ok(totals.sum())
}

/// [`sold`] and [`branches`] in one: the downline totals of a whole team from its books.
pub async fn totals<'t>(
    conn: &mut Conn,
    team: TeamId,
    tree: &'t Tree,
    window: Window,
) -> Result<Sums<'t>> {
    let sold = sold(conn, team, window).await?;
    branches(conn, team, tree, &sold).await
}

/// What some members sold, moment by moment.
async fn facts(
    conn: &mut Conn,
    team: TeamId,
    members: &[MemberId],
    window: Window,
) -> Result<Vec<(MemberId, Moment, i64)>> {
    const MEMBERS_A_STATEMENT: usize = 2_000;
    let mut all = Vec::new();
    for some in members.chunks(MEMBERS_A_STATEMENT) {
        let rows: Vec<(i64, i64, i64)> = on!(conn, c, Dialect => {
            let mut query = QueryBuilder::<Dialect>::new("select member_id, at, fen from journal where team_id = ");
            query.push_bind(team.0).push(" and at >= ").push_bind(window.start.0);
            query.push(" and at < ").push_bind(window.end.0).push(" and member_id in (");
            let mut list = query.separated(", ");
            for member in some {
                list.push_bind(member.0);
            }
            query.push(")");
            query.build_query_as().fetch_all(c).await?
        });
        all.extend(
            rows.into_iter()
                .map(|(member, at, fen)| (MemberId(member), Moment(at), fen)),
        );
    }
    Ok(all)
}
