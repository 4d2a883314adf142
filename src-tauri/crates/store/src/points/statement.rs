//! A member's statement: postings with the balance after each.

use super::posting::PostingRow;
use crate::{Conn, Result, on, sql};
use rules::points::Posting;
use rules::points::standing::Key;
use rules::{MemberId, RedemptionId, TeamId, Window};
use sqlx::{FromRow as _, Row as _};
use std::collections::HashMap;

/// One line: a posting and what the member had after it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The posting.
    pub posting: Posting,
    /// Available less what is owed; below zero shows a debt.
    pub available_after: i64,
    /// Pending.
    pub pending_after: i64,
}

/// Which lines of a statement.
#[derive(Clone, Copy, Debug)]
pub struct Filter {
    /// Causes from this number…
    pub first_cause: i64,
    /// … to this, both included.
    pub last_cause: i64,
    /// When they happened.
    pub window: Window,
}

impl Default for Filter {
    fn default() -> Self {
        Self {
            first_cause: 0,
            last_cause: i64::MAX,
            window: Window::ALL,
        }
    }
}

/// Lines from the latest recorded on, those before the posting `before` if given. The balances run in
/// the order things were recorded: what a member had then, never what they would have had.
pub async fn page(
    conn: &mut Conn,
    team: TeamId,
    member: MemberId,
    filter: Filter,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Entry>> {
    // Accounts: 1 available, 2 pending, 4 owed.
    on!(conn, c => sqlx::query(sql!(
        "select * from (
             select seq, cause, cause_id, leg, member_id, from_account, to_account, points, rules_id,
                    basis_fen, rate, matures_at, expires_at, lot, sold_at, because, because_id, by_id, reason,
                    happened_at, recorded_at, hash,
                    cast(sum(case when to_account in (1, 4) then points else 0 end
                           - case when from_account in (1, 4) then points else 0 end)
                         over (order by seq) as bigint) as available_after,
                    cast(sum(case when to_account = 2 then points when from_account = 2 then -points else 0 end)
                         over (order by seq) as bigint) as pending_after
             from posting where team_id = $1 and member_id = $2
         ) line
         where cause between $3 and $4 and happened_at >= $5 and happened_at < $6
           and seq < $7
         order by seq desc limit $8"
    ))
    .bind(team.0).bind(member.0).bind(filter.first_cause).bind(filter.last_cause)
    .bind(filter.window.start.0).bind(filter.window.end.0)
    .bind(before.unwrap_or(i64::MAX)).bind(limit)
    .fetch_all(c).await?
    .iter().map(|row| Ok(Entry {
        posting: PostingRow::from_row(row)?.try_into()?,
        available_after: row.try_get("available_after")?,
        pending_after: row.try_get("pending_after")?,
    })).collect())
}

/// What a member had, and what came and went, over a time by when it happened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// What there was before: available, pending and owed together.
    pub opening: i64,
    /// What each cause changed of it, by the cause's number.
    pub causes: Vec<(i64, i64)>,
}

/// What a member had before a time, and what came and went in it.
pub async fn sums(conn: &mut Conn, team: TeamId, member: MemberId, window: Window) -> Result<Sums> {
    let rows: Vec<(i64, i64, i64)> = on!(conn, c => sqlx::query_as(sql!(
        "select cause, cast(case when happened_at < $3 then 1 else 0 end as bigint) as before,
                cast(sum(case when to_account in (1, 2, 4) then points else 0 end
                       - case when from_account in (1, 2, 4) then points else 0 end) as bigint) as points
         from posting where team_id = $1 and member_id = $2 and happened_at < $4
         group by cause, case when happened_at < $3 then 1 else 0 end order by cause"
    ))
    .bind(team.0).bind(member.0).bind(window.start.0).bind(window.end.0).fetch_all(c).await?);
    let mut sums = Sums::default();
    for (cause, before, points) in rows {
        match before {
            1 => sums.opening += points,
            _ => sums.causes.push((cause, points)),
        }
    }
    Ok(sums)
}

/// What a redemption posted, in order.
pub async fn of_redemption(
    conn: &mut Conn,
    team: TeamId,
    redemption: RedemptionId,
) -> Result<Vec<Posting>> {
    let rows: Vec<PostingRow> = on!(conn, c => sqlx::query_as(sql!(
        "select seq, cause, cause_id, leg, member_id, from_account, to_account, points, rules_id,
                basis_fen, rate, matures_at, expires_at, lot, sold_at, because, because_id, by_id,
                reason, happened_at, recorded_at, hash
         from posting where team_id = $1 and cause between 16 and 19 and cause_id = $2 order by seq"
    ))
    .bind(team.0).bind(redemption.0).fetch_all(c).await?);
    rows.into_iter().map(Posting::try_from).collect()
}

/// What sales had earned before each of their postings, by the posting's number.
pub async fn before(conn: &mut Conn, team: TeamId, sales: &[i64]) -> Result<HashMap<i64, i64>> {
    let mut sales = sales.to_vec();
    sales.sort_unstable();
    sales.dedup();
    let mut sums: HashMap<Key, i64> = HashMap::new();
    let mut found = HashMap::new();
    for row in super::facts::posted(conn, team, &super::span::Span::of(&sales)).await? {
        let sum = sums.entry(row.key).or_default();
        found.insert(row.seq, *sum);
        *sum += if row.up { row.points } else { -row.points };
    }
    Ok(found)
}

/// Which of some grants were taken back, and who made each.
pub async fn grants(
    conn: &mut Conn,
    team: TeamId,
    grants: &[i64],
) -> Result<HashMap<i64, (MemberId, bool)>> {
    let mut found = HashMap::new();
    for span in super::span::Span::of(grants) {
        let rows: Vec<(i64, i64, Option<i64>)> = on!(conn, c, Base => {
            let mut query = sqlx::QueryBuilder::<Base>::new(
                "select g.id, g.by_id, b.grant_id from points_grant g
                 left join points_grant_back b on b.team_id = g.team_id and b.grant_id = g.id
                 where g.team_id = ");
            query.push(team.0);
            span.push(&mut query, "g.id");
            query.build_query_as().persistent(false).fetch_all(c).await?
        });
        for (grant, by, back) in rows {
            found.insert(grant, (MemberId(by), back.is_some()));
        }
    }
    Ok(found)
}

/// A sale as a statement names it.
#[derive(Clone, Debug)]
pub struct Named {
    /// The line's number.
    pub sale: i64,
    /// The shop.
    pub shop: String,
    /// The order, as the shop numbers it.
    pub order_no: String,
    /// What was sold.
    pub item: String,
}

/// The names of some sales.
pub async fn names(conn: &mut Conn, team: TeamId, sales: &[i64]) -> Result<Vec<Named>> {
    let mut sales = sales.to_vec();
    sales.sort_unstable();
    sales.dedup();
    let mut found = Vec::with_capacity(sales.len());
    for span in super::span::Span::of(&sales) {
        let rows: Vec<(i64, String, String, String)> = on!(conn, c, Base => {
            let mut query = sqlx::QueryBuilder::<Base>::new(
                "select id, shop, order_no, item from sale where team_id = ");
            query.push(team.0);
            span.push(&mut query, "id");
            query.build_query_as().persistent(false).fetch_all(c).await?
        });
        found.extend(rows.into_iter().map(|(sale, shop, order_no, item)| Named {
            sale,
            shop,
            order_no,
            item,
        }));
    }
    Ok(found)
}
