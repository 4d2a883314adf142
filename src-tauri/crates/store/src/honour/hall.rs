//! What stands in a member's hall of honours: the orders that earn badges, and praise received.

use crate::{Conn, Result, on, sql};
use rules::honour::badge::Order;
use rules::{Fen, MemberId, Moment, SaleId, TeamId};
use sqlx::FromRow;
use std::collections::HashMap;

/// A member's orders.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Orders {
    /// As they stand: net of refunds and corrections.
    pub standing: Vec<Order>,
    /// As they were first read.
    pub told: Vec<Order>,
}

#[derive(FromRow)]
struct Part {
    shop: String,
    order_no: String,
    sale_id: i64,
    at: i64,
    fen: i64,
    told_fen: i64,
}

/// A member's orders by what was recorded before a moment. Answered line by line from the indexes of the
/// member's own lines.
pub async fn orders(
    conn: &mut Conn,
    team: TeamId,
    member: MemberId,
    until: Moment,
) -> Result<Orders> {
    let parts: Vec<Part> = on!(conn, c => sqlx::query_as(sql!(
        "select s.shop, s.order_no, min(s.id) as sale_id, j.at,
                cast(sum(j.fen) as bigint) as fen, cast(sum(j.told_fen) as bigint) as told_fen
         from (select team_id, id as sale_id, at, fen, fen as told_fen from sale
               where team_id = $1 and member_id = $2 and recorded_at < $3
               union all
               select team_id, sale_id, at, fen, 0 as told_fen from sale_entry
               where team_id = $1 and member_id = $2 and recorded_at < $3) j
         join sale s on s.team_id = j.team_id and s.id = j.sale_id
         group by s.shop, s.order_no, j.at"
    ))
    .bind(team.0).bind(member.0).bind(until.0).fetch_all(c).await?);
    let (mut standing, mut told) = (HashMap::new(), HashMap::new());
    for part in parts {
        let key = (part.shop, part.order_no);
        add(standing.entry(key.clone()), part.sale_id, part.at, part.fen);
        add(told.entry(key), part.sale_id, part.at, part.told_fen);
    }
    Ok(Orders {
        standing: standing.into_values().collect(),
        told: told.into_values().collect(),
    })
}

type Entry<'a> = std::collections::hash_map::Entry<'a, (String, String), Order>;

/// A part of an order: it counts from the earliest moment at which something of it stands.
fn add(entry: Entry<'_>, sale: i64, at: i64, fen: i64) {
    if fen == 0 {
        return;
    }
    let order = entry.or_insert(Order {
        at: Moment::MAX,
        sale: SaleId(sale),
        fen: Fen::ZERO,
    });
    order.fen = Fen(order.fen.0.saturating_add(fen));
    order.sale = order.sale.min(SaleId(sale));
    if fen > 0 {
        order.at = order.at.min(Moment(at));
    }
}

/// How often a member was praised for each value, the most often first.
pub async fn praised(
    conn: &mut Conn,
    team: TeamId,
    member: MemberId,
) -> Result<Vec<(String, i64)>> {
    Ok(on!(conn, c => sqlx::query_as(sql!(
        "select p.value, count(*) as times from praise_share s
         join praise p on p.team_id = s.team_id and p.id = s.praise_id
         where s.team_id = $1 and s.member_id = $2
           and not exists (select 1 from praise_back b where b.team_id = p.team_id and b.praise_id = p.id)
         group by p.value order by times desc, p.value"
    ))
    .bind(team.0).bind(member.0).fetch_all(c).await?))
}
