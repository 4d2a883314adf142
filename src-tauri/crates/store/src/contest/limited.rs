//! Measures that are no plain sums of order lines: those of one category or product, first
//! customers, points, check-ins, numbers entered by hand.

use super::tally::{Ask, entrant};
use crate::{Conn, Result, on, sql};
use chrono::NaiveDate;
use rules::contest::streak::runs;
use rules::contest::{Counted, Measure};
use rules::sale::Categories;
use rules::{EntrantId, MemberId, Moment};
use sqlx::QueryBuilder;
use std::collections::HashMap;

/// What such a measure brings an entrant.
pub(super) struct Limited {
    pub entrant: EntrantId,
    /// Which of the rule's measures.
    pub nth: usize,
    pub amount: i64,
}

/// What members bring of the measures that no order line carries.
pub(super) async fn apart(
    conn: &mut Conn,
    ask: &Ask<'_>,
    measure: Measure,
) -> Result<Vec<(MemberId, Moment, i64)>> {
    match measure {
        Measure::NewCustomers => first_customers(conn, ask).await,
        Measure::Points => points(conn, ask).await,
        Measure::CheckIns => check_ins(conn, ask).await,
        Measure::Streak => streaks(conn, ask).await,
        Measure::Entered => entered(conn, ask).await,
        _ => Ok(Vec::new()),
    }
}

/// All of them, one by one or in sums; whoever reads them adds up.
pub(super) async fn limited(
    conn: &mut Conn,
    ask: &Ask<'_>,
    counts: &(impl Fn(MemberId, Moment) -> Option<EntrantId> + Sync),
) -> Result<Vec<Limited>> {
    let mut all = Vec::new();
    for (nth, counted) in ask.rule.counted.iter().enumerate() {
        if counted.category.is_some() || counted.item.is_some() {
            let sums = of_goods(conn, ask, counted).await?.into_iter();
            all.extend(sums.map(|(entrant, amount)| Limited {
                entrant,
                nth,
                amount,
            }));
        }
        let found = apart(conn, ask, counted.measure).await?;
        all.extend(found.into_iter().filter_map(|(member, at, amount)| {
            let entrant = counts(member, at)?;
            Some(Limited {
                entrant,
                nth,
                amount,
            })
        }));
    }
    Ok(all)
}

type GoodsRow = (i64, i64, String, String, Option<String>, i64);

/// Sums of the lines of a product, or of a category as the team says it of them.
async fn of_goods(
    conn: &mut Conn,
    ask: &Ask<'_>,
    counted: &Counted,
) -> Result<HashMap<EntrantId, i64>> {
    let said = match counted.category {
        Some(_) => crate::sale::product::categories(conn, ask.team).await?,
        None => Categories::default(),
    };
    let column = match counted.measure {
        Measure::Orders => "f.orders",
        Measure::Pieces => "f.pieces",
        _ => "f.fen",
    };
    let mut sums: HashMap<EntrantId, i64> = HashMap::new();
    for (table, of) in [("sale", "f"), ("sale_entry", "s")] {
        for group in ask.groups() {
            let rows: Vec<GoodsRow> = on!(conn, c, Base => {
                let mut query = QueryBuilder::<Base>::new("");
                ask.push_parts(&mut query, group);
                query.push("select ").push(entrant(group)).push(", f.at");
                for name in ["shop", "item", "category"] {
                    query.push(", ").push(of).push(".").push(name);
                }
                query.push(", ").push(column);
                ask.push_from(&mut query, group, table);
                if let Some(item) = &counted.item {
                    query.push(" and ").push(of).push(".item = ").push_bind(item.clone());
                }
                query.build_query_as().fetch_all(c).await?
            });
            for (n, at, shop, item, told, amount) in rows {
                let category = said.category((&shop, &item), Moment(at), told.as_deref());
                if counted
                    .category
                    .as_deref()
                    .is_none_or(|wanted| category == Some(wanted))
                {
                    let sum = sums.entry(EntrantId(n)).or_default();
                    *sum = sum.saturating_add(amount);
                }
            }
        }
    }
    Ok(sums)
}

type Found = Vec<(MemberId, Moment, i64)>;

fn found(rows: Vec<(i64, i64, i64)>) -> Found {
    rows.into_iter()
        .map(|(member, at, amount)| (MemberId(member), Moment(at), amount))
        .collect()
}

async fn first_customers(conn: &mut Conn, ask: &Ask<'_>) -> Result<Found> {
    let first =
        crate::leaderboard::first_sales(conn, ask.team, ask.rule.window(), ask.upto).await?;
    Ok(first.into_iter().map(|f| (f.member, f.at, 1)).collect())
}

/// Points of what was sold in the contest, whenever they were earned or lost.
async fn points(conn: &mut Conn, ask: &Ask<'_>) -> Result<Found> {
    let window = ask.rule.window();
    Ok(found(on!(conn, c => sqlx::query_as(sql!(
        "select member_id, sold_at, cast(sum(points) as bigint) from earning
         where team_id = $1 and happened_at >= $2 and sold_at >= $2 and sold_at < $3 and seq <= $4 and member_id > 0
         group by member_id, sold_at"
    ))
    .bind(ask.team.0).bind(window.start.0).bind(window.end.0).bind(ask.upto.posting)
    .fetch_all(c).await?)))
}

async fn check_ins(conn: &mut Conn, ask: &Ask<'_>) -> Result<Found> {
    let Some(contest) = ask.contest else {
        return Ok(Vec::new());
    };
    Ok(found(on!(conn, c => sqlx::query_as(sql!(
        "select member_id, at, cast(1 as bigint) from contest_check_in
         where team_id = $1 and contest_id = $2 and at < $3"
    ))
    .bind(ask.team.0).bind(contest.0).bind(ask.before.0).fetch_all(c).await?)))
}

/// Each member's longest run of days in the rule's time, at the moment of their last check-in.
async fn streaks(conn: &mut Conn, ask: &Ask<'_>) -> Result<Found> {
    let Some(contest) = ask.contest else {
        return Ok(Vec::new());
    };
    let window = ask.rule.window();
    let rows: Vec<(i64, i64, String)> = on!(conn, c => sqlx::query_as(sql!(
        "select member_id, at, day from contest_check_in
         where team_id = $1 and contest_id = $2 and at < $3 and at >= $4 and at < $5
         order by member_id, day"
    ))
    .bind(ask.team.0).bind(contest.0).bind(ask.before.0).bind(window.start.0).bind(window.end.0)
    .fetch_all(c).await?);
    let theirs = rows.chunk_by(|one, next| one.0 == next.0);
    Ok(theirs
        .filter_map(|rows| {
            let days: Vec<NaiveDate> = rows
                .iter()
                .filter_map(|(.., day)| day.parse().ok())
                .collect();
            let (member, at, _) = rows.last()?;
            Some((MemberId(*member), Moment(*at), runs(&days).longest))
        })
        .collect())
}

async fn entered(conn: &mut Conn, ask: &Ask<'_>) -> Result<Found> {
    let Some(contest) = ask.contest else {
        return Ok(Vec::new());
    };
    Ok(found(on!(conn, c => sqlx::query_as(sql!(
        "select n.member_id, n.at, n.amount from contest_number n
         where n.team_id = $1 and n.contest_id = $2
           and (select d.approved from contest_number_decision d where d.team_id = n.team_id and d.number_id = n.id and d.recorded_at < $3
                order by d.id desc limit 1) = 1"
    ))
    .bind(ask.team.0).bind(contest.0).bind(ask.before.0).fetch_all(c).await?)))
}
