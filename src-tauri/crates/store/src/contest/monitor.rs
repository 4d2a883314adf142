//! What the monitors look at before a contest is final: the order lines that count, and what was sold
//! and given back before the contest.

use super::facts::Row;
use super::tally::{Ask, by_member};
use crate::{Conn, Result, on, sql};
use rules::contest::monitor::{Before, Line};
use rules::{EntrantId, MemberId, Moment, SaleId};
use sqlx::FromRow;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

/// How long before the contest refunds are looked at.
const DAYS_BEFORE: i64 = 90;

#[derive(FromRow)]
struct LineRow {
    #[sqlx(flatten)]
    row: Row,
    order_no: String,
    buyer_key: Option<i64>,
}

/// The order lines that count, each with everything that became of it.
pub async fn lines(conn: &mut Conn, ask: Ask<'_>) -> Result<Vec<Line>> {
    let window = ask.rule.window();
    let said = crate::sale::product::categories(conn, ask.team).await?;
    let rows: Vec<LineRow> = on!(conn, c => sqlx::query_as(sql!(
        "select id as line, member_id, at, fen, orders, pieces, shop, item, category, order_no, buyer_key from sale
         where team_id = $1 and at >= $2 and at < $3 and member_id > 0 and id <= $4
         union all
         select e.sale_id, e.member_id, e.at, e.fen, e.orders, e.pieces, s.shop, s.item, s.category, s.order_no, s.buyer_key
         from sale_entry e join sale s on s.team_id = e.team_id and s.id = e.sale_id
         where e.team_id = $1 and e.at >= $2 and e.at < $3 and e.member_id > 0 and e.id <= $5"
    ))
    .bind(ask.team.0).bind(window.start.0).bind(window.end.0).bind(ask.upto.sale).bind(ask.upto.entry)
    .fetch_all(c).await?);
    let members = by_member(ask.parts);
    let mut lines: HashMap<(i64, i64, i64), Line> = HashMap::with_capacity(rows.len());
    for LineRow {
        row,
        order_no,
        buyer_key,
    } in rows
    {
        let (member, at) = (MemberId(row.member_id), Moment(row.at));
        let parts = members.get(&member).into_iter().flatten();
        let mut then = parts.filter(|part| part.stay.window.holds(at));
        let Some(entrant) = then.next().map(|part| part.entrant) else {
            continue;
        };
        let amounts = row.amounts(&ask.rule.counted, &said);
        match lines.entry((row.line, row.member_id, row.at)) {
            Entry::Occupied(mut known) => {
                let known = known.get_mut();
                known.fen = known.fen.saturating_add(row.fen);
                known.orders += row.orders;
                for (sum, amount) in known.amounts.iter_mut().zip(amounts) {
                    *sum = sum.saturating_add(amount);
                }
            }
            Entry::Vacant(new) => {
                new.insert(Line {
                    sale: SaleId(row.line),
                    shop: row.shop,
                    order_no,
                    member,
                    entrant,
                    buyer: buyer_key,
                    at,
                    fen: row.fen,
                    orders: row.orders,
                    amounts,
                });
            }
        }
    }
    Ok(lines.into_values().collect())
}

/// What was sold before the contest and how much of it was given back, whenever it was.
pub async fn before(conn: &mut Conn, ask: Ask<'_>) -> Result<HashMap<EntrantId, Before>> {
    let (start, end) = (ask.rule.start.plus_days(-DAYS_BEFORE), ask.rule.start);
    let net: Vec<(i64, i64)> = on!(conn, c => sqlx::query_as(sql!(
        "select member_id, cast(sum(fen) as bigint) from journal
         where team_id = $1 and at >= $2 and at < $3 and member_id > 0 group by member_id"
    ))
    .bind(ask.team.0).bind(start.0).bind(end.0).fetch_all(c).await?);
    // All that was ever written of the lines with refunds, in order: whose it was last lost it.
    let given_back: Vec<(i64, i64, i64)> = on!(conn, c => sqlx::query_as(sql!(
        "select p.sale_id, p.member_id, cast((select sum(r.fen) from refund r
                where r.team_id = p.team_id and r.sale_id = p.sale_id) as bigint)
         from (select team_id, id as sale_id, 0 as id, member_id, at, fen from sale
               union all
               select team_id, sale_id, id, member_id, at, fen from sale_entry) p
         where p.team_id = $1 and p.at >= $2 and p.at < $3 and p.member_id > 0
           and exists (select 1 from refund r where r.team_id = p.team_id and r.sale_id = p.sale_id)
         order by p.sale_id, p.id"
    ))
    .bind(ask.team.0).bind(start.0).bind(end.0).fetch_all(c).await?);
    let mut sums: HashMap<i64, Before> = HashMap::with_capacity(net.len());
    for (member, fen) in net {
        sums.entry(member).or_default().sold_fen = fen;
    }
    for rows in given_back.chunk_by(|one, next| one.0 == next.0) {
        if let Some((_, member, fen)) = rows.last() {
            let sum = sums.entry(*member).or_default();
            sum.sold_fen = sum.sold_fen.saturating_add(*fen);
            sum.refunded_fen = sum.refunded_fen.saturating_add(*fen);
        }
    }
    let of: HashSet<(EntrantId, MemberId)> = (ask.parts.iter())
        .map(|part| (part.entrant, part.stay.member))
        .collect();
    let mut all: HashMap<EntrantId, Before> = HashMap::new();
    for (entrant, member) in of {
        if let Some(theirs) = sums.get(&member.0) {
            let sum = all.entry(entrant).or_default();
            sum.sold_fen = sum.sold_fen.saturating_add(theirs.sold_fen);
            sum.refunded_fen = sum.refunded_fen.saturating_add(theirs.refunded_fen);
        }
    }
    Ok(all)
}
