//! The facts behind one member's score.

use crate::{Conn, Result, on, sql};
use rules::{MemberId, Moment, SaleId, TeamId, Window};
use sqlx::{FromRow, QueryBuilder};

/// What an order line brought a member in a window, and how that came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineFact {
    /// The line.
    pub sale: SaleId,
    /// Its shop.
    pub shop: String,
    /// Its order's number there.
    pub order_no: String,
    /// What was sold.
    pub item: String,
    /// Its category, as the file told.
    pub category: Option<String>,
    /// The moment it counts for.
    pub at: Moment,
    /// Who bought, if the file told.
    pub buyer: Option<i64>,
    /// What each cause brought or took: (`sale` or the cause of a correction, fen, orders).
    pub parts: Vec<(String, i64, i64)>,
}

/// Points that a sale earned or lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointsFact {
    /// The posting.
    pub seq: i64,
    /// Its cause, as numbered in the ledger.
    pub cause: i64,
    /// The sale that earned or lost them.
    pub sale: SaleId,
    /// More or less.
    pub points: i64,
    /// Why, in a person's words.
    pub reason: Option<String>,
    /// When.
    pub at: Moment,
    /// The sale.
    pub of: PointsOf,
}

/// The sale that earned or lost points.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct PointsOf {
    /// The moment it counts for.
    pub sold_at: i64,
    /// Its shop.
    pub shop: Option<String>,
    /// Its order's number there.
    pub order_no: Option<String>,
    /// What was sold.
    pub item: Option<String>,
    /// The version of the earning rules that reckoned them.
    pub rules_id: Option<i64>,
}

type PartRow = (
    i64,
    String,
    String,
    String,
    Option<String>,
    Option<i64>,
    i64,
    String,
    i64,
    i64,
);

/// The lines that touched a member's score in a window, newest first: `count` from `start` on.
pub async fn lines(
    conn: &mut Conn,
    team: TeamId,
    member: MemberId,
    window: Window,
    (start, count): (i64, i64),
) -> Result<Vec<LineFact>> {
    let sales: Vec<(i64, i64)> = on!(conn, c => sqlx::query_as(sql!(
        "select sale_id, max(at) from journal
         where team_id = $1 and member_id = $2 and at >= $3 and at < $4
         group by sale_id order by 2 desc, 1 desc limit $5 offset $6"
    ))
    .bind(team.0).bind(member.0).bind(window.start.0).bind(window.end.0).bind(count).bind(start)
    .fetch_all(c).await?);
    if sales.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<PartRow> = on!(conn, c, Dialect => {
        let mut query = QueryBuilder::<Dialect>::new(
            "select s.id, s.shop, s.order_no, s.item, s.category, s.buyer_key, p.at, p.cause, p.fen, p.orders from (
               select team_id, id as sale_id, 'sale' as cause, member_id, at, fen, orders, 0 as id from sale
               union all
               select team_id, sale_id, cause, member_id, at, fen, orders, id from sale_entry
             ) p join sale s on s.team_id = p.team_id and s.id = p.sale_id where p.team_id = ",
        );
        query.push_bind(team.0);
        query.push(" and p.member_id = ").push_bind(member.0);
        query.push(" and p.at >= ").push_bind(window.start.0);
        query.push(" and p.at < ").push_bind(window.end.0);
        query.push(" and p.sale_id in (");
        let mut ids = query.separated(", ");
        for (id, _) in &sales {
            ids.push_bind(*id);
        }
        query.push(") order by p.sale_id, p.id");
        query.build_query_as().fetch_all(c).await?
    });
    let mut facts: Vec<LineFact> = Vec::with_capacity(sales.len());
    for (id, shop, order_no, item, category, buyer, at, cause, fen, orders) in rows {
        let sale = SaleId(id);
        if facts.last().is_none_or(|fact| fact.sale != sale) {
            facts.push(LineFact {
                sale,
                shop,
                order_no,
                item,
                category,
                at: Moment(at),
                buyer,
                parts: Vec::new(),
            });
        }
        if let Some(fact) = facts.last_mut() {
            fact.at = fact.at.max(Moment(at));
            fact.parts.push((cause, fen, orders));
        }
    }
    facts.sort_by_key(|fact| std::cmp::Reverse((fact.at, fact.sale)));
    Ok(facts)
}

/// The points a member's sales earned and lost in a window, newest first.
pub async fn points(
    conn: &mut Conn,
    team: TeamId,
    member: MemberId,
    window: Window,
    (start, count): (i64, i64),
) -> Result<Vec<PointsFact>> {
    #[derive(FromRow)]
    struct Row {
        seq: i64,
        cause: i64,
        sale_id: i64,
        points: i64,
        reason: Option<String>,
        happened_at: i64,
        #[sqlx(flatten)]
        of: PointsOf,
    }
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(sql!(
        "select e.seq, p.cause, e.sale_id, e.points, p.reason, e.happened_at, e.sold_at,
                s.shop, s.order_no, s.item, p.rules_id
         from earning e join posting p on p.team_id = e.team_id and p.seq = e.seq
         left join sale s on s.team_id = e.team_id and s.id = e.sale_id
         where e.team_id = $1 and e.member_id = $2 and e.happened_at >= $3 and e.happened_at < $4
         order by e.happened_at desc, e.seq desc limit $5 offset $6"
    ))
    .bind(team.0).bind(member.0).bind(window.start.0).bind(window.end.0).bind(count).bind(start)
    .fetch_all(c).await?);
    Ok(rows
        .into_iter()
        .map(|row| PointsFact {
            seq: row.seq,
            cause: row.cause,
            sale: SaleId(row.sale_id),
            points: row.points,
            reason: row.reason,
            at: Moment(row.happened_at),
            of: row.of,
        })
        .collect())
}
